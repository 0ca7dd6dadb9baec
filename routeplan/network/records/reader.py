"""The reader of records: one table of the schema and one kind of value after the other, faults and all."""

from __future__ import annotations

from typing import Any

from routeplan.errors import UnitError
from routeplan.network.decoding import FORBIDDEN, Document
from routeplan.network.faults import Faults
from routeplan.network.records import entries, shapes
from routeplan.network.records.draft import BAD, Draft, Path
from routeplan.network.records.kinds import LISTS, MAPS, TEXTS
from routeplan.network.schema import TABLES
from routeplan.network.tree import Map, Node, Seq, Text, pieces
from routeplan.network.values import KINDS, LONGEST_VALUE, OutOfRange
from routeplan.network.zones import country_names, zone_names
from routeplan.units import quote

_MOST_KNOWN = 4_000
"""Texts of a kind whose values are remembered; ids and notes hardly come again, and would only fill memory."""

_Field = tuple[str, str, dict[str, Any]]  # slot, kind, values read so far


class Reader:
    """Reads one document after the other, remembering the values of texts that come again."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.draft: Draft
        self.document: Document
        self.sources: set[str] = set()  # ids of all documents so far
        self.zones = zone_names()
        self.countries = country_names()
        self._shared: dict[Any, Any] = {}
        self._values: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self._tables: dict[str, tuple[dict[str, _Field], list[str]]] = {}
        for name, table in TABLES.items():
            fields = {key: (field.slot, field.kind, self._values.get(field.kind, {})) for key, field in table.items()}
            self._tables[name] = fields, [key for key, field in table.items() if field.required]

    def read(self, document: Document) -> Draft | None:
        """The draft of a document; None where it is no network file at all, or no YAML."""
        self.document = document
        draft = self.draft = Draft(document)
        yaml = Faults()
        before = len(self.faults.findings)
        root: Node = None
        for piece in pieces(document, yaml, entries.SECTIONS):
            if piece.section:
                entries.read(self, piece)
            else:
                root = piece.node
        of_entries = self.faults.findings[before:]
        self.faults.findings[before:] = yaml.findings
        if root is None and yaml.findings:
            return None
        if not isinstance(root, Map):
            shapes.no_mapping(self, root)
            return None
        if not shapes.right_version(self, root):
            return None
        self.faults.findings += of_entries
        draft.root = root
        draft.top = self.record(root, "network", (), check_required=False)
        return draft

    def fault(self, code: str, message: str, at: int, path: Path, help: str = "", **more: Any) -> Any:
        """Adds a fault of this document; gives back BAD."""
        self.faults.add(code, message, self.document, at, help=help, path=path, **more)
        return BAD

    def where(self, at: int) -> str:
        """`file:line` of an offset, as records have it."""
        return f"{self.document.name}:{self.document.position(at)[0]}"

    def record(self, node: Map, table: str, path: Path, *, check_required: bool = True) -> dict[str, Any]:
        """The values of a mapping by slot. A slot that is missing was not given, or is reported."""
        fields, required = self._tables[table]
        values: dict[str, Any] = {}
        for key, child in node.items():
            field = fields.get(key)
            if field is None:
                shapes.unknown_key(self, key, child, table, path)
                continue
            slot, kind, known = field
            if child.__class__ is tuple:
                text = child[0]
                if text in known:
                    values[slot] = known[text]
                    continue
            value = self.value(kind, child, (*path, key))
            if value is not BAD:
                values[slot] = value
        if check_required and "<<" not in node:
            for key in required:
                if key not in node:
                    shapes.missing(self, key, table, node, path)
        return values

    def has_required(self, values: dict[str, Any], table: str) -> bool:
        fields, required = self._tables[table]
        return all(fields[key][0] in values for key in required)

    def value(self, kind: str, node: Node, path: Path) -> Any:
        """The value of a node; BAD where it is none."""
        if node is None:
            return BAD
        if isinstance(node, tuple):
            if kind in TEXTS:
                return BAD if shapes.is_missing(self, node, path) else TEXTS[kind](self, node, path)
            if kind in KINDS:
                return self.text(kind, node, path)
        elif isinstance(node, Map):
            if kind in MAPS:
                return MAPS[kind](self, node, path)
        elif kind in LISTS:
            return LISTS[kind](self, node, path)
        return shapes.wrong_shape(self, kind, node, path)

    def text(self, kind: str, node: Text, path: Path) -> Any:
        """The value of a text, read once for each different text."""
        known = self._values[kind]
        text = node[0]
        if text in known:
            return known[text]
        if shapes.is_missing(self, node, path):
            return BAD
        if FORBIDDEN.search(text):
            return BAD  # reported where the text was met
        row = KINDS[kind]
        if len(text) > LONGEST_VALUE and kind not in ("text", "note", "track"):
            message = f"the value {quote(text)} is too long, or too large, for {row.says}"
            return self.fault("RP212", message, node[1], path, "write a shorter value")
        try:
            value = row.read(text)
        except UnitError as error:
            code = "RP212" if isinstance(error, OutOfRange) else row.code
            return self.fault(code, error.message, node[1], path, error.help)
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[text] = value
        return value

    def shared(self, value: Any) -> Any:
        """The first copy of a value that comes again and again; lanes have the same few timetables and surcharges."""
        return self._shared.setdefault(value, value)

    def items(self, node: Node, kind: str, path: Path) -> Any:
        """A tuple of values of one kind from a list, or from one value where that is allowed."""
        if isinstance(node, Seq):
            values = [self.value(kind, child, (*path, i)) for i, child in enumerate(node)]
            return BAD if BAD in values else tuple(values)
        if isinstance(node, tuple):
            value = self.text(kind, node, path)
            return BAD if value is BAD else (value,)
        return shapes.wrong_shape(self, kind, node, path)
