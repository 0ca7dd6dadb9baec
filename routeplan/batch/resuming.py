"""What a batch has answered already, so that it can go on where it was cut off.

Answers stand in the order of the rows, so the answered ones are the first ones. What was torn by a crash is at the
end: a last line without its line end, or the last of several rows of one answer. Neither is counted.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from routeplan.batch.lines import COLUMNS, HEADERS
from routeplan.batch.rows import Id, Row
from routeplan.batch.solving import ERROR, PARTIAL
from routeplan.errors import FileError, UsageError
from routeplan.output.csv import write
from routeplan.units import quote


class Answered(NamedTuple):
    """How many rows are answered, up to which byte, and whether some of them failed."""

    rows: int
    end: int
    failed: bool


class _Line(NamedTuple):
    line: int
    id: str
    status: str
    end: int
    digest: str = ""


def answered(path: str, format: str, rows: Iterator[Row], digest: str) -> Answered:
    """Take the answered rows off `rows`. A file that is not there, or empty, or a pipe has answered nothing.

    Raises `UsageError` where the file answers another list, or was made with another network.
    """
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
        return Answered(0, 0, False)
    try:
        with open(path, "rb") as file:
            lines = _csv_lines(path, file) if format == "csv" else _jsonl_lines(path, file)
            return _match(path, lines, rows, digest, _cell if format == "csv" else _text)
    except FileNotFoundError:
        return Answered(0, 0, False)
    except OSError as error:
        raise FileError(f"cannot read {quote(path)}: {error.strerror}", help="name another file") from None


def _match(
    path: str, lines: Iterator[_Line], rows: Iterator[Row], digest: str, written: Callable[[Id], str]
) -> Answered:
    count, end, failed = 0, 0, False
    for line in lines:
        if not line.line:
            end = line.end
            continue
        row = next(rows, None)
        if row is None or (row.line, written(row.id)) != (line.line, line.id):
            raise UsageError(
                f"{quote(path)} answers another list of shipments",
                help="name the list it was made from, or another file",
            )
        if line.digest and line.digest != digest:
            raise UsageError(f"{quote(path)} was made with another network", help="name that network, or another file")
        count, end = count + 1, line.end
        failed = failed or line.status in (ERROR, PARTIAL)
    return Answered(count, end, failed)


def _text(id: Id) -> str:
    return "" if id is None else str(id)


def _cell(id: Id) -> str:
    """The id as it comes back from a cell of CSV."""
    return next(csv.reader([write([[id]])]), [""])[0] if id is not None else ""


def _jsonl_lines(path: str, file: Iterator[bytes]) -> Iterator[_Line]:
    end = 0
    for number, line in enumerate(file, start=1):
        if not line.endswith(b"\n"):
            return
        end += len(line)
        try:
            document = json.loads(line)
            failed = "error" in document or not document["complete"]
            digest = "" if "error" in document else document["network"]["digest"]
            yield _Line(document["line"], _text(document["id"]), ERROR if failed else "", end, digest)
        except (ValueError, KeyError, TypeError):
            raise _foreign(path, number) from None


def _csv_lines(path: str, file: Iterator[bytes]) -> Iterator[_Line]:
    """One entry for each answer but the last, whose rows may not all be there; line 0 stands for the header."""
    end = 0
    last: _Line | None = None
    for number, line in enumerate(file, start=1):
        if not line.endswith(b"\n"):
            return
        end += len(line)
        if number == 1:
            if line.decode("utf-8", "replace") != HEADERS["csv"]:
                raise _foreign(path, number)
            yield _Line(0, "", "", end)
            continue
        try:
            cells = next(csv.reader([line.decode("utf-8")]))
            asked = int(cells[1])
            if len(cells) != len(COLUMNS):
                raise ValueError
        except (ValueError, IndexError, csv.Error):
            raise _foreign(path, number) from None
        if last is not None and last.line != asked:
            yield last
        last = _Line(asked, cells[0], cells[2], end)


def _foreign(path: str, number: int) -> UsageError:
    return UsageError(
        f"{quote(path)}, line {number}, is no answer of a batch in this format", help="name the file to go on with"
    )
