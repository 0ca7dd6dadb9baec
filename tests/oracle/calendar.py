"""Local dates and departures of a timetable, by counting days on the clock of the place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from .quantities import duration

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCH = datetime(1970, 1, 1)


@cache
def instant(wall: datetime, zone: str) -> int:
    """UTC minutes since 1970 of a moment on the wall clock.

    `fold=0` is the first of two equal local times, and the offset before the change for one that does not exist.
    """
    offset = wall.replace(tzinfo=ZoneInfo(zone), fold=0).utcoffset()
    assert offset is not None
    return int((wall - offset - EPOCH) / timedelta(minutes=1))


@cache
def local(minute: int, zone: str) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC).astimezone(ZoneInfo(zone))


def written(minute: int, zone: str) -> str:
    """`2026-12-01T20:00+08:00`."""
    return local(minute, zone).isoformat(timespec="minutes")


def wall_clock(raw: Any, *, at_end: bool = False) -> datetime:
    """A date or a date with a time; a date alone is 00:00, or its last minute."""
    text = str(raw)
    if "T" in text:
        return datetime.fromisoformat(text)
    return datetime.fromisoformat(text + ("T23:59" if at_end else "T00:00"))


def per_week(timetable: dict[str, Any]) -> Any:
    """Half the headway is 5,040 minutes divided by this."""
    if "per_week" in timetable:
        return timetable["per_week"]
    return len(set(timetable["days"]))


def departures(timetable: dict[str, Any], zone: str, earliest: int, latest: int) -> list[int]:
    """Every departure from `earliest` to `latest`, both included, in order; none for `per_week`."""
    if "dates" in timetable:
        walls = [wall_clock(text) for text in timetable["dates"]]
    else:
        first_day = local(earliest, zone).date() - timedelta(days=2)
        last_day = local(latest, zone).date() + timedelta(days=2)
        walls = [
            wall
            for number in range((last_day - first_day).days + 1)
            if (wall := _run_on(timetable, first_day + timedelta(days=number))) is not None
        ]
    moments = {instant(wall, zone) for wall in walls}
    return sorted(moment for moment in moments if earliest <= moment <= latest)


def _run_on(timetable: dict[str, Any], day: date) -> datetime | None:
    if "days" in timetable:
        if WEEKDAYS[day.weekday()] not in timetable["days"]:
            return None
        return datetime.fromisoformat(f"{day}T{timetable['time']}")
    starting = wall_clock(timetable["starting"])
    since = (day - starting.date()).days
    every = duration(timetable["every"]) // 1440
    if since < 0 or since % every:
        return None
    return datetime.combine(day, starting.time())
