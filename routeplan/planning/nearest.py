"""The least sums of one weight from the nodes to a destination, found only as far as a search looks.

`fast.nearest` does so by compiled code, and without tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routeplan.planning.bounds import FAR, Into, opened, settle


class Nearest:
    """`keys[node]`: the least sum from the node to an end, with the node as the tag; final where at most `limit`.

    `limit` is the `radius` with the largest tag. What is not final comes to no less than the radius; once all are
    final, there is no way from the others. A Dijkstra that stops, and goes on when asked for more; questions with a
    common destination share it.
    """

    def __init__(self, into: Into, keys: list[int], ends: Iterable[tuple[int, int]], tag_bits: int) -> None:
        """The steps by the node they lead to; `keys` and `ends` as for `bounds.least`."""
        self.keys = keys
        self.radius = self.limit = -1
        self._into = into
        self._tag_bits = tag_bits
        self._queue = opened(keys, [(node, weight << tag_bits) for node, weight in ends])

    @property
    def whole(self) -> bool:
        """Whether every sum is final."""
        return self.radius == FAR

    def reach(self, nodes: Iterable[int]) -> None:
        """Make the least sum of one of these nodes final, or all of them."""
        self._widen(None, frozenset(nodes))

    def enter(self, state: int, ways: Sequence[tuple[int, int]]) -> None:
        """Make the sum of a state final in which a journey begins; `ways`: (weight, next state), no step of the mesh.

        No step leads to the state, so its sum may stand among those that other questions share.
        """
        if not any(self.keys[following] <= self.limit for _, following in ways):
            self.reach(following for _, following in ways)
        while True:
            best = min((more + (self.keys[following] >> self._tag_bits) for more, following in ways), default=FAR)
            if best <= self.radius or self.whole:
                break
            self._widen((best + 1 << self._tag_bits) - 1, frozenset())
        self.keys[state] = best << self._tag_bits | state

    def _widen(self, until: int | None, to_any: frozenset[int]) -> None:
        radius = settle(self._into, self.keys, self._queue, self._tag_bits, until, to_any)
        self.radius = FAR if radius is None else radius >> self._tag_bits
        self.limit = FAR - 1 if radius is None else (self.radius + 1 << self._tag_bits) - 1
