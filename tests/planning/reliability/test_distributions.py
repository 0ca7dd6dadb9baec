"""The fits give back the figures they were made from, and follow the formulas a reader can redo by hand."""

from __future__ import annotations

from math import log
from statistics import NormalDist

import numpy as np
import pytest

from routeplan.planning.reliability.distributions import punctual, through
from routeplan.planning.reliability.luck import minutes
from routeplan.planning.reliability.normal import normal_quantile

DAY = 1440


@pytest.mark.parametrize(
    ("p10", "p50", "p90"),
    [
        (None, 12 * DAY, 18 * DAY),
        (10 * DAY, 12 * DAY, 18 * DAY),
        (8 * DAY, 12 * DAY, 13 * DAY),  # more early than late
        (9 * DAY, 12 * DAY, 15 * DAY),  # symmetric: normal
        (12 * DAY, 12 * DAY, 20 * DAY),  # nobody early
        (9 * DAY, 12 * DAY, 12 * DAY),  # nobody late
        (1 * DAY, 12 * DAY, 13 * DAY),  # some very early
        (None, 0, 3 * DAY),  # a stay that mostly takes no time
        (9 * DAY, 12 * DAY, None),
    ],
)
def test_quantiles_return_the_figures_given(p10: int | None, p50: int, p90: int | None) -> None:
    fit = through(p50, p10, p90)
    wanted = [value for value in (p10, p50, p90) if value is not None]
    shares = [share for share, value in ((0.1, p10), (0.5, p50), (0.9, p90)) if value is not None]
    assert list(minutes(fit, p50, np.array(shares))) == wanted


def test_the_example_of_the_formula_by_hand() -> None:
    # 12 d and 18 d: t(0.975) = 12 + 6 (2^(1.96/1.2816) - 1)
    days = minutes(through(12 * DAY, None, 18 * DAY), 12 * DAY, np.array([0.975]))[0] / DAY
    assert days == pytest.approx(12 + 6 * (2 ** (1.959964 / 1.281552) - 1), abs=0.001)
    assert days == pytest.approx(23.3, abs=0.05)


def test_lateness_has_the_share_and_the_mean_given() -> None:
    late = punctual(10 * DAY, (65, 100), 5 * DAY)
    u = (np.arange(200_000) + 0.5) / 200_000
    taken = minutes(late, 10 * DAY, u)
    assert (taken <= 10 * DAY).mean() == pytest.approx(0.65, abs=1e-4)
    assert (taken[taken > 10 * DAY] - 10 * DAY).mean() == pytest.approx(5 * DAY, rel=1e-3)
    # By hand: of those late, half are more than 5 d x ln 2 late.
    half = minutes(late, 10 * DAY, np.array([0.825]))[0]
    assert half == pytest.approx(10 * DAY + 5 * DAY * log(2), abs=1)


def test_nothing_given_takes_what_was_planned() -> None:
    assert through(600, None, None) is None
    assert through(600, None, 600) is None
    assert punctual(600, (1, 1), 60) is None
    assert punctual(600, (1, 2), 0) is None
    assert set(minutes(None, 600, np.linspace(0.01, 0.99, 9))) == {600}


def test_more_luck_is_never_slower_and_nothing_is_absurdly_fast() -> None:
    u = np.linspace(1e-9, 1 - 1e-9, 5001)
    for fit in (through(600, None, 2000), through(600, 100, 700), through(600, 500, 700), punctual(600, (1, 3), 90)):
        taken = minutes(fit, 600, u)
        assert (np.diff(taken) >= 0).all()
        assert taken[0] >= 100


def test_normal_quantiles_agree_with_the_standard_library() -> None:
    shares = np.array([2.0**-54, 1e-12, 1e-4, 0.05, 0.1, 0.5, 0.9, 0.975, 1 - 1e-9])
    assert normal_quantile(shares) == pytest.approx([NormalDist().inv_cdf(p) for p in shares], rel=1e-12)
