"""Equal totals, parallel and twin lanes: which itinerary comes first, and which is shown at all."""

from .case import Case, ask, network

DIRECT_OR_NOT = network(
    "A CN\nB CN\nC CN",
    """
    zz A>C rail 12h, rate: 200 USD
    aa A>B rail 6h, rate: 100 USD
    bb B>C rail 6h, rate: 100 USD
    """,
)

TWINS = network(
    "A CN\nB CN",
    """
    b1 A>B rail 6h, rate: 100 USD
    a2 A>B rail 6h, rate: 100 USD
    a10 A>B rail 6h, rate: 100 USD
    B1 A>B rail 6h, rate: 100 USD
    """,
)

# Each lane is 100 km and the cargo 20 t, so 1 g/tkm is 2 kg.
CRITERIA = network(
    "A CN\nB CN",
    """
    p A>B rail 10h, rate: 100 USD, distance: 100 km, co2e: 1 g/tkm
    q A>B rail 9h, rate: 100 USD, distance: 100 km, co2e: 3 g/tkm
    r A>B rail 9h, rate: 100 USD, distance: 100 km, co2e: 2 g/tkm
    s A>B rail 9h, rate: 110 USD, distance: 100 km, co2e: 1 g/tkm
    """,
)

# Trains on 1, 2 and 3 December all meet the one vessel, and nothing is charged for waiting.
EARLIEST = network(
    "A CN\nB CN\nC CN",
    """
    ab A>B rail 6h, rate: 100 USD, departures: {days: [tue, wed, thu], time: "08:00"}
    bc B>C sea 6h, rate: 100 USD, departures: {dates: [2026-12-04T08:00]}
    """,
)

LEG_BY_LEG = network(
    "A CN\nB CN\nC CN",
    """
    a A>B rail 1h, rate: 10 USD
    a-0 A>B rail 1h, rate: 10 USD
    b B>C rail 1h, rate: 10 USD
    Z B>C rail 1h, rate: 10 USD
    """,
)

UNNAMED = network(
    "A CN\nB CN",
    """
    - A>B rail 1h, rate: 10 USD
    - A>B rail 1h, rate: 10 USD
    - A>B sea 1h, rate: 10 USD
    - A>B rail 1h, rate: 9 USD
    """,
)

# From C it is cheapest by sea to B and on by road; whoever was at B before has to take one of three equal barges.
AROUND = network(
    "A CN\nB CN handling: {rail>road: {cost: 500 USD}}\nC CN\nD CN",
    """
    a1 A>B rail 1h, rate: 10 USD
    b1 A>B rail 1h, rate: 10 USD
    bc B>C rail 1h, rate: 10 USD
    cb C>B sea 1h, rate: 10 USD
    bd B>D road 1h, rate: 10 USD
    x C>D barge 1h, rate: 600 USD
    y C>D barge 1h, rate: 600 USD
    z C>D barge 1h, rate: 600 USD
    """,
)

LEAST_ONES = (
    "0.00 | 9:00 | 0.02 | free @ 2026-12-01T00:00",
    "0.01 | 8:00 | 0.001 | cent @ 2026-12-01T00:00",
    "1.00 | 7:00 | 0 | clean @ 2026-12-01T00:00",
)

# 20 t over a km: 0.05 g/tkm is a gram.
LEAST = network(
    "A CN\nB CN",
    """
    free A>B rail 9h, rate: 0 USD, distance: 1 km, co2e: 1 g/tkm
    cent A>B rail 8h, rate: 0.01 USD, distance: 1 km, co2e: 0.05 g/tkm
    clean A>B rail 7h, rate: 1 USD, distance: 1 km, co2e: 0 g/tkm
    """,
)

CASES = [
    *(
        Case(
            f"nothing, and the least there is: by {by}, {'dated' if depart else 'undated'}",
            LEAST,
            ask("A>B", by, **depart),
            "\n".join((LEAST_ONES[number] if depart else LEAST_ONES[number].partition(" @")[0]) for number in order),
        )
        for by, order in (("cost", (0, 1, 2)), ("time", (2, 1, 0)), ("co2e", (2, 1, 0)))
        for depart in ({}, {"depart": "2026-12-01"})
    ),
    Case(
        "equal totals behind a way around",
        AROUND,
        ask("A>D", top=9),
        """
        520.00 | 2:00 | 0 | a1, bd
        520.00 | 2:00 | 0 | b1, bd
        620.00 | 3:00 | 0 | a1, bc, x
        620.00 | 3:00 | 0 | a1, bc, y
        620.00 | 3:00 | 0 | a1, bc, z
        620.00 | 3:00 | 0 | b1, bc, x
        620.00 | 3:00 | 0 | b1, bc, y
        620.00 | 3:00 | 0 | b1, bc, z
        """,
    ),
    Case(
        "equal totals, fewer legs first whatever the ids",
        DIRECT_OR_NOT,
        ask("A>C"),
        """
        200.00 | 12:00 | 0 | zz
        200.00 | 12:00 | 0 | aa, bb
        """,
    ),
    Case(
        "one itinerary for a vector, with fewest legs",
        DIRECT_OR_NOT,
        ask("A>C", pareto=True),
        "200.00 | 12:00 | 0 | zz",
    ),
    Case(
        "twin lanes by id, code point by code point",
        TWINS,
        ask("A>B"),
        """
        100.00 | 6:00 | 0 | B1
        100.00 | 6:00 | 0 | a10
        100.00 | 6:00 | 0 | a2
        100.00 | 6:00 | 0 | b1
        """,
    ),
    Case(
        "of twin lanes the front shows the lowest id",
        TWINS,
        ask("A>B", pareto=True),
        "100.00 | 6:00 | 0 | B1",
    ),
    Case("top cuts between equals", TWINS, ask("A>B", top=2), "100.00 | 6:00 | 0 | B1\n100.00 | 6:00 | 0 | a10"),
    Case(
        "equal cost: time, then CO2e",
        CRITERIA,
        ask("A>B"),
        """
        100.00 | 9:00 | 4 | r
        100.00 | 9:00 | 6 | q
        100.00 | 10:00 | 2 | p
        110.00 | 9:00 | 2 | s
        """,
    ),
    Case(
        "equal time: cost, then CO2e",
        CRITERIA,
        ask("A>B", by="time"),
        """
        100.00 | 9:00 | 4 | r
        100.00 | 9:00 | 6 | q
        110.00 | 9:00 | 2 | s
        100.00 | 10:00 | 2 | p
        """,
    ),
    Case(
        "equal CO2e: cost, then time",
        CRITERIA,
        ask("A>B", by="co2e"),
        """
        100.00 | 10:00 | 2 | p
        110.00 | 9:00 | 2 | s
        100.00 | 9:00 | 4 | r
        100.00 | 9:00 | 6 | q
        """,
    ),
    Case(
        # q is worse than r in CO2e alone; p, r and s each win somewhere
        "front by cost, time, CO2e",
        CRITERIA,
        ask("A>B", pareto=True, top=1),
        """
        100.00 | 9:00 | 4 | r
        100.00 | 10:00 | 2 | p
        110.00 | 9:00 | 2 | s
        """,
    ),
    Case(
        # from 1 December 00:00 to 4 December 14:00 is 86 h whichever train it is
        "equal schedules: earliest departures",
        EARLIEST,
        ask("A>C", depart="2026-12-01"),
        "200.00 | 86:00 | 0 | ab @ 2026-12-01T08:00, bc @ 2026-12-04T08:00",
    ),
    Case(
        "lane ids compare leg by leg",
        LEG_BY_LEG,
        ask("A>C"),
        """
        20.00 | 2:00 | 0 | a, Z
        20.00 | 2:00 | 0 | a, b
        20.00 | 2:00 | 0 | a-0, Z
        20.00 | 2:00 | 0 | a-0, b
        """,
    ),
    Case(
        "lanes without an id are numbered by ends and mode",
        UNNAMED,
        ask("A>B"),
        """
        9.00 | 1:00 | 0 | a-b-rail-3
        10.00 | 1:00 | 0 | a-b-rail
        10.00 | 1:00 | 0 | a-b-rail-2
        10.00 | 1:00 | 0 | a-b-sea
        """,
    ),
]
