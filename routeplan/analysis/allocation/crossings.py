"""Places that shipments must leave: how many shared containers cross their border at least.

Shipments that begin inside a set of places and end outside take at least so many containers across as hold them all,
whichever departures they use. What the linear relaxation sends across in fractions is so rounded up (cut-set
inequalities: Magnanti, Mirchandani and Vachani, "Modeling and solving the two-facility capacitated network loading
problem", Operations Research 43(1), 1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from routeplan.analysis.allocation.book import Book
from routeplan.analysis.allocation.highs import INFINITY, WholeModel

_CLEARLY = 0.01
"""Containers by which the relaxation must fall short."""
_SECONDS = 1.0
"""For the search of one crossing; none is needed for an exact answer."""


class Crossing(NamedTuple):
    """At least `boxes` shared containers go on these departures together."""

    boxes: int
    departures: frozenset[int]


def crossings(book: Book, boxes: Mapping[int, float]) -> list[Crossing]:
    """The crossings on which the relaxation, with its `boxes` on departures, has clearly too few containers.

    For each number of containers the one with the fewest.
    """
    flow: dict[tuple[str, str], float] = {}
    for number, count in boxes.items():
        if count > 0:
            ends = book.departures[number].from_place, book.departures[number].to_place
            flow[ends] = flow.get(ends, 0.0) + count
    listed = []
    for needed in range(1, -(-sum(book.shares.values()) // book.whole) + 1):
        inside = _least_left(book, flow, needed)
        crossed = frozenset(
            number
            for number, one in enumerate(book.departures)
            if one.box_room and one.from_place in inside and one.to_place not in inside
        )
        if inside and sum(boxes.get(number, 0.0) for number in crossed) < needed - _CLEARLY:
            listed.append(Crossing(needed, crossed))
    return listed


def _least_left(book: Book, flow: Mapping[tuple[str, str], float], needed: int) -> set[str]:
    """The places with the least flow out of them that shipments for so many containers must leave."""
    model = WholeModel()
    ends = [place for both in book.ends.values() for side in both for place in side]
    inside = {place: model.variable(0.0, 1.0) for place in sorted({*ends, *(p for lane in flow for p in lane)})}
    for (start, end), count in sorted(flow.items()):
        crossed = model.variable(count)
        model.row(-INFINITY, 0.0, [(inside[start], 1.0), (inside[end], -1.0), (crossed, -1.0)])
    leaving = []
    for s, (starts, targets) in book.ends.items():
        leaves = model.variable(0.0, 1.0)
        leaving.append((leaves, float(book.shares[s])))
        for place in starts:
            model.row(-INFINITY, 0.0, [(leaves, 1.0), (inside[place], -1.0)])
        for place in targets:
            model.row(-INFINITY, 1.0, [(leaves, 1.0), (inside[place], 1.0)])
    model.row((needed - 1) * book.whole + 1.0, INFINITY, leaving)
    values, _ = model.solve(_SECONDS)
    return {place for place, at in inside.items() if values and values[at] > 0.5}
