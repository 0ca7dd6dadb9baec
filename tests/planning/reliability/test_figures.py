"""What is said of many runs, against sums over the runs themselves."""

from __future__ import annotations

from math import sqrt
from statistics import fmean, pstdev

import pytest

from routeplan.planning.board import Board, Terms
from routeplan.planning.find import find
from routeplan.planning.reliability.assess import assess
from routeplan.planning.reliability.luck import Luck
from routeplan.planning.reliability.running import NEVER, run
from routeplan.planning.request import Request
from routeplan.units import parse_date
from tests.helpers import read
from tests.worked.case import network

READY = parse_date("2026-12-01") * 1440
TEXT = network(
    "A CN\nB CN storage: {rate: 7 USD/day}\nC CN",
    "ab A>B rail 1d, rate: 1 USD, on_time: 30%, late: 900min\n"
    "bc B>C sea 9d, rate: 1 USD, on_time: 40%, late: 2d, departures: {every: 1d, starting: 2026-12-01T08:00}",
)


@pytest.mark.parametrize("draws", [1, 2, 7, 40, 1001])
@pytest.mark.parametrize("deadline", ["2026-12-11T12:00", "2026-12-14"])
def test_figures_are_those_of_the_runs(draws: int, deadline: str) -> None:
    net = read(TEXT).record
    day, _, clock = deadline.partition("T")
    due = parse_date(day) * 1440 + (720 if clock else 1439)
    request = Request("A", "C", depart=READY, today=READY // 1440, draws=draws, seed=5, deadline=due)
    board = Board(net, (), Terms.of(net, request))
    itineraries = find(net, (), request).itineraries
    (said,) = assess(board, request, itineraries)
    runs = run(board, itineraries[0], Luck(5, draws))
    start = itineraries[0].start_min
    assert start is not None
    minutes = sorted(int(moment) - start for moment in runs.delivered)
    for figures, values in ((said.time, minutes), (said.cost, sorted(int(cents) for cents in runs.cents))):
        for share, value, spread in zip(
            (0.5, 0.8, 0.95), (figures.p50, figures.p80, figures.p95), figures.se, strict=True
        ):
            # The least value drawn that so many of the draws do not exceed.
            assert value == next(one for one in values if sum(other <= one for other in values) >= share * draws)
            step = sqrt(draws * share * (1 - share))
            low = values[max(int(draws * share - step), 1) - 1]
            high = values[min(int(draws * share + step) + 1, draws) - 1]
            assert spread == (high - low) / 2
        assert figures.mean == pytest.approx(fmean(values), abs=2e-6)
        assert figures.mean_se == pytest.approx(pstdev(values) / sqrt(draws), abs=2e-6)
    planned, kept = itineraries[0].time_min, due - 8 * 60 - start
    for share_of, most in ((said.on_schedule, planned), (said.in_time, kept)):
        assert share_of is not None
        share = sum(one <= most for one in minutes) / draws
        assert share_of == (round(share, 6), round(sqrt(share * (1 - share) / draws), 6))
    (missed,) = said.connections
    assert (missed.lane, missed.place) == ("bc", "B")


def test_what_is_never_delivered_has_no_figures() -> None:
    """Half of the goods miss the only ship: the value a standard error below the median is known, the one above is not."""
    text = TEXT.replace("late: 900min", "late: 1350min").replace(
        "starting: 2026-12-01T08:00}", "starting: 2026-12-01T08:00}, valid: {until: 2026-12-02}"
    )
    net = read(text).record
    request = Request("A", "C", depart=READY, today=READY // 1440, draws=400, seed=5)
    board = Board(net, (), Terms.of(net, request))
    itineraries = find(net, (), request).itineraries
    (said,) = assess(board, request, itineraries)
    delivered = sorted(int(moment) for moment in run(board, itineraries[0], Luck(5, 400)).delivered)
    assert delivered[189] < NEVER <= delivered[210]
    assert said.never == sum(moment >= NEVER for moment in delivered)
    for figures in (said.time, said.cost):
        assert (figures.p80, figures.p95, figures.mean, figures.mean_se) == (None, None, None, None)
        assert figures.se == (None, None, None)


def test_who_is_delivered_in_the_minute_of_the_deadline_is_in_time() -> None:
    net = read(TEXT).record
    request = Request("A", "C", depart=READY, today=READY // 1440, draws=100)
    (one,) = find(net, (), request).itineraries
    shares = []
    for later in (0, -1):
        asked = request._replace(deadline=READY + one.time_min + later)
        (said,) = assess(Board(net, (), Terms.of(net, asked)), asked, (one,))
        assert said.in_time is not None
        shares.append(said.in_time.share)
    assert shares == [said.on_schedule.share, 0]
    assert shares[0] > 0
