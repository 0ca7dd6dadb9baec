"""The clock on the wall of one time zone. Plans without dates never load this."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from routeplan.network.model import Day, LocalMinute

_DAY_MIN = 1440
_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)


class Zone:
    """The IANA zone of this name; without one it is UTC."""

    __slots__ = ("_info",)

    def __init__(self, name: str) -> None:
        self._info = ZoneInfo(name or "UTC")

    def to_utc(self, local: LocalMinute) -> int:
        """The UTC minute of a wall-clock moment.

        A moment that occurs twice is the first one; one that does not exist is taken with the offset before the change
        (PEP 495, fold=0, does both).
        """
        offset = (_EPOCH + timedelta(minutes=local)).replace(tzinfo=self._info).utcoffset()
        assert offset is not None
        return local - (offset.days * _DAY_MIN + offset.seconds // 60)

    def local_time(self, utc: int) -> datetime:
        """The moment here, with its offset."""
        return (_EPOCH_UTC + timedelta(minutes=utc)).astimezone(self._info)

    def local_day(self, utc: int) -> Day:
        """The date on the wall."""
        return (self.local_time(utc).replace(tzinfo=None) - _EPOCH).days
