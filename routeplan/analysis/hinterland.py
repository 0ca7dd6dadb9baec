"""Which gateway each inland place ships through best, by what margin, and how contested that is.

An offer of a gateway is what `find --via GATEWAY -k 1` shows first. Offers of all places through one gateway come
from a single backward search over the ways that pass it; where its best way visits a place twice, which an
itinerary may not, the one question is asked anew.

Logit share of a gateway: exp(-G/s) over the sum of exp(-G/s) of all, G the generalised cost and s the scale, the
difference that changes the odds by a factor e. Source: D. McFadden, "Conditional logit analysis of qualitative
choice behavior", in P. Zarembka (ed.), Frontiers in Econometrics, Academic Press, 1974, pages 105-142.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush
from math import exp
from typing import NamedTuple

from routeplan.analysis.best import CRITERIA, Desk, value
from routeplan.analysis.stats import INLAND
from routeplan.network.model import Network, Ratio, Scenario
from routeplan.network.names import members
from routeplan.planning.board import WAYS
from routeplan.planning.find import tariff_of
from routeplan.planning.found import Vector
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request

MOST_PREFIXES = 20_000
"""Prefixes looked at before a single question is asked instead."""
CONTESTED = (1, 20)
"""Within 5 % of the best a gateway is in the contest."""


class Offer(NamedTuple):
    """The best through one gateway by each criterion: cents, cents, minutes, grams."""

    gateway: str
    generalised_cents: int
    cost_cents: int
    time_min: int
    co2e_g: int


class Contest(NamedTuple):
    """One inland place and one destination. `offers`: gateways with a way, in the order asked."""

    place: str
    destination: str
    offers: tuple[Offer, ...]

    def ranked(self, criterion: str = "generalised") -> list[Offer]:
        """The offers, best first; ties in the order the gateways were named."""
        at = 1 + CRITERIA.index(criterion)
        return sorted(self.offers, key=lambda offer: int(offer[at]))

    def winner(self, criterion: str = "generalised") -> str:
        return self.ranked(criterion)[0].gateway

    def margin(self, criterion: str = "generalised") -> int | None:
        """What the second best is behind the best; None where there is one offer only."""
        at = 1 + CRITERIA.index(criterion)
        first, *others = self.ranked(criterion)
        return int(others[0][at]) - int(first[at]) if others else None

    @property
    def rivals(self) -> tuple[str, ...]:
        """The gateways within 5 % of the best generalised cost, the best included."""
        ranked = self.ranked()
        best = ranked[0].generalised_cents
        num, den = CONTESTED
        return tuple(one.gateway for one in ranked if (one.generalised_cents - best) * den <= num * best)

    def shares(self, scale_cents: int) -> dict[str, float]:
        """The logit share of each gateway."""
        best = self.ranked()[0].generalised_cents
        odds = {one.gateway: exp((best - one.generalised_cents) / scale_cents) for one in self.offers}
        total = sum(odds.values())
        return {gateway: odd / total for gateway, odd in odds.items()}


class Standing(NamedTuple):
    """How a gateway fares over all contests: how many, and their TEU a year where places state a demand.

    `captive`: won by more than 5 %, or alone; `contested`: won or lost by less; `lost`: the rest.
    `split_teu`: demand by logit shares, None without a scale.
    """

    gateway: str
    captive: int
    contested: int
    lost: int
    captive_teu: float
    contested_teu: float
    lost_teu: float
    split: float | None
    split_teu: float | None


def inland_places(network: Network, countries: Sequence[str]) -> tuple[str, ...]:
    """Inland places of these countries, in file order."""
    return tuple(p.id for p in network.places.values() if p.kind in INLAND and p.country in countries)


def hinterland(
    network: Network,
    scenarios: Sequence[Scenario],
    request: Request,
    gateways: Sequence[str],
    destinations: Sequence[str],
    places: Sequence[str],
) -> tuple[Contest, ...]:
    """The contest for each place and destination that any gateway serves; `request` says what is shipped and how."""
    desk = Desk(network, scenarios)
    contests = []
    for destination in destinations:
        end = set(members(network, destination))
        origins = [place for place in places if end.isdisjoint(members(network, place))]
        through = {
            gateway: _offers(desk, request._replace(destination=destination, via=(gateway,)), origins, gateway)
            for gateway in gateways
        }
        for place in origins:
            offers = tuple(through[gateway][place] for gateway in gateways if place in through[gateway])
            if offers:
                contests.append(Contest(place, destination, offers))
    return tuple(contests)


def standings(
    network: Network, contests: Sequence[Contest], gateways: Sequence[str], scale_cents: int | None = None
) -> tuple[Standing, ...]:
    """How each gateway fares."""
    found = []
    for gateway in gateways:
        counts, teu = (
            dict.fromkeys(("captive", "contested", "lost"), 0),
            dict.fromkeys(("captive", "contested", "lost"), 0.0),
        )
        split = split_teu = 0.0
        for contest in contests:
            rivals = contest.rivals
            state = "lost" if gateway not in rivals else "contested" if len(rivals) > 1 else "captive"
            demand = _teu(network.places[contest.place].demand)
            counts[state] += 1
            teu[state] += demand
            if scale_cents:
                share = contest.shares(scale_cents).get(gateway, 0.0)
                split, split_teu = split + share, split_teu + share * demand
        found.append(
            Standing(
                gateway,
                counts["captive"],
                counts["contested"],
                counts["lost"],
                teu["captive"],
                teu["contested"],
                teu["lost"],
                split if scale_cents else None,
                split_teu if scale_cents else None,
            )
        )
    return tuple(found)


def _teu(demand: Ratio | None) -> float:
    return demand[0] / demand[1] if demand else 0.0


def _offers(desk: Desk, request: Request, origins: Sequence[str], gateway: str) -> dict[str, Offer]:
    """What the gateway offers each origin."""
    board = desk.board(request)
    if board.dated or not origins:
        return _asked(desk, request, origins, gateway)
    tariff = tariff_of(desk.network, board, request)
    problem = Problem(board, request._replace(origin=origins[0]))
    weigh: dict[str, Callable[[Vector], int]] = {
        "generalised": lambda vector: tariff.generalised(vector)[0],
        "cost": lambda vector: vector[0],
        "time": lambda vector: vector[1],
        "co2e": lambda vector: vector[2],
    }
    ways = _Ways(problem, set(members(desk.network, gateway)))
    values: dict[str, list[int]] = {origin: [] for origin in origins}
    for criterion in CRITERIA:
        onward = ways.backwards(weigh[criterion])
        for origin in origins:
            if len(values[origin]) < CRITERIA.index(criterion):
                continue  # no way, as for the criterion before
            vector = ways.best(board.number_of(origin), onward, weigh[criterion])
            if vector is None:
                continue
            if len(vector) != 3:
                best = desk.best(request._replace(origin=origin), criterion)
                if best is not None:
                    values[origin].append(value(best, criterion))
                continue
            amount = tariff.cents(vector) if criterion == "generalised" else weigh[criterion](vector)
            values[origin].append(amount)
    return {origin: Offer(gateway, *four) for origin, four in values.items() if len(four) == len(CRITERIA)}


def _asked(desk: Desk, request: Request, origins: Sequence[str], gateway: str) -> dict[str, Offer]:
    """The same, question by question."""
    offers = {}
    for origin in origins:
        best = [desk.best(request._replace(origin=origin), criterion) for criterion in CRITERIA]
        if best[0] is not None:
            offers[origin] = Offer(gateway, *(value(one, by) for one, by in zip(best, CRITERIA, strict=True) if one))
    return offers


_Onward = dict[int, tuple[int, int, tuple[int, int, int]]]
"""By state: the least weight to being delivered, the next state (-1: delivered), the vector of that step."""


class _Ways:
    """Every way to one destination that passes the gateway, seen from its end."""

    def __init__(self, problem: Problem, gateway: set[str]) -> None:
        self._problem = problem
        self._layer = len(problem.board.mesh.place)
        board = problem.board
        self._inside = {board.number_of(place) for place in gateway}
        self._into: dict[int, list[tuple[Vector, int]]] = {}
        for met in range(2):
            for at in range(len(board.place_ids) * WAYS):
                state = met * self._layer + at
                for cents, minutes, grams, _, following in problem.mesh.arcs(state):
                    self._into.setdefault(following, []).append(((cents, minutes, grams), state))

    def backwards(self, weigh: Callable[[Vector], int]) -> _Onward:
        """The best step onward from every state."""
        onward: _Onward = {}
        queue = [(weigh(end), state, -1, end) for state, end in self._problem.ends.items()]
        heapify(queue)
        while queue:
            total, state, following, vector = heappop(queue)
            if state in onward:
                continue
            onward[state] = (total, following, vector)
            for step, before in self._into.get(state, ()):
                if before not in onward:
                    heappush(queue, (total + weigh(step), before, state, step))
        return onward

    def best(self, origin: int, onward: _Onward, weigh: Callable[[Vector], int]) -> Vector | tuple[()] | None:
        """The figures of the best way from the origin; () where it visits a place twice, None where there is none."""
        met = int(origin in self._inside)
        ways = []
        for cents, minutes, grams, lane, arrived in self._problem.board.departing(origin):
            following = self._problem.state_after(met, lane, arrived)
            if following in onward:
                vector = (cents, minutes, grams)
                ways.append((weigh(vector) + onward[following][0], vector, following))
        if not ways:
            return None
        _, vector, state = min(ways)
        total = [*vector]
        visited = {origin}
        while state >= 0:
            place = state % self._layer // WAYS
            if place in visited:
                return self._around(origin, onward, weigh)
            visited.add(place)
            _, state, step = onward[state]
            total = [a + b for a, b in zip(total, step, strict=True)]
        return total[0], total[1], total[2]

    def _around(self, origin: int, onward: _Onward, weigh: Callable[[Vector], int]) -> Vector | tuple[()] | None:
        """The same, among the ways that visit no place twice: prefixes in the order of what they come to at best."""
        problem = self._problem
        # (weight at best, a number that settles ties, weight so far, vector so far, state, visited)
        queue: list[tuple[int, int, int, Vector, int, tuple[int, ...]]] = []
        pushed = 0

        def push(weight: int, vector: Vector, state: int, visited: tuple[int, ...]) -> None:
            nonlocal pushed
            if state in onward:
                pushed += 1
                heappush(queue, (weight + onward[state][0], pushed, weight, vector, state, visited))

        met = int(origin in self._inside)
        for cents, minutes, grams, lane, arrived in problem.board.departing(origin):
            step = (cents, minutes, grams)
            push(weigh(step), step, problem.state_after(met, lane, arrived), (origin,))
        while queue:
            _, _, weight, vector, state, visited = heappop(queue)
            if state < 0:
                return vector
            if pushed > MOST_PREFIXES:
                return ()
            place = state % self._layer // WAYS
            if place in visited:
                continue
            visited = (*visited, place)
            end = problem.ends.get(state)
            if end is not None:
                total = weight + weigh(end)
                pushed += 1
                delivered = (vector[0] + end[0], vector[1] + end[1], vector[2] + end[2])
                heappush(queue, (total, pushed, total, delivered, -1, visited))
            for cents, minutes, grams, _, following in problem.mesh.arcs(state):
                if following % self._layer // WAYS not in visited:
                    step = (cents, minutes, grams)
                    further = (vector[0] + cents, vector[1] + minutes, vector[2] + grams)
                    push(weight + weigh(step), further, following, visited)
        return None
