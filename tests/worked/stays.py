"""Handling, empty wait and storage: what a stay takes and what it costs."""

from .case import Case, ask, network

DEFAULTS = """
handling:
  rail>sea: {time: 36h, cost: 95 USD/TEU}
  origin>rail: {time: 2h, cost: 5 USD}
"""

LANES = """
ab A>B rail 10h, rate: 100 USD
bc B>C sea 20h, rate: 100 USD
"""

# A 40HC is 2 TEU: 190 USD and 36 h at B, 5 USD and 2 h at A.
NETWORK_WIDE = network("A CN\nB CN\nC CN", LANES, DEFAULTS)
# B has an entry without a time: no time is taken from the default.
OWN_ENTRY = network("A CN\nB CN handling: {rail>sea: {cost: 10 USD}}\nC CN", LANES, DEFAULTS)
EMPTY_ENTRY = network("A CN\nB CN handling: {rail>sea: {}}\nC CN", LANES, DEFAULTS)
# B has an entry for another pair: the default holds for rail to sea.
OTHER_PAIR = network("A CN\nB CN handling: {sea>rail: {time: 1h}}\nC CN", LANES, DEFAULTS)

ENDS = network(
    """
    A CN handling: {origin>rail: {time: 24h, cost: {20GP: 40 USD, 40HC: 55 USD}, co2e: 1.5 kg/container}}
    B CN handling: {rail>destination: {time: 2d, cost: 150 USD/container, co2e: 10 kg/TEU}}
    """,
    "ab A>B rail 10h, rate: 100 USD",
)

EMPTIES = network(
    "A CN handling: {origin>rail: {time: 3h}}\nB CN\nC CN",
    """
    ab A>B rail 10h, rate: 100 USD, empty_wait: 2d
    bc B>C rail 20h, rate: 100 USD, empty_wait: 5d
    """,
)

SEA_TO_SEA = network(
    "A CN\nB CN handling: {sea>sea: {time: 8h, cost: 30 USD/TEU}, rail>sea: {time: 1h}}\nC CN",
    """
    ab A>B sea 10h, rate: 100 USD
    bc B>C sea 20h, rate: 100 USD
    """,
)


def stored(storage: str, handling: str = "") -> str:
    """To B by road at once, on at 06:00 on 2 December by `exact` and a minute later by `minute`."""
    return network(
        f"A CN storage: {storage}\nB CN storage: {storage}{handling}\nC CN storage: {storage}",
        """
        ab A>B road 6h, rate: 10 USD
        exact B>C rail 1h, rate: 10 USD, departures: {dates: [2026-12-02T06:00]}
        minute B>C rail 1h, rate: 10 USD, departures: {dates: [2026-12-02T06:01]}
        """,
    )


CASES = [
    Case(
        "network-wide handling",
        NETWORK_WIDE,
        ask("A>C"),
        "395.00 | 68:00 | 0 | ab, bc",
        {"0.stays.0.handling_cost": 500, "0.stays.1.handling_cost": 19000, "0.stays.1.stay": 2160},
    ),
    Case("a place's entry replaces the default whole", OWN_ENTRY, ask("A>C"), "215.00 | 32:00 | 0 | ab, bc"),
    Case("an empty entry replaces it too", EMPTY_ENTRY, ask("A>C"), "205.00 | 32:00 | 0 | ab, bc"),
    Case("an entry for another pair leaves the default", OTHER_PAIR, ask("A>C"), "395.00 | 68:00 | 0 | ab, bc"),
    Case(
        # 24 + 10 + 48 h; 55 + 100 + 150 USD; 1.5 kg and 2 TEU at 10 kg
        "handling at the ends",
        ENDS,
        ask("A>B"),
        "305.00 | 82:00 | 21.5 | ab",
        {
            "0.stays.0.co2e": 1500,
            "0.stays.1.co2e": 20000,
            "0.stays.1.stay": 2880,
            "0.stays.1.handling": "rail>destination",
        },
    ),
    Case(
        "handling at the ends, dated",
        ENDS,
        ask("A>B", depart="2026-12-01T08:00"),
        "305.00 | 82:00 | 21.5 | ab @ 2026-12-02T08:00+08:00",
        {
            "0.legs.0.ready": "2026-12-02T08:00+08:00",
            "0.legs.0.wait": 0,
            "0.stays.0.stay": 1440,
            "0.arrive": "2026-12-02T18:00+08:00",
            "0.delivered": "2026-12-04T18:00+08:00",
        },
    ),
    Case(
        # 48 h for the empty, 3 h of handling, 10 h, and 20 h without the 5 days of the second lane
        "empty wait counts for the first leg alone",
        EMPTIES,
        ask("A>C"),
        "200.00 | 81:00 | 0 | ab, bc",
        {"0.stays.0.stay": 3060, "0.stays.1.stay": 0},
    ),
    Case("empty wait of a lane ridden first", EMPTIES, ask("B>C"), "100.00 | 140:00 | 0 | bc"),
    Case("from vessel to vessel", SEA_TO_SEA, ask("A>C"), "260.00 | 38:00 | 0 | ab, bc"),
    Case(
        # at B from 06:00 on 1 December: 24 h are free, one minute more is a started day
        "free time ends to the minute; none at origin and destination",
        stored("{free: 1d, rate: 50 USD/container/day}"),
        ask("A>C", depart="2026-12-01"),
        """
        20.00 | 31:00 | 0 | ab @ 2026-12-01T00:00, exact @ 2026-12-02T06:00
        70.00 | 31:01 | 0 | ab @ 2026-12-01T00:00, minute @ 2026-12-02T06:01
        """,
    ),
    Case(
        # one day, and two; 2 TEU at 0.125 is 0.25 a day
        "started days without free time, by TEU",
        stored("{free: 0h, rate: 0.125 USD/TEU/day}"),
        ask("A>C", depart="2026-12-01"),
        """
        20.25 | 31:00 | 0 | ab @ 2026-12-01T00:00, exact @ 2026-12-02T06:00
        20.50 | 31:01 | 0 | ab @ 2026-12-01T00:00, minute @ 2026-12-02T06:01
        """,
    ),
    Case(
        # 0.005 x 3 containers x 1 day = 0.015 -> 0.02; x 2 days = 0.03. The legs are 60.00.
        "storage is rounded once, after quantity and days",
        stored("{free: 0h, rate: 0.005 USD/container/day}"),
        ask("A>C", depart="2026-12-01", quantity=3),
        """
        60.02 | 31:00 | 0 | ab @ 2026-12-01T00:00, exact @ 2026-12-02T06:00
        60.03 | 31:01 | 0 | ab @ 2026-12-01T00:00, minute @ 2026-12-02T06:01
        """,
    ),
    Case(
        # the whole stay of 24 h counts, the 20 h of handling with it; a stay of 23 h would be free
        "handling is part of the stay",
        stored("{free: 23h, rate: 50 USD/container/day}", ", handling: {road>rail: {time: 20h}}"),
        ask("A>C", depart="2026-12-01", top=1),
        "70.00 | 31:00 | 0 | ab @ 2026-12-01T00:00, exact @ 2026-12-02T06:00",
        {"0.stays.1.stay": 1440, "0.legs.1.wait": 240, "0.legs.1.ready": "2026-12-02T02:00+08:00"},
    ),
    Case(
        # a VEH is no container, so nothing is charged
        "storage that does not cover the equipment costs nothing",
        network(
            "A CN\nB CN storage: {free: 0h, rate: 50 USD/container/day}\nC CN",
            """
            ab A>B road 6h, rate: {VEH: 10 USD}
            bc B>C rail 1h, rate: 10 USD/vehicle, departures: {dates: [2026-12-02T06:00]}
            """,
        ),
        ask("A>C", depart="2026-12-01", equipment="VEH"),
        "20.00 | 31:00 | 0 | ab @ 2026-12-01T00:00, bc @ 2026-12-02T06:00",
    ),
    Case(
        # undated: half of 7 days is 84 h, 60 h of them beyond free time: 3 started days
        "storage undated, for half the headway",
        network(
            "A CN\nB CN storage: {free: 1d, rate: 50 USD/container/day}\nC CN",
            """
            ab A>B road 6h, rate: 10 USD
            bc B>C rail 1h, rate: 10 USD, departures: {per_week: 1}
            """,
        ),
        ask("A>C"),
        "170.00 | 91:00 | 0 | ab, bc",
    ),
]
