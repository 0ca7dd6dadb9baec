"""`routeplan import`: a rate sheet becomes lanes."""

from __future__ import annotations

import csv
import io
import os
from typing import Any

from routeplan.cli.options import NETWORK, Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import Finding, NetworkError, UsageError
from routeplan.network.writing import Value
from routeplan.units import quote

COMMAND = Command(
    "import",
    (Argument("SHEET", "The sheet: POL, POD, carrier, 20', 40', 40HC, currency, validity, transit and so on."),),
    (
        Option(("-o", "--output"), "The file of lanes, an overlay. Default: standard output.", "FILE"),
        NETWORK,
        Option(("--dry-run",), "Show what would change in the file, write nothing."),
    ),
    (
        "routeplan import rates.csv -o lanes.yaml",
        "routeplan import rates.xlsx -o lanes.yaml --dry-run",
    ),
)

HEAD = "# Lanes from a rate sheet, written by routeplan import; a further import updates them by id.\nrouteplan: 1\n"

Table = list[tuple[int, list[str]]]


def run(values: Values) -> Outcome:
    """The lanes as YAML, or written. Raises `NetworkError` with every fault of the sheet; then nothing is written."""
    from routeplan.cli.editing import diff, layers_with, read_text
    from routeplan.cli.network import read
    from routeplan.cli.writing import write_edit
    from routeplan.network.editing import put_lanes
    from routeplan.network.reading import check_bytes
    from routeplan.network.sheet import read_rows
    from routeplan.output.text import display

    sheet, output = values["sheet"], values["output"]
    table, excerpts = _table(sheet)
    got = read(values)
    rows = read_rows(table, got.network, sheet)
    is_file = output not in (None, "-")
    is_there = is_file and os.path.exists(output)
    before = read_text(output) if is_there else ""
    after = before or HEAD
    if not before and rows.lanes:
        after = _fresh([fields for _, fields in rows.lanes])
    elif rows.lanes:
        after = put_lanes(output, after, [fields for _, fields in rows.lanes])
    base = values["network"] or os.environ.get("ROUTEPLAN_NETWORK") or _bundled()
    lines = {str(fields["id"]): line for line, fields in rows.lanes}
    faults = list(rows.faults)
    if rows.lanes:
        layers = layers_with(base, output if is_file else "lanes.yaml", after, before)
        findings = [f for f in check_bytes(layers) if f.severity == "error"]
        faults += [_of_row(finding, after, lines, sheet) for finding in findings]
    if faults:
        faults = sorted({(f.line, f.message): f for f in faults}.values(), key=lambda f: (f.line, f.column))
        shown = [f._replace(excerpt=excerpts.get(f.line, "")) for f in faults]
        raise NetworkError(f"{quote(sheet)} has faults; nothing was written", shown)
    if not rows.lanes:
        raise UsageError(f"{quote(sheet)} has no rows below its headers", help="one row is one lane")
    if not is_file:
        return Outcome(after, output=output)
    said = f"{len(rows.lanes)} lanes in {display(output)}"
    if values["dry_run"]:
        return Outcome(diff(output, before, after), remarks=("nothing was written",))
    write_edit(output, before if is_there else None, after)
    return Outcome("", remarks=(said,))


def _fresh(lanes: list[dict[str, Value]]) -> str:
    from routeplan.network.writing import lane

    return HEAD + "\nlanes:\n" + "\n\n".join("\n".join(lane(fields, "  ")) for fields in lanes) + "\n"


def _bundled() -> str:
    from routeplan.asking import bundled_path

    return bundled_path()


def _of_row(finding: Finding, text: str, lines: dict[str, int], sheet: str) -> Finding:
    """A fault of the lanes as written, told by the row it comes from."""
    above = text.split("\n")[: finding.line]
    ids = [line.split("id: ", 1)[1].strip('"') for line in above if line.lstrip().startswith("- id: ")]
    line = lines.get(ids[-1], 0) if ids else 0
    return finding._replace(file=sheet, line=line, column=1, length=1, related=()) if line else finding


def _table(path: str) -> tuple[Table, dict[int, str]]:
    """Rows with their lines, and the text of each line for reports."""
    if path.casefold().endswith((".xlsx", ".xlsm")):
        return _workbook(path), {}
    from routeplan.cli.editing import read_text

    text = read_text(path).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    table: Table = []
    begin = 1
    try:
        for cells in reader:
            table.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(
            f"{quote(path)} is no CSV: {error} in line {reader.line_num}", help="close the quotes"
        ) from None
    return table, dict(enumerate((line.rstrip("\r") for line in text.split("\n")), start=1))


def _workbook(path: str) -> Table:
    """The first sheet of a workbook, formulas by their last values."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError(
            "a sheet as .xlsx needs the package openpyxl",
            help='pip install "routeplan[xlsx]", or save the sheet as CSV',
        ) from None
    from routeplan.network.files import read_layers

    data = read_layers([path])[0][0][1]
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        table = [
            (number, [_cell(value) for value in row])
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
        ]
        book.close()
    except Exception as error:
        raise UsageError(
            f"{quote(path)} is no workbook: {type(error).__name__}", help="save it as .xlsx or CSV"
        ) from None
    while table and not any(table[0][1]):
        table.pop(0)
    width = len([cell for cell in table[0][1] if cell]) if table else 0
    return [(line, cells[:width] if not any(cells[width:]) else cells) for line, cells in table]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
