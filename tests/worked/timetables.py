"""Days, dates, every so many days, so many a week; validity; and clocks that change.

Madrid: 2026-03-29 02:00 -> 03:00 and 2026-10-25 03:00 -> 02:00. New York: 2026-03-08 and 2026-11-01.
Nuuk: 2026-03-28 23:00 -> 00:00, so that the last hour of a Saturday is missing.
Almaty went from +06:00 to +05:00 at the end of 2024-02-29. 2026-12-01 is a Tuesday.
"""

from .case import Case, ask, network


def lane(fields: str, country: str = "CN", to: str = "", transit: str = "1h") -> str:
    return network(f"A {country}\nB {to or country}", f"ab A>B rail {transit}, rate: 100 USD, {fields}")


ALL_DAYS = "days: [mon, tue, wed, thu, fri, sat, sun]"
VALID = lane(f'departures: {{{ALL_DAYS}, time: "23:59"}}, valid: {{from: 2026-12-03, until: 2026-12-04}}')
VALID_FREE = network(
    "A CN handling: {origin>rail: {time: 6h}}\nB CN",
    "ab A>B rail 1h, rate: 100 USD, cutoff: 2h, valid: {from: 2026-12-03, until: 2026-12-04}",
)
EVERY = lane("departures: {every: 10d, starting: 2026-11-25T08:00}")
WEEK_IN_MADRID = lane("departures: {every: 7d, starting: 2026-03-24T08:00}", "ES")
DATES = lane("departures: {dates: [2026-12-03T08:00, 2026-12-02T08:00, 2026-12-02T08:00]}")


def one_date(date: str, country: str) -> str:
    return lane(f"departures: {{dates: [{date}]}}", country)


CASES = [
    # 168 h / 3 / 2 = 28 h, after a cutoff of 12 h
    Case(
        "undated: cutoff and half the headway",
        lane('cutoff: 12h, departures: {days: [mon, wed, fri], time: "20:00"}'),
        ask("A>B"),
        "100.00 | 41:00 | 0 | ab",
        {"0.legs.0.wait": 2400, "0.legs.0.depart": None, "0.delivered": None},
    ),
    # two days: 168 h / 2 / 2
    Case(
        "undated: a repeated day counts once",
        lane('departures: {days: [mon, mon, thu], time: "20:00"}'),
        ask("A>B"),
        "100.00 | 43:00 | 0 | ab",
    ),
    # 10080 / 11 / 2 = 458.18 min
    Case("undated: eleven a week", lane("departures: {per_week: 11}"), ask("A>B"), "100.00 | 8:38 | 0 | ab"),
    # 10080 / 64 / 2 = 78.75 min
    Case(
        "undated: half-up to the minute",
        lane("departures: {per_week: 64}"),
        ask("A>B"),
        "100.00 | 2:19 | 0 | ab",
    ),
    # 10080 / 32 / 2 = 157.5 min
    Case(
        "undated: half a minute goes up",
        lane("departures: {per_week: 32}"),
        ask("A>B"),
        "100.00 | 3:38 | 0 | ab",
    ),
    Case("undated: every ten days", EVERY, ask("A>B"), "100.00 | 121:00 | 0 | ab"),
    Case("undated: dates alone are not usable", DATES, ask("A>B"), ""),
    Case("undated: a lane that leaves when ready", lane("cutoff: 2h"), ask("A>B"), "100.00 | 3:00 | 0 | ab"),
    Case(
        # 28 h, whatever the longest wait
        "dated: per week waits half the headway all the same",
        lane("cutoff: 12h, departures: {per_week: 3}"),
        ask("A>B", depart="2026-12-01T08:00", max_wait="1h"),
        "100.00 | 41:00 | 0 | ab @ 2026-12-03T00:00",
    ),
    Case(
        "dated: leaves when ready, after the cutoff",
        lane("cutoff: 2h"),
        ask("A>B", depart="2026-12-01T08:00", max_wait="0h"),
        "100.00 | 3:00 | 0 | ab @ 2026-12-01T10:00",
    ),
    Case(
        "dated: dates in any order, even twice",
        DATES,
        ask("A>B", depart="2026-12-01T08:00"),
        "100.00 | 25:00 | 0 | ab @ 2026-12-02T08:00",
    ),
    Case("dated: after the last date", DATES, ask("A>B", depart="2026-12-03T08:01"), ""),
    # 25 November, 5 December
    Case(
        "every: counted from the start",
        EVERY,
        ask("A>B", depart="2026-12-01T08:00"),
        "100.00 | 97:00 | 0 | ab @ 2026-12-05T08:00",
    ),
    Case(
        "every: the start is the first departure",
        EVERY,
        ask("A>B", depart="2026-11-20T08:00"),
        "100.00 | 121:00 | 0 | ab @ 2026-11-25T08:00",
    ),
    Case("every: none before the start", EVERY, ask("A>B", depart="2026-11-20T08:00", max_wait="4d"), ""),
    Case(
        # a week later on the clock is 167 h
        "every: days on the local clock",
        WEEK_IN_MADRID,
        ask("A>B", depart="2026-03-24T08:01"),
        "100.00 | 167:59 | 0 | ab @ 2026-03-31T08:00+02:00",
    ),
    Case(
        "days are those of the place",
        # Sunday 23:30 in New York is Monday in UTC
        lane('departures: {days: [sun], time: "23:30"}', "US"),
        ask("A>B", depart="2026-12-01"),
        "100.00 | 144:30 | 0 | ab @ 2026-12-06T23:30-05:00",
    ),
    Case(
        "valid: from its first day",
        VALID,
        ask("A>B", depart="2026-12-01"),
        "100.00 | 72:59 | 0 | ab @ 2026-12-03T23:59",
    ),
    Case(
        "valid: to its last day",
        VALID,
        ask("A>B", depart="2026-12-04"),
        "100.00 | 24:59 | 0 | ab @ 2026-12-04T23:59",
    ),
    Case("valid: not after it", VALID, ask("A>B", depart="2026-12-05"), ""),
    Case(
        "valid, undated: today is the first day",
        VALID,
        ask("A>B", now="2026-12-03"),
        "100.00 | 13:00 | 0 | ab",
    ),
    Case(
        "valid, undated: today is the last day",
        VALID,
        ask("A>B", now="2026-12-04"),
        "100.00 | 13:00 | 0 | ab",
    ),
    Case("valid, undated: today is before", VALID, ask("A>B", now="2026-12-02"), ""),
    Case("valid, undated: today is after", VALID, ask("A>B", now="2026-12-05"), ""),
    # ready 15:59, cutoff to 23:59 on the 4th
    Case(
        "valid: a lane that leaves when ready, on the last minute",
        VALID_FREE,
        ask("A>B", depart="2026-12-04T15:59"),
        "100.00 | 9:00 | 0 | ab @ 2026-12-04T23:59",
    ),
    Case(
        "valid: a lane that leaves when ready, a minute late",
        VALID_FREE,
        ask("A>B", depart="2026-12-04T16:00"),
        "",
    ),
    Case(
        "valid: a lane that leaves when ready is not held back",
        VALID_FREE,
        ask("A>B", depart="2026-12-02T15:59"),
        "",
    ),
    Case(
        "valid: ready the day before, leaves on the first day",
        VALID_FREE,
        ask("A>B", depart="2026-12-02T16:00"),
        "100.00 | 9:00 | 0 | ab @ 2026-12-03T00:00",
    ),
    Case(
        # half of 168 h from 1 December 00:00 is 4 December 12:00
        "valid: per week, by the expected departure",
        lane("departures: {per_week: 1}, valid: {from: 2026-12-04, until: 2026-12-04}"),
        ask("A>B", depart="2026-12-01"),
        "100.00 | 85:00 | 0 | ab @ 2026-12-04T12:00",
    ),
    Case(
        "valid: per week, expected after the last day",
        lane("departures: {per_week: 1}, valid: {until: 2026-12-03}"),
        ask("A>B", depart="2026-12-01"),
        "",
    ),
    Case(
        # 2026-12-03T02:00+08:00 is 2 December in UTC
        "valid: the date is that of the place",
        lane(f'departures: {{{ALL_DAYS}, time: "02:00"}}, valid: {{from: 2026-12-03}}'),
        ask("A>B", depart="2026-12-01"),
        "100.00 | 51:00 | 0 | ab @ 2026-12-03T02:00+08:00",
    ),
    # 00:00+01:00 to 02:30+01:00 is 2 h 30, and 1 h under way
    Case(
        "Madrid in March: 02:30 does not exist and is 03:30",
        one_date("2026-03-29T02:30", "ES"),
        ask("A>B", depart="2026-03-29"),
        "100.00 | 3:30 | 0 | ab @ 2026-03-29T03:30+02:00",
        {"0.arrive": "2026-03-29T04:30+02:00"},
    ),
    # 00:00+02:00 to 02:30+02:00
    Case(
        "Madrid in October: the first of two 02:30",
        one_date("2026-10-25T02:30", "ES"),
        ask("A>B", depart="2026-10-25"),
        "100.00 | 3:30 | 0 | ab @ 2026-10-25T02:30+02:00",
        {"0.arrive": "2026-10-25T02:30+01:00"},
    ),
    Case(
        "New York in March: 02:30 does not exist",
        one_date("2026-03-08T02:30", "US"),
        ask("A>B", depart="2026-03-08"),
        "100.00 | 3:30 | 0 | ab @ 2026-03-08T03:30-04:00",
    ),
    Case(
        "New York in November: the first of two 01:30",
        one_date("2026-11-01T01:30", "US"),
        ask("A>B", depart="2026-11-01"),
        "100.00 | 2:30 | 0 | ab @ 2026-11-01T01:30-04:00",
        {"0.arrive": "2026-11-01T01:30-05:00"},
    ),
    Case(
        "Almaty in 2024: the first of two 23:30",
        one_date("2024-02-29T23:30", "KZ"),
        ask("A>B", depart="2024-02-29T23:00"),
        "100.00 | 1:30 | 0 | ab @ 2024-02-29T23:30+06:00",
        {"0.arrive": "2024-02-29T23:30+05:00"},
    ),
    Case(
        # ready 02:30+02:00, the first; a departure at 03:00+01:00 is 1 h 30 later
        "ready in a doubled hour is the first of the two",
        one_date("2026-10-25T03:00", "ES"),
        ask("A>B", depart="2026-10-25T02:30"),
        "100.00 | 2:30 | 0 | ab @ 2026-10-25T03:00+01:00",
    ),
    Case(
        # 02:30+01:00 = 03:30+02:00
        "ready in an hour that does not exist",
        lane("cutoff: 0h", "ES"),
        ask("A>B", depart="2026-03-29T02:30"),
        "100.00 | 1:00 | 0 | ab @ 2026-03-29T03:30+02:00",
    ),
    # from 08:00+01:00 to 08:00+02:00 there are 23 h
    Case(
        "the longest wait is elapsed time: 23 h",
        one_date("2026-03-29T08:00", "ES"),
        ask("A>B", depart="2026-03-28T08:00", max_wait="23h"),
        "100.00 | 24:00 | 0 | ab @ 2026-03-29T08:00+02:00",
    ),
    Case(
        "the longest wait is elapsed time: a minute less",
        one_date("2026-03-29T08:00", "ES"),
        ask("A>B", depart="2026-03-28T08:00", max_wait="22h 59min"),
        "",
    ),
    Case(
        "the longest wait is elapsed time: 25 h in October",
        one_date("2026-10-25T08:00", "ES"),
        ask("A>B", depart="2026-10-24T08:00", max_wait="1d"),
        "",
    ),
    Case(
        # at 01:00Z on Sunday 29 March the clock goes from Saturday 23:00-02:00 to Sunday 00:00-01:00: the train of
        # Saturday 23:30 leaves at 01:30Z, 20 minutes after the goods are ready on Sunday
        "Nuuk in March: Saturday 23:30 does not exist and is Sunday 00:30",
        lane('departures: {days: [sat], time: "23:30"}', "GL"),
        ask("A>B", depart="2026-03-29T00:10"),
        "100.00 | 1:20 | 0 | ab @ 2026-03-29T00:30-01:00",
    ),
    *(
        Case(
            f"a lane that leaves when ready, valid {valid}, on {day}",
            lane(f"valid: {{{valid}}}"),
            ask("A>B", depart=day),
            f"100.00 | 1:00 | 0 | ab @ {day}T00:00" if runs else "",
        )
        for valid, day, runs in (
            ("from: 2026-12-03", "2026-12-02", False),
            ("from: 2026-12-03", "2026-12-03", True),
            ("until: 2026-12-03", "2026-12-03", True),
            ("until: 2026-12-03", "2026-12-04", False),
        )
    ),
    Case(
        # 22:00+01:00 and 6 h
        "transit is elapsed time",
        lane(f'departures: {{{ALL_DAYS}, time: "22:00"}}', "ES", transit="6h"),
        ask("A>B", depart="2026-03-28T12:00"),
        "100.00 | 16:00 | 0 | ab @ 2026-03-28T22:00+01:00",
        {"0.arrive": "2026-03-29T05:00+02:00"},
    ),
    Case(
        # the stay at B is 23 h, not 24: free; by the clock of the wall it would be a day
        "free time is elapsed time",
        network(
            "A ES\nB ES storage: {free: 23h, rate: 100 USD/container/day}\nC ES",
            """
            ab A>B road 6h, rate: 10 USD
            bc B>C rail 1h, rate: 10 USD, departures: {dates: [2026-03-29T12:00]}
            """,
        ),
        ask("A>C", depart="2026-03-28T06:00"),
        "20.00 | 30:00 | 0 | ab @ 2026-03-28T06:00+01:00, bc @ 2026-03-29T12:00+02:00",
    ),
    Case(
        # Shanghai 08:00+08:00 + 1 h = 01:00Z = 02:00+01:00
        "arrival in the time of the other end",
        lane("cutoff: 0h", "CN", "ES"),
        ask("A>B", depart="2026-12-01T08:00"),
        "100.00 | 1:00 | 0 | ab @ 2026-12-01T08:00+08:00",
        {"0.arrive": "2026-12-01T02:00+01:00", "0.delivered": "2026-12-01T02:00+01:00"},
    ),
]
