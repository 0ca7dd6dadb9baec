"""The best ways of many origins to one destination through one gateway, in figures that add up along the way.

One backward search serves every origin. It allows places to be visited twice, which an itinerary may not. Where the
best way of an origin does so, it is searched forwards with these places remembered, until the best way repeats none.
Source: N. Boland, J. Dethridge, I. Dumitrescu, "Accelerated label setting algorithms for the elementary resource
constrained shortest path problem", Operations Research Letters 34 (2006), pages 58-68.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

from routeplan.planning.board import ORIGIN, WAYS, Board
from routeplan.planning.found import Vector

MOST_LABELS = 50_000
Weigh = Callable[[Vector], int]
"""What cents, minutes and grams together weigh: a sum of multiples, so that parts add up to the whole."""


class UnsettledError(Exception):
    """More labels than are worth it; nothing is known."""


class Steps:
    """All arcs of a board without dates by one weight: (weight, next state) out of a state, (weight, state) into it."""

    def __init__(self, board: Board, weigh: Weigh) -> None:
        self.board = board
        self.weigh = weigh
        self.out: list[list[tuple[int, int]]] = []
        self.into: list[list[tuple[int, int]]] = [[] for _ in range(len(board.place_ids) * WAYS)]
        for state in range(len(self.into)):
            steps = [(weigh((cents, minutes, grams)), to) for cents, minutes, grams, _, to in board.arcs(state)]
            self.out.append(steps)
            for weight, following in steps:
                self.into[following].append((weight, state))


class Ways:
    """Every way to one destination that passes the gateway. A node is a state, once more where the gateway is met."""

    def __init__(self, steps: Steps, gateway: Iterable[str], destination: str) -> None:
        board = steps.board
        self._steps = steps
        self._size = len(steps.out)
        self._gateway = {board.number_of(place) for place in gateway}
        final = board.members(destination)
        # Nothing leads on from the only place of the destination.
        self._final = final[0] if len(final) == 1 else -1
        self._ends = {self._size + state: steps.weigh(end) for place in final for state, end in board.endings(place)}
        self._to_go = self._backwards()

    def _node(self, met: int, state: int) -> int:
        """The node of goods that arrive in a state, having met the gateway before or not."""
        return state + self._size if met or state // WAYS in self._gateway else state

    def _backwards(self) -> list[int | None]:
        """The least from each node to being delivered, places visited twice allowed."""
        to_go: list[int | None] = [None] * (2 * self._size)
        queue = [(weight, node) for node, weight in self._ends.items()]
        heapify(queue)
        while queue:
            total, node = heappop(queue)
            if to_go[node] is not None:
                continue
            to_go[node] = total
            met, state = divmod(node, self._size)
            # What has not met the gateway before meets it by arriving there, and nowhere else.
            before = (met, 0) if met and state // WAYS in self._gateway else (met,)
            for weight, start in self._steps.into[state]:
                if start // WAYS == self._final:
                    continue
                for earlier in before:
                    heappush(queue, (total + weight, earlier * self._size + start))
        return to_go

    def best(self, origin: str) -> int | None:
        """The least from the origin to being delivered, no place visited twice; None without a way.

        Raises `UnsettledError`.
        """
        places = self._steps.board.members(origin)
        starts = [self._node(0, place * WAYS + ORIGIN) for place in places]
        # Every way has met the only place of the origin, so remembering it tells no ways apart.
        remembered = {places[0]: 1} if len(places) == 1 else {}
        while True:
            found = self._forwards(starts, remembered)
            if found is None:
                return None
            weight, passed = found
            twice = {place for place, count in Counter(passed).items() if count > 1}
            if not twice:
                return weight
            for place in twice:
                remembered[place] = 1 << len(remembered)

    def _forwards(self, starts: Sequence[int], remembered: dict[int, int]) -> tuple[int, list[int]] | None:
        """The best way that visits no remembered place twice: its weight and places."""
        # (weight at best, a number that settles ties, weight so far, node or -1: delivered, places met, way back)
        queue: list[tuple[int, int, int, int, int, Any]] = []
        for node in starts:
            least, place = self._to_go[node], node % self._size // WAYS
            if least is not None:
                queue.append((least, len(queue), 0, node, remembered.get(place, 0), (place, None)))
        heapify(queue)
        labels = 0
        settled: dict[int, list[int]] = {}
        while queue:
            _, _, weight, node, met, way = heappop(queue)
            if node < 0:
                return weight, _places(way)
            # An earlier label was no dearer; one that met no more can go wherever this one can.
            others = settled.setdefault(node, [])
            if any(other & met == other for other in others):
                continue
            others.append(met)
            if node in self._ends:
                labels += 1
                total = weight + self._ends[node]
                heappush(queue, (total, -labels, total, -1, met, way))
            past, state = divmod(node, self._size)
            if state // WAYS == self._final:
                continue
            for more, to in self._steps.out[state]:
                place = to // WAYS
                bit = remembered.get(place, 0)
                following = self._node(past, to)
                rest = self._to_go[following]
                if rest is None or bit & met:
                    continue
                labels += 1
                total = weight + more
                heappush(queue, (total + rest, -labels, total, following, met | bit, (place, way)))
            if labels > MOST_LABELS:
                raise UnsettledError
        return None


def _places(way: Any) -> list[int]:
    """The places of a way, the last one first."""
    places = []
    while way is not None:
        place, way = way
        places.append(place)
    return places
