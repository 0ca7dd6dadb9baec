"""Which gateway each inland place ships through best, by what margin, and how contested that is.

An offer of a gateway is what `find --via GATEWAY -k 1` shows first. Without dates the offers to all places come from
a few searches over the ways that pass the gateway; with dates one question after the other is asked.

Logit share of a gateway: exp(-G/s) over the sum of exp(-G/s) of all, G the generalised cost and s the scale, the
difference that changes the odds by a factor e. Source: D. McFadden, "Conditional logit analysis of qualitative
choice behavior", in P. Zarembka (ed.), Frontiers in Econometrics, Academic Press, 1974, pages 105-142.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from math import exp
from typing import NamedTuple

from routeplan.analysis.best import CRITERIA, Desk, Proved, is_plain, multiples, value
from routeplan.analysis.stats import INLAND
from routeplan.analysis.trees import Steps
from routeplan.analysis.ways import UnsettledError, Ways
from routeplan.network.model import LocalMinute, Network, Ratio, Scenario
from routeplan.network.names import kin, members
from routeplan.planning.budget import DEFAULT_LABELS, WIDE_LABELS, Budget, Exhausted
from routeplan.planning.find import bests, find, missing, tariff_of
from routeplan.planning.found import Vector
from routeplan.planning.problem import Problem
from routeplan.planning.request import OBJECTIVES, Request
from routeplan.planning.window import days_of

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
    *,
    labels: int = WIDE_LABELS,
) -> Proved[Contest]:
    """The contest for each place and destination that any gateway serves; `request` says what is shipped and how.

    `labels` limits all searches together. Where they end, contests are left out of which an offer is not known.
    """
    budget = Budget(labels)
    contests: list[Contest] = []
    left = ""
    for number, destination in enumerate(destinations):
        part = budget.part(len(destinations) - number)
        near = kin(network, destination)
        origins = [place for place in places if place not in near]
        desk = Desk(network, scenarios, part)
        asked = request._replace(destination=destination)
        offers = (_along_trees if is_plain(asked) else _asked)(desk, asked, gateways, origins)
        for place in origins:
            try:
                if found := tuple(offers(place)):
                    contests.append(Contest(place, destination, found))
            except Exhausted:
                left = missing(labels, None, network.currency)
        budget.settle(part)
    return Proved.of(contests, left)


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


_Offers = Callable[[str], list[Offer]]
"""What the gateways offer a place. Raises `Exhausted` where that is not known."""


def _along_trees(desk: Desk, request: Request, gateways: Sequence[str], origins: Sequence[str]) -> _Offers:
    """Where figures add up along the way: a search for each gateway and criterion, more for circles."""
    try:
        board = desk.board(request)
    except Exhausted:
        return _nothing
    tariff = tariff_of(desk.network, board, request)
    steps = Steps(board)
    found: dict[tuple[str, str], dict[str, int | None]] = {}
    asked: set[tuple[str, str]] = set()  # gateway and place: to be asked as a question of its own
    searches = [(gateway, criterion) for gateway in gateways for criterion in CRITERIA]
    for number, (gateway, criterion) in enumerate(searches):
        part = desk.budget.part(len(searches) - number)
        figures = found[gateway, criterion] = {}
        inside = members(desk.network, gateway)
        ways = Ways(steps, multiples(criterion, tariff), origins, request.destination, inside)
        with suppress(Exhausted):
            ways.grow(part)
        for place in origins:
            try:
                weight = ways.least(place, part)
            except Exhausted:
                continue
            except UnsettledError:
                asked.add((gateway, place))
                continue
            if weight is None or criterion != "generalised":
                figures[place] = None if weight is None else ways.scale.first(weight)
            else:
                figures[place] = tariff.cents(ways.scale.vector(weight))
        desk.budget.settle(part)

    through = _Through(desk, request, len(asked))

    def offers(place: str) -> list[Offer]:
        offered = []
        for gateway in gateways:
            if (gateway, place) in asked:
                offer = through(place, gateway)
                offered += [offer] if offer is not None else []
                continue
            if any(place not in found[gateway, criterion] for criterion in CRITERIA):
                raise Exhausted
            best = [figure for criterion in CRITERIA if (figure := found[gateway, criterion][place]) is not None]
            if best:
                generalised, cost, time, co2e = best
                offered.append(Offer(gateway, generalised, cost, time, co2e))
        return offered

    return offers


def _nothing(place: str) -> list[Offer]:
    raise Exhausted


def _asked(desk: Desk, request: Request, gateways: Sequence[str], origins: Sequence[str]) -> _Offers:
    """Question by question; those through one gateway to one destination share most of the work."""
    found: dict[str, list[Offer]] = {place: [] for place in origins}
    through = _Through(desk, request, len(gateways) * len(found))
    unknown = set()
    for gateway in gateways:
        for place in found:
            try:
                offer = through(place, gateway)
            except Exhausted:
                unknown.add(place)
            else:
                found[place] += [offer] if offer is not None else []

    def offers(place: str) -> list[Offer]:
        if place in unknown:
            raise Exhausted
        return found[place]

    return offers


class _Through:
    """What gateways offer origins, each as a question of its own."""

    def __init__(self, desk: Desk, request: Request, questions: int) -> None:
        self._desk = desk
        self._request = request
        self._questions = questions

    def __call__(self, origin: str, gateway: str) -> Offer | None:
        """None: there is no way. Raises `Exhausted`."""
        request = self._request
        asked = request._replace(origin=origin, via=(*request.via, gateway), top=1, pareto=False)
        # A hard question may take twice its share, so that it is not answered at the cost of all that follow.
        most = min(DEFAULT_LABELS, 2 * self._desk.budget.left // (self._questions + 1))
        self._questions -= 1
        offer = _single if request.arrive_by is None else _by_date
        return offer(self._desk, asked, gateway, most)


def _single(desk: Desk, request: Request, gateway: str, most: int) -> Offer | None:
    """All four figures from one search for each day on which the cargo may be ready."""
    board = desk.prepare(request)
    tariff = tariff_of(desk.network, board, request)
    days: Iterable[LocalMinute | None] = (request.depart,) if request.depart_until is None else days_of(request)
    vectors: list[Vector] = []
    complete = True
    budget = Budget(min(most, desk.budget.left))
    for day in days:
        problem = Problem(board, request._replace(by="balanced", depart=day, depart_until=None))
        searched = bests(problem, tariff, budget)
        vectors += [one.vector for one in searched.found]
        complete = complete and searched.complete
    desk.budget.settle(budget)
    if not vectors:
        if complete:
            return None
        raise Exhausted
    cost, time, co2e = (min(vector[i] for vector in vectors) for i in range(3))
    return Offer(gateway, min(map(tariff.cents, vectors)), cost, time, co2e, complete)


def _by_date(desk: Desk, request: Request, gateway: str, most: int) -> Offer | None:
    """The same for a delivery by a date: each figure by a question of its own."""
    answers = []
    for by in ("balanced", *OBJECTIVES):
        desk.prepare(request)
        part = Budget(min(most, desk.budget.left) // len(CRITERIA))
        asked = request._replace(by=by)
        answers.append(find(desk.network, desk.scenarios, asked, budget=part, boards=desk.boards, reasons=False))
        desk.budget.settle(part)
    if not all(answer.itineraries for answer in answers):
        if all(answer.complete for answer in answers):
            return None
        raise Exhausted
    first = [answer.itineraries[0] for answer in answers]
    generalised, cost, time, co2e = (value(one, by) for one, by in zip(first, CRITERIA, strict=True))
    return Offer(gateway, generalised, cost, time, co2e, all(answer.complete for answer in answers))
