"""Which lane sequences are worth scheduling over many ready times: what questions with and without dates find.

By one criterion each ready time has its k best. For the balanced order the front would be searched for at each of
them, which takes long; the front without dates and the k best by cost, time and CO2e stand for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.planning.board import Board, Boards
from routeplan.planning.budget import Budget
from routeplan.planning.found import Found
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request

Sequences = dict[tuple[int, tuple[str, ...]], None]
"""Place number of the origin and ids of the lanes, in the order found."""


class Undated:
    """What the question without dates finds, and how long that takes (`lasting`, minutes)."""

    def __init__(self, boards: Boards, request: Request, budget: Budget) -> None:
        from routeplan.planning.find import search_once, tariff_of

        asked = request._replace(depart=None, depart_until=None, arrive_by=None, deadline=None, top=2 * request.top)
        board = boards.of(asked)
        searched = search_once(Problem(board, asked), tariff_of(boards.network, board, asked), budget)
        self.complete = searched.complete
        self.lasting = [one.vector[1] for one in searched.shown]
        self.sequences = _named(board, searched.shown)


def dated(problems: Iterable[Problem], request: Request, budget: Budget) -> tuple[Sequences, bool]:
    """What is best at each ready time, and whether that is proved."""
    from routeplan.planning.find import k_best

    criteria = (request.by,) if request.by in OBJECTIVES and not request.pareto else OBJECTIVES
    found: Sequences = {}
    complete = True
    for problem in problems:
        for by in criteria:
            result = k_best(problem, by, request.top, budget)
            complete = complete and result.complete
            found.update(_named(problem.board, result.found))
    return found, complete


def _named(board: Board, found: Iterable[Found]) -> Sequences:
    return dict.fromkeys((one.origin, tuple(board.lane_ids[lane] for lane in one.lanes)) for one in found)
