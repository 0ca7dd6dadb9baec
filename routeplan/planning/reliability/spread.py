"""Which figures hold for a lane and for a stay: their own, else the network's default, else none at all."""

from __future__ import annotations

from routeplan.network.model import Lane, Network, Place
from routeplan.planning.reliability.distributions import Spread, punctual, through


def of_transit(lane: Lane, network: Network) -> Spread:
    """How long the lane takes.

    Quantiles of its `transit` come first, as they say the most; then `on_time` and `late`, of which the mode's
    default fills in what is missing. A lane of a mode without default that says nothing is always on time.
    """
    transit = lane.transit
    if transit.p10_min is not None or transit.p90_min is not None:
        return through(transit.typical_min, transit.p10_min, transit.p90_min)
    default = network.reliability.get(lane.mode)
    on_time = lane.on_time if lane.on_time is not None else default and default.on_time
    late = lane.late_min if lane.late_min is not None else default and default.late_min
    return punctual(transit.typical_min, on_time, late) if on_time and late else None


def of_stay(place: Place, handling_min: int, network: Network) -> Spread:
    """How long handling takes at a place the goods arrived at.

    The place's `dwell`, else the default of its kind. Goods that begin their journey here are handled as planned.
    """
    dwell = place.dwell
    if dwell is not None and dwell.p90_min is not None:
        return through(handling_min, None, dwell.p90_min)
    default = network.reliability.get(place.kind)
    on_time = dwell.on_time if dwell is not None and dwell.on_time is not None else default and default.on_time
    late = dwell.late_min if dwell is not None and dwell.late_min is not None else default and default.late_min
    return punctual(handling_min, on_time, late) if on_time and late else None
