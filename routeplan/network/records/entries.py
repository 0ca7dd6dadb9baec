"""The entries of a file's sections, one after the other: places, lanes, scenarios, sources and cargo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.network.model import Cargo, Lane, Scenario, Source
from routeplan.network.records import shapes
from routeplan.network.records.draft import Entry, Path
from routeplan.network.records.ids import good_id
from routeplan.network.records.places import place
from routeplan.network.schema import ENTRIES
from routeplan.network.tree import Map, Node, Piece, Seq, at_of, key_at_of

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader

SECTIONS: dict[str, type[Map] | type[Seq]] = {**dict.fromkeys(ENTRIES, Map), "lanes": Seq}
"""The sections whose entries come in pieces, and what each section is."""


def read(reader: Reader, piece: Piece) -> None:
    """Adds the record of an entry to the draft."""
    assert isinstance(piece.node, Map)
    if isinstance(piece.key, int):
        _lane(reader, piece.node, piece.key, piece.end)
    else:
        _entry(reader, piece.section, piece.key, piece.node, piece.end)


def rest_of_section(reader: Reader, node: Map, path: Path) -> None:
    """Entries that are no mappings; the others are read."""
    section = str(path[0])
    for id, child in node.items():
        if not isinstance(child, Map):
            _entry(reader, section, id, child, 0)


def rest_of_lanes(reader: Reader, node: Seq, path: Path) -> None:
    """Lanes that are no mappings; the others are read."""
    for number, child in enumerate(node):
        shapes.wrong_shape(reader, "lane entry", child, (*path, number))


def _entry(reader: Reader, section: str, id: str, node: Node, end: int) -> None:
    table = ENTRIES[section]
    path = (section, id)
    if node is None or not good_id(reader, id, "id" if table == "place" else "word", node, path):
        return
    record = None
    if isinstance(node, Map):
        record = _RECORDS[table](reader, id, node, path)
    else:
        shapes.wrong_shape(reader, f"{table} entry", node, path)
    if section == "sources":
        reader.sources.add(id)
    entry = Entry(id, record, reader.document, section, id, key_at_of(node), at_of(node), end)
    reader.draft.entries[section].append(entry)


def _lane(reader: Reader, node: Map, number: int, end: int) -> None:
    path = ("lanes", number)
    values = reader.record(node, "lane", path)
    id = values.pop("id", "")
    both_ways = values.pop("both_ways", False)
    record = None
    if reader.has_required(values, "lane") and (id or "id" not in node):
        first, last = values.pop("valid", (None, None))
        record = Lane(id, valid_from=first, valid_until=last, where=reader.where(node.at), **values)
    entry = Entry(id, record, reader.document, "lanes", number, node.at, node.at, end, both_ways)
    reader.draft.lanes.append(entry)


def _source(reader: Reader, id: str, node: Map, path: Path) -> Source | None:
    values = reader.record(node, "source", path)
    return Source(id, **values) if "title" in values else None


def _cargo(reader: Reader, id: str, node: Map, path: Path) -> Cargo:
    values = reader.record(node, "cargo", path)
    return Cargo(id, values.pop("name", id), **values)


def _scenario(reader: Reader, id: str, node: Map, path: Path) -> Scenario:
    values = reader.record(node, "scenario", path)
    return Scenario(id, where=reader.where(node.key_at), **values)


_RECORDS: dict[str, Any] = {"place": place, "source": _source, "cargo": _cargo, "scenario": _scenario}
