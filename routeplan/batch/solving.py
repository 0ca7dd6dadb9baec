"""Rows -> answers. `solve_chunk` is the unit of work that other processes and machines are given.

A bench is a network ready for many questions: those with equal terms share a board, names are looked up once.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplan.batch.rows import Id, Row
from routeplan.errors import EXIT_PARTIAL, RoutePlanError
from routeplan.network import compiled
from routeplan.network.model import Network, Scenario
from routeplan.network.names import resolve
from routeplan.network.scenarios import select
from routeplan.planning.board import Boards
from routeplan.planning.find import find
from routeplan.planning.itinerary import Answer
from routeplan.question import labels_of, request_from_options

if TYPE_CHECKING:
    from routeplan.batch.scribe import Scribe

OK, NO_ROUTE, PARTIAL, ERROR = "ok", "no-route", "partial", "error"
SELECTIONS_KEPT = 4
"""Selections of scenarios whose boards are kept; one of a large network takes some megabytes."""
_KEY = "batch"


class EngineError(RoutePlanError):
    """What answers is gone or unfit; what was printed stays valid."""

    exit_code = EXIT_PARTIAL
    code = "RP606"


class Order(NamedTuple):
    """What holds for all rows: options where a row has none, scenarios, and the text wanted ("" for records)."""

    defaults: Mapping[str, Any] = {}
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    format: str = ""
    ascii: bool = False


class Solved(NamedTuple):
    """The answer to a row. `text` is its line or lines; without a format `answer` and `scenarios` are there instead.

    `status`: ok, no-route, partial (a limit was reached) or error; an error has `code`, `message` and `help`.
    """

    line: int
    id: Id
    status: str
    text: str = ""
    answer: Answer | None = None
    scenarios: tuple[str, ...] = ()
    code: str = ""
    message: str = ""
    help: str = ""
    asked: tuple[str, str] = ("", "")
    records: tuple[tuple[Any, ...], ...] = ()


class Bench:
    """A network with the boards and names of the questions asked of it so far."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._boards: dict[tuple[str, ...], Boards] = {}
        self._places: dict[str, str] = {}
        self._scenarios: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Scenario, ...]] = {}
        self._scribes: dict[bool, Scribe] = {}

    def answer(self, options: Mapping[str, Any], order: Order) -> tuple[Answer, tuple[str, ...]]:
        """The answer and the ids of the scenarios applied. Raises `RoutePlanError`."""
        given = {**order.defaults, **options}
        with_ = (*order.with_, *given.pop("with", ()))
        without = (*order.without, *given.pop("without", ()))
        for end in ("origin", "destination"):
            given[end] = self._place(str(given[end]))
        limit = given.pop("limit", None)
        request = request_from_options(self.network, given)
        labels = labels_of(limit)
        scenarios = self._scenarios.get((with_, without))
        if scenarios is None:
            scenarios = self._scenarios[with_, without] = tuple(select(self.network, with_, without))
        ids = tuple(scenario.id for scenario in scenarios)
        boards = self._boards.pop(ids, None) or Boards(self.network, scenarios)
        self._boards[ids] = boards
        if len(self._boards) > SELECTIONS_KEPT:
            del self._boards[next(iter(self._boards))]
        return find(self.network, scenarios, request, labels=labels, boards=boards), ids

    def scribe(self, ascii: bool) -> Scribe:
        """Who writes the answers as JSON."""
        if ascii not in self._scribes:
            from routeplan.batch.scribe import Scribe

            self._scribes[ascii] = Scribe(ascii)
        return self._scribes[ascii]

    def _place(self, text: str) -> str:
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = resolve(self.network, text)
        return place


def solve(bench: Bench, order: Order, row: Row) -> Solved:
    """The answer to one row, whatever is wrong with it."""
    asked = (str(row.options.get("origin", "")), str(row.options.get("destination", "")))
    if row.fault:
        solved = Solved(row.line, row.id, ERROR, code="RP501", message=row.fault, help=row.help, asked=asked)
    else:
        try:
            answer, scenarios = bench.answer(row.options, order)
            status = PARTIAL if not answer.complete else OK if answer.itineraries else NO_ROUTE
            solved = Solved(row.line, row.id, status, answer=answer, scenarios=scenarios, asked=asked)
        except RoutePlanError as error:
            solved = Solved(row.line, row.id, ERROR, "", None, (), error.code, error.message, error.help, asked)
        except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
            said = f"this is a bug in routeplan: {type(error).__name__}"
            solved = Solved(row.line, row.id, ERROR, "", None, (), "RP900", said, "ask this one alone with find", asked)
    if not order.format:
        return solved
    from routeplan.batch.lines import FORMATS

    return FORMATS[order.format](solved, bench.network, bench.scribe(order.ascii))


def pack(network: Network) -> bytes:
    """The network compiled, for `solve_chunk`."""
    return zlib.compress(compiled.encode(network, (), _KEY), 1)


@lru_cache(maxsize=2)
def _bench(payload: bytes) -> Bench:
    known = compiled.decode(zlib.decompress(payload), _KEY)
    if known is None:
        raise EngineError("a worker runs another version of routeplan", help="install the same version everywhere")
    return Bench(known[0])


def solve_chunk(payload: bytes, order: Order, chunk: Sequence[Row]) -> list[Solved]:
    """The answers to some rows of a batch over the network that `pack` packed; pure but for what it remembers."""
    bench = _bench(payload)
    return [solve(bench, order, row) for row in chunk]
