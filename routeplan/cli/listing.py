"""What the list commands share: read the network, draw the list."""

from __future__ import annotations

from routeplan.cli.options import COLOR, NETWORK, NO_CACHE, OUTPUT, Option, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_NO, EXIT_PARTIAL
from routeplan.network.model import Network
from routeplan.output.json import Figure
from routeplan.output.listing import Listing

WITH_OVERLAY = Option(("--with",), "Lay an overlay file over the network. Repeatable.", "FILE", True)
LIST_OPTIONS = (NETWORK, WITH_OVERLAY, list_format("table", "json", "csv", "jsonl"), OUTPUT, COLOR, NO_CACHE)


def read(values: Values) -> tuple[Network, tuple[str, ...]]:
    """The network and its files. Scenarios are refused: a list shows what is written."""
    from routeplan.cli.network import read as read_network
    from routeplan.errors import UsageError
    from routeplan.units import quote

    got = read_network(values)
    if got.scenarios:
        raise UsageError(
            f"--with {quote(got.scenarios[0])} is not a file", help="lists show the network as it is written"
        )
    return got.network, got.files


def show(listing: Listing, values: Values, files: tuple[str, ...], missing: str = "") -> Outcome:
    """The list as text. An empty one answers no, and one of which something is missing is partial: both say so."""
    from routeplan.cli.formats import pick
    from routeplan.cli.terminal import look
    from routeplan.output.listing import LIST_FORMATS

    format = pick(values["format"], LIST_FORMATS)
    text = LIST_FORMATS[format](listing, look(values["color"], values["output"]))
    if missing:
        return Outcome(text, EXIT_PARTIAL, (f"partial: {missing}",), values["output"], files)
    if listing.records:
        return Outcome(text, output=values["output"], inputs=files)
    return Outcome(text, EXIT_NO, ("nothing found",), values["output"], files)


def about(network: Network) -> dict[str, object]:
    return {"network": {"name": network.name, "digest": network.digest}}


def proved(missing: str) -> dict[str, object]:
    """Whether everything is there, and what is not, as the answers to `find` have it."""
    return {"complete": not missing, "missing": missing or None}


def figure(value: tuple[int, int] | None) -> Figure | None:
    from routeplan.output.text import decimal

    return None if value is None else Figure(decimal(*value))
