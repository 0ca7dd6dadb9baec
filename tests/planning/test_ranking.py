"""Generalised cost to the cent, and which itineraries are shown under which labels."""

from __future__ import annotations

from routeplan.planning.found import Found, Vector
from routeplan.planning.ranking import Tariff, balanced, extremes
from tests.helpers import plan

TARIFF = Tariff((301, 2), (50, 3))
"""150.5 cents a day and 16 2/3 cents a tonne."""


def found(*vectors: Vector) -> list[Found]:
    return [Found((number,), (), 0, vector) for number, vector in enumerate(vectors)]


def test_generalised_cost_is_exact() -> None:
    # a day and a half, 225.75 cents; 4.5 t, 75 cents
    num, den = TARIFF.generalised((1000, 2160, 4_500_000))
    assert num * 4 == 5203 * den
    assert TARIFF.cents((1000, 2160, 4_500_000)) == 1301
    # a minute is 0.1045 cents, a gram 0.0000166...
    assert TARIFF.cents((0, 4, 0)) == 0
    assert TARIFF.cents((0, 5, 0)) == 1
    assert TARIFF.cents((0, 0, 29_999)) == 0
    assert TARIFF.cents((0, 0, 30_000)) == 1


def test_the_order_is_that_of_exact_figures() -> None:
    # 2 days are 301 cents, 60 kg a cent: all three come to 301 but for a gram or a minute
    exact = found((0, 2880, 0), (301, 0, 0), (300, 0, 59_999), (300, 0, 60_001), (0, 2879, 0))
    assert [one.lanes[0] for one in balanced(exact, TARIFF, 5)] == [4, 2, 0, 1, 3]


def test_extremes_and_their_ties() -> None:
    front = found((1, 9, 9), (5, 2, 8), (6, 2, 7), (4, 9, 3), (7, 5, 3), (4, 8, 3))
    assert [one.lanes[0] for one in extremes(front)] == [0, 1, 5]


def test_the_best_come_on_top_of_the_first_k() -> None:
    front = found((100, 1440, 9_000_000), (90, 7200, 9_000_000), (900, 60, 9_000_000), (950, 1440, 0))
    assert [one.lanes[0] for one in balanced(front, TARIFF, 1)] == [0, 1, 2, 3]
    assert [one.lanes[0] for one in balanced(front[:2], TARIFF, 0)] == [0, 1]
    assert balanced([], TARIFF, 3) == []


def test_generalised_cost_is_shown() -> None:
    text = """\
routeplan: 1
currency: USD
places:
  A: {country: CN, kind: city, lat: 0, lon: 10}
  B: {country: CN, kind: city, lat: 0, lon: 11}
lanes:
  - {from: A, to: B, mode: rail, distance: 100 km, co2e: 1 kg/tkm, transit: 36h, rate: 10 USD}
"""
    query = {"origin": "A", "destination": "B", "value_of_time": "20.5", "carbon_price": "80", "now": "2026-11-21"}
    (one,) = plan(text, query)["itineraries"]
    # 36 h at 20.5 a day, 2 t at 80 a tonne
    assert one["generalised_cost"] == 10 + 30.75 + 160
    assert one["labels"] == ["cheapest", "fastest", "lowest-co2e"]
