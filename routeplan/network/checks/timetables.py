"""Checks of timetables against the calendar and the clocks of their places."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.errors import Finding
from routeplan.network.checks.registry import Check, check, finding
from routeplan.network.model import Day, Departures, Lane, LocalMinute, Network
from routeplan.units import date_of, format_local, weekday_of

CHECKS: list[Check] = []

_LONGEST_LOOK_DAYS = 3 * 366


@check(CHECKS)
def uncatchable(network: Network) -> Iterable[Finding]:
    """Timetables without a single departure inside the lane's `valid`."""
    for lane in network.lanes.values():
        departures = lane.departures
        if departures is None or departures.kind == "per_week":
            continue
        if not any(True for _ in _first_days(lane, departures)):
            message = f"no departure of {lane.id} lies inside its valid dates"
            yield finding(lane, "warning", "RP424", message, "check departures and valid")


def _first_days(lane: Lane, departures: Departures) -> Iterable[Day]:
    """Days with a departure inside `valid`; of weekdays and intervals the first ones."""
    first = lane.valid_from if lane.valid_from is not None else -(10**9)
    last = lane.valid_until if lane.valid_until is not None else 10**9
    if departures.kind == "dates":
        days = [moment // 1440 for moment in departures.dates]
    elif departures.kind == "every":
        start = departures.starting // 1440
        runs = max(0, -((start - first) // departures.every_days))
        days = [start + runs * departures.every_days]
    elif lane.valid_from is None or lane.valid_until is None:
        return (0,)
    else:
        days = [day for day in range(first, first + 7) if weekday_of(day) in departures.weekdays]
    return [day for day in days if first <= day <= last]


@check(CHECKS)
def clock_changes(network: Network) -> Iterable[Finding]:
    """Departures in the hour that a change of the clocks leaves out, or gives twice."""
    changes: dict[tuple[str, Day, Day], list[tuple[LocalMinute, LocalMinute, str]]] = {}
    for lane in network.lanes.values():
        departures = lane.departures
        zone = network.places[lane.from_place].timezone
        if departures is None or departures.kind == "per_week" or not zone:
            continue
        days = _days_looked_at(lane, departures)
        if days is None:
            continue
        if (zone, *days) not in changes:
            changes[(zone, *days)] = _clock_changes(zone, *days)
        for begin, end, what in changes[(zone, *days)]:
            moment = _departure_between(departures, begin, end)
            if moment is not None:
                message = f"the departure {format_local(moment)} of {lane.id} {what} when the clocks change"
                help = "write another time, or leave it: the first one counts, or the offset before the change"
                yield finding(lane, "warning", "RP437", message, help)
                break


def _days_looked_at(lane: Lane, departures: Departures) -> tuple[Day, Day] | None:
    """The days of the timetable that are known, not too many of them."""
    if departures.kind == "dates":
        first, last = departures.dates[0] // 1440, departures.dates[-1] // 1440
    elif lane.valid_until is None:
        return None
    else:
        first = lane.valid_from if lane.valid_from is not None else lane.valid_until - 366
        last = lane.valid_until
    return first, min(last, first + _LONGEST_LOOK_DAYS)


def _departure_between(departures: Departures, begin: LocalMinute, end: LocalMinute) -> LocalMinute | None:
    """A departure from `begin` to before `end` on the wall clock."""
    if departures.kind == "dates":
        return next((moment for moment in departures.dates if begin <= moment < end), None)
    for day in range(begin // 1440, (end - 1) // 1440 + 1):
        if departures.kind == "days":
            runs = weekday_of(day) in departures.weekdays
            moment = day * 1440 + departures.clock_min
        else:
            since = day - departures.starting // 1440
            runs = since >= 0 and since % departures.every_days == 0
            moment = day * 1440 + departures.starting % 1440
        if runs and begin <= moment < end:
            return moment
    return None


def _clock_changes(zone: str, first: Day, last: Day) -> list[tuple[LocalMinute, LocalMinute, str]]:
    """Stretches of wall-clock time that do not exist or occur twice between two days."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    info = ZoneInfo(zone)

    def offset(moment: LocalMinute, fold: int) -> int:
        day, minutes = divmod(moment, 1440)
        local = datetime(*date_of(day), minutes // 60, minutes % 60, tzinfo=info, fold=fold)
        return (local.utcoffset() or timedelta()) // timedelta(minutes=1)

    found = []
    for day in range(first, last + 1):
        before, after = offset(day * 1440, 0), offset(day * 1440 + 1440, 0)
        if before == after:
            continue
        odd = [m for m in range(day * 1440, day * 1440 + 1440) if offset(m, 0) != offset(m, 1)]
        if odd:
            what = "does not exist" if after > before else "occurs twice"
            found.append((odd[0], odd[-1] + 1, what))
    return found
