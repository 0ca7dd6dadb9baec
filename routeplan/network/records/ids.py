"""Keys of a section that are ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplan.errors import UnitError
from routeplan.network.records import shapes
from routeplan.network.records.draft import Path
from routeplan.network.tree import Node, key_at_of
from routeplan.network.values import KINDS

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def good_id(reader: Reader, id: str, kind: str, child: Node, path: Path) -> bool:
    """Whether a key of a section can be an id; a fault where it cannot."""
    if child is None:
        return False
    if id == "<<":
        shapes.unknown_key(reader, id, child, "network", path[:-1])
        return False
    try:
        KINDS[kind].read(id)
    except UnitError as error:
        reader.fault("RP210", error.message, key_at_of(child), path, error.help, length=max(len(id), 1))
        return False
    return True
