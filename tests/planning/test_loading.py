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
        ("40HC", (26541, 1000), "26.541 t is more than a 40HC usually carries, 26.54 t"),
        ("40GP", (26730, 1000), ""),
        ("40GP", (26731, 1000), "26.731 t is more than a 40GP usually carries, 26.73 t"),
        ("45HC", (25660, 1000), ""),
        ("45HC", (25661, 1000), "usually carries, 25.66 t"),
        ("20RF", (27400, 1000), ""),
        ("20RF", (27401, 1000), "usually carries, 27.4 t"),
        ("40RF", (25680, 1000), ""),
        ("40RF", (25681, 1000), "usually carries, 25.68 t"),
        ("VEH", (999, 1), ""),
        ("40HC", (0, 1), "0 t"),
    ],
)
def test_doubts(equipment: str, weight: tuple[int, int] | None, words: str) -> None:
    found = doubts(Request("A", "B", equipment=equipment, weight=weight))
    assert len(found) == bool(words)
    assert words in "".join(found)
