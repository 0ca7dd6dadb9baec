"""What one file says, before it is merged with others."""

from __future__ import annotations

from typing import Any, NamedTuple

from routeplan.network.decoding import Document
from routeplan.network.faults import Faults
from routeplan.network.schema import ENTRIES
from routeplan.network.tree import Map, at_of, compose

Path = tuple[str | int, ...]

BAD: Any = object()
"""Stands for a value that is reported already."""


class Entry(NamedTuple):
    """One record and where it is written. `record` is None where it cannot be used.

    `key` is its key in the section, or its number there. The text goes from `start` to `end`, with its key from `at`.
    Its tree is not kept; see `written`.
    """

    id: str
    record: Any
    document: Document
    section: str
    key: str | int
    at: int
    start: int
    end: int
    both_ways: bool = False

    @property
    def path(self) -> Path:
        return (self.section, self.key)


class Citation(NamedTuple):
    """One id of a source, where it is cited."""

    id: str
    document: Document
    at: int
    path: Path


class Draft:
    """The entries of a file by section, its other values by slot, and the root of its tree without the entries."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = Map(0, -1)
        self.top: dict[str, Any] = {}
        self.entries: dict[str, list[Entry]] = {section: [] for section in ENTRIES}
        self.lanes: list[Entry] = []
        self.cited: set[str] = set()
        self.unsure: list[Citation] = []  # of sources that no file had named before


class Written(NamedTuple):
    """The tree of an entry once more. Its offsets begin `shift` characters into the document."""

    node: Map
    shift: int

    def text(self, key: str) -> str:
        """The text of a field; empty where it has none."""
        node = self.node.get(key)
        return node[0] if isinstance(node, tuple) else ""


def written(entry: Entry) -> Written:
    """The tree of an entry, read again for a fault: kept for every lane it would take more than all records."""
    column = entry.document.position(entry.start)[1]
    text = " " * (column - 1) + entry.document.text[entry.start : entry.end]
    node = compose(Document(entry.document.name, text.encode(), text), Faults())
    shift = entry.start - (column - 1)
    return Written(node if isinstance(node, Map) else Map(column - 1, -1), shift)


def field_at(entry: Entry, key: str) -> int:
    """Where a field of an entry is written; the entry itself where the field is not given."""
    node, shift = written(entry)
    return shift + at_of(node.get(key) or node)
