"""`routeplan reach`: everything within a time or a budget."""

from __future__ import annotations

from routeplan.cli.listing import about, proved, show
from routeplan.cli.options import COLOR, OUTPUT, Argument, Command, Option, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.cli.shipment import FRAME, LAST, LIMIT, SHIPMENT, ask, duration, kinds, money, read, resolve, shipped
from routeplan.errors import UsageError
from routeplan.output.json import in_hours, kilograms
from routeplan.output.json import money as amount
from routeplan.output.listing import Column, Listing

COMMAND = Command(
    "reach",
    (Argument("PLACE", "Name, alias, id or UN/LOCODE of the place to leave from."),),
    (
        *FRAME,
        Option(("--within",), "At most this long, by the fastest way: 20d.", "DURATION"),
        Option(("--budget",), "At most this much, by the cheapest way: 3000USD.", "MONEY"),
        Option(("--to",), "The other way round: everything from which the place can be reached."),
        Option(("--to-kind",), "Only places of this kind: seaport. Repeatable.", "KIND", True),
        *SHIPMENT,
        LIMIT,
        list_format("table", "json", "csv", "jsonl"),
        OUTPUT,
        COLOR,
        *LAST,
    ),
    (
        "routeplan reach Xian --within 20d --to-kind seaport",
        "routeplan reach Valencia --to --budget 3000USD",
    ),
)

_COLUMNS = (
    Column("place", "place"),
    Column("name", "name", fold=True),
    Column("country", "country", from_width=100),
    Column("kind", "kind", from_width=100),
    Column("time_h", "h", right=True),
    Column("cost", "cost", right=True),
    Column("co2e_kg", "kg CO2e", right=True, from_width=45),
    Column("gateway", "gateway", from_width=50),
    Column("lanes", "lanes", from_width=None),
)


def run(values: Values) -> Outcome:
    """The list, nearest first. Exit code 1 where nothing is within reach, 5 where the limit was reached."""
    from routeplan.analysis.reach import elsewhere, reach
    from routeplan.question import labels_of

    if values["within"] is not None and values["budget"] is not None:
        raise UsageError("--within and --budget exclude each other", help="ask for one of them")
    wanted = kinds(values["to_kind"])
    labels = labels_of(values["limit"], wide=True)
    within = duration("--within", values["within"])
    got, scenarios = read(values)
    network = got.network
    place = resolve(network, values["place"], "PLACE")
    budget = money("--budget", values["budget"], network)
    other = elsewhere(network, place)
    ends = (other, place) if values["to"] else (place, other)
    request = ask(network, *ends, shipped(values))
    found = reach(
        network,
        scenarios,
        request,
        backwards=values["to"],
        within_min=within,
        budget_cents=budget,
        kinds=wanted,
        labels=labels,
    )
    records = [
        {
            "place": one.place,
            "name": network.places[one.place].name,
            "country": network.places[one.place].country,
            "kind": network.places[one.place].kind,
            "time_h": in_hours(one.time_min),
            "cost": amount(one.cost_cents),
            "co2e_kg": kilograms(one.co2e_g),
            "gateway": one.gateway or None,
            "lanes": list(one.lanes),
        }
        for one in found
    ]
    notes = (
        f"{len(records)} places; time, cost ({network.currency}) and CO2e are the best of each, "
        f"the gateway is that of the {'fastest' if within is not None else 'cheapest'} way.",
    )
    head = {**about(network), "place": place, "direction": "to" if values["to"] else "from", **proved(found.missing)}
    return show(Listing("reach", _COLUMNS, records, head, notes), values, got.files, found.missing)
