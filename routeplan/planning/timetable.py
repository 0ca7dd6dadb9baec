"""The departures of one lane as UTC minutes, expanded as far as somebody asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from routeplan.network.model import Day, Departures, Lane, Ratio
from routeplan.planning.clock import DAY_MIN, local_day, to_utc
from routeplan.planning.pricing import half_up

WEEK_MIN = 7 * DAY_MIN
CHOSEN = ("days", "every", "dates")
"""Kinds of departures a shipment chooses among."""
FOREVER = 1 << 60
_CLOCK_CHANGE_MIN = 120
"""No zone moves its clock further in one step that matters for a gap between departures."""
_THURSDAY = 3  # 1970-01-01


def headway(departures: Departures) -> Ratio | None:
    """Minutes between departures on average; None for a lane with dates only."""
    if departures.kind == "days":
        return WEEK_MIN, len(departures.weekdays)
    if departures.kind == "per_week":
        num, den = departures.per_week
        return WEEK_MIN * den, num
    if departures.kind == "every":
        return departures.every_days * DAY_MIN, 1
    return None


def mean_wait_min(departures: Departures | None) -> int | None:
    """The wait a plan without dates counts: half the headway, half-up; None where that is unknown."""
    if departures is None:
        return 0
    length = headway(departures)
    return None if length is None else half_up(length[0], 2 * length[1])


def in_window(day: Day, valid_from: Day | None, valid_until: Day | None) -> bool:
    """Whether the day lies in the window, both ends included."""
    return (valid_from is None or day >= valid_from) and (valid_until is None or day <= valid_until)


class Timetable:
    """Departures of one lane from a UTC minute on, those inside the lane's `valid` only, ascending, no repeats."""

    def __init__(self, lane: Lane, tz: str, start: int) -> None:
        departures = lane.departures
        assert departures is not None
        self._lane = lane
        self._tz = tz
        self._start = start
        self._known: list[int] = []
        # The day before too: where the clock skips its last hour, what was to leave then leaves on the next day.
        days = [local_day(start, tz) - 1]
        if lane.valid_from is not None:
            days.append(lane.valid_from)
        if departures.kind == "every":
            days.append(departures.starting // DAY_MIN)
        self._opens = self._next_day = max(days)
        self._end = False  # nothing left to expand

    def between(self, first: int, last: int) -> list[int]:
        """The departures from `first` to `last`, both ends included."""
        self._expand(last)
        return self._known[bisect_left(self._known, first) : bisect_right(self._known, last)]

    def after(self, moment: int, latest: int) -> int | None:
        """The first departure later than `moment`, but no later than `latest`."""
        until = moment
        while not self._end and until < latest and (not self._known or self._known[-1] <= moment):
            until = min(until + WEEK_MIN, latest)
            self._expand(until)
        i = bisect_right(self._known, moment)
        return self._known[i] if i < len(self._known) and self._known[i] <= latest else None

    def steady_from(self, max_wait: int) -> int:
        """From when on a shipment that is ready never has to wait longer than `max_wait` while departures last.

        Before that moment being there early can mean missing the only departure within reach; FOREVER where the
        gaps stay too long.
        """
        departures = self._lane.departures
        assert departures is not None
        if departures.kind == "dates":
            self._expand(FOREVER)
            steady = self._start
            before = self._start
            for moment in self._known:
                if moment - before > max_wait:
                    steady = moment
                before = moment
            return steady
        longest = departures.every_days * DAY_MIN if departures.kind == "every" else _longest_gap(departures)
        if longest + _CLOCK_CHANGE_MIN > max_wait:
            return FOREVER
        if self.after(self._start - 1, self._start + max_wait) is not None:
            return self._start
        return to_utc(self._opens * DAY_MIN, self._tz)

    def _expand(self, until: int) -> None:
        """Know every departure up to the UTC minute `until`."""
        if self._end:
            return
        departures = self._lane.departures
        assert departures is not None
        if departures.kind == "dates":
            moments = {
                to_utc(local, self._tz)
                for local in departures.dates
                if in_window(local // DAY_MIN, self._lane.valid_from, self._lane.valid_until)
            }
            self._known = sorted(moment for moment in moments if moment >= self._start)
            self._end = True
            return
        last_day = until // DAY_MIN + 2
        while self._next_day <= last_day:
            if self._lane.valid_until is not None and self._next_day > self._lane.valid_until:
                self._end = True
                return
            local = self._departure_on(self._next_day)
            if local is not None:
                moment = to_utc(local, self._tz)
                if moment >= self._start and (not self._known or moment > self._known[-1]):
                    self._known.append(moment)
            self._next_day += 1

    def _departure_on(self, day: Day) -> int | None:
        departures = self._lane.departures
        assert departures is not None
        if departures.kind == "days":
            if (day + _THURSDAY) % 7 in departures.weekdays:
                return day * DAY_MIN + departures.clock_min
            return None
        first, clock = divmod(departures.starting, DAY_MIN)
        if (day - first) % departures.every_days == 0:
            return day * DAY_MIN + clock
        return None


def _longest_gap(departures: Departures) -> int:
    days = departures.weekdays
    gaps = [b - a for a, b in zip(days, (*days[1:], days[0] + 7), strict=True)]
    return max(gaps) * DAY_MIN
