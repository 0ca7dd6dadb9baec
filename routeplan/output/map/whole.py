"""The map of a whole network: lanes by mode, places by the number of their lanes."""

from __future__ import annotations

from routeplan.network.model import MODES, Lane, Network
from routeplan.network.shorthand import format_price
from routeplan.output.geojson import lane_line
from routeplan.output.map.picture import Group, Line, Picture, Spot, position
from routeplan.output.text import display, place_name, short_name, span


def of_network(network: Network) -> Picture:
    """The map of everything: lanes by mode, places by the number of their lanes."""
    modes = [mode for mode in MODES if any(lane.mode == mode for lane in network.lanes.values())]
    counts = {mode: sum(lane.mode == mode for lane in network.lanes.values()) for mode in modes}
    groups = tuple(Group(mode, f"{counts[mode]} lanes") for mode in modes)
    seen: dict[tuple[str, frozenset[str], str], list[Lane]] = {}
    degree = dict.fromkeys(network.places, 0)
    touched: dict[str, set[int]] = {id: set() for id in network.places}
    for lane in network.lanes.values():
        ends = frozenset((lane.from_place, lane.to_place))
        seen.setdefault((lane.mode, ends, lane.track), []).append(lane)
        for id in ends:
            degree[id] += 1
            touched[id].add(modes.index(lane.mode))
    lines = tuple(
        Line(
            lanes[0].mode,
            tuple(lane_line(lanes[0], network)),
            "\n".join(_lane_words(lane, network) for lane in lanes),
            (modes.index(lanes[0].mode),),
        )
        for lanes in seen.values()
    )
    spots = tuple(
        Spot(
            short_name(network, id),
            *position(network.places[id]),
            f"{place_name(network, id)}: {degree[id]} lanes",
            tuple(sorted(touched[id])),
        )
        for id in sorted(network.places, key=lambda id: -degree[id])
        if degree[id]
    )
    title = display(network.name) or "Network"
    subtitle = f"{len(network.places)} places, {len(network.lanes)} lanes"
    return Picture(title, subtitle, lines, spots, groups, "Modes")


def _lane_words(lane: Lane, network: Network) -> str:
    words = [
        f"{lane.mode.capitalize()} {short_name(network, lane.from_place)} to {short_name(network, lane.to_place)}",
        span(lane.transit.typical_min),
        format_price(lane.rate) if lane.rate else "no rate",
        lane.status if lane.status != "operating" else "",
        display(lane.operator),
        lane.id,
    ]
    return ", ".join(word for word in words if word)
