"""How long something takes, as a quantile function: the share of cases u (0 to 1) -> minutes.

Two families, each fixed by the figures a planner has; z(u) is the quantile of the standard normal distribution,
and Z = z(0.9) = 1.2816.

**Quantiles** p10 <= p50 <= p90 (`transit: {typical: 12d, p90: 18d}`): a shifted log-normal through all three,

    t(u) = p50 + b (r^(z(u)/Z) - 1),   r = (p90 - p50) / (p50 - p10),   b = (p90 - p50) / (r - 1).

For r = 1 that is the normal distribution t = p50 + (p90 - p50) z/Z. Without p10 it is taken half as far below
p50 as p90 lies above (r = 2, b = p90 - p50); without p90 as far above as p10 lies below (r = 1). Where p10
equals p50 the early half takes p50 exactly and the late half has r = 2; p90 equal to p50 is its mirror image.
Nothing is faster than half of p50, or than p10 where that is less. By hand: 12 d and 18 d give
t(0.975) = 12 + 6 (2^(1.96/1.2816) - 1) = 23.3 d.

**Punctuality** (`on_time: 65%, late: 5d`): the share `on_time` takes the planned time, the others an
exponentially distributed delay more (a gamma distribution of shape 1), with the mean `late`,

    t(u) = planned for u <= on_time, else planned - late ln((1 - u) / (1 - on_time)).

Both grow with u, so more delay is never sooner for the same luck. What has no figures takes its planned time.
"""

from __future__ import annotations

from typing import NamedTuple

Z90 = 1.2815515655446004
"""The 90 % quantile of the standard normal distribution."""


class Quantiles(NamedTuple):
    """Minutes below which one, five and nine in ten cases lie, ascending; see the module for the fit."""

    p10: float
    p50: float
    p90: float
    least: float  # nothing is faster


class Punctual(NamedTuple):
    """Planned minutes, the share from 0 to 1 that keeps them, and the mean delay of the others."""

    planned: float
    on_time: float
    late: float


Spread = Quantiles | Punctual | None
"""None: always what was planned."""


def through(p50: int, p10: int | None, p90: int | None) -> Quantiles | None:
    """The fit through the quantiles given; None where there is no spread in them."""
    if p10 is None and p90 is None:
        return None
    least = p50 / 2 if p10 is None else min(p50 / 2, p10)
    late = (p50 - p10 if p10 is not None else 0) if p90 is None else max(0, p90 - p50)
    early = late / 2 if p10 is None else p50 - p10
    return Quantiles(p50 - early, p50, p50 + late, least) if early or late else None


def punctual(planned: int, on_time: tuple[int, int], late: int) -> Punctual | None:
    """The delays of those that are late; None where nobody is."""
    if on_time[0] >= on_time[1] or not late:
        return None
    return Punctual(planned, on_time[0] / on_time[1], late)
