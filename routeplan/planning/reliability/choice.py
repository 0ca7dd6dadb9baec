"""Itineraries with their chances, and which of them is the most reliable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routeplan.planning.board import Board
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.reliability.assess import assess
from routeplan.planning.reliability.running import NEVER
from routeplan.planning.request import Request

MOST_RELIABLE = "most-reliable"


def with_chances(board: Board, request: Request, itineraries: Sequence[Itinerary]) -> tuple[Itinerary, ...]:
    """The same itineraries run many times, the most reliable one labelled; by reliability also ranked and cut."""
    assessed = assess(board, request, itineraries)
    ran = [one._replace(reliability=chances) for one, chances in zip(itineraries, assessed, strict=True)]
    if request.by == "reliability":
        ran = sorted(ran, key=reliable_first)[: request.top]
        ran = [one._replace(rank=rank) for rank, one in enumerate(ran, start=1)]
    if ran:
        best = min(range(len(ran)), key=lambda i: reliable_first(ran[i]))
        ran[best] = ran[best]._replace(labels=(*ran[best].labels, MOST_RELIABLE))
    return tuple(ran)


def reliable_first(itinerary: Itinerary) -> tuple[Any, ...]:
    """With a deadline the better chance of keeping it first, else the shorter time that holds; then the cheaper."""
    chances = itinerary.reliability
    assert chances is not None
    kept = 0.0 if chances.in_time is None else -chances.in_time.share
    held = NEVER if chances.confident_min is None else chances.confident_min
    lanes = tuple(leg.lane.id for leg in itinerary.legs)
    return kept, held, itinerary.cost_cents, itinerary.co2e_g, len(lanes), lanes
