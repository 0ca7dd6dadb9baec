"""What an answer has only where the question asks for it: chances, carrying costs, switch points, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from routeplan.errors import UsageError
from routeplan.network.model import Network, Scenario
from routeplan.planning.carrying import SwitchPoint, carrying_cents, turns
from routeplan.planning.itinerary import Answer
from routeplan.planning.ranking import labelled
from routeplan.planning.rebuild import rebuild

if TYPE_CHECKING:
    from routeplan.planning.find import Plan

INSTALL = "pip install 'routeplan[reliability]'"


def with_extras(network: Network, scenarios: Sequence[Scenario], answer: Answer, plan: Plan) -> Answer:
    """The answer with everything its request asks for beyond itineraries."""
    request = answer.request
    if request.chances:
        answer = _with_chances(answer, plan)
    if request.cargo_value is not None:
        answer = _with_carrying(answer, plan)
    if request.why:
        from routeplan.planning.why import against_first

        answer = answer._replace(why=against_first(plan.board, answer.itineraries))
    if request.why_not:
        from routeplan.planning.whynot import why_not

        asked = tuple(why_not(network, scenarios, answer, plan, item) for item in request.why_not)
        answer = answer._replace(why_not=asked)
    return answer


def _with_chances(answer: Answer, plan: Plan) -> Answer:
    request = answer.request
    if request.arrive_by is not None:
        request = request._replace(deadline=request.arrive_by)
    try:
        from routeplan.planning.reliability.choice import with_chances
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        missing = "chances need NumPy, which is not installed"
        if request.chances == "needed":
            raise UsageError(missing, help=INSTALL) from None
        return answer._replace(warnings=(*answer.warnings, f"{missing}: {INSTALL}"))
    return answer._replace(itineraries=with_chances(plan.board, request, answer.itineraries))


def _with_carrying(answer: Answer, plan: Plan) -> Answer:
    """The carrying cost of each itinerary; in a balanced answer also where another one comes first."""
    request = answer.request
    assert request.cargo_value is not None
    itineraries = tuple(
        one._replace(carrying_cents=carrying_cents(request.cargo_value, request.capital_rate, one.time_min))
        for one in answer.itineraries
    )
    answer = answer._replace(itineraries=itineraries)
    if request.by != "balanced" or request.pareto or not plan.complete:
        return answer
    points = []
    for turn in turns(plan.front, request.capital_rate, plan.tariff.per_tonne):
        below, above = labelled([rebuild(plan.problem, one) for one in turn[1:]], plan.tariff, ())
        num, den = turn.value[0], turn.value[1] * request.quantity
        ties_to_above = turn.above.vector < turn.below.vector
        last = -(-num // den) - 1 if ties_to_above else num // den
        points.append(SwitchPoint((num, den), last, below, above))
    return answer._replace(switch_points=tuple(points))
