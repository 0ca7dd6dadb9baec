"""HiGHS, the solver of linear and whole-number models.

Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10(1), 2018.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from routeplan.errors import UsageError

INFINITY = float("inf")
Entries = list[tuple[int, float]]
"""Variables of a row, or rows of a variable, with their factors."""


def new_solver() -> Any:
    """A silent HiGHS without a model. Raises `UsageError` where it is not installed."""
    try:
        highs: Any = import_module("highspy")
    except ImportError:
        raise UsageError("HiGHS is not installed", help="pip install 'routeplan[allocate]'") from None
    solver = highs.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("random_seed", 1)
    return solver


class WholeModel:
    """A model of whole numbers, its total to be least."""

    def __init__(self) -> None:
        self._variables: list[tuple[float, float]] = []
        self._rows: list[tuple[float, float, Entries]] = []

    def variable(self, cost: float, most: float = INFINITY) -> int:
        """A new whole number, at least 0."""
        self._variables.append((cost, most))
        return len(self._variables) - 1

    def row(self, low: float, high: float, entries: Entries) -> None:
        """A sum with its limits."""
        self._rows.append((low, high, entries))

    def solve(self, seconds: float) -> tuple[list[float], float]:
        """The best values found, empty where there are none, and the least total that is possible."""
        solver = new_solver()
        integer = import_module("highspy").HighsVarType.kInteger
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("time_limit", seconds)
        for number, (cost, most) in enumerate(self._variables):
            solver.addVar(0.0, most)
            solver.changeColCost(number, cost)
            solver.changeColIntegrality(number, integer)
        for low, high, entries in self._rows:
            solver.addRow(low, high, len(entries), [at for at, _ in entries], [factor for _, factor in entries])
        solver.run()
        solution, least = solver.getSolution(), solver.getInfo().mip_dual_bound
        return list(solution.col_value) if solution.value_valid else [], least
