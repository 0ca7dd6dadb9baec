"""The compiled search for the best itineraries: prefixes by their weight so far plus the bound of the rest.

It knows one criterion only and takes everything that comes to no more than the k-th best by it: which of those that
are equal come first is decided afterwards. Bounds forget which places were visited. Where too much is looked at in
vain because the best way on leads back to some place, the search asks for bounds of the ways that do not lead there:
those hold for all prefixes that have visited it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from routeplan.planning.fast.compiled import compiled
from routeplan.planning.fast.nearest import UNKNOWN, pop, push
from routeplan.planning.fast.views import MOST_VIEWS

Array = Any  # numpy's types mean nothing to the compiler of these functions

LABEL_BITS = 17
LABELS = 1 << LABEL_BITS
"""Prefixes a search may hold: their numbers are the tags of the keys of its heap."""
LARGEST = UNKNOWN >> LABEL_BITS
"""Bounds beyond this do not fit into such a key."""
TIES = 1_000
"""Itineraries that may equal the k-th best."""
PATIENCE = 3
"""Times the steps of the network that may be looked at in vain for one place: about as long as a Dijkstra takes."""

STATE, BEFORE, LANE, PLACE, VIEW, LEGS, TOTAL, CENTS, MINUTES, GRAMS = range(10)
"""Columns of a label. BEFORE: the label of the prefix without its last lane; for a first lane the origin, inverted."""
COLUMNS = 10
DELIVERED = -1

SIZE, MADE, FOUND, LOOKED, ASKED_VIEW, ASKED = range(6)
"""Numbers of a search: of the heap, of the labels and of itineraries found; steps looked at; what it asks for, see
`search`."""
NUMBERS = 6
ENOUGH, GAVE_UP, CLOSE, WIDEN = range(4)
"""Why a search returns."""


class Ground(NamedTuple):
    """What is searched.

    `starts`: the arcs out of the origins as (place of the origin, state, lane, cents, minutes, grams). `first`, `end`,
    `lanes`, `weights`, `place`: the steps by the node they leave, see `Onward`. `least`, `radius`, `above`, `closes`,
    `blame`: the bounds by the criterion `by`, see `Views`. `ends`: (state, cents, minutes, grams) of ending there.
    `legs_to_go`: the fewest legs from each state; empty where legs are not limited.
    """

    starts: Array
    first: Array
    end: Array
    lanes: Array
    weights: Array
    place: Array
    least: Array
    radius: Array
    above: Array
    closes: Array
    blame: Array
    ends: Array
    only_destination: int
    most_legs: int
    legs_to_go: Array
    by: int


class Tables(NamedTuple):
    """What is filled in: labels, a heap of their totals with their number as the tag, the least k totals known,
    labels of the itineraries found, numbers."""

    labels: Array
    heap: Array
    best: Array
    done: Array
    numbers: Array


@compiled
def begin(ground: Ground, tables: Tables, most: int) -> None:
    """Labels for the first legs, no more than LABELS, of itineraries that come to at most so much."""
    labels, heap, best, _, numbers = tables
    best[:] = most
    numbers[:] = 0
    made = 0
    for i in range(len(ground.starts)):
        state = ground.starts[i, 1]
        total = ground.starts[i, 3 + ground.by] + ground.least[0, state]
        if total <= most:
            labels[made, STATE] = state
            labels[made, BEFORE] = ~ground.starts[i, 0]
            labels[made, LANE] = ground.starts[i, 2]
            labels[made, PLACE] = ground.place[state]
            labels[made, VIEW] = 0
            labels[made, LEGS] = 1
            labels[made, TOTAL] = total
            labels[made, CENTS : GRAMS + 1] = ground.starts[i, 3:]
            push(heap, made, total << LABEL_BITS | made)
            made += 1
    numbers[SIZE] = numbers[MADE] = made


@compiled
def search(ground: Ground, tables: Tables, looks: int) -> int:
    """Find as many itineraries as `best` is long, and all that equal the last one of them; or all there are.

    ENOUGH: they are found. GAVE_UP: there is no room for them, or more steps were looked at than `looks`. CLOSE: to go
    on, it asks for a view like ASKED_VIEW that closes the place ASKED; WIDEN: for bounds of ASKED_VIEW up to ASKED.
    """
    labels, heap, best, done, numbers = tables
    k = len(best)
    while numbers[SIZE] > 0 and heap[0] >> LABEL_BITS <= best[k - 1]:
        label = heap[0] & (LABELS - 1)
        state = labels[label, STATE]
        if state != DELIVERED:
            view = _view(ground, labels, label)
            if view != labels[label, VIEW]:
                so_far = labels[label, CENTS + ground.by]
                if best[k - 1] - so_far > ground.radius[view]:
                    numbers[ASKED_VIEW], numbers[ASKED] = view, best[k - 1] - so_far
                    return WIDEN
                labels[label, VIEW] = view
                labels[label, TOTAL] = so_far + ground.least[view, state]
                _take(tables)
                if labels[label, TOTAL] <= best[k - 1]:
                    _put(tables, label)
                continue
        _take(tables)
        if state == DELIVERED:
            if numbers[FOUND] == len(done):
                return GAVE_UP
            done[numbers[FOUND]] = label
            numbers[FOUND] += 1
            continue
        before = numbers[MADE]
        blocking, looked = _go_on(ground, tables, label)
        if numbers[MADE] > LABELS or numbers[LOOKED] > looks:
            return GAVE_UP
        for one in range(before, numbers[MADE]):
            _put(tables, one)
        if blocking >= 0:
            view = labels[label, VIEW]
            ground.blame[view, blocking] += looked
            if ground.blame[view, blocking] > PATIENCE * len(ground.end) and ground.above[MOST_VIEWS - 1] < 0:
                numbers[ASKED_VIEW], numbers[ASKED] = view, blocking
                return CLOSE
    return ENOUGH


@compiled
def chains(labels: Array, done: Array) -> Array:
    """A row for each label of `done`: cents, minutes, grams, the origin, how many legs, their lanes, nothing beyond."""
    rows = np.zeros((len(done), 5 + labels[done, LEGS].max()), dtype=np.int64)
    for i in range(len(done)):
        label = done[i]
        rows[i, :3] = labels[label, CENTS : GRAMS + 1]
        rows[i, 4] = labels[label, LEGS]
        while label >= 0:
            rows[i, 4 + labels[label, LEGS]] = labels[label, LANE]
            label = labels[label, BEFORE]
        rows[i, 3] = ~label
    return rows


@compiled
def _put(tables: Tables, label: int) -> None:
    push(tables.heap, tables.numbers[SIZE], tables.labels[label, TOTAL] << LABEL_BITS | label)
    tables.numbers[SIZE] += 1


@compiled
def _take(tables: Tables) -> None:
    pop(tables.heap, tables.numbers[SIZE])
    tables.numbers[SIZE] -= 1


@compiled
def _view(ground: Ground, labels: Array, label: int) -> int:
    """The view that closes the most of the places visited, from that of the label on."""
    view: int = labels[label, VIEW]
    for following in range(1, MOST_VIEWS):
        if ground.above[following] == view and _visited(labels, label, ground.closes[following]):
            view = following
    return view


@compiled
def _visited(labels: Array, label: int, place: int) -> bool:
    while label >= 0:
        if labels[label, PLACE] == place:
            return True
        label = labels[label, BEFORE]
    return bool(~label == place)


@compiled
def _go_on(ground: Ground, tables: Tables, label: int) -> tuple[int, int]:
    """Labels for delivering the goods and for every lane on.

    The place that the best way on leads back to, -1 where it can be taken; and how many steps were looked at.
    """
    _deliver(ground, tables, label)
    labels, _, best, _, numbers = tables
    if labels[label, LEGS] >= ground.most_legs or labels[label, PLACE] == ground.only_destination:
        return -1, 0
    first, end, lanes, weights, places, by = (
        ground.first,
        ground.end,
        ground.lanes,
        ground.weights,
        ground.place,
        ground.by,
    )
    legs_to_go, legs = ground.legs_to_go, labels[label, LEGS] + 1
    view, state = labels[label, VIEW], labels[label, STATE]
    least = ground.least[view]
    looked, most, made = 0, best[-1], numbers[MADE]
    bound, blocking, free = labels[label, TOTAL], -1, False
    for step in range(first[state], first[state + 1]):
        # A lane right away, or handling and then a lane.
        here, last = step, step + 1
        cents, minutes, grams = labels[label, CENTS], labels[label, MINUTES], labels[label, GRAMS]
        if lanes[step] < 0:
            here, last = first[end[step]], first[end[step] + 1]
            cents += weights[step, 0]
            minutes += weights[step, 1]
            grams += weights[step, 2]
        so_far = (cents, minutes, grams)[by]
        looked += last - here
        for lane in range(here, last):
            following = end[lane]
            total = so_far + weights[lane, by] + least[following]
            if total > most or (len(legs_to_go) > 0 and legs + legs_to_go[following] > ground.most_legs):
                continue
            back = _visited(labels, label, places[following])
            if back:
                if total == bound:
                    blocking = places[following]
                continue
            free |= total == bound
            if made < LABELS:
                labels[made, STATE] = following
                labels[made, BEFORE] = label
                labels[made, LANE] = lanes[lane]
                labels[made, PLACE] = places[following]
                labels[made, VIEW] = view
                labels[made, LEGS] = legs
                labels[made, TOTAL] = total
                labels[made, CENTS] = cents + weights[lane, 0]
                labels[made, MINUTES] = minutes + weights[lane, 1]
                labels[made, GRAMS] = grams + weights[lane, 2]
            made += 1
    numbers[MADE] = made
    numbers[LOOKED] += looked
    return -1 if free else blocking, looked


@compiled
def _deliver(ground: Ground, tables: Tables, label: int) -> None:
    """One more label where the goods can be delivered."""
    labels, _, best, _, numbers = tables
    for i in range(len(ground.ends)):
        if ground.ends[i, 0] == labels[label, STATE]:
            total = labels[label, CENTS + ground.by] + ground.ends[i, 1 + ground.by]
            if total > best[-1]:
                return
            made = numbers[MADE]
            numbers[MADE] += 1
            if made < LABELS:
                labels[made] = labels[label]
                labels[made, STATE] = DELIVERED
                for j in range(3):
                    labels[made, CENTS + j] += ground.ends[i, 1 + j]
                labels[made, TOTAL] = total
            j = len(best) - 1
            while j > 0 and best[j - 1] > total:
                best[j] = best[j - 1]
                j -= 1
            best[j] = total
