"""The best itinerary between two places, by generalised cost or one criterion: what the wider questions are made of."""

from __future__ import annotations

from collections.abc import Sequence

from routeplan.network.model import Network, Scenario
from routeplan.planning.board import Board, Boards
from routeplan.planning.find import find
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.request import Request

CRITERIA = ("generalised", "cost", "time", "co2e")


class Desk:
    """A network under its scenarios, with the boards of the terms asked for so far."""

    def __init__(self, network: Network, scenarios: Sequence[Scenario]) -> None:
        self.network = network
        self.scenarios = tuple(scenarios)
        self._boards = Boards(network, scenarios)

    def board(self, request: Request) -> Board:
        """The board of a request."""
        return self._boards.of(request)

    def best(self, request: Request, criterion: str) -> Itinerary | None:
        """What `find -k 1` shows first, by one of CRITERIA; None without a route."""
        by = "balanced" if criterion == "generalised" else criterion
        asked = request._replace(by=by, top=1, pareto=False)
        answer = find(self.network, self.scenarios, asked, boards=self._boards, reasons=False)
        return answer.itineraries[0] if answer.itineraries else None


def value(itinerary: Itinerary, criterion: str) -> int:
    """Its cents, minutes or grams."""
    if criterion == "generalised":
        return itinerary.generalised_cents
    return {"cost": itinerary.cost_cents, "time": itinerary.time_min, "co2e": itinerary.co2e_g}[criterion]


def gateway(itinerary: Itinerary) -> str:
    """The seaport where the first sea leg starts; empty for a journey by land."""
    return next((leg.lane.from_place for leg in itinerary.legs if leg.lane.mode == "sea"), "")
