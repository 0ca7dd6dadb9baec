"""Scenarios: what a change does, to what, on which days, and in which order."""

from .case import Case, ask, network

THREE = "A CN\nB CN\nC ES"
LANES = """
    ab A>B rail 10h, rate: 100 USD, operator: CR
    bc B>C sea 20h, rate: 200 USD, passages: [malacca, suez]
    road A>C road 40h, rate: 400 USD
"""


def scenario(changes: str, *, places: str = THREE, lanes: str = LANES, active: bool = True) -> str:
    return network(places, lanes, f"scenarios:\n  s1: {{active: {str(active).lower()}, changes: [{changes}]}}")


# Delivered undated: 30 h and 300 USD by sea, 40 h and 400 USD by road.
SEA, ROAD = "300.00 | 30:00 | 0 | ab, bc", "400.00 | 40:00 | 0 | road"

ORDER = network(
    "A CN\nB CN",
    "ab A>B rail 10h, rate: 100 USD",
    """
scenarios:
  first: {active: true, changes: [{match: {lane: ab}, add: {transit: 1h}, scale: {transit: 1.5}, set: {transit: 20h}}]}
  second: {active: true, changes: [{match: {lane: ab}, scale: {transit: 2, rate: 1.15}}]}
  third: {changes: [{match: {lane: ab}, add: {transit: 30min}}, {match: {lane: ab}, scale: {transit: 0.5}}]}
  fourth: {changes: [{match: {mode: rail}, set: {transit: 3h}}]}
""",
)

# At B on 30 November 23:00 or on 1 December 01:00 by the clock of the trains at A.
DATED_PLACES = """
    A CN
    B KZ storage: {free: 0h, rate: 7 USD/container/day}
    C ES
"""
DATED_LANES = """
    ab A>B rail 2h, rate: 100 USD
    bc B>C rail 10h, rate: 200 USD
"""


def dated(change: str) -> str:
    return scenario(change, places=DATED_PLACES, lanes=DATED_LANES)


FROM_FIRST = "valid: {from: 2026-12-01}"
UNTIL_LAST = "valid: {until: 2026-11-30}"

# From 1 December on bc costs 0.10 USD, takes 55 minutes and gives off nothing; before, it is dearer, slower and dirtier
# than the direct way. 20 t over a km at 0.05 g/tkm are a gram.
BETTER_LATER = scenario(
    "{match: {lane: bc}, set: {rate: 0.10 USD, transit: 55min, co2e: 0 g/tkm}, valid: {from: 2026-12-01}}",
    places="A CN\nB CN\nC CN",
    lanes="""
    aa A>C rail 26h, rate: 1.50 USD, distance: 1 km, co2e: 0.05 g/tkm
    ab A>B rail 25h, rate: 1 USD, distance: 1 km, co2e: 0 g/tkm
    bc B>C rail 100h, rate: 9 USD, distance: 1 km, co2e: 90 g/tkm
    """,
)
CHANGING = (
    "1.10 | 25:55 | 0 | ab @ 2026-11-30T00:00, bc @ 2026-12-01T01:00",
    "1.50 | 26:00 | 0.001 | aa @ 2026-11-30T00:00",
)

# bc becomes cheap on 5 December by the clock of B, when it is 05:00 in UTC; the trains arrive at 20:00.
CHEAPER_LATER = scenario(
    "{match: {lane: bc}, set: {rate: 50 USD}, valid: {from: 2026-12-05}}",
    places="A US\nB US\nC US",
    lanes="""
    ab A>B rail 2h, rate: 100 USD, departures: {days: [mon, tue, wed, thu, fri, sat, sun], time: "18:00"}
    bc B>C rail 10h, rate: 200 USD
    """,
)

BACK = network(
    "A CN\nB CN",
    "ab A>B rail 10h, rate: 100 USD, both_ways: true",
    """
scenarios:
  both: {changes: [{match: {lane: ab}, add: {transit: 1h}}]}
  back: {changes: [{match: {lane: ab-back}, add: {transit: 5h}}]}
""",
)

GROUPED = network(
    "A CN\nG CN\nM CN part_of: G\nN CN part_of: M",
    """
    am A>M rail 10h, rate: 100 USD
    an A>N rail 10h, rate: 110 USD
    ag A>G rail 10h, rate: 120 USD
    """,
    "scenarios: {s1: {changes: [{match: {to: M}, add: {transit: 5h}}]}, s2: {changes: [{match: {to: G}, add: {transit: 1h}}]}}",
)

DELAYS = network(
    """
    A CN handling: {origin>rail: {time: 2h}}
    B CN storage: {free: 1d, rate: 50 USD/container/day}, handling: {rail>sea: {time: 3h}}
    C CN handling: {sea>destination: {time: 4h}}
    """,
    """
    ab A>B rail 10h, rate: 100 USD
    bc B>C sea 20h, rate: 200 USD
    """,
    """
scenarios:
  origin: {changes: [{match: {place: A}, add: {delay: 3d}}]}
  transfer: {changes: [{match: {place: B}, add: {delay: 1d}}]}
  destination: {changes: [{match: {place: C}, add: {delay: 12h}}]}
  country: {changes: [{match: {country: CN}, add: {delay: 1h}}]}
""",
)

STATUS = network(
    "A CN\nB CN",
    """
    run A>B rail 10h, rate: 100 USD
    plan A>B rail 9h, rate: 90 USD, status: planned
    stop A>B rail 8h, rate: 80 USD, status: suspended
    """,
    "scenarios: {opened: {changes: [{match: {lane: plan}, set: {status: operating}}]}, strike: {changes: [{match: {lane: run}, set: {status: suspended}}]}}",
)

OVERLAID = network(
    "A CN\nB CN",
    """
    ab A>B rail 10h, rate: 100 USD
    - A>B rail 9h, rate: 110 USD
    """,
    "handling: {origin>rail: {time: 1h, cost: 5 USD}}",
)
OVERLAY = """
routeplan: 1
currency: USD
handling: {origin>rail: {cost: 7 USD}}
lanes:
  - {id: ab, from: A, to: B, mode: rail, transit: 12h, rate: 50 USD}
  - {from: A, to: B, mode: rail, transit: 8h, rate: 130 USD}
"""

CASES = [
    # set 20 h, then x 1.5 = 30 h, then + 1 h = 31 h; the second change doubles it: 62 h, and 115 USD
    Case("set, scale, add; then the next change", ORDER, ask("A>B"), "115.00 | 62:00 | 0 | ab"),
    Case("without the first", ORDER, ask("A>B", without=["first"]), "115.00 | 20:00 | 0 | ab"),
    Case("without both", ORDER, ask("A>B", without=["second", "first"]), "100.00 | 10:00 | 0 | ab"),
    # (62 h + 30 min) / 2
    Case("with one more, after the active ones", ORDER, ask("A>B", with_=["third"]), "115.00 | 31:15 | 0 | ab"),
    Case("with two, as given", ORDER, ask("A>B", with_=["fourth", "third"]), "115.00 | 1:45 | 0 | ab"),
    Case(
        "with two, the other way round",
        ORDER,
        ask("A>B", with_=["third", "fourth"]),
        "115.00 | 3:00 | 0 | ab",
    ),
    Case("with an active one changes nothing", ORDER, ask("A>B", with_=["first"]), "115.00 | 62:00 | 0 | ab"),
    Case(
        "with and without together",
        ORDER,
        ask("A>B", without=["first", "second"], with_=["fourth"]),
        "100.00 | 3:00 | 0 | ab",
    ),
    # 45 min x 0.5 = 22.5 min
    Case(
        "a scaled duration is rounded half-up to the minute",
        network(
            "A CN\nB CN",
            "ab A>B rail 45min, rate: 1 USD",
            "scenarios: {s1: {active: true, changes: [{match: {lane: ab}, scale: {transit: 0.5}}]}}",
        ),
        ask("A>B"),
        "1.00 | 0:23 | 0 | ab",
    ),
    # 0.11 x 1.5 = 0.165, which is rounded for all the containers at once: 3 x 0.165 = 0.495
    Case(
        "a scaled rate stays exact",
        network(
            "A CN\nB CN",
            "ab A>B rail 1h, rate: {40HC: 0.11 USD}",
            "scenarios: {s1: {active: true, changes: [{match: {lane: ab}, scale: {rate: 1.5}}]}}",
        ),
        ask("A>B", quantity=3),
        "0.50 | 1:00 | 0 | ab",
    ),
    Case(
        "an inactive scenario does nothing",
        scenario("{match: {lane: ab}, close: true}", active=False),
        ask("A>C"),
        f"{SEA}\n{ROAD}",
    ),
    Case("a lane is closed", scenario("{match: {lane: ab}, close: true}"), ask("A>C"), ROAD),
    Case("a lane is closed, by mode", scenario("{match: {mode: sea}, close: true}"), ask("A>C"), ROAD),
    Case("a lane is closed, by passage", scenario("{match: {passage: suez}, close: true}"), ask("A>C"), ROAD),
    Case("a lane is closed, by operator", scenario("{match: {operator: CR}, close: true}"), ask("A>C"), ROAD),
    Case("a lane is closed, by its ends", scenario("{match: {from: A, to: C}, close: true}"), ask("A>C"), SEA),
    # the road ends at C too, but is no sea lane
    Case(
        "all that is named must hold",
        scenario("{match: {to: C, mode: sea}, add: {transit: 1h}}"),
        ask("A>C"),
        f"300.00 | 31:00 | 0 | ab, bc\n{ROAD}",
    ),
    Case("a place is closed", scenario("{match: {place: B}, close: true}"), ask("A>C"), ROAD),
    Case("places of a country are closed", scenario("{match: {country: ES}, close: true}"), ask("A>C"), ""),
    Case("a closed origin", scenario("{match: {place: A}, close: true}"), ask("A>C"), ""),
    # both lanes have an end in B; only bc and the road have one in Spain
    Case(
        "lanes with an end at a place",
        scenario("{match: {place: B}, scale: {rate: 2}}"),
        ask("A>C"),
        "400.00 | 40:00 | 0 | road\n600.00 | 30:00 | 0 | ab, bc",
    ),
    Case(
        "lanes with an end in a country",
        scenario("{match: {country: ES}, add: {transit: 1h}}"),
        ask("A>C"),
        "300.00 | 31:00 | 0 | ab, bc\n400.00 | 41:00 | 0 | road",
    ),
    Case(
        "empty wait, cutoff and surcharges are set",
        scenario(
            "{match: {lane: ab}, set: {empty_wait: 5h, cutoff: 90min, surcharges: [{name: war risk, amount: 11 USD/TEU}]}}"
        ),
        ask("A>C", top=1),
        "322.00 | 36:30 | 0 | ab, bc",
    ),
    # at 10 USD by place B: storage of 1 day for the cutoff of 3 h
    Case(
        "storage is set at a place",
        scenario(
            "{match: {place: B}, set: {storage: {free: 2h, rate: 10 USD/container/day}}}, {match: {lane: bc}, add: {cutoff: 3h}}"
        ),
        ask("A>C", top=1),
        "310.00 | 33:00 | 0 | ab, bc",
    ),
    Case(
        "handling is set at a place",
        scenario("{match: {place: B}, set: {handling: {rail>sea: {time: 5h, cost: 20 USD}}}}"),
        ask("A>C", top=1),
        "320.00 | 35:00 | 0 | ab, bc",
    ),
    # 100 km x 1.5 + 10 km = 160 km; 160 x 20 t x 5 g; 1 USD/km
    Case(
        "distance and CO2e are scaled",
        network(
            "A CN\nB CN",
            "ab A>B rail 1h, rate: 1 USD/container/km, distance: 100 km, co2e: 10 g/tkm",
            "scenarios: {s1: {active: true, changes: [{match: {lane: ab}, scale: {distance: 1.5, co2e: 0.5}, add: {distance: 10 km}}]}}",
        ),
        ask("A>B"),
        "160.00 | 1:00 | 16 | ab",
        {"0.legs.0.distance_m": 160000},
    ),
    Case(
        "a change to a lane is one to its way back",
        BACK,
        ask("B>A", with_=["both"]),
        "100.00 | 11:00 | 0 | ab-back",
    ),
    Case("a change to the way back alone", BACK, ask("B>A", with_=["back"]), "100.00 | 15:00 | 0 | ab-back"),
    Case(
        "a change to the way back leaves the lane",
        BACK,
        ask("A>B", with_=["back"]),
        "100.00 | 10:00 | 0 | ab",
    ),
    Case(
        "to a member, and its own members",
        GROUPED,
        ask("A>G", with_=["s1"]),
        """
        100.00 | 15:00 | 0 | am
        110.00 | 15:00 | 0 | an
        120.00 | 10:00 | 0 | ag
        """,
    ),
    Case(
        "to a group, itself and members at any depth",
        GROUPED,
        ask("A>G", with_=["s2"]),
        """
        100.00 | 11:00 | 0 | am
        110.00 | 11:00 | 0 | an
        120.00 | 11:00 | 0 | ag
        """,
    ),
    # 2 + 10 + 3 + 20 + 4 = 39 h without any delay
    Case("no delay", DELAYS, ask("A>C"), "300.00 | 39:00 | 0 | ab, bc"),
    Case(
        "a delay at the origin",
        DELAYS,
        ask("A>C", with_=["origin"]),
        "300.00 | 111:00 | 0 | ab, bc",
        {"0.stays.0.stay": 74 * 60},
    ),
    # a stay of 27 h, 3 h beyond free time
    Case(
        "a delay at a transfer counts for storage",
        DELAYS,
        ask("A>C", with_=["transfer"]),
        "350.00 | 63:00 | 0 | ab, bc",
        {"0.stays.1.stay": 27 * 60},
    ),
    Case(
        "a delay at the destination",
        DELAYS,
        ask("A>C", with_=["destination"]),
        "300.00 | 51:00 | 0 | ab, bc",
        {"0.stays.2.stay": 16 * 60},
    ),
    Case("delays add up", DELAYS, ask("A>C", with_=["country", "destination"]), "300.00 | 54:00 | 0 | ab, bc"),
    Case(
        "a delay at the origin, dated: ready to leave 3 days later",
        DELAYS,
        ask("A>C", with_=["origin"], depart="2026-12-01"),
        "300.00 | 111:00 | 0 | ab @ 2026-12-04T02:00, bc @ 2026-12-04T15:00",
        {"0.legs.0.ready": "2026-12-04T02:00+08:00"},
    ),
    # The journey of 00:30 on 1 December in Shanghai is at B, in Almaty, on 30 November at 23:30.
    Case(
        "by the day at the place: still November at B",
        dated(f"{{match: {{lane: bc}}, scale: {{rate: 2}}, {FROM_FIRST}}}"),
        ask("A>C", depart="2026-12-01T00:30"),
        "300.00 | 12:00 | 0 | ab @ 2026-12-01T00:30, bc @ 2026-11-30T23:30+05:00",
    ),
    Case(
        "by the day at the place: December at B",
        dated(f"{{match: {{lane: bc}}, scale: {{rate: 2}}, {FROM_FIRST}}}"),
        ask("A>C", depart="2026-12-01T01:00"),
        "500.00 | 12:00 | 0 | ab @ 2026-12-01T01:00, bc @ 2026-12-01T00:00+05:00",
    ),
    Case(
        # arrives 30 November 23:30, leaves 1 December 02:30: the stay began in November; one day of storage
        "by the day the stay begins, not the day of departure",
        dated(
            f"{{match: {{lane: bc}}, set: {{cutoff: 3h}}}}, {{match: {{lane: bc}}, scale: {{rate: 2}}, {FROM_FIRST}}}"
        ),
        ask("A>C", depart="2026-12-01T00:30"),
        "307.00 | 15:00 | 0 | ab @ 2026-12-01T00:30, bc @ 2026-12-01T02:30+05:00",
    ),
    Case(
        "a change on its last day",
        dated(f"{{match: {{lane: ab}}, add: {{transit: 1h}}, {UNTIL_LAST}}}"),
        ask("A>B", depart="2026-11-30T23:59"),
        "100.00 | 3:00 | 0 | ab @ 2026-11-30T23:59",
    ),
    Case(
        "a change on the day after",
        dated(f"{{match: {{lane: ab}}, add: {{transit: 1h}}, {UNTIL_LAST}}}"),
        ask("A>B", depart="2026-12-01"),
        "100.00 | 2:00 | 0 | ab @ 2026-12-01T00:00",
    ),
    # at C 00:30 + 12 h = 12:30+08:00 = 05:30+01:00 on 1 December, the origin left on 1 December
    Case(
        "the destination by its arrival",
        dated("{match: {place: C}, add: {delay: 5h}, valid: {from: 2026-12-01, until: 2026-12-01}}"),
        ask("A>C", depart="2026-12-01T00:30"),
        "300.00 | 17:00 | 0 | ab @ 2026-12-01T00:30, bc @ 2026-11-30T23:30",
    ),
    # 12 h after 19:00+08:00 on 30 November it is 00:00+01:00 on 1 December in Madrid
    Case(
        "the destination by its arrival, at midnight there",
        dated(f"{{match: {{place: C}}, close: true, {FROM_FIRST}}}"),
        ask("A>C", depart="2026-11-30T19:00"),
        "",
    ),
    Case(
        "the destination by its arrival, a minute earlier",
        dated(f"{{match: {{place: C}}, close: true, {FROM_FIRST}}}"),
        ask("A>C", depart="2026-11-30T18:59"),
        "300.00 | 12:00 | 0 | ab @ 2026-11-30T18:59, bc @ 2026-11-30T17:59",
    ),
    Case(
        "a place closed while passing through",
        dated("{match: {place: B}, close: true, valid: {from: 2026-11-30, until: 2026-11-30}}"),
        ask("A>C", depart="2026-12-01T00:30"),
        "",
    ),
    Case(
        "a place closed the day before",
        dated("{match: {place: B}, close: true, valid: {from: 2026-11-30, until: 2026-11-30}}"),
        ask("A>C", depart="2026-12-01T01:00"),
        "300.00 | 12:00 | 0 | ab @ 2026-12-01T01:00, bc @ 2026-12-01T00:00",
    ),
    Case(
        "undated: by today",
        dated(f"{{match: {{lane: bc}}, scale: {{rate: 2}}, {FROM_FIRST}}}"),
        ask("A>C", now="2026-12-01"),
        "500.00 | 12:00 | 0 | ab, bc",
    ),
    Case(
        "undated: not yet today",
        dated(f"{{match: {{lane: bc}}, scale: {{rate: 2}}, {FROM_FIRST}}}"),
        ask("A>C", now="2026-11-30"),
        "300.00 | 12:00 | 0 | ab, bc",
    ),
    Case(
        # the change holds from the stay of 1 December on; the timetable it sets runs only on the 3rd
        "validity that a change sets is by the day of departure",
        scenario(
            f"{{match: {{lane: ab}}, set: {{valid: {{from: 2026-12-03}}}}, {FROM_FIRST}}}",
            places="A CN\nB CN",
            lanes='ab A>B rail 10h, rate: 100 USD, departures: {days: [mon, tue, wed, thu, fri, sat, sun], time: "08:00"}',
        ),
        ask("A>B", depart="2026-12-01"),
        "100.00 | 66:00 | 0 | ab @ 2026-12-03T08:00",
    ),
    Case(
        "validity that a change sets, for a stay before the change",
        scenario(
            f"{{match: {{lane: ab}}, set: {{valid: {{from: 2026-12-03}}}}, {FROM_FIRST}}}",
            places="A CN\nB CN",
            lanes='ab A>B rail 10h, rate: 100 USD, departures: {days: [mon, tue, wed, thu, fri, sat, sun], time: "08:00"}',
        ),
        ask("A>B", depart="2026-11-30T23:00"),
        "100.00 | 19:00 | 0 | ab @ 2026-12-01T08:00",
    ),
    *(
        Case(
            f"a lane that becomes better while the goods are under way, by {by}",
            BETTER_LATER,
            ask("A>C", by, depart="2026-11-30"),
            "\n".join(order),
        )
        for by, order in (("cost", CHANGING), ("time", CHANGING), ("co2e", CHANGING))
    ),
    Case(
        "waiting for a change that makes the way on cheaper",
        CHEAPER_LATER,
        ask("A>C", depart="2026-12-01", max_wait="10d"),
        "150.00 | 126:00 | 0 | ab @ 2026-12-05T18:00, bc @ 2026-12-05T20:00",
    ),
    Case(
        "waiting for a change of the next day",
        CHEAPER_LATER,
        ask("A>C", depart="2026-12-04", max_wait="10d", pareto=True),
        """
        150.00 | 54:00 | 0 | ab @ 2026-12-05T18:00, bc @ 2026-12-05T20:00
        300.00 | 30:00 | 0 | ab @ 2026-12-04T18:00, bc @ 2026-12-04T20:00
        """,
    ),
    Case("planned and suspended lanes are left out", STATUS, ask("A>B"), "100.00 | 10:00 | 0 | run"),
    Case(
        "planned lanes on request",
        STATUS,
        ask("A>B", include=["planned"]),
        "90.00 | 9:00 | 0 | plan\n100.00 | 10:00 | 0 | run",
    ),
    Case(
        "suspended lanes on request, dated",
        STATUS,
        ask("A>B", include=["suspended"], depart="2026-12-01"),
        "80.00 | 8:00 | 0 | stop @ 2026-12-01T00:00\n100.00 | 10:00 | 0 | run @ 2026-12-01T00:00",
    ),
    Case(
        "both on request",
        STATUS,
        ask("A>B", include=["planned", "suspended"], top=2),
        "80.00 | 8:00 | 0 | stop\n90.00 | 9:00 | 0 | plan",
    ),
    Case(
        "a scenario opens a planned lane",
        STATUS,
        ask("A>B", with_=["opened"]),
        "90.00 | 9:00 | 0 | plan\n100.00 | 10:00 | 0 | run",
    ),
    Case("a scenario suspends the only lane", STATUS, ask("A>B", with_=["strike"]), ""),
    # ab is replaced: 12 h, 50 + 7 USD; the entry of handling is replaced whole, so it takes no time
    Case(
        "an overlay replaces by id and numbers on",
        OVERLAID,
        ask("A>B"),
        "57.00 | 12:00 | 0 | ab\n117.00 | 9:00 | 0 | a-b-rail\n137.00 | 8:00 | 0 | a-b-rail-2",
        overlays=[OVERLAY],
    ),
]
