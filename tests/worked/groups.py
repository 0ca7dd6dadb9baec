"""Groups of places, members at any depth, and lanes that run both ways."""

from .case import Case, ask, network

# Ports is a group of East and West; West is itself a group of W1 and W2.
PLACES = """
    A CN
    Ports CN
    East CN part_of: Ports
    West CN part_of: Ports
    W1 CN part_of: West
    W2 CN part_of: West
    Z CN
"""

TO_PORTS = network(
    PLACES,
    """
    a-east A>East rail 1h, rate: 40 USD
    a-w1 A>W1 rail 1h, rate: 30 USD
    a-west A>West rail 1h, rate: 20 USD
    a-ports A>Ports rail 1h, rate: 10 USD
    east-z East>Z sea 1h, rate: 4 USD
    w1-z W1>Z sea 1h, rate: 3 USD
    west-z West>Z sea 1h, rate: 2 USD
    ports-z Ports>Z sea 1h, rate: 1 USD
    """,
)

# To W1 by way of East, another member; a lane to the group does not reach a member, nor the other way about.
BETWEEN = network(
    PLACES,
    """
    a-east A>East rail 1h, rate: 40 USD
    east-w1 East>W1 barge 1h, rate: 5 USD
    a-west A>West rail 1h, rate: 20 USD
    w1-z W1>Z sea 1h, rate: 3 USD
    """,
)

# 08:00 in Shanghai is 00:00Z, 08:00 in Madrid is 07:00Z; both vessels at 12:00 of their own place.
ACROSS = network(
    "G CN\nM1 CN part_of: G\nM2 ES part_of: G\nZ CN",
    """
    m1 M1>Z sea 10h, rate: 100 USD, departures: {dates: [2026-12-01T12:00]}
    m2 M2>Z sea 10h, rate: 200 USD, departures: {dates: [2026-12-01T12:00]}
    """,
)

BOTH = network(
    "A CN\nB ES handling: {origin>rail: {time: 1h}}",
    """
    ab A>B rail 10h, rate: 100 USD, cutoff: 2h, both_ways: true, departures: {days: [wed], time: "08:00"}
    - B>A rail 10h, rate: 120 USD, both_ways: true
    """,
)

ROUND = network(
    "A CN\nB CN\nC CN\nD CN",
    """
    ab A>B rail 1h, rate: 10 USD, both_ways: true
    bc B>C rail 1h, rate: 10 USD, both_ways: true
    ca C>A rail 1h, rate: 10 USD, both_ways: true
    cd C>D rail 1h, rate: 10 USD
    """,
)

CASES = [
    Case(
        "to a group: itself or any member",
        TO_PORTS,
        ask("A>Ports"),
        """
        10.00 | 1:00 | 0 | a-ports
        20.00 | 1:00 | 0 | a-west
        30.00 | 1:00 | 0 | a-w1
        40.00 | 1:00 | 0 | a-east
        """,
    ),
    Case(
        "to a group inside a group",
        TO_PORTS,
        ask("A>West"),
        "20.00 | 1:00 | 0 | a-west\n30.00 | 1:00 | 0 | a-w1",
    ),
    Case("to a member", TO_PORTS, ask("A>W1"), "30.00 | 1:00 | 0 | a-w1"),
    Case(
        "from a group: itself or any member",
        TO_PORTS,
        ask("Ports>Z"),
        """
        1.00 | 1:00 | 0 | ports-z
        2.00 | 1:00 | 0 | west-z
        3.00 | 1:00 | 0 | w1-z
        4.00 | 1:00 | 0 | east-z
        """,
    ),
    Case("from a member without a lane", TO_PORTS, ask("W2>Z"), ""),
    Case(
        "via a group",
        TO_PORTS,
        ask("A>Z", via=["West"]),
        "22.00 | 2:00 | 0 | a-west, west-z\n33.00 | 2:00 | 0 | a-w1, w1-z",
    ),
    Case(
        "via a group and a member of it",
        TO_PORTS,
        ask("A>Z", via=["Ports", "W1"]),
        "33.00 | 2:00 | 0 | a-w1, w1-z",
    ),
    Case("via two places that never meet", TO_PORTS, ask("A>Z", via=["East", "West"]), ""),
    Case("via the ends", TO_PORTS, ask("A>West", via=["A", "W1"]), "30.00 | 1:00 | 0 | a-w1"),
    Case(
        "avoiding a group avoids its members",
        TO_PORTS,
        ask("A>Z", avoid=["West"]),
        "11.00 | 2:00 | 0 | a-ports, ports-z\n44.00 | 2:00 | 0 | a-east, east-z",
    ),
    Case("avoiding a group avoids members at any depth", TO_PORTS, ask("A>Z", avoid=["Ports"]), ""),
    Case(
        "avoiding a member leaves the rest of the destination",
        TO_PORTS,
        ask("A>West", avoid=["West", "W2"]),
        "",
    ),
    Case("avoiding one member of the origin", TO_PORTS, ask("West>Z", avoid=["W1"]), "2.00 | 1:00 | 0 | west-z"),
    Case("from member to member takes a lane", BETWEEN, ask("A>Z"), "48.00 | 3:00 | 0 | a-east, east-w1, w1-z"),
    Case(
        # on from East, where the journey could end, to W1, where it may end too
        "through another member of the destination",
        BETWEEN,
        ask("A>Ports"),
        """
        20.00 | 1:00 | 0 | a-west
        40.00 | 1:00 | 0 | a-east
        45.00 | 2:00 | 0 | a-east, east-w1
        """,
    ),
    Case(
        "from a group through another member of it",
        BETWEEN,
        ask("Ports>Z"),
        "3.00 | 1:00 | 0 | w1-z\n8.00 | 2:00 | 0 | east-w1, w1-z",
    ),
    Case(
        # 4 h of waiting and 10 h under way for either; M2 starts 7 h later on the clock of the world
        "ready at the local time of the member that ships",
        ACROSS,
        ask("G>Z", depart="2026-12-01T08:00"),
        """
        100.00 | 14:00 | 0 | m1 @ 2026-12-01T12:00+08:00
        200.00 | 14:00 | 0 | m2 @ 2026-12-01T12:00+01:00
        """,
        {"0.delivered": "2026-12-01T22:00+08:00", "1.delivered": "2026-12-02T05:00+08:00"},
    ),
    Case(
        "ready on a date is midnight at the member that ships",
        ACROSS,
        ask("G>Z", depart="2026-12-01", max_wait="12h"),
        """
        100.00 | 22:00 | 0 | m1 @ 2026-12-01T12:00+08:00
        200.00 | 22:00 | 0 | m2 @ 2026-12-01T12:00+01:00
        """,
    ),
    Case(
        # 1 December 08:00 in Madrid, 1 h of handling, 2 h of cutoff; Wednesday 08:00 in Madrid
        "the way back keeps its timetable in the time of the other end",
        BOTH,
        ask("B>A", depart="2026-12-01T08:00"),
        """
        100.00 | 34:00 | 0 | ab-back @ 2026-12-02T08:00+01:00
        120.00 | 11:00 | 0 | b-a-rail @ 2026-12-01T09:00+01:00
        """,
        {"0.legs.0.from": "B", "0.legs.0.to": "A", "0.arrive": "2026-12-03T01:00+08:00"},
    ),
    Case(
        "the way back of a lane without an id",
        BOTH,
        ask("A>B", depart="2026-12-02T06:00"),
        """
        100.00 | 12:00 | 0 | ab @ 2026-12-02T08:00+08:00
        120.00 | 10:00 | 0 | b-a-rail-back @ 2026-12-02T06:00+08:00
        """,
    ),
    Case(
        "no place is visited twice",
        ROUND,
        ask("A>D", top=9),
        "20.00 | 2:00 | 0 | ca-back, cd\n30.00 | 3:00 | 0 | ab, bc, cd",
    ),
]
