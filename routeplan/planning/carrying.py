"""What the capital tied up in the cargo costs on the way, and the cargo value at which the first answer changes.

Carrying cost = cargo value x capital rate a year x time under way / 365 days. A question with a cargo value is
ranked by freight + carrying cost + carbon price, each itinerary a line over the cargo value; the first answer
changes where the lower envelope of these lines does, which is found in exact fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from routeplan.network.model import Ratio
from routeplan.planning.found import Found
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.pricing import half_up
from routeplan.planning.ranking import TONNE_G

YEAR_DAYS = 365
YEAR_MIN = YEAR_DAYS * 1440


class SwitchPoint(NamedTuple):
    """The cargo value, in cents a container, above which another itinerary comes first.

    `value` is exact; `above_cents` is the last whole cent at which `below` is still first: one more, and `above` is.
    """

    value: Ratio
    above_cents: int
    below: Itinerary
    above: Itinerary


def per_day(cargo_value: Ratio, capital_rate: Ratio) -> Ratio:
    """Cents a day that the cargo's capital costs."""
    return cargo_value[0] * capital_rate[0], cargo_value[1] * capital_rate[1] * YEAR_DAYS


def carrying_cents(cargo_value: Ratio, capital_rate: Ratio, minutes: int) -> int:
    """What the cargo's capital costs over the minutes, half-up."""
    num, den = per_day(cargo_value, capital_rate)
    return half_up(num * minutes, den * 1440)


class Turn(NamedTuple):
    """Where on the scale of cargo values for the shipment, in cents, one itinerary gives way to a faster one."""

    value: Ratio
    below: Found
    above: Found


def turns(front: Sequence[Found], capital_rate: Ratio, per_tonne: Ratio) -> list[Turn]:
    """Every change of the first answer as the cargo's value grows from nothing, in order.

    At the value itself both cost the same and the cheaper one is still first, as ties go to the lower freight.
    """
    if not front or not capital_rate[0]:
        return []
    carbon_num, carbon_den = per_tonne[0], per_tonne[1] * TONNE_G

    def fixed(one: Found) -> int:
        """Freight and carbon in cents times `carbon_den`."""
        return one.vector[0] * carbon_den + one.vector[2] * carbon_num

    first = min(front, key=lambda one: (fixed(one), one.vector))
    found: list[Turn] = []
    while True:
        best: tuple[Ratio, Found] | None = None
        for other in front:
            faster = first.vector[1] - other.vector[1]
            if faster <= 0:
                continue
            # fixed + value x rate x minutes / year is equal for both at this value.
            value = (
                (fixed(other) - fixed(first)) * capital_rate[1] * YEAR_MIN,
                carbon_den * capital_rate[0] * faster,
            )
            if best is None or _sooner(value, other, best):
                best = value, other
        if best is None:
            return found
        found.append(Turn(best[0], first, best[1]))
        first = best[1]


def _sooner(value: Ratio, other: Found, best: tuple[Ratio, Found]) -> bool:
    """Whether the line of `other` is met first; of lines met at one point the fastest goes on below the others."""
    left, right = value[0] * best[0][1], best[0][0] * value[1]
    if left != right:
        return left < right
    mine, yours = other.vector, best[1].vector
    return (mine[1], mine) < (yours[1], yours)
