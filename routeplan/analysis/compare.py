"""Today's network against others, side by side: which itineraries appear, vanish or change, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from routeplan.errors import UsageError
from routeplan.network.model import Network, Scenario
from routeplan.network.names import members
from routeplan.planning.board import Boards
from routeplan.planning.find import find, order_of, tariff_of
from routeplan.planning.itinerary import Answer, Itinerary
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import labelled
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import Request
from routeplan.planning.schedules import best_schedule
from routeplan.planning.why import chance_of


class Case(NamedTuple):
    """A network with the scenarios that hold in it, under the name its column has."""

    name: str
    network: Network
    scenarios: tuple[Scenario, ...]


class Cell(NamedTuple):
    """A sequence of lanes in one case.

    `itinerary` is None where it cannot be ridden there; `rank` is None where it is not among the answers.
    `change` against the first case: same, changes, appears or vanishes among the answers; "" where it is in neither.
    Differences to the first case are None where one of the two cannot be ridden; `chance` as in `why`.
    """

    itinerary: Itinerary | None
    rank: int | None
    change: str
    cost_cents: int | None = None
    time_min: int | None = None
    co2e_g: int | None = None
    chance: float | None = None


class Row(NamedTuple):
    """One sequence of lanes in every case, in their order."""

    lanes: tuple[str, ...]
    cells: tuple[Cell, ...]


class SideBySide(NamedTuple):
    """`answers` are those of the cases in their order; `rows` follow the answers of the first, then of the others."""

    request: Request
    cases: tuple[Case, ...]
    answers: tuple[Answer, ...]
    rows: tuple[Row, ...]


def compare(cases: Sequence[Case], request: Request) -> SideBySide:
    """The same question asked of every case; the first one is what the others are compared with."""
    if request.arrive_by is not None or request.depart_until is not None:
        raise UsageError("compare takes one ready time or none", help="ask with --depart DATE, or without")
    asked = [_Asked(case, request) for case in cases]
    keys = dict.fromkeys(key for one in asked for key in one.answered)
    rows = []
    for key in keys:
        found = [one.itinerary(key) for one in asked]
        ranks = [one.answered.get(key) for one in asked]
        cells = tuple(
            _cell(itinerary, rank and rank.rank, found[0], ranks[0] is not None)
            for itinerary, rank in zip(found, ranks, strict=True)
        )
        rows.append(Row(key, cells))
    return SideBySide(request, tuple(cases), tuple(one.answer for one in asked), tuple(rows))


class _Asked:
    """One case with its answer, ready to say how any other sequence of lanes would do."""

    def __init__(self, case: Case, request: Request) -> None:
        boards = Boards(case.network, case.scenarios)
        self._board = boards.of(request)
        self._request = request
        self._tariff = tariff_of(case.network, self._board, request)
        self.answer = find(case.network, case.scenarios, request, boards=boards)
        self.answered = {tuple(leg.lane.id for leg in one.legs): one for one in self.answer.itineraries}

    def itinerary(self, lanes: tuple[str, ...]) -> Itinerary | None:
        """These lanes in this case, with chances where the question asks for them; None if they cannot be ridden."""
        if lanes in self.answered:
            return self.answered[lanes]
        board, network = self._board, self._board.network
        numbers = {id: number for number, id in enumerate(board.lane_ids)}
        if not all(lane in numbers and lane in network.lanes for lane in lanes):
            return None
        origin = network.lanes[lanes[0]].from_place
        destinations = members(network, self._request.destination)
        if origin not in members(network, self._request.origin) or (
            network.lanes[lanes[-1]].to_place not in destinations
        ):
            return None
        problem = Problem(board, self._request)
        better = order_of(self._request.by, self._tariff)
        found = best_schedule(problem, board.number_of(origin), [numbers[lane] for lane in lanes], better)
        if found is None:
            return None
        (itinerary,) = labelled([rebuild(problem, found)], self._tariff, ())
        return self._with_chances(itinerary)

    def _with_chances(self, itinerary: Itinerary) -> Itinerary:
        if all(one.reliability is None for one in self.answer.itineraries):
            return itinerary
        from routeplan.planning.reliability.assess import assess

        return itinerary._replace(reliability=assess(self._board, self._request, [itinerary])[0])


def _cell(one: Itinerary | None, rank: int | None, base: Itinerary | None, base_answers: bool) -> Cell:
    answers = rank is not None
    if answers and base_answers:
        assert one is not None
        assert base is not None
        change = "same" if _figures(one) == _figures(base) else "changes"
    else:
        change = "appears" if answers else "vanishes" if base_answers else ""
    if one is None or base is None:
        return Cell(one, rank, change)
    mine, yours = chance_of(one), chance_of(base)
    return Cell(
        one,
        rank,
        change,
        one.cost_cents - base.cost_cents,
        one.time_min - base.time_min,
        one.co2e_g - base.co2e_g,
        None if mine is None or yours is None else round(mine - yours, 6),
    )


def _figures(one: Itinerary) -> tuple[int, int, int, float | None]:
    return one.cost_cents, one.time_min, one.co2e_g, chance_of(one)
