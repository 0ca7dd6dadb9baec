"""The fields of a network file, one table per record: they drive reading, suggestions, the JSON Schema and
the docs.

A row says the name in YAML, the kind of value (an entry of `values.KINDS`), what it means, an example,
whether it must be there, and, where it differs from the name, the slot of the record it fills.
"""

from __future__ import annotations

from typing import NamedTuple

FORMAT_VERSION = 1


class Field(NamedTuple):
    name: str
    kind: str
    doc: str
    example: str
    required: bool = False
    slot: str = ""


def _table(*fields: Field) -> dict[str, Field]:
    return {field.name: field._replace(slot=field.slot or field.name) for field in fields}


_SOURCE = Field("source", "sources", "Id of the source, or a list of ids.", "ezj2026")
_NOTES = Field("notes", "note", "Free text.", "figures are for 2026")
_CONFIDENCE = Field("confidence", "confidence", "How sure the figures are.", "reported")
_PERIOD = Field("period", "text", "What time the figures are from.", "2026-H1")
_TAGS = Field("tags", "texts", "Words to choose lanes and places by.", "[block-train]")

NETWORK = _table(
    Field("routeplan", "version", "Version of the format.", "1", required=True),
    Field("name", "text", "What the network is called.", "China to Spain 2026"),
    Field("currency", "currency", "ISO 4217 code; every total is in this currency.", "USD", required=True),
    Field(
        "exchange_rates",
        "exchange_rates",
        "Units of a currency per one unit of `currency`; `as_of` is the day of the rates.",
        "{as_of: 2026-06-30, CNY: 7.10}",
    ),
    Field("sources", "section", "Where figures come from, by id.", "{ezj2026: {title: Freight rates}}"),
    Field("handling", "handlings", "Handling for the whole network, by mode pair.", "{rail>sea: {time: 36h}}"),
    Field("co2e", "co2e_defaults", "CO2e factors by mode, well to wheel.", "{rail: 22 g/tkm, source: glec}"),
    Field(
        "value_of_time",
        "value_of_time",
        "What a day under way costs the cargo owner.",
        "{amount: 24 USD/TEU/day}",
    ),
    Field("carbon_price", "carbon_price", "What a tonne of CO2e costs.", "{amount: 80 USD/t}"),
    Field("cargo", "section", "Kinds of cargo and the rules they meet, by id.", "{nev: {refused_by: [rail]}}"),
    Field(
        "reliability",
        "reliability",
        "How punctual lanes of a mode, and stays at a kind of place, are that say nothing themselves.",
        "{sea: {on_time: 65%, late: 5d}}",
    ),
    Field("tracks", "tracks", 'Lines for maps, by id: "lon,lat lon,lat".', '{suez: "32.3,31.2 32.5,29.9"}'),
    Field("places", "section", "Places by id.", "{Xian: {country: CN}}"),
    Field("lanes", "lanes", "The list of lanes.", "[{from: Xian, to: Ningbo, mode: rail}]"),
    Field("scenarios", "section", "Named sets of changes, by id.", "{strike: {changes: []}}"),
    _NOTES,
)

PLACE = _table(
    Field("name", "text", "What people call it; the id where absent.", "Xi'an International Port"),
    Field("aliases", "texts", "Other names.", "[西安, Xi'an]"),
    Field("unlocode", "unlocode", "UN/LOCODE.", "CNXAG"),
    Field("country", "country", "ISO 3166-1 alpha-2 code.", "CN", required=True),
    Field("kind", "place_kind", "What sort of place it is.", "dry_port", required=True),
    Field("part_of", "place", "Id of the group it belongs to.", "Ningbo"),
    Field("lat", "latitude", "Degrees north.", "34.3849", required=True),
    Field("lon", "longitude", "Degrees east.", "109.0554", required=True),
    Field("timezone", "timezone", "IANA name; needed where a timetable departs.", "Asia/Shanghai"),
    Field("handling", "handlings", "Handling by mode pair; replaces the network's.", "{rail>sea: {time: 36h}}"),
    Field(
        "storage",
        "storage",
        "Free time at a transfer, then a daily rate.",
        "{free: 5d, rate: 10 USD/TEU/day}",
    ),
    Field("delay", "duration", "Added to every stay.", "3d", slot="delay_min"),
    Field("dwell", "dwell", "How long stays really take.", "{p90: 3d}"),
    Field("demand", "teu_year", "What it ships in a year.", "5000 TEU/year"),
    Field("refuses", "words", "Ids of the cargo not taken here.", "[nev]"),
    _TAGS,
    _SOURCE,
    _CONFIDENCE,
    _PERIOD,
    _NOTES,
)

LANE = _table(
    Field("id", "lane_id", "Default: <from>-<to>-<mode>, with -2, -3 for repeats.", "xian-ningbo-rail"),
    Field("from", "place", "Id of the place it leaves.", "Xian", required=True, slot="from_place"),
    Field("to", "place", "Id of the place it reaches.", "Ningbo", required=True, slot="to_place"),
    Field("mode", "mode", "How it moves.", "rail", required=True),
    Field("operator", "text", "Who runs it.", "CR Xi'an"),
    Field("distance", "distance", "Length of the way; great circle where absent.", "1500 km"),
    Field("transit", "transit", "Time under way, or typical and quantiles.", "60h", required=True),
    Field("rate", "rate", "Price; without one the lane is not usable.", "{40HC: 840 USD}"),
    Field("surcharges", "surcharges", "What is added to the rate.", "[{name: drop-off, amount: 600 CNY/TEU}]"),
    Field("fixed_cost", "fixed_cost", "Cost of a departure, whatever is loaded.", "20000 USD"),
    Field(
        "departures",
        "departures",
        "When it leaves; when ready, where absent.",
        '{days: [mon], time: "20:00"}',
    ),
    Field("cutoff", "duration", "How long before departure cargo must be ready.", "12h", slot="cutoff_min"),
    Field(
        "empty_wait",
        "duration",
        "Waiting for an empty container where this is the first leg.",
        "2d",
        slot="empty_wait_min",
    ),
    Field("valid", "valid", "Dates of departure, both ends included.", "{from: 2026-01-01, until: 2026-12-31}"),
    Field("status", "status", "Whether it runs.", "operating"),
    Field("both_ways", "boolean", "Whether the lane back exists too, as id + -back.", "true"),
    Field("passages", "texts", "Straits, canals and capes it uses.", "[malacca, suez]"),
    Field(
        "crosses",
        "texts",
        "Countries it crosses without a stop, by ISO code; heeded by --avoid country:.",
        "[KZ, RU]",
    ),
    Field("co2e", "factor", "CO2e factor, well to wheel; default by mode.", "22 g/tkm"),
    Field("capacity", "teu", "What a departure can take.", "100 TEU"),
    Field("on_time", "percent", "Share of departures that keep their transit time.", "65%"),
    Field("late", "duration", "Mean delay of the late ones.", "5d", slot="late_min"),
    Field("accepts", "words", "Ids of cargo taken although the mode refuses it.", "[nev]"),
    Field("refuses", "words", "Ids of cargo not taken.", "[nev]"),
    Field("track", "word", "Id of its line in `tracks`.", "suez"),
    _TAGS,
    _SOURCE,
    _CONFIDENCE,
    _PERIOD,
    _NOTES,
)

TRANSIT = _table(
    Field("typical", "duration", "What planning uses.", "60h"),
    Field("p10", "duration", "One in ten is faster.", "50h"),
    Field("p50", "duration", "Half are faster; another name of `typical`.", "60h"),
    Field("p90", "duration", "Nine in ten are faster.", "84h"),
    _SOURCE,
    _NOTES,
)

DEPARTURES = _table(
    Field("days", "weekdays", "Days of the week.", "[mon, wed, fri]"),
    Field("time", "clock", "Local time at `from`.", "20:00"),
    Field("per_week", "positive", "Departures a week, moments unknown.", "3"),
    Field("dates", "moments", "Local dates and times at `from`.", "[2026-12-01T08:00]"),
    Field("every", "whole_days", "Whole days between departures.", "10d"),
    Field("starting", "moment", "The first departure.", "2026-01-05T08:00"),
    _SOURCE,
    _NOTES,
)

VALID = _table(
    Field("from", "date", "First day.", "2026-01-01"),
    Field("until", "date", "Last day.", "2026-12-31"),
)

SURCHARGE = _table(
    Field("name", "text", "What it is for.", "drop-off", required=True),
    Field("amount", "signed_price", "May be negative: a subsidy.", "600 CNY/TEU", required=True),
    _SOURCE,
    _NOTES,
)

HANDLING = _table(
    Field("time", "duration", "How long it takes.", "36h"),
    Field("cost", "price", "What it costs.", "95 USD/TEU"),
    Field("co2e", "weight", "What it emits.", "10 kg/TEU"),
    _SOURCE,
    _NOTES,
)

STORAGE = _table(
    Field("free", "duration", "Time without charge, from arrival.", "5d"),
    Field("rate", "daily_price", "For each started day after that.", "10 USD/TEU/day", required=True),
    _SOURCE,
    _NOTES,
)

DWELL = _table(
    Field("p90", "duration", "Nine in ten stays are handled in this time.", "3d", slot="p90_min"),
    Field("on_time", "percent", "Share of stays that keep the handling time.", "80%"),
    Field("late", "duration", "How much longer the others take, on average.", "1d", slot="late_min"),
    _SOURCE,
    _NOTES,
)

PUNCTUALITY = _table(
    Field("on_time", "percent", "Share that keeps its planned time.", "65%", required=True),
    Field("late", "duration", "Mean delay of the others.", "5d", slot="late_min"),
    _SOURCE,
    _CONFIDENCE,
    _NOTES,
)

SCENARIO = _table(
    Field("name", "text", "What it is called.", "Red Sea crisis"),
    Field("active", "boolean", "Whether it is on by default.", "false"),
    Field(
        "changes",
        "changes",
        "What it changes, in order.",
        "[{match: {passage: suez}, close: true}]",
        required=True,
    ),
    _SOURCE,
    _NOTES,
)

CHANGE = _table(
    Field("match", "match", "What it changes: all named must hold.", "{lane: xian-ningbo-rail}", required=True),
    Field("valid", "valid", "When it holds.", "{from: 2026-11-01}"),
    Field("set", "set", "Fields to put in place.", "{empty_wait: 0h}"),
    Field("scale", "scale", "Fields to multiply.", "{rate: 1.15}"),
    Field("add", "add", "Fields to add to.", "{transit: 9d}"),
    Field("close", "boolean", "Takes the lane or the place out.", "true"),
    _SOURCE,
    _NOTES,
)

MATCH = _table(
    Field("lane", "lane_id", "Id of a lane; its way back as well.", "xian-ningbo-rail"),
    Field("from", "place", "Where lanes begin; of a group, any member.", "Xian"),
    Field("to", "place", "Where lanes end; of a group, any member.", "Ningbo"),
    Field("place", "place", "A place, or lanes with this end.", "Khorgos"),
    Field("country", "country", "Places of a country, or lanes with an end there.", "RU"),
    Field("mode", "mode", "Lanes of a mode.", "sea"),
    Field("passage", "text", "Lanes that use a passage.", "suez"),
    Field("operator", "text", "Lanes of an operator.", "COSCO"),
)

SOURCE = _table(
    Field("title", "text", "Title of the document.", "Freight rates, June 2026", required=True),
    Field("publisher", "text", "Who published it.", "Ningbo Shipping Exchange"),
    Field("published", "text", "When.", "2026-01-26"),
    Field("url", "text", "Where to read it.", "https://example.org/rates"),
    _NOTES,
)

CARGO = _table(
    Field("name", "text", "What it is called.", "new energy vehicles"),
    Field("refused_by", "modes", "Modes that do not take it.", "[rail]"),
    Field("equipment", "equipment_list", "What it may travel in, the default first.", "[40HC]"),
    _SOURCE,
    _NOTES,
)

VALUE_OF_TIME = _table(
    Field(
        "amount",
        "daily_amount",
        "Per container, TEU, vehicle or shipment and day.",
        "24 USD/TEU/day",
        required=True,
    ),
    _SOURCE,
    _NOTES,
)

CARBON_PRICE = _table(
    Field("amount", "per_tonne", "Per tonne of CO2e.", "80 USD/t", required=True),
    _SOURCE,
    _NOTES,
)

TABLES = {
    "network": NETWORK,
    "place": PLACE,
    "lane": LANE,
    "transit": TRANSIT,
    "departures": DEPARTURES,
    "valid": VALID,
    "surcharge": SURCHARGE,
    "handling": HANDLING,
    "storage": STORAGE,
    "dwell": DWELL,
    "punctuality": PUNCTUALITY,
    "scenario": SCENARIO,
    "change": CHANGE,
    "match": MATCH,
    "source": SOURCE,
    "cargo": CARGO,
    "value_of_time": VALUE_OF_TIME,
    "carbon_price": CARBON_PRICE,
}
"""Every record of the format by its name."""

ENTRIES = {"sources": "source", "places": "place", "scenarios": "scenario", "cargo": "cargo"}
"""The sections that are mappings by id, and the record each entry is."""

UNCHANGEABLE = {"lane": ("id", "from", "to", "both_ways"), "place": ("part_of",)}
"""Fields no scenario may set."""
SCALABLE = {
    "lane": ("rate", "surcharges", "transit", "cutoff", "empty_wait", "distance", "co2e", "capacity", "late"),
    "place": ("delay", "storage"),
}
ADDABLE = {
    "lane": {
        "transit": "signed_duration",
        "cutoff": "signed_duration",
        "empty_wait": "signed_duration",
        "late": "signed_duration",
        "distance": "signed_distance",
        "surcharges": "surcharges",
        "rate": "signed_price",
    },
    "place": {"delay": "signed_duration"},
}
"""Fields a scenario may add to, and the kind of what is added."""
