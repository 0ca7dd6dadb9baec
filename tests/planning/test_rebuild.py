"""What an itinerary says of itself beyond its totals: how long each part of a stay took, how its CO2e comes about,
and what counted as nothing."""

from __future__ import annotations

from typing import Any

import pytest

from routeplan.network.model import Network
from routeplan.planning import kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.problem import Problem
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import Request
from tests.helpers import plan, read

TEXT = """\
routeplan: 1
currency: USD
co2e: {rail: 22 g/tkm}
places:
  A: {country: CN, kind: city, lat: 0, lon: 10, timezone: Asia/Shanghai,
      handling: {origin>rail: {time: 5h, co2e: 3 kg/shipment}}}
  B: {country: CN, kind: seaport, lat: 0, lon: 11, timezone: Asia/Shanghai,
      handling: {rail>sea: {time: 30h, cost: {20GP: 1 USD}, co2e: 6 kg/TEU}},
      storage: {free: 36h, rate: {40HC: 10 USD/day}}}
  C: {country: ES, kind: seaport, lat: 1, lon: 11, timezone: Europe/Madrid,
      handling: {sea>destination: {time: 2h, co2e: 0.5 kg/container}}}
lanes:
  - {id: ab, from: A, to: B, mode: rail, transit: 20h, rate: 100 USD, empty_wait: 4h,
     surcharges: [{name: fuel, amount: {20GP: 1 USD}}, {name: toll, amount: 2 USD}]}
  - {id: bc, from: B, to: C, mode: sea, distance: 1200.5 km, transit: 50h, rate: 200 USD, cutoff: 40h}
scenarios:
  strike: {changes: [{match: {place: B}, add: {delay: 7h}}]}
"""


def only(**options: Any) -> dict[str, Any]:
    found: dict[str, Any] = plan(TEXT, {"origin": "A", "destination": "C", "now": "2026-11-21", **options})
    (one,) = found["itineraries"]
    return {**one, "warnings": found["warnings"]}


def test_the_parts_of_a_stay_add_up() -> None:
    stays = only(with_=["strike"])["stays"]
    parts = ("empty_wait_h", "delay_h", "handling_h", "wait_h", "storage_days")
    # At B 7 + 30 + 40 = 77 h; what exceeds 36 h are 41 h, two started days.
    assert [[stay[part] for part in parts] for stay in stays] == [[4, 0, 5, 0, 0], [0, 7, 30, 40, 2], [0, 0, 2, 0, 0]]
    assert [stay["stay_h"] for stay in stays] == [9, 77, 2]
    assert [stay["storage_cost"] for stay in stays] == [0, 20, 0]


@pytest.mark.parametrize(
    ("free", "days"), [("5d", 0), ("70h", 0), ("69h 59min", 1), ("46h", 1), ("45h 59min", 2), ("0h", 3)]
)
def test_days_of_storage_are_those_begun_beyond_the_free_time(free: str, days: int) -> None:
    """The stay at B lasts 30 h of handling and 40 h to the cutoff."""
    one = plan(TEXT.replace("free: 36h", f"free: {free}"), {"origin": "A", "destination": "C"})["itineraries"][0]
    assert [(stay["storage_days"], stay["storage_cost"]) for stay in one["stays"]] == [
        (0, 0),
        (days, 10 * days),
        (0, 0),
    ]


def test_the_wait_of_a_leg_is_what_it_is_without_dates_too() -> None:
    """Half of three and a half days; a cutoff of 40 h before a ship that waits for nobody, ready on the fifth day."""
    text = TEXT.replace("empty_wait: 4h", "departures: {per_week: 2}")
    for depart in (None, "2026-12-01"):
        (one,) = plan(text, {"origin": "A", "destination": "C", "now": "2026-11-21", "depart": depart})["itineraries"]
        assert [leg["wait_h"] for leg in one["legs"]] == [42, 40]
        assert [stay["stay_h"] for stay in one["stays"]] == [47, 70, 2]


def test_moments_are_said_with_dates_only() -> None:
    """Nine hours until the train leaves, 20 on it, 70 at the port, 50 at sea to a place seven hours behind, two more."""
    said = ("start", "depart", "arrive", "delivered")
    assert [only()[moment] for moment in said] == [None] * 4
    assert [only(depart="2026-12-01")[moment] for moment in said] == [
        "2026-12-01T00:00:00+08:00",
        "2026-12-01T09:00:00+08:00",
        "2026-12-06T22:00:00+01:00",
        "2026-12-07T00:00:00+01:00",
    ]


def test_where_nothing_is_emitted_there_is_no_arithmetic() -> None:
    (one,) = read(TEXT).find("B", "C")
    assert [leg.co2e_basis for leg in one.legs] == [""]
    assert [stay.co2e_basis for stay in one.stays] == ["", "0.5 kg/container x 1 container"]


def test_a_leg_for_nothing_costs_its_surcharges() -> None:
    (one,) = plan(TEXT.replace("rate: 100", "rate: 0"), {"origin": "A", "destination": "B"})["itineraries"]
    assert (one["legs"][0]["cost"], one["cost"]) == (2, 2)


def test_the_arithmetic_of_co2e() -> None:
    one = only(quantity=3, weight="12.5")
    # 111.195 km along the equator; the sea has no factor
    assert [leg["co2e_basis"] for leg in one["legs"]] == ["22 g/tkm x 111.195 km x 37.5 t", None]
    assert [stay["co2e_basis"] for stay in one["stays"]] == [
        "3 kg/shipment",
        "6 kg/TEU x 6 TEU",
        "0.5 kg/container x 3 container",
    ]
    assert [stay["co2e_kg"] for stay in one["stays"]] == [3, 36, 1.5]


def test_a_factor_of_its_own_comes_before_that_of_the_mode() -> None:
    text = TEXT.replace("cutoff: 40h", "co2e: 73 g/TEU-km").replace("empty_wait: 4h", "co2e: 0.01 kg/tkm")
    (one,) = plan(text, {"origin": "A", "destination": "C", "equipment": "20GP", "now": "2026-11-21"})["itineraries"]
    assert [leg["co2e_basis"] for leg in one["legs"]] == [
        "10 g/tkm x 111.195 km x 10 t",
        "73 g/TEU-km x 1200.5 km x 1 TEU",
    ]


def test_what_counted_as_nothing_is_said() -> None:
    great_circle = "lane ab has no distance, the great circle is used (111 km)"
    no_factor = "no CO2e factor for sea (lane bc), counted as nothing"
    assert only()["warnings"] == [
        "B: handling rail>sea has no price for 40HC, counted as nothing",
        great_circle,
        "lane ab: surcharge fuel has no price for 40HC, counted as nothing",
        no_factor,
    ]
    assert only(equipment="20GP")["warnings"] == [
        "B: storage has no price for 20GP, counted as nothing",
        great_circle,
        no_factor,
    ]


def test_a_distance_that_is_estimated_is_said_in_whole_kilometres() -> None:
    """89 degrees of the equator, at 111.195 km each."""
    warnings = plan(TEXT.replace("lon: 10,", "lon: 100,"), {"origin": "A", "destination": "B"})["warnings"]
    assert "lane ab has no distance, the great circle is used (9896 km)" in warnings


def test_what_counts_as_nothing_from_a_date_on_is_said_from_then_on() -> None:
    """The box is at B from 5 o'clock on the day after the departure."""
    change = "{match: {place: B}, valid: {from: 2026-12-02}, set: {storage: {rate: {20GP: 10 USD/day}}}}"
    text = TEXT + f"  dear: {{active: true, changes: [{change}]}}\n"
    said = "B: storage has no price for 40HC, counted as nothing"
    for depart, is_said in (("2026-11-30T12:00", False), ("2026-12-01", True)):
        found = plan(text, {"origin": "A", "destination": "C", "now": "2026-11-21", "depart": depart})
        assert (said in found["warnings"]) is is_said, found["warnings"]


def test_storage_is_asked_for_at_transfers_alone() -> None:
    text = TEXT.replace("rate: {40HC: 10 USD/day}", "rate: {20RF: 10 USD/day}")
    for origin, destination, said in (("A", "C", True), ("A", "B", False), ("B", "C", False)):
        warnings = plan(text, {"origin": origin, "destination": destination})["warnings"]
        assert ("B: storage has no price for 40HC, counted as nothing" in warnings) is said


def test_a_stay_without_handling_is_said() -> None:
    text = TEXT.replace("sea>destination", "road>destination").replace("storage", "notes: x, storage")
    found = plan(text, {"origin": "A", "destination": "C", "now": "2026-11-21"})
    assert "C: no handling known for sea>destination, counted as no time and no cost" in found["warnings"]


@pytest.mark.parametrize(("weight", "said"), [(None, True), ("0", True), ("1.5", False)])
def test_a_vehicle_without_a_weight_emits_nothing_and_that_is_said(weight: str | None, said: bool) -> None:
    query = {"origin": "A", "destination": "B", "equipment": "VEH", "now": "2026-11-21"}
    text = TEXT.replace("rate: 100 USD", "rate: 100 USD/vehicle")
    found = plan(text, {**query, **({"weight": weight} if weight else {})})
    warning = "no weight given for a VEH, so its legs emit nothing here: --weight"
    assert (warning in found["warnings"]) == said
    assert (found["itineraries"][0]["legs"][0]["co2e_kg"] == 0) == said


def test_a_container_that_is_empty_has_a_weight() -> None:
    assert not [warning for warning in only(weight="0")["warnings"] if warning.startswith("no weight")]


def test_search_and_records_that_disagree_stop_the_answer() -> None:
    net: Network = read(TEXT).record
    request = Request("A", "C")
    problem = Problem(Board(net, (), Terms.of(net, request)), request)
    (found,) = kbest.k_best(problem, "cost", 1, Budget()).found
    assert rebuild(problem, found).cost_cents == found.vector[0]
    for i in range(3):
        wrong = tuple(figure + (i == j) for j, figure in enumerate(found.vector))
        with pytest.raises(AssertionError, match="search and records disagree"):
            rebuild(problem, found._replace(vector=wrong))  # type: ignore[arg-type]
