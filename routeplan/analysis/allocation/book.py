"""The shipments with every way each can go, and the departures where they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import lcm
from typing import NamedTuple

from routeplan.analysis.allocation.departures import Departure, Members
from routeplan.analysis.allocation.records import Shipment
from routeplan.analysis.voyages import Voyage, Voyages, Way
from routeplan.network.model import EQUIPMENT_TEU, Network, Ratio, Scenario
from routeplan.planning.board import Boards
from routeplan.planning.clock import local_day
from routeplan.planning.pricing import cents
from routeplan.planning.problem import Problem

Run = tuple[str, int]
"""A lane and a departure of its timetable; where it leaves when ready, a lane and a local day."""
Places = Mapping[tuple[int, int], int]
"""Cents for a place aboard: (departure, shipment)."""


class Passage(NamedTuple):
    """A way of a shipment as the allocation sees it: what it costs by itself, and the departures it has in common."""

    shipment: int
    way: Way
    cents: int
    departures: tuple[int, ...]


class Book:
    """All shipments. `departures` are those that are more than a price for each shipment.

    `too_small`: the lanes whose departures each shipment does not fit on by itself. Of those that share containers:
    `ends`, the places they start from and are delivered at, and `shares`, what they fill in `whole`ths.
    """

    def __init__(self, network: Network, scenarios: Sequence[Scenario], shipments: Sequence[Shipment]) -> None:
        self.shipments = shipments
        self.whole = lcm(*(one.fill[1] for one in shipments))
        self._unit = lcm(*(_teu(one)[1] for one in shipments))
        boards = Boards(network, scenarios)
        self.voyages = [
            Voyages(Problem(boards.of(one.request), one.request._replace(by="cost")), one.fill) for one in shipments
        ]
        self._runs = [{voyage: _run(voyages, voyage) for voyage in voyages.edges} for voyages in self.voyages]
        users: dict[Run, dict[int, Voyage]] = {}
        for s, runs in enumerate(self._runs):
            for voyage, run in runs.items():
                users.setdefault(run, {})[s] = voyage
        self._departures = {run: self._departure(run, aboard) for run, aboard in users.items()}
        self.too_small: list[list[str]] = []
        for s, voyages in enumerate(self.voyages):
            closed = {voyage: run for voyage, run in self._runs[s].items() if s not in self._departures[run].lots}
            voyages.close(closed)
            self.too_small.append(sorted({lane for lane, _ in closed.values()}))
        common = sorted(run for run, departure in self._departures.items() if departure.couples())
        self.departures = [self._departures[run] for run in common]
        self._numbers = {run: number for number, run in enumerate(common)}
        self._alone = [
            {voyage: self._fixed_cents(runs[voyage]) for voyage in voyages.edges}
            for voyages, runs in zip(self.voyages, self._runs, strict=True)
        ]
        self.ends = {s: self.voyages[s].ends() for s, one in enumerate(shipments) if one.shares}
        self.shares = {s: self._share(s) for s in self.ends}

    def _share(self, s: int) -> int:
        num, den = self.shipments[s].fill
        return num * self.whole // den

    def _departure(self, run: Run, aboard: Mapping[int, Voyage]) -> Departure:
        first, voyage = next(iter(aboard.items()))
        lane = self.voyages[first].lanes[voyage]
        rooms = {s: num * self._unit // den for s in aboard for num, den in [_teu(self.shipments[s])]}
        sharers = [s for s in aboard if self.shipments[s].shares]
        departure = Departure(
            *run,
            dated=self.voyages[first].edges[voyage].timetable is not None,
            from_place=lane.from_place,
            to_place=lane.to_place,
            capacity=lane.capacity,
            unit=self._unit,
            fixed_cents=cents(lane.fixed_cost, self.voyages[first].problem.board.load) or 0,
            # A shipment that came before a price changed may pay another one; they pay the dearest together.
            box_cents=max((self.voyages[s].edges[aboard[s]].cents for s in sharers), default=0),
            box_room=max((rooms[s] for s in sharers), default=0),
            whole=self.whole,
            lots={s: (0, self._share(s)) if s in sharers else (rooms[s], 0) for s in aboard},
        )
        fitting = {s: lot for s, lot in departure.lots.items() if departure.lading(frozenset({s}))}
        return departure._replace(lots=fitting)

    def _fixed_cents(self, run: Run) -> int:
        """What a shipment pays for a departure that it has in common with nobody."""
        return 0 if run in self._numbers else self._departures[run].fixed_cents

    def cheapest(
        self, s: int, places: Places, most: int = 1, limit: int | None = None
    ) -> Iterator[tuple[int, Passage]]:
        """Passages of the shipment in the order of their cents with the prices of the places aboard."""
        runs, numbers, alone = self._runs[s], self._numbers, self._alone[s]

        def toll(voyage: Voyage) -> int:
            number = numbers.get(runs[voyage])
            return alone[voyage] if number is None else places.get((number, s), 0)

        for total, way in self.voyages[s].cheapest(toll, most, limit):
            used = [numbers[runs[voyage]] for voyage in way.voyages if runs[voyage] in numbers]
            yield total, Passage(s, way, way.cents + sum(alone[voyage] for voyage in way.voyages), tuple(used))

    def dearest(self, s: int) -> int:
        """No way of the shipment costs more, even alone on each departure."""
        runs, aboard = self._runs[s], frozenset({s})

        def toll(voyage: Voyage) -> int:
            lading = self._departures[runs[voyage]].lading(aboard)
            return lading.cents if lading else 0

        return self.voyages[s].dearest(toll)

    def scarce(self, s: int) -> list[str]:
        """The lanes with a capacity that the shipment can use."""
        runs = {self._runs[s][voyage] for voyage in self.voyages[s].edges}
        return sorted({run[0] for run in runs if self._departures[run].capacity is not None})

    def aboard(self, passages: Iterable[Passage]) -> list[tuple[Departure, Members]]:
        """Every departure that the passages use, by lane and time, and who is aboard."""
        users: dict[Run, set[int]] = {}
        for passage in passages:
            for voyage in passage.way.voyages:
                users.setdefault(self._runs[passage.shipment][voyage], set()).add(passage.shipment)
        return [(self._departures[run], frozenset(members)) for run, members in sorted(users.items())]


def _run(voyages: Voyages, voyage: Voyage) -> Run:
    board, lane = voyages.problem.board, voyages.lanes[voyage]
    if voyages.edges[voyage].timetable is not None:
        return lane.id, voyage[1]
    return lane.id, local_day(voyage[1], board.zones[board.number_of(lane.from_place)])


def _teu(shipment: Shipment) -> Ratio:
    num, den = EQUIPMENT_TEU[shipment.request.equipment]
    return shipment.request.quantity * num, den
