"""Prices that prove how much all shipments cost at least.

For any prices, none below 0, no allocation costs less than the cheapest way of every shipment with the prices of its
places aboard, less what each departure could earn from its best lading, with what containers bring to their crossings
(Lagrangian relaxation: Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study 2,
1974). The prices are found by column generation (Dantzig and Wolfe, "Decomposition principle for linear programs",
Operations Research 8(1), 1960). All in whole cents, so that the proof is exact whatever the solver rounds.
"""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple

from routeplan.analysis.allocation.book import Book, Passage, Places
from routeplan.analysis.allocation.crossings import crossings
from routeplan.analysis.allocation.departures import Departure, Lading
from routeplan.analysis.allocation.relaxation import Prices, Relaxation


class Bound(NamedTuple):
    """What all shipments cost at least in cents when all are sent, and the prices that prove it.

    `rebates`: what a shared container on each departure brings to its crossings; `least`: of each shipment by its
    cheapest way at the prices; `earned`: of each departure from its best lading.
    """

    cents: int
    prices: Prices
    rebates: dict[int, int]
    least: tuple[int, ...]
    earned: tuple[int, ...]

    def excess(self, number: int, lading: Lading) -> int:
        """How far above the bound an allocation with the lading on the departure is at least."""
        rebate = self.rebates.get(number, 0)
        worth = sum(self.prices.places.get((number, s), 0) for s in lading.members)
        return lading.cents - rebate * lading.boxes - worth + self.earned[number]


class Pricing:
    """Column generation. `known`: the passages that came up, one for each set of departures of a shipment."""

    def __init__(self, book: Book, unsent_cents: int) -> None:
        self._book = book
        self._relaxation = Relaxation(len(book.shipments), unsent_cents)
        self._used: set[int] = set()
        self.known: dict[tuple[int, tuple[int, ...]], Passage] = {}

    def prove(self, until: float) -> Bound:
        """The best bound, or that found by then."""
        bound, improving = self._price(Prices(self._fair_places({})))
        while (improving or self._add_crossings()) and monotonic() < until:
            prices = self._relaxation.solve()
            places = {**self._fair_places(prices.rebates()), **prices.places}
            priced, improving = self._price(prices._replace(places=places))
            bound = max(bound, priced, key=lambda one: one.cents)
        return bound

    def _price(self, prices: Prices) -> tuple[Bound, bool]:
        """The bound that the prices prove, and whether they showed a passage or a lading not known yet."""
        book, new = self._book, False
        least, earned = [], []
        for s in range(len(book.shipments)):
            total, passage = next(book.cheapest(s, prices.places))
            least.append(total)
            new = self._add(passage) or new
        rebates = prices.rebates()
        for number, departure in enumerate(book.departures):
            worth = {s: prices.places.get((number, s), 0) for s in departure.lots}
            profit, lading = departure.best(worth, rebates.get(number, 0))
            earned.append(profit)
            new = (lading is not None and self._relaxation.add_lading(number, lading)) or new
        due = sum(crossing.boxes * cents for crossing, cents in prices.crossings)
        return Bound(sum(least) - sum(earned) + due, prices, rebates, tuple(least), tuple(earned)), new

    def _add(self, passage: Passage) -> bool:
        key = passage.shipment, passage.departures
        if key in self.known and self.known[key].cents <= passage.cents:
            return False
        self.known[key] = passage
        self._relaxation.add_passage(passage)
        for number in passage.departures:
            self._used.add(number)
            alone = self._book.departures[number].lading(frozenset({passage.shipment}))
            if alone:
                self._relaxation.add_lading(number, alone)
        return True

    def _add_crossings(self) -> bool:
        new = False
        for crossing in crossings(self._book, self._relaxation.boxes()):
            new = self._relaxation.add_crossing(crossing) or new
        return new

    def _fair_places(self, rebates: dict[int, int]) -> Places:
        """Places on departures nobody uses yet, which the relaxation does not price."""
        places = {}
        for number, departure in enumerate(self._book.departures):
            if number not in self._used:
                for s, cents in _fair(departure, rebates.get(number, 0)).items():
                    places[number, s] = cents
        return places


def _fair(departure: Departure, rebate: int) -> dict[int, int]:
    """Each pays its share of the containers and of the fixed cost, so that no lading earns more than it costs.

    Where a container brings more than it costs, that pays the fixed cost first.
    """
    box_cents = departure.box_cents - rebate
    _, all_shares = departure.taken(departure.lots)
    fixed_cents = max(0, departure.fixed_cents + min(0, box_cents) * departure.boxes(all_shares))
    return {
        s: fixed_cents // len(departure.lots) + max(0, box_cents) * share // departure.whole
        for s, (_, share) in departure.lots.items()
    }
