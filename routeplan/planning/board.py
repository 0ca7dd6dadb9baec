"""The network as a shipment sees it: usable lanes priced for the load, in integers, ready for any question.

A *state* is a place together with the mode a shipment came in by, since handling depends on both modes. An *arc*
is one lane ridden out of a state, with the stay before it: (cents, minutes, grams, lane, next state). Without dates
these figures are exact; with dates they are the least a stay and a leg can take, whatever the timetable says.

Lanes are numbered in the order of their ids, so that comparing numbers compares ids. An *era* is a span of days
between two dates at which a scenario's change begins or ends; most questions see one era only.

Neither origin nor destination matter here, so questions about the same shipment share a board.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from routeplan.errors import NetworkError
from routeplan.network.model import MODES, Cargo, Day, Handling, Lane, Network, Ratio, Scenario
from routeplan.network.names import members
from routeplan.network.scenarios import apply, boundaries
from routeplan.planning.bounds import Arc, Step
from routeplan.planning.clock import DAY_MIN, local_day, to_utc
from routeplan.planning.found import Vector
from routeplan.planning.kept import Kept, as_many_as_fit
from routeplan.planning.mesh import Mesh
from routeplan.planning.pricing import Load, Prices, cents, covering, exact_cents, half_up, handling_grams, leg_grams
from routeplan.planning.request import Avoid, Request
from routeplan.planning.timetable import CHOSEN, Timetable, in_window, mean_wait_min

if TYPE_CHECKING:
    from routeplan.planning.itinerary import Leg
    from routeplan.planning.stopovers import Stopovers

INBOUND = (*MODES, "origin")
OUTBOUND = (*MODES, "destination")
ORIGIN = DESTINATION = len(MODES)
WAYS = len(INBOUND)
BOARDS_KEPT = 8
"""Terms a sheet of questions mostly gets along with, those of looking for a reason included."""
LEGS_KEPT = 4096
"""About a kilobyte each."""
BOUNDS_IN_A_MESH = 8
"""Lists of numbers by node that take the memory of a mesh."""
SHARED_STOPOVERS = 2
"""With more of them a mesh takes too much memory to be kept for other questions: each one doubles the states."""


class Terms(NamedTuple):
    """The part of a request that the board depends on. `since`: the first UTC minute of interest; None: undated."""

    equipment: str
    quantity: int
    weight: Ratio | None
    avoid: tuple[Avoid, ...]
    modes: tuple[str, ...]
    include: tuple[str, ...]
    cargo: str
    today: Day
    since: int | None

    @classmethod
    def of(cls, network: Network, request: Request) -> "Terms":
        """The terms of one request."""
        since = None
        if request.depart is not None:
            zones = {network.places[place].timezone for place in members(network, request.origin)}
            since = min(to_utc(request.depart, tz) for tz in zones)
        return cls(
            request.equipment,
            request.quantity,
            request.weight,
            request.avoid,
            request.modes,
            request.include,
            request.cargo,
            request.today,
            since,
        )


class Edge(NamedTuple):
    """A usable lane in integers. `shift_min` is the wait a plan counts after the cutoff; None: choose a departure."""

    lane: int
    to: int
    mode: int
    cents: int
    grams: int
    transit_min: int
    cutoff_min: int
    empty_wait_min: int
    shift_min: int | None
    valid_from: Day | None
    valid_until: Day | None
    timetable: Timetable | None


class Stopover(NamedTuple):
    """What a stay is worth before anything is waited for: minutes with any delay, cents, grams."""

    time_min: int
    cents: int
    grams: int


class Era:
    """One span of days with its figures: edges out of each place, handling and storage priced for the load."""

    def __init__(self, network: Network, load: Load, index: dict[str, int]) -> None:
        self.network = network
        self.load = load
        self.edges: list[list[Edge]] = [[] for _ in index]
        self.storage: list[tuple[int, int, int] | None] = [None] * len(index)
        self._places = [network.places[place_id] for place_id in index]
        self.closed = [place.closed for place in self._places]
        self._stopovers: dict[tuple[int, int, int], Stopover] = {}
        # By id, as places share most of them; with the record itself, so that no other one can have its id.
        self._handled: dict[int, tuple[Handling, Stopover]] = {}
        for i, place in enumerate(self._places):
            if place.storage is not None:
                amount = covering(place.storage.rate, load.equipment)
                if amount is not None and amount.num:
                    self.storage[i] = (place.storage.free_min, *exact_cents(amount, load))

    def handling_of(self, place: int, inbound: int, outbound: int) -> Handling | None:
        """The place's own entry for the mode pair, else the network's, else None."""
        return self.handling_at(place, f"{INBOUND[inbound]}>{OUTBOUND[outbound]}")

    def handling_at(self, place: int, pair: str) -> Handling | None:
        """The same, for a mode pair as written: `rail>sea`."""
        for handling in self._places[place].handling:
            if handling.pair == pair:
                return handling
        return self.network.handling.get(pair)

    def stays(self, place: int, inbound: int) -> dict[int, Stopover]:
        """Delay and handling of stays at the place, by the mode of the lanes that leave it."""
        return {mode: self.stopover(place, inbound, mode) for mode in {edge.mode for edge in self.edges[place]}}

    def stopover(self, place: int, inbound: int, outbound: int) -> Stopover:
        """Delay and handling of a stay at the place."""
        key = (place, inbound, outbound)
        known = self._stopovers.get(key)
        if known is None:
            delay = self._places[place].delay_min
            handling = self.handling_of(place, inbound, outbound)
            if handling is None:
                known = Stopover(delay, 0, 0)
            else:
                time_min, price, grams = self._worth(handling)
                known = Stopover(delay + time_min, price, grams)
            self._stopovers[key] = known
        return known

    def _worth(self, handling: Handling) -> Stopover:
        """The handling alone."""
        known = self._handled.get(id(handling))
        if known is not None:
            return known[1]
        price, grams = cents(handling.cost, self.load) or 0, handling_grams(handling.co2e, self.load)
        worth = Stopover(handling.time_min, price, grams)
        self._handled[id(handling)] = handling, worth
        return worth

    def storage_cents(self, place: int, stay_min: int) -> int:
        """Storage at a transfer: started days beyond the free time, times the rate, rounded once."""
        storage = self.storage[place]
        if storage is None or stay_min <= storage[0]:
            return 0
        return half_up(-((storage[0] - stay_min) // DAY_MIN) * storage[1], storage[2])


def storage_days(free_min: int, stay_min: int) -> int:
    """Started days of a stay beyond the free time."""
    return max(0, -((free_min - stay_min) // DAY_MIN))


class Exclusions(NamedTuple):
    """What the question rules out, as sets of ids."""

    places: frozenset[str]
    lanes: frozenset[str]
    modes: frozenset[str]
    passages: frozenset[str]
    countries: frozenset[str]
    statuses: frozenset[str]
    cargo: Cargo | None

    def refuses(self, lane: Lane, network: Network) -> str:
        """The rule that keeps the lane out: a word for reasons, or "" where the lane may be used."""
        if lane.status not in self.statuses:
            return "status"
        if lane.id in self.lanes:
            return "avoid"
        if lane.mode in self.modes:
            return "mode"
        if self.passages and not self.passages.isdisjoint(lane.passages):
            return "avoid"
        if self.countries and not self.countries.isdisjoint(lane.crosses):
            return "avoid"
        if lane.from_place in self.places or lane.to_place in self.places:
            return "avoid"
        if self.cargo is not None and self._refuses_cargo(self.cargo, lane, network):
            return "cargo"
        return ""

    @staticmethod
    def _refuses_cargo(cargo: Cargo, lane: Lane, network: Network) -> bool:
        if cargo.id in lane.refuses:
            return True
        if any(cargo.id in network.places[end].refuses for end in (lane.from_place, lane.to_place)):
            return True
        return lane.mode in cargo.refused_by and cargo.id not in lane.accepts


def exclusions(network: Network, terms: Terms) -> Exclusions:
    """Everything `avoid`, `modes`, `include` and `cargo` rule out in this network."""
    places: set[str] = set()
    lanes: set[str] = set()
    modes: set[str] = set()
    passages: set[str] = set()
    countries: set[str] = set()
    for avoid in terms.avoid:
        if avoid.kind == "place":
            places.update(members(network, avoid.value))
        elif avoid.kind == "country":
            countries.add(avoid.value)
            places.update(place.id for place in network.places.values() if place.country == avoid.value)
        elif avoid.kind == "lane":
            lanes.add(avoid.value)
        elif avoid.kind == "mode":
            modes.add(avoid.value)
        elif avoid.kind == "passage":
            passages.add(avoid.value)
    if terms.modes:
        modes.update(mode for mode in MODES if mode not in terms.modes)
    cargo = network.cargo.get(terms.cargo) if terms.cargo else None
    return Exclusions(
        frozenset(places),
        frozenset(lanes),
        frozenset(modes),
        frozenset(passages),
        frozenset(countries),
        frozenset(("operating", *terms.include)),
        cargo,
    )


def distance_of(lane: Lane, network: Network) -> Ratio:
    """The lane's distance in km; the great circle between its ends where none is given."""
    if lane.distance is not None:
        return lane.distance
    from routeplan.network.geo import great_circle_m

    start, end = network.places[lane.from_place], network.places[lane.to_place]
    return great_circle_m(start, end), 1000


def leg_items(lane: Lane, load: Load, distance: Ratio) -> tuple[int | None, tuple[int | None, ...]]:
    """Cents of the rate and of each surcharge; None where a price does not cover the equipment."""
    return cents(lane.rate, load, distance), tuple(
        cents(surcharge.amount, load, distance) for surcharge in lane.surcharges
    )


class Board:
    """Lanes, handling and storage for one load under one set of terms. See the module for states, arcs and eras."""

    def __init__(self, network: Network, scenarios: Sequence[Scenario], terms: Terms) -> None:
        self.network = network
        self.terms = terms
        self.dated = terms.since is not None
        self.since = terms.since or 0
        self.load = Load.of(terms.equipment, terms.quantity, terms.weight, network.currency, network.exchange_rates)
        self.place_ids: tuple[str, ...] = tuple(network.places)
        self._index = {place_id: i for i, place_id in enumerate(self.place_ids)}
        self._grouped = any(place.part_of for place in network.places.values())
        self.zones = [network.places[place_id].timezone for place_id in self.place_ids]
        self.era_days, networks = self._spans(scenarios)
        self.lane_ids: tuple[str, ...] = tuple(sorted({lane for net in networks for lane in net.lanes}))
        self._lane_index = {lane_id: i for i, lane_id in enumerate(self.lane_ids)}
        self.lane_ends = [0] * len(self.lane_ids)
        self.unpriced: list[str] = []
        self._prices = Prices(self.load)
        self.eras = [self._era(net) for net in networks]
        self._arcs: dict[int, list[Arc]] = {}
        self._endings: dict[int, list[tuple[int, Vector]]] = {}  # by place
        self.legs: Kept[str, Leg] = Kept(LEGS_KEPT)  # of itineraries without dates, by lane
        states = [place for place in range(len(self.place_ids)) for _ in range(WAYS)]
        inside = [place for place in range(len(self.place_ids)) for _ in range(len(MODES))]
        self.mesh = Mesh(self._steps(), [*states, *inside], self.arcs, len(self.lane_ids))
        meshes = max(1, as_many_as_fit(len(self.mesh.place) << SHARED_STOPOVERS) // BOUNDS_IN_A_MESH)
        self.stopovers: Kept[tuple[tuple[str, ...], ...], Stopovers] = Kept(meshes)  # by what is asked for

    def _spans(self, scenarios: Sequence[Scenario]) -> tuple[list[Day], list[Network]]:
        """The first day of each era, the first one open towards the past, and the network in force there."""
        if self.terms.since is None:
            return [0], [apply(self.network, scenarios, self.terms.today)]
        earliest = self.terms.since // DAY_MIN - 2
        days = [earliest, *(day for day in boundaries(scenarios) if day > earliest)]
        return days, [apply(self.network, scenarios, day) for day in days]

    def _era(self, network: Network) -> Era:
        era = Era(network, self.load, self._index)
        number = self._lane_index
        excluded = exclusions(network, self.terms)
        for lane in network.lanes.values():
            # A closed place cannot be stayed at; whether one can arrive is settled by the day of the arrival.
            if excluded.refuses(lane, network) or network.places[lane.from_place].closed:
                continue
            if lane.rate is None:
                self.unpriced.append(lane.id)
            elif (edge := self._edge(lane, number[lane.id], network)) is not None:
                era.edges[self._index[lane.from_place]].append(edge)
                self.lane_ends[edge.lane] = edge.to
        return era

    def _edge(self, lane: Lane, number: int, network: Network) -> Edge | None:
        distance = distance_of(lane, network)
        price = self._prices.of(lane.rate, distance)
        if price is None:
            return None
        for surcharge in lane.surcharges:
            price += self._prices.of(surcharge.amount, distance) or 0
        if price < 0:
            raise NetworkError(
                f"lane {lane.id}: rate and surcharges for {self.load.equipment} add up to less than nothing",
                help="a surcharge may be negative, a leg as a whole may not",
            )
        timetable, shift = None, mean_wait_min(lane.departures)
        if self.dated and lane.departures is not None and lane.departures.kind in CHOSEN:
            timetable = Timetable(lane, self.zones[self._index[lane.from_place]], self.since)
            shift = None
        elif not self.dated and (shift is None or not in_window(self.terms.today, lane.valid_from, lane.valid_until)):
            return None
        factor = lane.co2e or network.co2e.get(lane.mode)
        return Edge(
            number,
            self._index[lane.to_place],
            MODES.index(lane.mode),
            price,
            leg_grams(factor, self.load, distance) if factor else 0,
            lane.transit.typical_min,
            lane.cutoff_min,
            lane.empty_wait_min,
            shift,
            lane.valid_from if timetable is None else None,
            lane.valid_until if timetable is None else None,
            timetable,
        )

    def _steps(self) -> list[Step]:
        """All arcs in parts: handling from a state into the stay, each lane from the stay to the next state.

        That way a lane is one step whatever mode the goods came in by. Where storage is priced, or figures change
        from day to day, stay and lane cannot be told apart, and the arcs are steps as they are.
        """
        steps: list[Step] = []
        inbound: list[list[int]] = [[] for _ in self.place_ids]
        for place, mode in sorted({(edge.to, edge.mode) for era in self.eras for out in era.edges for edge in out}):
            inbound[place].append(mode)
        era, states = self.eras[0], len(self.place_ids) * WAYS
        for place, modes in enumerate(inbound):
            if len(self.eras) > 1 or era.storage[place] is not None or len(modes) < 2:
                for mode in modes:
                    state = place * WAYS + mode
                    steps.extend((state, *arc) for arc in self.arcs(state))
                continue
            out = sorted({edge.mode for edge in era.edges[place]})
            for mode in modes:
                for way in out:
                    minutes, price, grams = era.stopover(place, mode, way)
                    steps.append((place * WAYS + mode, price, minutes, grams, -1, states + place * len(MODES) + way))
            for edge in era.edges[place]:
                minutes = edge.cutoff_min + (edge.shift_min or 0) + edge.transit_min
                node = states + place * len(MODES) + edge.mode
                steps.append((node, edge.cents, minutes, edge.grams, edge.lane, edge.to * WAYS + edge.mode))
        return steps

    def arcs(self, state: int) -> list[Arc]:
        """The arcs out of a state."""
        known = self._arcs.get(state)
        if known is None:
            known = self._arcs[state] = self._arcs_from(*divmod(state, WAYS))
        return known

    def departing(self, place: int) -> list[Arc]:
        """The arcs of goods that begin their journey at the place."""
        return self.arcs(place * WAYS + ORIGIN)

    def _arcs_from(self, place: int, inbound: int) -> list[Arc]:
        arcs = self._arcs_in(self.eras[0], place, inbound)
        if len(self.eras) == 1:
            return arcs
        least = {arc[3]: arc for arc in arcs}
        for era in self.eras[1:]:
            for arc in self._arcs_in(era, place, inbound):
                known = least.get(arc[3], arc)
                least[arc[3]] = (
                    min(arc[0], known[0]),
                    min(arc[1], known[1]),
                    min(arc[2], known[2]),
                    *arc[3:],
                )
        return list(least.values())

    def _arcs_in(self, era: Era, place: int, inbound: int) -> list[Arc]:
        """The arcs with the figures of one era."""
        arcs = []
        stored = era.storage[place] is not None
        stays = era.stays(place, inbound)
        for lane, to, mode, lane_cents, lane_grams, transit, cutoff, empty_wait, shift, *_ in era.edges[place]:
            minutes, price, grams = stays[mode]
            stay = minutes + cutoff + (shift or 0)
            if inbound == ORIGIN:
                stay += empty_wait
            elif stored:
                price += era.storage_cents(place, stay)
            arcs.append((price + lane_cents, stay + transit, grams + lane_grams, lane, to * WAYS + mode))
        return arcs

    def endings(self, place: int) -> list[tuple[int, Vector]]:
        """The states in which goods can have arrived at the place, and the least their handling there comes to."""
        known = self._endings.get(place)
        if known is None:
            known = self._endings[place] = self._list_endings(place)
        return known

    def _list_endings(self, place: int) -> list[tuple[int, Vector]]:
        endings = []
        for mode in range(len(MODES)):
            stays = [era.stopover(place, mode, DESTINATION) for era in self.eras if not era.closed[place]]
            if stays:
                least = [min(stay[i] for stay in stays) for i in range(3)]
                endings.append((place * WAYS + mode, (least[1], least[0], least[2])))
        return endings

    def members(self, place_id: str) -> list[int]:
        """The numbers of the place and, for a group, of all its members."""
        if not self._grouped:
            return [self._index[place_id]]
        return [self._index[member] for member in members(self.network, place_id)]

    def number_of(self, place_id: str) -> int:
        """The number of a place."""
        return self._index[place_id]

    def lane_number(self, lane_id: str) -> int:
        """The number of a lane."""
        return self._lane_index[lane_id]

    def era_at(self, place: int, moment: int) -> Era:
        """The figures in force for a stay that begins at the moment."""
        if len(self.eras) == 1:
            return self.eras[0]
        day = local_day(moment, self.zones[place])
        i = len(self.era_days) - 1
        while i and self.era_days[i] > day:
            i -= 1
        return self.eras[i]


class Boards:
    """The boards of a network under its scenarios, by terms: questions on the same terms share one."""

    def __init__(self, network: Network, scenarios: Sequence[Scenario]) -> None:
        self.network = network
        self.scenarios = tuple(scenarios)
        self._kept: Kept[Terms, Board] = Kept(BOARDS_KEPT)

    def of(self, request: Request) -> Board:
        """The board of a request."""
        terms = Terms.of(self.network, request)
        return self._kept.of(terms, lambda: Board(self.network, self.scenarios, terms))
