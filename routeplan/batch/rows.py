"""A sheet of shipments -> rows: one question each, or the reason why the row is none.

CSV whose header names the options of `find`, JSON Lines, or a YAML list. A row is one line of CSV or JSONL, so a
broken quote or bracket spoils its own line only. Several values in one CSV cell (`via`, `avoid`) stand with `;`
between them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from routeplan.errors import UsageError
from routeplan.network.files import LARGEST_FILE
from routeplan.question import OPTIONS
from routeplan.units import quote

KINDS = ("csv", "jsonl", "yaml", "parquet")
COLUMNS = ("id", "origin", "destination", *OPTIONS, "limit", "with", "without", "fill")
SEVERAL = ("via", "avoid", "include", "prefer", "mode", "why_not", "with", "without")
"""Options that may hold more than one value."""
FLAGS = ("pareto", "why")
LONGEST_LINE = 1_000_000
ENDLESS = 16 << 20
"""Bytes after which a line is no row that is too long, but not a sheet."""
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")
_DELIMITERS = (",", ";", "\t")
_QUOTED = "a cell that holds the delimiter stands in double quotes"
_BLANK = b"\xef\xbb\xbf \t\r\n"
_YAML_ROW = "write `- {id: 1, origin: Xian, destination: Valencia}`"

Id = str | int | None


class Row(NamedTuple):
    """A row of the sheet. `options` are those of `find` by name, absent where empty; `fault` says why there are none.

    `id` is the row's own, or None; `line` counts from 1, in a Parquet file it is the number of the row.
    """

    line: int
    id: Id
    options: Mapping[str, Any]
    fault: str = ""
    help: str = ""


def read_rows(lines: Iterable[bytes], kind: str = "") -> Iterator[Row]:
    """The rows in the order of the sheet, each as soon as its line is there.

    `kind` is csv, jsonl or yaml; empty, the first character tells. Raises `UsageError` for a header that is none and
    for YAML that is no list; everything that concerns one row is that row's `fault`.
    """
    rest = iter(lines)
    before = []
    for line in rest:
        before.append(line)
        if line.strip(_BLANK):
            break
    kind = kind or _kind_of(before[-1] if before else b"")
    return {"csv": _csv, "jsonl": _jsonl, "yaml": _yaml}[kind](chain(before, rest))


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a sheet. Raises `UsageError` for one that does not end."""
    while line := file.readline(ENDLESS + 1):
        refuse_endless(line)
        yield line


def refuse_endless(line: bytes) -> None:
    """Raises `UsageError` for a line that is longer than any row."""
    if len(line) > ENDLESS:
        raise UsageError(
            f"a line of the list of shipments is longer than {ENDLESS >> 20} MB",
            help="save it as CSV, one row a line",
        )


def rows_of(shipments: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Rows from mappings of a program; lines count the mappings."""
    for number, shipment in enumerate(shipments, start=1):
        yield row_of(number, shipment)


def kind_of_name(name: str) -> str:
    """What the name of a file says about its kind; empty where it says nothing."""
    endings = {"csv": "csv", "tsv": "csv", "jsonl": "jsonl", "ndjson": "jsonl", "yaml": "yaml", "yml": "yaml"}
    return {**endings, "parquet": "parquet"}.get(name.rpartition(".")[2].casefold(), "")


def _kind_of(line: bytes) -> str:
    start = line.lstrip(b"\xef\xbb\xbf \t")[:2]
    if start[:1] == b"{":
        return "jsonl"
    return "yaml" if start in (b"- ", b"--") or start[:1] in (b"[", b"#") or line.startswith(b"shipments:") else "csv"


def _csv(lines: Iterable[bytes]) -> Iterator[Row]:
    header: list[str] = []
    delimiter = ","
    for number, line in enumerate(lines, start=1):
        if not line.strip(_BLANK):
            continue
        if not header:
            text = line.decode("utf-8-sig", "replace")
            delimiter = max(_DELIMITERS, key=lambda mark: (text.count(mark), mark == ","))
            try:
                cells = next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter))
            except csv.Error as error:
                raise UsageError(
                    f"the list of shipments begins with no line of CSV: {error}", help="save it as CSV, one row a line"
                ) from None
            header = _header(cells)
            continue
        yield _csv_row(number, line, header, delimiter)
    if not header:
        raise UsageError(
            "the list of shipments is empty", help="its first line names the columns: id,origin,destination"
        )


def _header(cells: list[str]) -> list[str]:
    """Names of the columns as options; `Max Wait` and `--max-wait` are max_wait."""
    names = [cell.strip().lstrip("-").casefold().replace("-", "_").replace(" ", "_") for cell in cells]
    for name in names:
        if name not in COLUMNS:
            from routeplan.network.nearest import did_you_mean

            help = did_you_mean(name, COLUMNS) or "columns are " + ", ".join(COLUMNS)
            raise UsageError(f"the list of shipments has no use for the column {quote(name)}", help=help)
        if names.count(name) > 1:
            raise UsageError(f"the list of shipments has two columns {quote(name)}", help="keep one of them")
    return names


def _csv_row(number: int, line: bytes, header: list[str], delimiter: str) -> Row:
    try:
        text = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return Row(number, None, {}, "the line is not UTF-8", "save the sheet as UTF-8")
    if len(text) > LONGEST_LINE:
        return _too_long(number)
    try:
        cells = next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        return Row(
            number, None, {}, f"this is not a line of CSV: {error}", "quotes are closed on the line they open on"
        )
    id = None
    if "id" in header[: len(cells)]:
        id = cells[header.index("id")].strip() or None
    if len(cells) != len(header):
        return Row(number, id, {}, f"the row has {len(cells)} cells, the header has {len(header)}", _QUOTED)
    given = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    for name in SEVERAL:
        if name in given:
            given[name] = [part.strip() for part in given[name].split(";") if part.strip()]  # type: ignore[assignment]
    return row_of(number, given)


def _jsonl(lines: Iterable[bytes]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip(_BLANK):
            continue
        if len(line) > LONGEST_LINE:
            yield _too_long(number)
            continue
        try:
            # Figures stay text, so that 0.1 is a tenth.
            shipment = json.loads(line.decode("utf-8-sig"), parse_float=str, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            yield Row(number, None, {}, f"this is not a line of JSON: {_short(error)}", "one object a line")
            continue
        if isinstance(shipment, dict):
            yield row_of(number, shipment)
        else:
            yield Row(number, None, {}, "an object expected", 'write {"id": 1, "origin": "Xian", ...}')


def _at_most(size: int, lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        size -= len(line)
        if size < 0:
            raise UsageError(
                "the list of shipments is too long for YAML",
                help="save it as CSV or JSONL, which are read line by line",
            )
        yield line


def _yaml(lines: Iterable[bytes]) -> Iterator[Row]:
    from routeplan.network.decoding import decode
    from routeplan.network.faults import Faults
    from routeplan.network.tree import Map, Seq, at_of, compose

    data = b"".join(_at_most(LARGEST_FILE, lines))
    if not data.strip(_BLANK):
        raise UsageError("the list of shipments is empty", help=_YAML_ROW)
    document, findings = decode("shipments", data)
    faults = Faults()
    faults.findings += findings
    root = compose(document, faults) if document is not None else None
    errors = [finding for finding in faults.findings if finding.severity == "error"]
    if errors or document is None:
        first = errors[0]
        at = f", line {first.line}" if first.line else ""
        raise UsageError(f"the list of shipments{at}: {first.message}", help=first.help)
    if isinstance(root, Map):
        root = root.get("shipments")
    if not isinstance(root, Seq):
        raise UsageError("the YAML is no list of shipments", help=_YAML_ROW)
    last = 0
    for node in root:
        line = document.position(at_of(node))[0] if node is not None else last
        if line == last:
            raise UsageError(f"line {line} has two shipments", help="write each on a line of its own")
        last = line
        if isinstance(node, Map):
            yield row_of(line, {key: _plain(value) for key, value in node.items()})
        else:
            yield Row(line, None, {}, "a mapping expected", "write {id: 1, origin: Xian, ...}")


def _plain(node: Any) -> Any:
    """A YAML value as text and lists of text."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if isinstance(node, dict):
        return {key: _plain(one) for key, one in node.items()}
    return None if node is None else node[0]


def row_of(number: int, shipment: Mapping[str, Any]) -> Row:
    """The row of a mapping by option names, with `-` or `_`; empty values are absent."""
    id = shipment.get("id")
    if id is not None and (isinstance(id, bool) or not isinstance(id, (str, int))):
        return Row(number, None, {}, "the id is neither text nor a whole number", "write such as 1 or A-1001")
    options: dict[str, Any] = {}
    for key, value in shipment.items():
        name = str(key).replace("-", "_")
        if name == "id" or value is None or value == "":
            continue
        if name not in COLUMNS:
            from routeplan.network.nearest import did_you_mean

            help = did_you_mean(name, COLUMNS) or "options are " + ", ".join(COLUMNS)
            return Row(number, id, {}, f"there is no option {quote(str(key))}", help)
        if isinstance(value, dict):
            return Row(number, id, {}, f"{name}: text or a number expected, found a mapping", "write the value alone")
        if name in FLAGS and isinstance(value, str):
            if value.casefold() not in (*_YES, *_NO):
                return Row(number, id, {}, f"{name}: unknown value {quote(value)}", "true or false")
            value = value.casefold() in _YES
        if name in SEVERAL and isinstance(value, str):
            value = [value]
        options[name] = value
    for end in ("origin", "destination"):
        if end not in options:
            return Row(number, id, {}, f"the row has no {end}", "give a place by name, alias, id or UN/LOCODE")
    return Row(number, id, options)


def _too_long(number: int) -> Row:
    return Row(number, None, {}, f"the line is longer than {LONGEST_LINE:,} characters", "one shipment a line")


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no number")


def _short(error: Exception) -> str:
    return "not UTF-8" if isinstance(error, UnicodeError) else str(error)[:100]
