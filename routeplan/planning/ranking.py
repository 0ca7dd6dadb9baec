"""Which itineraries are shown, in which order, under which labels."""

from __future__ import annotations

from collections.abc import Sequence

from routeplan.network.model import Ratio
from routeplan.planning.found import Found, Vector
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.pricing import half_up

LABELS = ("cheapest", "fastest", "lowest-co2e")
DAY_MIN = 1440
TONNE_G = 1_000_000


class Tariff:
    """What time and carbon are worth: cents a day for the shipment and cents a tonne, as exact ratios."""

    def __init__(self, per_day: Ratio, per_tonne: Ratio) -> None:
        self.per_day = per_day
        self.per_tonne = per_tonne
        self._time = (per_day[0], per_day[1] * DAY_MIN)
        self._carbon = (per_tonne[0], per_tonne[1] * TONNE_G)
        (time_num, time_den), (carbon_num, carbon_den) = self._time, self._carbon
        self.weights: Vector = time_den * carbon_den, time_num * carbon_den, carbon_num * time_den
        """How many times cents, minutes and grams make up the generalised cost, in whole numbers; all of it so many
        times the first."""

    def generalised(self, vector: Vector) -> Ratio:
        """Freight + time value + carbon price in cents, exact. All ratios share one denominator."""
        per_cent, per_minute, per_gram = self.weights
        return per_cent * vector[0] + per_minute * vector[1] + per_gram * vector[2], per_cent

    def cents(self, vector: Vector) -> int:
        """The generalised cost rounded for display."""
        return half_up(*self.generalised(vector))


def extremes(front: Sequence[Found]) -> tuple[Found, Found, Found]:
    """The cheapest, the fastest and the lowest in CO2e; ties by the other two in the order cost, time, CO2e."""
    return (
        min(front, key=lambda one: one.vector),
        min(front, key=lambda one: (one.vector[1], one.vector[0], one.vector[2])),
        min(front, key=lambda one: (one.vector[2], one.vector[0], one.vector[1])),
    )


def balanced(front: Sequence[Found], tariff: Tariff, k: int) -> list[Found]:
    """The k best of a front by generalised cost, then those of the cheapest, fastest and greenest not among them."""
    ranked = sorted(front, key=lambda one: (tariff.generalised(one.vector)[0], one.vector))
    best = set(extremes(front)) if front else set()
    return [one for i, one in enumerate(ranked) if i < k or one in best]


def labelled(
    itineraries: Sequence[Itinerary], tariff: Tariff, best: Sequence[tuple[str, Vector]]
) -> tuple[Itinerary, ...]:
    """Ranks from 1, labels, and generalised costs.

    `best` pairs a label with the figures of the one that earns it among all itineraries there are; the first shown
    with these figures gets the label.
    """
    vectors = [(one.cost_cents, one.time_min, one.co2e_g) for one in itineraries]
    earned: list[list[str]] = [[] for _ in itineraries]
    for label, vector in best:
        if vector in vectors:
            earned[vectors.index(vector)].append(label)
    return tuple(
        one._replace(rank=i + 1, labels=tuple(earned[i]), generalised_cents=tariff.cents(vectors[i]))
        for i, one in enumerate(itineraries)
    )
