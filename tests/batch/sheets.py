"""Sheets for the tests: many questions about the small network, good and bad."""

from __future__ import annotations

import json
import random

PLACES = ("Xian", "Ningbo", "Valencia", "Almaty", "Zhejiang", "Xi'an", "ESVLC")


def questions(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Shipments of all kinds; some have no route, some are no question."""
    chance = random.Random(seed)
    listed: list[dict[str, object]] = []
    for number in range(count):
        row: dict[str, object] = {
            "id": f"s{number}",
            "origin": chance.choice(PLACES),
            "destination": chance.choice([*PLACES, "Valencia", "Almaty", "Nowhere"]),
            "now": "2026-03-01",
        }
        for name, values in (
            ("by", ["cost", "time", "co2e", "balanced"]),
            ("depart", [None, None, None, "2026-03-02", "2026-03-05T08:00"]),
            ("quantity", [1, 1, 1, 2]),
            ("include", [None, "planned"]),
            ("avoid", [None, None, None, "mode:road", "country:RU"]),
            ("top", [1, 2, 5]),
            ("with", [None, None, None, None, "strike"]),
        ):
            value = chance.choice(values)
            if value is not None:
                row[name] = value
        listed.append(row)
    return listed


def jsonl(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)
