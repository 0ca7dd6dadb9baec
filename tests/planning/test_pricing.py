"""One price for many lanes."""

from __future__ import annotations

from routeplan.network.model import Amount
from routeplan.planning.pricing import Load, Prices


def test_a_price_by_the_km_is_worked_out_for_each_distance() -> None:
    """Two containers, 1.255 USD a km for each or 3 for both together; the one without a km costs the same anywhere."""
    prices = Prices(Load.of("40HC", 2, None, "USD", {}))
    by_container = (("", Amount(1255, 1000, "USD", "container", per_km=True)),)
    by_shipment = (("", Amount(3, 1, "USD", "shipment", per_km=True)),)
    flat = (("", Amount(300, 1, "USD", "container")),)
    reefers = (("20RF", Amount(300, 1, "USD", "container")),)
    for _ in range(2):  # what is known already is said once more
        assert [prices.of(by_container, (km, 1)) for km in (100, 1, 0, 7)] == [25100, 251, 0, 1757]
        assert [prices.of(by_shipment, (km, 1)) for km in (100, 1, 0, 7)] == [30000, 300, 0, 2100]
        assert [prices.of(flat, (km, 1)) for km in (100, 1, 0, 7)] == [60000] * 4
        assert [prices.of(reefers, (km, 1)) for km in (100, 1)] == [None, None]
        assert prices.of(None, (1, 1)) is None
