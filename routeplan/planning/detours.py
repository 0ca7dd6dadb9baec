"""Every arc by the detour it makes: what it adds to the bounds of the state it leaves, by each criterion on its own.

Bounds are known only as far as they have been asked for. Of an arc that leads beyond that, it is known how much it
adds at least; what it does add is found out when a search cannot do without it.
"""

from __future__ import annotations

from routeplan.planning.bounds import FAR
from routeplan.planning.found import DELIVERED, Vector
from routeplan.planning.problem import Problem

Detour = tuple[int, int, int, int, int]
"""Cents, minutes and grams added, lane, next state or DELIVERED; where the next state is VAGUE or below, at least so
much is added by the arc that is so many after the first."""

VAGUE = DELIVERED - 1


class Detours:
    """Those of one question."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._mesh = problem.mesh
        self._bits = problem.mesh.tag_bits
        self._nearest = problem.nearest(0), problem.nearest(1), problem.nearest(2)
        self._rows: dict[int, list[Detour]] = {}

    def bound(self, state: int) -> Vector | None:
        """The least cents, minutes and grams from a state that a search has come to; None where there is no way."""
        cost, time, co2e = (nearest.keys[state] for nearest in self._nearest)
        return None if cost >= FAR else (cost >> self._bits, time >> self._bits, co2e >> self._bits)

    def row(self, state: int) -> list[Detour]:
        """Those out of a state, and its delivery, the cheapest first."""
        row = self._rows.get(state)
        if row is None:
            row = self._rows[state] = self._row(state)
        return row

    def _row(self, state: int) -> list[Detour]:
        bound = self.bound(state)
        assert bound is not None
        least_cents, least_minutes, least_grams = bound
        costs, times, co2es = (nearest.keys for nearest in self._nearest)
        most_cost, most_time, most_co2e = (nearest.limit for nearest in self._nearest)
        bits = self._bits
        last = self._mesh.place[state] == self._problem.only_destination
        arcs = () if last else self._mesh.arcs(state)
        row = [
            (
                cents + (cost >> bits) - least_cents,
                minutes + (time >> bits) - least_minutes,
                grams + (co2e >> bits) - least_grams,
                lane,
                following,
            )
            for cents, minutes, grams, lane, following in arcs
            if (cost := costs[following]) <= most_cost
            and (time := times[following]) <= most_time
            and (co2e := co2es[following]) <= most_co2e
        ]
        if len(row) < len(arcs):
            nowhere = FAR if self._nearest[0].whole else 2 * FAR
            row += [
                (
                    cents + (min(costs[following], most_cost) >> bits) - least_cents,
                    minutes + (min(times[following], most_time) >> bits) - least_minutes,
                    grams + (min(co2es[following], most_co2e) >> bits) - least_grams,
                    lane,
                    VAGUE - i,
                )
                for i, (cents, minutes, grams, lane, following) in enumerate(arcs)
                if (costs[following] > most_cost or times[following] > most_time or co2es[following] > most_co2e)
                and costs[following] < nowhere
            ]
        end = self._problem.ends.get(state)
        if end is not None:
            row.append((end[0] - least_cents, end[1] - least_minutes, end[2] - least_grams, -1, DELIVERED))
        row.sort()
        return row

    def clearer(self, state: int, detour: Detour) -> Detour | None:
        """One of the VAGUE ones out of the state, with one bound more; None where it leads nowhere."""
        position = VAGUE - detour[4]
        following = self._mesh.arcs(state)[position][4]
        for nearest in self._nearest:
            if nearest.keys[following] > nearest.limit:
                nearest.reach((following,))
                break
        return self._detour(state, position)

    def _detour(self, state: int, position: int) -> Detour | None:
        cents, minutes, grams, lane, following = self._mesh.arcs(state)[position]
        added = []
        to = following
        for weight, nearest in zip((cents, minutes, grams), self._nearest, strict=True):
            key = nearest.keys[following]
            rest = key >> self._bits
            if key > nearest.limit:
                if nearest.whole:
                    return None
                rest, to = nearest.radius, VAGUE - position
            added.append(weight + rest - (nearest.keys[state] >> self._bits))
        cost, time, co2e = added
        return cost, time, co2e, lane, to
