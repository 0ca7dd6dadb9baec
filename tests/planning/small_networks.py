"""Small random networks without dates, in which ties, detours and lanes that take nothing are common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from routeplan.network.model import Amount, Factor, Handling, Lane, Network, Place, Transit, Weight
from routeplan.planning.board import Board, Terms
from routeplan.planning.found import Found, Vector
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request

GROUPS = ("G0", "G1")
MODES = ("rail", "sea", "road", "barge")
LARGEST = 7
"""Places up to which there are few enough ways to try them all."""


def small_network(rng: Random) -> Network:
    """Up to nine places, some of them in groups, and up to six lanes for each."""
    ids = [f"P{i}" for i in range(rng.randint(3, 9))]
    modes = rng.sample(MODES, rng.randint(1, 3))
    most = rng.choice((2, 3, 6, 30))
    places = {group: Place(group, group, "XX", "city", (0, 1), (0, 1)) for group in GROUPS}
    for place in ids:
        home = rng.choice((*GROUPS, "", ""))
        places[place] = Place(place, place, "XX", "city", (0, 1), (0, 1), part_of=home, delay_min=rng.choice((0, 5)))

    def price() -> tuple[tuple[str, Amount], ...]:
        return (("", Amount(rng.randint(0, most), 1, "USD")),)

    lanes = {}
    for number in range(rng.randint(len(ids), 6 * len(ids))):
        start, end = rng.sample(ids, 2)
        name = f"{rng.randint(0, 999):03}-{number}"
        transit = Transit(rng.randint(0, most) * rng.choice((0, *[60] * 9)))
        mode, km = rng.choice(modes), rng.randint(0, most)
        lanes[name] = Lane(name, start, end, mode, transit, distance=(km, 1), rate=price())
    pairs = [f"{a}>{b}" for a in ("origin", *modes) for b in (*modes, "destination") if a[0] + b[0] != "od"]
    handling = {pair: Handling(pair, rng.randint(0, most), price()) for pair in pairs if rng.random() < 0.5}
    co2e = {}
    if rng.random() < 0.7:
        co2e = {mode: Factor(rng.randint(0, 3) * 1000, 1, "tkm") for mode in modes}
        grams = Weight(rng.randint(0, 3) * 10_000, 1, "shipment")
        handling = {pair: one._replace(co2e=grams) for pair, one in handling.items()}
    return Network(
        name="",
        currency="USD",
        places=places,
        lanes=lanes,
        handling=handling,
        scenarios={},
        sources={},
        exchange_rates={},
        co2e=co2e,
        digest="",
    )


def small_questions(rng: Random, network: Network, count: int) -> list[Request]:
    """Questions that can be asked of it."""
    ids = list(network.places)
    requests: list[Request] = []
    while len(requests) < count:
        origin, destination = rng.sample(ids, 2)
        if {network.places[origin].part_of, network.places[destination].part_of}.isdisjoint((origin, destination)):
            via = tuple(rng.sample([place for place in ids if place not in GROUPS], rng.choice((0, 0, 0, 1, 2))))
            most = rng.choice((None, None, 0, 1, 2, 4))
            requests.append(
                Request(origin, destination, via=via, max_transfers=most, by="cost", pareto=rng.random() < 0.5)
            )
    return requests


def board_of(network: Network) -> Board:
    """A board of its own."""
    return Board(network, (), Terms.of(network, Request("P0", "P1")))


def few_ways(seeds: Iterable[int]) -> Iterator[tuple[int, Problem]]:
    """The seed and each question of those small networks in which there are few enough ways to try them all.

    Questions share what is known of the way to a destination.
    """
    for seed in seeds:
        rng = Random(seed)
        network = small_network(rng)
        if len(network.places) <= LARGEST:
            board = board_of(network)
            for request in small_questions(rng, network, 6):
                yield seed, Problem(board, request)


def every_way(problem: Problem) -> list[Found]:
    """All itineraries, by figures, number of legs and lanes."""
    found: list[tuple[Vector, int, Found]] = []

    def ride(state: int, sum_of: Vector, lanes: tuple[int, ...], places: tuple[int, ...]) -> None:
        end = problem.ends.get(state)
        if end is not None:
            vector = _add(sum_of, end)
            found.append((vector, len(lanes), Found(lanes, (), places[0], vector)))
        if len(lanes) < problem.most_legs:
            for *weights, lane, following in problem.mesh.arcs(state):
                place = problem.mesh.place[following]
                if place not in places:
                    ride(
                        following, _add(sum_of, (weights[0], weights[1], weights[2])), (*lanes, lane), (*places, place)
                    )

    for state, place, _ in problem.starts:
        ride(state, (0, 0, 0), (), (place,))
    return [one for _, _, one in sorted(found)]


def _add(one: Vector, two: Vector) -> Vector:
    return one[0] + two[0], one[1] + two[1], one[2] + two[2]
