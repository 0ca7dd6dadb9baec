"""`routeplan add-lane`: one more lane in a file that people keep."""

from __future__ import annotations

import os

from routeplan.cli.options import NETWORK, Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import UnitError, UsageError
from routeplan.network.writing import Value

COMMAND = Command(
    "add-lane",
    (Argument("FILE", "The file: a network, a file of its folder, or an overlay."),),
    (
        Option(("--from",), "Where it leaves.", "PLACE"),
        Option(("--to",), "Where it arrives.", "PLACE"),
        Option(("--mode",), "rail, sea, road or barge.", "MODE"),
        Option(("--transit",), "Time under way: 60h, 2d 12h.", "DURATION"),
        Option(("--rate",), "420 USD/TEU, or 40HC=840 USD. Repeatable, for each equipment.", "MONEY", True),
        Option(("--id",), "Id of the lane. Default: made of the ends and the mode.", "ID"),
        Option(("--operator",), "Who runs it.", "TEXT"),
        Option(("--distance",), "1500 km or 810 nm.", "DISTANCE"),
        Option(("--departures",), "mon wed fri 20:00, 3 a week, or dates. Default: when ready.", "WHEN"),
        Option(("--surcharge",), "Name and amount: drop-off 600 CNY/TEU. Repeatable.", "SURCHARGE", True),
        Option(("--cutoff",), "How long before departure cargo must be ready.", "DURATION"),
        Option(("--empty-wait",), "Waiting for an empty container.", "DURATION"),
        Option(("--valid",), "Dates of departure: 2026-01-01..2026-12-31.", "DATES"),
        Option(("--status",), "operating, planned or suspended.", "STATUS"),
        Option(("--both-ways",), "The same lane back as well."),
        Option(("--passage",), "Strait, canal or cape it uses. Repeatable.", "PASSAGE", True),
        Option(("--co2e",), "Factor: 22 g/tkm.", "FACTOR"),
        Option(("--source",), "Id of a source. Repeatable.", "ID", True),
        Option(("--confidence",), "reported, derived or estimate.", "HOW"),
        Option(("--notes",), "Free text.", "TEXT"),
        NETWORK,
        Option(("--dry-run",), "Show the change, write nothing."),
    ),
    (
        "routeplan add-lane my.yaml --from Xian --to Yiwu --mode road --transit 20h",
        "routeplan add-lane my.yaml --from A --to B --mode sea --transit 9d --dry-run",
    ),
)

_REQUIRED = ("from_", "to", "mode", "transit")


def run(values: Values) -> Outcome:
    """The change as a diff on standard output; the file is written unless --dry-run."""
    from routeplan.asking import bundled_path
    from routeplan.cli.editing import diff, layers_with, read_text, refuse_faults
    from routeplan.cli.reporting import report
    from routeplan.cli.writing import write_edit
    from routeplan.network.editing import put_lanes
    from routeplan.output.text import display

    for name in _REQUIRED:
        if not values[name]:
            raise UsageError(f"--{name.rstrip('_')} is missing", help="needed: --from, --to, --mode, --transit")
    path = values["file"]
    base = values["network"] or os.environ.get("ROUTEPLAN_NETWORK") or bundled_path()
    before = read_text(path)
    fields = _fields(values, base, path, before)
    after = put_lanes(path, before, [fields])
    warnings = refuse_faults(layers_with(base, path, after, before), path)
    if not values["dry_run"]:
        write_edit(path, before, after)
    said = "nothing was written" if values["dry_run"] else f"written to {display(path)}"
    remarks = (report(warnings),) if warnings else ()
    return Outcome(diff(path, before, after), remarks=(*remarks, said))


def _fields(values: Values, base: str, path: str, before: str) -> dict[str, Value]:
    """The fields in the order of the format; names of places become ids."""
    from routeplan.cli.editing import layers_with
    from routeplan.network.names import resolve
    from routeplan.network.reading import read_findings
    from routeplan.network.schema import LANE
    from routeplan.network.shorthand import read_departures, read_price, read_surcharges

    network = read_findings(layers_with(base, path, before, before)).network
    given: dict[str, Value] = {}
    for option, name in (("from_", "from"), ("to", "to")):
        text = values[option]
        given[name] = resolve(network, text) if network is not None else text
    for name in ("id", "mode", "operator", "distance", "transit", "cutoff", "empty_wait", "status", "co2e"):
        given[name] = values[name] or ""
    for name in ("confidence", "notes"):
        given[name] = values[name] or ""
    try:
        if values["rate"]:
            given["rate"] = read_price(", ".join(values["rate"]))
        if values["departures"]:
            given["departures"] = read_departures(values["departures"])
        given["surcharges"] = read_surcharges("; ".join(values["surcharge"]))
    except UnitError as error:
        raise UsageError(error.message, help=error.help) from None
    if values["valid"]:
        first, _, last = values["valid"].partition("..")
        given["valid"] = {key: day for key, day in (("from", first), ("until", last)) if day}
    given["passages"] = list(values["passage"])
    sources = list(values["source"])
    given["source"] = sources[0] if len(sources) == 1 else sources
    if values["both_ways"]:
        given["both_ways"] = "true"
    return {name: given[name] for name in LANE if given.get(name)}
