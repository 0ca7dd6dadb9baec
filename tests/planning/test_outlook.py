"""What lies ahead: the dearest storage, and from when on being earlier is never worse."""

from __future__ import annotations

import re

import pytest

from routeplan.network.model import MODES
from routeplan.network.scenarios import select
from routeplan.planning.board import WAYS, Board, Terms
from routeplan.planning.outlook import Outlook
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request
from tests.helpers import read
from tests.worked.case import network

DEPART = 20_788 * 1440  # 2026-12-01
DAILY = '{days: [mon, tue, wed, thu, fri, sat, sun], time: "08:00"}'

TEXT = network(
    """
    A CN
    B CN storage: {free: 1d, rate: 10 USD/TEU/day}
    C CN storage: {free: 0h, rate: 33.335 USD/container/day}
    D CN storage: {free: 0h, rate: 99 USD/container/day}
    E CN
    """,
    f"""
    ab A>B rail 2h, rate: 1 USD, departures: {DAILY}
    bc B>C rail 2h, rate: 1 USD, departures: {DAILY}
    cd C>D rail 2h, rate: 1 USD, departures: {DAILY}
    truck C>D road 9h, rate: 1 USD
    de D>E rail 2h, rate: 1 USD
    """,
)


@pytest.mark.parametrize(
    ("place", "minutes", "cents"),
    [
        ("B", 0, 0),
        ("B", 1, 3334),
        ("B", 1440, 3334),
        ("B", 1441, 6667),
        ("C", 1441, 6667),
        ("D", 1441, 0),
        ("E", 1441, 0),
    ],
)
def test_the_dearest_storage_ahead(place: str, minutes: int, cents: int) -> None:
    """At D nothing is waited for, so that its storage does not count; a started day counts whole, and cents go up."""
    net = read(TEXT).record
    request = Request("A", "E", depart=DEPART)
    board = Board(net, (), Terms.of(net, request))
    outlook = Problem(board, request).outlook()
    state = board.number_of(place) * WAYS + MODES.index("rail")
    assert outlook.worst_storage(state, minutes) == cents
    assert outlook.earlier_is_better(state, DEPART + 1440) == (place in ("D", "E"))


@pytest.mark.parametrize(("rate", "cents"), [("16.66", 3334), ("16.67", 3334), ("16.68", 3336), ("40", 8000)])
def test_the_dearest_can_be_where_the_goods_are(rate: str, cents: int) -> None:
    """Of two TEU at B, or of the container at C for 33.335 USD."""
    board, outlook = outlook_of(TEXT.replace("10 USD/TEU/day", f"{rate} USD/TEU/day"))
    assert outlook.worst_storage(board.number_of("B") * WAYS + MODES.index("rail"), 1440) == cents


def outlook_of(text: str, scenarios: tuple[str, ...] = (), max_wait: int = 30 * 1440) -> tuple[Board, Outlook]:
    net = read(text).record
    request = Request("A", "E", depart=DEPART, max_wait_min=max_wait)
    board = Board(net, select(net, scenarios, ()), Terms.of(net, request))
    return board, Problem(board, request).outlook()


def test_places_from_which_waiting_can_pay() -> None:
    """On the way to storage that is charged or to a lane that is not open yet; not behind them."""
    board, outlook = outlook_of(TEXT)
    assert {board.place_ids[place] for place in outlook.unsteady} == {"B", "C"}
    head, _, last = TEXT.rpartition("rate: 1 USD")
    board, outlook = outlook_of(f"{head}rate: 1 USD, valid: {{from: 2026-12-24}}{last}")
    assert {board.place_ids[place] for place in outlook.unsteady} == {"B", "C", "D"}


def test_where_nobody_minds_what_storage_costs() -> None:
    """What opens later still counts, and the outlook with storage stays as it was."""
    opens = "{id: later, from: B, to: C, mode: road, transit: 2h, rate: 1 USD, valid: {from: 2026-12-24}}"
    board, outlook = outlook_of(f"{TEXT}  - {opens}\n")
    free = outlook.without_storage()
    b, c = (board.number_of(id) * WAYS + MODES.index("rail") for id in "BC")
    assert [free.worst_storage(state, 1440) for state in (b, c)] == [0, 0]
    assert {board.place_ids[place] for place in free.unsteady} == {"B"}
    assert not free.earlier_is_better(b, DEPART + 1440)
    assert free.earlier_is_better(c, DEPART + 1440)
    assert outlook.worst_storage(c, 1440) == 3334
    assert {board.place_ids[place] for place in outlook.unsteady} == {"B", "C"}


def test_a_change_is_ahead_of_those_who_can_still_meet_it() -> None:
    """Who is two hours away meets it two hours before."""
    change = "{match: {lane: cd}, valid: {from: 2026-12-24}, add: {transit: 1h}}"
    board, outlook = outlook_of(TEXT + f"scenarios: {{late: {{changes: [{change}]}}}}\n", ("late",))
    rail = MODES.index("rail")
    steady = {id: outlook.steady_from[board.number_of(id) * WAYS + rail] for id in "BCDE"}
    assert steady["C"] == 20_811 * 1440 + 14 * 60
    assert steady["B"] == steady["C"] - 120
    assert steady["D"] == steady["E"] == board.since


def test_departures_that_can_be_missed() -> None:
    """Those of the weekly lane; where storage is charged all that are waited for, as waiting longer can pay."""
    weekly = TEXT.replace(
        f"rate: 1 USD, departures: {DAILY}", "rate: 1 USD, departures: {days: [mon], time: '08:00'}", 1
    )
    free = re.sub(r" storage: \{[^}]*\},?", "", weekly.replace(", storage:", " storage:"))
    for text, expected in ((weekly, {"ab", "bc", "cd"}), (free, {"ab"})):
        board, outlook = outlook_of(text, max_wait=3 * 1440)
        assert {board.lane_ids[lane] for lane in outlook.missable} == expected
        assert {board.lane_ids[lane] for lane in outlook.without_storage().missable} == {"ab"}


def test_the_first_and_the_last_change_of_a_place() -> None:
    """A lane that opens does so for whoever began to wait for it before; a new figure counts from its day on."""
    lane = "{id: later, from: B, to: C, mode: road, transit: 2h, rate: 1 USD, valid: {from: 2026-12-24}"
    opens = 20_811 * 1440 - 8 * 60
    more = "handling: {rail>road: {time: 3h}, sea>road: {time: 5h}, road>sea: {time: 9h}}\n"
    for waited, fields in (
        (5 * 60, ""),
        (6 * 60, ", cutoff: 1h"),
        (7 * 60, ", empty_wait: 2h"),
        (5 * 60 + 1440, ", departures: {per_week: 3.5}"),
    ):
        board, outlook = outlook_of(f"{more}{TEXT}  - {lane}{fields}}}\n")
        assert outlook.changes == {board.number_of("B"): (opens - waited, opens)}
        assert not outlook.earlier_is_better(board.number_of("B") * WAYS + MODES.index("rail"), opens - 1)
    change = "{match: {lane: bc}, valid: {from: 2026-12-20, until: 2026-12-28}, add: {transit: 1h}}"
    board, outlook = outlook_of(f"{more}{TEXT}  - {lane}}}\nscenarios: {{late: {{changes: [{change}]}}}}\n", ("late",))
    begins, ends = 20_807 * 1440 - 14 * 60, 20_816 * 1440 + 14 * 60
    assert outlook.changes == {board.number_of("B"): (begins, ends)}


def test_what_opened_before_is_no_change() -> None:
    lane = "{{id: later, from: B, to: C, mode: road, transit: 2h, rate: 1 USD, valid: {{from: {}}}}}"
    for day, changes in (("2026-11-30", 0), ("2026-12-01", 0), ("2026-12-02", 1)):
        assert len(outlook_of(f"{TEXT}  - {lane.format(day)}\n")[1].changes) == changes
