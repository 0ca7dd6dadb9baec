"""Which lanes and places everything hangs on: how much the best answer worsens without each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from routeplan.analysis.best import Desk, Proved, is_plain, multiples, value
from routeplan.analysis.trees import Steps
from routeplan.analysis.ways import UnsettledError, Ways, Without
from routeplan.network.model import Network, Scenario
from routeplan.network.names import members
from routeplan.planning.board import Board
from routeplan.planning.budget import WIDE_LABELS, Budget, Exhausted
from routeplan.planning.find import missing, tariff_of
from routeplan.planning.ranking import Tariff
from routeplan.planning.request import OBJECTIVES, Avoid, Request


class Support(NamedTuple):
    """A lane or place the best itinerary to a destination uses, and the best value without it (None: no route)."""

    kind: str  # lane | place
    id: str
    destination: str
    best: int
    without: int | None

    @property
    def worse(self) -> int | None:
        """By how much the answer worsens, in the criterion's unit; None where it is lost."""
        return None if self.without is None else self.without - self.best


def critical(
    network: Network,
    scenarios: Sequence[Scenario],
    requests: Iterable[Request],
    criterion: str = "generalised",
    *,
    labels: int = WIDE_LABELS,
) -> Proved[Support]:
    """The supports of the best answer to each request, those that cut off first, then the costliest to lose.

    What no best itinerary uses changes nothing when it goes, and is not listed. The ends themselves are not either.
    `labels` limits all searches together; what is proved by then is there.
    """
    budget = Budget(labels)
    found: list[Support] = []
    left = ""
    try:
        for request in requests:
            supports = _plain if is_plain(request) else _asked
            found.extend(supports(Desk(network, scenarios, budget), request, criterion))
    except Exhausted:
        left = missing(labels, None, network.currency)
    found.sort(key=lambda one: (one.without is not None, -(one.worse or 0), one.kind, one.id, one.destination))
    return Proved.of(found, left)


def _asked(desk: Desk, request: Request, criterion: str) -> Iterator[Support]:
    """Question by question. Raises `Exhausted`."""
    best = desk.best(request, criterion)
    if best is None:
        return
    reached = value(best, criterion)
    for avoid in _used(desk.board(request), request, [leg.lane.id for leg in best.legs]):
        yield Support(avoid.kind, avoid.value, request.destination, reached, _without(desk, request, criterion, avoid))


def _without(desk: Desk, request: Request, criterion: str, avoid: Avoid) -> int | None:
    # A board of its own for each: none is asked twice.
    alone = Desk(desk.network, desk.scenarios, desk.budget)
    instead = alone.best(request._replace(avoid=(*request.avoid, avoid)), criterion)
    return None if instead is None else value(instead, criterion)


def _plain(desk: Desk, request: Request, criterion: str) -> Iterator[Support]:
    """Where figures add up along the way, one search shows the way to all that follow. Raises `Exhausted`."""
    board = desk.board(request)
    tariff = tariff_of(desk.network, board, request)
    ways = Ways(Steps(board), multiples(criterion, tariff), [request.origin], request.destination)
    ways.grow(desk.budget)
    way = ways.way(request.origin)
    if way is None:
        return
    if way.repeats:
        yield from _asked(desk, request, criterion)
        return
    reached = _figure(ways, way.weight, criterion, tariff)
    for avoid in _used(board, request, [board.lane_ids[lane] for lane in ways.lanes(way)]):
        try:
            weight = ways.around(request.origin, _numbers(board, avoid), desk.budget)
        except UnsettledError:
            without = _without(desk, request, criterion, avoid)
        else:
            without = None if weight is None else _figure(ways, weight, criterion, tariff)
        yield Support(avoid.kind, avoid.value, request.destination, reached, without)


def _figure(ways: Ways, weight: int, criterion: str, tariff: Tariff) -> int:
    """The weight as `value` has it."""
    vector = ways.scale.vector(weight)
    return vector[OBJECTIVES.index(criterion)] if criterion in OBJECTIVES else tariff.cents(vector)


def _numbers(board: Board, avoid: Avoid) -> Without:
    """What is avoided, by the numbers of the board."""
    if avoid.kind == "lane":
        return Without(lanes=(board.lane_number(avoid.value),))
    return Without(places=frozenset(board.members(avoid.value)))


def _used(board: Board, request: Request, lanes: Sequence[str]) -> list[Avoid]:
    """The lanes ridden and the places passed; an end counts where its group has other members."""
    network = board.network
    only = {place for end in (request.origin, request.destination) for place in members(network, end) if place == end}
    places = [network.lanes[lanes[0]].from_place, *(network.lanes[lane].to_place for lane in lanes)]
    return [Avoid("lane", lane) for lane in lanes] + [Avoid("place", place) for place in places if place not in only]
