"""Lanes as a shipment sees them: what they come to, and which of them cannot be used."""

from __future__ import annotations

import pytest

from routeplan.errors import NetworkError
from tests.helpers import read
from tests.worked.case import network as worked


@pytest.mark.parametrize(("rate", "cost"), [("100 USD", 10), ("90 USD", 0), ("89.99 USD", None)])
@pytest.mark.parametrize("depart", [None, "2026-12-01"])
def test_a_scenario_may_make_a_leg_cost_nothing_but_not_less(rate: str, cost: float | None, depart: str | None) -> None:
    """With a subsidy of 90 USD."""
    text = worked(
        "A CN\nB CN",
        "ab A>B rail 1d, rate: 120 USD, surcharges: [{name: subsidy, amount: -90 USD}]",
        more=f"scenarios: {{cheap: {{changes: [{{match: {{lane: ab}}, set: {{rate: {rate}}}}}]}}}}",
    )
    if cost is None:
        with pytest.raises(NetworkError, match="lane ab: rate and surcharges for 40HC add up to less than nothing"):
            read(text).find("A", "B", with_=["cheap"], depart=depart)
    else:
        (one,) = read(text).find("A", "B", with_=["cheap"], depart=depart)
        assert one.cost_cents == 100 * cost


def test_a_lane_without_a_rate_is_named_and_not_used() -> None:
    text = worked("A CN\nB CN", "ab A>B rail 1d, rate: 1 USD\nfree A>B road 1d")
    found = read(text).find("A", "B")
    assert [leg.lane.id for one in found for leg in one.legs] == ["ab"]
    assert "1 lane without a rate cannot be used: free" in found.warnings


def test_storage_depends_on_how_long_goods_are_handled_before_they_go_on() -> None:
    """By train 30 h at the port, two days begun; by truck 60 h, three days."""
    text = worked(
        "A CN\nH CN storage: {rate: 10 USD/day}, handling: {rail>sea: {time: 30h}, road>sea: {time: 60h}}\nB CN",
        "train A>H rail 9h, rate: 100 USD\ntruck A>H road 6h, rate: 95 USD\nship H>B sea 4d, rate: 50 USD",
    )
    found = read(text).find("A", "B", by="cost")
    assert [(one.legs[0].lane.id, one.cost_cents, one.storage_cents) for one in found] == [
        ("train", 17_000, 2_000),
        ("truck", 17_500, 3_000),
    ]


@pytest.mark.parametrize("lane", ["a", "b"])
@pytest.mark.parametrize(("now", "later", "depart"), [("10", "100", "2026-12-01"), ("100", "10", "2026-12-08")])
@pytest.mark.parametrize(
    ("by", "field", "unit"), [("cost", "rate", " USD"), ("time", "transit", "h"), ("co2e", "co2e", " g/tkm")]
)
def test_what_a_lane_comes_to_on_another_day_is_no_bound(
    by: str, field: str, unit: str, now: str, later: str, depart: str, lane: str
) -> None:
    """Of two lanes side by side one is best before the 10th or from then on, and the best way while it is."""

    def figures(ends: str, figure: str) -> str:
        at = {"rate": "70 USD", "transit": "70h", "co2e": "70 g/tkm", field: figure + unit}
        return f"{ends} {at['transit']}, rate: {at['rate']}, co2e: {at['co2e']}, distance: 1000 km"

    text = worked(
        "S CN\nA CN\nT CN",
        "\n".join(
            [figures("sa S>A rail", "48"), figures("direct S>T sea", "90")]
            + [figures(f"{id} A>T road", now if id == lane else "70") for id in "ab"]
        ),
        more="scenarios: {turn: {active: true, changes: "
        f"[{{match: {{lane: {lane}}}, valid: {{from: 2026-12-10}}, set: {{{field}: {later}{unit}}}}}]}}}}",
    )
    (one,) = read(text).find("S", "T", by=by, top=1, depart=depart, now="2026-11-21")
    assert [leg.lane.id for leg in one.legs] == ["sa", lane]


@pytest.mark.parametrize(("now", "later", "depart"), [("10", "100", "2026-12-01"), ("100", "10", "2026-12-09")])
def test_what_a_delivery_comes_to_on_another_day_is_no_bound(now: str, later: str, depart: str) -> None:
    handling = "handling: {{road>destination: {{cost: {} USD}}}}"
    text = worked(
        f"S CN\nT CN {handling.format(now)}",
        "truck S>T road 2d, rate: 10 USD\nship S>T sea 2d, rate: 50 USD",
        more="scenarios: {turn: {active: true, changes: "
        f"[{{match: {{place: T}}, valid: {{from: 2026-12-10}}, set: {{{handling.format(later)}}}}}]}}}}",
    )
    (one,) = read(text).find("S", "T", by="cost", top=1, depart=depart, now="2026-11-21")
    assert ([leg.lane.id for leg in one.legs], one.cost_cents) == (["truck"], 2000)
