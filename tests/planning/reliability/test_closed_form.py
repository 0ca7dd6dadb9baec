"""Against what can be reckoned on paper: the chance of missing a weekly ship, and when the goods arrive on average."""

from __future__ import annotations

from math import exp
from statistics import NormalDist

import pytest

from tests.planning.reliability.networks import chances, network

# The train leaves on Tuesday 20:00 and is due on Friday 08:00; 6 h of handling and 24 h of cutoff before Sunday 20:00
# leave 30 h to spare.
SPARE_H = 30
WEEK_H = 168
DRAWS = 100_000


def within(value: float, wanted: float, se: float) -> bool:
    return abs(value - wanted) <= 3 * se


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_late_train_misses_the_ship(seed: int) -> None:
    one = chances(network("transit: 60h, on_time: 60%, late: 40h"), draws=DRAWS, seed=seed)["reliability"]
    train, ship = one["connections"]
    assert train["missed"] == 0
    assert within(ship["missed"], 0.4 * exp(-SPARE_H / 40), ship["missed_se"])
    weeks_lost = sum(0.4 * exp(-(SPARE_H + WEEK_H * k) / 40) for k in range(60))
    planned = 14 + 60 + (SPARE_H + 6 + 24) + 720 + 24  # wait for the train, train, port, ship, away
    assert within(one["time_h"]["mean"], planned + WEEK_H * weeks_lost, one["time_h"]["mean_se"])
    # A stay of 60 h is free for 3 d; each week lost makes it 7 d longer and 10 USD a day dearer.
    stored = sum(
        (0.4 * exp(-(SPARE_H + WEEK_H * (k - 1)) / 40) - 0.4 * exp(-(SPARE_H + WEEK_H * k) / 40)) * _mean_storage(k)
        for k in range(1, 30)
    )
    assert one["cost"]["mean"] == pytest.approx(800 + 1800 + 100 + stored, abs=4 * one["cost"]["mean_se"] + 0.5)


def _mean_storage(weeks: int) -> float:
    """Storage when the ship `weeks` later is caught, averaged over how late the train is within that week."""
    steps = 2000
    late_from = SPARE_H + WEEK_H * (weeks - 1)
    total = weight = 0.0
    for step in range(steps):
        late = late_from + WEEK_H * (step + 0.5) / steps
        stay_h = 60 + WEEK_H * weeks - late
        days = max(0, -(-(stay_h - 72) // 24))
        share = exp(-late / 40)
        total += share * 10 * days
        weight += share
    return total / weight


def test_a_train_with_quantiles_misses_the_ship() -> None:
    one = chances(network("transit: {p10: 50h, p50: 60h, p90: 80h}"), draws=DRAWS)["reliability"]
    ship = one["connections"][1]
    # 60 + 20 (2^(z/1.2816) - 1) > 90 where 2^(z/1.2816) > 2.5
    missed = 1 - NormalDist().cdf(1.2815515655 * 1.3219280949)
    assert within(ship["missed"], missed, ship["missed_se"])


def test_lateness_at_sea_moves_the_delivery_alone() -> None:
    text = network(ship="transit: 30d, cutoff: 24h, on_time: 65%, late: 5d")
    one = chances(text, draws=DRAWS, deadline="2027-01-10")
    found = one["reliability"]
    # Planned: 6 January 13:00 in Valencia and a day of handling; the deadline leaves 3 d 10 h 59 min.
    assert one["delivered"] == "2027-01-06T13:00:00+01:00" or one["delivered"].startswith("2027-01-0")
    assert within(found["on_schedule"], 0.65, found["on_schedule_se"])
    assert within(found["time_h"]["mean"], one["time_h"] + 0.35 * 120, found["time_h"]["mean_se"])
    from datetime import datetime

    spare = datetime.fromisoformat("2027-01-10T23:59+01:00") - datetime.fromisoformat(one["delivered"])
    in_time = 1 - 0.35 * exp(-spare.total_seconds() / 3600 / 120)
    assert within(found["in_time"], in_time, found["in_time_se"])
