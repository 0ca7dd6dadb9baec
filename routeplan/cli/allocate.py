"""`routeplan allocate`: many shipments over departures that fill up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.cli.listing import about
from routeplan.cli.options import COLOR, OUTPUT, Argument, Command, Option, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.cli.shipment import FRAME, LAST, SHIPMENT, duration, read, shipped
from routeplan.errors import EXIT_NO, EXIT_OK, EXIT_PARTIAL, FileError, UsageError
from routeplan.output.json import Figure, dumps, in_hours, itinerary, kilograms, money
from routeplan.output.listing import LIST_FORMATS, Column, Listing
from routeplan.output.text import iso, timezone_of
from routeplan.units import format_date, quote

if TYPE_CHECKING:
    from routeplan.analysis.allocation import Allocation, Shipment
    from routeplan.network.model import Network

COMMAND = Command(
    "allocate",
    (
        Argument(
            "FILE",
            "Shipments as for `batch`, each with depart; fill is the share of a container one takes. "
            "- or nothing reads standard input.",
            required=False,
        ),
    ),
    (
        *FRAME,
        *SHIPMENT,
        Option(("--limit",), "Longest time to look for a proof. Default: 1min.", "DURATION"),
        list_format("table", "json", "csv", "jsonl"),
        OUTPUT,
        COLOR,
        *LAST,
    ),
    ("routeplan allocate shipments.csv", "routeplan allocate shipments.csv -f json"),
)

_COLUMNS = (
    Column("id", "id"),
    Column("origin", "origin"),
    Column("destination", "destination"),
    Column("lanes", "lanes", fold=True),
    Column("depart", "depart"),
    Column("delivered", "delivered"),
    Column("cost", "cost alone", right=True),
    Column("time_h", "h", right=True, from_width=100),
    Column("co2e_kg", "kg CO2e", right=True, from_width=100),
    Column("reason", "reason", fold=True, from_width=None),
)
_OF_RANKING = ("rank", "labels", "generalised_cost")


def run(values: Values) -> Outcome:
    """The itinerary of each shipment, the total and its proven gap.

    Exit code 1 where not all can be sent, 5 where the limit came before the proof.
    """
    from routeplan.analysis.allocation import allocate
    from routeplan.cli.formats import pick
    from routeplan.cli.terminal import look

    format = pick(values["format"], LIST_FORMATS)
    limit = duration("--limit", values["limit"])
    got, scenarios = read(values)
    listed = _shipments(values, got.network)
    found = allocate(got.network, scenarios, listed, 60.0 * (1 if limit is None else limit))
    records = _records(listed, found, got.network)
    head = _head(found, got.network)
    page = look(values["color"], values["output"])
    notes = _notes(found, got.network)
    if format == "json":
        document = {"schema": "routeplan.allocate/1", **head, "shipments": _full(listed, found, got.network, records)}
        text = dumps(document, ascii=page.ascii, indent=True) + "\n"
    else:
        text = LIST_FORMATS[format](Listing("allocate", _COLUMNS, records, head, notes), page)
    code = EXIT_PARTIAL if found.gap > 0 else EXIT_NO if found.left else EXIT_OK
    remarks = () if page.terminal or format == "json" else notes
    return Outcome(text, code, tuple(remarks), values["output"], got.files)


def _shipments(values: Values, network: Network) -> list[Shipment]:
    """The list, understood as a whole: one bad row is refused, since what is left out changes all the rest."""
    import sys

    from routeplan.batch.parquet import read_parquet
    from routeplan.batch.rows import kind_of_name, lines_of, read_rows
    from routeplan.library import shipments_of_rows
    from routeplan.network.files import open_file

    name = values["file"] or "-"
    try:
        if name == "-":
            if sys.stdin is None or sys.stdin.isatty():
                raise UsageError("standard input is a terminal", help="routeplan allocate shipments.csv")
            rows = list(read_rows(lines_of(sys.stdin.buffer)))
        elif kind_of_name(name) == "parquet":
            rows = list(read_parquet(name)[0])
        else:
            with open_file(name) as file:
                rows = list(read_rows(lines_of(file), kind_of_name(name)))
    except OSError as error:
        raise FileError(
            f"cannot read {quote(name)}: {(error.strerror or str(error)).lower()}", help="check the file"
        ) from None
    return shipments_of_rows(network, rows, shipped(values))


def _records(listed: list[Shipment], found: Allocation, network: Network) -> list[dict[str, Any]]:
    records = []
    reasons = dict(found.left)
    for number, shipment in enumerate(listed):
        record: dict[str, Any] = {column.key: None for column in _COLUMNS}
        record |= {"id": shipment.id, "origin": shipment.request.origin, "destination": shipment.request.destination}
        if found.itineraries:
            one = found.itineraries[number]
            start, end = one.legs[0].lane.from_place, one.legs[-1].lane.to_place
            record |= {
                "lanes": [leg.lane.id for leg in one.legs],
                "depart": iso(one.legs[0].depart_min, timezone_of(network, start)),
                "delivered": iso(one.delivered_min, timezone_of(network, end)),
                "cost": money(one.cost_cents),
                "time_h": in_hours(one.time_min),
                "co2e_kg": kilograms(one.co2e_g),
            }
        else:
            record["reason"] = reasons.get(shipment.id, "others cannot be sent")
        records.append(record)
    return records


def _full(
    listed: list[Shipment], found: Allocation, network: Network, records: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """For JSON each shipment with its itinerary as `find` shows it, but for what ranks it among others."""
    if not found.itineraries:
        return records
    return [
        {
            "id": shipment.id,
            "fill": Figure(f"{shipment.fill[0] / shipment.fill[1]:g}"),
            "itinerary": {key: value for key, value in itinerary(one, network).items() if key not in _OF_RANKING},
        }
        for shipment, one in zip(listed, found.itineraries, strict=True)
    ]


def _head(found: Allocation, network: Network) -> dict[str, Any]:
    loads = [
        {
            "lane": load.lane,
            "departure": iso(load.when, timezone_of(network, network.lanes[load.lane].from_place))
            if load.dated
            else format_date(load.when),
            "shipments": list(load.shipments),
            "teu": Figure(f"{load.teu:g}"),
            "capacity_teu": None if load.capacity is None else Figure(f"{load.capacity:g}"),
            "shared_containers": load.boxes,
            "fixed_cost": money(load.fixed_cents),
        }
        for load in found.loads
    ]
    return {
        **about(network),
        "feasible": None if found.left and found.gap else not found.left,  # None: not found, not proved impossible
        "cost": None if found.left else money(found.cost_cents),
        "bound": None if found.left else money(found.bound_cents),
        "gap": None if found.left else Figure(f"{found.gap:.9f}".rstrip("0").rstrip(".")),
        "currency": network.currency,
        "columns": found.columns,
        "left": [{"id": id, "reason": reason} for id, reason in found.left],
        "loads": loads,
    }


def _notes(found: Allocation, network: Network) -> tuple[str, ...]:
    if found.left:
        said = (
            "no way to send all shipments was found before the limit:"
            if found.gap
            else "not all shipments can be sent:"
        )
        return (said, *(f"{id}: {reason}" for id, reason in found.left))
    proved = "proved the least" if found.gap == 0 else f"at most {100 * found.gap:.2f} % above the least"
    return (f"total {money(found.cost_cents)} {network.currency}, {proved}; -f json has the load of every departure.",)
