"""Maps of what `reach` and `hinterland` answer: many places at once, by how far they are or whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from routeplan.network.model import Network
from routeplan.output.geojson import lane_line
from routeplan.output.map.picture import Group, Line, Picture, Spot, Step, known_place, position
from routeplan.output.text import display, place_name, short_name, span

_BANDS_DAYS = (3, 7, 14, 28, 42, 56)
FIRM, CONTESTED = "firm", "contested"


def of_reach(document: Mapping[str, Any], network: Network) -> Picture:
    """The places reached, in bands of time to switch on and off, and the lanes that lead there."""
    rows = document["reach"]
    centre = known_place(network, document["place"])
    bands = [_band(float(row["time_h"])) for row in rows]
    used = sorted(set(bands))
    groups, spots = [], []
    riders: dict[str, set[int]] = {}
    for number, band in enumerate(used):
        steps = []
        for index, (row, its_band) in enumerate(zip(rows, bands, strict=True)):
            if its_band != band:
                continue
            place = known_place(network, row["place"])
            steps.append(Step(f"{number}-{index}", place_name(network, place.id), _reached(row)))
            name, (lon, lat) = short_name(network, place.id), position(place)
            step = f"{number}-{index}"
            spots.append(Spot(name, lon, lat, _title(row, network), (number,), steps=(step,)))
            for lane in row.get("lanes") or ():
                riders.setdefault(str(lane), set()).add(number)
        limit = f"within {_BANDS_DAYS[band]} days" if band < len(_BANDS_DAYS) else "farther"
        groups.append(Group(limit, f"{len(steps)} places", (), tuple(steps)))
    lines = tuple(
        Line(lane.mode, tuple(lane_line(lane, network)), _lane_title(lane.id, network), tuple(sorted(riders[lane.id])))
        for lane in network.lanes.values()
        if lane.id in riders
    )
    name = place_name(network, centre.id)
    middle = Spot(short_name(network, centre.id), *position(centre), name, (), "origin", True)
    return Picture(
        f"{'To' if document.get('direction') == 'to' else 'From'} {name}",
        f"{len(rows)} places; network {display(str(document['network']['name']))}",
        lines,
        (middle, *spots),
        tuple(groups),
        "How far",
    )


def _band(hours: float) -> int:
    return sum(hours > 24 * limit for limit in _BANDS_DAYS)


def _title(row: Mapping[str, Any], network: Network) -> str:
    return (
        f"{place_name(network, row['place'])}: {span(round(60 * float(row['time_h'])))}, cost {float(row['cost']):,.0f}"
    )


def _reached(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    rows = [
        ("Time", span(round(60 * float(row["time_h"])))),
        ("Cost", f"{float(row['cost']):,.0f}"),
        ("CO2e", f"{float(row['co2e_kg']):,.0f} kg"),
        ("Gateway", display(str(row.get("gateway") or ""))),
        ("Lanes", ", ".join(display(str(lane)) for lane in row.get("lanes") or ())),
    ]
    return tuple(pair for pair in rows if pair[1])


def _lane_title(id: str, network: Network) -> str:
    lane = network.lanes[id]
    ends = f"{short_name(network, lane.from_place)} to {short_name(network, lane.to_place)}"
    return f"{lane.mode.capitalize()} {ends}, {id}"


def of_hinterland(document: Mapping[str, Any], network: Network) -> Picture:
    """Each inland place with a line to the gateway that wins it: unbroken where firm, dashed where contested."""
    gateways = [known_place(network, id) for id in document["gateways"]]
    standings = {row["gateway"]: row for row in document["standings"]}
    by_place: dict[str, list[Mapping[str, Any]]] = {}
    for row in document["hinterland"]:
        if row.get("winner"):
            by_place.setdefault(str(row["place"]), []).append(row)
    lines, spots, steps = [], [], [list[Step]() for _ in gateways]
    order = [gateway.id for gateway in gateways]
    for number, (id, rows) in enumerate(by_place.items()):
        place = known_place(network, id)
        winners = sorted({order.index(row["winner"]) for row in rows})
        ids = tuple(f"{winner}-{number}" for winner in winners)
        rows_of = tuple(pair for row in rows for pair in _offers(row, document["currency"], network))
        for winner, step in zip(winners, ids, strict=True):
            steps[winner].append(Step(step, place_name(network, id), rows_of))
            contested = any(row["contested"] for row in rows if order.index(row["winner"]) == winner)
            title = (
                f"{place_name(network, id)}: {place_name(network, order[winner])}{', contested' if contested else ''}"
            )
            points = (position(place), position(gateways[winner]))
            lines.append(Line(CONTESTED if contested else FIRM, points, title, (winner,), (step,)))
        spots.append(
            Spot(short_name(network, id), *position(place), place_name(network, id), tuple(winners), "", False, ids)
        )
    hubs = tuple(
        Spot(short_name(network, g.id), *position(g), place_name(network, g.id), (n,), "destination", True)
        for n, g in enumerate(gateways)
    )
    groups = tuple(
        Group(place_name(network, g.id), _standing(standings.get(g.id, {})), (), tuple(steps[n]))
        for n, g in enumerate(gateways)
    )
    wanted = ", ".join(place_name(network, known_place(network, id).id) for id in document["destinations"])
    return Picture(
        "Hinterland of " + " and ".join(group.title for group in groups),
        f"to {wanted}; network {display(str(document['network']['name']))}",
        tuple(lines),
        (*hubs, *spots),
        groups,
        "Gateways",
    )


def _offers(row: Mapping[str, Any], currency: str, network: Network) -> Sequence[tuple[str, str]]:
    head = f"to {short_name(network, row['destination'])}"
    margin = f", by {float(row['margin']):,.0f} {display(currency)}" if row.get("margin") is not None else ""
    pairs = [(head, f"{short_name(network, row['winner'])}{margin}{', contested' if row['contested'] else ''}")]
    for offer in row["offers"]:
        figures = (
            f"{float(offer['cost']):,.0f} {display(currency)}, {span(round(60 * float(offer['time_h'])))}, "
            f"{float(offer['co2e_kg']):,.0f} kg CO2e"
        )
        pairs.append((short_name(network, offer["gateway"]), figures))
    return pairs


def _standing(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{row[word]} {word}" for word in ("captive", "contested", "lost") if word in row)
