"""Networks that are hard on purpose: each question ends within its limit, with an answer or with what was proved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import routeplan
from tests.faults.networks import HEAD, complete, diamonds, lane, line, parallel, places
from tests.faults.shell import run


def ask(folder: Path, text: str, start: str, end: str, *words: str, code: int) -> Any:
    (folder / "net.yaml").write_text(text)
    got = run(folder, "find", start, end, "-n", "net.yaml", "-f", "json", "--now", "2026-03-01", *words, code=code)
    return json.loads(got.out)


@pytest.mark.parametrize("words", [(), ("--pareto",), ("--depart", "2026-03-02")])
def test_a_trillion_itineraries_none_of_which_beats_another(folder: Path, words: tuple[str, ...]) -> None:
    """A smaller limit than usual, for speed; the default one is some seconds of work."""
    document = ask(folder, diamonds(40), "P0", "P40", "--limit", "20000", *words, code=5)
    assert document["complete"] is False
    assert "20,000 labels" in document["missing"]
    assert "but none that costs less than" in document["missing"]
    labels = [label for one in document["itineraries"] for label in one["labels"]]
    assert sorted(labels) == ["cheapest", "fastest", "lowest-co2e"]
    vectors = [(one["cost"], one["time_h"], one["co2e_kg"]) for one in document["itineraries"]]
    assert len(set(vectors)) == len(vectors)
    assert (0, 40) in [(one["cost"], len(one["legs"])) for one in document["itineraries"]]


@pytest.mark.parametrize("by", ["cost", "time", "co2e"])
def test_the_best_of_a_trillion(folder: Path, by: str) -> None:
    document = ask(folder, diamonds(40), "P0", "P40", "--by", by, "-k", "20", code=0)
    assert len(document["itineraries"]) == 20


def test_a_partial_answer_is_the_same_on_every_machine(folder: Path) -> None:
    words = ("--limit", "500", "--pareto")
    first = ask(folder, diamonds(20), "P0", "P20", *words, code=5)
    assert first == ask(folder, diamonds(20), "P0", "P20", *words, code=5)


def test_what_is_shown_under_a_limit_is_part_of_the_whole_answer() -> None:
    network = routeplan.read_network_text(diamonds(8))
    whole = {one.cost_cents: one for one in network.find("P0", "P8", pareto=True)}
    assert len(whole) == 256
    for limit in (1, 2, 5, 20, 50, 100, 200, 300):
        part = network.find("P0", "P8", pareto=True, limit=limit)
        for one in part:
            assert one.legs == whole[one.cost_cents].legs
        if not part.answer.complete and "costs less than" in part.answer.missing:
            least = round(100 * float(part.answer.missing.split(" than ")[1].split(" ")[0]))
            shown = {one.cost_cents for one in part}
            assert {cost for cost in whole if cost < least} <= shown
        assert part.answer.complete == (len(part) == 256)


@pytest.mark.parametrize("by", ["cost", "time", "co2e"])
def test_the_k_best_under_a_limit_are_the_first_of_all(by: str) -> None:
    network = routeplan.read_network_text(diamonds(10))
    whole = [one.legs for one in network.find("P0", "P10", by=by, top=100)]
    for limit in (1, 3, 10, 30, 100, 300):
        for dates in ({}, {"depart": "2026-03-02"}):
            part = network.find("P0", "P10", by=by, top=100, limit=limit, **dates)
            lanes = [[leg.lane.id for leg in one.legs] for one in part]
            assert lanes == [[leg.lane.id for leg in legs] for legs in whole[: len(part)]]


@pytest.mark.parametrize("words", [(), ("--by", "cost", "-k", "50"), ("--pareto",), ("--depart", "2026-03-02")])
def test_sixty_places_all_joined(folder: Path, words: tuple[str, ...]) -> None:
    assert ask(folder, complete(60), "P0", "P59", *words, code=0)["itineraries"]


def test_ten_thousand_parallel_lanes(folder: Path) -> None:
    document = ask(folder, parallel(10_000), "O", "D", code=0)
    assert len(document["itineraries"]) == 1
    document = ask(folder, parallel(10_000), "O", "D", "--by", "cost", "-k", "7", code=0)
    assert len({one["legs"][0]["lane"] for one in document["itineraries"]}) == 7


def test_parallel_lanes_none_of_which_beats_another(folder: Path) -> None:
    assert len(ask(folder, parallel(2000, False), "O", "D", "--pareto", code=0)["itineraries"]) == 2000
    dated = ask(folder, parallel(8000, False), "O", "D", "--depart", "2026-03-02", "--limit", "100000", code=0)
    assert dated["found"] == 8000


def test_a_path_of_ten_thousand_places(folder: Path) -> None:
    for count, words in ((10_000, ("--by", "cost")), (3_000, ("--depart", "2026-03-02", "--by", "time"))):
        document = ask(folder, line(count), "P0", f"P{count - 1}", *words, code=0)
        assert len(document["itineraries"][0]["legs"]) == count - 1


def test_questions_about_many_places(folder: Path) -> None:
    """One search by each criterion serves all places; what would take a line for each leg of each way is cut short."""
    (folder / "net.yaml").write_text(line(10_000))
    for words in (("reach", "P0", "--within", "5d"), ("hinterland", "P50", "P90", "--to", "P99", "--country", "CN")):
        got = run(folder, *words, "-n", "net.yaml", "-f", "json", "--now", "2026-03-01", code=0)
        assert json.loads(got.out)["complete"]
    got = run(folder, "reach", "P0", "-n", "net.yaml", "-f", "json", "--limit", "200000", code=5)
    document = json.loads(got.out)
    assert "200,000 labels" in document["missing"]
    nearest = [one["place"] for one in document["reach"]]
    assert nearest == [f"P{number}" for number in range(1, len(nearest) + 1)]
    assert len(nearest) > 100


def test_what_a_trillion_itineraries_hang_on(folder: Path) -> None:
    (folder / "net.yaml").write_text(diamonds(40))
    got = run(folder, "lanes", "P0", "P40", "--critical", "-n", "net.yaml", "-f", "json", code=0)
    assert len(json.loads(got.out)["critical"]) == 79


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", "", "10000000000"])
def test_limits_that_cannot_be(folder: Path, text: str) -> None:
    run(folder, "find", "O", "D", "-n", "net.yaml", "--limit=" + text, code=2, says=["--limit"])


def test_a_machine_with_little_memory(folder: Path) -> None:
    """A quarter of a gigabyte of addresses: an answer, or one line that says why not."""
    import resource

    (folder / "net.yaml").write_text(line(10_000))
    got = run(
        folder, "find", "P0", "P9999", "-n", "net.yaml", "--depart", "2026-03-02", "--no-cache",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (250 << 20, 250 << 20)),
    )  # fmt: skip
    assert got.code in (0, 4)
    if got.code:
        assert "out of memory" in got.err


def test_groups_in_groups_three_thousand_deep(folder: Path) -> None:
    """Each place is part of the one before it; two of them share a member, so one cannot be sent to the other."""
    rows = places([f"P{i}" for i in range(3_000)] + ["D"]).splitlines(keepends=True)
    inside = [
        row.replace("kind:", f"part_of: P{i - 1}, kind:") if i and i < 3_000 else row for i, row in enumerate(rows[1:])
    ]
    (folder / "net.yaml").write_text(HEAD + rows[0] + "".join(inside) + "lanes:\n" + lane("P2999", "D", 1, 1))
    run(folder, "check", "net.yaml", code=0)
    run(folder, "find", "P0", "P5", "-n", "net.yaml", code=2, says=["share"])
    assert run(folder, "reach", "P0", "-n", "net.yaml", "-f", "csv", code=0).out.count("\n") == 2


def test_a_map_of_thousands_of_names_in_one_spot(folder: Path) -> None:
    (folder / "net.yaml").write_text(line(6_000))
    run(folder, "map", "-n", "net.yaml", "-f", "svg", "-o", "map.svg", code=0)
