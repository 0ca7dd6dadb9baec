"""Where each check begins and ends: what is just within it, and what is just beyond."""

from __future__ import annotations

import re

import pytest

from routeplan.network.checks.registry import finding
from tests.network.sample import NETWORK, faults, read

HEAD = "routeplan: 1\ncurrency: USD\nco2e: {rail: 22 g/tkm, road: 62 g/tkm, sea: 10 g/tkm, barge: 30 g/tkm}\n"
ENDS = """\
  A: {country: ES, kind: city, lat: 38, lon: -3, timezone: Europe/Madrid}
  B: {country: ES, kind: city, lat: 39, lon: -3, timezone: Europe/Madrid}
"""
AB = "{id: ab, from: A, to: B, mode: rail, distance: 120 km, transit: 5h, rate: 10 USD, both_ways: true}"


def said(code: str, *lanes: str, places: str = ENDS) -> list[str]:
    """The messages with this code of a network of these lanes, each on the line of what it names."""
    text = f"{HEAD}places:\n{places}lanes:\n" + "".join(f"  - {lane}\n" for lane in lanes)
    found = faults(text)
    assert not [one for one in found if one.severity == "error"], found
    found = [one for one in found if one.code == code]
    if code != "RP436":  # which says the name instead
        assert all(re.search(rf"\b{_named(one.excerpt)}\b", one.message) for one in found), found
    return [one.message for one in found]


def _named(line: str) -> str:
    """The id of the lane or place on a line."""
    found = re.match(r"  - {id: (\S+),|  (\S+):", line)
    assert found is not None, line
    return found[1] or found[2]


def ab(fields: str, mode: str = "rail", rate: str = "rate: 10 USD") -> str:
    return f"{{id: ab, from: A, to: B, mode: {mode}, {rate + ', ' if rate else ''}{fields}}}"


# One degree along a meridian is 111.195 km.
@pytest.mark.parametrize(
    ("lane", "speed"),
    [
        (ab("distance: 160 km, transit: 1h"), ""),
        (ab("distance: 160.1 km, transit: 1h"), "160 km/h: rail stays below 160"),
        (ab("distance: 165 km, transit: 1h"), "165 km/h: rail stays below 160"),
        (ab("distance: 110 km, transit: 1h", "road"), ""),
        (ab("distance: 222 km, transit: 2h", "road"), "111 km/h: road stays below 110"),
        (ab("distance: 111 km, transit: 1h", "sea"), "111 km/h: sea stays below 56"),
        (ab("distance: 31 km, transit: 1h", "barge"), "31 km/h: barge stays below 30"),
        (ab("transit: 42min"), ""),
        (ab("transit: 41min"), "162 km/h: rail stays below 160"),
        (ab("distance: 1 km, transit: 0h"), ""),
        (ab("distance: 1.001 km, transit: 0h"), "no time at all: rail stays below 160"),
    ],
)
def test_too_fast(lane: str, speed: str) -> None:
    assert said("RP425", lane) == ([f"the lane ab takes {speed} km/h"] if speed else [])


def test_too_fast_along_the_great_circle() -> None:
    # six degrees are 667.170 km: 160.1 km/h in 250 minutes, 159.5 km/h in 251
    north = ENDS.replace("lat: 39", "lat: 44")
    assert said("RP425", ab("transit: 250min"), places=north) == [
        "the lane ab takes 160 km/h: rail stays below 160 km/h"
    ]
    assert said("RP425", ab("transit: 251min"), places=north) == []


# 2 % less than 111,195 m are 108,971 m, and 5 km less than that 103.971 km.
@pytest.mark.parametrize(("km", "short"), [("103.971", False), ("103.970", True), ("110", False)])
def test_too_short(km: str, short: bool) -> None:
    found = said("RP426", ab(f"distance: {km} km, transit: 5h"))
    assert len(found) == short
    assert not short or found == ["the lane ab has 103.97 km; the straight line is 111 km"]


def test_no_distance_says_what_counts() -> None:
    assert said("RP422", ab("transit: 5h")) == ["the lane ab has no distance: the great circle counts, 111 km"]


def test_no_co2e_is_said_once_for_a_mode() -> None:
    lanes = [
        f"{{from: {ends[0]}, to: {ends[1]}, mode: rail, distance: 120 km, transit: 5h, rate: 1 USD}}"
        for ends in ("AB", "BA")
    ]
    text = f"routeplan: 1\ncurrency: USD\nplaces:\n{ENDS}lanes:\n" + "".join(f"  - {lane}\n" for lane in lanes)
    assert [one.message for one in faults(text) if one.code == "RP423"] == [
        "no CO2e factor is known for rail, as at a-b-rail: it counts as nothing"
    ]
    own = text.replace("transit", "co2e: 1 g/tkm, transit")
    assert [one for one in faults(own) if one.code == "RP423"] == []


@pytest.mark.parametrize(
    ("country", "lat", "lon", "message"),
    [
        ("ES", "0.009", "-0.009", "the place C lies at (0, 0), in the Gulf of Guinea"),
        ("ES", "0.01", "0", "the place C lies far from Spain"),
        ("ES", "0", "0.01", "the place C lies far from Spain"),
        ("ES", "-3.7", "40.4", "lat and lon of C seem to be exchanged"),
        ("ES", "40.4", "-3.7", ""),
        ("ES", "-40.4", "3.7", "the place C lies far from Spain"),
        ("GL", "20", "90", "lat and lon of C seem to be exchanged"),
        ("GL", "20", "90.5", "the place C lies far from Greenland"),
        ("CN", "31", "-121", "the place C lies far from China"),
        ("CN", "31", "121", ""),
    ],
)
def test_coordinates(country: str, lat: str, lon: str, message: str) -> None:
    place = f"  C: {{country: {country}, kind: city, lat: {lat}, lon: {lon}}}\n"
    assert said("RP427", AB, places=ENDS + place) == ([message] if message else [])


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ("name: “Haven”", 1),
        ("name: “Haven", 1),
        ("name: Haven”", 1),
        ("name: The “Haven” port", 0),
        ("aliases: [Haven, Haven»]", 1),
        ("name: Haven", 0),
    ],
)
def test_curly_quotes(fields: str, places: int) -> None:
    assert len(said("RP436", AB, places=ENDS.replace("kind: city", f"kind: city, {fields}", 1))) == places


def test_a_time_zone_of_another_country() -> None:
    far = ENDS.replace("Europe/Madrid", "Asia/Shanghai", 1)
    assert said("RP428", AB, places=far) == ["the time zone Asia/Shanghai of A is one of CN, the place is in ES"]
    assert said("RP428", AB, places=ENDS.replace("Europe/Madrid", "Atlantic/Canary", 1)) == []


def test_islands() -> None:
    places = ENDS + "".join(f"  {name}: {{country: ES, kind: city, lat: 40, lon: -3}}\n" for name in "CDEFGH")
    lanes = [
        f"{{from: {ends[0]}, to: {ends[1]}, mode: rail, distance: 600 km, transit: 20h, rate: 10 USD}}"
        for ends in ("AB", "CD", "ED", "FG")
    ]
    assert said("RP438", *lanes, places=places) == [
        "no lane connects A and 1 more with the rest of the network",
        "no lane connects F and 1 more with the rest of the network",
    ]
    assert said("RP440", *lanes, places=places) == ["no lane leads from or to H"]
    assert said("RP439", *lanes, places=places) == [
        "nothing reaches A: it can only be an origin",
        "nothing leaves B: it can only be a destination",
        "nothing reaches C: it can only be an origin",
        "nothing leaves D: it can only be a destination",
        "nothing reaches E: it can only be an origin",
        "nothing reaches F: it can only be an origin",
        "nothing leaves G: it can only be a destination",
    ]


def test_a_group_needs_no_lane() -> None:
    group = "  G: {country: ES, kind: port_area, lat: 38, lon: -3}\n"
    assert said("RP440", AB, places=ENDS.replace("kind: city", "kind: city, part_of: G", 1) + group) == []
    assert said("RP440", AB, places=ENDS + group) == ["no lane leads from or to G"]


def circle(*ends: str, fields: str = "transit: 0h, rate: 0 USD") -> list[str]:
    return [
        f"{{id: {one.lower()}, from: {one[0]}, to: {one[1]}, mode: rail, distance: 0.5 km, {fields}}}" for one in ends
    ]


@pytest.mark.parametrize(
    ("lanes", "named"),
    [
        (circle("AB", "BA"), "ab"),
        (circle("AB", "BC", "CB", "CD"), "bc"),
        (circle("AB", "BC", "CD"), ""),
        ([*circle("AB"), *circle("BA", fields="transit: 1min, rate: 0 USD")], ""),
        ([*circle("AB"), *circle("BA", fields="transit: 0h, cutoff: 1min, rate: 0 USD")], ""),
        ([*circle("AB"), *circle("BA", fields="transit: 0h, departures: {per_week: 1}, rate: 0 USD")], ""),
        ([*circle("AB"), *circle("BA", fields="transit: 0h, rate: {20GP: 0 USD, 40HC: 1 USD}")], ""),
        ([*circle("AB"), *circle("BA", fields="transit: 0h, rate: 0 USD, surcharges: [{name: x, amount: 1 USD}]")], ""),
        (
            [*circle("AB"), *circle("BA", fields="transit: 0h, rate: 0 USD, surcharges: [{name: x, amount: 0 USD}]")],
            "ab",
        ),
        ([*circle("AB"), *circle("BA", fields="transit: 0h")], ""),
    ],
)
def test_free_circles(lanes: list[str], named: str) -> None:
    more = "".join(f"  {name}: {{country: ES, kind: city, lat: 38, lon: -3}}\n" for name in "CD")
    found = said("RP431", *lanes, places=ENDS.replace("lat: 39", "lat: 38") + more)
    assert found == ([f"lanes lead in a circle in no time and at no cost, {named} among them"] if named else [])


RATE = "the rate of ab does not cover {}: not usable for it"


@pytest.mark.parametrize(
    ("rate", "messages"),
    [
        ("rate: 10 USD", []),
        ("rate: {20GP: 1 USD}", [RATE.format("40HC")]),
        ("rate: {40GP: 1 USD}", [RATE.format("20GP")]),
        ("rate: {45HC: 1 USD}", [RATE.format("20GP and 40HC")]),
        ("rate: {VEH: 1 USD}", []),
        ("rate: {VEH: 1 USD, 20GP: 1 USD}", [RATE.format("40HC")]),
        ("", []),
        (
            "rate: 1 USD, surcharges: [{name: x, amount: {20GP: 1 USD}}]",
            ["x of ab does not cover 40HC: it counts as nothing"],
        ),
        ("rate: {20GP: 1 USD}, surcharges: [{name: x, amount: {20GP: 1 USD}}]", [RATE.format("40HC")]),
    ],
)
def test_equipment_of_lanes(rate: str, messages: list[str]) -> None:
    assert said("RP432", ab("distance: 120 km, transit: 5h", rate=rate)) == messages


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("handling: {origin>rail: {cost: {20GP: 1 USD}}}", "origin>rail at A does not cover 40HC"),
        ("handling: {origin>rail: {cost: {45HC: 1 USD}}}", "origin>rail at A does not cover 20GP and 40HC"),
        ("handling: {origin>rail: {cost: {VEH: 1 USD}}}", ""),
        ("handling: {origin>rail: {time: 1h}}", ""),
        ("storage: {free: 1d, rate: {40HC: 1 USD/day}}", "storage at A does not cover 20GP"),
        ("storage: {free: 1d, rate: 1 USD/day}", ""),
    ],
)
def test_equipment_of_places(fields: str, what: str) -> None:
    found = said("RP432", AB, places=ENDS.replace("kind: city", f"kind: city, {fields}", 1))
    assert found == ([f"the price of {what}: it counts as nothing"] if what else [])


MONDAYS = 'departures: {days: [mon], time: "08:00"}'
TEN_DAYS = "departures: {every: 10d, starting: 2026-12-01T08:00}"
TWO_DATES = "departures: {dates: [2026-12-01T08:00, 2026-12-05T08:00]}"


# 2026-12-01 is a Tuesday.
@pytest.mark.parametrize(
    ("departures", "valid", "runs"),
    [
        (MONDAYS, "from: 2026-12-01, until: 2026-12-06", False),
        (MONDAYS, "from: 2026-12-01, until: 2026-12-07", True),
        (MONDAYS, "from: 2026-12-01, until: 2026-12-20", True),
        (MONDAYS, "from: 2026-12-07, until: 2026-12-07", True),
        (MONDAYS, "from: 2026-12-08, until: 2026-12-13", False),
        (MONDAYS, "from: 2026-12-01", True),
        (MONDAYS, "until: 2026-12-01", True),
        (TEN_DAYS, "from: 2026-12-02, until: 2026-12-10", False),
        (TEN_DAYS, "from: 2026-12-02, until: 2026-12-11", True),
        (TEN_DAYS, "from: 2026-12-01, until: 2026-12-01", True),
        (TEN_DAYS, "from: 2026-12-21, until: 2026-12-21", True),
        (TEN_DAYS, "from: 2026-12-22, until: 2026-12-30", False),
        (TEN_DAYS, "from: 2026-11-20, until: 2026-11-30", False),
        (TEN_DAYS, "until: 2026-11-30", False),
        (TEN_DAYS, "from: 2026-11-20, until: 2026-12-01", True),
        (TEN_DAYS, "from: 2027-06-01", True),
        (TWO_DATES, "from: 2026-12-02, until: 2026-12-04", False),
        (TWO_DATES, "from: 2026-12-02, until: 2026-12-05", True),
        (TWO_DATES, "until: 2026-12-01", True),
        (TWO_DATES, "from: 2026-12-06", False),
        ("departures: {per_week: 3}", "from: 2026-12-02, until: 2026-12-02", True),
    ],
)
def test_timetables_that_never_run(departures: str, valid: str, runs: bool) -> None:
    found = said("RP424", ab(f"distance: 120 km, transit: 5h, {departures}, valid: {{{valid}}}"))
    assert found == ([] if runs else ["no departure of ab lies inside its valid dates"])


MISSING, TWICE = "does not exist", "occurs twice"


# Madrid: 2026-03-29 02:00 -> 03:00 and 2026-10-25 03:00 -> 02:00, both Sundays; in 2027 on 28 March.
@pytest.mark.parametrize(
    ("fields", "moment", "what"),
    [
        ("departures: {dates: [2026-03-29T01:59]}", "", ""),
        ("departures: {dates: [2026-03-29T02:00]}", "2026-03-29T02:00", MISSING),
        ("departures: {dates: [2026-01-01T02:00, 2026-03-29T02:59, 2026-10-25T02:00]}", "2026-03-29T02:59", MISSING),
        ("departures: {dates: [2026-03-29T03:00]}", "", ""),
        ("departures: {dates: [2026-01-01T08:00, 2028-10-29T02:30]}", "2028-10-29T02:30", TWICE),
        ("departures: {dates: [2026-10-25T01:59]}", "", ""),
        ("departures: {dates: [2026-10-25T02:00]}", "2026-10-25T02:00", TWICE),
        ("departures: {dates: [2026-10-25T02:59]}", "2026-10-25T02:59", TWICE),
        ("departures: {dates: [2026-10-25T03:00]}", "", ""),
        ('departures: {days: [sun], time: "02:30"}', "", ""),
        ('departures: {days: [sun], time: "02:30"}, valid: {until: 2026-03-29}', "2025-03-30T02:30", MISSING),
        (
            'departures: {days: [sun], time: "02:30"}, valid: {from: 2026-03-29, until: 2026-03-29}',
            "2026-03-29T02:30",
            MISSING,
        ),
        (
            'departures: {days: [sun], time: "02:00"}, valid: {from: 2026-03-28, until: 2026-03-30}',
            "2026-03-29T02:00",
            MISSING,
        ),
        ('departures: {days: [sat], time: "02:30"}, valid: {from: 2026-03-28, until: 2026-03-30}', "", ""),
        ('departures: {days: [sun], time: "03:00"}, valid: {from: 2026-03-28, until: 2026-03-30}', "", ""),
        ('departures: {days: [sun], time: "02:30"}, valid: {from: 2026-03-30, until: 2026-10-24}', "", ""),
        (
            'departures: {days: [sun], time: "02:30"}, valid: {from: 2026-03-30, until: 2026-10-25}',
            "2026-10-25T02:30",
            TWICE,
        ),
        (
            "departures: {every: 7d, starting: 2026-03-29T02:30}, valid: {until: 2026-03-29}",
            "2026-03-29T02:30",
            MISSING,
        ),
        (
            "departures: {every: 7d, starting: 2026-03-22T02:30}, valid: {until: 2026-03-29}",
            "2026-03-29T02:30",
            MISSING,
        ),
        ("departures: {every: 7d, starting: 2026-03-23T02:30}, valid: {until: 2026-10-25}", "", ""),
        ("departures: {every: 7d, starting: 2026-04-05T02:30}, valid: {until: 2026-10-24}", "", ""),
        ("departures: {per_week: 7}, valid: {from: 2026-03-28, until: 2026-03-30}", "", ""),
    ],
)
def test_clocks_that_change(fields: str, moment: str, what: str) -> None:
    found = said("RP437", ab(f"distance: 120 km, transit: 5h, {fields}"))
    assert found == ([f"the departure {moment} of ab {what} when the clocks change"] if moment else [])


def test_handling_that_is_missing() -> None:
    places = ENDS + "  C: {country: ES, kind: city, lat: 40, lon: -3}\n"
    lanes = [
        f"{{from: {ends[0]}, to: {ends[1]}, mode: {mode}, distance: 300 km, transit: 20h, rate: 10 USD}}"
        for ends, mode in (("AB", "road"), ("AB", "rail"), ("BC", "rail"), ("BC", "barge"), ("CA", "rail"))
    ]
    nothing = "it takes no time and costs nothing"
    assert said("RP429", *lanes, places=places) == [
        f"no handling is given for rail>rail, rail>road at A: {nothing}",
        f"no handling is given for rail>barge, rail>rail, road>barge, road>rail at B: {nothing}",
        f"no handling is given for barge>rail, rail>rail at C: {nothing}",
    ]
    own = places.replace("lat: 39", "handling: {rail>rail: {time: 1h}, road>barge: {time: 1h}}, lat: 39")
    assert said("RP429", *lanes, places=own)[1] == f"no handling is given for rail>barge, road>rail at B: {nothing}"


def test_a_record_that_no_file_has_is_placed_nowhere() -> None:
    lane = next(iter(read(NETWORK).lanes.values()))
    assert finding(lane, "info", "RP429", "message", "help").line > 0
    nowhere = finding(lane._replace(where=""), "info", "RP429", "message", "help")
    assert (nowhere.file, nowhere.line) == ("", 0)
