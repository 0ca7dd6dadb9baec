"""Answers as JSON on one line each, for many: a leg or a stay that was written before is not written anew."""

from __future__ import annotations

from typing import Any

from routeplan.network.model import Lane, Network
from routeplan.output.json import Figure, Parts, document, dumps, moments, of_leg, of_stay
from routeplan.output.result import Result
from routeplan.planning.itinerary import Leg, Stay
from routeplan.planning.kept import Kept

LEGS_KEPT, STAYS_KEPT = 4096, 4096
"""About a kilobyte each."""


class Scribe:
    """Writes what `output.json` says of an answer, to the byte."""

    def __init__(self, ascii: bool) -> None:
        self._ascii = ascii
        self._parts = Parts(self._leg, self._stay)
        # With the lane, so that its identity is not given to another one.
        self._legs: Kept[tuple[Any, ...], tuple[Lane, str, str]] = Kept(LEGS_KEPT)
        self._undated: Kept[tuple[Any, ...], tuple[Lane, Figure]] = Kept(LEGS_KEPT)
        self._stays: Kept[tuple[Any, ...], Figure] = Kept(STAYS_KEPT)

    def line(self, about: dict[str, Any], result: Result) -> str:
        """The document with what else is said about it in front."""
        return self.write({**about, **document(result, self._parts)}) + "\n"

    def write(self, value: Any) -> str:
        """JSON text on one line."""
        return dumps(value, ascii=self._ascii)

    def _leg(self, leg: Leg, network: Network) -> Figure:
        if leg.depart_min is None:
            key = id(leg.lane), leg[1:]
            return self._undated.of(key, lambda: (leg.lane, Figure(self.write(of_leg(leg, network)))))[1]
        dated = self.write(moments(leg, network))[1:-1]

        def written() -> tuple[Lane, str, str]:
            before, _, after = self.write(of_leg(leg, network)).partition(dated)
            return leg.lane, before, after

        _, before, after = self._legs.of((id(leg.lane), leg[1:3], leg[7:]), written)
        return Figure(f"{before}{dated}{after}")

    def _stay(self, stay: Stay, network: Network) -> Figure:
        key = stay._replace(begin_min=None)
        return self._stays.of(key, lambda: Figure(self.write(of_stay(stay, network))))
