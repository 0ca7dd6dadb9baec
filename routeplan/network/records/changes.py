"""The changes of a scenario: what they match, and what they set, scale, add to or close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.network.model import Change
from routeplan.network.records import shapes
from routeplan.network.records.draft import BAD, Path
from routeplan.network.records.places import check_country, check_timezone
from routeplan.network.schema import ADDABLE, LANE, PLACE, SCALABLE, UNCHANGEABLE
from routeplan.network.tree import Map, Node, Seq, key_at_of
from routeplan.units import quote

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader


def changes(reader: Reader, node: Seq, path: Path) -> Any:
    found = []
    for i, child in enumerate(node):
        here = (*path, i)
        if isinstance(child, Map):
            found.append(_change(reader, child, here))
        else:
            found.append(shapes.wrong_shape(reader, "change entry", child, here))
    return BAD if BAD in found else tuple(found)


def match(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "match", path)
    if not node:
        return reader.fault("RP204", "match names nothing", node.at, path, "write such as {lane: xian-ningbo-rail}")
    return values if len(values) == len(node) else BAD


def changed_fields(reader: Reader, node: Map, path: Path) -> Any:
    """`set`, `scale` and `add` are read with the change, which says what they are for."""
    return True


def _change(reader: Reader, node: Map, path: Path) -> Any:
    values = reader.record(node, "change", path)
    if not any(deed in node for deed in ("set", "scale", "add", "close")):
        help = "add one of set, scale, add or close"
        return reader.fault("RP202", "the change changes nothing", node.at, path, help)
    if "match" not in values:
        return BAD
    wanted: dict[str, str] = values["match"]
    target = _target(node, wanted)
    done = {deed: _deed(reader, deed, node, target, path) for deed in ("set", "scale", "add")}
    if BAD in done.values() or ("close" in node and "close" not in values):
        return BAD
    first, last = values.get("valid", (None, None))
    return Change(
        tuple(wanted.items()),
        target,
        **done,
        close=values.get("close", False),
        valid_from=first,
        valid_until=last,
        where=reader.where(node.at),
    )


def _deed(reader: Reader, deed: str, node: Map, target: str, path: Path) -> Any:
    """Pairs of slot and value that a change sets, multiplies by or adds."""
    fields = node.get(deed)
    if not isinstance(fields, Map):
        return BAD if deed in node else ()
    results: list[tuple[str, Any]] = []
    good = True
    for key, child in fields.items():
        here = (*path, deed, key)
        kind = _changeable(reader, deed, key, child, target, here)
        value = BAD if kind is None else reader.value(kind, child, here)
        if value is BAD:
            good = False
            continue
        if key == "timezone":
            check_timezone(reader, value, "", fields, here[:-1])
        elif key == "country":
            check_country(reader, value, fields, here[:-1])
        if key == "valid" and deed == "set":
            results += [("valid_from", value[0]), ("valid_until", value[1])]
        else:
            results.append(((PLACE if target == "place" else LANE)[key].slot, value))
    return tuple(results) if good else BAD


def _target(node: Map, wanted: dict[str, str]) -> str:
    """Places where only places are matched and a place is closed or changed; lanes otherwise."""
    if not set(wanted) <= {"place", "country"}:
        return "lane"
    keys = {key for deed in ("set", "scale", "add") for key in _keys(node.get(deed))}
    return "place" if "close" in node or any(key in PLACE for key in keys) else "lane"


def _keys(node: Node) -> list[str]:
    return list(node) if isinstance(node, Map) else []


def _changeable(reader: Reader, deed: str, key: str, child: Node, target: str, path: Path) -> str | None:
    """The kind of what a change sets, multiplies by or adds; None where it cannot do that."""
    if child is None:
        return None
    fields = PLACE if target == "place" else LANE
    if deed == "scale" and key in SCALABLE[target]:
        return "factor_number"
    if deed == "add" and key in ADDABLE[target]:
        return ADDABLE[target][key]
    if deed == "set" and key in fields and key not in UNCHANGEABLE[target]:
        return fields[key].kind
    at = key_at_of(child)
    other = "lane" if target == "place" else "place"
    if key in fields:
        allowed = {"scale": SCALABLE[target], "add": tuple(ADDABLE[target])}.get(deed)
        help = f"fields to {deed}: {', '.join(allowed)}" if allowed else "close this lane and add another one"
        reader.fault("RP219", f'no change can {deed} the "{key}" of a {target}', at, path, help)
    elif key in (LANE if target == "place" else PLACE):
        help = f"match a {other}: {'lane, from, to, mode' if other == 'lane' else 'place or country alone'}"
        reader.fault("RP219", f'"{key}" belongs to a {other}, and this change matches a {target}', at, path, help)
    else:
        help = reader.faults.suggest(key, fields) or f"keys here: {', '.join(fields)}"
        reader.fault("RP201", f"unknown key {quote(key)} of a {target}", at, path, help)
    return None
