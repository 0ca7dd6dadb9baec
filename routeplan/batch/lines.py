"""The answer to a row as text: CSV with a row for each itinerary, or one JSON object a line.

A row that has no itinerary keeps its line, with the reason; nothing asked goes unanswered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from routeplan.batch.scribe import Scribe
from routeplan.batch.solving import Solved
from routeplan.network.model import Network
from routeplan.output import csv
from routeplan.output.result import Result

SCHEMA_ERROR = "routeplan.error/1"
COLUMNS = ("id", "line", "status", "origin", "destination", *csv.COLUMNS, "reason", "message")
HEADERS = {"csv": ",".join(COLUMNS) + "\n", "jsonl": "", "parquet": ""}


def _records(solved: Solved, network: Network) -> tuple[tuple[Any, ...], ...]:
    """Rows in the order of COLUMNS; one without figures where there is no itinerary."""
    start = (solved.id, solved.line, solved.status)
    answer = solved.answer
    if answer is None:
        said = f"{solved.message}; {solved.help}" if solved.help else solved.message
        # A message about `--top` would look like a formula to a spreadsheet.
        said = f"option {said}" if said.startswith("-") else said
        return ((*start, *solved.asked, *[None] * len(csv.COLUMNS), solved.code, said),)
    ends = (answer.request.origin, answer.request.destination)
    reason: tuple[str | None, str | None] = (None, None)
    if answer.no_route is not None:
        reason = (answer.no_route.reason, answer.no_route.message)
    if not answer.complete:
        reason = ("limit", answer.missing)
    rows = csv.rows(Result(answer, network, solved.scenarios)) or [(None,) * len(csv.COLUMNS)]
    return tuple((*start, *ends, *row, *reason) for row in rows)


def _csv(solved: Solved, network: Network, scribe: Scribe) -> Solved:
    return solved._replace(text=csv.write(_records(solved, network)), answer=None)


def _jsonl(solved: Solved, network: Network, scribe: Scribe) -> Solved:
    about: dict[str, Any] = {"id": solved.id, "line": solved.line}
    if solved.answer is None:
        said = {"code": solved.code, "message": solved.message, "help": solved.help or None}
        text = scribe.write({**about, "schema": SCHEMA_ERROR, "error": said}) + "\n"
    else:
        text = scribe.line(about, Result(solved.answer, network, solved.scenarios))
    return solved._replace(text=text, answer=None)


def _parquet(solved: Solved, network: Network, scribe: Scribe) -> Solved:
    return solved._replace(records=_records(solved, network), answer=None)


FORMATS: dict[str, Callable[[Solved, Network, Scribe], Solved]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
