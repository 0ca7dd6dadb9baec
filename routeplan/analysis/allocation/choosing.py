"""The best choice among passages, as a model of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from time import monotonic
from typing import NamedTuple

from routeplan.analysis.allocation.book import Book, Passage
from routeplan.analysis.allocation.bound import Bound
from routeplan.analysis.allocation.departures import Departure
from routeplan.analysis.allocation.highs import INFINITY, Entries, WholeModel

_MOST_USERS = 10
"""Shipments of a departure whose ladings are written down one by one; of more, what they use is counted."""
_LEAST_SECONDS = 1.0
"""For a choice even when the time is over, so that there is one."""

_Users = dict[int, Entries]
"""The passages of each shipment that use a departure."""


class Plan(NamedTuple):
    """The passages taken, their total with what every shipment left behind counts, and the least that is possible."""

    passages: tuple[Passage, ...]
    cents: int
    least_cents: int


def choose(
    book: Book, passages: Sequence[Passage], unsent_cents: int, bound: Bound, reach: int | None, until: float
) -> Plan:
    """The best choice; with a reach, among the allocations that are at most so many cents above the bound."""
    model = WholeModel()
    numbers = [model.variable(passage.cents) for passage in passages]
    sent: list[Entries] = [[(model.variable(unsent_cents), 1.0)] for _ in book.shipments]
    aboard: dict[int, _Users] = {}
    for at, passage in zip(numbers, passages, strict=True):
        sent[passage.shipment].append((at, 1.0))
        for number in passage.departures:
            aboard.setdefault(number, {}).setdefault(passage.shipment, []).append((at, 1.0))
    for entries in sent:
        model.row(1.0, 1.0, entries)
    boxes = {}
    for number, users in aboard.items():
        add = _list_ladings if len(users) <= _MOST_USERS else _count
        boxes[number] = add(model, book.departures[number], number, users, bound, reach)
    for crossing, _ in bound.prices.crossings:
        entries = [entry for number in crossing.departures for entry in boxes.get(number, ())]
        # Who is left behind crosses nothing.
        entries += [(left[0][0], float(crossing.boxes)) for left in sent]
        model.row(float(crossing.boxes), INFINITY, entries)
    values, least = model.solve(max(_LEAST_SECONDS, until - monotonic()))
    taken = tuple(passage for at, passage in zip(numbers, passages, strict=True) if values and values[at] > 0.5)
    # Totals are whole cents; the solver's are not quite.
    return Plan(taken, total_cents(book, taken, unsent_cents), ceil(least - 0.01) if least > -INFINITY else 0)


def total_cents(book: Book, passages: Sequence[Passage], unsent_cents: int) -> int:
    """What the passages cost together, with what every shipment left behind counts."""
    ladings = [departure.lading(members) for departure, members in book.aboard(passages) if departure.couples()]
    own = sum(passage.cents for passage in passages)
    left = len(book.shipments) - len(passages)
    return own + sum(lading.cents for lading in ladings if lading) + unsent_cents * left


def _list_ladings(
    model: WholeModel, departure: Departure, number: int, users: _Users, bound: Bound, reach: int | None
) -> Entries:
    """One variable for each lading; the containers of each."""
    ladings = [one for one in departure.ladings(users) if reach is None or bound.excess(number, one) <= reach]
    variables = [(model.variable(lading.cents), lading) for lading in ladings]
    model.row(-INFINITY, 1.0, [(at, 1.0) for at, _ in variables])
    for s, entries in users.items():
        model.row(-INFINITY, 0.0, [*entries, *((at, -1.0) for at, lading in variables if s in lading.members)])
    return [(at, float(lading.boxes)) for at, lading in variables if lading.boxes]


def _count(
    model: WholeModel, departure: Departure, number: int, users: _Users, bound: Bound, reach: int | None
) -> Entries:
    """One variable for whether it is used and one for its containers; these."""
    used, boxes = model.variable(departure.fixed_cents, 1.0), model.variable(departure.box_cents)
    room: Entries = [(boxes, float(departure.box_room))]
    shares: Entries = [(boxes, -float(departure.whole))]
    paid: Entries = [
        (used, float(departure.fixed_cents)),
        (boxes, float(departure.box_cents - bound.rebates.get(number, 0))),
    ]
    for s, entries in users.items():
        own, share = departure.lots[s]
        model.row(-INFINITY, 0.0, [*entries, (used, -1.0)])
        if share:
            model.row(-INFINITY, 0.0, [*entries, (boxes, -1.0)])
        room += [(at, float(own)) for at, _ in entries]
        shares += [(at, float(share)) for at, _ in entries]
        paid += [(at, -float(bound.prices.places.get((number, s), 0))) for at, _ in entries]
    model.row(-INFINITY, 0.0, shares)
    if departure.capacity is not None:
        model.row(-INFINITY, departure.capacity[0] * departure.unit / departure.capacity[1], room)
    # What the prices prove of the departure holds for whole numbers too.
    model.row(-float(bound.earned[number]), INFINITY, paid)
    return [(boxes, 1.0)]
