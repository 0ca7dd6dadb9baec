"""What lies ahead: the dearest storage, and from when on being earlier is never worse."""

from __future__ import annotations

import pytest

from routeplan.network.model import MODES
from routeplan.planning.board import WAYS, Board, Terms
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
