"""A generated network made ready for questions, with and without the accelerator."""

from __future__ import annotations

import gc
from collections.abc import Callable
from importlib.util import find_spec

from benchmarks.generate import network
from routeplan.network.model import Network
from routeplan.planning import mesh
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request

SEED = 20261121
DEPART = 20_789 * 1440
NEVER = 1 << 60

Search = Callable[[Problem, Budget], Result]


class Ground:
    """Boards of one network. `depart`: when its questions begin, None where it has no timetables."""

    def __init__(self, places: int, lanes: int, *, weekly: bool = False, co2e: bool = True) -> None:
        made = network(places, lanes, SEED, weekly=weekly)
        self.network: Network = made if co2e else made._replace(co2e={})
        self.depart = DEPART if weekly else None

    def plain(self) -> Board:
        """A board in Python alone."""
        mesh.WORTHWHILE = NEVER
        return self._board()

    def accelerated(self) -> Board | None:
        """A board whose bounds are found by compiled code; None where the extra is not installed."""
        if find_spec("numba") is None:
            return None
        board = self._board()
        mesh.WORTHWHILE = 0
        board.mesh.arrays()
        mesh.WORTHWHILE = NEVER
        return board

    def _board(self) -> Board:
        board = Board(self.network, (), Terms.of(self.network, Request("P0", "P1", depart=self.depart)))
        gc.collect()
        gc.freeze()  # what stays is not looked through again and again
        return board

    def ask(self, board: Board, search: Search, pair: tuple[str, str]) -> Result:
        """The answer to one question."""
        return search(Problem(board, Request(*pair, depart=self.depart)), Budget())


def forget(board: Board) -> None:
    """Let the next question find its bounds anew."""
    board.mesh.corridors.clear()
    board.mesh.bounds.clear()
    board.mesh.nearest.clear()
    board.mesh.fans.clear()
    if board.mesh.accelerated is not None:
        board.mesh.accelerated.kept.clear()


def same(ours: object, theirs: object, who: str) -> None:
    """Stop where two answers differ."""
    if ours != theirs:
        raise SystemExit(f"{who} differs: {theirs} against {ours}")
