"""What a simulation says about one itinerary. Shares are from 0 to 1; `se` is the standard error of a figure."""

from __future__ import annotations

from typing import NamedTuple


class Share(NamedTuple):
    share: float
    se: float


class Percentiles(NamedTuple):
    """Minutes or cents that hold five, eight and nineteen and a half in ten times. `se` in the same order.

    A percentile is a value drawn: the least one that this share of the draws does not exceed. None where so many
    draws are never delivered; `mean` and `mean_se` are None where any is.
    """

    p50: int | None
    p80: int | None
    p95: int | None
    se: tuple[float | None, float | None, float | None]
    mean: float | None
    mean_se: float | None


class Connection(NamedTuple):
    """A departure that is planned, where it leaves, and the chance of not catching it."""

    lane: str
    place: str
    missed: Share


class Reliability(NamedTuple):
    """An itinerary run `draws` times with the luck of `seed`.

    `on_schedule`: the chance of being delivered no later than planned; `in_time`: by the deadline, None without one.
    `confident_min` is the time that holds with the probability `confidence`.
    `connections` are those legs that leave by a timetable; `never` counts draws without a departure to go on with.
    """

    draws: int
    seed: int
    on_schedule: Share
    in_time: Share | None
    time: Percentiles
    cost: Percentiles
    confidence: float
    confident_min: int | None
    connections: tuple[Connection, ...]
    never: int
