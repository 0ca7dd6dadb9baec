"""What searches hand on: which lanes are ridden from where, and when each leg departs. All figures are rebuilt."""

from collections.abc import Iterable
from typing import NamedTuple

Vector = tuple[int, int, int]
"""Cents, minutes, grams."""

DELIVERED = -1
"""In place of a state: the goods have been handled at the destination."""


class Found(NamedTuple):
    """An itinerary as a search knows it.

    `lanes` are lane numbers of the board, `departures` UTC minutes leg by leg (empty without dates), `origin` a
    place number, `vector` the figures the search claims; rebuilding checks them.
    """

    lanes: tuple[int, ...]
    departures: tuple[int, ...]
    origin: int
    vector: Vector


class Result(NamedTuple):
    """Itineraries in order; `complete` is False where the budget ended the search before everything was proved.

    `least` then is a bound: what has not been found comes to no less in the first figure the search orders by.
    """

    found: tuple[Found, ...]
    complete: bool
    least: int = 0


def covered(found: Iterable[Found], bound: Vector) -> bool:
    """Whether one of the itineraries is at most the bound in all three."""
    cost, time, co2e = bound
    for one in found:
        vector = one.vector
        if vector[0] <= cost and vector[1] <= time and vector[2] <= co2e:
            return True
    return False
