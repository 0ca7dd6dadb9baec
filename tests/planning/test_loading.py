"""Loads that give pause."""

from __future__ import annotations

import pytest

from routeplan.planning.loading import doubts
from routeplan.planning.request import Request


@pytest.mark.parametrize(
    ("equipment", "weight", "words"),
    [
        ("20GP", None, ""),
        ("20GP", (2818, 100), ""),
        ("20GP", (2819, 100), "28.19 t is more than a 20GP usually carries, 28.18 t"),
        ("40HC", (2654, 100), ""),
        ("40HC", (999, 1), "999 t is more than a 40HC"),
        ("40RF", (26, 1), "more than a 40RF"),
        ("VEH", (999, 1), ""),
        ("40HC", (0, 1), "0 t"),
    ],
)
def test_doubts(equipment: str, weight: tuple[int, int] | None, words: str) -> None:
    found = doubts(Request("A", "B", equipment=equipment, weight=weight))
    assert len(found) == bool(words)
    assert words in "".join(found)
