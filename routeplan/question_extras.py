"""Options of a question beyond the plan itself: chances, windows, carrying costs, reasons. Loaded only when given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from routeplan.errors import UnitError, UsageError
from routeplan.network.model import EQUIPMENT_TEU, Network, Ratio
from routeplan.planning.request import Avoid, Request
from routeplan.question import _each, _in_own_currency, _moment, _place, _rate, _read, did_you_mean
from routeplan.units import parse_integer, parse_percent, quote, ratio

LEAST_DRAWS, MOST_DRAWS = 100, 1_000_000
LARGEST_SEED = 2**63 - 1


def with_extras(network: Network, request: Request, given: Mapping[str, Any]) -> Request:
    """The request with what these options ask of it. Raises `UsageError`."""
    request = _with_chances(request, given)
    if "arrive_by" in given:
        if request.depart is not None:
            raise UsageError(
                "--arrive-by and --depart exclude each other", help="keep one; --deadline goes with --depart"
            )
        request = request._replace(arrive_by=_moment("--arrive-by", given["arrive_by"], 1439))
    if "cargo_value" in given:
        if "value_of_time" in given:
            raise UsageError("--cargo-value and --value-of-time exclude each other", help="keep one of the two")
        value = _cargo_value(network, given["cargo_value"], request)
        request = request._replace(cargo_value=value)
    if "capital_rate" in given:
        if request.cargo_value is None:
            raise UsageError(
                "--capital-rate needs --cargo-value", help="say what the cargo is worth: --cargo-value 90000"
            )
        request = request._replace(capital_rate=_read("--capital-rate", given["capital_rate"], parse_percent))
    items = tuple(_item(network, text) for text in _each(given.get("why_not")))
    return request._replace(why=bool(given.get("why")), why_not=items)


def _with_chances(request: Request, given: Mapping[str, Any]) -> Request:
    if "confidence" in given:
        request = request._replace(confidence=_read("--confidence", given["confidence"], _confidence))
        if "by" not in given:
            request = request._replace(by="reliability")
    if "draws" in given:
        request = request._replace(draws=_whole("--draws", given["draws"], LEAST_DRAWS, MOST_DRAWS))
    if "seed" in given:
        request = request._replace(seed=_whole("--seed", given["seed"], 0, LARGEST_SEED))
    if request.by == "reliability" or any(name in given for name in ("confidence", "draws", "seed")):
        request = request._replace(chances="needed")
    elif "deadline" in given or "arrive_by" in given or given.get("why"):
        request = request._replace(chances="wanted")
    if request.pareto and request.by == "reliability":
        request = request._replace(by="balanced")  # --pareto has its own order
    return request


def _confidence(text: str) -> Ratio:
    share = parse_percent(text)
    if not 0 < share[0] < share[1]:
        raise UnitError(f"{quote(text)} is not between 0% and 100%", "write such as 90%")
    return share


def _whole(option: str, value: Any, least: int, most: int) -> int:
    number = value if isinstance(value, int) and not isinstance(value, bool) else _read(option, value, parse_integer)
    if not least <= number <= most:
        raise UsageError(
            f"{option}: {quote(str(number))} is out of range", help=f"write a whole number from {least} to {most}"
        )
    return int(number)


def _cargo_value(network: Network, value: Any, request: Request) -> Ratio:
    """Cents for the whole shipment, exact, from `90000`, `90000 USD/TEU`, `1000000 CNY/shipment`."""
    amount = _read("--cargo-value", value, lambda text: _rate(text, network.currency, ""))
    num, den = _in_own_currency("--cargo-value", network, amount)
    if amount.per == "shipment":
        return ratio(100 * num, den)
    teu = EQUIPMENT_TEU[request.equipment] if amount.per == "TEU" else (1, 1)
    return ratio(100 * num * request.quantity * teu[0], den * teu[1])


def _item(network: Network, value: Any) -> Avoid:
    """A lane by its id, else a place by any of its names; `lane:ID` and `place:NAME` say which.

    An id in its own letters goes before one in others.
    """
    text = str(value).strip()
    kind, colon, rest = text.partition(":")
    if text in network.places and text not in network.lanes:
        return Avoid("place", text)
    if colon and kind.casefold() == "place":
        return Avoid("place", _place(network, rest, "--why-not"))
    wanted = rest.strip() if colon and kind.casefold() == "lane" else text
    for lane_id in network.lanes:
        if lane_id.casefold() == wanted.casefold():
            return Avoid("lane", lane_id)
    if wanted != text:
        help = did_you_mean(wanted, list(network.lanes), "`routeplan lanes` lists them")
        raise UsageError(f"--why-not: unknown lane {quote(wanted)}", help=help)
    return Avoid("place", _place(network, text, "--why-not"))
