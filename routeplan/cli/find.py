"""`routeplan find`: itineraries from one place to another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from routeplan.cli.options import (
    COLOR,
    NETWORK,
    NO_CACHE,
    OUTPUT,
    QUIET,
    WITH,
    WITHOUT,
    Argument,
    Command,
    Option,
    Values,
    list_format,
)
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_NO, EXIT_OK, EXIT_PARTIAL

if TYPE_CHECKING:
    from routeplan.cli.network import Read
    from routeplan.planning.itinerary import Answer

COMMAND = Command(
    "find",
    (
        Argument("ORIGIN", "Name, alias, id or UN/LOCODE of the place to leave from."),
        Argument("DESTINATION", "Name, alias, id or UN/LOCODE of the place to reach."),
    ),
    (
        NETWORK,
        WITH,
        WITHOUT,
        Option(("-k", "--top"), "How many itineraries. Default: 5.", "N"),
        Option(
            ("--by",), "balanced, cost, time, co2e or reliability. Default: balanced, by generalised cost.", "ORDER"
        ),
        Option(("--pareto",), "Every itinerary that no other beats in cost, time and CO2e at once."),
        Option(
            ("--depart",),
            "When the cargo is ready, local time at the origin: 2026-03-02 or 2026-03-02T08:00; for a window "
            "2026-03-02..2026-03-22.",
            "WHEN",
        ),
        Option(
            ("--deadline",),
            "When it must be delivered, local time at the destination; a date is its last minute. Shows the "
            "chance of keeping it.",
            "WHEN",
        ),
        Option(("--arrive-by",), "As --deadline, without --depart: how late the cargo can be ready.", "WHEN"),
        Option(("--equipment",), "20GP, 40GP, 40HC, 45HC, 20RF, 40RF or VEH. Default: 40HC.", "TYPE"),
        Option(("--quantity",), "How many containers. Default: 1.", "N"),
        Option(("--weight",), "Tonnes of cargo per container. Default: 10 per TEU.", "TONNES"),
        Option(("--cargo",), "Kind of cargo, as the network names it.", "CARGO"),
        Option(("--via",), "Only itineraries through this place. Repeatable.", "PLACE", True),
        Option(("--avoid",), "A place, country:RU, mode:road, lane:ID or passage:suez. Repeatable.", "X", True),
        Option(("--mode",), "Only these modes, separated by commas: rail,sea.", "MODES", True),
        Option(("--prefer",), "Only itineraries that ride a lane with this tag. Repeatable.", "TAG", True),
        Option(("--max-transfers",), "At most this many changes of lane.", "N"),
        Option(("--max-wait",), "Longest wait for a departure. Default: 30d.", "DURATION"),
        Option(("--include",), "Also lanes that are planned or suspended. Repeatable.", "STATUS", True),
        Option(
            ("--value-of-time",),
            "What a day costs the cargo: 50, 50 USD/TEU/day, 900 USD/shipment/day.",
            "MONEY",
        ),
        Option(
            ("--cargo-value",),
            "What the cargo is worth: 90000, 45000 USD/TEU. Its capital is the value of time; says above which "
            "value another itinerary comes first.",
            "MONEY",
        ),
        Option(("--capital-rate",), "What the cargo's capital costs a year. Default: 10%.", "PERCENT"),
        Option(("--carbon-price",), "What a tonne of CO2e costs: 80 or 80 EUR/t.", "MONEY"),
        Option(("--confidence",), "Rank by the time that holds so often. Default: 90%.", "PERCENT"),
        Option(("--draws",), "How often each itinerary is run for its chances. Default: 10000.", "N"),
        Option(("--seed",), "Whose luck the runs have. Default: 1.", "N"),
        Option(("--why",), "What each itinerary wins and loses against the first, and what holds it up."),
        Option(("--why-not",), "Why a place or a lane is not among the answers. Repeatable.", "X", True),
        Option(
            ("--limit",),
            "Labels the search may create. At the limit it shows what it has proved, says what may be missing and "
            "ends with exit code 5. Default: 500000.",
            "LABELS",
        ),
        Option(("--now",), "The date that counts as today, in UTC.", "WHEN"),
        list_format("table", "json", "jsonl", "csv", "markdown", "geojson", "dcsa"),
        OUTPUT,
        Option(("--legs",), "Open each itinerary leg by leg, with its stays and cost items."),
        COLOR,
        QUIET,
        NO_CACHE,
        Option(("--profile",), "Say on standard error where the time went, stage by stage."),
    ),
    (
        "routeplan find Xian Valencia",
        "routeplan find Xian Valencia --depart 2026-03-02 --by time --legs",
        "routeplan find CNXAG ESVLC --avoid country:RU --pareto -f json",
    ),
)

_OVERLAY_WARNINGS = 3
_NO_DISTANCE = "RP422"

QUESTION = (
    "origin", "destination", "by", "top", "pareto", "depart", "deadline", "equipment", "quantity", "weight",
    "via", "avoid", "mode", "max_transfers", "include", "max_wait", "value_of_time", "carbon_price", "cargo",
    "prefer", "now", "arrive_by", "confidence", "draws", "seed", "cargo_value", "capital_rate", "why", "why_not",
)  # fmt: skip


def run(values: Values) -> Outcome:
    """The answer as text. Exit code 1 without an itinerary, 5 where a limit was reached."""
    from routeplan.asking import plan, select_scenarios
    from routeplan.cli.formats import pick
    from routeplan.cli.network import read
    from routeplan.cli.stages import Stages
    from routeplan.cli.terminal import look
    from routeplan.output import FORMATS
    from routeplan.output.result import Result
    from routeplan.output.text import display
    from routeplan.question import labels_of, request_from_options

    stages = Stages()
    format = pick(values["format"], FORMATS)
    page = look(values["color"], values["output"], values["legs"])
    got = read(values)
    stages.done("read")
    scenarios = select_scenarios(got.network, got.scenarios, values["without"])
    request = request_from_options(got.network, {name: values[name] for name in QUESTION})
    labels = labels_of(values["limit"])
    stages.done("understand")
    answer = plan(got.network, scenarios, request, labels, stages.done)
    result = Result(answer, got.network, tuple(s.id for s in scenarios))
    text = FORMATS[format](result, page)
    stages.done("render")
    code = EXIT_OK
    if not answer.itineraries:
        code = EXIT_NO
    if not answer.complete:
        code = EXIT_PARTIAL
    remarks = _remarks(answer, format)
    if not values["quiet"]:
        remarks += [f"warning: {warning}" for warning in (*map(display, answer.warnings), *_of_files(got, answer))]
    if answer.why or answer.why_not or answer.switch_points:
        remarks = [*_reasons(result, format, page), *remarks]
    if values["profile"]:
        remarks += stages.lines()
    return Outcome(text, code, tuple(remarks), values["output"], got.files)


def _reasons(result: Any, format: str, page: Any) -> list[str]:
    """What is no column of a record, for standard error; JSON and drawn tables have it inside."""
    if format == "json" or (format == "table" and (page.terminal or page.legs)):
        return []
    from routeplan.output.chances import reasons

    return [line for line in reasons(result) if line]


def _remarks(answer: Answer, format: str) -> list[str]:
    """What standard error hears: why there is no route, what is not proved."""
    from routeplan.output.text import display

    lines = []
    if answer.no_route and format not in ("json", "geojson"):
        lines.append(f"no route[{answer.no_route.reason}]: {display(answer.no_route.message)}")
        if answer.no_route.help:
            lines.append(f"help: {display(answer.no_route.help)}")
    if not answer.complete:
        lines.append(f"partial: {display(answer.missing)}")
    return lines


def _of_files(got: Read, answer: Answer) -> list[str]:
    """What reading warned of and the answer does not say itself.

    The first in overlays by name, how many more there are, and how to see them all.
    """
    legs = [leg for one in answer.itineraries for leg in one.legs]
    said = {(leg.lane.where, _NO_DISTANCE) for leg in legs if leg.distance_is_estimate}
    findings = [one for one in got.findings if (f"{one.file}:{one.line}", one.code) not in said]
    if not findings:
        return []
    from shlex import join

    from routeplan.output.text import display

    laid = [one for one in findings if any(_is_in(one.file, overlay) for overlay in got.overlays)]
    laid.sort(key=lambda one: (one.file, one.line))
    lines = [display(f"{one.file}:{one.line}: {one.message}") for one in laid[:_OVERLAY_WARNINGS]]
    more = len(findings) - len(lines)
    if more:
        with_ = [word for overlay in got.overlays for word in ("--with", overlay)]
        what = "more " * bool(lines) + ("warnings" if more > 1 else "warning")
        lines.append(f"the network has {more} {what}: {display(join(['routeplan', 'check', got.base, *with_]))}")
    return lines


def _is_in(file: str, path: str) -> bool:
    """Whether it is this file, or one of this folder."""
    return file == path or file.startswith(path.rstrip("/\\") + os.sep)
