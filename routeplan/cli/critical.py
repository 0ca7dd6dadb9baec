"""`routeplan lanes --critical`: what the best answers hang on."""

from __future__ import annotations

from typing import Any

from routeplan.cli.listing import about, proved, show
from routeplan.cli.options import Values
from routeplan.cli.outcome import Outcome
from routeplan.cli.shipment import ask, read, shipped
from routeplan.errors import UsageError
from routeplan.output.json import in_hours, kilograms, money
from routeplan.output.listing import Column, Listing

_COLUMNS = (
    Column("kind", "kind"),
    Column("id", "id", fold=True),
    Column("destination", "destination"),
    Column("best", "best", right=True),
    Column("without", "without", right=True),
    Column("worse", "worse", right=True),
    Column("cut_off", "cut off"),
)


def run(values: Values) -> Outcome:
    """The supports of the best answers, the heaviest first.

    Exit code 1 where there is no answer to support, 5 where the limit was reached.
    """
    from routeplan.analysis.best import CRITERIA
    from routeplan.analysis.critical import critical
    from routeplan.question import labels_of

    if len(values["place"]) < 2:
        raise UsageError("--critical needs ORIGIN and DESTINATION", help="routeplan lanes --critical Xian Rotterdam")
    criterion = "generalised" if values["by"] in (None, "balanced") else values["by"].casefold()
    if criterion not in CRITERIA:
        raise UsageError(f"--by: unknown value {values['by']!r}", help="balanced, cost, time or co2e")
    labels = labels_of(values["limit"], wide=True)
    got, scenarios = read(values)
    origin, *destinations = values["place"]
    requests = [ask(got.network, origin, destination, shipped(values)) for destination in destinations]
    found = critical(got.network, scenarios, requests, criterion, labels=labels)
    write: Any = {"time": in_hours, "co2e": kilograms}.get(criterion, money)
    records = [
        {
            "kind": one.kind,
            "id": one.id,
            "destination": one.destination,
            "best": write(one.best),
            "without": None if one.without is None else write(one.without),
            "worse": None if one.worse is None else write(one.worse),
            "cut_off": one.without is None,
        }
        for one in found
    ]
    unit = {"time": "hours", "co2e": "kg CO2e"}.get(criterion, got.network.currency)
    notes = (f"{criterion} of the best answer in {unit}, with and without each; all else changes nothing.",)
    head = {**about(got.network), "origin": requests[0].origin, "by": criterion, **proved(found.missing)}
    return show(Listing("critical", _COLUMNS, records, head, notes), values, got.files, found.missing)
