"""What is allocated and what comes out: shipments, the loads of departures, the allocation."""

from __future__ import annotations

from typing import NamedTuple

from routeplan.network.model import Ratio
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.request import Request


class Shipment(NamedTuple):
    """A question with a date; `fill` is the share of a container it takes, 1 for containers of its own."""

    id: str
    request: Request
    fill: Ratio = (1, 1)

    @property
    def shares(self) -> bool:
        """Whether it fills a container in part and shares it."""
        return self.fill[0] < self.fill[1]


class Load(NamedTuple):
    """What is on one run of a lane. `capacity` is None without limit; `boxes` counts shared containers."""

    lane: str
    when: int
    shipments: tuple[str, ...]
    teu: float
    capacity: float | None
    boxes: int
    fixed_cents: int
    dated: bool  # `when` is a UTC minute of a timetable, else the day on which the lane left when ready


class Allocation(NamedTuple):
    """The cheapest way to send all shipments. `gap`: how far, as a share, a better solution could be at most.

    `itineraries` are in the order of the shipments; their cost is that of a shipment with containers of its own,
    `cost_cents` of the whole has shared containers and fixed costs once. `left`: shipments that cannot be sent, and
    why; with any, nothing else is allocated, and a gap of 1 says that this is not proved. `columns`: ways weighed.
    """

    cost_cents: int
    bound_cents: int
    gap: float
    itineraries: tuple[Itinerary, ...]
    loads: tuple[Load, ...]
    left: tuple[tuple[str, str], ...] = ()
    columns: int = 0
