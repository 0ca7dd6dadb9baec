"""What the commands over many places share: the options that say what is shipped, and reading them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from routeplan.cli.find import COMMAND as FIND
from routeplan.cli.options import NETWORK, NO_CACHE, QUIET, WITH, WITHOUT, Option, Values
from routeplan.errors import UnitError, UsageError
from routeplan.network.model import Network, Scenario
from routeplan.units import parse_duration, quote

if TYPE_CHECKING:
    from routeplan.cli.network import Read
    from routeplan.planning.request import Request

ASKED = (
    "depart", "equipment", "quantity", "weight", "cargo", "avoid", "mode", "max_wait", "include", "value_of_time",
    "carbon_price", "now",
)  # fmt: skip
SHIPMENT: tuple[Option, ...] = tuple(option for option in FIND.options if option.name in ASKED)
FRAME = (NETWORK, WITH, WITHOUT)
LAST = (QUIET, NO_CACHE)
LIMIT = Option(
    ("--limit",),
    "Labels that all searches together may create. At the limit it shows what it has proved, says that there may be "
    "more and ends with exit code 5. Default: 10000000.",
    "LABELS",
)


def shipped(values: Values) -> dict[str, Any]:
    """The options of a question that are given."""
    return {name: values[name] for name in ASKED if values.get(name) not in (None, (), False)}


def read(values: Values) -> tuple[Read, tuple[Scenario, ...]]:
    """The network and the scenarios that hold."""
    from routeplan.asking import select_scenarios
    from routeplan.cli.network import read as read_network

    got = read_network(values)
    return got, select_scenarios(got.network, got.scenarios, values["without"])


def ask(network: Network, origin: str, destination: str, options: Mapping[str, Any]) -> Request:
    """The question from one place to another. Raises `UsageError`."""
    from routeplan.question import request_from_options

    return request_from_options(network, {"origin": origin, "destination": destination, **options})


def duration(option: str, text: str | None) -> int | None:
    """Minutes of a duration, None where there is none."""
    if text is None:
        return None
    try:
        return parse_duration(text)
    except UnitError as error:
        raise UsageError(f"{option}: {error.message}", help=error.help) from None


def money(option: str, text: str | None, network: Network) -> int | None:
    """Whole cents of the network's currency from `3000`, `3000USD`, `3000 EUR`."""
    if text is None:
        return None
    from routeplan.analysis.money import cents_of

    try:
        return cents_of(text, network)
    except UnitError as error:
        raise UsageError(f"{option}: {error.message}", help=error.help) from None


def resolve(network: Network, text: str, option: str) -> str:
    """The id of a place."""
    from routeplan.network.names import resolve as find_id

    if not text.strip():
        raise UsageError(f"{option} is empty", help="name a place")
    return find_id(network, text)


def kinds(text: tuple[str, ...]) -> tuple[str, ...]:
    """Kinds of places, separated by commas."""
    from routeplan.network.model import KINDS
    from routeplan.network.nearest import did_you_mean

    words = [word.strip().casefold() for item in text for word in item.split(",")]
    for word in words:
        if word not in KINDS:
            hint = did_you_mean(word, KINDS) or "one of " + ", ".join(KINDS)
            raise UsageError(f"--to-kind: unknown value {quote(word)}", help=hint)
    return tuple(words)
