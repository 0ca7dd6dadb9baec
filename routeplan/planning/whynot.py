"""Why a place or a lane is not among the answers, or what it would take to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from routeplan.network.model import Lane, Network, Scenario
from routeplan.network.names import members
from routeplan.network.scenarios import apply
from routeplan.planning.board import Boards, Terms, exclusions
from routeplan.planning.budget import Budget
from routeplan.planning.found import Found, Vector
from routeplan.planning.itinerary import Answer, Itinerary
from routeplan.planning.pricing import Load, covering
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import labelled
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import OBJECTIVES, Avoid, Request
from routeplan.planning.timetable import in_window
from routeplan.units import format_cents, format_duration

if TYPE_CHECKING:
    from routeplan.planning.find import Plan

BUDGET_LABELS = 1_000_000


class WhyNot(NamedTuple):
    """Why a way is not among the answers.

    `reason`: shown, ranked (below those shown), dominated, closed, status, avoid, mode, cargo, rate, equipment, valid,
    or a reason for no route. `best` is the best itinerary this way, `dominated_by` the rank of one shown that is no
    worse in anything. `less_cents`, `less_min`: how much cheaper or faster it would have to be to come in, each on its
    own; None where that alone is not enough.
    """

    what: Avoid
    reason: str
    message: str
    best: Itinerary | None = None
    dominated_by: int | None = None
    less_cents: int | None = None
    less_min: int | None = None


def why_not(network: Network, scenarios: Sequence[Scenario], answer: Answer, plan: Plan, item: Avoid) -> WhyNot:
    """The reason for one place or lane."""
    name = f"{item.kind} {item.value}"
    for one in answer.itineraries:
        if _touches(one, item, network):
            return WhyNot(item, "shown", f"{name} is among the answers: number {one.rank}", one)
    request = answer.request._replace(why=False, why_not=(), chances="", depart_until=None)
    if item.kind == "place" and item.value not in (request.origin, request.destination):
        request = request._replace(via=(*request.via, item.value))
    elif item.kind == "lane":
        closed = _unusable(network, scenarios, request, network.lanes[item.value])
        if closed is not None:
            return WhyNot(item, *closed)
        request = request._replace(ride=(item.value,))
    best = _best(network, scenarios, request, plan)
    if best is None:
        return _no_way(network, scenarios, request, item)
    return _behind(answer, plan, item, best)


def _touches(itinerary: Itinerary, item: Avoid, network: Network) -> bool:
    if item.kind == "lane":
        return any(leg.lane.id == item.value for leg in itinerary.legs)
    group = members(network, item.value)
    return any(stay.place in group for stay in itinerary.stays)


def _best(network: Network, scenarios: Sequence[Scenario], request: Request, plan: Plan) -> Itinerary | None:
    """The first answer among the itineraries this way."""
    from routeplan.planning.find import order_of, search_once

    if request.arrive_by is not None:
        from routeplan.planning import arriving

        found = arriving.search(Boards(network, scenarios), request._replace(top=1), Budget(BUDGET_LABELS)).itineraries
        return found[0] if found else None
    by = request.by if request.by in OBJECTIVES else "balanced"
    request = request._replace(top=1, by=by, pareto=False)
    problem = Problem(Boards(network, scenarios).of(request), request)
    searched: Sequence[Found] = search_once(problem, plan.tariff, Budget(BUDGET_LABELS)).shown
    if not searched:
        return None
    first = min(searched, key=lambda one: order_of(by, plan.tariff)(one.vector))
    return labelled([rebuild(problem, first)], plan.tariff, ())[0]


def _behind(answer: Answer, plan: Plan, item: Avoid, best: Itinerary) -> WhyNot:
    """There is a way, but others are better."""
    name, currency = f"{item.kind} {item.value}", plan.board.network.currency
    mine = _figures(best)
    for one in answer.itineraries:
        if _dominates(_figures(one), mine):
            worse = [
                f"{format_cents(best.cost_cents - one.cost_cents)} {currency} dearer",
                f"{format_duration(best.time_min - one.time_min)} slower",
                f"{(best.co2e_g - one.co2e_g + 500) // 1000} kg CO2e more",
            ]
            behind = [words for words, gap in zip(worse, _gaps(mine, _figures(one)), strict=True) if gap]
            message = f"the best way by {name} is {', '.join(behind) or 'no better'} than number {one.rank}"
            return WhyNot(item, "dominated", message, best, one.rank, *_needed(answer, plan, mine))
    less_cents, less_min = _needed(answer, plan, mine)
    needs = [f"{format_cents(less_cents)} {currency} cheaper"] if less_cents is not None else []
    needs += [f"{format_duration(less_min)} faster"] if less_min is not None else []
    message = f"the best way by {name} ranks below those shown"
    if needs:
        message += f"; it would have to be {' or '.join(needs)}"
    return WhyNot(item, "ranked", message, best, None, less_cents, less_min)


def _figures(itinerary: Itinerary) -> Vector:
    return itinerary.cost_cents, itinerary.time_min, itinerary.co2e_g


def _gaps(mine: Vector, yours: Vector) -> Vector:
    return mine[0] - yours[0], mine[1] - yours[1], mine[2] - yours[2]


def _dominates(one: Vector, other: Vector) -> bool:
    return all(x <= y for x, y in zip(one, other, strict=True))


def _needed(answer: Answer, plan: Plan, mine: Vector) -> tuple[int | None, int | None]:
    """The least cents, and the least minutes, by which a way must get better to be among the answers."""
    return _saving(answer, plan, mine, 0), _saving(answer, plan, mine, 1)


def _saving(answer: Answer, plan: Plan, mine: Vector, criterion: int) -> int | None:
    """The least saving in one criterion that brings the way in, by bisection; None where none does."""

    def comes_in(less: int) -> bool:
        vector = (mine[0] - less, mine[1], mine[2]) if criterion == 0 else (mine[0], mine[1] - less, mine[2])
        return _would_be_shown(answer, plan, vector)

    low, high = 0, mine[criterion]
    if not comes_in(high):
        return None
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if comes_in(middle) else (middle, high)
    return high


def _would_be_shown(answer: Answer, plan: Plan, vector: Vector) -> bool:
    """Whether an itinerary with these figures would be among the answers."""
    from routeplan.planning.find import order_of

    request = answer.request
    if request.by in OBJECTIVES and not request.pareto:
        shown = [_figures(one) for one in answer.itineraries]
        better = order_of(request.by, plan.tariff)
        return len(shown) < request.top or better(vector) < better(shown[-1])
    front = [one.vector for one in plan.front] or [_figures(one) for one in answer.itineraries]
    if any(_dominates(other, vector) for other in front):
        return False
    generalised = plan.tariff.generalised
    kept = [other for other in front if not _dominates(vector, other)]
    ahead = sum(generalised(other)[0] <= generalised(vector)[0] for other in kept)
    extreme = any(all(vector[i] < other[i] for other in kept) for i in range(3))
    return request.pareto or ahead < request.top or extreme


def _no_way(network: Network, scenarios: Sequence[Scenario], request: Request, item: Avoid) -> WhyNot:
    """No itinerary this way at all."""
    from routeplan.planning.reasons import no_route

    name = f"{item.kind} {item.value}"
    if item.kind == "place":
        for scenario, closed in _closing(network, scenarios, request):
            if all(closed.places[place].closed for place in members(network, item.value)):
                return WhyNot(item, "closed", f"{name} is closed by the scenario {scenario}")
        excluded = exclusions(network, Terms.of(network, request)).places
        if all(place in excluded for place in members(network, item.value)):
            return WhyNot(item, "avoid", f"{name} is avoided")
    reason = no_route(Boards(network, scenarios), request, keep=("via", "conditions"))
    if reason.reason in ("unusable", "not-connected"):
        return WhyNot(item, "not-connected", f"no way from {request.origin} to {request.destination} uses {name}")
    return WhyNot(item, reason.reason, f"{name}: {reason.message}")


def _unusable(
    network: Network, scenarios: Sequence[Scenario], request: Request, written: Lane
) -> tuple[str, str] | None:
    """Reason and message where the lane itself cannot be used for the question."""
    name = f"lane {written.id}"
    lane = written
    for scenario, closed in _closing(network, scenarios, request):
        if written.id not in closed.lanes:
            return "closed", f"{name} is closed by the scenario {scenario}"
        lane = closed.lanes[written.id]
        for end in (lane.from_place, lane.to_place):
            if closed.places[end].closed:
                return "closed", f"{name}: {end} is closed by the scenario {scenario}"
    terms = Terms.of(network, request)
    refusal = exclusions(network, terms).refuses(lane, network)
    if refusal:
        said = {
            "status": f"is {lane.status}; --include {lane.status} plans with it",
            "avoid": "is avoided",
            "mode": f"goes by {lane.mode}, which --mode leaves out",
            "cargo": f"refuses the cargo {request.cargo}, or one of its ends does",
        }
        return refusal, f"{name} {said[refusal]}"
    if lane.rate is None:
        return "rate", f"{name} has no rate"
    load = Load.of(request.equipment, request.quantity, request.weight, network.currency, network.exchange_rates)
    if covering(lane.rate, load.equipment) is None:
        return "equipment", f"{name} has no rate for {request.equipment}"
    if request.depart is None and request.arrive_by is None:
        if not in_window(request.today, lane.valid_from, lane.valid_until):
            return "valid", f"{name} is not valid today"
        if lane.departures is not None and lane.departures.kind == "dates":
            return "no-departure", f"{name} has dates only: ask with --depart"
    return None


def _closing(network: Network, scenarios: Sequence[Scenario], request: Request) -> list[tuple[str, Network]]:
    """The network after one scenario, after two, and so on, on the day of the question."""
    day = request.today if request.depart is None else request.depart // 1440
    return [(scenario.id, apply(network, scenarios[:count], day)) for count, scenario in enumerate(scenarios, start=1)]
