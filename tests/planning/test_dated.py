"""Searches over timetables on networks small enough to say what has to come out."""

from __future__ import annotations

import pytest

from tests.helpers import plan
from tests.worked.case import ask, network


@pytest.mark.parametrize("by", ["cost", "time", "co2e", "balanced"])
@pytest.mark.parametrize("elsewhere", ["", "nowhere A>D road 1h, rate: 1 USD, distance: 1 km"])
@pytest.mark.parametrize(("deadline", "in_time"), [("12:00", True), ("11:59", False)])
def test_a_deadline_met_to_the_minute(by: str, elsewhere: str, deadline: str, in_time: bool) -> None:
    """Whether or not another lane leads where nothing leads on from."""
    text = network("A CN\nB CN\nD CN", f"ab A>B road 12h, rate: 1 USD, distance: 1 km\n{elsewhere}")
    asked = ask("A>B", by, depart="2026-12-01T00:00", deadline=f"2026-12-01T{deadline}")
    assert len(plan(text, asked)["itineraries"]) == in_time
