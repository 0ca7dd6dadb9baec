"""From a question to its answer: what is searched for, what is said of the rest, what time and carbon are worth."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import DEFAULT_LABELS, Budget
from routeplan.planning.find import CANDIDATES, MISSING, bests, find, missing, order_of, search_once, tariff_of
from routeplan.planning.itinerary import Answer
from routeplan.planning.problem import Problem
from routeplan.planning.ranking import Tariff
from routeplan.planning.request import OBJECTIVES, Request
from tests.helpers import read
from tests.worked.case import network as worked

FREE = Tariff((0, 1), (0, 1))


def request(**options: Any) -> Request:
    return Request("A", "B", **options)


def ways(more: str, lanes: str = "ab A>B road 1d, rate: 10 USD, distance: 100 km") -> Any:
    return read(worked("A CN\nB CN", lanes, more=more)).record


@pytest.mark.parametrize(
    ("least", "rest"),
    [
        (None, ""),
        ((0, 0), ""),
        ((2, -1), ""),
        ((0, 1), ", but none that costs less than 0.01 USD"),
        ((0, 123_405), ", but none that costs less than 1234.05 USD"),
        ((1, 1), ", but none that takes less than 0 h"),
        ((1, 905), ", but none that takes less than 15 h"),
        ((1, 906), ", but none that takes less than 15.1 h"),
        ((2, 1_099), ", but none that emits less than 1 kg"),
        ((2, 1_100), ", but none that emits less than 1.1 kg"),
    ],
)
def test_what_is_said_of_the_rest(least: tuple[int, int] | None, rest: str) -> None:
    said = missing(500_000, least, "USD")
    assert said == MISSING.format(limit="500,000") + rest


@pytest.mark.parametrize(("top", "looked_at"), [(1, 20), (5, 20), (6, 24)])
def test_the_most_reliable_is_looked_for_among_the_fastest(top: int, looked_at: int) -> None:
    """One lane is the best in everything, so that all others come from the fastest."""
    lanes = [
        f"l{hours} A>B road {hours}h, rate: {hours} USD, distance: {hours} km, co2e: 1 g/tkm" for hours in range(1, 31)
    ]
    net = ways("", "\n".join(lanes))
    asked = request(by="reliability", top=top)
    searched = search_once(Problem(Board(net, (), Terms.of(net, asked)), asked), FREE, Budget())
    assert CANDIDATES == 20
    assert searched.of == len(searched.shown) == looked_at
    assert searched.complete
    assert max(one.vector[1] for one in searched.shown) == 60 * looked_at


def test_the_most_reliable_is_proved_where_both_searches_are() -> None:
    lanes = [f"l{hours} A>B road {hours}h, rate: {hours} USD, distance: 1 km" for hours in range(1, 31)]
    net = ways("", "\n".join(lanes))
    asked = request(by="reliability", top=5)
    problem = Problem(Board(net, (), Terms.of(net, asked)), asked)
    proved = []
    for labels in range(0, 100, 3):
        searched = search_once(problem, FREE, Budget(labels))
        assert searched.complete == (searched.of == 20)
        proved.append(searched.complete)
    assert proved == sorted(proved)
    assert set(proved) == {False, True}


def test_only_the_best_is_labelled() -> None:
    net = ways("", "one A>B road 1h, rate: 1 USD\ntwo A>B road 2h, rate: 2 USD")
    assert [one.labels for one in find(net, (), request(by="time", top=2)).itineraries] == [("fastest",), ()]


def test_none_of_none() -> None:
    answer = find(ways("", "ba B>A road 1h, rate: 1 USD"), (), request())
    assert (answer.itineraries, answer.shown_of, answer.complete) == ((), 0, True)


MANY = "\n".join(
    f"{start}{number} {start}>{end} road {9 - number}h, rate: {number * number} USD, distance: {number + 10} km"
    for start, end in ("AC", "CD", "DB")
    for number in range(1, 9)
)


def cut_short(labels: int, **options: Any) -> Answer:
    net = read(worked("A CN\nB CN\nC CN\nD CN", MANY)).record
    return find(net, (), request(top=1, **options), labels=labels)


@pytest.mark.parametrize("pareto", [False, True])
@pytest.mark.parametrize("depart", [None, 20_789 * 1440])
def test_a_front_cut_short_has_the_best_by_each_criterion(depart: int | None, pareto: bool) -> None:
    whole = cut_short(DEFAULT_LABELS, depart=depart, pareto=pareto)
    assert (whole.complete, whole.missing) == (True, "")
    assert whole.shown_of is not None
    part = cut_short(40, depart=depart, pareto=pareto)
    assert not part.complete
    assert part.shown_of is None
    assert part.missing.startswith(MISSING.format(limit="40") + ", but none that costs less than ")
    assert (len(part.itineraries) > 2) == pareto
    for label in ("cheapest", "fastest"):
        (mine,) = (one for one in part.itineraries if label in one.labels)
        (best,) = (one for one in whole.itineraries if label in one.labels)
        assert (mine.cost_cents, mine.time_min, mine.co2e_g) == (best.cost_cents, best.time_min, best.co2e_g)


@pytest.mark.parametrize("depart", [None, 20_789 * 1440])
def test_the_bests_have_the_least_of_each_and_of_what_they_come_to(depart: int | None) -> None:
    """From A to B by C and D three lanes, each of 8 to 1 hours and 1 to 64 USD; a day is worth 432 USD."""
    net = read(worked("A CN\nB CN\nC CN\nD CN", MANY)).record
    asked = request(depart=depart)
    tariff = Tariff((43_200, 1), (0, 1))
    result = bests(Problem(Board(net, (), Terms.of(net, asked)), asked), tariff, Budget())
    assert result.complete
    vectors = [one.vector for one in result.found]
    assert min(cents for cents, _, _ in vectors) == 300
    assert min(minutes for _, minutes, _ in vectors) == 180
    # An hour less costs 3, 5, 7, ... 17 USD more on each lane, and is worth 18.
    assert min(tariff.cents(vector) for vector in vectors) == 3 * (6400 + 1800)


@pytest.mark.parametrize("by", OBJECTIVES)
def test_figures_are_ordered_by_their_criterion_then_by_all(by: str) -> None:
    vectors = [(2, 1, 3), (1, 2, 3), (1, 3, 2), (2, 1, 2), (3, 2, 1), (3, 1, 2)]
    expected = {
        "cost": [(1, 2, 3), (1, 3, 2), (2, 1, 2), (2, 1, 3), (3, 1, 2), (3, 2, 1)],
        "time": [(2, 1, 2), (2, 1, 3), (3, 1, 2), (1, 2, 3), (3, 2, 1), (1, 3, 2)],
        "co2e": [(3, 2, 1), (1, 3, 2), (2, 1, 2), (3, 1, 2), (1, 2, 3), (2, 1, 3)],
    }
    assert sorted(vectors, key=order_of(by, FREE)) == expected[by]


@pytest.mark.parametrize("by", ["balanced", "reliability"])
def test_figures_are_ordered_by_what_they_come_to_then_by_all(by: str) -> None:
    """A day and a tonne are worth 1440 and a million cents: a minute and a gram are worth a cent."""
    vectors = [(9, 0, 0), (1, 2, 3), (0, 0, 7), (0, 7, 0), (3, 2, 1)]
    expected = [(1, 2, 3), (3, 2, 1), (0, 0, 7), (0, 7, 0), (9, 0, 0)]
    assert sorted(vectors, key=order_of(by, Tariff((1440, 1), (1_000_000, 1)))) == expected


RATES = 'exchange_rates: {as_of: 2026-06-30, CNY: "7.10", EUR: "0.86"}'


@pytest.mark.parametrize(
    ("more", "options", "cents"),
    [
        ("", {}, 0),
        ("carbon_price: {amount: 80.25 USD/t}", {}, 8025),
        (f"carbon_price: {{amount: 76.75 EUR/t}}\n{RATES}", {}, Fraction("7675") / Fraction("0.86")),
        (f"carbon_price: {{amount: 76.75 CNY/t}}\n{RATES}", {}, Fraction("7675") / Fraction("7.10")),
        (f"carbon_price: {{amount: 76.75 USD/t}}\n{RATES}", {}, 7675),
        ("carbon_price: {amount: 80 USD/t}", {"carbon_price": (1000, 3)}, Fraction(1000, 3)),
        ("", {"carbon_price": (1000, 3)}, Fraction(1000, 3)),
    ],
)
def test_what_a_tonne_is_worth(more: str, options: dict[str, Any], cents: Fraction | int) -> None:
    net = ways(more)
    asked = request(**options)
    tariff = tariff_of(net, Board(net, (), Terms.of(net, asked)), asked)
    assert Fraction(*tariff.per_tonne) == cents
    assert find(net, (), asked).tonne_cents == int(cents + Fraction(1, 2))


@pytest.mark.parametrize(
    ("more", "options", "cents"),
    [
        ("", {}, 0),
        ("value_of_time: {amount: 24 USD/TEU/day}", {}, 4800),
        ("value_of_time: {amount: 24 USD/TEU/day}", {"value_of_time": (100, 3)}, Fraction(100, 3)),
        ("value_of_time: {amount: 24 USD/TEU/day}", {"cargo_value": (3_650_000, 1), "capital_rate": (1, 10)}, 1000),
    ],
)
def test_what_a_day_is_worth(more: str, options: dict[str, Any], cents: Fraction | int) -> None:
    net = ways(more)
    asked = request(**options)
    tariff = tariff_of(net, Board(net, (), Terms.of(net, asked)), asked)
    assert Fraction(*tariff.per_day) == cents
    assert find(net, (), asked).day_cents == int(cents + Fraction(1, 2))


@pytest.mark.parametrize(
    ("unpriced", "said"),
    [
        (1, "1 lane without a rate cannot be used: u0"),
        (3, "3 lanes without a rate cannot be used: u0, u1, u2"),
        (4, "4 lanes without a rate cannot be used: u0, u1, u2 ..."),
    ],
)
def test_lanes_without_a_rate(unpriced: int, said: str) -> None:
    lanes = [f"u{number} A>B road 1d, distance: 100 km" for number in range(unpriced)]
    net = ways("", "\n".join(["ab A>B road 1d, rate: 10 USD, distance: 100 km", *lanes]))
    assert said in find(net, (), request()).warnings


def test_what_counted_as_nothing_is_said() -> None:
    assert (
        "A: no handling known for origin>road, counted as no time and no cost" in find(ways(""), (), request()).warnings
    )


READY = 20_789 * 1440


@pytest.mark.parametrize(
    ("options", "stages"),
    [
        ({}, ["compile", "bounds", "search", "rank"]),
        ({"by": "time"}, ["compile", "bounds", "search", "rank"]),
        ({"depart": READY}, ["compile", "bounds", "search", "rank"]),
        ({"arrive_by": READY}, ["search", "rank"]),
        ({"depart": READY, "depart_until": READY + 1440}, ["search", "rank"]),
    ],
)
def test_each_stage_is_heard_of(options: dict[str, Any], stages: list[str]) -> None:
    heard: list[str] = []
    answer = find(ways(""), (), request(**options), done=heard.append)
    assert heard == stages
    assert len(answer.itineraries) == 1
    assert (answer.itineraries[0].window is not None) == ("depart_until" in options)


def test_what_goods_cost_on_the_way_is_said_where_their_value_is() -> None:
    """A day of 36,500 USD at a tenth a year costs ten."""
    (one,) = find(ways(""), (), request(cargo_value=(3_650_000, 1), capital_rate=(1, 10))).itineraries
    assert one.carrying_cents == 1000
    (one,) = find(ways(""), (), request()).itineraries
    assert one.carrying_cents is None
