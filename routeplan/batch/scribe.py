"""Answers as JSON on one line each, for many: a leg or a stay that was written before is not written anew."""

from __future__ import annotations

from typing import Any

from routeplan.network.model import Lane, Network
from routeplan.output.json import Figure, Parts, document, dumps, moments, of_leg, of_stay
from routeplan.output.result import Result
from routeplan.planning.itinerary import Leg, Stay

LEGS_KEPT, STAYS_KEPT = 4096, 4096
"""About a kilobyte each."""


class Scribe:
    """Writes what `output.json` says of an answer, to the byte."""

    def __init__(self, ascii: bool) -> None:
        self._ascii = ascii
        self._parts = Parts(self._leg, self._stay)
        # With the lane, so that its identity is not given to another one.
        self._legs: dict[tuple[Any, ...], tuple[Lane, str, str]] = {}
        self._stays: dict[tuple[Any, ...], Figure] = {}

    def line(self, about: dict[str, Any], result: Result) -> str:
        """The document with what else is said about it in front."""
        return self.write({**about, **document(result, self._parts)}) + "\n"

    def write(self, value: Any) -> str:
        """JSON text on one line."""
        return dumps(value, ascii=self._ascii)

    def _leg(self, leg: Leg, network: Network) -> Figure:
        dated = self.write(moments(leg, network))[1:-1]
        key = (id(leg.lane), leg[1:3], leg[7:])
        known = self._legs.pop(key, None)
        if known is None:
            before, _, after = self.write(of_leg(leg, network)).partition(dated)
            known = leg.lane, before, after
            if len(self._legs) >= LEGS_KEPT:
                del self._legs[next(iter(self._legs))]
        self._legs[key] = known
        return Figure(f"{known[1]}{dated}{known[2]}")

    def _stay(self, stay: Stay, network: Network) -> Figure:
        key = stay._replace(begin_min=None)
        known = self._stays.pop(key, None)
        if known is None:
            known = Figure(self.write(of_stay(stay, network)))
            if len(self._stays) >= STAYS_KEPT:
                del self._stays[next(iter(self._stays))]
        self._stays[key] = known
        return known
