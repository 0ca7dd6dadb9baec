"""The bundled network as data: every figure has its origin, every place its coordinates, every name its place."""

from __future__ import annotations

import re

import pytest

from routeplan.analysis.stats import citations, gateways
from routeplan.library import bundled_path, check
from routeplan.network.model import CONFIDENCES
from routeplan.network.names import resolve
from tests.data.bundled import ask, record

UNLOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?(?: to (?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)?")
WITHOUT_CODE = 30
"""At most so many places have no UN/LOCODE: port areas, stations and towns the list does not have."""


def test_check_finds_no_error_and_no_warning() -> None:
    found = [f for f in check([bundled_path()]) if f.severity in ("error", "warning")]
    assert found == []


def test_every_lane_has_a_source_or_says_from_what_it_is_estimated() -> None:
    for lane in record().lanes.values():
        if not lane.source:
            assert lane.confidence == "estimate", lane.id
            assert re.search("estimate", lane.notes, re.IGNORECASE), lane.id


def test_every_estimate_says_how_it_was_made() -> None:
    for lane in record().lanes.values():
        if lane.confidence == "estimate":
            assert len(lane.notes) > 20, lane.id


def test_every_lane_has_confidence_and_period() -> None:
    for lane in record().lanes.values():
        assert lane.confidence in CONFIDENCES, lane.id
        assert PERIOD.fullmatch(lane.period), (lane.id, lane.period)


def test_every_lane_has_a_rate_and_a_distance() -> None:
    for lane in record().lanes.values():
        assert lane.rate, lane.id
        assert lane.distance, lane.id


def test_every_place_has_country_coordinates_and_zone() -> None:
    for place in record().places.values():
        assert re.fullmatch("[A-Z]{2}", place.country), place.id
        assert "/" in place.timezone, place.id
        assert -90 <= place.lat[0] / place.lat[1] <= 90, place.id
        assert -180 <= place.lon[0] / place.lon[1] <= 180, place.id
        assert place.confidence in CONFIDENCES, place.id
        assert place.source or "map knowledge" in place.notes, place.id


def test_unlocodes_are_well_formed_and_unique() -> None:
    codes = [place.unlocode for place in record().places.values() if place.unlocode]
    assert len(codes) == len(set(codes))
    assert len(record().places) - len(codes) <= WITHOUT_CODE
    for place in record().places.values():
        if place.unlocode:
            assert UNLOCODE.fullmatch(place.unlocode), place.id
            assert place.unlocode.startswith(place.country), place.id


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *((text, "Xian") for text in ("Xian", "Xi'an", "xi an", "XI’AN", "西安", "CNXAG", "cnsia")),
        *((text, "Ningbo") for text in ("Ningbo", "宁波", "CNNBG", "CNNGB", "CNNBO", "Ningbo-Zhoushan")),
        *((text, "Shanghai") for text in ("Shanghai", "上海", "CNSHA")),
        *((text, "Malaszewicze") for text in ("Malaszewicze", "Małaszewicze", "MALASZEWICZE")),
        *((text, "Valencia") for text in ("Valencia", "ESVLC")),
        ("Beicang", "Ningbo-Beilun"),
        ("Chuanshan", "Ningbo-Chuanshan"),
        ("CNTAO", "Qingdao"),
        ("义乌", "Yiwu"),
    ],
)
def test_names_and_codes_mean_the_place_a_planner_means(text: str, place: str) -> None:
    assert resolve(record(), text) == place


def test_valencia_is_in_spain() -> None:
    assert record().places[resolve(record(), "Valencia")].country == "ES"


def test_the_port_areas_of_ningbo_zhoushan() -> None:
    areas = {place.id for place in record().places.values() if place.part_of == "Ningbo"}
    assert {f"Ningbo-{name}" for name in ("Beilun", "Chuanshan", "Meishan", "Daxie", "Jintang", "Zhenhai")} <= areas
    shuttled = {
        end for lane in record().lanes.values() if lane.mode == "road" for end in (lane.from_place, lane.to_place)
    }
    assert areas <= shuttled


def test_every_source_cited_exists_and_says_where_it_is_from() -> None:
    network = record()
    cited = {
        source
        for records in (network.places, network.lanes, network.scenarios, network.cargo)
        for one in records.values()
        for source in one.source
    }
    assert cited <= set(network.sources)
    for source in network.sources.values():
        assert source.title, source.id
        assert source.publisher or source.url, source.id


def test_every_scenario_says_what_it_rests_on() -> None:
    for scenario in record().scenarios.values():
        assert scenario.name, scenario.id
        assert scenario.source or "stimate" in scenario.notes, scenario.id


def test_cape_and_suez_are_told_apart() -> None:
    """Round the Cape is today's way; what goes through Suez is suspended but for the Wilhelmshaven express."""
    for lane in record().lanes.values():
        if lane.id.removesuffix("-back").endswith("-suez"):
            assert "suez" in lane.passages, lane.id
            assert lane.status == "suspended", lane.id
        if lane.id.removesuffix("-back").endswith("-cape"):
            assert "good-hope" in lane.passages, lane.id
            assert lane.status == "operating", lane.id


def test_ningbo_and_shanghai_have_the_largest_hinterland() -> None:
    ranked = gateways(record())
    assert [gateway.place for gateway in ranked[:2]] == ["Ningbo", "Shanghai"]
    assert ranked[0].connects > ranked[0].direct > 20
    assert len({gateway.connects for gateway in ranked}) > 10


def test_every_source_is_cited() -> None:
    """But for those of default handling, which a network does not keep."""
    uncited = {source for source, counts in citations(record()).items() if not any(counts)}
    assert uncited <= {"customs-china-2022"}


def test_every_answer_says_what_it_rests_on() -> None:
    said = ask("Xian", "Valencia").to_dict()
    for itinerary in said["itineraries"]:
        basis = itinerary["provenance"]
        assert sum(basis["cost"].values()) == pytest.approx(1)
        assert sum(basis["time"].values()) == pytest.approx(1)
        assert basis["cost"]["unsaid"] == basis["time"]["unsaid"] == 0
        assert PERIOD.fullmatch(basis["oldest"])
        for leg in itinerary["legs"]:
            assert leg["co2e_basis"]
            assert leg["period"]
