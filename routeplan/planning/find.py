"""From a question to its answer: board, search, rebuild, rank."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from routeplan.network.model import Network, Ratio, Scenario
from routeplan.planning import front as undated_front
from routeplan.planning import kbest as undated_kbest
from routeplan.planning.board import Board, Boards
from routeplan.planning.budget import DEFAULT_LABELS, Budget
from routeplan.planning.found import Found, Result, Vector
from routeplan.planning.itinerary import Answer, Itinerary
from routeplan.planning.loading import doubts
from routeplan.planning.pricing import exact_cents, half_up
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import LABELS, Tariff, balanced, extremes, labelled
from routeplan.planning.rebuild import gaps, rebuild
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.units import format_ratio

MISSING = "the search stopped at its limit of {limit} labels: what is shown is right, others may be missing"

LEAST = ("none that costs less than {} {}", "none that takes less than {} h", "none that emits less than {} kg")
"""What is not missing, by criterion."""

PARTIAL_LABELS = 50_000
"""Labels for the best by one criterion where the front was cut short."""

CANDIDATES = 20
"""Among at least so many of the fastest itineraries, and all non-dominated ones, the most reliable is looked for."""


class Plan(NamedTuple):
    """What a search came to: itineraries ranked and labelled, how many there are in all, whether all is proved.

    `front`: every non-dominated itinerary where they were searched for. `least`: where not all is proved, the criterion
    and the figure that what is missing does not go below.
    """

    board: Board
    problem: Problem
    tariff: Tariff
    itineraries: tuple[Itinerary, ...]
    of: int | None
    complete: bool
    front: tuple[Found, ...] = ()
    least: tuple[int, int] | None = None


class Searched(NamedTuple):
    """What to show, which figures earn which label, how many there are where known, whether all is proved."""

    shown: Sequence[Found]
    best: Sequence[tuple[str, Vector]]
    of: int | None
    complete: bool
    front: tuple[Found, ...] = ()
    least: tuple[int, int] | None = None


def find(
    network: Network,
    scenarios: Sequence[Scenario],
    request: Request,
    *,
    labels: int = DEFAULT_LABELS,
    budget: Budget | None = None,
    boards: Boards | None = None,
    reasons: bool = True,
    done: Callable[[str], None] | None = None,
) -> Answer:
    """The itineraries that answer the request, best first; with none, the reason.

    `network` is as read; the scenarios are applied here, for each day the plan touches. `labels` limits the search;
    an answer cut short by it says so; `budget` in its place is one that several questions share. `boards`: those of
    the network and the scenarios, where questions share them. `reasons`: whether to look for the reason where there is
    no route. `done` hears of each stage as it ends. Raises UsageError and NetworkError.
    """
    done = done or _unheard
    boards = boards or Boards(network, scenarios)
    budget = budget or Budget(labels)
    plan = _plan(boards, request, budget, done)
    board, itineraries = plan.board, plan.itineraries
    warnings = [*doubts(request), *_unpriced(board)]
    for itinerary in itineraries:
        warnings.extend(gaps(board, itinerary))
    no_route = None
    if not itineraries and plan.complete and reasons:
        from routeplan.planning.reasons import no_route as reason

        no_route = reason(boards, request)
    done("rank")
    answer = Answer(
        request=request,
        itineraries=itineraries,
        no_route=no_route,
        warnings=tuple(dict.fromkeys(warnings)),
        complete=plan.complete,
        missing="" if plan.complete else missing(budget.labels, plan.least, network.currency),
        shown_of=plan.of,
        day_cents=half_up(*plan.tariff.per_day),
        tonne_cents=half_up(*plan.tariff.per_tonne),
    )
    if request.chances or request.cargo_value is not None or request.why or request.why_not:
        from routeplan.planning.extras import with_extras

        return with_extras(network, scenarios, answer, plan)
    return answer


def _plan(boards: Boards, request: Request, budget: Budget, done: Callable[[str], None]) -> Plan:
    """The search that fits the question."""
    if request.arrive_by is not None or request.depart_until is not None:
        from routeplan.planning import arriving, window

        search = window.search if request.arrive_by is None else arriving.search
        plan = search(boards, request, budget)
        done("search")
        return plan
    board = boards.of(request)
    problem = Problem(board, request)
    done("compile")
    _bound(problem)
    done("bounds")
    tariff = tariff_of(boards.network, board, request)
    searched = search_once(problem, tariff, budget)
    done("search")
    itineraries = labelled([rebuild(problem, one) for one in searched.shown], tariff, searched.best)
    of = searched.of if searched.complete else None
    return Plan(board, problem, tariff, itineraries, of, searched.complete, searched.front, searched.least)


def _unheard(stage: str) -> None:
    """Nobody asks for the stages."""


def _bound(problem: Problem) -> None:
    """What the search will begin with. Bounds are kept, so that knowing them beforehand costs nothing.

    The front without dates finds them as it goes.
    """
    request = problem.request
    if problem.board.dated:
        for criterion in range(len(OBJECTIVES)):
            problem.to_go(criterion)
    elif request.by in OBJECTIVES and not request.pareto:
        corridor = problem.corridor(request.by)
        for state, _, _ in problem.starts:
            corridor.enter(state)


def missing(labels: int, least: tuple[int, int] | None, currency: str) -> str:
    """What an answer cut short says of the rest."""
    said = MISSING.format(limit=f"{labels:,}")
    if least is None or least[1] <= 0:
        return said
    criterion, value = least
    figure = (
        f"{value // 100}.{value % 100:02}" if criterion == 0 else format_ratio((value // (1, 6, 100)[criterion], 10))
    )
    return f"{said}, but {LEAST[criterion].format(figure, currency)}"


def search_once(problem: Problem, tariff: Tariff, budget: Budget) -> Searched:
    """One search for one ready time, or without dates."""
    request = problem.request
    if request.by in OBJECTIVES and not request.pareto:
        result = k_best(problem, request.by, request.top, budget)
        best = [(LABELS[OBJECTIVES.index(request.by)], one.vector) for one in result.found[:1]]
        least = (OBJECTIVES.index(request.by), result.least)
        return Searched(result.found, best, None, result.complete, least=least)
    result = _front(problem, budget)
    front = result.found
    if not result.complete:
        return _partial(problem, tariff, result)
    if not front:
        return Searched((), (), 0, True)
    best = [(label, one.vector) for label, one in zip(LABELS, extremes(front), strict=True)]
    if request.by == "reliability":
        # The most reliable one need not be on the front; it is looked for among the fastest as well.
        fast = k_best(problem, "time", max(CANDIDATES, 4 * request.top), budget)
        pool = {(one.origin, one.lanes): one for one in (*fast.found, *front)}
        return Searched(tuple(pool.values()), best, len(pool), result.complete and fast.complete, front)
    shown = front if request.pareto else balanced(front, tariff, request.top)
    return Searched(shown, best, len(front), result.complete, front)


def bests(problem: Problem, tariff: Tariff, budget: Budget) -> Result:
    """The best by each criterion and by generalised cost, among others."""
    if problem.board.dated:
        from routeplan.planning import dated

        return dated.bests(problem, tariff.weights, budget)
    searched = search_once(problem, tariff, budget)
    return Result(searched.front, searched.complete)


def _partial(problem: Problem, tariff: Tariff, result: Result) -> Searched:
    """A front cut short holds cheap itineraries only: the best by each criterion are looked for on their own."""
    request = problem.request
    best: list[tuple[str, Vector]] = []
    pool = {one.vector: one for one in result.found}
    for label, by in zip(LABELS, OBJECTIVES, strict=True):
        for one in k_best(problem, by, 1, Budget(PARTIAL_LABELS)).found:
            best.append((label, one.vector))
            pool.setdefault(one.vector, one)
    front = tuple(sorted(pool.values(), key=lambda one: one.vector))
    shown = front if request.pareto or not front else balanced(front, tariff, request.top)
    return Searched(shown, best, None, False, front, (0, result.least))


def order_of(by: str, tariff: Tariff) -> Callable[[Vector], Any]:
    """What orders figures in a question: its criterion with the usual ties, or the generalised cost."""
    if by not in OBJECTIVES:
        return lambda vector: (tariff.generalised(vector)[0], vector)
    first = OBJECTIVES.index(by)
    return lambda vector: (vector[first], vector)


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


def tariff_of(network: Network, board: Board, request: Request) -> Tariff:
    """The value of time and the carbon price asked for, else the network's own, else nothing."""
    per_day: Ratio = (0, 1)
    if request.cargo_value is not None:
        from routeplan.planning.carrying import per_day as carrying

        per_day = carrying(request.cargo_value, request.capital_rate)
    elif request.value_of_time is not None:
        per_day = request.value_of_time
    elif network.value_of_time is not None:
        per_day = exact_cents(network.value_of_time.amount, board.load)
    per_tonne: Ratio = (0, 1)
    if request.carbon_price is not None:
        per_tonne = request.carbon_price
    elif network.carbon_price is not None:
        price = network.carbon_price
        rate = (1, 1) if price.currency == network.currency else network.exchange_rates[price.currency]
        per_tonne = (100 * price.num * rate[1], price.den * rate[0])
    return Tariff(per_day, per_tonne)


def _unpriced(board: Board) -> list[str]:
    lanes = list(dict.fromkeys(board.unpriced))
    if not lanes:
        return []
    named = ", ".join(lanes[:3]) + (" ..." if len(lanes) > 3 else "")
    return [f"{len(lanes)} lane{'s' * (len(lanes) > 1)} without a rate cannot be used: {named}"]
