"""What each gateway offers is what `find --via` it shows first: for every place, dated and undated."""

from __future__ import annotations

import json
from math import e
from pathlib import Path
from typing import Any

import pytest

import routeplan
from benchmarks.generate import network as generated
from routeplan.analysis import ways
from routeplan.analysis.hinterland import CONTESTED, Contest, Offer, hinterland, standings
from routeplan.cli.main import main
from routeplan.library import select_scenarios
from routeplan.planning.budget import Budget
from routeplan.question import request_from_options
from tests.helpers import options_of
from tests.oracle.random_networks import dump, random_case

Figures = tuple[int, int, int, int]
RING = """\
routeplan: 1
name: A ring with the gateway off the way
currency: USD
value_of_time: {amount: 24 USD/day}
places:
  Pair: {country: CN, kind: city, lat: 30, lon: 110}
  Left: {country: CN, kind: dry_port, lat: 30, lon: 110, part_of: Pair}
  Right: {country: CN, kind: dry_port, lat: 30, lon: 111, part_of: Pair}
  Hub: {country: CN, kind: dry_port, lat: 31, lon: 112}
  Gate: {country: CN, kind: seaport, lat: 29, lon: 121}
  Cape: {country: CN, kind: seaport, lat: 25, lon: 120}
  End: {country: NL, kind: seaport, lat: 51.9, lon: 4.1}
lanes:
  - {from: Left, to: Hub, mode: rail, transit: 10h, rate: 100 USD, distance: 100 km}
  - {from: Right, to: Hub, mode: rail, transit: 12h, rate: 90 USD, distance: 100 km}
  - {from: Hub, to: Gate, mode: rail, transit: 10h, rate: 100 USD, distance: 100 km, both_ways: true}
  - {from: Hub, to: End, mode: rail, transit: 10d, rate: 1000 USD, distance: 9000 km}
  - {from: Gate, to: Cape, mode: sea, transit: 2d, rate: 50 USD, distance: 900 km, both_ways: true}
  - {from: Cape, to: End, mode: sea, transit: 30d, rate: 1900 USD, distance: 19000 km}
"""


def single(network: routeplan.Network, place: str, destination: str, gateway: str, **options: Any) -> Figures | None:
    """The figures of an offer by one question each; None without a way."""
    through = {**options, "via": [*options.get("via", ()), gateway], "top": 1}
    if not len(found := network.find(place, destination, **through)):
        return None
    cost, time, co2e = (network.find(place, destination, **through, by=by)[0] for by in ("cost", "time", "co2e"))
    return found[0].generalised_cents, cost.cost_cents, time.time_min, co2e.co2e_g


def contests_of_case(seed: int, dated: bool) -> tuple[tuple[Contest, ...], dict[tuple[str, str], Figures | None]]:
    """The contests of all places of a random network and the same by single questions."""
    case = random_case(seed)
    network = routeplan.read_network_text(dump(case.network))
    options = options_of(case.query)
    origin, destination = options.pop("origin"), options.pop("destination")
    for name in () if dated else ("depart", "deadline"):
        options.pop(name, None)
    choice = {name: options.pop(name, ()) for name in ("with_", "without")}
    request = request_from_options(network.record, {**options, "origin": origin, "destination": destination})
    scenarios = select_scenarios(network.record, choice["with_"], choice["without"])
    gateways = [place for place in network.places if place not in options.get("avoid", ())][:3]
    contests = hinterland(network.record, scenarios, request, gateways, [destination], list(network.places))
    singles: dict[tuple[str, str], Figures | None] = {}
    for place in network.places:
        for gateway in gateways:
            try:
                singles[place, gateway] = single(network, place, destination, gateway, **options, **choice)
            except routeplan.UsageError as error:
                assert "share" in error.message or "same place" in error.message
    return contests, singles


@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("first", range(0, 40, 10))
def test_every_offer_is_a_single_question(first: int, dated: bool) -> None:
    offers = 0
    for seed in range(first, first + 10):
        contests, singles = contests_of_case(seed, dated)
        offered = {(one.place, offer.gateway): offer[1:5] for one in contests for offer in one.offers}
        assert offered == {key: figures for key, figures in singles.items() if figures}, f"seed {seed}"
        assert all(offer.complete for one in contests for offer in one.offers)
        offers += len(offered)
        for contest in contests:
            ranked = sorted(offer.generalised_cents for offer in contest.offers)
            assert contest.margin() == (ranked[1] - ranked[0] if len(ranked) > 1 else None)
            assert len(contest.rivals) == sum((one - ranked[0]) * CONTESTED[1] <= ranked[0] for one in ranked)
    assert offers > 20


def ring(**options: Any) -> dict[str, dict[str, Offer]]:
    network = routeplan.read_network_text(RING)
    contests = network.hinterland(["Gate", "Cape"], "End", now="2026-03-01", **options)
    return {one.place: {offer.gateway: offer for offer in one.offers} for one in contests}


def test_the_way_through_the_gateway_comes_back_past_no_place() -> None:
    """By rail to the gateway and back to the hub would be cheapest, but visits the hub twice."""
    gate = ring()["Left"]["Gate"]
    assert (gate.cost_cents, gate.time_min) == (215_000, (20 + 32 * 24) * 60)


def test_a_group_ships_from_its_best_member() -> None:
    found = ring()
    assert found["Pair"]["Gate"].cost_cents == found["Right"]["Gate"].cost_cents == 214_000
    assert found["Pair"]["Gate"].time_min == found["Left"]["Gate"].time_min


def test_a_limit_of_transfers_holds() -> None:
    assert set(ring()["Left"]) == {"Gate", "Cape"}
    assert "Left" not in ring(max_transfers=2)


def test_too_many_labels_and_every_question_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = ring()
    monkeypatch.setattr(ways, "MOST_LABELS", 1)
    assert ring() == settled


def test_windows_are_asked_as_windows() -> None:
    network = routeplan.read_network_text(RING)
    window = {"depart": "2026-03-02..2026-03-04", "now": "2026-03-01"}
    (contest,) = [one for one in network.hinterland(["Gate"], "End", **window) if one.place == "Left"]
    assert contest.offers[0][1:5] == single(network, "Left", "End", "Gate", **window)


@pytest.mark.parametrize("depart", [None, "2026-12-01"])
def test_a_sample_of_the_bundled_network(depart: str | None) -> None:
    network = routeplan.bundled_network()
    asked = {"now": "2026-11-21", "depart": depart}
    places = ["Yiwu", "Jinhua", "Chongqing"] if depart is None else ["Jinhua"]
    record = network.record
    request = request_from_options(record, {**asked, "origin": places[0], "destination": "Rotterdam"})
    gateways = ["Ningbo", "Shanghai"]
    contests = hinterland(record, select_scenarios(record), request, gateways, ["Rotterdam"], places)
    assert [one.place for one in contests] == places
    for contest in contests:
        assert [offer.gateway for offer in contest.offers] == gateways
        for offer in contest.offers:
            assert offer[1:5] == single(network, contest.place, "Rotterdam", offer.gateway, **asked)


def test_what_a_limit_left_open_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ring.yaml").write_text(RING)
    words = ["hinterland", "Cape", "--to", "End", "-n", str(tmp_path / "ring.yaml"), "--depart", "2026-03-02"]
    assert main([*words, "-f", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)["hinterland"]
    assert all(offer["complete"] for one in whole for offer in one["offers"])
    monkeypatch.setattr("routeplan.analysis.hinterland.DEFAULT_LABELS", 15)
    assert main([*words, "-f", "json"]) == 5
    out, err = capsys.readouterr()
    left = [offer["complete"] for one in json.loads(out)["hinterland"] for offer in one["offers"]]
    assert False in left
    assert f"partial: {left.count(False)} offers" in err


@pytest.mark.parametrize("options", [{"depart": "2026-12-02"}, {"max_transfers": 4}])
def test_nothing_is_looked_for_once_the_limit_is_reached(options: dict[str, Any]) -> None:
    net = generated(120, 700, 11, weekly=True)
    request = request_from_options(net, {**options, "origin": "P0", "destination": "P1", "now": "2026-12-01"})
    places = [f"P{i}" for i in range(20, 40)]
    for labels in (10, 2_000):
        contests = hinterland(net, (), request, ["P2", "P4", "P7"], ["P1"], places, labels=labels)
        assert not contests
        assert not contests.complete
    whole = hinterland(net, (), request, ["P2", "P4", "P7"], ["P1"], [*places, *places])
    assert whole.complete
    assert {contest.place for contest in whole} == set(places)
    assert all([offer.gateway for offer in contest.offers] == ["P2", "P4", "P7"] for contest in whole)


def test_how_gateways_stand() -> None:
    """Five per cent behind is in the contest, a cent more is not; the odds change by e for the scale."""
    network = routeplan.read_network_text(RING).record
    near, far = Offer("Gate", 10_000, 1, 1, 1), Offer("Cape", 10_500, 1, 1, 1)
    contests = [
        Contest("Left", "End", (near, far)),
        Contest("Right", "End", (near, far._replace(generalised_cents=10_501))),
        Contest("Hub", "End", (far,)),
    ]
    gate, cape = standings(network, contests, ["Gate", "Cape"])
    assert (gate.captive, gate.contested, gate.lost, gate.split) == (1, 1, 1, None)
    assert (cape.captive, cape.contested, cape.lost, cape.split) == (1, 1, 1, None)
    shares = contests[0].shares(500)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["Gate"] / shares["Cape"] == pytest.approx(e)
    split = [one.split for one in standings(network, contests, ["Gate", "Cape"], 500)]
    assert split == pytest.approx([sum(one.shares(500).get(name, 0) for one in contests) for name in ("Gate", "Cape")])
    assert sum(one or 0 for one in split) == pytest.approx(3)


def test_searches_along_trees_share_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    net = generated(120, 700, 11)
    request = request_from_options(net, {"origin": "P0", "destination": "P1", "now": "2026-12-01"})
    spent = []
    spend = Budget.spend

    def counted(budget: Budget, labels: int = 1) -> None:
        spent.append(min(labels, max(0, budget.left)))
        spend(budget, labels)

    monkeypatch.setattr(Budget, "spend", counted)
    for labels in (2_000, 10_000, 20_000):
        spent.clear()
        contests = hinterland(net, (), request, ["P2", "P4", "P7"], ["P1"], [*net.places][20:60], labels=labels)
        assert not contests.complete
        assert sum(spent) <= labels
