"""Being somewhere later that pays. 2026-12-01 is a Tuesday.

At B one can be at 01:00, or for a dollar more at 07:00. The best by each criterion lead elsewhere, so that the later
arrival must be kept for what it is good for alone.
"""

from .case import Case, ask, network

PLACES = "A CN\nB CN\nC CN"


def _with(onward: str, more: str = "", later: str = "7h, rate: 11 USD") -> str:
    return network(
        PLACES,
        f"""
        direct A>C sea 80h, rate: 5 USD
        quick A>C road 10h, rate: 100 USD
        early A>B rail 1h, rate: 10 USD
        late A>B rail {later}
        on B>C sea {onward}
        """,
        more,
    )


# Who is at B at 01:00 would wait for 11 hours.
MISSED = _with('5h, rate: 20 USD, departures: {days: [tue], time: "12:00"}').replace("transit: 80h", "transit: 20h")

# Waited for are 42 hours: who is at B at 01:00 would leave at 43:00, five hours before the lane opens.
OPENS = _with("10h, rate: 20 USD, departures: {per_week: 2}, valid: {from: 2026-12-03}")

# The rate falls on the next day.
CHEAPER = _with(
    "10h, rate: 60 USD",
    "scenarios: {cut: {active: true, changes: [{match: {lane: on}, set: {rate: 20 USD}, valid: {from: 2026-12-02}}]}}",
    "25h, rate: 11 USD",
).replace("transit: 10h, rate: 100", "transit: 9h, rate: 100")

QUERY = ask("A>C", depart="2026-12-01", max_wait="10h", pareto=True)

CASES = [
    Case(
        "a departure that is out of reach for who is earlier",
        MISSED,
        QUERY,
        """
        5.00 | 20:00 | 0 | direct @ 2026-12-01T00:00
        31.00 | 17:00 | 0 | late @ 2026-12-01T00:00, on @ 2026-12-01T12:00
        100.00 | 10:00 | 0 | quick @ 2026-12-01T00:00
        """,
    ),
    Case(
        "a lane that has opened by the time of the later departure",
        OPENS,
        QUERY,
        """
        5.00 | 80:00 | 0 | direct @ 2026-12-01T00:00
        31.00 | 59:00 | 0 | late @ 2026-12-01T00:00, on @ 2026-12-03T01:00
        100.00 | 10:00 | 0 | quick @ 2026-12-01T00:00
        """,
    ),
    Case(
        "a rate that has fallen by the time of the later arrival",
        CHEAPER,
        QUERY,
        """
        5.00 | 80:00 | 0 | direct @ 2026-12-01T00:00
        31.00 | 35:00 | 0 | late @ 2026-12-01T00:00, on @ 2026-12-02T01:00
        70.00 | 11:00 | 0 | early @ 2026-12-01T00:00, on @ 2026-12-01T01:00
        100.00 | 9:00 | 0 | quick @ 2026-12-01T00:00
        """,
    ),
]
