"""The search for the front, compiled: labels in a table, the ones to take next in a heap.

The same search as `planning.front` describes, label by label: what it counts against the budget is the same too.
Tables do not grow in here. The search pauses before one overflows, and goes on where it was once that has grown.

All in one file, since numba's cache does not notice when a compiled function of another file has changed; and element
by element, since assigning, copying or sorting parts of arrays takes seconds to compile.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from routeplan.planning.fast.compiled import compiled
from routeplan.planning.fast.nearest import UNKNOWN
from routeplan.planning.found import DELIVERED

Array = Any  # numpy's types mean nothing to the compiler of these functions

LABEL = 11
KEY, TIME, CO2E, LEGS, STATE, LANE, BEFORE, SEEN, AT, COST, UNDER = range(LABEL)
"""Columns of a label. KEY: the cost in whose order it is taken. COST, TIME, CO2E: so far plus bounds. LANE: ridden
last; BEFORE: the label it goes on from, -1 at the origin. SEEN: critical places. AT: the detour to look at next, -1
where the label has not been taken yet. UNDER: the label kept at its state before it."""

ROW = 5
MORE_COST, MORE_TIME, MORE_CO2E, BY, TO = range(ROW)
"""Columns of a detour: what it adds to the bounds, its lane, the state it leads to."""

NUMBERS = 7
WAITING, MADE, DETOURS, STAIRS, FOUND, LEFT, REACHED = range(NUMBERS)
"""How many labels are in the heap, labels, detours, steps of the staircase and itineraries there are; what is left of
the budget; the cost of the label taken last."""

DONE, PAUSED, SPENT = range(3)
"""Why the search stopped: nothing is left to do; a table is full, or the work for one go is done; no budget is left."""


class Ground(NamedTuple):
    """What the search goes over; see `onward.Onward` for the steps."""

    first: Array
    end: Array
    lane: Array
    weights: Array
    place: Array
    cost: Array
    """The least cents from each node to being delivered; UNKNOWN where there is no way."""
    time: Array
    co2e: Array
    legs_to_go: Array
    """Per node; empty where transfers are not limited."""
    most_legs: int
    ends: Array
    """States in which goods can be delivered, and what that takes: (state, cents, minutes, grams)."""
    only_destination: int
    critical: Array
    """Places that may not be visited twice, and their bit: (place, bit)."""
    shown: int
    """Labels that an itinerary found is worth, per leg."""


class Tables(NamedTuple):
    """What the search fills."""

    labels: Array
    heap: Array
    found: Array
    stairs: Array
    """Times, ascending, and CO2e, descending, of the itineraries that no other covers in these two."""
    detours: Array
    rows: Array
    """Per state where its detours begin and end; -1 where they are not known yet."""
    kept: Array
    """Per state the label kept last; -1 for none."""
    numbers: Array


@compiled
def _earlier(labels: Array, one: int, two: int) -> bool:
    """Whether a label comes before another; those already taken first, whatever comes of their detours joins in."""
    if labels[one, KEY] != labels[two, KEY]:
        return bool(labels[one, KEY] < labels[two, KEY])
    if labels[one, AT] >= 0 or labels[two, AT] >= 0:
        return bool(labels[one, AT] >= 0)
    for column in (TIME, CO2E, LEGS):
        if labels[one, column] != labels[two, column]:
            return bool(labels[one, column] < labels[two, column])
    lanes = _lanes(labels, one, two)
    if lanes != 0:
        return lanes < 0
    return bool(labels[one, STATE] < labels[two, STATE])


@compiled
def _lanes(labels: Array, one: int, two: int) -> int:
    """Compares the lanes of labels with as many legs, from the first on: below, at or above zero."""
    if labels[one, STATE] == DELIVERED:
        one = labels[one, BEFORE]
    if labels[two, STATE] == DELIVERED:
        two = labels[two, BEFORE]
    order = 0
    while one != two and labels[one, BEFORE] >= 0:
        if labels[one, LANE] != labels[two, LANE]:
            order = labels[one, LANE] - labels[two, LANE]
        one, two = labels[one, BEFORE], labels[two, BEFORE]
    return order


@compiled
def _put(labels: Array, heap: Array, numbers: Array, label: int) -> None:
    """Put a label into the heap."""
    i = numbers[WAITING]
    numbers[WAITING] += 1
    while i > 0:
        above = (i - 1) >> 1
        if not _earlier(labels, label, heap[above]):
            break
        heap[i] = heap[above]
        i = above
    heap[i] = label


@compiled
def _take(labels: Array, heap: Array, numbers: Array) -> int:
    """Take the first label out of the heap."""
    taken = heap[0]
    numbers[WAITING] -= 1
    size = numbers[WAITING]
    label = heap[size]
    i = 0
    while True:
        below = 2 * i + 1
        if below >= size:
            break
        if below + 1 < size and _earlier(labels, heap[below + 1], heap[below]):
            below += 1
        if not _earlier(labels, heap[below], label):
            break
        heap[i] = heap[below]
        i = below
    heap[i] = label
    return int(taken)


@compiled
def _step(stairs: Array, size: int, time: int) -> int:
    """Where in the staircase a longer time than this begins."""
    low, high = 0, size
    while low < high:
        middle = (low + high) >> 1
        if stairs[middle, 0] > time:
            high = middle
        else:
            low = middle + 1
    return int(low)


@compiled
def _covered(stairs: Array, size: int, time: int, co2e: int) -> bool:
    """Whether an itinerary found, all of which cost no more, is as good in time and CO2e."""
    step = _step(stairs, size, time)
    return bool(step > 0 and stairs[step - 1, 1] <= co2e)


@compiled
def _raise(stairs: Array, numbers: Array, time: int, co2e: int) -> None:
    """Put an itinerary that is not covered into the staircase; those it covers go."""
    size = numbers[STAIRS]
    at = _step(stairs, size, time)
    if at > 0 and stairs[at - 1, 0] == time:
        at -= 1
    last = at
    while last < size and stairs[last, 1] >= co2e:
        last += 1
    # Its place is made, or what is too much closed up.
    if last == at:
        for step in range(size, at, -1):
            stairs[step, 0], stairs[step, 1] = stairs[step - 1, 0], stairs[step - 1, 1]
    else:
        for step in range(last, size):
            stairs[step - last + at + 1, 0], stairs[step - last + at + 1, 1] = stairs[step, 0], stairs[step, 1]
    stairs[at, 0], stairs[at, 1] = time, co2e
    numbers[STAIRS] = size + 1 - (last - at)


@compiled
def _dominated(labels: Array, kept: Array, limited: bool, label: int) -> bool:
    """Whether a label kept at the same state is as good; if not, this one is kept, and those it dominates go."""
    state, time, co2e, seen = labels[label, STATE], labels[label, TIME], labels[label, CO2E], labels[label, SEEN]
    legs = labels[label, LEGS]
    other = kept[state]
    while other >= 0:
        as_good = labels[other, TIME] <= time and labels[other, CO2E] <= co2e and labels[other, SEEN] & ~seen == 0
        if as_good and (not limited or labels[other, LEGS] <= legs):
            return True
        other = labels[other, UNDER]
    above, other = label, kept[state]
    labels[label, UNDER] = other
    kept[state] = label
    while other >= 0:
        under = labels[other, UNDER]
        goes = labels[other, TIME] >= time and labels[other, CO2E] >= co2e and seen & ~labels[other, SEEN] == 0
        if goes and (not limited or legs <= labels[other, LEGS]):
            labels[above, UNDER] = under
        else:
            above = other
        other = under
    return False


@compiled
def _note(detours: Array, at: int, cost: int, time: int, co2e: int, lane: int, following: int) -> None:
    """Note a detour."""
    detours[at, MORE_COST], detours[at, MORE_TIME], detours[at, MORE_CO2E] = cost, time, co2e
    detours[at, BY], detours[at, TO] = lane, following


@compiled
def _ways(ground: Ground, detours: Array, at: int, node: int, cost: int, time: int, co2e: int) -> int:
    """Note the detours by the steps out of a node, and the arcs they begin; how many there are then.

    `cost`, `time`, `co2e`: from the state to the node, less the bounds of the state.
    """
    first, weights, lane, end = ground.first, ground.weights, ground.lane, ground.end
    costs, times, co2es = ground.cost, ground.time, ground.co2e
    for step in range(first[node], first[node + 1]):
        following = end[step]
        if lane[step] >= 0 and costs[following] != UNKNOWN:
            cents = cost + weights[step, 0] + costs[following]
            minutes = time + weights[step, 1] + times[following]
            grams = co2e + weights[step, 2] + co2es[following]
            _note(detours, at, cents, minutes, grams, lane[step], following)
            at += 1
    return at


@compiled
def _sift(detours: Array, begin: int, at: int, size: int) -> None:
    """Let a detour sink in a heap, the dearest on top, that begins there."""
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and detours[begin + below + 1, MORE_COST] > detours[begin + below, MORE_COST]:
            below += 1
        if detours[begin + below, MORE_COST] <= detours[begin + at, MORE_COST]:
            break
        _swap(detours, begin + at, begin + below)
        at = below


@compiled
def _swap(detours: Array, one: int, two: int) -> None:
    for column in range(ROW):
        detours[one, column], detours[two, column] = detours[two, column], detours[one, column]


@compiled
def _sort(detours: Array, begin: int, end: int) -> None:
    """Put the cheapest detours first: a heap sort in place."""
    size = end - begin
    for at in range(size // 2 - 1, -1, -1):
        _sift(detours, begin, at, size)
    for last in range(size - 1, 0, -1):
        _swap(detours, begin, begin + last)
        _sift(detours, begin, 0, last)


@compiled
def _make_row(ground: Ground, tables: Tables, state: int) -> None:
    """The detours of a state, the cheapest first."""
    first, weights, detours = ground.first, ground.weights, tables.detours
    begin = at = tables.numbers[DETOURS]
    cost, time, co2e = -ground.cost[state], -ground.time[state], -ground.co2e[state]
    if ground.place[state] != ground.only_destination:
        at = _ways(ground, detours, at, state, cost, time, co2e)
        for step in range(first[state], first[state + 1]):
            if ground.lane[step] < 0:
                cents, minutes, grams = weights[step, 0], weights[step, 1], weights[step, 2]
                at = _ways(ground, detours, at, ground.end[step], cost + cents, time + minutes, co2e + grams)
    ends = ground.ends
    for i in range(len(ends)):
        if ends[i, 0] == state:
            _note(detours, at, cost + ends[i, 1], time + ends[i, 2], co2e + ends[i, 3], -1, DELIVERED)
            at += 1
    _sort(detours, begin, at)
    tables.numbers[DETOURS] = tables.rows[state, 1] = at
    tables.rows[state, 0] = begin


@compiled
def _bit(critical: Array, place: int) -> int:
    """The bit of a place, where it is critical."""
    for i in range(len(critical)):
        if critical[i, 0] == place:
            return int(critical[i, 1])
    return 0


@compiled
def _make(labels: Array, numbers: Array) -> int:
    """A new label."""
    label = numbers[MADE]
    numbers[MADE] += 1
    labels[label, AT] = -1
    return int(label)


@compiled
def begin(ground: Ground, tables: Tables, state: int, arcs: Array) -> None:
    """A label at a state in which a journey begins, with the arcs out of it: no step of the mesh leaves it."""
    costs, times, co2es = ground.cost, ground.time, ground.co2e
    cost = time = co2e = UNKNOWN
    for i in range(len(arcs)):
        following = arcs[i, 4]
        if costs[following] != UNKNOWN:
            cost = min(cost, arcs[i, 0] + costs[following])
            time = min(time, arcs[i, 1] + times[following])
            co2e = min(co2e, arcs[i, 2] + co2es[following])
    if cost == UNKNOWN:
        return
    first = at = tables.numbers[DETOURS]
    for i in range(len(arcs)):
        following = arcs[i, 4]
        if costs[following] != UNKNOWN:
            cents, minutes = arcs[i, 0] + costs[following] - cost, arcs[i, 1] + times[following] - time
            _note(tables.detours, at, cents, minutes, arcs[i, 2] + co2es[following] - co2e, arcs[i, 3], following)
            at += 1
    _sort(tables.detours, first, at)
    tables.numbers[DETOURS] = tables.rows[state, 1] = at
    tables.rows[state, 0] = first
    labels = tables.labels
    label = _make(labels, tables.numbers)
    labels[label, KEY] = labels[label, COST] = cost
    labels[label, TIME], labels[label, CO2E] = time, co2e
    labels[label, LEGS], labels[label, STATE], labels[label, LANE], labels[label, BEFORE] = 0, state, -1, -1
    labels[label, SEEN] = _bit(ground.critical, ground.place[state])
    _put(labels, tables.heap, tables.numbers, label)


@compiled
def _ride(labels: Array, numbers: Array, label: int, detours: Array, at: int, bit: int) -> int:
    """The label that comes of a detour; `bit`: that of the place it leads to, 0 where it is delivered."""
    further = _make(labels, numbers)
    labels[further, KEY] = labels[further, COST] = labels[label, COST] + detours[at, MORE_COST]
    labels[further, TIME] = labels[label, TIME] + detours[at, MORE_TIME]
    labels[further, CO2E] = labels[label, CO2E] + detours[at, MORE_CO2E]
    labels[further, LEGS] = labels[label, LEGS] + (detours[at, TO] != DELIVERED)
    labels[further, STATE], labels[further, LANE] = detours[at, TO], detours[at, BY]
    labels[further, BEFORE], labels[further, SEEN] = label, labels[label, SEEN] | bit
    return further


@compiled
def search(ground: Ground, tables: Tables, widest: int, work: int) -> int:
    """Begin or go on until DONE, PAUSED or SPENT.

    `widest`: the most detours out of one state; `work`: what of the budget may be used up in one go.
    """
    labels, heap, stairs, kept, numbers = tables.labels, tables.heap, tables.stairs, tables.kept, tables.numbers
    detours, rows, critical, place = tables.detours, tables.rows, ground.critical, ground.place
    legs_to_go, limited = ground.legs_to_go, len(ground.legs_to_go) > 0
    pause = numbers[LEFT] - work
    while numbers[WAITING] > 0:
        if numbers[MADE] + widest > len(labels) or numbers[DETOURS] + widest > len(detours) or numbers[LEFT] < pause:
            return PAUSED
        label = _take(labels, heap, numbers)
        cost, time, co2e, state = labels[label, COST], labels[label, TIME], labels[label, CO2E], labels[label, STATE]
        numbers[REACHED] = labels[label, KEY]
        if _covered(stairs, numbers[STAIRS], time, co2e):
            continue
        if state == DELIVERED:
            _raise(stairs, numbers, time, co2e)
            tables.found[numbers[FOUND]] = label
            numbers[FOUND] += 1
            numbers[LEFT] -= ground.shown * labels[label, LEGS]
        elif labels[label, AT] < 0:
            if _dominated(labels, kept, limited, label):
                continue
            if rows[state, 0] < 0:
                _make_row(ground, tables, state)
            labels[label, AT] = rows[state, 0]
            numbers[LEFT] -= 1
        if numbers[LEFT] < 0:
            return SPENT
        if state == DELIVERED:
            continue
        for at in range(labels[label, AT], rows[state, 1]):
            if _covered(stairs, numbers[STAIRS], time + detours[at, MORE_TIME], co2e + detours[at, MORE_CO2E]):
                continue
            if cost + detours[at, MORE_COST] > labels[label, KEY]:
                labels[label, KEY], labels[label, AT] = cost + detours[at, MORE_COST], at
                _put(labels, heap, numbers, label)
                break
            following, bit = detours[at, TO], 0
            if following != DELIVERED:
                bit = _bit(critical, place[following])
                if labels[label, SEEN] & bit:
                    continue
                if limited and labels[label, LEGS] + 1 + legs_to_go[following] > ground.most_legs:
                    continue
            _put(labels, heap, numbers, _ride(labels, numbers, label, detours, at, bit))
    return DONE
