"""`routeplan compare`: today's network against scenarios and overlays, side by side."""

from __future__ import annotations

from routeplan.cli.find import COMMAND as FIND
from routeplan.cli.find import QUESTION
from routeplan.cli.options import COLOR, NETWORK, NO_CACHE, OUTPUT, QUIET, Command, Option, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_NO, EXIT_OK, EXIT_PARTIAL, UsageError
from routeplan.network.model import Network, Scenario

_NOT_HERE = ("--arrive-by", "--why", "--why-not", "--now")
_OWN = ("--with", "--without", "--network", "--format", "--output", "--legs", "--color", "--quiet", "--no-cache",
        "--profile")  # fmt: skip
_ASKED = tuple(
    option
    for option in FIND.options
    if option.flags[-1].startswith("--") and option.flags[-1] not in (*_OWN, *_NOT_HERE)
)

COMMAND = Command(
    "compare",
    FIND.arguments,
    (
        NETWORK,
        Option(("--with",), "A case with this scenario or overlay file. Repeatable.", "FILE-OR-SCENARIO", True),
        Option(("--without",), "A case without this active scenario. Repeatable.", "SCENARIO", True),
        *_ASKED,
        Option(("--now",), "The date that counts as today, in UTC.", "WHEN"),
        list_format("table", "json"),
        OUTPUT,
        COLOR,
        QUIET,
        NO_CACHE,
    ),
    (
        "routeplan compare Xian Valencia --without eport-link",
        "routeplan compare Ningbo Almaty --with direct-ningbo-kazakhstan",
        "routeplan compare Xian Valencia --with examples/my-lane.yaml -f json",
    ),
)


def run(values: Values) -> Outcome:
    """Every case as text. Exit code 1 where no case has an itinerary, 5 where a limit was reached."""
    from routeplan.analysis.compare import Case, compare
    from routeplan.cli.formats import pick
    from routeplan.cli.terminal import look
    from routeplan.output.comparison import COMPARISONS
    from routeplan.output.text import display
    from routeplan.question import request_from_options

    format = pick(values["format"], COMPARISONS)
    page = look(values["color"], values["output"])
    if not values["with_"] and not values["without"]:
        raise UsageError("nothing to compare with", help="name a scenario or an overlay: --with suez-open")
    if "-" in (values["network"], *values["with_"]):
        raise UsageError("compare reads the network once for each case", help="name a file instead of -")
    network, scenarios, files = _case(values, None, None)
    cases = [Case("today", network, scenarios)]
    for name in values["with_"]:
        network, scenarios, more = _case(values, name, None)
        cases.append(Case(f"with {name}", network, scenarios))
        files += more
    for name in values["without"]:
        network, scenarios, _ = _case(values, None, name)
        cases.append(Case(f"without {name}", network, scenarios))
    request = request_from_options(cases[0].network, {name: values.get(name) for name in QUESTION})
    if not request.chances:
        request = request._replace(chances="wanted")
    found = compare(cases, request)
    code = EXIT_OK if any(answer.itineraries for answer in found.answers) else EXIT_NO
    if not all(answer.complete for answer in found.answers):
        code = EXIT_PARTIAL
    remarks = []
    if not values["quiet"]:
        warnings = dict.fromkeys(warning for answer in found.answers for warning in answer.warnings)
        remarks = [f"warning: {display(warning)}" for warning in warnings]
    return Outcome(COMPARISONS[format](found, page), code, tuple(remarks), values["output"], files)


def _case(
    values: Values, with_: str | None, without: str | None
) -> tuple[Network, tuple[Scenario, ...], tuple[str, ...]]:
    """The network with one thing added to it, or left out, the scenarios that hold, and the files read."""
    from routeplan.asking import select_scenarios
    from routeplan.cli.network import read

    got = read({**values, "with_": () if with_ is None else (with_,)})
    scenarios = select_scenarios(got.network, got.scenarios, () if without is None else (without,))
    return got.network, scenarios, got.files
