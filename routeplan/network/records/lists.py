"""Lists of one kind of value: tags, modes, days, and the ids of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.network.records.draft import BAD, Citation, Path
from routeplan.network.tree import Seq, Text
from routeplan.network.values import WEEKDAYS

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def texts(reader: Reader, node: Text | Seq, path: Path) -> Any:
    return reader.items(node, "text", path)


def words(reader: Reader, node: Text | Seq, path: Path) -> Any:
    return reader.items(node, "word", path)


def modes(reader: Reader, node: Text | Seq, path: Path) -> Any:
    return reader.items(node, "mode", path)


def equipment(reader: Reader, node: Text | Seq, path: Path) -> Any:
    return reader.items(node, "equipment", path)


def weekdays(reader: Reader, node: Text | Seq, path: Path) -> Any:
    days = reader.items(node, "weekday", path)
    return BAD if days is BAD else tuple(sorted({WEEKDAYS.index(day) for day in days}))


def moments(reader: Reader, node: Text | Seq, path: Path) -> Any:
    found = reader.items(node, "moment", path)
    return BAD if found is BAD else tuple(sorted(set(found)))


def sources(reader: Reader, node: Text | Seq, path: Path) -> Any:
    ids = reader.items(node, "word", path)
    if ids is BAD:
        return BAD
    draft = reader.draft
    draft.cited.update(ids)
    cited: list[Any] = list(node) if isinstance(node, Seq) else [node]
    for id, child in zip(ids, cited, strict=True):
        if id not in reader.sources:
            draft.unsure.append(Citation(id, reader.document, child[1], path))
    return ids
