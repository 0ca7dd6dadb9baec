"""`routeplan lanes`: the services of the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from routeplan.cli.listing import LIST_OPTIONS, about, figure, read, show
from routeplan.cli.options import WITHOUT, Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.cli.shipment import LIMIT, SHIPMENT
from routeplan.errors import UsageError
from routeplan.network.model import CONFIDENCES, MODES, STATUSES, Departures, Lane, Network
from routeplan.network.shorthand import format_departures, format_price
from routeplan.output.json import in_hours
from routeplan.output.listing import Column, Listing
from routeplan.units import format_date, quote

COMMAND = Command(
    "lanes",
    (Argument("PLACE", "With --critical: the origin, then one or more destinations.", required=False, many=True),),
    (
        Option(("--from",), "Only lanes from this place or group.", "PLACE"),
        Option(("--to",), "Only lanes to this place or group.", "PLACE"),
        Option(("--mode",), f"Only this mode: {', '.join(MODES)}.", "MODE"),
        Option(("--status",), f"Only this status: {', '.join(STATUSES)}.", "STATUS"),
        Option(("--tag",), "Only lanes with this tag.", "TAG"),
        Option(("--operator",), "Only operators with this in their name.", "TEXT"),
        Option(("--passage",), "Only lanes through this strait, canal or cape.", "PASSAGE"),
        Option(("--confidence",), f"Only figures that are {', '.join(CONFIDENCES)}.", "HOW"),
        Option(("--country",), "Only lanes with an end in this country: KZ.", "CODE"),
        *LIST_OPTIONS,
        Option(
            ("--critical",),
            "How much the best answer from PLACE to each further PLACE worsens without each lane and place.",
        ),
        Option(("--by",), "With --critical: balanced, cost, time or co2e.", "ORDER"),
        WITHOUT,
        *(option for option in SHIPMENT if option.name != "mode"),
        LIMIT,
    ),
    (
        "routeplan lanes --from Xian",
        "routeplan lanes --mode sea --passage suez",
        "routeplan lanes --confidence estimate -f csv",
    ),
)

_COLUMNS = (
    Column("id", "id", fold=True, from_width=60),
    Column("from", "from", fold=True),
    Column("to", "to", fold=True),
    Column("mode", "mode"),
    Column("transit_h", "h", right=True, from_width=50),
    Column("rate", "rate", fold=True, from_width=90),
    Column("departures", "leaves", fold=True, from_width=70),
    Column("status", "status"),
    Column("operator", "operator", from_width=None),
    Column("distance_km", "km", right=True, from_width=None),
    Column("valid_from", "from", from_width=None),
    Column("valid_until", "until", from_width=None),
    Column("passages", "passages", from_width=None),
    Column("tags", "tags", from_width=None),
    Column("confidence", "confidence", from_width=None),
    Column("source", "source", from_width=None),
    Column("where", "where", from_width=None),
    Column("notes", "notes", from_width=None),
)


def run(values: Values) -> Outcome:
    if values["critical"]:
        from routeplan.cli.critical import run as run_critical

        return run_critical(values)
    if values["place"]:
        raise UsageError(f"unexpected {quote(values['place'][0])}", help="places go with --critical")
    network, files = read(values)
    tests = _tests(network, values)
    records = [_record(lane) for lane in network.lanes.values() if all(test(lane) for test in tests)]
    notes = (f"{len(records)} of {len(network.lanes)} lanes; -f json has every field.",)
    return show(Listing("lanes", _COLUMNS, records, about(network), notes), values, files)


def _tests(network: Network, values: Values) -> list[Callable[[Lane], bool]]:
    """One test for each filter named."""
    tests: list[Callable[[Lane], bool]] = []
    if values["from_"] is not None:
        starts = _group(network, values["from_"], "--from")
        tests.append(lambda lane: lane.from_place in starts)
    if values["to"] is not None:
        ends = _group(network, values["to"], "--to")
        tests.append(lambda lane: lane.to_place in ends)
    if (mode := _word(values, "mode", MODES)) is not None:
        tests.append(lambda lane: lane.mode == mode)
    if (status := _word(values, "status", STATUSES)) is not None:
        tests.append(lambda lane: lane.status == status)
    if (confidence := _word(values, "confidence", CONFIDENCES)) is not None:
        tests.append(lambda lane: lane.confidence == confidence)
    if (tag := _word(values, "tag", sorted({t for lane in network.lanes.values() for t in lane.tags}))) is not None:
        tests.append(lambda lane: tag in lane.tags)
    passages = sorted({p for lane in network.lanes.values() for p in lane.passages})
    if (passage := _word(values, "passage", passages)) is not None:
        tests.append(lambda lane: passage in lane.passages)
    if values["operator"] is not None:
        part = values["operator"].casefold()
        tests.append(lambda lane: part in lane.operator.casefold())
    if values["country"] is not None:
        country = values["country"].upper()
        tests.append(
            lambda lane: country in (network.places[lane.from_place].country, network.places[lane.to_place].country)
        )
    return tests


def _group(network: Network, text: str, option: str) -> frozenset[str]:
    """A place with the members of its group."""
    from routeplan.network.names import members, resolve

    if not text.strip():
        raise UsageError(f"{option} is empty", help="name a place")
    return frozenset(members(network, resolve(network, text)))


def _word(values: Values, name: str, known: Sequence[str]) -> str | None:
    text = values[name]
    if text is None:
        return None
    for word in known:
        if word.casefold() == text.casefold():
            return word
    from routeplan.network.nearest import did_you_mean

    hint = did_you_mean(text, known) or ("one of " + ", ".join(known) if known else "the network has none")
    raise UsageError(f"--{name}: unknown value {quote(text)}", help=hint)


def _record(lane: Lane) -> dict[str, Any]:
    return {
        "id": lane.id,
        "from": lane.from_place,
        "to": lane.to_place,
        "mode": lane.mode,
        "transit_h": in_hours(lane.transit.typical_min),
        "rate": format_price(lane.rate) if lane.rate else None,
        "departures": _leaves(lane.departures),
        "status": lane.status,
        "operator": lane.operator or None,
        "distance_km": figure(lane.distance),
        "valid_from": None if lane.valid_from is None else format_date(lane.valid_from),
        "valid_until": None if lane.valid_until is None else format_date(lane.valid_until),
        "passages": list(lane.passages),
        "tags": list(lane.tags),
        "confidence": lane.confidence or None,
        "source": list(lane.source),
        "where": lane.where or None,
        "notes": lane.notes or None,
    }


def _leaves(departures: Departures | None) -> str:
    """As a rate sheet has it: `mon wed fri 20:00`; but `when ready`, and `4 dates` for as many."""
    if departures is None:
        return "when ready"
    if departures.kind == "dates":
        return f"{len(departures.dates)} date{'s' if len(departures.dates) > 1 else ''}"
    return format_departures(departures)
