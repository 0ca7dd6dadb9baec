"""What shipments share on one departure: its capacity, its fixed cost, and containers filled together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from routeplan.network.model import Ratio

Members = frozenset[int]
"""The shipments aboard, by their numbers."""


class Lading(NamedTuple):
    """Shipments aboard together, what the departure costs for them, and the containers they share."""

    members: Members
    cents: int
    boxes: int


class Departure(NamedTuple):
    """One run of a lane. Room is counted in `unit`ths of a TEU, shares of a container in `whole`ths of it.

    `lots` is what each shipment takes: (room, 0) with containers of its own, (0, share) where it shares them. What
    own containers cost is no matter here. `capacity` in TEU; None takes all there is.
    """

    lane: str
    when: int  # the UTC minute of a timetable, else the local day on which the lane left when ready
    dated: bool
    from_place: str
    to_place: str
    capacity: Ratio | None
    unit: int
    fixed_cents: int
    box_cents: int
    box_room: int
    whole: int
    lots: dict[int, tuple[int, int]]

    def taken(self, members: Iterable[int]) -> tuple[int, int]:
        """Room taken by own containers, and shares of shared ones."""
        lots = [self.lots[s] for s in members]
        return sum(room for room, _ in lots), sum(share for _, share in lots)

    def boxes(self, share: int) -> int:
        """Containers that hold the shares."""
        return -(-share // self.whole)

    def lading(self, members: Members) -> Lading | None:
        """The shipments aboard together; None where they do not fit."""
        room, share = self.taken(members)
        if not self._fits(room, share):
            return None
        boxes = self.boxes(share)
        return Lading(members, boxes * self.box_cents + (self.fixed_cents if members else 0), boxes)

    def _fits(self, room: int, share: int) -> bool:
        if self.capacity is None:
            return True
        return (room + self.boxes(share) * self.box_room) * self.capacity[1] <= self.capacity[0] * self.unit

    def couples(self) -> bool:
        """Whether it is more than a price for each: shared containers, a fixed cost for many, or too little room."""
        shared = any(share for _, share in self.lots.values())
        if shared or len(self.lots) < 2:
            return shared
        return self.fixed_cents > 0 or not self._fits(*self.taken(self.lots))

    def best(self, worth: Mapping[int, int], rebate: int) -> tuple[int, Lading | None]:
        """The lading worth most beyond its cost, `rebate` off each shared container, and by how much.

        At least 0, for nothing aboard.
        """
        box_cents = self.box_cents - rebate
        most: dict[tuple[int, int], tuple[int, Members]] = {(0, 0): (0, frozenset())}
        for s, (more_room, more_share) in self.lots.items():
            value = worth.get(s, 0)
            if value <= 0 and (box_cents >= 0 or not more_share):
                continue
            for (room, share), (before, members) in list(most.items()):
                taken = room + more_room, share + more_share
                known = most.get(taken)
                if (known is None or before + value > known[0]) and self._fits(*taken):
                    most[taken] = before + value, members | {s}
        profit, best = 0, frozenset[int]()
        for (_, share), (value, members) in most.items():
            gain = value - self.fixed_cents - box_cents * self.boxes(share)
            if members and gain > profit:
                profit, best = gain, members
        return profit, self.lading(best) if best else None

    def ladings(self, users: Iterable[int]) -> Iterator[Lading]:
        """Every lading of some of the users, but for those that another can join for nothing."""
        listed = sorted(users)
        for count in range(1, len(listed) + 1):
            for members in map(frozenset, combinations(listed, count)):
                lading = self.lading(members)
                if lading and not any(self._joins(s, lading) for s in listed if s not in members):
                    yield lading

    def _joins(self, s: int, lading: Lading) -> bool:
        joined = self.lading(lading.members | {s})
        return joined is not None and joined[1:] == lading[1:]
