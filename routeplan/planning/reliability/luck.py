"""Where the draws come from: one row of luck for each lane and each place, whatever itinerary they are part of.

Common random numbers: the row depends on the seed and the id alone, so a lane meets the same luck in every
itinerary, in every scenario and beside any other lanes; differences between alternatives are differences in fact.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from routeplan.planning.kept import Kept
from routeplan.planning.reliability.distributions import Z90, Punctual, Quantiles, Spread
from routeplan.planning.reliability.normal import normal_quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Minutes = NDArray[np.int64]
    Shares = NDArray[np.float64]


KEPT = 20_000_000
"""Numbers kept, 160 MB; an itinerary of thousands of legs has its rows drawn again, to the same numbers."""


class Luck:
    """A row of `draws` numbers between 0 and 1 for every lane and place, from a seed."""

    def __init__(self, seed: int, draws: int) -> None:
        self.seed = seed
        self.draws = draws
        self._rows: Kept[str, Shares] = Kept(max(1, KEPT // draws))

    def row(self, what: str, id: str) -> Shares:
        """The luck of a lane ("lane") or of the stays at a place ("place"); 0 is the best, 1 the worst."""
        key = f"{self.seed} {what} {id}"
        return self._rows.of(key, lambda: self._drawn(key))

    def _drawn(self, key: str) -> Shares:
        seed = int.from_bytes(sha256(key.encode()).digest()[:16], "big")
        drawn = np.random.Generator(np.random.PCG64(seed)).random(self.draws)
        return np.maximum(drawn, 2.0**-54)  # 0 has no quantile


def minutes(spread: Spread, planned: int, luck: Shares) -> Minutes:
    """Whole minutes, half-up, for each share of luck; see `distributions` for the formulas."""
    if spread is None:
        return np.full(luck.shape, planned, dtype=np.int64)
    taken = _late(spread, luck) if isinstance(spread, Punctual) else _fitted(spread, luck)
    return np.floor(taken + 0.5).astype(np.int64)


def _late(spread: Punctual, luck: Shares) -> Shares:
    beyond = np.minimum((1 - luck) / (1 - spread.on_time), 1.0)
    return spread.planned - spread.late * np.log(beyond)


def _fitted(fit: Quantiles, luck: Shares) -> Shares:
    early, late = fit.p50 - fit.p10, fit.p90 - fit.p50
    z = normal_quantile(luck) / Z90
    if not early:
        taken = fit.p50 + late * (2.0 ** np.maximum(z, 0) - 1)
    elif not late:
        taken = fit.p50 - early * (2.0 ** np.maximum(-z, 0) - 1)
    elif early == late:
        taken = fit.p50 + late * z
    else:
        r = late / early
        taken = fit.p50 + late / (r - 1) * (r**z - 1)
    return np.maximum(taken, fit.least)
