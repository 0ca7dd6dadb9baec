"""From shipments to the allocation proved best.

The prices prove a bound, and a choice among the passages that came up gives a total. Every passage and lading whose
excess over the bound is more than the distance between the two can be in no better allocation, so the best choice
among all others is the best of all (Baldacci, Christofides and Mingozzi, "An exact algorithm for the vehicle routing
problem based on the set partitioning formulation with additional cuts", Mathematical Programming 115, 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from routeplan.analysis.allocation.book import Book, Passage
from routeplan.analysis.allocation.bound import Bound, Pricing
from routeplan.analysis.allocation.choosing import choose
from routeplan.analysis.allocation.highs import new_solver
from routeplan.analysis.allocation.records import Allocation, Load, Shipment
from routeplan.errors import UsageError
from routeplan.network.model import Network, Scenario
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import Request

MOST_PASSAGES = 4_000
"""Passages of one shipment in a choice; where there are more, the gap proved may stay open."""

_NOT_HEEDED = {
    "via": "via",
    "ride": "via",
    "prefer": "prefer",
    "max_transfers": "max_transfers",
    "arrive_by": "arrive_by, only a deadline",
    "depart_until": "window of departures, only a day",
}
"""What a request may ask for beyond its ways, costs and deadline, in the words of options."""


def allocate(
    network: Network, scenarios: Sequence[Scenario], shipments: Sequence[Shipment], seconds: float = 60.0
) -> Allocation:
    """Raises `UsageError` without dates, or without HiGHS, which comes with `routeplan[allocate]`."""
    until = monotonic() + seconds
    _check(shipments)
    new_solver()  # whether there is one, before anything long is begun
    book = Book(network, scenarios, shipments)
    left = [
        (one.id, _why_not(network, scenarios, one.request, book.too_small[s]))
        for s, one in enumerate(shipments)
        if not any(book.cheapest(s, {}))
    ]
    if left:
        return Allocation(0, 0, 0.0, (), (), tuple(left))
    # More than all shipments can cost, so that none is left behind where all can be sent.
    unsent_cents = 1 + sum(book.dearest(s) for s in range(len(shipments)))
    pricing = Pricing(book, unsent_cents)
    bound = pricing.prove(until - seconds / 2)
    weighed: Sequence[Passage] = tuple(pricing.known.values())
    best, proved, reach = choose(book, weighed, unsent_cents, bound, None, until), bound.cents, 0
    complete = True
    while proved < best.cents and complete and monotonic() < until:
        reach = min(best.cents - bound.cents, max(4 * reach, best.cents // 16))
        weighed, complete = _within(book, bound, reach, until)
        plan = choose(book, weighed, unsent_cents, bound, reach, until)
        best = min(best, plan, key=lambda one: one.cents)
        if complete:
            proved = max(proved, min(plan.least_cents, bound.cents + reach))
    proved = min(proved, best.cents)
    behind = set(range(len(shipments))) - {passage.shipment for passage in best.passages}
    if behind:
        left = [(shipments[s].id, _no_room(book.scarce(s), "all shipments")) for s in sorted(behind)]
        impossible = proved >= unsent_cents
        return Allocation(0, 0, 0.0 if impossible else 1.0, (), (), tuple(left), len(weighed))
    itineraries = tuple(
        rebuild(book.voyages[s].problem, book.voyages[s].found(way))
        for s, way, _, _ in sorted(best.passages, key=lambda passage: passage.shipment)
    )
    gap = (best.cents - proved) / best.cents if best.cents else 0.0
    return Allocation(best.cents, proved, gap, itineraries, _loads(book, best.passages), (), len(weighed))


def _check(shipments: Sequence[Shipment]) -> None:
    for id, request, _ in shipments:
        if request.depart is None:
            raise UsageError(f"shipment {id} has no date", help="departures fill up on days: give depart")
        for name, words in _NOT_HEEDED.items():
            if getattr(request, name) not in (None, ()):
                raise UsageError(f"shipment {id}: allocating heeds no {words}", help="leave it out")
    sharing = [one.request for one in shipments if one.shares]
    if any(one.quantity != 1 for one in sharing):
        raise UsageError("a shipment that shares a container takes one", help="drop quantity")
    if len({(one.equipment, one.cargo, one.include) for one in sharing}) > 1:
        raise UsageError(
            "shipments that share containers differ in equipment, cargo or include",
            help="allocate those apart that cannot share",
        )


def _within(book: Book, bound: Bound, reach: int, until: float) -> tuple[list[Passage], bool]:
    """The passages within reach of the bound, and whether these are all; the cheapest for the same departures."""
    known: dict[tuple[int, tuple[int, ...]], Passage] = {}
    for s, least in enumerate(bound.least):
        within = book.cheapest(s, bound.prices.places, MOST_PASSAGES + 1, least + reach)
        for number, (_, passage) in enumerate(within):
            if number == MOST_PASSAGES or monotonic() > until:
                return list(known.values()), False
            known.setdefault((s, passage.departures), passage)
    return list(known.values()), True


def _why_not(network: Network, scenarios: Sequence[Scenario], request: Request, too_small: Sequence[str]) -> str:
    from routeplan.planning.find import find

    answer = find(network, tuple(scenarios), request)
    if answer.no_route:
        return answer.no_route.message
    return _no_room(too_small, "it") if too_small else "no departure can be reached in time"


def _no_room(lanes: Sequence[str], what: str) -> str:
    """The lanes that would be needed, the first of them by name."""
    return f"no room: {', '.join(lanes[:5])}{' ...' if len(lanes) > 5 else ''} cannot take {what} in time"


def _loads(book: Book, passages: Sequence[Passage]) -> tuple[Load, ...]:
    loads = []
    for departure, members in book.aboard(passages):
        room, share = departure.taken(members)
        boxes = departure.boxes(share)
        loads.append(
            Load(
                departure.lane,
                departure.when,
                tuple(book.shipments[s].id for s in sorted(members)),
                (room + boxes * departure.box_room) / departure.unit,
                departure.capacity[0] / departure.capacity[1] if departure.capacity else None,
                boxes,
                departure.fixed_cents,
                departure.dated,
            )
        )
    return tuple(loads)
