"""The best itinerary between two places, by generalised cost or one criterion: what the wider questions are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from routeplan.network.model import Network, Scenario
from routeplan.planning.board import Board, Boards
from routeplan.planning.budget import STEPS, Budget, Exhausted
from routeplan.planning.find import find
from routeplan.planning.found import Vector
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.ranking import Tariff
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.planning.stopovers import layers_of

CRITERIA = ("generalised", *OBJECTIVES)
BOUNDS = 4
"""Bounds a search begins with: cents, minutes, grams, and those of its objective."""
LAYERED = 2
"""Nodes repeated for stopovers, with all that searches keep of a node, in the time of a label; a step takes as long."""
PRICED = 2
"""Lanes priced in the time it takes to make a label."""

T = TypeVar("T")


class Proved(tuple[T, ...]):
    """What a question about many places came to. `missing` says what a limit left open; "" where nothing is."""

    missing: str = ""

    @classmethod
    def of(cls, items: Iterable[T], missing: str = "") -> Proved[T]:
        proved = cls(items)
        proved.missing = missing
        return proved

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


class Desk:
    """A network under its scenarios, with the boards of the terms asked for so far and one budget for all questions."""

    def __init__(self, network: Network, scenarios: Iterable[Scenario], budget: Budget) -> None:
        self.network = network
        self.scenarios = tuple(scenarios)
        self.budget = budget
        self.boards = Boards(network, self.scenarios)
        self._board: Board | None = None
        self._prepared: tuple[object, ...] = ()

    def board(self, request: Request) -> Board:
        """The board of a request. Raises `Exhausted`."""
        board = self.boards.of(request)
        if board is not self._board:
            self._board = board
            self.budget.spend(len(self.network.lanes) // PRICED)
        return board

    def prepare(self, request: Request) -> Board:
        """The board of a request; counts what a search on it takes beforehand, unless the last one took the same.

        Raises `Exhausted`.
        """
        board = self.board(request)
        shared = board, request.via, request.prefer, request.ride, request.destination
        if self.budget.left <= 0:
            raise Exhausted
        if shared == self._prepared:
            return board
        layers = layers_of(request)
        steps = len(board.mesh.steps)
        if layers == 1:
            self.budget.spend(BOUNDS * steps // STEPS)
        else:
            self.budget.spend(layers * (steps + len(board.mesh.place) // LAYERED))
        self._prepared = shared
        return board

    def best(self, request: Request, criterion: str) -> Itinerary | None:
        """What `find -k 1` shows first, by one of CRITERIA; None without a route. Raises `Exhausted`."""
        self.prepare(request)
        by = "balanced" if criterion == "generalised" else criterion
        asked = request._replace(by=by, top=1, pareto=False)
        answer = find(self.network, self.scenarios, asked, budget=self.budget, boards=self.boards, reasons=False)
        if not answer.complete:
            raise Exhausted
        return answer.itineraries[0] if answer.itineraries else None


def is_plain(request: Request) -> bool:
    """Whether figures that add up along the way are all that decides which itinerary is best."""
    dated = request.depart is not None or request.arrive_by is not None
    conditions = request.max_transfers is not None or bool(request.via or request.prefer or request.ride)
    return not dated and not conditions


def multiples(criterion: str, tariff: Tariff) -> Vector:
    """How many times cents, minutes and grams make up the criterion, in whole numbers."""
    if criterion == "generalised":
        return tariff.weights
    first = OBJECTIVES.index(criterion)
    return int(first == 0), int(first == 1), int(first == 2)


def value(itinerary: Itinerary, criterion: str) -> int:
    """Its cents, minutes or grams."""
    if criterion == "generalised":
        return itinerary.generalised_cents
    return {"cost": itinerary.cost_cents, "time": itinerary.time_min, "co2e": itinerary.co2e_g}[criterion]


def gateway(itinerary: Itinerary) -> str:
    """The seaport where the first sea leg starts; empty for a journey by land."""
    return next((leg.lane.from_place for leg in itinerary.legs if leg.lane.mode == "sea"), "")
