"""Amounts people type, in the network's currency."""

from __future__ import annotations

from routeplan.errors import UnitError
from routeplan.network.model import Network
from routeplan.planning.pricing import half_up
from routeplan.units import parse_decimal, parse_money, quote


def cents_of(text: str, network: Network) -> int:
    """Whole cents from `3000`, `3000USD` or `3000 EUR`; without a currency it is the network's. Raises `UnitError`."""
    text = text.strip()
    if text[-3:].isalpha() and len(text) > 3:
        amount = parse_money(f"{text[:-3].strip()} {text[-3:].upper()}")
        num, den, currency = amount.num, amount.den, amount.currency
    else:
        num, den = parse_decimal(text)
        currency = network.currency
    if num < 0:
        raise UnitError(f"the amount {quote(text)} is negative", "write zero or more")
    if currency != network.currency:
        rate = network.exchange_rates.get(currency)
        if rate is None:
            known = ", ".join([network.currency, *network.exchange_rates])
            raise UnitError(f"no exchange rate for {currency}", f"the network has {known}")
        num, den = num * rate[1], den * rate[0]
    return half_up(100 * num, den)
