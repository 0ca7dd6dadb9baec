"""Every place and corridor the bundled network is for has an answer."""

from __future__ import annotations

import pytest

from routeplan.network.names import members
from tests.data.bundled import ask, cheapest, days, fastest, lane_ids, modes, on, record

INLAND = ("dry_port", "rail_terminal", "river_port", "city")
TERMINALS = [place.id for place in record().places.values() if place.country == "CN" and place.kind in INLAND]
GATEWAYS = [
    "Ningbo",
    "Shanghai",
    "Xiamen",
    "Qingdao",
    "Tianjin",
    "Lianyungang",
    "Nansha",
    "Yantian",
    "Qinzhou",
    "Taicang",
]


@pytest.mark.parametrize("destination", ["Valencia", "Hamburg", "Singapore"])
@pytest.mark.parametrize("origin", TERMINALS)
def test_from_every_inland_terminal(origin: str, destination: str) -> None:
    assert ask(origin, destination, by="cost", top=1)


@pytest.mark.parametrize("origin", GATEWAYS)
def test_every_gateway_ships_overseas(origin: str) -> None:
    itinerary = cheapest(origin, "Rotterdam" if origin != "Qinzhou" else "Singapore")
    assert "sea" in modes(itinerary)


@pytest.mark.parametrize(
    ("origin", "gateway"),
    [
        *(
            (f, "Ningbo")
            for f in [
                "Yiwu",
                "Jinhua",
                "Huzhou",
                "Hefei",
                "Xuancheng",
                "Wuhu",
                "Shangrao",
                "Yingtan",
                "Nanchang",
                "Xinyu",
            ]
        ),
        *((f, "Ningbo") for f in ["Xian", "Wuhan", "Chongqing", "Chengdu", "Zhengzhou", "Quzhou", "Xiangyang"]),
        *((f, "Shanghai") for f in ("Huzhou", "Hefei", "Changxing")),
        ("Nanchang", "Xiamen"),
        ("Zhengzhou", "Qingdao"),
        ("Chongqing", "Qinzhou"),
        ("Chongqing", "Nansha"),
        ("Chongqing", "Yantian"),
        ("Xian", "Lianyungang"),
    ],
)
def test_sea_rail_trains(origin: str, gateway: str) -> None:
    assert set(modes(cheapest(origin, gateway, mode="rail"))) == {"rail"}


@pytest.mark.parametrize(
    "origin", ["Huzhou", "Anji", "Deqing", "Chongqing", "Wuhan", "Nanjing", "Wuhu", "Jiujiang", "Hangzhou"]
)
def test_barges_to_the_sea(origin: str) -> None:
    assert set(modes(cheapest(origin, "Shanghai-Yangshan", mode="barge"))) == {"barge"}


@pytest.mark.parametrize("destination", ["Malaszewicze", "Duisburg", "Hamburg", "Budapest", "Madrid"])
@pytest.mark.parametrize("origin", ["Xian", "Yiwu", "Chongqing", "Zhengzhou", "Chengdu"])
def test_by_rail_to_europe(origin: str, destination: str) -> None:
    itinerary = fastest(origin, destination, mode="rail")
    assert set(modes(itinerary)) == {"rail"}
    assert days(itinerary) < 35


@pytest.mark.parametrize("origin", ["Ningbo", "Busan", "Osaka", "Tokyo", "Yining", "Yiwu"])
def test_to_almaty_and_back(origin: str) -> None:
    assert ask(origin, "Almaty", by="cost", top=1)
    assert ask("Almaty", origin, by="cost", top=1)


@pytest.mark.parametrize("origin", ["Busan", "Osaka"])
def test_japanese_and_korean_cargo_to_almaty_through_ningbo(origin: str) -> None:
    itinerary = cheapest(origin, "Almaty", via=["Ningbo"])
    assert lane_ids(itinerary)[-2:] == ["ningbo-yining-rail", "yining-almaty-rail"]


@pytest.mark.parametrize(
    ("origin", "destination"),
    [
        ("Kunming", "Vientiane"),
        ("Kunming", "Bangkok"),
        ("Kunming", "LaemChabang"),
        ("Kunming", "Hanoi"),
        ("Xian", "Tashkent"),
        ("Xian", "Baku"),
        ("Xian", "Istanbul"),
        ("Urumqi", "Poti"),
        ("Xian", "Moscow"),
        ("Valencia", "Madrid"),
        ("Rotterdam", "Duisburg"),
        ("Hamburg", "Prague"),
        ("Piraeus", "Budapest"),
        ("Koper", "Budapest"),
    ],
)
def test_other_corridors(origin: str, destination: str) -> None:
    assert ask(origin, destination, by="cost", top=1)
    assert ask(destination, origin, by="cost", top=1)


@pytest.mark.parametrize(
    "way",
    [
        ("Khorgos", "Altynkol"),
        ("Alashankou", "Dostyk"),
        ("Erenhot", "Zamyn-Uud"),
        ("Manzhouli", "Zabaikalsk"),
        ("Brest", "Malaszewicze"),
        ("Mohan", "Boten"),
        ("Hekou", "LaoCai"),
        ("Pingxiang", "DongDang"),
    ],
)
def test_border_crossings_both_ways(way: tuple[str, str]) -> None:
    for origin, destination in (way, way[::-1]):
        assert len(cheapest(origin, destination).legs) == 1


@pytest.mark.parametrize(
    "destination",
    [
        "Valencia",
        "Barcelona",
        "Algeciras",
        "Genoa",
        "Piraeus",
        "Koper",
        "Rotterdam",
        "Antwerp",
        "Hamburg",
        "Wilhelmshaven",
        "Gdansk",
        "Singapore",
        "PortKlang",
        "LaemChabang",
        "Sydney",
        "Melbourne",
        "Brisbane",
        "LosAngeles",
        "LongBeach",
        "NewYork",
        "Santos",
        "Chancay",
        "JebelAli",
        "Mombasa",
        "Busan",
        "Osaka",
        "Tokyo",
    ],
)
def test_sea_lanes_from_ningbo(destination: str) -> None:
    assert "sea" in modes(cheapest("Ningbo", destination))


def test_chuanshan_to_sydney_since_january_2026() -> None:
    assert len(cheapest("Ningbo-Chuanshan", "Sydney").legs) == 1
    assert cheapest("Chuanshan", "Sydney", depart="2026-01-10").legs[0].lane.from_place == "Ningbo-Chuanshan"


@pytest.mark.parametrize("destination", ["Hamburg", "Wilhelmshaven", "Valencia"])
@pytest.mark.parametrize("origin", ["Ningbo", "Xian"])
def test_green_corridors_can_be_asked_for(origin: str, destination: str) -> None:
    for itinerary in ask(origin, destination, prefer=["green-corridor"]):
        assert any("green-corridor" in leg.lane.tags for leg in itinerary.legs)


def test_suez_reopened() -> None:
    """Without the scenario no answer rides through Suez but by the Wilhelmshaven express; with it Valencia is nearer."""
    today = fastest("Ningbo", "Valencia", mode="sea")
    reopened = ask("Ningbo", "Valencia", mode="sea", by="time", top=1, with_=["suez-open"])[0]
    assert "good-hope" in today.legs[0].lane.passages
    assert "suez" in reopened.legs[0].lane.passages
    assert days(today) - days(reopened) > 7


def test_red_sea_closed() -> None:
    """Stops the Wilhelmshaven express, and everything else through Bab el-Mandeb."""
    express = "ningbo-jintang-wilhelmshaven-sea-express"
    assert express in on("2026-04-01").lanes
    for itinerary in ask("Ningbo", "Wilhelmshaven", top=20, with_=["red-sea-closed"]):
        assert all("bab-el-mandeb" not in leg.lane.passages for leg in itinerary.legs)


def test_planned_train_needs_to_be_asked_for() -> None:
    direct = "ningbo-almaty-rail-direct"
    assert all(direct not in lane_ids(itinerary) for itinerary in ask("Ningbo", "Almaty", pareto=True))
    assert lane_ids(fastest("Ningbo", "Almaty", include=["planned"])) == [direct]


@pytest.mark.parametrize(
    ("origin", "destination"),
    [
        ("Xiamen", "Bristol"),
        ("Ningbo-Meishan", "Zeebrugge"),
        ("Ningbo", "JebelAli"),
        ("Qinzhou", "JebelAli"),
        ("Shanghai", "Bremerhaven"),
        ("Hangzhou", "Zeebrugge"),
    ],
)
def test_cars_by_ro_ro(origin: str, destination: str) -> None:
    itinerary = cheapest(origin, destination, cargo="vehicles")
    assert itinerary.legs[-1].lane.mode == "sea"
    assert "ro-ro" in itinerary.legs[-1].lane.tags


@pytest.mark.parametrize("destination", ["Rotterdam", "Hamburg", "Valencia", "Singapore"])
@pytest.mark.parametrize("origin", ["Yiwu", "Xian", "Chongqing"])
def test_reefers(origin: str, destination: str) -> None:
    found = ask(origin, destination, cargo="reefer", by="cost", top=1)
    assert found.answer.request.equipment == "40RF"
    assert found


def test_reefer_by_the_china_laos_railway() -> None:
    assert ask("Kunming", "Bangkok", cargo="reefer", mode="rail")


@pytest.mark.parametrize("origin", ["Chongqing", "Xian", "Ningbo"])
def test_new_energy_cars_in_containers(origin: str) -> None:
    assert ask(origin, "Hamburg", cargo="nev", by="cost", top=1)
    refused = [place.id for place in record().places.values() if "nev" in place.refuses]
    assert refused == ["Tianjin"]


def test_lithium_batteries_find_their_way_round_the_railways() -> None:
    itinerary = cheapest("Xian", "Hamburg", cargo="lithium-battery")
    assert "rail" not in modes(itinerary)
    from_yibin = {lane for it in ask("Yibin", "Hamburg", cargo="lithium-battery") for lane in lane_ids(it)}
    assert "yibin-shanghai-jinshanwei-rail-batteries" in from_yibin


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (("Xian", "Ningbo", "lithium-battery", "rail"), "rail refuses lithium-battery"),
        (("Xian", "Duisburg", "lithium-battery", "rail,sea"), "rail refuses lithium-battery"),
        (("Tianjin", "Valencia", "nev", None), "Tianjin refuses nev"),
        (("Tianjin", "Valencia", "lithium-battery", "sea"), "Tianjin refuses lithium-battery"),
    ],
)
def test_no_route_names_the_rule_that_closed_the_way(question: tuple[str, str, str, str | None], rule: str) -> None:
    origin, destination, cargo, mode = question
    refused = ask(origin, destination, cargo=cargo, mode=mode).no_route
    assert refused is not None
    assert refused.reason == "cargo"
    assert refused.message.startswith(rule)


def test_asking_for_ningbo_means_any_of_its_port_areas() -> None:
    assert len(members(record(), "Ningbo")) >= 7
    starts = {cheapest("Ningbo", end).legs[0].lane.from_place for end in ("Valencia", "Sydney", "JebelAli")}
    assert len(starts) >= 2
