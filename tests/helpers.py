"""What tests share: asking the planner through one door, and its figures as whole cents, minutes and grams."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import pytest

RENAMED = {"modes": "mode"}


@lru_cache(maxsize=8)
def read(network: str, overlays: tuple[str, ...] = ()) -> Any:
    """A network from YAML text, with overlays as text."""
    import routeplan

    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"overlay-{number}.yaml") for number in range(len(overlays))]
        for path, text in zip(paths, overlays, strict=True):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return routeplan.read_network_text(network, overlays=paths)


def options_of(query: dict[str, Any]) -> dict[str, Any]:
    """A query as the brute force takes it by the names that `find` has for its options."""
    return {RENAMED.get(name, name): value for name, value in query.items()}


def plan(network: str, query: dict[str, Any], overlays: Sequence[str] = ()) -> dict[str, Any]:
    """The JSON object of `find -f json`, from a query as the brute force takes it.

    There, `value_of_time` is per day for the whole shipment. Skips the test where the package cannot be imported.
    """
    options = options_of(query)
    origin, destination = options.pop("origin"), options.pop("destination")
    if "value_of_time" in options:
        options["value_of_time"] += " USD/shipment/day"
    try:
        answer = read(network, tuple(overlays)).find(origin, destination, **options)
    except ImportError as error:
        pytest.skip(f"the planner cannot be imported: {error}")
    document: dict[str, Any] = answer.to_dict()
    return document


def figures(itinerary: dict[str, Any]) -> dict[str, Any]:
    """An itinerary of the JSON in whole cents, minutes, grams and metres, as the brute force has it."""
    return {
        "lanes": tuple(leg["lane"] for leg in itinerary["legs"]),
        "cost": whole(itinerary["cost"], 100),
        "time": whole(itinerary["time_h"], 60),
        "co2e": whole(itinerary["co2e_kg"], 1000),
        "depart": moment(itinerary["depart"]),
        "arrive": moment(itinerary["arrive"]),
        "delivered": moment(itinerary["delivered"]),
        "breakdown": {key: whole(value, 100) for key, value in itinerary["cost_breakdown"].items()},
        "legs": [
            {
                "lane": leg["lane"],
                "mode": leg["mode"],
                "from": leg["from"],
                "to": leg["to"],
                "distance_m": whole(leg["distance_km"], 1000),
                "ready": moment(leg["ready"]),
                "wait": whole(leg["wait_h"], 60),
                "transit": whole(leg["transit_h"], 60),
                "depart": moment(leg["depart"]),
                "arrive": moment(leg["arrive"]),
                "cost": whole(leg["cost"], 100),
                "co2e": whole(leg["co2e_kg"], 1000),
            }
            for leg in itinerary["legs"]
        ],
        "stays": [
            {
                "place": stay["place"],
                "handling": stay["handling"],
                "stay": whole(stay["stay_h"], 60),
                "handling_cost": whole(stay["handling_cost"], 100),
                "storage_cost": whole(stay["storage_cost"], 100),
                "co2e": whole(stay["co2e_kg"], 1000),
            }
            for stay in itinerary["stays"]
        ],
    }


def whole(value: float, parts: int) -> int:
    """1140.5 in hundredths is 114050; anything further from a whole number than floats explain is a fault."""
    scaled = value * parts
    assert abs(scaled - round(scaled)) < 1e-4, f"{value} is not a whole number of 1/{parts}"
    return round(scaled)


def moment(text: str | None) -> str | None:
    """`2026-12-01T20:00+08:00`."""
    return None if text is None else datetime.fromisoformat(text).isoformat(timespec="minutes")
