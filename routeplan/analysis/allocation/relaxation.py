"""The linear relaxation over the passages and the ladings known, and the prices it puts on them."""

from __future__ import annotations

from typing import Any, NamedTuple

from routeplan.analysis.allocation.book import Passage, Places
from routeplan.analysis.allocation.crossings import Crossing
from routeplan.analysis.allocation.departures import Lading
from routeplan.analysis.allocation.highs import INFINITY, Entries, new_solver


class Prices(NamedTuple):
    """Whole cents for places aboard departures, and for what one more shared container brings to a crossing."""

    places: Places
    crossings: tuple[tuple[Crossing, int], ...] = ()

    def rebates(self) -> dict[int, int]:
        """What a shared container on each departure brings to all its crossings."""
        rebates: dict[int, int] = {}
        for crossing, cents in self.crossings:
            for number in crossing.departures:
                rebates[number] = rebates.get(number, 0) + cents
        return rebates


class Relaxation:
    """Each shipment goes by one passage; each departure has one lading, with all aboard whose passage uses it."""

    def __init__(self, shipments: int, unsent_cents: int) -> None:
        self._solver: Any = new_solver()
        self._rows = self._columns = 0
        self._sent = [self._row(1.0, 1.0, []) for _ in range(shipments)]
        self._unsent = [self._column(unsent_cents, [(row, 1.0)]) for row in self._sent]
        self._laden: dict[int, int] = {}  # the row of each departure
        self._aboard: dict[tuple[int, int], int] = {}  # the row of each shipment aboard a departure
        self._crossed: dict[Crossing, int] = {}  # the row of each crossing
        self._ladings: dict[int, dict[Lading, int]] = {}  # the ladings known of each departure, and their columns

    def add_passage(self, passage: Passage) -> None:
        """A way to send a shipment."""
        s = passage.shipment
        entries = [(self._sent[s], 1.0), *((self._row_aboard(number, s), 1.0) for number in passage.departures)]
        self._column(passage.cents, entries)

    def add_lading(self, number: int, lading: Lading) -> bool:
        """What a departure may carry; whether it is new."""
        known = self._ladings.setdefault(number, {})
        if lading in known:
            return False
        if number not in self._laden:
            self._laden[number] = self._row(-INFINITY, 1.0, [])
        rows = (self._aboard.get((number, s)) for s in lading.members)
        entries = [(self._laden[number], 1.0), *((row, -1.0) for row in rows if row is not None)]
        if lading.boxes:
            crossed = (row for crossing, row in self._crossed.items() if number in crossing.departures)
            entries += [(row, float(lading.boxes)) for row in crossed]
        known[lading] = self._column(lading.cents, entries)
        return True

    def add_crossing(self, crossing: Crossing) -> bool:
        """Containers that must go on departures together; whether it is new."""
        if crossing in self._crossed:
            return False
        ladings = [item for number in crossing.departures for item in self._ladings.get(number, {}).items()]
        entries = [(column, float(lading.boxes)) for lading, column in ladings if lading.boxes]
        # Who is left behind crosses nothing.
        entries += [(column, float(crossing.boxes)) for column in self._unsent]
        self._crossed[crossing] = self._row(float(crossing.boxes), INFINITY, entries)
        return True

    def solve(self) -> Prices:
        """The prices at which no passage and no lading known would improve on the relaxation."""
        self._solver.run()
        duals = self._solver.getSolution().row_dual
        places = {place: max(0, round(-duals[row])) for place, row in self._aboard.items()}
        crossings = ((one, max(0, round(duals[row]))) for one, row in self._crossed.items())
        return Prices(places, tuple((one, cents) for one, cents in crossings if cents))

    def boxes(self) -> dict[int, float]:
        """The shared containers on each departure in the last solution."""
        values = self._solver.getSolution().col_value
        return {
            number: sum(lading.boxes * values[column] for lading, column in ladings.items())
            for number, ladings in self._ladings.items()
        }

    def _row_aboard(self, number: int, s: int) -> int:
        row = self._aboard.get((number, s))
        if row is None:
            known = self._ladings.get(number, {}).items()
            entries = [(column, -1.0) for lading, column in known if s in lading.members]
            row = self._aboard[number, s] = self._row(-INFINITY, 0.0, entries)
        return row

    def _row(self, low: float, high: float, entries: Entries) -> int:
        self._solver.addRow(low, high, len(entries), [at for at, _ in entries], [factor for _, factor in entries])
        self._rows += 1
        return self._rows - 1

    def _column(self, cents: int, entries: Entries) -> int:
        rows, factors = [at for at, _ in entries], [factor for _, factor in entries]
        self._solver.addCol(float(cents), 0.0, INFINITY, len(rows), rows, factors)
        self._columns += 1
        return self._columns - 1
