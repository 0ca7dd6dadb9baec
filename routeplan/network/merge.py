"""Files to one network: a folder's files side by side, overlays on top, default ids and ways back filled in.

Within one network nothing may be named twice. An overlay replaces the entry with the same id whole, and of
the network-wide handling, exchange rates and CO2e factors only what it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routeplan.network.decoding import Document
from routeplan.network.faults import Faults, related
from routeplan.network.model import Handling, Lane, Network
from routeplan.network.records.draft import Citation, Draft, Entry
from routeplan.network.schema import ENTRIES
from routeplan.network.tree import Map, Node, key_at_of
from routeplan.units import quote

BACK = "-back"


class Merged:
    """The sum of all files: entries by id in file order, and the top-level values."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Entry]] = {section: {} for section in ENTRIES}
        self.lanes: dict[str, Entry] = {}  # with the ways back, `record` carries the id
        self.top: dict[str, Any] = {}
        self.origin: dict[str, tuple[Document, Node]] = {}  # where a top-level value is written
        self.handling: dict[str, tuple[Handling, Document, Node]] = {}
        self.exchange_rates: dict[str, Any] = {}
        self.co2e: dict[str, Any] = {}
        self.tracks: dict[str, str] = {}
        self.reliability: dict[str, Any] = {}
        self.cited: set[str] = set()  # ids of sources
        self.unsure: list[Citation] = []  # those that may lead nowhere
        self.place_ids: set[str] = set()  # as written, those of entries that cannot be used too
        self.broken_lanes: list[Entry] = []  # lanes that cannot be used


def merge(layers: Sequence[Sequence[Draft]], faults: Faults) -> Merged:
    """The first layer is the network, each later one an overlay."""
    merged = Merged()
    for number, drafts in enumerate(layers):
        _top_values(merged, drafts, faults)
        for section in ENTRIES:
            _entries(merged.entries[section], section, drafts, faults)
        _lanes(merged.lanes, drafts, faults)
        for draft in drafts:
            merged.cited |= draft.cited
            merged.unsure += draft.unsure
            merged.place_ids.update(entry.id for entry in draft.entries["places"])
            merged.broken_lanes += [entry for entry in draft.lanes if entry.record is None]
        if drafts:
            _required(drafts, faults, is_overlay=number > 0)
    return merged


def to_network(merged: Merged, digest: str, files: Sequence[str]) -> Network:
    """The frozen network; of a merge without faults only."""
    top = merged.top
    co2e = dict(merged.co2e)
    rates = dict(merged.exchange_rates)
    co2e_source = co2e.pop("source", ())
    as_of = rates.pop("as_of", None)
    return Network(
        name=top.get("name", ""),
        currency=top["currency"],
        places=_records(merged.entries["places"]),
        lanes=_records(merged.lanes),
        handling={pair: entry[0] for pair, entry in merged.handling.items()},
        scenarios=_records(merged.entries["scenarios"]),
        sources=_records(merged.entries["sources"]),
        exchange_rates=rates,
        rates_as_of=as_of,
        co2e=co2e,
        cargo=_records(merged.entries["cargo"]),
        value_of_time=top.get("value_of_time"),
        carbon_price=top.get("carbon_price"),
        tracks=merged.tracks,
        digest=digest,
        files=tuple(files),
        co2e_source=co2e_source,
        notes=top.get("notes", ""),
        reliability=merged.reliability,
    )


def _records(entries: dict[str, Entry]) -> dict[str, Any]:
    return {id: entry.record for id, entry in entries.items()}


def _required(drafts: Sequence[Draft], faults: Faults, *, is_overlay: bool) -> None:
    """A network needs its format version and its currency somewhere in its files, an overlay the version."""
    for key, help in (
        (
            "routeplan",
            'write "routeplan: 1" at the top: it is the version of the format, in overlays as well',
        ),
        (
            "currency",
            'write "currency: USD": every total is in this currency; an overlay is checked over its network: '
            "routeplan check --with OVERLAY",
        ),
    ):
        if not any(key in draft.root for draft in drafts) and not (is_overlay and key == "currency"):
            what = "overlay" if is_overlay else "network"
            faults.add("RP202", f'the {what} has no "{key}"', drafts[0].document, drafts[0].root.at, help=help)


def _top_values(merged: Merged, drafts: Sequence[Draft], faults: Faults) -> None:
    """The values at the top of the files; two files of one network must not contradict each other."""
    here: dict[str, tuple[Document, Node]] = {}

    def twice(name: str, document: Document, node: Node, what: str) -> None:
        """A fault where this was already said in this network."""
        if node is None:
            return
        if name in here:
            other, first = here[name]
            at = key_at_of(first) if first is not None else 0
            others = (related(other, at, "first one here", document),)
            help = "keep one of the two"
            path = tuple(name.split("/"))
            faults.add("RP310", what, document, key_at_of(node), help=help, path=path, related=others)
        else:
            here[name] = (document, node)

    for draft in drafts:
        for name, value in draft.top.items():
            node = draft.root[name]
            if name in ("routeplan", *ENTRIES, "lanes"):
                continue
            if name in ("exchange_rates", "co2e", "tracks", "reliability"):
                target: dict[str, Any] = getattr(merged, name)
                merged.origin[name] = (draft.document, node)
                for key, one in value.items():
                    child = node.get(key) if isinstance(node, Map) else None
                    twice(f"{name}/{key}", draft.document, child, f'{name} has "{key}" in two files')
                    target[key] = one
            elif name == "handling":
                for handling in value:
                    child = node.get(handling.pair) if isinstance(node, Map) else None
                    what = f'handling has "{handling.pair}" in two files'
                    twice(f"{name}/{handling.pair}", draft.document, child, what)
                    merged.handling[handling.pair] = handling, draft.document, child
            else:
                if name in here and merged.top.get(name) != value:
                    twice(
                        name,
                        draft.document,
                        node,
                        f'two files of the network say different things for "{name}"',
                    )
                    continue
                here.setdefault(name, (draft.document, node))
                merged.top[name] = value
                merged.origin[name] = (draft.document, node)


def _entries(known: dict[str, Entry], section: str, drafts: Sequence[Draft], faults: Faults) -> None:
    """Adds the entries of a layer, replacing those with the same id."""
    what = ENTRIES[section]
    fresh: dict[str, Entry] = {}
    folded = {id.casefold(): id for id in known}
    for draft in drafts:
        for entry in draft.entries[section]:
            if not _is_new(entry, entry.id, fresh, what, faults):
                continue
            _same_but_for_case(entry, folded, known, what, faults)
            known[entry.id] = entry


def _is_new(entry: Entry, id: str, fresh: dict[str, Entry], what: str, faults: Faults) -> bool:
    """Notes the id as used in this layer; a fault where it is used already, but for lanes in any spelling."""
    first = fresh.setdefault(id if what == "lane" else id.casefold(), entry)
    if first is entry:
        return True
    spelled = "" if first.id in (id, "") else f", there in the spelling {quote(first.id)}"
    others = (related(first.document, first.at, "first one here", entry.document),)
    faults.add(
        "RP302",
        f"the {what} id {quote(id)} is used twice{spelled}",
        entry.document,
        entry.at,
        help="give each an id of its own"
        + ("" if what == "lane" else "; ids that differ in case only count as the same"),
        label="second one here",
        path=entry.path,
        related=others,
    )
    return False


def _same_but_for_case(
    entry: Entry, folded: dict[str, str], known: dict[str, Entry], what: str, faults: Faults
) -> None:
    """An overlay that names an entry in another spelling neither replaces it nor is new."""
    other = folded.get(entry.id.casefold())
    if other is not None and other != entry.id:
        first = known[other]
        faults.add(
            "RP303",
            f"the {what} id {quote(entry.id)} differs from {quote(other)} in case only",
            entry.document,
            entry.at,
            help=f"write {other} to replace it",
            path=entry.path,
            related=(related(first.document, first.at, "the other one", entry.document),),
        )


def _lanes(known: dict[str, Entry], drafts: Sequence[Draft], faults: Faults) -> None:
    """Adds the lanes of a layer with their ways back; lanes without an id are new and get one."""
    fresh: dict[str, Entry] = {}
    for draft in drafts:
        for entry in draft.lanes:
            if entry.id:
                _is_new(entry, entry.id, fresh, "lane", faults)
                if entry.both_ways:
                    _is_new(entry, entry.id + BACK, fresh, "lane", faults)
    taken = {*known, *fresh}
    numbers: dict[str, int] = {}
    for draft in drafts:
        for entry in draft.lanes:
            lane: Lane | None = entry.record
            if entry.id:
                id = entry.id
                _drop_way_back(known, id)
            elif lane is not None:
                id = _free_id(lane, entry.both_ways, taken, numbers)
                taken.add(id)
            else:
                continue
            if lane is None:
                known[id] = entry
                continue
            if not entry.id:
                lane = lane._replace(id=id)
                entry = entry._replace(id=id, record=lane)
            known[id] = entry
            if entry.both_ways:
                back = lane._replace(id=id + BACK, from_place=lane.to_place, to_place=lane.from_place, back_of=id)
                known[back.id] = entry._replace(id=back.id, record=back)


def _drop_way_back(known: dict[str, Entry], id: str) -> None:
    """A lane that is replaced takes its way back with it."""
    back = known.get(id + BACK)
    if back is not None and back.record is not None and back.record.back_of == id:
        del known[id + BACK]


def _free_id(lane: Lane, both_ways: bool, taken: set[str], numbers: dict[str, int]) -> str:
    """`<from>-<to>-<mode>` in lower case, with the first number from 2 on that is free."""
    base = f"{lane.from_place}-{lane.to_place}-{lane.mode}".lower()
    number = numbers.get(base, 0)
    while True:
        number += 1
        id = base if number == 1 else f"{base}-{number}"
        if id not in taken and not (both_ways and id + BACK in taken):
            numbers[base] = number
            return id
