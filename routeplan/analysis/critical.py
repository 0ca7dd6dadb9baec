"""Which lanes and places everything hangs on: how much the best answer worsens without each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from routeplan.analysis.best import Desk, value
from routeplan.errors import UsageError
from routeplan.network.model import Network, Scenario
from routeplan.network.names import members
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.request import Avoid, Request

MOST = 200
"""Lanes and places of one itinerary that are taken away, each with a search of its own."""


class Support(NamedTuple):
    """A lane or place the best itinerary to a destination uses, and the best value without it (None: no route)."""

    kind: str  # lane | place
    id: str
    destination: str
    best: int
    without: int | None

    @property
    def worse(self) -> int | None:
        """By how much the answer worsens, in the criterion's unit; None where it is lost."""
        return None if self.without is None else self.without - self.best


def critical(
    network: Network,
    scenarios: Sequence[Scenario],
    requests: Iterable[Request],
    criterion: str = "generalised",
) -> tuple[Support, ...]:
    """The supports of the best answer to each request, those that cut off first, then the costliest to lose.

    What no best itinerary uses changes nothing when it goes, and is not listed. The ends themselves are not either.
    """
    desk = Desk(network, scenarios)
    found = []
    for request in requests:
        best = desk.best(request, criterion)
        if best is None:
            continue
        used = _used(network, request, best)
        if len(used) > MOST:
            raise UsageError(
                f"the best itinerary to {request.destination} hangs on {len(used):,} lanes and places",
                help=f"more than {MOST} are too many to take away one by one: ask for a nearer place",
            )
        for avoid in used:
            # A board of its own for each: none is asked twice.
            instead = Desk(network, scenarios).best(request._replace(avoid=(*request.avoid, avoid)), criterion)
            without = None if instead is None else value(instead, criterion)
            found.append(Support(avoid.kind, avoid.value, request.destination, value(best, criterion), without))
    return tuple(
        sorted(found, key=lambda one: (one.without is not None, -(one.worse or 0), one.kind, one.id, one.destination))
    )


def _used(network: Network, request: Request, best: Itinerary) -> list[Avoid]:
    """The lanes ridden and the places passed; an end counts where its group has other members."""
    only = {place for end in (request.origin, request.destination) for place in members(network, end) if place == end}
    lanes = [Avoid("lane", leg.lane.id) for leg in best.legs]
    return lanes + [Avoid("place", stay.place) for stay in best.stays if stay.place not in only]
