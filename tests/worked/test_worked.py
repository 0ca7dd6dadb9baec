"""Every worked case, asked of the planner and of the brute force."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.helpers import figures, plan
from tests.oracle.brute_force import BruteForce

from . import being_late, groups, options, prices, scenarios, stays, ties, timetables, waiting
from .case import Case, ask

TOPICS = (ties, waiting, being_late, stays, prices, timetables, groups, scenarios, options)
CASES = [case for topic in TOPICS for case in topic.CASES]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_planner(case: Case) -> None:
    answer = plan(case.network, case.query, case.overlays)
    agrees([figures(one) for one in answer["itineraries"]], case)
    assert (answer["no_route"] is None) == bool(answer["itineraries"])


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_brute_force(case: Case) -> None:
    # every scalar as text: the rules, not YAML, say what a field is
    documents = [yaml.load(text, yaml.BaseLoader) for text in (case.network, *case.overlays)]
    agrees(shown(BruteForce(documents[0], case.query, documents[1:]), case.query), case)


@pytest.mark.parametrize(
    "query",
    [
        ask("A>A"),
        ask("Ports>W1"),
        ask("West>Ports"),
        ask("A>Z", top=0),
        ask("A>Z", deadline="2026-12-01"),
        ask("A>Nowhere"),
    ],
    ids=[
        "one place",
        "a member of the origin",
        "groups that share",
        "top 0",
        "deadline alone",
        "unknown place",
    ],
)
def test_wrong_questions(query: dict[str, Any]) -> None:
    import routeplan

    with pytest.raises(routeplan.UsageError):
        plan(groups.TO_PORTS, query)


def test_names_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def shown(search: BruteForce, query: dict[str, Any]) -> list[dict[str, Any]]:
    top = int(query.get("top", 5))
    if query.get("pareto"):
        return search.pareto()
    if query["by"] != "balanced":
        return search.best(query["by"], top)
    ranked = [one for _, one in search.balanced()]
    labelled = [search.pareto_best(by) for by in ("cost", "time", "co2e")] if ranked else []
    return [one for number, one in enumerate(ranked) if number < top or one in labelled]


def agrees(found: list[dict[str, Any]], case: Case) -> None:
    expected = [line.strip() for line in case.expect.strip().splitlines()]
    assert len(found) == len(expected), "\n".join(as_line(one, "") for one in found)
    for one, line in zip(found, expected, strict=True):
        assert as_line(one, line) == line
    for path, value in (case.details or {}).items():
        at: Any = found
        for key in path.split("."):
            at = at[int(key) if key.isdigit() else key]
        assert at == value, path


def as_line(one: dict[str, Any], model: str) -> str:
    """The itinerary in the form of a case, its moments as long as those of `model`."""
    lengths = [len(leg.partition(" @ ")[2]) for leg in model.rpartition(" | ")[2].split(", ")]
    lengths += [25] * (len(one["legs"]) - len(lengths))
    legs = [
        leg["lane"] + (f" @ {leg['depart'][: length or 25]}" if leg["depart"] else "")
        for leg, length in zip(one["legs"], lengths, strict=False)
    ]
    hours, minutes = divmod(one["time"], 60)
    kilograms = f"{one['co2e'] / 1000:.3f}".rstrip("0").rstrip(".")
    return f"{one['cost'] / 100:.2f} | {hours}:{minutes:02} | {kilograms} | {', '.join(legs)}"
