"""Carrying costs, and the cargo value at which the first answer of `find` changes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import routeplan
from routeplan.planning.carrying import turns
from routeplan.planning.found import Found
from tests.helpers import plan, read

TEXT = """\
routeplan: 1
currency: USD
exchange_rates: {EUR: 0.86}
carbon_price: {amount: 76.75 EUR/t}
co2e: {rail: 15 g/tkm, sea: 89 g/TEU-km, road: 116 g/tkm}
handling: {sea>destination: {time: 48h, cost: 250 USD/container}, rail>destination: {time: 12h, cost: 85 USD}}
places:
  A: {country: CN, kind: dry_port, lat: 34, lon: 109, timezone: Asia/Shanghai}
  B: {country: ES, kind: seaport, lat: 39, lon: 0, timezone: Europe/Madrid}
lanes:
  - {id: ship, from: A, to: B, mode: sea, distance: 18000 km, rate: 2213 USD, transit: 37d}
  - {id: train, from: A, to: B, mode: rail, distance: 11000 km, rate: 6999.99 USD, transit: 19d 7h}
  - {id: truck, from: A, to: B, mode: road, distance: 10500 km, rate: 15123.45 USD, transit: 13d 5min}
  - {id: dear, from: A, to: B, mode: rail, distance: 11000 km, rate: 14000 USD, transit: 19d}
"""


def ask(**query: Any) -> dict[str, Any]:
    return plan(TEXT, {"origin": "A", "destination": "B", "now": "2026-11-21", **query})


def first(**query: Any) -> list[str]:
    return [leg["lane"] for leg in ask(top=1, **query)["itineraries"][0]["legs"]]


@pytest.mark.parametrize("quantity", [1, 3, 7])
@pytest.mark.parametrize("rate", ["10%", "8.25%", "15%"])
@pytest.mark.parametrize("depart", [None, "2026-12-01"])
def test_find_changes_its_first_answer_where_it_says(quantity: int, rate: str, depart: str | None) -> None:
    more = {"quantity": quantity, "capital_rate": rate, "depart": depart}
    points = ask(cargo_value="1000", **more)["switch_points"]
    assert [point["below"] for point in points] == [["ship"], ["train"]]
    assert [point["above"] for point in points] == [["train"], ["truck"]]
    for point in points:
        cents = round(point["cargo_value_above"] * 100)
        assert first(cargo_value=f"{cents / 100:.2f}", **more) == point["below"]
        assert first(cargo_value=f"{(cents + 1) / 100:.2f}", **more) == point["above"]
        num, den = point["exact"].split("/")
        assert cents <= Fraction(int(num), int(den)) * 100 <= cents + 1
    assert ask(cargo_value="5000000", **more)["switch_points"] == points  # whatever the cargo is worth


def test_the_switch_point_by_hand() -> None:
    (ship, train, *_), _ = ask(cargo_value="1000")["itineraries"], None
    assert {ship["legs"][0]["lane"], train["legs"][0]["lane"]} == {"ship", "train"}
    carbon = Fraction("76.75") / Fraction("0.86") / 1000
    dearer = Fraction(str(train["cost"])) - Fraction(str(ship["cost"]))
    dearer += carbon * (Fraction(str(train["co2e_kg"])) - Fraction(str(ship["co2e_kg"])))
    days = (Fraction(ship["time_h"]) - Fraction(train["time_h"])) / 24
    value = dearer * 365 / (days * Fraction(1, 10))
    assert Fraction(ask(cargo_value="1000")["switch_points"][0]["exact"]) == value


def test_a_tie_goes_to_the_lower_freight() -> None:
    # No carbon price: 2000 USD dearer and 10 d faster at 36.5 % a year is 1 % for 10 d: exactly 200,000 USD.
    text = """\
routeplan: 1
currency: USD
places:
  A: {country: CN, kind: dry_port, lat: 34, lon: 109}
  B: {country: ES, kind: seaport, lat: 39, lon: 0}
lanes:
  - {id: slow, from: A, to: B, mode: sea, distance: 1 km, rate: 1000 USD, transit: 30d}
  - {id: fast, from: A, to: B, mode: rail, distance: 1 km, rate: 3000 USD, transit: 20d}
"""
    query = {"origin": "A", "destination": "B", "capital_rate": "36.5%", "top": 1}
    (point,) = plan(text, {**query, "cargo_value": "1"})["switch_points"]
    assert point["cargo_value_above"] == 200_000
    assert plan(text, {**query, "cargo_value": "200000"})["itineraries"][0]["legs"][0]["lane"] == "slow"
    assert plan(text, {**query, "cargo_value": "200000.01"})["itineraries"][0]["legs"][0]["lane"] == "fast"
    carried = plan(text, {**query, "cargo_value": "200000"})["itineraries"][0]["carrying_cost"]
    assert carried == 200_000 * 0.365 * 30 / 365


def test_a_tie_goes_to_the_lower_freight_of_the_faster_one_too() -> None:
    # 500 USD less freight but a tonne more of CO2e at 1000 USD: 1 % for 10 d makes up for it at exactly 50,000 USD.
    text = """\
routeplan: 1
currency: USD
carbon_price: {amount: 1000 USD/t}
places:
  A: {country: CN, kind: dry_port, lat: 34, lon: 109}
  B: {country: ES, kind: seaport, lat: 39, lon: 0}
lanes:
  - {id: slow, from: A, to: B, mode: sea, distance: 1000 km, rate: 1500 USD, transit: 30d, co2e: 0 g/tkm}
  - {id: fast, from: A, to: B, mode: rail, distance: 1000 km, rate: 1000 USD, transit: 20d, co2e: 100 g/tkm}
"""
    query = {"origin": "A", "destination": "B", "capital_rate": "36.5%", "top": 1, "weight": "10"}
    (point,) = plan(text, {**query, "cargo_value": "1"})["switch_points"]
    assert (point["exact"], point["cargo_value_above"]) == ("50000/1", 49_999.99)
    for value, lane in (("49999.99", "slow"), ("50000", "fast")):
        assert plan(text, {**query, "cargo_value": value})["itineraries"][0]["legs"][0]["lane"] == lane


def test_units_and_contradictions() -> None:
    a_teu, a_box = ask(cargo_value="45000 USD/TEU"), ask(cargo_value="90000")
    assert a_teu["itineraries"] == a_box["itineraries"]
    assert ask(cargo_value="77400 EUR")["itineraries"] == a_box["itineraries"]
    for wrong in (
        {"cargo_value": "1", "value_of_time": "5"},
        {"capital_rate": "8%"},
        {"cargo_value": "-1"},
        {"cargo_value": "1", "capital_rate": "8"},
    ):
        with pytest.raises(routeplan.UsageError):
            read(TEXT).find("A", "B", **wrong)


def test_by_cost_there_is_no_switch_point() -> None:
    found = ask(cargo_value="90000", by="cost")
    assert found["switch_points"] == []
    assert found["itineraries"][0]["carrying_cost"] > 0


def test_nothing_turns_without_a_front_or_a_rate() -> None:
    front = [Found((0,), (), 0, (100, 20, 0)), Found((1,), (), 0, (200, 10, 0))]
    assert len(turns(front, (1, 10), (0, 1))) == 1
    assert turns(front, (0, 1), (0, 1)) == []
    assert turns([], (1, 10), (0, 1)) == []


def test_where_three_are_equal_the_fastest_goes_on() -> None:
    front = [Found((i,), (), 0, (100 * (i + 1), 30 - 10 * i, 0)) for i in range(3)]
    (turn,) = turns(front, (1, 10), (0, 1))
    assert (turn.below, turn.above) == (front[0], front[2])
