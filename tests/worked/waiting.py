"""Cutoffs, the longest wait, and waiting that pays. 2026-12-01 is a Tuesday."""

from .case import Case, ask, network

CUTOFF = network(
    "A CN\nB CN",
    'ab A>B rail 6h, rate: 100 USD, cutoff: 12h, departures: {days: [mon, tue, wed, thu, fri, sat, sun], time: "20:00"}',
)

# Ready 08:00 and a cutoff of 12 h: the wait is counted from 20:00.
ONE_DATE = network("A CN\nB CN", "ab A>B rail 6h, rate: 100 USD, cutoff: 12h, departures: {dates: [2026-12-04T20:00]}")

DAILY = '{days: [mon, tue, wed, thu, fri, sat, sun], time: "08:00"}'

AT_ORIGIN = network(
    """
    A CN storage: {free: 0h, rate: 1000 USD/container/day}
    B CN storage: {free: 0h, rate: 100 USD/container/day}
    C CN
    """,
    f"""
    ab A>B rail 6h, rate: 100 USD, departures: {DAILY}
    bc B>C sea 6h, rate: 100 USD, departures: {{days: [fri], time: "08:00"}}
    """,
)

AT_TRANSFER = network(
    """
    A CN
    B CN storage: {free: 0h, rate: 1 USD/container/day}
    C CN storage: {free: 0h, rate: 100 USD/container/day}
    D CN
    """,
    f"""
    ab A>B road 6h, rate: 100 USD
    bc B>C rail 6h, rate: 100 USD, departures: {DAILY}
    cd C>D sea 6h, rate: 100 USD, departures: {{days: [fri], time: "08:00"}}
    """,
)

THREE_SCHEDULES = network(
    """
    A CN
    B CN storage: {free: 0h, rate: 100 USD/container/day}
    C CN
    """,
    """
    ab A>B rail 6h, rate: 100 USD, departures: {dates: [2026-12-01T00:00, 2026-12-05T00:00, 2026-12-09T00:00]}
    bc B>C sea 6h, rate: 100 USD, departures: {dates: [2026-12-04T06:00, 2026-12-07T06:00, 2026-12-10T06:00]}
    """,
)

# The cheap way to C runs through B, and then B cannot be visited again. Rail to road at B is dear, sea to road is not.
BLOCKED = network(
    "A CN\nB CN handling: {rail>road: {cost: 500 USD}}\nC CN\nD CN",
    """
    ab A>B rail 1h, rate: 10 USD
    bc B>C rail 1h, rate: 10 USD
    ac A>C rail 5h, rate: 50 USD
    cb C>B sea 1h, rate: 10 USD
    bd B>D road 1h, rate: 10 USD
    """,
)

# The same twice over, one after the other.
TWICE_BLOCKED = network(
    "A CN\nB CN handling: {rail>road: {cost: 500 USD}}\nC CN\nD CN\n"
    "E CN handling: {rail>road: {cost: 500 USD}}\nF CN\nG CN",
    """
    ab A>B rail 1h, rate: 10 USD
    bc B>C rail 1h, rate: 10 USD
    ac A>C rail 5h, rate: 50 USD
    cb C>B sea 1h, rate: 10 USD
    bd B>D road 1h, rate: 10 USD
    de D>E rail 1h, rate: 10 USD
    ef E>F rail 1h, rate: 10 USD
    df D>F rail 9h, rate: 40 USD
    fe F>E sea 1h, rate: 10 USD
    eg E>G road 1h, rate: 10 USD
    """,
)

# The cheap way to B takes two legs, the dear one a single leg; from B on the dear way is the one of a single leg.
FEW_LEGS = network(
    "A CN\nP CN\nB CN\nQ CN\nD CN",
    """
    ap A>P rail 1h, rate: 5 USD
    pb P>B rail 1h, rate: 5 USD
    ab A>B rail 3h, rate: 20 USD
    bq B>Q rail 1h, rate: 5 USD
    qd Q>D rail 1h, rate: 5 USD
    bd B>D rail 1h, rate: 1000 USD
    """,
)

# At B on the 2nd or on the 4th. The train of the 13th is within ten days of the 4th only, and spares seven days of the
# eight at C.
TOO_EARLY = network(
    "A CN\nB CN\nC CN storage: {free: 0h, rate: 0.20 USD/container/day}\nD CN",
    """
    early A>B rail 24h, rate: 0.10 USD
    later A>B rail 72h, rate: 0.90 USD
    bc B>C rail 24h, rate: 0.10 USD, departures: {every: 7d, starting: 2026-11-29T00:00}
    cd C>D sea 24h, rate: 0.10 USD, departures: {every: 9d, starting: 2026-11-27T00:00}
    truck A>D road 48h, rate: 50 USD
    slow A>D barge 40d, rate: 0.50 USD
    """,
)

# Two trains to B, the later one cheaper; only the earlier meets the vessel at once, and B charges by the day.
LATER_IS_CHEAPER = network(
    """
    A CN
    B CN storage: {free: 1d, rate: 30 USD/container/day}
    C CN
    """,
    """
    fast A>B rail 6h, rate: 120 USD, departures: {dates: [2026-12-01T00:00]}
    slow A>B rail 30h, rate: 100 USD, departures: {dates: [2026-12-01T00:00]}
    bc B>C sea 6h, rate: 100 USD, departures: {dates: [2026-12-01T12:00, 2026-12-04T06:00]}
    """,
)

# Six legs in a row; each train leaves on the hour given, each stay after the first is 23 h.
LONG = network(
    "\n".join(f"P{number} CN" for number in range(7)),
    "\n".join(
        f"l{number} P{number}>P{number + 1} rail 1h, rate: {number + 1}.005 USD, "
        f'departures: {{days: [mon, tue, wed, thu, fri, sat, sun], time: "08:00"}}'
        for number in range(6)
    ),
)


def seldom(departures: str, transit: str = "24h") -> str:
    """A daily train to a vessel that is too far off for the train of the first day: who goes later meets it."""
    return network(
        "A CN\nB CN\nC CN",
        f"""
        ab A>B rail {transit}, rate: 100 USD, departures: {DAILY}
        bc B>C sea 6h, rate: 100 USD, {departures}
        """,
    )


CASES = [
    Case(
        "ready exactly at the cutoff",
        CUTOFF,
        ask("A>B", depart="2026-12-01T08:00"),
        "100.00 | 18:00 | 0 | ab @ 2026-12-01T20:00+08:00",
        {"0.legs.0.wait": 720, "0.stays.0.stay": 720},
    ),
    Case(
        "ready a minute after the cutoff",
        CUTOFF,
        ask("A>B", depart="2026-12-01T08:01"),
        "100.00 | 41:59 | 0 | ab @ 2026-12-02T20:00+08:00",
    ),
    Case(
        "departure exactly at the end of the longest wait",
        ONE_DATE,
        ask("A>B", depart="2026-12-01T08:00", max_wait="3d"),
        "100.00 | 90:00 | 0 | ab @ 2026-12-04T20:00",
    ),
    Case(
        "departure a minute past the longest wait",
        ONE_DATE,
        ask("A>B", depart="2026-12-01T07:59", max_wait="3d"),
        "",
    ),
    Case(
        "no wait at all still meets a departure on the minute",
        ONE_DATE,
        ask("A>B", depart="2026-12-04T08:00", max_wait="0h"),
        "100.00 | 18:00 | 0 | ab @ 2026-12-04T20:00",
    ),
    Case(
        # 2026-11-04T20:00 + 30 days is exactly 2026-12-04T20:00
        "the default longest wait is 30 days",
        ONE_DATE,
        ask("A>B", depart="2026-11-04T08:00"),
        "100.00 | 738:00 | 0 | ab @ 2026-12-04T20:00",
    ),
    Case("a minute more than 30 days", ONE_DATE, ask("A>B", depart="2026-11-04T07:59"), ""),
    Case(
        # the train of Thursday is at B at 14:00, 18 h before the vessel of Friday: one day, 100 USD;
        # that of Tuesday would pay for three. Delivered Friday 14:00, 86 h after Tuesday 00:00.
        "waiting pays at the origin, where storage is free",
        AT_ORIGIN,
        ask("A>C", depart="2026-12-01"),
        "300.00 | 86:00 | 0 | ab @ 2026-12-03T08:00, bc @ 2026-12-04T08:00",
        {"0.stays.0.storage_cost": 0, "0.stays.1.storage_cost": 10000, "0.stays.1.stay": 1080},
    ),
    Case(
        # at B from Tuesday 06:00 to Thursday 08:00, 50 h, three started days at 1; then 18 h at C, 100
        "waiting pays at a transfer",
        AT_TRANSFER,
        ask("A>D", depart="2026-12-01"),
        "403.00 | 86:00 | 0 | ab @ 2026-12-01T00:00, bc @ 2026-12-03T08:00, cd @ 2026-12-04T08:00",
        {"0.stays.1.storage_cost": 300, "0.stays.2.storage_cost": 10000},
    ),
    Case(
        # stays of exactly 3, 2 and 1 days
        "one lane sequence, three schedules, none worse in all",
        THREE_SCHEDULES,
        ask("A>C", depart="2026-12-01", pareto=True),
        """
        300.00 | 228:00 | 0 | ab @ 2026-12-09T00:00, bc @ 2026-12-10T06:00
        400.00 | 156:00 | 0 | ab @ 2026-12-05T00:00, bc @ 2026-12-07T06:00
        500.00 | 84:00 | 0 | ab @ 2026-12-01T00:00, bc @ 2026-12-04T06:00
        """,
    ),
    Case(
        "one lane sequence is one itinerary by cost",
        THREE_SCHEDULES,
        ask("A>C", depart="2026-12-01"),
        "300.00 | 228:00 | 0 | ab @ 2026-12-09T00:00, bc @ 2026-12-10T06:00",
    ),
    Case(
        "and another by time",
        THREE_SCHEDULES,
        ask("A>C", by="time", depart="2026-12-01"),
        "500.00 | 84:00 | 0 | ab @ 2026-12-01T00:00, bc @ 2026-12-04T06:00",
    ),
    Case(
        "a deadline leaves the schedule that keeps it",
        THREE_SCHEDULES,
        ask("A>C", depart="2026-12-01", deadline="2026-12-07T12:00"),
        "400.00 | 156:00 | 0 | ab @ 2026-12-05T00:00, bc @ 2026-12-07T06:00",
    ),
    Case(
        # ac + cb + bd = 70; ab + bd = 20, and 500 for rail to road
        "the cheaper way to a place blocks another, undated",
        BLOCKED,
        ask("A>D"),
        """
        70.00 | 7:00 | 0 | ac, cb, bd
        520.00 | 2:00 | 0 | ab, bd
        """,
    ),
    Case(
        # ab, bc, cb, bd would be 40 and 4 h, better than ac, cb, bd in both, but it is at B twice
        "what visits a place twice hides nothing, undated",
        BLOCKED,
        ask("A>D", pareto=True),
        """
        70.00 | 7:00 | 0 | ac, cb, bd
        520.00 | 2:00 | 0 | ab, bd
        """,
    ),
    Case(
        "what visits a place twice hides nothing, dated",
        BLOCKED,
        ask("A>D", depart="2026-12-01", pareto=True),
        """
        70.00 | 7:00 | 0 | ac @ 2026-12-01T00:00, cb @ 2026-12-01T05:00, bd @ 2026-12-01T06:00
        520.00 | 2:00 | 0 | ab @ 2026-12-01T00:00, bd @ 2026-12-01T01:00
        """,
    ),
    *(
        Case(
            f"what visits two places twice hides nothing, {word}",
            TWICE_BLOCKED,
            ask("A>G", pareto=True, **depart),
            """
            130.00 | 18:00 | 0 | ac, cb, bd, df, fe, eg
            580.00 | 13:00 | 0 | ab, bd, df, fe, eg
            590.00 | 9:00 | 0 | ac, cb, bd, de, eg
            1040.00 | 4:00 | 0 | ab, bd, de, eg
            """
            if not depart
            else """
            130.00 | 18:00 | 0 | ac @ 2026, cb @ 2026, bd @ 2026, df @ 2026, fe @ 2026, eg @ 2026
            580.00 | 13:00 | 0 | ab @ 2026, bd @ 2026, df @ 2026, fe @ 2026, eg @ 2026
            590.00 | 9:00 | 0 | ac @ 2026, cb @ 2026, bd @ 2026, de @ 2026, eg @ 2026
            1040.00 | 4:00 | 0 | ab @ 2026, bd @ 2026, de @ 2026, eg @ 2026
            """,
        )
        for word, depart in (("undated", {}), ("dated", {"depart": "2026-12-01"}))
    ),
    Case(
        # ap, pb, bq, qd would be 20 and have four legs
        "fewer legs are worth more where they are limited, undated",
        FEW_LEGS,
        ask("A>D", pareto=True, max_transfers=2),
        """
        30.00 | 5:00 | 0 | ab, bq, qd
        1010.00 | 3:00 | 0 | ap, pb, bd
        """,
    ),
    Case(
        "fewer legs are worth more where they are limited, dated",
        FEW_LEGS,
        ask("A>D", pareto=True, max_transfers=2, depart="2026-12-01"),
        """
        30.00 | 5:00 | 0 | ab @ 2026, bq @ 2026, qd @ 2026
        1010.00 | 3:00 | 0 | ap @ 2026, pb @ 2026, bd @ 2026
        """,
    ),
    Case(
        "fewer legs are worth more where they are limited, by cost",
        FEW_LEGS,
        ask("A>D", max_transfers=2),
        """
        30.00 | 5:00 | 0 | ab, bq, qd
        1010.00 | 3:00 | 0 | ap, pb, bd
        1020.00 | 4:00 | 0 | ab, bd
        """,
    ),
    Case(
        "the cheaper and earlier way to a place blocks another, dated",
        BLOCKED,
        ask("A>D", depart="2026-12-01"),
        """
        70.00 | 7:00 | 0 | ac @ 2026-12-01T00:00, cb @ 2026-12-01T05:00, bd @ 2026-12-01T06:00
        520.00 | 2:00 | 0 | ab @ 2026-12-01T00:00, bd @ 2026-12-01T01:00
        """,
    ),
    Case(
        # fast: at B 06:00, first vessel 12:00. slow: at B 2 December 06:00, 48 h to the second vessel, 24 h of them
        # beyond free time: one day
        "dearer and earlier against cheaper and stored",
        LATER_IS_CHEAPER,
        ask("A>C", depart="2026-12-01"),
        """
        220.00 | 18:00 | 0 | fast @ 2026-12-01T00:00, bc @ 2026-12-01T12:00
        230.00 | 84:00 | 0 | slow @ 2026-12-01T00:00, bc @ 2026-12-04T06:00
        """,
    ),
    Case(
        # 1.005 + ... + 6.005 USD, each rounded half-up: 1.01 + 2.01 + ... + 6.01 = 21.06
        "six legs, a half-cent on each",
        LONG,
        ask("P0>P6", depart="2026-12-01T08:00"),
        "21.06 | 121:00 | 0 | l0 @ 2026-12-01T08:00, l1 @ 2026-12-02T08:00, l2 @ 2026-12-03T08:00, "
        "l3 @ 2026-12-04T08:00, l4 @ 2026-12-05T08:00, l5 @ 2026-12-06T08:00",
    ),
    Case(
        # half of 24 h before each of six legs of 1 h
        "six legs undated",
        LONG,
        ask("P0>P6"),
        "21.06 | 78:00 | 0 | l0, l1, l2, l3, l4, l5",
    ),
    # The vessel of 15 December 08:00 takes what is there from 5 December 08:00 on, the train of the 4th or a later one.
    *(
        Case(
            f"an earlier train misses the only vessel: {name}",
            seldom(departures),
            ask("A>C", depart="2026-12-01", max_wait="10d"),
            "200.00 | 350:00 | 0 | ab @ 2026-12-04T08:00, bc @ 2026-12-15T08:00",
        )
        for name, departures in (
            ("a date", "departures: {dates: [2026-12-15T08:00]}"),
            ("the first of two dates", "departures: {dates: [2026-12-15T08:00, 2026-12-16T08:00]}"),
            ("a lane that opens", f"departures: {DAILY}, valid: {{from: 2026-12-15}}"),
            ("a series that begins", "departures: {every: 1d, starting: 2026-12-15T08:00}"),
            (
                "a series, a lane that opens",
                "departures: {every: 9d, starting: 2026-11-27T08:00}, valid: {from: 2026-12-15}",
            ),
        )
    ),
    Case(
        # the vessel sails on 30 November and a week later; three days before that is 4 December 08:00
        "an earlier train misses the vessel once a week",
        seldom('departures: {days: [mon], time: "08:00"}', "48h"),
        ask("A>C", depart="2026-11-30", max_wait="3d"),
        "200.00 | 182:00 | 0 | ab @ 2026-12-02T08:00, bc @ 2026-12-07T08:00",
    ),
    Case(
        # 0.90 + 0.10 + 0.10 and a day at 0.20; by the early train 0.10 + 0.10 + 0.10 and eight days
        "who is later and dearer meets a train that the earlier one cannot wait for",
        TOO_EARLY,
        ask("A>D", depart="2026-12-01", max_wait="10d", pareto=True),
        """
        0.50 | 960:00 | 0 | slow @ 2026-12-01T00:00
        1.30 | 360:00 | 0 | later @ 2026-12-01T00:00, bc @ 2026-12-13T00:00, cd @ 2026-12-15T00:00
        50.00 | 48:00 | 0 | truck @ 2026-12-01T00:00
        """,
    ),
]
