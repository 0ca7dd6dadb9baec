"""States and what joins them as one graph, with what every search on it shares: steps seen from their end, packed.

Packing puts three criteria and the number of legs of an arc into one integer, most important first. Adding packed
weights adds vectors and comparing them compares lexicographically, so one Dijkstra gives exact bounds for a criterion
with all its tie-breaks. The lowest bits, the *tag*, are left free: a bound carries its node there, and an arc its
position among the arcs out of its state, so that searches sort and compare plain integers.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from routeplan.planning.bounds import Arc, Bounds, Into, Step
from routeplan.planning.found import Vector
from routeplan.planning.kept import Kept, as_many_as_fit
from routeplan.planning.request import OBJECTIVES

if TYPE_CHECKING:
    from routeplan.planning.corridor import Corridor
    from routeplan.planning.dated.fan import Fan
    from routeplan.planning.fast.arrays import Arrays
    from routeplan.planning.nearest import Nearest
    from routeplan.planning.outlook import Outlook
    from routeplan.planning.riding import Lanes
else:
    # Annotations are read where they stand: named tuples that keep them as text cost a call of the compiler.
    Corridor = Fan = Lanes = Arrays = Nearest = Outlook = object

WORTHWHILE = 2_000_000
"""Steps looked at in Python, about a second's work, after which the accelerator is worth importing."""

NARROW = 60
"""Bits of the largest sums the accelerator handles."""

Weight = int | Vector
"""What a bound adds up: cents (0), minutes (1), grams (2), legs (3), or so many times cents, minutes and grams."""
LEGS = 3

CORRIDORS_KEPT = FANS_KEPT = 16
"""Destinations, which questions come sorted by: few are enough."""
OUTLOOKS_KEPT = 8

Places = tuple[int, ...]

Fans = dict[tuple[int, int, int], Fan]
"""By state, number of the era and the criterion they are sorted by."""


def weigh(figures: Sequence[int], leg: bool, weight: Weight) -> int:
    """The weight of cents, minutes, grams and, where it is one, a leg."""
    if isinstance(weight, tuple):
        return weight[0] * figures[0] + weight[1] * figures[1] + weight[2] * figures[2]
    return int(leg) if weight == LEGS else figures[weight]


class Packing:
    """Criteria in the order of the objective, then legs, most important first, above a tag of so many bits."""

    def __init__(self, by: str, largest: Vector, steps: int, tag_bits: int) -> None:
        first = OBJECTIVES.index(by)
        self.order = (first, *(i for i in range(3) if i != first))
        # No bound or total has more arcs than there are states, so none exceeds this many times the largest arc.
        self._bits = [(largest[i] * steps).bit_length() for i in self.order]
        self._leg_bits = steps.bit_length()
        self._tag_bits = tag_bits
        self.key: tuple[str | int, ...] = (by, *self._bits)
        """Equal for packings that pack alike."""
        self.narrow = max(self._bits) <= NARROW
        """Whether each criterion fits into the integers of the accelerator."""
        self.unknown = 1 << sum(self._bits) + self._leg_bits + tag_bits + 1
        """More than any bound or total comes to."""

    def pack(self, vector: Sequence[int], legs: int) -> int:
        """The vector (cents, minutes, grams) and the legs as one integer, with an empty tag."""
        a, b, c = self.order
        return self.join(vector[a], vector[b], vector[c], legs)

    def join(self, first: int, second: int, third: int, legs: int) -> int:
        """The same, from the criteria in order."""
        _, second_bits, third_bits = self._bits
        return (((first << second_bits | second) << third_bits | third) << self._leg_bits | legs) << self._tag_bits

    def pack_arcs(self, arcs: Sequence[Arc]) -> tuple[int, ...]:
        """The weights of arcs out of a state, each with its position as the tag less the node it leads to."""
        a, b, c = self.order
        units = (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)
        first, second, third, leg = (self.join(*unit) for unit in units)
        return tuple(
            [
                arc[a] * first + arc[b] * second + arc[c] * third + leg + position - arc[4]
                for position, arc in enumerate(arcs)
            ]
        )

    def unpack(self, weight: int) -> Vector:
        """(cents, minutes, grams) of a packed weight."""
        weight >>= self._leg_bits + self._tag_bits
        vector = [0, 0, 0]
        for i, bits in zip(reversed(self.order[1:]), reversed(self._bits[1:]), strict=True):
            vector[i] = weight & ((1 << bits) - 1)
            weight >>= bits
        vector[self.order[0]] = weight
        return vector[0], vector[1], vector[2]


class Out(NamedTuple):
    """The arcs out of a state by ascending lane, weighted.

    `codes`: packed weights, each with its position as the tag less the node it leads to, which the tag of that
    node's bound makes up for; `bounds_of` takes the bounds of all the nodes led to, in this order.
    """

    codes: tuple[int, ...]
    bounds_of: Callable[[Sequence[int]], Sequence[int]]


class Mesh:
    """Nodes joined by steps. The first nodes are the states, the others lie inside of stays: handling leads there.

    `place[node]` is the place of a node. `arcs(state)` are the whole arcs out of a state: handling and lane in one;
    there is no more than one for each of `lanes`.
    """

    def __init__(
        self, steps: Sequence[Step], place: Sequence[int], arcs: Callable[[int], Sequence[Arc]], lanes: int
    ) -> None:
        # In the order in which searches read what is made of them: lists laid out that way are read twice as fast.
        self.steps = sorted(steps, key=itemgetter(5))
        self.place = place
        self.arcs = arcs
        self.tag_bits = max(len(place), lanes).bit_length()
        fitting = as_many_as_fit(len(place))
        self.bounds: Kept[tuple[Weight, Places], Bounds] = Kept(fitting)  # by weight and destinations
        self.nearest: Kept[tuple[int, Places], Nearest] = Kept(fitting)  # likewise
        self.corridors: Kept[tuple[Places, tuple[str | int, ...], frozenset[int]], Corridor] = Kept(
            min(CORRIDORS_KEPT, fitting)
        )
        self.outlooks: Kept[int, Outlook] = Kept(OUTLOOKS_KEPT)  # by longest wait
        self.fans: Kept[Places, Fans] = Kept(min(FANS_KEPT, fitting))  # by destinations
        self.lanes: dict[tuple[int, int], Lanes] = {}  # by state and number of the era
        self._into: dict[Weight, Into] = {}
        self._packed: dict[tuple[str | int, ...], Into] = {}
        self._out: dict[tuple[str | int, ...], dict[int, Out]] = {}
        self._looked_at = 0
        self._asked = False
        self.accelerated: Arrays | None = None
        self._unknown: dict[int, list[int]] = {}
        self._sorted: dict[int, Sequence[Arc]] = {}
        self._entries: dict[int, list[int]] = {}  # by place
        self._largest: Vector | None = None
        self._packings: dict[tuple[str, int, int, int], Packing] = {}  # by criterion and largest figures

    def arrays(self) -> Arrays | None:
        """The steps for the accelerator, once there has been work enough for it; None without it.

        To be called for each bound that is needed.
        """
        self._looked_at += len(self.steps)
        if self._looked_at >= WORTHWHILE and not self._asked:
            self._asked = True
            try:
                from routeplan.planning.fast.arrays import Arrays
            except (ImportError, RuntimeError):
                # Not installed, or no folder to keep compiled code in: compiling takes longer than it saves.
                return None
            self.accelerated = Arrays(self)
        return self.accelerated

    def into(self, weight: Weight) -> Into:
        """The steps by the node they lead to, weighted."""
        known = self._into.get(weight)
        if known is None:
            bits = self.tag_bits
            if isinstance(weight, tuple) or weight == LEGS:
                weighted = ((step[0], weigh(step[1:4], step[4] >= 0, weight) << bits, step[5]) for step in self.steps)
            else:
                weighted = ((step[0], step[weight + 1] << bits, step[5]) for step in self.steps)
            known = self._into[weight] = self._reverse(weighted)
        return known

    def largest(self) -> Vector:
        """The most cents, minutes and grams of a step."""
        if self._largest is None:
            cents, minutes, grams = (max((step[i] for step in self.steps), default=0) for i in (1, 2, 3))
            self._largest = (cents, minutes, grams)
        return self._largest

    def packing(self, by: str, others: Sequence[Sequence[int]]) -> Packing:
        """How to pack the steps of this mesh; `others` are vectors outside of it that must fit as well."""
        # Rounded up, so that questions about other places mostly share a packing and with it the packed steps.
        a, b, c = ((1 << (max(most) + 1).bit_length() + 1) - 1 for most in zip(self.largest(), *others, strict=False))
        known = self._packings.get((by, a, b, c))
        if known is None:
            known = self._packings[by, a, b, c] = Packing(by, (a, b, c), len(self.place) + 2, self.tag_bits)
        return known

    def packed_into(self, packing: Packing) -> Into:
        """The steps by the node they lead to, with packed weights."""
        known = self._packed.get(packing.key)
        if known is None:
            pack = packing.pack
            known = self._packed[packing.key] = self._reverse(
                (start, pack((cents, minutes, grams), lane >= 0), end)
                for start, cents, minutes, grams, lane, end in self.steps
            )
        return known

    def unknown(self, far: int) -> list[int]:
        """For each node the key of one from which no way is known; `far` is more than any weight."""
        known = self._unknown.get(far)
        if known is None:
            known = self._unknown[far] = [far + node for node in range(len(self.place))]
        return [*known]

    def entries(self, place: int) -> list[int]:
        """The states in which lanes lead to a place."""
        if not self._entries:
            for node in {step[5] for step in self.steps if step[4] >= 0}:
                self._entries.setdefault(self.place[node], []).append(node)
        return self._entries.get(place, [])

    def by_lane(self, state: int) -> Sequence[Arc]:
        """The arcs out of a state by ascending lane."""
        known = self._sorted.get(state)
        if known is None:
            known = self._sorted[state] = sorted(self.arcs(state), key=itemgetter(3))
        return known

    def out(self, packing: Packing, state: int) -> Out:
        """The arcs out of a state with packed weights."""
        kept = self._out.setdefault(packing.key, {})
        known = kept.get(state)
        if known is None:
            arcs = self.by_lane(state)
            known = kept[state] = Out(packing.pack_arcs(arcs), _all_of([arc[4] for arc in arcs]))
        return known

    def _reverse(self, weighted: Iterable[tuple[int, int, int]]) -> Into:
        into: Into = [[] for _ in self.place]
        for start, weight, end in weighted:
            into[end].append(weight | start)
        return into


def _all_of(heads: Sequence[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    """What takes these elements out of a list, in order."""
    if len(heads) > 1:
        return itemgetter(*heads)
    return lambda bounds: [bounds[head] for head in heads]
