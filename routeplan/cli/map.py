"""`routeplan map`: an answer, or a whole network, on a map."""

from __future__ import annotations

import json
import os
from typing import Any

from routeplan.cli.find import COMMAND as FIND
from routeplan.cli.find import QUESTION
from routeplan.cli.options import OUTPUT, Argument, Command, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_NO, EXIT_OK, EXIT_PARTIAL, UsageError
from routeplan.units import quote

_OURS = (*QUESTION, "limit", "network", "with_", "without", "no_cache", "quiet")

COMMAND = Command(
    "map",
    (
        Argument(
            "PLACES",
            "Origin and destination as for find; - for the JSON of find, reach or hinterland on standard input; "
            "nothing for the whole network.",
            required=False,
            many=True,
        ),
    ),
    (
        *(option for option in FIND.options if option.name in _OURS),
        list_format("html", "svg", "png"),
        OUTPUT,
    ),
    (
        "routeplan map Xian Valencia -o plan.html",
        "routeplan map Xian Valencia --depart 2026-03-02 --by time -o plan.svg",
        "routeplan map - -o reach.html < reach.json",
        "routeplan map -o network.html",
    ),
)


def run(values: Values) -> Outcome:
    """The map of an answer has the exit code of the answer."""
    from routeplan.asking import plan, select_scenarios
    from routeplan.cli.network import read, standard_input
    from routeplan.cli.terminal import is_terminal
    from routeplan.output.json import document, parse_back
    from routeplan.output.map import MAP_FORMATS
    from routeplan.output.map.answer import of_document
    from routeplan.output.map.whole import of_network
    from routeplan.output.result import Result
    from routeplan.output.text import display
    from routeplan.question import labels_of, request_from_options

    places = values["places"]
    if len(places) > 2 or (len(places) == 1 and places[0] != "-"):
        raise UsageError("map takes two places, - or nothing", help=f"write {COMMAND.examples[0]}")
    format = _format(values["format"], values["output"])
    if values["output"] is None and is_terminal():
        raise UsageError("a map is not for terminals", help="name a file: -o plan.html, .svg or .png")
    got = read(values)
    code, remarks = EXIT_OK, tuple[str, ...]()
    if not places:
        picture = of_network(got.network)
    elif len(places) == 1:
        answer = _parse(standard_input())
        picture = of_document(answer, got.network)
        code = EXIT_NO if answer.get("itineraries") == [] else EXIT_OK
    else:
        scenarios = select_scenarios(got.network, got.scenarios, values["without"])
        asked = {name: values.get(name) for name in QUESTION}
        request = request_from_options(got.network, {**asked, "origin": places[0], "destination": places[1]})
        found = plan(got.network, scenarios, request, labels_of(values["limit"]))
        result = Result(found, got.network, tuple(s.id for s in scenarios))
        picture = of_document(parse_back(document(result)), got.network)
        code = EXIT_OK if found.itineraries else EXIT_NO
        if not found.complete:
            code, remarks = EXIT_PARTIAL, (f"partial: {display(found.missing)}",)
        if found.no_route:
            remarks += (f"no route[{found.no_route.reason}]: {display(found.no_route.message)}",)
    return Outcome(MAP_FORMATS[format](picture), code, remarks, values["output"], got.files)


def _format(asked: str | None, output: str | None) -> str:
    """The format named, or the ending of the file, or html."""
    from routeplan.cli.formats import pick
    from routeplan.output.map import MAP_FORMATS

    if asked is not None or output is None:
        return pick(asked, MAP_FORMATS)
    ending = os.path.splitext(output)[1].lstrip(".").casefold()
    if ending in ("", "htm"):
        return "html"
    if ending not in MAP_FORMATS:
        raise UsageError(
            f"--output {quote(output)}: no map is written as .{ending}",
            help="one of .html, .svg, .png; or name the format with -f",
        )
    return ending


def _parse(data: bytes) -> Any:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"standard input is no JSON: {error}", help="routeplan find ... -f json | routeplan map - -o plan.html"
        ) from None
    if not isinstance(answer, dict):
        raise UsageError("standard input is not an answer of find", help="pipe find -f json into it")
    return answer
