"""Local wall-clock time and UTC, in minutes. Local time exists only where timetables are expanded and answers shown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from routeplan.network.model import Day, LocalMinute

if TYPE_CHECKING:
    from datetime import datetime

    from routeplan.planning.zoned import Zone

DAY_MIN = 1440


@cache
def _zone(name: str) -> Zone:
    """The zone of a place; a place without one keeps UTC."""
    from routeplan.planning.zoned import Zone

    return Zone(name)


def to_utc(local: LocalMinute, tz: str) -> int:
    """The UTC minute of a wall-clock moment: the first one of two, and the offset before a change that skips it."""
    return _zone(tz).to_utc(local)


def local_time(utc: int, tz: str) -> datetime:
    """The moment at the place, with its offset."""
    return _zone(tz).local_time(utc)


def local_day(utc: int, tz: str) -> Day:
    """The date on the wall at the place."""
    return _zone(tz).local_day(utc)
