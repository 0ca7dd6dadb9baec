"""`routeplan batch`: a sheet of shipments, answered row by row."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from routeplan.cli.find import COMMAND as FIND
from routeplan.cli.find import QUESTION
from routeplan.cli.options import NETWORK, NO_CACHE, QUIET, WITH, WITHOUT, Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_OK, EXIT_PARTIAL, FileError, UsageError
from routeplan.units import quote

if TYPE_CHECKING:
    from routeplan.batch.rows import Row
    from routeplan.batch.solving import Order, Solved
    from routeplan.cli.network import Read

_ASKED = (*(name for name in QUESTION if name not in ("origin", "destination")), "limit")

COMMAND = Command(
    "batch",
    (
        Argument(
            "FILE",
            "CSV with the names of options as header, JSON Lines, a YAML list or Parquet; - reads standard input.",
            required=False,
        ),
    ),
    (
        NETWORK,
        WITH,
        WITHOUT,
        *(option for option in FIND.options if option.name in _ASKED),
        Option(
            ("-f", "--format"), "csv, a row for each itinerary; jsonl, a line for each question; parquet.", "FORMAT"
        ),
        Option(("-o", "--output"), "Write answers to a file as they come, instead of to standard output.", "FILE"),
        Option(("--resume",), "Go on with this output file: skip what it answers, drop a torn last line.", "FILE"),
        Option(("--jobs",), "How many processes. Default: 1.", "N"),
        Option(("--engine",), "Work on a cluster: dask://HOST:PORT.", "ADDRESS"),
        QUIET,
        NO_CACHE,
    ),
    (
        "routeplan batch shipments.csv > answers.csv",
        "routeplan batch - -f jsonl --top 1 < shipments.csv",
        "routeplan batch shipments.csv --jobs 2 --resume answers.jsonl",
    ),
)


def run(values: Values) -> Outcome:
    """Writes the answers itself, each as it is ready. Exit code 5 where rows failed or limits were reached."""
    from routeplan.batch.engines import engine, solve_with
    from routeplan.batch.lines import HEADERS
    from routeplan.cli.network import read

    format, path = _format(values)
    jobs = _jobs(values)
    name = values["file"] or "-"
    if name == "-" and "-" in (values["network"], *values["with_"]):
        raise UsageError(
            "both the network and the shipments come from standard input", help="name a file for one of them"
        )
    got = read(values)
    order = _order(values, got, format)
    with ExitStack() as stack:
        rows, total, at_hand = _rows(name, stack)
        count, keep, failed = 0, 0, False
        if values["resume"]:
            from routeplan.batch.resuming import answered

            count, keep, failed = answered(path, format, rows, got.network.digest)
        _refuse_overwriting(path, (name, *got.files))
        # A file with answers is emptied only when nothing more can keep this run from its first row.
        found = stack.enter_context(engine(values["engine"] or "", jobs))
        rows = chain(list(islice(rows, 1)), rows)
        put = stack.enter_context(_sink(format, path, keep))
        answers = solve_with(found, got.network, order, rows, at_hand)
        failures = _stream(answers, put, "" if keep else HEADERS[format], total, count, stack)
    remarks = [] if values["quiet"] else _remarks(failures, failed)
    return Outcome("", EXIT_PARTIAL if failures or failed else EXIT_OK, tuple(remarks))


def _format(values: Values) -> tuple[str, str]:
    """The format asked for, or that of the output file's name, and where the output goes ("": standard output)."""
    from routeplan.batch.lines import HEADERS
    from routeplan.batch.rows import kind_of_name
    from routeplan.cli.formats import pick

    if values["resume"] and values["output"]:
        raise UsageError("--resume names the output file already", help="leave --output out")
    path = values["resume"] or values["output"] or ""
    if path == "-":
        path = ""
    if values["resume"] and not path:
        raise UsageError("standard output cannot be resumed", help="--resume answers.jsonl")
    format = values["format"]
    if format is None and kind_of_name(path) in HEADERS:
        format = kind_of_name(path)
    format = pick(format, HEADERS)
    if format == "parquet" and (values["resume"] or not path):
        raise UsageError("Parquet is written to a new file, as a whole", help="-o answers.parquet")
    return format, path


def _jobs(values: Values) -> int:
    from routeplan.errors import UnitError
    from routeplan.units import parse_integer

    try:
        jobs = parse_integer(values["jobs"]) if values["jobs"] is not None else 1
    except UnitError as error:
        raise UsageError(f"--jobs: {error.message}", help=error.help) from None
    if not 1 <= jobs <= 256:
        raise UsageError(f"--jobs: {quote(str(jobs))} is out of range", help="a whole number from 1 to 256")
    if values["engine"] and values["jobs"] is not None:
        raise UsageError("--jobs and --engine exclude each other", help="the cluster has its own workers")
    return jobs


def _order(values: Values, got: Read, format: str) -> Order:
    """What holds for all rows. The day is taken once, so that a batch over midnight agrees with itself."""
    from time import time

    from routeplan.asking import select_scenarios
    from routeplan.batch.solving import Order
    from routeplan.cli.terminal import look
    from routeplan.network.scenarios import apply
    from routeplan.question import labels_of, refuse_wrong
    from routeplan.units import format_date

    defaults: dict[str, Any] = {name: values[name] for name in _ASKED if values[name] not in (None, (), False)}
    # What is wrong for every row is wrong with the command line.
    refuse_wrong(got.network, {name: value for name, value in defaults.items() if name != "limit"})
    labels_of(values["limit"])
    today = int(time()) // 86400
    defaults.setdefault("now", format_date(today))
    # A scenario that fits nothing concerns all rows: say so once, before the first.
    apply(got.network, select_scenarios(got.network, got.scenarios, values["without"]), today)
    ascii = look(output=values["output"] or values["resume"]).ascii
    return Order(defaults, tuple(got.scenarios), tuple(values["without"]), format, ascii)


def _rows(name: str, stack: ExitStack) -> tuple[Iterator[Row], int | None, Callable[[], bool]]:
    """The rows of the list, how many there are where that can be known, and whether one is there already."""
    from routeplan.batch.rows import kind_of_name, lines_of, read_rows
    from routeplan.cli.streaming import Incoming
    from routeplan.network.files import open_file

    if name == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("standard input is a terminal", help="routeplan batch shipments.csv")
        try:
            incoming = Incoming(sys.stdin)
        except (OSError, ValueError):  # no file behind it
            return read_rows(lines_of(sys.stdin.buffer)), None, lambda: True
        return read_rows(incoming), None, incoming.at_hand
    try:
        kind = kind_of_name(name)
        if kind == "parquet":
            from routeplan.batch.parquet import read_parquet

            return (*read_parquet(name), lambda: True)
        total = _count_lines(name, kind)
        return read_rows(lines_of(stack.enter_context(open_file(name))), kind), total, lambda: True
    except OSError as error:
        raise FileError(
            f"cannot read {quote(name)}: {(error.strerror or str(error)).lower()}", help="check the file"
        ) from None


def _count_lines(name: str, kind: str) -> int | None:
    """Lines of a file, for the time left; a guess that costs little."""
    if kind == "yaml" or not os.path.isfile(name):
        return None
    from routeplan.network.files import open_file

    with open_file(name) as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20) or b"", b"")) - (kind != "jsonl")


def _refuse_overwriting(path: str, inputs: Iterable[str]) -> None:
    for name in inputs:
        if path and os.path.exists(path) and os.path.exists(name) and os.path.samefile(path, name):
            raise UsageError(f"{quote(path)} is read by this run", help="name another file for the answers")


def _sink(format: str, path: str, keep: int) -> AbstractContextManager[Callable[[str, Any], None]]:
    """Where answers go: a function of the text and the records of an answer."""
    from contextlib import contextmanager

    from routeplan.cli.streaming import to_file
    from routeplan.cli.writing import write_stdout

    if format == "parquet":
        from routeplan.batch.parquet import write_parquet

        return write_parquet(path)
    if not path:
        return nullcontext(lambda text, records: write_stdout(text))

    @contextmanager
    def file() -> Iterator[Callable[[str, Any], None]]:
        with to_file(path, keep) as write:
            yield lambda text, records: write(text)

    return file()


def _stream(
    answers: Iterator[Solved],
    put: Callable[[str, Any], None],
    header: str,
    total: int | None,
    before: int,
    stack: ExitStack,
) -> int:
    """Write every answer as it comes; how many failed."""
    from routeplan.batch.solving import ERROR, PARTIAL
    from routeplan.cli.streaming import Progress, Whole

    progress = Progress(total)
    progress.skip(before)
    whole = stack.enter_context(Whole().heeded())
    stack.callback(progress.end)
    stack.callback(answers.close)  # type: ignore[attr-defined]
    failures = 0
    for solved in answers:
        failures += solved.status in (ERROR, PARTIAL)
        text, header = header + solved.text, ""
        whole.write(lambda text=text, records=solved.records: put(text, records))  # type: ignore[misc]
        progress.step()
    if header:
        put(header, ())
    return failures


def _remarks(failures: int, failed_before: bool) -> list[str]:
    if failures:
        return [f"partial: {failures} row{'s' * (failures > 1)} without a full answer; their lines say why"]
    return ["partial: rows answered before this run failed; their lines say why"] if failed_before else []
