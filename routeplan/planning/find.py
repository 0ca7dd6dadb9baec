"""From a question to its answer: board, search, rebuild, rank."""

from __future__ import annotations

from collections.abc import Sequence

from routeplan.network.model import Network, Ratio, Scenario
from routeplan.planning import front as undated_front
from routeplan.planning import kbest as undated_kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import DEFAULT_LABELS, Budget
from routeplan.planning.found import Found, Result, Vector
from routeplan.planning.itinerary import Answer
from routeplan.planning.pricing import exact_cents
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import LABELS, Tariff, balanced, extremes, labelled
from routeplan.planning.rebuild import gaps, rebuild
from routeplan.planning.request import OBJECTIVES, Request

MISSING = "the search stopped at its limit of {limit} labels: what is shown is right, better itineraries may be missing"


def find(
    network: Network, scenarios: Sequence[Scenario], request: Request, *, labels: int = DEFAULT_LABELS
) -> Answer:
    """The itineraries that answer the request, best first; with none, the reason.

    `network` is as read; the scenarios are applied here, for each day the plan touches. `labels` limits the search;
    an answer cut short by it says so. Raises UsageError and NetworkError.
    """
    board = Board(network, scenarios, Terms.of(network, request))
    problem = Problem(board, request)
    tariff = _tariff(network, board, request)
    shown, best, of, complete = _search(problem, tariff, Budget(labels))
    itineraries = labelled([rebuild(problem, one) for one in shown], tariff, best)
    warnings = list(_unpriced(board))
    for itinerary in itineraries:
        warnings.extend(gaps(board, itinerary))
    no_route = None
    if not itineraries and complete:
        from routeplan.planning.reasons import no_route as reason

        no_route = reason(network, scenarios, request)
    return Answer(
        request=request,
        itineraries=itineraries,
        no_route=no_route,
        warnings=tuple(dict.fromkeys(warnings)),
        complete=complete,
        missing="" if complete else MISSING.format(limit=f"{labels:,}"),
        shown_of=of,
    )


def _search(
    problem: Problem, tariff: Tariff, budget: Budget
) -> tuple[Sequence[Found], Sequence[tuple[str, Vector]], int | None, bool]:
    """What to show, which figures earn which label, how many there are in all where known, whether all is proved."""
    request = problem.request
    if request.by in OBJECTIVES and not request.pareto:
        result = k_best(problem, request.by, request.top, budget)
        best = [(LABELS[OBJECTIVES.index(request.by)], one.vector) for one in result.found[:1]]
        return result.found, best, None, result.complete
    result = _front(problem, budget)
    if not result.found:
        return (), (), 0, result.complete
    best = [(label, one.vector) for label, one in zip(LABELS, extremes(result.found), strict=True)]
    shown = result.found if request.pareto else balanced(result.found, tariff, request.top)
    return shown, best, len(result.found), result.complete


def k_best(problem: Problem, by: str, k: int, budget: Budget) -> Result:
    """The k best itineraries by one criterion, with or without dates."""
    if problem.board.dated:
        from routeplan.planning import dated  # time zones are only loaded for timetables

        return dated.k_best(problem, by, k, budget)
    return undated_kbest.k_best(problem, by, k, budget)


def _front(problem: Problem, budget: Budget) -> Result:
    if problem.board.dated:
        from routeplan.planning import dated

        return dated.front(problem, budget)
    return undated_front.front(problem, budget)


def _tariff(network: Network, board: Board, request: Request) -> Tariff:
    """The value of time and the carbon price asked for, else the network's own, else nothing."""
    per_day: Ratio = (0, 1)
    if request.value_of_time is not None:
        per_day = request.value_of_time
    elif network.value_of_time is not None:
        per_day = exact_cents(network.value_of_time.amount, board.load)
    per_tonne: Ratio = (0, 1)
    if request.carbon_price is not None:
        per_tonne = request.carbon_price
    elif network.carbon_price is not None:
        price = network.carbon_price
        rate = network.exchange_rates.get(price.currency, (1, 1))
        if price.currency == network.currency:
            rate = (1, 1)
        per_tonne = (100 * price.num * rate[1], price.den * rate[0])
    return Tariff(per_day, per_tonne)


def _unpriced(board: Board) -> list[str]:
    lanes = list(dict.fromkeys(board.unpriced))
    if not lanes:
        return []
    named = ", ".join(lanes[:3]) + (" ..." if len(lanes) > 3 else "")
    return [f"{len(lanes)} lane{'s' * (len(lanes) > 1)} without a rate cannot be used: {named}"]
