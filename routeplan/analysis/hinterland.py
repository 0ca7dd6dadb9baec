"""Which gateway each inland place ships through best, by what margin, and how contested that is.

An offer of a gateway is what `find --via GATEWAY -k 1` shows first. Without dates the offers to all places come from
a few searches over the ways that pass the gateway; with dates one question after the other is asked.

Logit share of a gateway: exp(-G/s) over the sum of exp(-G/s) of all, G the generalised cost and s the scale, the
difference that changes the odds by a factor e. Source: D. McFadden, "Conditional logit analysis of qualitative
choice behavior", in P. Zarembka (ed.), Frontiers in Econometrics, Academic Press, 1974, pages 105-142.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp
from operator import itemgetter
from typing import NamedTuple

from routeplan.analysis.best import CRITERIA, Desk, value
from routeplan.analysis.stats import INLAND
from routeplan.analysis.ways import Steps, UnsettledError, Ways, Weigh
from routeplan.network.model import Network, Ratio, Scenario
from routeplan.network.names import kin, members
from routeplan.planning.budget import DEFAULT_LABELS, Budget
from routeplan.planning.find import find, k_best, search_once, tariff_of
from routeplan.planning.pricing import half_up
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request

CONTESTED = (1, 20)
"""Within 5 % of the best a gateway is in the contest."""


class Offer(NamedTuple):
    """The best through one gateway by each criterion: cents, cents, minutes, grams; `complete`: all of them proved."""

    gateway: str
    generalised_cents: int
    cost_cents: int
    time_min: int
    co2e_g: int
    complete: bool = True


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
    offers = _asked(desk, request) if _restricted(request) else _undated(desk, request)
    contests = []
    for destination in destinations:
        near = kin(network, destination)
        origins = [place for place in places if place not in near]
        through = [offers(gateway, destination, origins) for gateway in gateways]
        for place in origins:
            found = tuple(offered[place] for offered in through if place in offered)
            if found:
                contests.append(Contest(place, destination, found))
    return tuple(contests)


def standings(
    network: Network, contests: Sequence[Contest], gateways: Sequence[str], scale_cents: int | None = None
) -> tuple[Standing, ...]:
    """How each gateway fares."""
    found = []
    for gateway in gateways:
        counts = dict.fromkeys(("captive", "contested", "lost"), 0)
        teu = dict.fromkeys(counts, 0.0)
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


_Offers = Callable[[str, str, Sequence[str]], dict[str, Offer]]
"""What a gateway offers origins on the way to a destination."""


def _restricted(request: Request) -> bool:
    """Whether more than figures that add up decides which ways there are."""
    dated = request.depart is not None or request.arrive_by is not None
    return dated or request.max_transfers is not None or bool(request.via or request.prefer or request.ride)


def _undated(desk: Desk, request: Request) -> _Offers:
    board = desk.board(request)
    tariff = tariff_of(desk.network, board, request)
    weights: list[Weigh] = [lambda vector: tariff.generalised(vector)[0]]
    weights += [itemgetter(0), itemgetter(1), itemgetter(2)]
    steps = [Steps(board, weigh) for weigh in weights]
    asked = _asked(desk, request)

    def offers(gateway: str, destination: str, origins: Sequence[str]) -> dict[str, Offer]:
        inside = members(desk.network, gateway)
        ways = [Ways(one, inside, destination) for one in steps]
        found: dict[str, Offer] = {}
        for origin in origins:
            try:
                best = [way for one in ways if (way := one.best(origin)) is not None]
            except UnsettledError:
                found |= asked(gateway, destination, (origin,))
                continue
            if best:
                weight, cost, time, co2e = best
                generalised = half_up(weight, tariff.generalised((0, 0, 0))[1])
                found[origin] = Offer(gateway, generalised, cost, time, co2e)
        return found

    return offers


def _asked(desk: Desk, request: Request) -> _Offers:
    """Question by question."""
    single = _spanning if request.depart_until is not None or request.arrive_by is not None else _single

    def offers(gateway: str, destination: str, origins: Sequence[str]) -> dict[str, Offer]:
        through = request._replace(destination=destination, via=(*request.via, gateway), top=1, pareto=False)
        best = {origin: single(desk, through._replace(origin=origin), gateway) for origin in origins}
        return {origin: offer for origin, offer in best.items() if offer is not None}

    return offers


def _single(desk: Desk, request: Request, gateway: str) -> Offer | None:
    """All four figures from the front of one search."""
    board = desk.board(request)
    tariff = tariff_of(desk.network, board, request)
    problem = Problem(board, request._replace(by="balanced"))
    searched = search_once(problem, tariff, Budget(DEFAULT_LABELS))
    vectors = [one.vector for one in searched.front]
    if not vectors:
        return None
    cost, time, co2e = (min(vector[i] for vector in vectors) for i in range(3))
    if not searched.complete:
        # Where the front was cut short, the best by one criterion is mostly found all the same.
        alone = [k_best(problem, by, 1, Budget(DEFAULT_LABELS)).found for by in OBJECTIVES]
        cost, time, co2e = (
            min([least, *(one.vector[i] for one in alone[i])]) for i, least in enumerate((cost, time, co2e))
        )
    return Offer(gateway, min(map(tariff.cents, vectors)), cost, time, co2e, searched.complete)


def _spanning(desk: Desk, request: Request, gateway: str) -> Offer | None:
    """The same, where the ready time is open: each figure by a question of its own."""
    answers = [find(desk.network, desk.scenarios, request._replace(by=by)) for by in ("balanced", *OBJECTIVES)]
    if not all(answer.itineraries for answer in answers):
        return None
    first = [answer.itineraries[0] for answer in answers]
    generalised, cost, time, co2e = (value(one, by) for one, by in zip(first, CRITERIA, strict=True))
    return Offer(gateway, generalised, cost, time, co2e, all(answer.complete for answer in answers))
