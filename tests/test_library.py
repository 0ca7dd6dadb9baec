"""routeplan as a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import routeplan
from routeplan.output import FORMATS
from routeplan.output.result import Look
from tests.sample_network import TEXT


@pytest.fixture(scope="module")
def network() -> routeplan.Network:
    return routeplan.read_network_text(TEXT)


def test_public_names_exist_and_are_listed() -> None:
    for name in routeplan.__all__:
        assert getattr(routeplan, name) is not None
    assert set(routeplan.__all__) <= set(dir(routeplan))
    with pytest.raises(AttributeError):
        routeplan.nothing


def test_a_network_shows_what_is_in_it(network: routeplan.Network) -> None:
    assert network.name == "Minimal example"
    assert network.digest.startswith("sha256:")
    assert list(network.places)[:2] == ["Xian", "Zhejiang"]
    assert "xian-almaty-rail-back" in network.lanes
    assert list(network.scenarios) == ["strike"]
    assert repr(network) == "<Network 'Minimal example': 5 places, 6 lanes>"


def test_no_network_is_no_network() -> None:
    with pytest.raises(routeplan.UsageError, match="no network is named"):
        routeplan.read_network()


def test_find_gives_a_sequence(network: routeplan.Network) -> None:
    found = network.find("Xian", "Valencia", by="cost", top=2)
    assert len(found) == 2
    assert [it.rank for it in found] == [1, 2]
    assert found[0] is next(iter(found))
    assert found[:1] == (found[0],)
    assert found.no_route is None
    assert [leg.lane.id for leg in found[0].legs] == ["xian-ningbo-rail", "ningbo-valencia-sea"]


def test_find_takes_scenarios(network: routeplan.Network) -> None:
    plain = network.find("Xian", "Valencia", by="time", mode="road,sea")
    struck = network.find("Xian", "Valencia", by="time", mode="road,sea", with_="strike")
    assert struck[0].time_min == plain[0].time_min + 3 * 1440
    assert struck.to_dict()["network"]["scenarios"] == ["strike"]


def test_no_route_is_an_answer(network: routeplan.Network) -> None:
    found = network.find("Valencia", "Xian")
    assert not found
    assert found.no_route is not None
    assert found.no_route.message
    assert found.no_route.reason in repr(found)


def test_a_wrong_question_raises(network: routeplan.Network) -> None:
    with pytest.raises(routeplan.UsageError):
        network.find("Xian", "Atlantis")
    with pytest.raises(routeplan.UsageError):
        network.find("Xian", "Valencia", with_="nothing")
    with pytest.raises(routeplan.RoutePlanError):
        network.find("Xian", "Valencia").to_text("jsn")


@pytest.mark.parametrize("depart", [None, "2026-03-02"])
def test_the_documents_agree(network: routeplan.Network, depart: str | None) -> None:
    found = network.find("Xian", "Valencia", depart=depart, include="planned", now="2026-03-01")
    assert json.loads(found.to_json()) == found.to_dict()
    assert FORMATS["json"](found.result, Look()) == found.to_json()
    first = found.to_dict()["itineraries"][0]
    assert first["cost"] == pytest.approx(sum(first["cost_breakdown"].values()))
    assert first["time_h"] == pytest.approx(
        sum(leg["transit_h"] for leg in first["legs"]) + sum(stay["stay_h"] for stay in first["stays"])
    )
    assert first["co2e_kg"] == pytest.approx(sum(part["co2e_kg"] for part in first["legs"] + first["stays"]))
    for leg, stay in zip(first["legs"], first["stays"], strict=False):
        assert leg["wait_h"] <= stay["stay_h"]


def test_text_is_for_people(network: routeplan.Network) -> None:
    found = network.find("Xian", "Valencia")
    assert "Xi'an =rail=> Ningbo ~sea~> Valencia" in found.to_text(width=100)
    assert "drop-off" in found.to_text(legs=True)


def test_files_and_overlays(tmp_path: Path) -> None:
    base, overlay = tmp_path / "network.yaml", tmp_path / "more.yaml"
    base.write_text(TEXT)
    overlay.write_text(
        "routeplan: 1\ncurrency: USD\nlanes:\n  - {from: Almaty, to: Valencia, mode: road, transit: 9d, rate: 1 USD}\n"
    )
    network = routeplan.read_network(base, overlay)
    assert "almaty-valencia-road" in network.lanes
    assert network.find("Xian", "Valencia", by="cost")[0].legs[-1].lane.id == "almaty-valencia-road"


def test_an_invalid_network_has_findings(tmp_path: Path) -> None:
    with pytest.raises(routeplan.NetworkError) as caught:
        routeplan.read_network_text("routeplan: 1\ncurency: USD\n")
    assert caught.value.findings
    with pytest.raises(routeplan.FileError):
        routeplan.read_network(tmp_path / "missing.yaml")
