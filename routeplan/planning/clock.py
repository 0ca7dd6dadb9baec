"""Local wall-clock time and UTC, in minutes. Local time exists only where timetables are expanded and answers shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from routeplan.network.model import Day, LocalMinute

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY_MIN = 1440
_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA zone; a place without one keeps UTC."""
    from zoneinfo import ZoneInfo  # plans without dates never need it

    return ZoneInfo(name or "UTC")


def to_utc(local: LocalMinute, tz: str) -> int:
    """The UTC minute of a wall-clock moment.

    A moment that occurs twice is the first one; one that does not exist is taken with the offset before the change
    (PEP 495, fold=0, does both).
    """
    offset = (_EPOCH + timedelta(minutes=local)).replace(tzinfo=zone(tz)).utcoffset()
    assert offset is not None
    return local - (offset.days * DAY_MIN + offset.seconds // 60)


def local_time(utc: int, tz: str) -> datetime:
    """The moment at the place, with its offset."""
    return (_EPOCH_UTC + timedelta(minutes=utc)).astimezone(zone(tz))


def local_day(utc: int, tz: str) -> Day:
    """The date on the wall at the place."""
    return (local_time(utc, tz).replace(tzinfo=None) - _EPOCH).days
