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
