"""`routeplan scenarios`: what --with and --without can switch, and what each changes."""

from __future__ import annotations

from typing import Any

from routeplan.cli.listing import LIST_OPTIONS, about, read, show
from routeplan.cli.options import Argument, Command, Values
from routeplan.cli.outcome import Outcome
from routeplan.network.model import Day, Scenario
from routeplan.output.changes import change_text, in_short
from routeplan.output.listing import Column, Listing
from routeplan.units import format_date

COMMAND = Command(
    "scenarios",
    (Argument("SCENARIO", "Part of its id or name.", required=False),),
    LIST_OPTIONS,
    ("routeplan scenarios", "routeplan scenarios suez", "routeplan scenarios -f json"),
)

_COLUMNS = (
    Column("id", "id", fold=True),
    Column("active", "on"),
    Column("name", "name", fold=True),
    Column("valid_from", "from", from_width=100),
    Column("valid_until", "until", from_width=100),
    Column("in_short", "changes", fold=True),
    Column("changes", "changes", from_width=None),
    Column("source", "source", from_width=None),
    Column("where", "where", from_width=None),
    Column("notes", "notes", from_width=None),
)


def run(values: Values) -> Outcome:
    network, files = read(values)
    wanted = (values["scenario"] or "").casefold()
    records = [
        _record(scenario)
        for scenario in network.scenarios.values()
        if wanted in scenario.id.casefold() or wanted in scenario.name.casefold()
    ]
    notes = (
        f"{len(records)} of {len(network.scenarios)} scenarios; those that are on apply unless --without leaves them "
        "out, --with applies others; -f json has every change.",
    )
    return show(Listing("scenarios", _COLUMNS, records, about(network), notes), values, files)


def _record(scenario: Scenario) -> dict[str, Any]:
    """`valid_from` and `valid_until`: outside these days none of its changes holds."""
    starts = [change.valid_from for change in scenario.changes]
    ends = [change.valid_until for change in scenario.changes]
    return {
        "id": scenario.id,
        "active": scenario.active,
        "name": scenario.name or None,
        "valid_from": _date(min(day for day in starts if day is not None) if None not in starts else None),
        "valid_until": _date(max(day for day in ends if day is not None) if None not in ends else None),
        "in_short": in_short(scenario.changes),
        "changes": [change_text(change) for change in scenario.changes],
        "source": list(scenario.source),
        "where": scenario.where or None,
        "notes": scenario.notes or None,
    }


def _date(day: Day | None) -> str | None:
    return None if day is None else format_date(day)
