"""Reach and critical lanes are what single questions say, ties and all, and say so where a limit ends them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import routeplan
from routeplan.analysis import ways
from routeplan.analysis.best import Proved
from routeplan.analysis.critical import Support
from routeplan.analysis.reach import Reached
from routeplan.cli.main import main
from tests.faults.networks import complete, diamonds, line
from tests.helpers import options_of
from tests.oracle.random_networks import dump, random_case

LIMITS = (1, *range(100, 200, 5), 300, 500, 1000, 3000)
NOW = "2026-03-01"


def case_of(seed: int, dated: bool) -> tuple[routeplan.Network, str, str, dict[str, Any]]:
    """A random network, origin, destination and the rest of its question, for a question about many places."""
    case = random_case(seed)
    options = options_of(case.query)
    for name in ("deadline", "via", "max_transfers", "prefer", *(() if dated else ("depart",))):
        options.pop(name, None)
    network = routeplan.read_network_text(dump(case.network))
    return network, options.pop("origin"), options.pop("destination"), options


def ends(network: routeplan.Network, fixed: str, backwards: bool) -> Iterator[tuple[str, str, str]]:
    """Each other place, with the origin and the destination of the question about it."""
    for place in network.places:
        yield (place, place, fixed) if backwards else (place, fixed, place)


@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("first", [0, 20])
def test_every_place_is_a_single_question(first: int, dated: bool) -> None:
    asked = 0
    for seed in range(first, first + 8):
        network, origin, destination, options = case_of(seed, dated)
        for backwards, most in ((False, {}), (True, {}), (False, {"within": "3d"}), (True, {"budget": "1500USD"})):
            fixed = destination if backwards else origin
            found = {one.place: one for one in network.reach(fixed, to=backwards, **most, **options)}
            for place, *pair in ends(network, fixed, backwards):
                try:
                    single = {by: network.find(*pair, by=by, top=1, **options) for by in ("cost", "time", "co2e")}
                except routeplan.UsageError:
                    assert place not in found
                    continue
                asked += 1
                if not len(single["cost"]):
                    assert place not in found
                    continue
                cheapest, fastest, greenest = (one[0] for one in single.values())
                leading = fastest if "within" in most else cheapest
                inside = "within" not in most or leading.time_min <= 3 * 1440
                inside = inside and ("budget" not in most or leading.cost_cents <= 150_000)
                assert (place in found) == inside, f"seed {seed}"
                if inside:
                    figures = (fastest.time_min, cheapest.cost_cents, greenest.co2e_g)
                    gateway = next((leg.lane.from_place for leg in leading.legs if leg.lane.mode == "sea"), "")
                    lanes = tuple(leg.lane.id for leg in leading.legs)
                    assert found[place] == (place, *figures, gateway, lanes), f"seed {seed}"
    assert asked > 100


@pytest.mark.parametrize("most_labels", [ways.MOST_LABELS, 0])
@pytest.mark.parametrize("by", ["generalised", "cost", "time", "co2e"])
def test_every_support_is_a_single_question(by: str, most_labels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However hard it is to find a way around: with no labels for it, a question is asked."""
    monkeypatch.setattr(ways, "MOST_LABELS", most_labels)
    supports = 0
    for seed in range(12):
        network, origin, destination, options = case_of(seed, dated=seed % 3 == 0)
        order = {"by": "balanced" if by == "generalised" else by, "top": 1}
        best = network.find(origin, destination, **order, **options)
        found = network.critical(origin, destination, by=by, **options)
        ridden = {leg.lane.id for leg in best[0].legs} if len(best) else set()
        assert {one.id for one in found if one.kind == "lane"} == ridden, f"seed {seed}"
        for one in found:
            avoid = [*options.get("avoid", ()), one.id if one.kind == "place" else f"lane:{one.id}"]
            without = network.find(origin, destination, **order, **{**options, "avoid": avoid})
            assert one.best == _figure(best[0], by)
            assert one.without == (_figure(without[0], by) if len(without) else None), f"seed {seed}"
        supports += len(found)
    assert supports > 15


def _figure(itinerary: Any, by: str) -> int:
    names = {"generalised": "generalised_cents", "cost": "cost_cents", "time": "time_min", "co2e": "co2e_g"}
    return int(getattr(itinerary, names[by]))


@pytest.mark.parametrize("depart", [None, "2026-03-02"])
@pytest.mark.parametrize("most", [{}, {"within": "14d"}, {"to": True}])
def test_what_a_limit_leaves_out_is_beyond_its_bound(depart: str | None, most: dict[str, Any]) -> None:
    network = routeplan.read_network_text(complete(12))
    options = {**most, "depart": depart, "now": NOW}
    whole = network.reach("P0", **options)
    assert whole.complete
    assert len(whole) == 11
    sizes = set()
    for limit in LIMITS:
        part = network.reach("P0", limit=limit, **options)
        sizes.add(len(part))
        assert set(part) <= set(whole)
        assert part.complete == (not part.missing) == (len(part) == len(whole))
        if "than" in part.missing:
            least = float(part.missing.split(" than ")[1].split(" ")[0])
            left = [one.time_min / 60 if "within" in most else one.cost_cents / 100 for one in set(whole) - set(part)]
            assert all(value >= least for value in left)
    assert len(sizes) > 2


def test_a_partial_answer_is_the_same_each_time() -> None:
    network = routeplan.read_network_text(complete(12))
    answers = [network.reach("P0", limit=150, now=NOW) for _ in range(2)]
    assert answers[0] == answers[1]
    assert not answers[0].complete


def test_one_search_serves_all_places() -> None:
    """Some labels a place: with a search for each there would be as many as pairs of places."""
    count = 2000
    network = routeplan.read_network_text(line(count))
    near = network.reach("P0", within="30h", limit=6 * count, now=NOW)
    assert near.complete
    assert [one.time_min for one in near] == [60 * (hours + 1) for hours in range(30)]
    found = network.reach(f"P{count - 1}", to=True, within="30h", limit=12 * count, now=NOW)
    assert found.complete
    assert len(found) == 30


def test_the_supports_of_a_trillion_itineraries() -> None:
    network = routeplan.read_network_text(diamonds(40))
    found = network.critical("P0", "P40", by="cost", limit=20_000, now=NOW)
    assert found.complete
    # Each of the 40 lanes has a twin that costs a power of two cents more; without a place between there is no way.
    assert sorted(one.worse for one in found if one.worse is not None) == sorted(
        2 ** (i if i < 32 else i - 32) for i in range(40)
    )
    assert sum(one.without is None for one in found) == 39


def test_supports_under_a_limit_are_some_of_all() -> None:
    network = routeplan.read_network_text(diamonds(10))
    for depart in (None, "2026-03-02"):
        asked = {"by": "cost", "depart": depart, "now": NOW}
        whole = network.critical("P0", "P10", **asked)
        assert whole.complete
        assert len(whole) == 19
        parts = [network.critical("P0", "P10", limit=limit, **asked) for limit in LIMITS]
        assert any(0 < len(part) < len(whole) for part in parts)
        for part in parts:
            assert set(part) <= set(whole)
            assert part.complete == (len(part) == len(whole))


def test_offers_of_a_path_and_of_places_all_joined() -> None:
    for text, count, labels, served in ((line(1000), 1000, 200_000, 8), (complete(30), 30, 60_000, 29)):
        network = routeplan.read_network_text(text)
        contests = network.hinterland(["P3", "P7"], f"P{count - 1}", limit=labels, now=NOW)
        assert contests.complete
        assert len(contests) == served


@pytest.mark.parametrize("depart", [None, "2026-03-02"])
def test_contests_under_a_limit_are_some_of_all(depart: str | None) -> None:
    network = routeplan.read_network_text(complete(9))
    asked = {"depart": depart, "now": NOW}
    whole = network.hinterland(["P2", "P4"], ["P8", "P7"], **asked)
    assert whole.complete
    sizes = set()
    for limit in (*LIMITS, *range(1_050, 2_000, 50), 10_000):
        part = network.hinterland(["P2", "P4"], ["P8", "P7"], limit=limit, **asked)
        proved = [one for one in part if all(offer.complete for offer in one.offers)]
        sizes.add(len(part))
        assert set(proved) <= set(whole)
        assert part.complete == (len(part) == len(whole))
    assert len(sizes) > 2


@pytest.mark.parametrize(
    "words",
    [
        ("reach", "P0"),
        ("hinterland", "P2", "P4", "--to", "P11", "--country", "CN"),
        ("lanes", "P4", "P9", "--critical"),
    ],
)
def test_the_commands_say_what_is_missing(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "net.yaml").write_text(complete(12))
    asked = [*words, "-n", str(tmp_path / "net.yaml"), "--now", NOW, "-f", "json"]
    name = "critical" if words[0] == "lanes" else words[0]
    assert main(asked) == 0
    whole = json.loads(capsys.readouterr().out)
    assert (whole["complete"], whole["missing"]) == (True, None)
    for limit in (1, 100):
        assert main([*asked, "--limit", str(limit)]) == 5
        out, err = capsys.readouterr()
        part = json.loads(out)
        assert part["complete"] is False
        assert f"its limit of {limit} labels" in part["missing"]
        assert f"partial: {part['missing']}\n" in err
        assert len(part[name]) < len(whole[name])
    for wrong in ("0", "many", "-3"):
        assert main([*asked, "--limit=" + wrong]) == 2
        assert "--limit" in capsys.readouterr().err


def test_what_moved_is_said_of_known_contests_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = complete(12) + "scenarios:\n  dear:\n    name: Dear\n    changes: [{match: {to: P2}, add: {transit: 9d}}]\n"
    (tmp_path / "net.yaml").write_text(text)
    asked = ["hinterland", "P2", "P4", "--to", "P11", "--with", "dear", "-n", str(tmp_path / "net.yaml"), "-f", "json"]
    assert main([*asked, "--now", NOW]) == 0
    whole = {one["place"]: one for one in json.loads(capsys.readouterr().out)["hinterland"]}
    assert len(whole) == 11
    sizes = set()
    for limit in (300, 800, 900, 1000, 1200, 1500):
        main([*asked, "--now", NOW, "--limit", str(limit)])
        part = json.loads(capsys.readouterr().out)["hinterland"]
        sizes.add(len(part))
        assert all(one == whole[one["place"]] for one in part)
    assert len(sizes) > 1


def test_a_tuple_that_knows_what_it_lacks() -> None:
    found: Proved[Reached] | Proved[Support] = Proved.of([], "some")
    assert found == ()
    assert not found.complete
    assert Proved.of([1, 2]).complete
