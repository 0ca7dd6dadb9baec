"""The best ways of many origins to one destination, through a gateway or not, or of one origin to many destinations.

Only for figures that add up along the way. One search serves all the many. It allows places to be visited twice, which
an itinerary may not. Where the best way of an origin does so, it is searched forwards with these places remembered,
until the best way repeats none.
Source: N. Boland, J. Dethridge, I. Dumitrescu, "Accelerated label setting algorithms for the elementary resource
constrained shortest path problem", Operations Research Letters 34 (2006), pages 58-68.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

from routeplan.analysis.trees import Scale, Steps, Tree, TreeFrom, TreeTo
from routeplan.planning.budget import Budget, Exhausted
from routeplan.planning.found import Vector

MOST_LABELS = 50_000


class UnsettledError(Exception):
    """More labels than are worth it; nothing is known."""


class Without(NamedTuple):
    """Lanes and places, by their numbers, that a way must not touch."""

    lanes: Collection[int] = ()
    places: Collection[int] = ()


NOTHING = Without()


class Way(NamedTuple):
    """A way between the one end and one of the many; `repeats`: whether it visits a place twice."""

    weight: int
    node: int
    repeats: bool


class _Tree:
    """What ways from one end and to one end have in common.

    What the multiples of cents, minutes and grams add up to is the least, ties go by cents, minutes, grams, legs and
    lanes. Nothing is searched for before `grow`.
    """

    def __init__(self, scale: Scale, tree: Tree) -> None:
        self.scale = scale
        self.tree = tree
        self._again = bytearray()
        self._cut_short = False

    def grow(self, budget: Budget, most: int | None = None) -> None:
        """Find the ways of all, or those whose leading figure is at most so much. Once.

        Raises `Exhausted`; what is known by then may be asked for.
        """
        try:
            self.tree.grow(self._arcs, budget, None if most is None else self.scale.least(most + 1))
        except Exhausted:
            self._cut_short = True
            raise
        finally:
            self._finish()
            self._again = self.tree.repeating()

    def settled(self) -> int:
        """A leading figure below which everything is known."""
        assert self.tree.final is not None
        return self.scale.first(self.tree.final)

    def lanes(self, way: Way) -> list[int]:
        """The lanes of a way, from its beginning."""
        raise NotImplementedError

    def _arcs(self, node: int) -> list[tuple[int, int, int]]:
        """The arcs by which the tree grows from a node: weight, other node, lane."""
        raise NotImplementedError

    def _finish(self) -> None:
        """What has to be done once the tree has grown."""

    def _found(self, weight: int | None, node: int) -> Way | None:
        """The way, if this weight of it is final. Raises `Exhausted` where it is not and might be there."""
        final = self.tree.final
        if weight is None or (final is not None and weight >= final):
            if self._cut_short:
                raise Exhausted
            return None
        return Way(weight, node, bool(self._again[node]))


class WaysFrom(_Tree):
    """The best ways from one origin to everywhere."""

    def __init__(self, steps: Steps, multiples: Vector, origin: str, destinations: Iterable[str]) -> None:
        board = steps.board
        starts = steps.starts(origin)
        endings = {state: end for place in destinations for state, end in steps.endings(place)}
        departing = [arc[:3] for start in starts for arc in board.arcs(start)]
        scale = Scale(steps, multiples, [*departing, *endings.values()])
        self._from = TreeFrom(steps.place, steps.size)
        super().__init__(scale, self._from)
        for start in starts:
            self._from.root(start, 0)
        self._steps = steps
        self._endings = {state: scale.weigh(end) for state, end in endings.items()}
        # No itinerary comes back to the only place of the origin.
        self._origin = board.members(origin)[0] if len(starts) == 1 else -1

    def _arcs(self, node: int) -> list[tuple[int, int, int]]:
        cents, minutes, grams = self.scale.units
        place, origin = self._steps.place, self._origin
        return [
            (price * cents + time * minutes + co2e * grams + (lane >= 0), end, lane)
            for _, price, time, co2e, lane, end in self._steps.out(node)
            if place[end] != origin
        ]

    def way(self, destination: str) -> Way | None:
        """The best way to a destination, places visited twice allowed. Raises `Exhausted` where that is not known."""
        best: tuple[int, int] | None = None
        for state, _ in self._steps.endings(destination):
            weight = self.tree.weight[state]
            if weight is None:
                continue
            weight += self._endings[state]
            if (
                best is None
                or weight < best[0]
                or (weight == best[0] and self._from.is_before((state, -1), (best[1], -1)))
            ):
                best = weight, state
        return self._found(*best) if best else self._found(None, -1)

    def lanes(self, way: Way) -> list[int]:
        return self.tree.way(way.node)[::-1]


class Ways(_Tree):
    """The best ways of many origins to one destination that pass the gateway.

    A node is one of the mesh; with a gateway there is each once more, for goods that have met it.
    """

    def __init__(
        self, steps: Steps, multiples: Vector, origins: Iterable[str], destination: str, gateway: Iterable[str] = ()
    ) -> None:
        """`gateway`: the places that are one; none: any way will do."""
        board = steps.board
        self._steps = steps
        self._place = steps.place
        self._size = steps.size
        self._gateway = {board.number_of(place) for place in gateway}
        final = board.members(destination)
        # Nothing leads on from the only place of the destination.
        self._final = final[0] if len(final) == 1 else -1
        top = self._size if self._gateway else 0
        endings = steps.endings(destination)
        self._origins = list(dict.fromkeys(start for origin in origins for start in steps.starts(origin)))
        departing = [arc[:3] for start in self._origins for arc in board.arcs(start)]
        scale = Scale(steps, multiples, [vector for _, vector in endings] + departing)
        super().__init__(scale, TreeTo(self._place, self._size + top))
        self._ends = {top + state: scale.weigh(end) for state, end in endings}
        for node, weight in self._ends.items():
            self.tree.root(node, weight)

    def _node(self, before: int, at: int) -> int:
        """The node of goods that come to one of the mesh, after one that has met the gateway or has not."""
        return at + self._size if before >= self._size or self._place[at] in self._gateway else at

    def _arcs(self, node: int) -> list[tuple[int, int, int]]:
        """The arcs into a node: weight, node they leave, lane."""
        cents, minutes, grams = self.scale.units
        size, place = self._size, self._place
        past, at = divmod(node, size)
        arcs = []
        for start, price, time, co2e, lane, _ in self._steps.into[at]:
            if place[start] == self._final:
                continue
            weight = price * cents + time * minutes + co2e * grams + (lane >= 0)
            if past:
                arcs.append((weight, start + size, lane))
                # Who has not met the gateway before meets it by arriving there, and nowhere else.
                if place[at] not in self._gateway or place[start] in self._gateway:
                    continue
            arcs.append((weight, start, lane))
        return arcs

    def _out(self, node: int) -> list[tuple[int, int, int]]:
        """The arcs out of a node: weight, node they lead to, lane."""
        at = node % self._size
        if self._place[at] == self._final:
            return []
        weigh = self.scale.weigh
        return [
            (weigh((price, time, co2e), lane >= 0), self._node(node, end), lane)
            for _, price, time, co2e, lane, end in self._steps.out(at)
        ]

    def _finish(self) -> None:
        """Let the ways of the origins be part of the tree."""
        tree = self.tree
        for start in self._origins:
            node = self._node(0, start)
            ways = [
                (weight + rest, lane, following)
                for weight, following, lane in self._out(node)
                if (rest := tree.known(following)) is not None
            ]
            if ways:
                tree.weight[node], tree.lane[node], tree.next[node] = min(ways)

    def way(self, origin: str) -> Way | None:
        """The best way of an origin, places visited twice allowed. Raises `Exhausted` where that is not known."""
        tree = self.tree
        starts = [self._node(0, start) for start in self._steps.starts(origin)]
        ways = [(weight, tree.lane[node], node) for node in starts if (weight := tree.weight[node]) is not None]
        if not ways:
            return self._found(None, -1)
        weight, _, node = min(ways)
        return self._found(weight, node)

    def lanes(self, way: Way) -> list[int]:
        return self.tree.way(way.node)

    def least(self, origin: str, budget: Budget) -> int | None:
        """The least weight from an origin to being delivered, no place visited twice; None without a way.

        Raises `UnsettledError` and `Exhausted`.
        """
        way = self.way(origin)
        if way is None:
            return None
        return self.around(origin, NOTHING, budget) if way.repeats else way.weight

    def around(self, origin: str, without: Without, budget: Budget) -> int | None:
        """The same without some lanes and places. Everything must be known."""
        board = self._steps.board
        starts = [self._node(0, start) for start in self._steps.starts(origin)]
        starts = [node for node in starts if self._place[node % self._size] not in without.places]
        places = board.members(origin)
        # Every way has met the only place of the origin, so remembering it tells no ways apart.
        remembered = {places[0]: 1} if len(places) == 1 else {}
        while True:
            found = self._forwards(starts, remembered, without, budget)
            if found is None:
                return None
            weight, passed = found
            twice = {place for place, count in Counter(passed).items() if count > 1}
            if not twice:
                return weight
            for place in twice:
                remembered[place] = 1 << len(remembered)

    def _forwards(
        self, starts: Sequence[int], remembered: dict[int, int], without: Without, budget: Budget
    ) -> tuple[int, list[int]] | None:
        """The best way that visits no remembered place twice: its weight and places."""
        to_go = self.tree.known
        # (weight at best, a number that settles ties, weight so far, node or -1: delivered, places met, way back)
        queue: list[tuple[int, int, int, int, int, Any]] = []
        for node in starts:
            least, place = self.tree.weight[node], self._place[node % self._size]
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
            before = labels
            if node in self._ends:
                labels += 1
                total = weight + self._ends[node]
                heappush(queue, (total, -labels, total, -1, met, way))
            for more, following, lane in self._out(node):
                place = self._place[following % self._size]
                rest = to_go(following)
                if rest is None or lane in without.lanes or place in without.places:
                    continue
                met_then, way_then = met, way
                if lane >= 0:
                    bit = remembered.get(place, 0)
                    if bit & met:
                        continue
                    met_then, way_then = met | bit, (place, way)
                labels += 1
                total = weight + more
                heappush(queue, (total + rest, -labels, total, following, met_then, way_then))
            budget.spend(labels - before)
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
