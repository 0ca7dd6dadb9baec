"""Later arrivals are given up for earlier ones only where nothing is lost, and a search ends in spite of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pytest
import yaml

import routeplan
from routeplan.network.scenarios import select
from routeplan.planning.board import WAYS, Board, Terms
from routeplan.planning.bounds import Bounds
from routeplan.planning.budget import DEFAULT_LABELS, Budget
from routeplan.planning.dated.labels import Chain, Label, Search
from routeplan.planning.dated.later import Later
from routeplan.planning.found import Found, Vector, covered
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request
from tests.helpers import figures, plan, read
from tests.oracle.brute_force import BruteForce
from tests.planning.late_networks import late_network

TELLING = (11, 76, 84, 115, 207, 236, 374, 405, 514, 587, 755, 808, 1037, 1348, 1369, 1457)
"""Networks in which some itinerary begins with a later arrival that nothing else speaks for."""


@pytest.mark.parametrize("seeds", [range(20), range(20, 40), TELLING], ids=["first", "next", "telling"])
def test_nothing_is_lost(seeds: range | tuple[int, ...]) -> None:
    """By the itineraries that a brute force finds."""
    for seed in seeds:
        text, query = late_network(seed)
        expected = BruteForce(yaml.load(text, yaml.BaseLoader), query).pareto()
        assert [figures(one) for one in plan(text, query)["itineraries"]] == expected, f"seed {seed}\n{query}\n{text}"


@pytest.mark.parametrize(
    "options",
    [
        {"depart": "2026-12-01", "max_wait": "1d"},
        {"depart": "2026-12-01", "max_wait": "3d"},
        {"depart": "2026-12-01", "max_wait": "5d"},
        {"depart": "2026-01-15"},
        {"depart": "2025-11-15"},
        {"depart": "2023-06-01", "max_wait": "3d"},
    ],
)
def test_the_bundled_network_stays_below_the_limit(options: dict[str, str]) -> None:
    """With departures that can be missed, and with changes of scenarios ahead."""
    network = routeplan.bundled_network()
    for ends in (("Xian", "Valencia"), ("Yiwu", "Duisburg"), ("Chongqing", "Hamburg"), ("Rotterdam", "Xian")):
        assert network.find(*ends, limit=DEFAULT_LABELS // 2, **options).to_dict()["complete"]


DEPART, MAX_WAIT = 20_788 * 1440, 600
Rests = dict[int, list[Vector]]


def searches(count: int) -> Iterator[Search]:
    """Of networks with departures that can be missed or with changes, most with both."""
    for seed in range(count):
        net = read(late_network(seed)[0]).record
        request = Request("A", "Z", depart=DEPART, max_wait_min=MAX_WAIT)
        board = Board(net, select(net, (), ()), Terms.of(net, request))
        search = Search(Problem(board, request), Budget())
        if search.outlook.unsteady:
            yield search


def so_far_of(search: Search) -> list[Bounds]:
    """Cents, minutes and grams from A."""
    return [search.problem.from_start(criterion) for criterion in range(3)]


def later_of(search: Search, bests: Sequence[Found] = ()) -> Later:
    return Later(search, so_far_of(search), bests)


def never_left(search: Search) -> set[int]:
    """Nobody comes back to A, or goes on from Z."""
    return {search.problem.board.number_of(place) for place in "AZ"}


def changes_of(search: Search) -> dict[int, tuple[int, int]]:
    """Those that one can meet later."""
    changes = search.outlook.changes
    return {place: changes[place] for place in changes.keys() - never_left(search)}


def states_of(search: Search) -> range:
    return range(len(search.problem.board.place_ids) * WAYS)


def rests_of(search: Search) -> tuple[Rests, Rests]:
    """By state what the ways on come to that take a lane which can be missed, and those through a changing place.

    Worked out over and over until nothing changes.
    """
    problem, outlook = search.problem, search.outlook
    ends, changes, states = never_left(search), changes_of(search), states_of(search)
    whole, missed, changed = ({state: list[Vector]() for state in states} for _ in range(3))
    before = None
    while before != (whole, missed, changed):
        before = {**whole}, {**missed}, {**changed}
        for state in states:
            place, arcs = problem.mesh.place[state], problem.mesh.arcs(state)
            end = [problem.ends[state]] if state in problem.ends else []
            whole[state] = undominated(end + [plus(arc, rest) for arc in arcs for rest in whole[arc[4]]])
            missed[state] = undominated(
                plus(arc, rest)
                for arc in arcs
                for rest in (
                    *missed[arc[4]],
                    *(whole[arc[4]] if arc[3] in outlook.missable and place not in ends else ()),
                )
            )
            changed[state] = undominated(plus(arc, rest) for arc in arcs for rest in changed[arc[4]])
            if place in changes:
                changed[state] = whole[state]
    return missed, changed


def plus(one: Sequence[int], other: Vector) -> Vector:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def undominated(vectors: Iterable[Vector]) -> list[Vector]:
    """In order."""
    kept: list[Vector] = []
    for vector in sorted(set(vectors)):
        if not any(all(a <= b for a, b in zip(other, vector, strict=True)) for other in kept):
            kept.append(vector)
    return kept


def delivered(search: Search) -> dict[int, int]:
    """By state the first moment of a delivery after going through a place once it has changed."""
    mesh, to_go, changes = search.problem.mesh, search.to_go[1], changes_of(search)
    moments = dict[int, int]()
    for state in states_of(search):
        rest, place = to_go[state], mesh.place[state]
        if place in changes and rest is not None:
            moments[state] = changes[place][0] + rest
    before = None
    while before != moments:
        before = dict(moments)
        for state in states_of(search):
            ahead = [moments[one] for one in (state, *(arc[4] for arc in mesh.arcs(state))) if one in moments]
            if ahead:
                moments[state] = min(ahead)
    return moments


def at(state: int, moment: int) -> Label:
    """After 50 hours, 700 cents and 9 grams."""
    return Label(state, moment, 700, 9, Chain(None, -1, 0), moment - 3000, 0, 0)


@pytest.mark.parametrize(("earlier", "late"), [(240, 360), (599, 1), (600, 0), (900, 0)])
def test_what_it_is_good_for(earlier: int, late: int) -> None:
    """To be later by so many minutes, up to the last change and from then on."""
    tried = 0
    for search in searches(20):
        missed, changed = rests_of(search)
        later, first = later_of(search), delivered(search)
        last = max((last for _, last in changes_of(search).values()), default=0)
        for state in reached(search, missed):
            for moment in (last - 1, last):
                label = at(state, moment + earlier)
                expected = [(700 + cents, 3000 + late + minutes, 9 + grams) for cents, minutes, grams in missed[state]]
                if moment < last:
                    expected += [
                        (700 + cents, max(3000 + minutes, first[state] - label.start), 9 + grams)
                        for cents, minutes, grams in changed[state]
                    ]
                assert list(later.ways(label, at(state, moment))) == expected
                tried += len(expected)
    assert tried > 500


def reached(search: Search, states: Iterable[int]) -> Iterator[int]:
    """Those that one can come to."""
    so_far = so_far_of(search)
    return (state for state in states if all(before[state] is not None for before in so_far))


def test_what_is_beaten_is_left_out() -> None:
    """By an itinerary in the middle of those there are."""
    left_out = kept = 0
    for search in searches(20):
        missed, _ = rests_of(search)
        so_far = so_far_of(search)
        totals = {
            state: [plus([before[state] or 0 for before in so_far], rest) for rest in missed[state]]
            for state in reached(search, missed)
        }
        every = undominated(total for listed in totals.values() for total in listed)
        if not every:
            continue
        best = Found((), (), 0, every[len(every) // 2])
        later = later_of(search, [best])
        for state, listed in totals.items():
            shown = [rest for rest, total in zip(missed[state], listed, strict=True) if not covered([best], total)]
            ways = list(later.ways(at(state, 1 << 40), at(state, (1 << 40) - MAX_WAIT)))
            assert ways == [plus((700, 3000, 9), rest) for rest in shown]
            left_out, kept = left_out + len(listed) - len(shown), kept + len(shown)
    assert left_out > 50
    assert kept > 50


def test_without_labels_one_bound_stands_for_all_ways() -> None:
    """It counts what it has tried all the same."""
    for search in searches(5):
        to_go = search.to_go
        states = [state for state in states_of(search) if to_go[0][state] is not None]
        full, search.budget = search.budget, Budget(40)
        later, label = later_of(search), at(states[0], DEPART)
        assert len(list(later.ways(label, label))) in (1, 2)
        assert 35 <= search.budget.left < 40
        for state in states:
            label = at(state, DEPART)
            least = plus((700, 3000, 9), (to_go[0][state] or 0, to_go[1][state] or 0, to_go[2][state] or 0))
            assert next(later.ways(label, label)) == plus(least, (0, MAX_WAIT, 0))
        search.budget = full
        exact = later_of(search)
        list(exact.ways(label, label))
        assert full.left < full.labels
