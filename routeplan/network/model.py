"""The network as planners know it: places, lanes, scenarios. Frozen records with exact figures and no behaviour.

Records are named tuples rather than dataclasses: as immutable, far lighter to create by the thousand, and they
load from the compiled form of a network without a line of Python per field.

Units: durations in whole minutes (`_min`), days as a number of days since 1970-01-01 (`Day`), local wall-clock
moments as minutes since 1970-01-01T00:00 on the wall clock (`LocalMinute`). Decimal figures are exact fractions
`(numerator, denominator)`.
"""

from typing import NamedTuple

from routeplan.units import Amount as Amount
from routeplan.units import Day as Day
from routeplan.units import Factor as Factor
from routeplan.units import LocalMinute as LocalMinute
from routeplan.units import Ratio as Ratio
from routeplan.units import Weight as Weight

MODES = ("rail", "sea", "road", "barge")
KINDS = ("seaport", "port_area", "dry_port", "rail_terminal", "river_port", "border", "city")
STATUSES = ("operating", "planned", "suspended")
CONFIDENCES = ("reported", "derived", "estimate")

PASSAGES = (
    "babalmandab",
    "bering",
    "bosporus",
    "corinth",
    "dover",
    "gibraltar",
    "good-hope",
    "hormuz",
    "kiel",
    "magellan",
    "malacca",
    "northeast",
    "northwest",
    "panama",
    "suez",
    "sunda",
    "taiwan",
)
"""Straits, canals and capes that go by these names whether or not a lane of the network uses them."""

EQUIPMENT_TEU: dict[str, Ratio] = {
    "20GP": (1, 1),
    "40GP": (2, 1),
    "40HC": (2, 1),
    "45HC": (9, 4),
    "20RF": (1, 1),
    "40RF": (2, 1),
    "VEH": (0, 1),  # a vehicle on its wheels: no TEU
}
"""Equipment types and the TEU each takes."""

TARE_KG = {"20GP": 2300, "40GP": 3750, "40HC": 3940, "45HC": 4820, "20RF": 3080, "40RF": 4800}
"""What an empty container weighs, as is usual. Source: FreightUtils, container specifications,
https://www.freightutils.com/containers."""

GROSS_KG = 30_480
"""What most containers are rated for, laden; since 2016 the standard has 36,000 kg, which few are built for.
Source: ISO 668 Amd 1:2005 and Amd 2:2016, Series 1 freight containers, https://www.iso.org/standard/76912.html."""

STAND_INS = {"40GP": "40HC", "40HC": "40GP"}
"""Where a price names one of these only, it holds for the other as well."""


Price = tuple[tuple[str, Amount], ...]
"""A price: pairs of equipment and amount; the equipment is "" for an amount written without a map."""


class Surcharge(NamedTuple):
    name: str
    amount: Price


class Departures(NamedTuple):
    """When a lane leaves. Exactly one `kind` with its own fields; a lane without one leaves when ready.

    days: `weekdays` (0 is Monday, ascending, no repeats) at `clock_min` minutes after local midnight.
    per_week: `per_week` departures a week, moments unknown.
    dates: `dates`, local wall-clock moments, ascending, no repeats.
    every: each `every_days` days on the local clock from `starting`, which is the first departure.
    """

    kind: str
    weekdays: tuple[int, ...] = ()
    clock_min: int = 0
    per_week: Ratio = (0, 1)
    dates: tuple[LocalMinute, ...] = ()
    every_days: int = 0
    starting: LocalMinute = 0


class Transit(NamedTuple):
    """Time under way. `typical_min` is what planning uses; the quantiles, where given, feed simulation."""

    typical_min: int
    p10_min: int | None = None
    p90_min: int | None = None


class Lane(NamedTuple):
    """One usable service between two places by one mode, as written in YAML."""

    id: str
    from_place: str
    to_place: str
    mode: str
    transit: Transit
    operator: str = ""
    distance: Ratio | None = None  # km
    rate: Price | None = None
    surcharges: tuple[Surcharge, ...] = ()
    departures: Departures | None = None
    cutoff_min: int = 0
    empty_wait_min: int = 0
    valid_from: Day | None = None
    valid_until: Day | None = None
    status: str = "operating"
    passages: tuple[str, ...] = ()
    crosses: tuple[str, ...] = ()  # countries it goes through without a stop, ISO 3166-1 alpha-2
    co2e: Factor | None = None
    tags: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()  # cargo this lane takes although its mode refuses it
    refuses: tuple[str, ...] = ()  # cargo this lane does not take
    capacity: Ratio | None = None  # TEU a departure
    on_time: Ratio | None = None  # share of departures that keep their transit time, 0 to 1
    late_min: int | None = None  # mean delay of the late ones
    track: str = ""  # id of a line in `tracks`, for maps
    source: tuple[str, ...] = ()
    confidence: str = ""  # reported | derived | estimate
    period: str = ""  # what time the figures are from
    notes: str = ""
    where: str = ""  # file:line
    back_of: str = ""  # id of the lane this is the way back of (`both_ways`)
    fixed_cost: Price | None = None  # per departure used, whatever is loaded; for `allocate`


class Handling(NamedTuple):
    """What happens to a shipment at a place between two modes: `rail>sea`, `origin>rail`, `sea>destination`."""

    pair: str
    time_min: int = 0
    cost: Price | None = None
    co2e: Weight | None = None


class Storage(NamedTuple):
    """Free time at a transfer, then a rate for each started day. `rate` is per container, TEU or vehicle and day."""

    free_min: int
    rate: Price


class Dwell(NamedTuple):
    """How long stays really take: 90 % are handled within `p90_min`, or `on_time` of them in the planned time.

    `late_min` is how much longer the others take, on average.
    """

    p90_min: int | None = None
    on_time: Ratio | None = None
    late_min: int | None = None


class Place(NamedTuple):
    """A terminal, port, border station or city one can ship from, to or through."""

    id: str
    name: str
    country: str  # ISO 3166-1 alpha-2
    kind: str
    lat: Ratio
    lon: Ratio
    timezone: str = ""  # IANA; needed where a timetable departs
    aliases: tuple[str, ...] = ()
    unlocode: str = ""
    part_of: str = ""  # id of the group
    handling: tuple[Handling, ...] = ()
    storage: Storage | None = None
    delay_min: int = 0
    closed: bool = False  # by a scenario
    tags: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    demand: Ratio | None = None  # TEU a year
    dwell: Dwell | None = None  # how long handling really takes
    source: tuple[str, ...] = ()
    confidence: str = ""
    period: str = ""
    notes: str = ""
    where: str = ""


class Source(NamedTuple):
    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    notes: str = ""


class Cargo(NamedTuple):
    """A kind of cargo and the rules it meets. `equipment`: what it may travel in, the first is the default."""

    id: str
    name: str
    refused_by: tuple[str, ...] = ()  # modes
    equipment: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    notes: str = ""


class Change(NamedTuple):
    """One change of a scenario. Values are typed records of the same kinds as the fields they change.

    `match`: (key, value) pairs, keys among lane, from, to, place, country, mode, passage, operator; all must hold.
    `set`: (field, value); the field is a field name of `Lane` or `Place`.
    `scale`: (field, ratio). `add`: (field, value): minutes for durations, a ratio for figures.
    `target`: "place" or "lane", what the change looks for.
    """

    match: tuple[tuple[str, str], ...]
    target: str
    set: tuple[tuple[str, object], ...] = ()
    scale: tuple[tuple[str, Ratio], ...] = ()
    add: tuple[tuple[str, object], ...] = ()
    close: bool = False
    valid_from: Day | None = None
    valid_until: Day | None = None
    where: str = ""


class Scenario(NamedTuple):
    id: str
    name: str = ""
    active: bool = False
    changes: tuple[Change, ...] = ()
    source: tuple[str, ...] = ()
    notes: str = ""
    where: str = ""


class ValueOfTime(NamedTuple):
    """What a day under way costs the cargo owner: an amount per container, TEU or shipment and day."""

    amount: Amount
    source: tuple[str, ...] = ()
    notes: str = ""


class CarbonPrice(NamedTuple):
    """What a tonne of CO2e costs: `num / den` of `currency`."""

    num: int
    den: int
    currency: str
    source: tuple[str, ...] = ()
    notes: str = ""


class Punctuality(NamedTuple):
    """How punctual lanes of a mode, or stays at a kind of place, are that say nothing themselves.

    `on_time`: the share that keeps its planned time; `late_min`: the mean delay of the others.
    """

    on_time: Ratio
    late_min: int = 0
    source: tuple[str, ...] = ()
    confidence: str = ""
    notes: str = ""


class Network(NamedTuple):
    """Everything the files say, after overlays, before scenarios. Treat the mappings as read-only.

    `places`, `lanes`, `scenarios`, `sources`, `cargo` are keyed by id in file order; `lanes` has the way back of
    each `both_ways` lane as a lane of its own. `handling` holds the network-wide defaults by mode pair, `co2e` the
    default factors by mode, `exchange_rates` units of a currency per one unit of `currency`.
    `tracks`: lines for maps by id, each "lon,lat lon,lat ...".
    `digest`: "sha256:..." over the content of all files read.
    `applied`: ids of the scenarios applied to this network, in order.
    `warnings`: findings of severity warning that reading gave.
    """

    name: str
    currency: str
    places: dict[str, Place]
    lanes: dict[str, Lane]
    handling: dict[str, Handling]
    scenarios: dict[str, Scenario]
    sources: dict[str, Source]
    exchange_rates: dict[str, Ratio]
    rates_as_of: Day | None = None
    co2e: dict[str, Factor] = {}
    cargo: dict[str, Cargo] = {}
    value_of_time: ValueOfTime | None = None
    carbon_price: CarbonPrice | None = None
    tracks: dict[str, str] = {}
    digest: str = ""
    applied: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    co2e_source: tuple[str, ...] = ()
    notes: str = ""
    reliability: dict[str, Punctuality] = {}  # by mode or kind of place
