"""A way that the rules for a cargo close: the reason names the rule."""

from __future__ import annotations

import pytest

import routeplan

TEXT = """\
routeplan: 1
currency: USD
cargo:
  battery: {name: Batteries, refused_by: [rail], equipment: [40HC]}
  car: {name: Cars, equipment: [VEH]}
  dust: {name: Coal dust}
places:
  A: {country: CN, kind: dry_port, lat: 30, lon: 110}
  B: {country: CN, kind: seaport, lat: 30, lon: 121, refuses: [dust]}
  C: {country: CN, kind: city, lat: 31, lon: 112}
  D: {country: ES, kind: seaport, lat: 39, lon: 0}
lanes:
  - {id: ab, from: A, to: B, mode: rail, distance: 1 km, transit: 50h, rate: 600 USD/container}
  - {id: cb, from: C, to: B, mode: rail, distance: 1 km, transit: 50h, rate: 600 USD/container, accepts: [battery]}
  - {id: ac, from: A, to: C, mode: barge, distance: 1 km, transit: 50h, rate: 600 USD/container, refuses: [dust, battery]}
  - {id: bd, from: B, to: D, mode: sea, distance: 1 km, transit: 50h, rate: 600 USD/container}
"""


@pytest.fixture(scope="module")
def network() -> routeplan.Network:
    return routeplan.read_network_text(TEXT)


@pytest.mark.parametrize(
    ("origin", "options", "message"),
    [
        (
            "A",
            {"cargo": "battery"},
            "rail refuses battery and no other way is open: no rail lane from A accepts it (only cb do)",
        ),
        ("A", {"cargo": "battery", "mode": "rail,sea"}, "rail refuses battery"),
        ("A", {"cargo": "dust"}, "B refuses dust, and no other way is open"),
        ("C", {"cargo": "dust", "mode": "rail,sea"}, "B refuses dust"),
    ],
)
def test_the_rule_is_named(network: routeplan.Network, origin: str, options: dict[str, str], message: str) -> None:
    refused = network.find(origin, "D", **options).no_route
    assert refused is not None
    assert refused.reason == "cargo"
    assert refused.message.startswith(message)


@pytest.mark.parametrize(
    ("lanes", "said"),
    [
        ("AE", "rail refuses battery, and the rail lanes from A that accept it lead elsewhere"),
        ("CE ED", "no rail lane from A accepts it (only cb, ce, ed do)"),
        ("CE ED EB", "no rail lane from A accepts it (only cb, ce, ed and 1 more do)"),
    ],
)
def test_the_lanes_that_accept_what_their_mode_refuses(lanes: str, said: str) -> None:
    text = TEXT.replace("lanes:\n", "  E: {country: ES, kind: city, lat: 40, lon: 0}\nlanes:\n")
    for lane in lanes.split():
        ends = f"id: {lane.lower()}, from: {lane[0]}, to: {lane[1]}"
        text += f"  - {{{ends}, mode: rail, distance: 1 km, transit: 1h, rate: 1 USD, accepts: [battery]}}\n"
    refused = routeplan.read_network_text(text).find("A", "D", cargo="battery").no_route
    assert refused is not None
    assert refused.message.endswith(said)


def test_rules_that_close_the_way_together_are_all_named() -> None:
    text = TEXT.replace("refuses: [dust]}", "refuses: [dust, battery]}")
    refused = routeplan.read_network_text(text).find("A", "D", cargo="battery").no_route
    assert refused is not None
    assert refused.message == "B refuses battery, rail refuses battery, and no other way is open"


def test_a_lane_that_refuses(network: routeplan.Network) -> None:
    refused = network.find("A", "C", cargo="dust").no_route
    assert refused is not None
    assert refused.message == "lane ac refuses dust, and no other way is open"


def test_cargo_that_nothing_carries(network: routeplan.Network) -> None:
    refused = network.find("A", "D", cargo="car").no_route
    assert refused is not None
    assert (refused.reason, refused.message) == ("equipment", "no way has prices for VEH, in which car travels")


def test_the_mode_is_named_where_the_cargo_is_not_to_blame(network: routeplan.Network) -> None:
    refused = network.find("A", "D", cargo="battery", mode="road").no_route
    assert refused is not None
    assert refused.reason == "conditions"  # a road is missing, and the railway refuses


def test_a_country_that_a_lane_crosses() -> None:
    """Neither end has to lie in it."""
    crossing = routeplan.read_network_text(TEXT.replace("{id: ab,", "{id: ab, crosses: [KZ, RU],"))
    for country, lanes in (("RU", ["ac", "cb", "bd"]), ("KZ", ["ac", "cb", "bd"]), ("IR", ["ab", "bd"])):
        first = crossing.find("A", "D", avoid=[f"country:{country}"])[0]
        assert [leg.lane.id for leg in first.legs] == lanes
