"""From when on nobody waits longer than the question allows, against departures looked at one by one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from routeplan.planning.timetable import FOREVER, Timetable
from tests.helpers import read
from tests.worked.case import network

DAY = 1440
START = 20_728 * DAY  # 2026-10-02; Spain puts its clocks back on the 25th
WEEKLY = 'departures: {days: [sat], time: "08:00"}'
TWICE = 'departures: {days: [mon, thu], time: "08:00"}'
TEN_DAYS = "departures: {every: 10d, starting: 2026-10-06T08:00}"
DATES = "departures: {dates: [2026-10-04T08:00, 2026-10-16T08:00, 2026-10-20T08:00]}"


def timetable(fields: str) -> Timetable:
    lane = read(network("A ES\nB ES", f"ab A>B rail 1h, rate: 1 USD, {fields}")).record.lanes["ab"]
    return Timetable(lane, "Europe/Madrid", START)


@pytest.mark.parametrize(
    ("fields", "max_wait", "steady"),
    [
        (WEEKLY, 7 * DAY, False),
        (WEEKLY, 7 * DAY + 119, False),
        (WEEKLY, 7 * DAY + 120, True),
        (f"{WEEKLY}, valid: {{from: 2026-10-20}}", 8 * DAY, True),
        (TWICE, 4 * DAY, False),
        (TWICE, 5 * DAY, True),
        (TEN_DAYS, 10 * DAY + 60, False),
        (TEN_DAYS, 11 * DAY, True),
    ],
)
def test_a_missed_departure_is_followed_by_another(fields: str, max_wait: int, steady: bool) -> None:
    """Also when the clocks are put back in between."""
    lane = timetable(fields)
    since = lane.steady_from(max_wait)
    assert (since < FOREVER) == steady
    departures = [moment for moment in lane.between(START, START + 60 * DAY) if moment >= since]
    for missed, following in pairwise(departures):
        assert following - missed - 1 <= max_wait
    if steady:
        assert lane.after(max(since, START) - 1, max(since, START) + max_wait) is not None


@pytest.mark.parametrize(("max_wait", "since"), [(12 * DAY, 0), (12 * DAY - 1, 2), (3 * DAY, 3), (4 * DAY, 2)])
def test_the_last_gap_between_dates_that_is_too_long(max_wait: int, since: int) -> None:
    """2, 12 and 4 days long."""
    lane = timetable(DATES)
    moments = [START, *lane.between(START, START + 60 * DAY)]
    assert lane.steady_from(max_wait) == moments[since]


@pytest.mark.parametrize("fields", [WEEKLY, TWICE, TEN_DAYS, DATES])
def test_the_departure_after_another_is_the_next_one(fields: str) -> None:
    """Whatever has been asked of the timetable before."""
    departures = timetable(fields).between(START, START + 40 * DAY)
    assert len(departures) > 2
    for one, following in pairwise(departures):
        lane = timetable(fields)
        assert lane.between(START, one)[-1] == one
        assert lane.after(one, following) == following
        assert lane.after(one - 1, one) == one
        assert timetable(fields).after(one, following - 1) is None


@pytest.mark.parametrize(
    ("valid", "days"),
    [
        ("{from: 2026-10-16}", [16, 20]),
        ("{from: 2026-10-17}", [20]),
        ("{until: 2026-10-16}", [4, 16]),
        ("{until: 2026-10-15}", [4]),
        ("{from: 2026-10-21}", []),
    ],
)
def test_dates_count_as_long_as_the_lane_is_valid(valid: str, days: list[int]) -> None:
    """At eight in the morning two hours ahead of UTC, the first day and the last included."""
    lane = timetable(f"{DATES}, valid: {valid}")
    assert lane.between(START, START + 60 * DAY) == [START + (day - 2) * DAY + 360 for day in days]


@pytest.mark.parametrize(
    "every", ['days: [mon, tue, wed, thu, fri, sat, sun], time: "01:30"', "dates: [2026-10-02T01:30]"]
)
def test_nothing_leaves_before_the_timetable_begins(every: str) -> None:
    """In Spain it is two in the morning of the 2nd of October when it begins."""
    departures = timetable(f"departures: {{{every}}}").between(START - 9 * DAY, START + 2 * DAY)
    assert departures == [START + DAY - 30, START + 2 * DAY - 30][: 2 if "days" in every else 0]


def test_what_leaves_on_a_day_that_is_skipped_leaves_once() -> None:
    """Samoa went to the other side of the date line without a 30th of December 2011."""
    fields = "departures: {every: 1d, starting: 2011-12-01T08:00}"
    lane = read(network("A ES\nB ES", f"ab A>B rail 1h, rate: 1 USD, {fields}")).record.lanes["ab"]
    eve = 15_336 * DAY  # 2011-12-28 in UTC, ten hours ahead of the islands
    departures = Timetable(lane, "Pacific/Apia", eve).between(eve, eve + 5 * DAY)
    assert departures == [eve + day * DAY + 1080 for day in range(5)]
