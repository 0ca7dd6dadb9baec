"""Reach, hinterland and critical lanes equal the single questions they are made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import routeplan
from routeplan.analysis.hinterland import CONTESTED, standings
from routeplan.cli.main import main
from tests.sample_network import TEXT

NOW = "2026-03-01"
HINTERLAND = """\
routeplan: 1
name: Two ports
currency: USD
value_of_time: {amount: 24 USD/TEU/day}
handling: {rail>sea: {time: 1d, cost: 90 USD/TEU}, road>sea: {time: 6h, cost: 50 USD/TEU}}
places:
  East: {country: CN, kind: dry_port, lat: 30, lon: 119, demand: 3000 TEU/year}
  Middle: {country: CN, kind: dry_port, lat: 31, lon: 112, demand: 1000 TEU/year}
  West: {country: CN, kind: dry_port, lat: 30, lon: 104}
  Ningbo: {country: CN, kind: port_area, lat: 29, lon: 121}
  Beilun: {country: CN, kind: seaport, lat: 29.9, lon: 121.8, part_of: Ningbo}
  Qinzhou: {country: CN, kind: seaport, lat: 21.9, lon: 108.6}
  Rotterdam: {country: NL, kind: seaport, lat: 51.9, lon: 4.1}
lanes:
  - {from: East, to: Beilun, mode: road, transit: 8h, rate: 300 USD, distance: 300 km}
  - {from: East, to: Middle, mode: rail, transit: 30h, rate: 500 USD, distance: 700 km}
  - {from: Middle, to: Beilun, mode: rail, transit: 40h, rate: 800 USD, distance: 1000 km, empty_wait: 1d}
  - {from: Middle, to: Qinzhou, mode: rail, transit: 50h, rate: 850 USD, distance: 1200 km}
  - {from: Middle, to: West, mode: rail, transit: 40h, rate: 600 USD, distance: 900 km, both_ways: true}
  - {from: West, to: Qinzhou, mode: rail, transit: 60h, rate: 900 USD, distance: 1300 km}
  - {from: Beilun, to: Rotterdam, mode: sea, transit: 32d, rate: 2000 USD, distance: 20000 km}
  - {from: Qinzhou, to: Rotterdam, mode: sea, transit: 33d, rate: 2150 USD, distance: 19500 km}
  - {from: Qinzhou, to: Beilun, mode: sea, transit: 4d, rate: 200 USD, distance: 2000 km, both_ways: true}
scenarios:
  dear-rail: {name: Dear rail, changes: [{match: {lane: middle-beilun-rail}, add: {transit: 9d}}]}
"""


def best(network: routeplan.Network, origin: str, destination: str, **options: Any) -> Any:
    found = network.find(origin, destination, top=1, now=NOW, **options)
    return found[0] if len(found) else None


@pytest.mark.parametrize("depart", [None, "2026-03-02"])
def test_reach_equals_single_questions(depart: str | None) -> None:
    network = routeplan.read_network_text(TEXT)
    found = network.reach("Xian", within="40d", now=NOW, depart=depart)
    assert found
    for one in found:
        fastest = best(network, "Xian", one.place, by="time", depart=depart)
        assert one.time_min == fastest.time_min <= 40 * 1440
        assert one.cost_cents == best(network, "Xian", one.place, by="cost", depart=depart).cost_cents
        assert one.co2e_g == best(network, "Xian", one.place, by="co2e", depart=depart).co2e_g
    missing = set(network.places) - {one.place for one in found} - {"Xian"}
    for place in missing:
        fastest = best(network, "Xian", place, by="time", depart=depart)
        assert fastest is None or fastest.time_min > 40 * 1440


def test_reach_the_other_way_round_and_by_budget() -> None:
    network = routeplan.read_network_text(HINTERLAND)
    found = network.reach("Rotterdam", to=True, budget="3000USD", now=NOW)
    assert {one.place for one in found} == {
        place
        for place in network.places
        if place != "Rotterdam" and (way := best(network, place, "Rotterdam", by="cost")) and way.cost_cents <= 300_000
    }
    assert {one.gateway for one in found} <= {"Beilun", "Qinzhou"}


def test_hinterland_margins_are_differences_of_two_finds() -> None:
    network = routeplan.read_network_text(HINTERLAND)
    for with_ in ((), ("dear-rail",)):
        _equals_finds(network, ["Ningbo", "Qinzhou"], "Rotterdam", with_)


def test_hinterland_of_the_bundled_network() -> None:
    network = routeplan.bundled_network()
    contests = network.hinterland(["Ningbo", "Qinzhou"], "Rotterdam", now=NOW)
    assert len(contests) > 40
    # The journeys of a few places are asked one by one; those by way of the other gateway are the hard ones.
    for contest in contests[:: len(contests) // 4]:
        for offer in contest.offers:
            way = best(network, contest.place, "Rotterdam", via=[offer.gateway])
            assert offer.generalised_cents == way.generalised_cents


def _equals_finds(network: routeplan.Network, gateways: list[str], destination: str, with_: tuple[str, ...]) -> None:
    contests = network.hinterland(gateways, destination, with_=with_, now=NOW)
    assert contests
    for contest in contests:
        for offer in contest.offers:
            asked = {"via": [offer.gateway], "with_": with_}
            assert offer.generalised_cents == best(network, contest.place, destination, **asked).generalised_cents
            assert offer.cost_cents == best(network, contest.place, destination, by="cost", **asked).cost_cents
            assert offer.time_min == best(network, contest.place, destination, by="time", **asked).time_min
            assert offer.co2e_g == best(network, contest.place, destination, by="co2e", **asked).co2e_g
        if len(contest.offers) == 2:
            first, second = contest.ranked()
            assert contest.margin() == second.generalised_cents - first.generalised_cents >= 0
            assert (len(contest.rivals) == 2) == (contest.margin() * CONTESTED[1] <= first.generalised_cents)
        assert sum(contest.shares(10_000).values()) == pytest.approx(1)


def test_standings_count_every_place_once_and_weigh_demand() -> None:
    network = routeplan.read_network_text(HINTERLAND)
    contests = network.hinterland(["Ningbo", "Qinzhou"], "Rotterdam", now=NOW)
    for one in standings(network.record, contests, ["Ningbo", "Qinzhou"], 10_000):
        assert one.captive + one.contested + one.lost == len(contests) == 3
        assert one.captive_teu + one.contested_teu + one.lost_teu == 4000


def test_critical_equals_avoiding_each() -> None:
    network = routeplan.read_network_text(HINTERLAND)
    found = network.critical("East", "Rotterdam", by="cost", now=NOW)
    kinds = {(one.kind, one.id) for one in found}
    way = best(network, "East", "Rotterdam", by="cost")
    assert kinds == {("lane", leg.lane.id) for leg in way.legs} | {("place", "Beilun")}
    for one in found:
        avoid = one.id if one.kind == "place" else f"lane:{one.id}"
        instead = best(network, "East", "Rotterdam", by="cost", avoid=[avoid])
        assert one.without == (instead.cost_cents if instead else None)


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert main(list(words)) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out, err


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "network.yaml").write_text(HINTERLAND)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", str(tmp_path / "network.yaml"))


def test_the_commands(network: None, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "reach", "East", "--within", "20d", "--to-kind", "seaport", "-f", "json", "--now", NOW)
    assert [one["place"] for one in json.loads(out)["reach"]] == ["Beilun", "Qinzhou"]
    run(capsys, "reach", "East", "--within", "1min", code=1)
    run(capsys, "reach", "East", "--within", "1d", "--budget", "3", code=2)
    run(capsys, "reach", "East", "--to-kind", "seprot", code=2)
    words = ("hinterland", "Ningbo", "Qinzhou", "--to", "Rotterdam", "--now", NOW, "--with", "dear-rail")
    out, _ = run(capsys, *words, "-f", "json", "--logit", "200USD")
    document = json.loads(out)
    assert document["standings"][0]["teu"]
    assert [one["place"] for one in document["hinterland"] if one["moved"]] == ["Middle"]
    out, err = run(capsys, *words)
    assert "moved: 1 (Middle from Ningbo to Qinzhou)" in err
    run(capsys, "hinterland", "Ningbo", "Qinzhou", code=2)
    out, _ = run(capsys, "lanes", "--critical", "East", "Rotterdam", "--now", NOW, "-f", "csv")
    assert out.startswith("kind,id,destination,best,without,worse,cut_off\n")
    run(capsys, "lanes", "--critical", "East", code=2)
    run(capsys, "lanes", "East", code=2)
