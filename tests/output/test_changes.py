"""What a scenario changes, in words."""

from __future__ import annotations

import pytest

from routeplan.network.model import Change, Departures, Surcharge, Transit
from routeplan.output.changes import change_text, in_short
from routeplan.units import Amount

SUEZ = (("passage", "suez"),)
FEE = (Surcharge("fuel", (("20GP", Amount(150, 1, "USD")), ("40HC", Amount(300, 1, "USD")))),)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change(SUEZ, "lane", close=True), "passage suez: closed"),
        (Change(SUEZ, "lane", set=(("status", "operating"),)), "passage suez: status operating"),
        (Change(SUEZ, "lane", scale=(("rate", (23, 20)),)), "passage suez: rate x 1.15"),
        (Change((("place", "Khorgos"),), "place", add=(("delay_min", 4320),)), "place Khorgos: delay + 3d"),
        (Change(SUEZ, "lane", add=(("transit", -2160),)), "passage suez: transit - 1d 12h"),
        (
            Change(SUEZ, "lane", add=(("surcharges", FEE),), valid_from=20454),
            "passage suez from 2026-01-01: surcharges + fuel 20GP 150 USD, 40HC 300 USD",
        ),
        (
            Change(
                (("mode", "rail"), ("to", "Ningbo")),
                "lane",
                set=(
                    ("transit", Transit(16260, None, 21600)),
                    ("departures", Departures("per_week", per_week=(1, 1))),
                    ("on_time", (19, 20)),
                    ("valid_from", None),
                    ("valid_until", 20454),
                ),
            ),
            "mode rail, to Ningbo: transit 11d 7h, p90 15d, departures 1 a week, on_time 95%, valid from open, "
            "valid until 2026-01-01",
        ),
        (Change(SUEZ, "lane", set=(("tags", ("a",)),)), "passage suez: tags"),
    ],
)
def test_a_change_in_words(change: Change, text: str) -> None:
    assert change_text(change) == text


def test_many_changes_in_short() -> None:
    lanes = [Change((("lane", id),), "lane", scale=(("rate", (2, 1)),)) for id in ("a", "b", "a")]
    assert in_short(lanes[:1]) == "lane a: rate x 2"
    assert in_short(lanes) == "2 lanes: rate"
    assert in_short([*lanes, Change(SUEZ, "lane", close=True)]) == "2 lanes: rate; passage suez: closed"
    both = [Change(SUEZ, "lane", close=True), Change((("place", "Aden"),), "place", close=True)]
    assert in_short(both) == "passage suez and place Aden: closed"
