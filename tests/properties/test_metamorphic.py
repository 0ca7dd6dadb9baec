"""Changes of a network that change its answers in a known way, or not at all."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import routeplan

QUICK = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
MODES = ("rail", "sea", "road", "barge")

lanes = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(MODES),
        st.integers(0, 30),
        st.integers(1, 20),
        st.integers(1, 40),
    ).filter(lambda row: row[0] != row[1]),
    min_size=1,
    max_size=14,
)
Row = tuple[int, int, str, int, int, int]
"""From, to, mode, price, hours, kilometres."""


def text(rows: list[Row], names: list[str], order: list[int] | None = None, scale: int = 1, extra: str = "") -> str:
    places = [
        f"  {n}: {{country: CN, kind: city, lat: {10 + i}, lon: 100, timezone: Asia/Shanghai}}\n"
        for i, n in enumerate(names)
    ]
    lines = [
        f"  - {{id: l{i:02}, from: {names[a]}, to: {names[b]}, mode: {mode}, rate: {scale * price} USD, transit: {hours}h, "
        f"distance: {km} km}}\n"
        for i, (a, b, mode, price, hours, km) in enumerate(rows)
    ]
    if order is not None:
        places = places[::-1]
        lines = [lines[i] for i in order]
    head = (
        "routeplan: 1\ncurrency: USD\nco2e: {rail: 22 g/tkm, sea: 9 g/tkm, road: 80 g/tkm, barge: 30 g/tkm}\n"
        f"handling: {{rail>sea: {{time: 3h, cost: {scale * 7} USD}}, road>rail: {{time: 2h}}}}\n"
    )
    return head + "places:\n" + "".join(places) + extra + "lanes:\n" + "".join(lines)


NAMES = [f"P{i}" for i in range(6)]
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"by": "cost", "top": 6},
    {"by": "time", "top": 6},
    {"by": "co2e", "top": 6},
    {"pareto": True},
    {"by": "cost", "top": 3, "depart": "2026-03-02"},
    {"pareto": True, "depart": "2026-03-02"},
)


def figures(network: str, start: str = "P0", end: str = "P1", **question: Any) -> list[tuple[int, int, int]]:
    found = routeplan.read_network_text(network).find(start, end, now="2026-03-01", **question)
    return [(one.cost_cents, one.time_min, one.co2e_g) for one in found]


def document(network: str, **question: Any) -> Any:
    answer = routeplan.read_network_text(network).find("P0", "P1", now="2026-03-01", **question).to_dict()
    del answer["network"]["digest"]
    return answer


@QUICK
@given(lanes, st.randoms(use_true_random=False))
def test_the_order_of_lanes_and_places_means_nothing(rows: list[Row], rng: Any) -> None:
    order = list(range(len(rows)))
    rng.shuffle(order)
    for question in QUESTIONS:
        one, other = document(text(rows, NAMES), **question), document(text(rows, NAMES, order), **question)
        one["warnings"], other["warnings"] = sorted(one["warnings"]), sorted(other["warnings"])
        assert one == other


@QUICK
@given(lanes)
def test_names_mean_nothing(rows: list[Row]) -> None:
    renamed = ["Q9", "A1", "zz", "m_m", "x-1", "B0"]
    for question in QUESTIONS:
        assert figures(text(rows, NAMES), **question) == figures(text(rows, renamed), "Q9", "A1", **question)


@QUICK
@given(lanes)
def test_prices_scale(rows: list[Row]) -> None:
    for question in QUESTIONS:
        plain = figures(text(rows, NAMES), **question)
        scaled = figures(text(rows, NAMES, scale=3), **question)
        assert scaled == [(3 * cost, time, co2e) for cost, time, co2e in plain]


@QUICK
@given(lanes)
def test_a_place_nobody_reaches_changes_nothing(rows: list[Row]) -> None:
    extra = "  Lonely: {country: CN, kind: city, lat: 1, lon: 1, timezone: Asia/Shanghai}\n"
    for question in QUESTIONS:
        assert figures(text(rows, NAMES), **question) == figures(text(rows, NAMES, extra=extra), **question)


@QUICK
@given(lanes, st.integers(0, 13))
def test_a_lane_worse_than_another_adds_no_vector(rows: list[Row], which: int) -> None:
    a, b, mode, price, hours, km = rows[which % len(rows)]
    more = [*rows, (a, b, mode, price + 1, hours + 1, km + 1)]
    for question in ({"pareto": True}, {"pareto": True, "depart": "2026-03-02"}):
        assert figures(text(rows, NAMES), **question) == figures(text(more, NAMES), **question)


@QUICK
@given(lanes, st.integers(0, 13))
def test_one_lane_more_never_makes_the_best_worse_and_one_dearer_never_better(rows: list[Row], which: int) -> None:
    dearer = list(rows)
    a, b, mode, price, hours, km = rows[which % len(rows)]
    dearer[which % len(rows)] = (a, b, mode, price + 5, hours, km)
    for index, by in enumerate(("cost", "time", "co2e")):
        whole = figures(text(rows, NAMES), by=by, top=1)
        fewer = figures(text(rows[:-1], NAMES), by=by, top=1) if len(rows) > 1 else []
        if fewer:
            assert whole[0][index] <= fewer[0][index]
        assert not whole or whole[0][index] <= figures(text(dearer, NAMES), by=by, top=1)[0][index]


@QUICK
@given(lanes)
def test_there_and_back(rows: list[Row]) -> None:
    """Without handling, every way has the same figures when all lanes are turned round."""
    turned = [(b, a, mode, price, hours, km) for a, b, mode, price, hours, km in rows]
    bare = text(rows, NAMES).replace("rail>sea: {time: 3h, cost: 7 USD}, road>rail: {time: 2h}", "rail>sea: {time: 0h}")
    bare_turned = text(turned, NAMES).replace(
        "rail>sea: {time: 3h, cost: 7 USD}, road>rail: {time: 2h}", "rail>sea: {time: 0h}"
    )
    for question in QUESTIONS[:4]:
        assert figures(bare, **question) == figures(bare_turned, "P1", "P0", **question)


@QUICK
@given(lanes, st.integers(0, 13))
def test_a_lane_in_two_pieces_is_the_same_lane(rows: list[Row], which: int) -> None:
    """Pieces of the same mode through a place of their own, where changing costs nothing."""
    at = which % len(rows)
    a, b, mode, price, hours, km = rows[at]
    names = [*NAMES, "Half"]
    pieces = [*rows[:at], (a, 6, mode, price, hours, km), *rows[at + 1 :], (6, b, mode, 0, 0, 0)]
    network = text(pieces, names)
    assert figures(network, by="cost", top=1) == figures(text(rows, NAMES), by="cost", top=1)


@QUICK
@given(lanes)
def test_totals_are_the_sums_of_their_parts(rows: list[Row]) -> None:
    for question in QUESTIONS:
        for one in routeplan.read_network_text(text(rows, NAMES)).find("P0", "P1", now="2026-03-01", **question):
            assert one.cost_cents == sum(leg.cost_cents for leg in one.legs) + sum(
                stay.handling_cents + stay.storage_cents for stay in one.stays
            )
            assert one.co2e_g == sum(leg.co2e_g for leg in one.legs) + sum(stay.co2e_g for stay in one.stays)
            places = [one.legs[0].lane.from_place, *(leg.lane.to_place for leg in one.legs)]
            assert len(set(places)) == len(places)
            assert all(here.lane.to_place == there.lane.from_place for here, there in zip(one.legs, one.legs[1:]))


@QUICK
@given(lanes)
def test_a_filter_never_adds(rows: list[Row]) -> None:
    network = routeplan.read_network_text(text(rows, NAMES))
    every = {tuple(leg.lane.id for leg in one.legs) for one in network.find("P0", "P1", by="cost", top=1000)}
    for more in ({"avoid": "P3"}, {"mode": "rail,sea"}, {"max_transfers": 1}, {"via": "P2"}, {"avoid": "mode:road"}):
        some = {tuple(leg.lane.id for leg in one.legs) for one in network.find("P0", "P1", by="cost", top=1000, **more)}
        assert some <= every
