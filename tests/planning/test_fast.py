"""The accelerator changes no answer."""

from __future__ import annotations

import subprocess
import sys
from errno import ENOSPC
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.generate import network, questions
from routeplan.asking import select_scenarios
from routeplan.network.model import Amount, Network
from routeplan.planning import bounds, dated, front, kbest, mesh
from routeplan.planning.board import WAYS, Board, Boards, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.dated import labels
from routeplan.planning.dated.fan import Fan
from routeplan.planning.found import Result
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.question import request_from_options
from tests.faults.shell import ROOT
from tests.helpers import read
from tests.planning.test_closing import gate
from tests.planning.test_front import chain
from tests.worked.case import ask
from tests.worked.case import network as worked

np = pytest.importorskip("numpy")
pytest.importorskip("numba", reason="the accelerator is an extra: pip install 'routeplan[fast]'")

DEPART = 20_789 * 1440
SAME = (("", Amount(700, 1, "USD")),)


def problem_on(net: Network, request: Request) -> Problem:
    """The question on a board of its own."""
    return Problem(Board(net, (), Terms.of(net, request)), request)


def solved(requests: list[Request], weekly: bool) -> list[object]:
    """Everything the searches find."""
    net = network(150, 900, 3, weekly=weekly)
    board = Board(net, (), Terms.of(net, requests[0]))
    found: list[object] = []
    for request in requests:
        problem = Problem(board, request)
        best = dated.k_best if weekly else kbest.k_best
        found.extend(best(problem, by, 6, Budget()) for by in OBJECTIVES)
        found.append((dated.front if weekly else front.front)(problem, Budget()))
    return found


@pytest.mark.parametrize("weekly", [False, True])
def test_the_same_itineraries(weekly: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    depart = DEPART if weekly else None
    pairs = questions(network(150, 900, 3), 6, 3)
    requests = [
        Request(*pair, depart=depart, max_transfers=most, via=via)
        for pair in pairs
        for most, via in ((None, ()), (3, ()), (None, ("P7",)))
        if "P7" not in pair
    ]
    plain = solved(requests, weekly)
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert solved(requests, weekly) == plain


def test_a_hub_that_both_ends_share(monkeypatch: pytest.MonkeyPatch) -> None:
    from routeplan.planning.fast.views import Views

    net, request = gate(hubs=120), Request("A", "Z")
    expected = [kbest.k_best(problem_on(net, request), by, k, Budget()) for by in OBJECTIVES[:2] for k in (1, 40)]
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    closed = []
    close = Views.close
    monkeypatch.setattr(Views, "close", lambda self, view, place: (closed.append(place), close(self, view, place)))
    problem = problem_on(net, request)
    assert problem.mesh.arrays() is not None
    for _ in range(2):  # with the views that the first time left behind
        found = [kbest.k_best(problem, by, k, Budget()) for by in OBJECTIVES[:2] for k in (1, 40)]
        assert found == expected
    assert "G" in [problem.board.place_ids[place] for place in closed]


@pytest.mark.parametrize("least", ["no room for ties", "no more looks"])
def test_what_it_gives_up_stays_with_python(least: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from routeplan.planning.fast import kbest as fast_kbest

    net, request = gate(hubs=20), Request("A", "Z")
    expected = kbest.k_best(problem_on(net, request), "co2e", 5, Budget())
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    if least == "no room for ties":
        monkeypatch.setattr(fast_kbest, "TIES", 3)  # by CO2e all are equal
    else:
        monkeypatch.setattr(fast_kbest, "LOOKS", 0)
        monkeypatch.setattr(fast_kbest, "TIMES", 0)
    problem = problem_on(net, request)
    arrays = problem.mesh.arrays()
    assert arrays is not None
    assert arrays.k_best(problem, "co2e", 5) is None
    assert kbest.k_best(problem, "co2e", 5, Budget()) == expected


@pytest.mark.parametrize("seed", range(6))
def test_the_same_best_on_small_networks(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With equal figures, no CO2e, limits on transfers and places to go through."""

    def solved() -> list[Result]:
        board = Board(net, (), Terms.of(net, requests[0]))
        found = []
        for request in requests:
            problem = Problem(board, request)
            if mesh.WORTHWHILE == 0:
                assert problem.mesh.arrays() is not None
            found.extend(kbest.k_best(problem, by, k, Budget()) for by in OBJECTIVES for k in (1, 7))
        return found

    net = network(25, 75, seed)
    if seed % 2:
        net = net._replace(co2e={}, lanes={id: lane._replace(rate=SAME) for id, lane in net.lanes.items()})
    requests = [
        Request(*pair, max_transfers=most, via=via)
        for pair in questions(net, 4, seed)
        for most, via in ((None, ()), (2, ()), (None, ("P7",)))
        if "P7" not in pair
    ]
    expected = solved()
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert solved() == expected


def test_it_is_not_imported_for_little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(60, 300, 3)
    problem = Problem(Board(net, (), Terms.of(net, Request("P0", "P1"))), Request("P0", "P1"))
    assert problem.mesh.arrays() is None
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert problem.mesh.arrays() is not None


def test_without_a_folder_to_keep_compiled_code_python_goes_on() -> None:
    code = (
        "from numba.core import caching\n"
        "for kind in [caching.CompileResultCacheImpl, *caching.CompileResultCacheImpl.__mro__]:\n"
        "    if hasattr(kind, '_locator_classes'): kind._locator_classes = []\n"
        "from tests.planning.test_fast import Request, gate, kbest, Budget, mesh, problem_on\n"
        "mesh.WORTHWHILE = 0\n"
        "problem = problem_on(gate(hubs=20), Request('A', 'Z'))\n"
        "assert problem.mesh.arrays() is None\n"
        "assert len(kbest.k_best(problem, 'cost', 5, Budget()).found) == 5\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_figures_beyond_its_integers_stay_with_python(monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(60, 300, 3)
    for lane in [lane for lane in net.lanes.values() if lane.from_place == "P50"]:
        net.lanes[lane.id] = lane._replace(rate=(("", Amount(1 << 60, 1, "USD")),))
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    problem = Problem(Board(net, (), Terms.of(net, Request("P0", "P1"))), Request("P50", "P3"))
    found = kbest.k_best(problem, "cost", 5, Budget()).found
    assert found[0].vector[0] > 1 << 66
    assert min(one.vector[0] for one in front.front(problem, Budget()).found) == found[0].vector[0]


@pytest.mark.parametrize("bits", [20, 42, 46, 50])
def test_sums_beyond_its_keys_stay_with_python(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of searches for the best and of bounds; also where a question before has come to such sums."""
    net = chain(20, 1 << bits)
    requests = [Request(origin, "P19") for origin in ("P0", "P5", "P18")]

    def solved() -> list[object]:
        board = Board(net, (), Terms.of(net, requests[0]))
        found: list[object] = []
        for request in requests:
            problem = Problem(board, request)
            assert bool(problem.mesh.arrays()) == (mesh.WORTHWHILE == 0)
            found.extend(kbest.k_best(problem, by, 3, Budget()) for by in OBJECTIVES)
            found.append(front.front(problem, Budget()))
            found.append([*problem.to_go(0)])
        return found

    expected = solved()
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert solved() == expected


def test_a_sum_that_was_too_large_stays_so() -> None:
    from routeplan.planning.fast.nearest import Nearest, TooLarge

    # 1 and 2 lead to 0, 3 to 1
    first, start, weights = np.array([0, 2, 3, 3, 3]), np.array([1, 2, 3]), np.array([1, 2, 1 << 59])
    nearest = Nearest((first, start, weights), [(0, 0)])
    for _ in range(2):
        with pytest.raises(TooLarge):
            nearest.widen()


@pytest.mark.parametrize("damaged", [("index", b""), ("index", b"junk"), ("code", b""), ("code", b"junk")])
def test_code_that_cannot_be_read_is_compiled_again(
    damaged: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = kept_in(tmp_path, monkeypatch)
    assert twice(21) == 42
    for file in tmp_path.rglob({"index": "*.nbi", "code": "*.nbc"}[damaged[0]]):
        file.write_bytes(damaged[1])
    twice = kept_in(tmp_path, monkeypatch)
    assert twice(21) == 42
    twice = kept_in(tmp_path, monkeypatch)
    assert (twice(21), list(twice.stats.cache_misses)) == (42, [])


def test_code_that_does_not_fit_on_the_disk_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from numba.core.caching import IndexDataCacheFile

    def full(*arguments: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(IndexDataCacheFile, "_save_data", full)
    assert kept_in(tmp_path, monkeypatch)(21) == 42
    assert list(tmp_path.rglob("*.nbi")) == []  # which would name code that is not there, or that of an earlier version


def kept_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A compiled function whose code is kept in this folder."""
    import numba

    from routeplan.planning.fast.compiled import compiled

    monkeypatch.setattr(numba.config, "CACHE_DIR", str(folder))
    return compiled(_twice)


def _twice(number: int) -> int:
    return number * 2


@pytest.mark.parametrize("co2e", [False, True])
def test_the_same_lanes_out_of_a_state_in_the_same_order(co2e: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    net = network(60, 300, 5, weekly=True)
    if not co2e:
        net = net._replace(co2e={})
    net.lanes["L-loose"] = next(iter(net.lanes.values()))._replace(id="L-loose", to_place="Nowhere")
    net.places["Nowhere"] = net.places["P1"]._replace(id="Nowhere")
    monkeypatch.setattr(labels, "MANY", 1)
    request = Request("P0", "P3", depart=DEPART)

    def fans() -> list[tuple[object, ...]]:
        problem = problem_on(net, request)
        search = labels.Search(problem, Budget())
        start = search.starts()[0]
        states = range(len(net.places) * WAYS)
        found = []
        for state in states:
            if problem.to_go(0)[state] is not None:
                for first in range(3):
                    fan = search.fan(start._replace(state=state), first)
                    lanes = [fan.lane(i) for i in range(len(fan.order))]
                    columns = [[*column] for column in fan[:5]]
                    found.append((state, first, *columns, [(lane.edge.lane, *lane[1:]) for lane in lanes]))
        assert bool(problem.mesh.accelerated) == (mesh.WORTHWHILE == 0)
        return found

    plain = fans()
    assert any(len(lanes[2]) > 20 for lanes in plain)
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert fans() == plain


@pytest.mark.parametrize("size", [1, 1 << 58])
def test_the_same_lanes_are_not_covered(size: int) -> None:
    """Where the figures fit into its integers, and beyond them."""
    from routeplan.planning.fast.fan import FastFan

    choose = Random(5)
    for trial in range(300):
        stairs = front.Staircase()
        for _ in range(trial % 7):
            corner = size * choose.randrange(9, 60), size * choose.randrange(9, 60)
            if not stairs.covers(*corner):
                stairs.add(*corner)
        cents, minutes, grams = ([choose.randrange(30) for _ in range(40)] for _ in range(3))
        plain = Fan(cents, cents, minutes, grams, range(40), None)
        fast = FastFan(*plain)
        fast.table = np.array([cents, minutes, grams, range(40)])
        for _ in range(3):  # the second time without a corner more
            asked = choose.randrange(41), size * choose.randrange(50), size * choose.randrange(50), choose.randrange(30)
            assert [*fast.uncovered(*asked, stairs)] == [*plain.uncovered(*asked, stairs)]
        fits = max([0, *stairs.xs, *stairs.ys]) < 1 << 62
        assert (stairs.array is not None) == fits
        stairs.add(0, 0)
        assert not [*fast.uncovered(0, 0, 0, 30, stairs)]


@pytest.mark.parametrize("largest", [0, 3, 1000, 1 << 38])
def test_least_sums_found_step_by_step(largest: int) -> None:
    """Up to a sum, to a wanted node, and to the end; with a few weights much larger than the others."""
    from routeplan.planning.fast.nearest import UNKNOWN, Nearest

    choose = Random(largest)
    nodes, bits = 3000, 12
    for sparse in (False, True):
        steps = [(node, choose.randrange(1 + largest), node + 1) for node in range(nodes - 1)]
        if not sparse:
            steps += [
                (choose.randrange(nodes), choose.randrange(1 + choose.choice((largest, largest // 1000))), end)
                for end in (choose.randrange(nodes) for _ in range(4 * nodes))
            ]
        steps.sort(key=itemgetter(2))
        into: bounds.Into = [[] for _ in range(nodes)]
        for start, weight, end in steps:
            into[end].append(weight << bits | start)
        ends = [(choose.randrange(nodes), choose.randrange(3 + 2 * largest)) for _ in range(4)]
        keys = [bounds.FAR + node for node in range(nodes)]
        expected = [UNKNOWN if rest is None else rest for rest in bounds.least(into, keys, ends, bits)]
        first = np.searchsorted([end for *_, end in steps], np.arange(nodes + 1))
        start, weights = (np.array([step[i] for step in steps]) for i in (0, 1))
        nearest = Nearest((first, start, weights), ends)
        ascending = sorted({rest for rest in expected if rest < UNKNOWN})
        wanted = choose.randrange(nodes)
        for until in (*ascending[5::199], None, ascending[len(ascending) // 2], UNKNOWN):
            if until is None:
                nearest.reach(np.array([wanted]))
                assert nearest.least[wanted] == expected[wanted]
            else:
                nearest.widen(until)
                assert nearest.radius >= until
            final = nearest.least <= nearest.radius
            assert (nearest.least[final] == np.array(expected)[final]).all()
            assert all(rest >= nearest.radius for rest in np.array(expected)[~final].tolist())
        assert nearest.whole
        assert nearest.least.tolist() == expected


HUGE = "distance: 20000 km, rate: 1000000000 USD/km"


def test_figures_of_a_later_era_or_another_origin_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """For its integers, that is: Python's take their place."""
    text = worked(
        "A CN\nO CN\nH CN\nZ CN",
        f"""
        ah A>H road 1h, rate: 1 USD
        oh O>H road 1h, {HUGE}
        hz H>Z rail 2h, rate: 1 USD, departures: {{days: [mon, tue, wed, thu, fri, sat, sun], time: "12:00"}}
        """,
    )
    change = f"{{match: {{lane: hz}}, set: {{{HUGE}}}, valid: {{from: 2026-12-20}}}}"
    text += f"\nscenarios:\n  dear: {{active: true, changes: [{change}]}}\n"
    record = read(text).record
    monkeypatch.setattr(labels, "MANY", 1)

    def answers() -> list[Result]:
        boards = Boards(record, select_scenarios(record))
        found = []
        for ends, depart in (("A>Z", "2026-12-02"), ("O>Z", "2026-12-02"), ("A>Z", "2026-12-19T23:50")):
            request = request_from_options(record, ask(ends, depart=depart, quantity=100_000))
            problem = Problem(boards.of(request), request)
            found += [dated.front(problem, Budget()), dated.k_best(problem, "cost", 2, Budget())]
            assert bool(problem.mesh.accelerated) == (mesh.WORTHWHILE == 0)
            assert (problem.accelerated("cost") is not None) == (mesh.WORTHWHILE == 0 and ends == "A>Z")
        return found

    plain = answers()
    assert plain[-1].found[0].vector[0] > 1 << 60
    monkeypatch.setattr(mesh, "WORTHWHILE", 0)
    assert answers() == plain
