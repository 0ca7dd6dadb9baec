"""The answer: itineraries with every figure and where it comes from. Whole minutes, cents and grams throughout."""

from typing import TYPE_CHECKING, NamedTuple

from routeplan.network.model import Lane
from routeplan.planning.request import Request

if TYPE_CHECKING:
    from routeplan.planning.carrying import SwitchPoint
    from routeplan.planning.reliability.figures import Reliability
    from routeplan.planning.why import Comparison
    from routeplan.planning.whynot import WhyNot
    from routeplan.planning.window import Window
else:  # Most answers hold none of these. Their names in quotes would start Python's compiler, 1 ms of every start.
    SwitchPoint = Reliability = Comparison = WhyNot = Window = object


class Item(NamedTuple):
    """One priced item in whole cents: a leg's rate, a surcharge."""

    name: str
    cents: int


class Leg(NamedTuple):
    """A lane as ridden. Moments are minutes since 1970-01-01T00:00Z, or None in an undated plan.

    `wait_min` runs from ready to departure, cutoff included. `rate` and `surcharges` add up to `cost_cents`.
    """

    lane: Lane
    distance_m: int
    distance_is_estimate: bool  # great circle, because the lane has none
    ready_min: int | None
    depart_min: int | None
    arrive_min: int | None
    wait_min: int
    transit_min: int
    rate: Item
    surcharges: tuple[Item, ...]
    cost_cents: int
    co2e_g: int
    co2e_factor: str  # "22 g/tkm", as used; "" where none is known
    co2e_basis: str  # the arithmetic in words: "22 g/tkm x 1,500 km x 20 t"


class Stay(NamedTuple):
    """From arrival to the next departure; at the origin from the ready time, at the destination the handling.

    `stay_min` = `delay_min` + `empty_wait_min` + `handling_min` + wait (cutoff and waiting for the departure).
    """

    place: str
    handling: str  # "rail>sea", "origin>rail", "sea>destination"
    begin_min: int | None
    stay_min: int
    delay_min: int
    empty_wait_min: int
    handling_min: int
    wait_min: int
    handling_cents: int
    storage_days: int
    storage_cents: int
    co2e_g: int
    co2e_basis: str = ""  # the arithmetic in words: "6 kg/TEU x 2 TEU"


class Itinerary(NamedTuple):
    """Ordered legs from origin to destination; `stays` has one more entry than `legs`.

    `start_min` is the ready time at the origin and `delivered_min` the end, None in an undated plan.
    `generalised_cents` is freight + value of time + carbon price, exact as a ratio.
    """

    legs: tuple[Leg, ...]
    stays: tuple[Stay, ...]
    cost_cents: int
    time_min: int
    co2e_g: int
    freight_cents: int
    surcharges_cents: int
    handling_cents: int
    storage_cents: int
    start_min: int | None
    delivered_min: int | None
    generalised_cents: int
    rank: int = 0
    labels: tuple[str, ...] = ()  # cheapest, fastest, lowest-co2e, most-reliable
    reliability: Reliability | None = None
    window: Window | None = None
    carrying_cents: int | None = None  # capital tied up in the cargo on the way


class NoRoute(NamedTuple):
    reason: str
    message: str
    help: str = ""


class Answer(NamedTuple):
    """What `find` knows. `complete` is False where a limit was reached; `missing` then says what is not proved.

    `shown_of`: how many itineraries there are in all, where that is known. `day_cents`, `tonne_cents`: what a day of
    the shipment and a tonne of CO2e count in the generalised cost, rounded for display.
    """

    request: Request
    itineraries: tuple[Itinerary, ...]
    no_route: NoRoute | None = None
    warnings: tuple[str, ...] = ()
    complete: bool = True
    missing: str = ""
    shown_of: int | None = None
    day_cents: int = 0
    tonne_cents: int = 0
    switch_points: tuple[SwitchPoint, ...] = ()
    why: tuple[Comparison, ...] = ()
    why_not: tuple[WhyNot, ...] = ()
