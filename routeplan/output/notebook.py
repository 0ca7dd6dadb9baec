"""What a notebook shows of an answer or a network: a table and the map, as HTML that stays inside its cell."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from routeplan.network.model import Network
from routeplan.output.json import document, parse_back
from routeplan.output.map import svg
from routeplan.output.map.answer import of_document
from routeplan.output.map.picture import Picture
from routeplan.output.map.whole import of_network
from routeplan.output.result import Result
from routeplan.output.text import LABELS, display, place_name, short_name, span, whole, whole_money


def itineraries_html(result: Result) -> str:
    """A row for each itinerary, the map below; the reason where there is none."""
    answer, network = result.answer, result.network
    picture = of_document(parse_back(document(result)), network)
    rows = [
        (
            str(it.rank),
            ", ".join(LABELS.get(label, label) for label in it.labels),
            f"{whole_money(it.cost_cents)} {network.currency}",
            span(it.time_min),
            f"{whole(it.co2e_g, 1000)} kg",
            " ".join(
                [
                    short_name(network, it.legs[0].lane.from_place),
                    *(f"{leg.lane.mode} {short_name(network, leg.lane.to_place)}" for leg in it.legs),
                ]
            ),
        )
        for it in answer.itineraries
    ]
    table = _table(("", "", "cost", "time", "CO2e", "way"), rows) if rows else ""
    reason = f"<p>No route: {escape(display(answer.no_route.message))}</p>" if answer.no_route else ""
    return f"<p><b>{escape(picture.title)}</b>, {escape(picture.subtitle)}</p>{reason}{table}{_image(picture)}"


def network_html(network: Network) -> str:
    """How much there is of what, the map below."""
    kinds: dict[str, int] = {}
    for place in network.places.values():
        kinds[place.kind] = kinds.get(place.kind, 0) + 1
    modes: dict[str, int] = {}
    for lane in network.lanes.values():
        modes[lane.mode] = modes.get(lane.mode, 0) + 1
    rows = [(f"{kind} places", f"{count}") for kind, count in kinds.items()]
    rows += [(f"{mode} lanes", f"{count}") for mode, count in modes.items()]
    first = next(iter(network.places), "")
    picture = of_network(network)
    about = f"{picture.subtitle}, such as {place_name(network, first)}" if first else picture.subtitle
    return f"<p><b>{escape(picture.title)}</b>, {escape(about)}</p>{_table(('', ''), rows)}{_image(picture)}"


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _image(picture: Picture) -> str:
    """The map as an image of its own, so that neither its style nor its ids reach the page."""
    data = b64encode(svg(picture).encode()).decode()
    return f'<img alt="{escape(picture.title)}" width="900" src="data:image/svg+xml;base64,{data}">'
