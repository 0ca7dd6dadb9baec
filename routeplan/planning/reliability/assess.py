"""What the runs of an itinerary say: percentiles, chances and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from routeplan.planning.board import Board
from routeplan.planning.clock import to_utc
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.reliability.figures import Connection, Percentiles, Reliability, Share
from routeplan.planning.reliability.luck import Luck
from routeplan.planning.reliability.running import NEVER, run
from routeplan.planning.request import Request

if TYPE_CHECKING:
    from routeplan.planning.reliability.luck import Minutes

HELD = (0.5, 0.8, 0.95)
DIGITS = 6
"""Shares are kept to a millionth; more draws than that say no more."""


def assess(board: Board, request: Request, itineraries: Sequence[Itinerary]) -> tuple[Reliability, ...]:
    """Each itinerary run as often as the request says, all with the same luck."""
    luck = Luck(request.seed, request.draws)
    return tuple(_assessed(board, request, itinerary, luck) for itinerary in itineraries)


def _assessed(board: Board, request: Request, itinerary: Itinerary, luck: Luck) -> Reliability:
    runs = run(board, itinerary, luck)
    start = itinerary.start_min or 0
    time = np.sort(np.where(runs.delivered < NEVER, runs.delivered - start, NEVER))
    in_time = None
    if request.deadline is not None:
        zone = board.zones[board.number_of(itinerary.stays[-1].place)]
        in_time = _share(int((runs.delivered <= to_utc(request.deadline, zone)).sum()), luck.draws)
    num, den = request.confidence
    return Reliability(
        draws=luck.draws,
        seed=luck.seed,
        on_schedule=_share(int((time <= itinerary.time_min).sum()), luck.draws),
        in_time=in_time,
        time=_percentiles(time),
        cost=_percentiles(np.sort(runs.cents)),
        confidence=num / den,
        confident_min=_at(time, -(-luck.draws * num // den)),
        connections=tuple(
            Connection(
                itinerary.legs[number].lane.id,
                itinerary.stays[number].place,
                _share(int(who.sum()), luck.draws),
            )
            for number, who in runs.missed
        ),
        never=int((time >= NEVER).sum()),
    )


def _share(hits: int, draws: int) -> Share:
    share = hits / draws
    return Share(round(share, DIGITS), round(sqrt(share * (1 - share) / draws), DIGITS))


def _at(ordered: Minutes, rank: int) -> int | None:
    """The value of a rank, counted from 1; None where it is never delivered."""
    value = int(ordered[min(max(rank, 1), len(ordered)) - 1])
    return None if value >= NEVER else value


def _percentiles(ordered: Minutes) -> Percentiles:
    draws = len(ordered)
    values = [_at(ordered, -int(-draws * held // 1)) for held in HELD]
    mean = mean_se = None
    if ordered[-1] < NEVER:
        # Around the median, so that squares of cents keep their digits.
        apart = (ordered - ordered[draws // 2]).astype(np.float64)
        mean = round(float(ordered[draws // 2]) + float(apart.mean()), DIGITS)
        mean_se = round(float(apart.std()) / sqrt(draws), DIGITS)
    p50, p80, p95 = values
    return Percentiles(p50, p80, p95, tuple(_se(ordered, held) for held in HELD), mean, mean_se)  # type: ignore[arg-type]


def _se(ordered: Minutes, held: float) -> float | None:
    """Half the distance between the values one standard error of the rank below and above."""
    draws = len(ordered)
    step = sqrt(draws * held * (1 - held))
    low, high = _at(ordered, int(draws * held - step)), _at(ordered, int(draws * held + step) + 1)
    return None if low is None or high is None else (high - low) / 2
