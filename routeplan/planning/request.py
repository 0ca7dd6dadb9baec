"""The question: what goes from where to where, under which conditions."""

from typing import NamedTuple

from routeplan.network.model import Day, LocalMinute, Ratio

OBJECTIVES = ("cost", "time", "co2e")


class Avoid(NamedTuple):
    """What an itinerary must not touch. `kind`: place, country, mode, lane, passage; `value` an id or code."""

    kind: str
    value: str


class Request(NamedTuple):
    """A question with every name resolved to an id.

    `by` is balanced, cost, time, co2e or reliability. `weight` is tonnes of cargo per container, None for 10 t per TEU.
    `depart` and `deadline` are local wall-clock minutes at the origin and at the destination.
    `value_of_time` is cents of the network's currency per day for the whole shipment, `carbon_price` cents per tonne;
    None takes the network's own. `cargo_value` is cents for the whole shipment, `capital_rate` a share a year; where
    given, they are the value of time. `today` is a day in UTC. `why_not` names places and lanes, as `Avoid` does.
    """

    origin: str
    destination: str
    by: str = "balanced"
    top: int = 5
    pareto: bool = False
    depart: LocalMinute | None = None
    deadline: LocalMinute | None = None
    equipment: str = "40HC"
    quantity: int = 1
    weight: Ratio | None = None
    via: tuple[str, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    modes: tuple[str, ...] = ()  # empty: all
    max_transfers: int | None = None
    include: tuple[str, ...] = ()  # planned, suspended
    max_wait_min: int = 30 * 1440
    cargo: str = ""  # id of a kind of cargo; "": general
    prefer: tuple[str, ...] = ()  # tags every itinerary shown must ride at least once
    ride: tuple[str, ...] = ()  # ids of lanes every itinerary shown must ride
    value_of_time: Ratio | None = None
    carbon_price: Ratio | None = None
    today: Day = 0
    depart_until: LocalMinute | None = None  # the end of a departure window that begins at `depart`
    arrive_by: LocalMinute | None = None
    chances: str = ""  # "wanted": if NumPy is there; "needed"; "": no simulation
    draws: int = 10_000
    seed: int = 1
    confidence: Ratio = (9, 10)
    cargo_value: Ratio | None = None
    capital_rate: Ratio = (1, 10)
    why: bool = False
    why_not: tuple[Avoid, ...] = ()
