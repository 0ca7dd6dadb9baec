"""What an answer rests on: how much of its cost and time is reported, derived, estimated, and the oldest figure.

A leg counts by the confidence of its lane: rate, surcharges, transit, cutoff, the wait for the departure and for
an empty container. Handling, delay and storage that a place states itself count by the confidence of the place; a
network-wide default is an estimate for any one place. What states no confidence is unsaid.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from routeplan.network.model import CONFIDENCES, Network
from routeplan.planning.itinerary import Itinerary

GRADES = (*CONFIDENCES, "unsaid")
Shares = tuple[int, ...]


class Provenance(NamedTuple):
    """`cost` and `time` in thousandths for each of GRADES, adding up to 1000; empty where there is nothing to share.

    `oldest`: the earliest year, or year and month, in the periods of the lanes and places used; "" where none is
    stated. A period covers all figures of its record, so the figure itself may be younger.
    """

    cost: Shares
    time: Shares
    oldest: str


_Part = tuple[str, int, int, str]
"""Confidence, cents, minutes and period of what costs or takes something."""


def provenance(itineraries: Sequence[Itinerary], network: Network) -> Provenance:
    """What these itineraries rest on, taken together; `network` is the one they were found in."""
    cents = dict.fromkeys(GRADES, 0)
    minutes = dict.fromkeys(GRADES, 0)
    dates: set[str] = set()
    for itinerary in itineraries:
        for confidence, price, time, period in _parts(itinerary, network):
            grade = confidence or "unsaid"
            cents[grade] += price
            minutes[grade] += time
            dates.update(_dates(period))
    return Provenance(_shares(cents.values(), 1000), _shares(minutes.values(), 1000), min(dates, default=""))


def weakest(itinerary: Itinerary) -> str:
    """The confidence of its weakest leg: estimate, "" where one says nothing, derived, reported."""
    said = {leg.lane.confidence for leg in itinerary.legs}
    return next(grade for grade in ("estimate", "", "derived", "reported") if grade in said)


def _parts(itinerary: Itinerary, network: Network) -> list[_Part]:
    """Every stay and leg with what it costs and takes; together the cost and the time of the itinerary."""
    parts: list[_Part] = []
    for stay in itinerary.stays:
        place = network.places[stay.place]
        own = stay.handling in [handling.pair for handling in place.handling]
        if own:
            parts.append((place.confidence, stay.handling_cents, stay.handling_min, place.period))
        elif stay.handling in network.handling:
            parts.append(("estimate", stay.handling_cents, stay.handling_min, ""))
        if stay.storage_cents or stay.delay_min:
            parts.append((place.confidence, stay.storage_cents, stay.delay_min, place.period))
    for stay, leg in zip(itinerary.stays, itinerary.legs, strict=False):
        time = stay.empty_wait_min + stay.wait_min + leg.transit_min
        parts.append((leg.lane.confidence, leg.cost_cents, time, leg.lane.period))
    return parts


def _shares(amounts: Iterable[int], whole: int) -> Shares:
    """What each amount is of the sum; running totals are rounded, so that the shares add up to the whole."""
    amounts = tuple(amounts)
    total = sum(amounts)
    if total <= 0:
        return ()
    shares, running, given = [], 0, 0
    for amount in amounts:
        running += amount
        upto = (2 * whole * running + total) // (2 * total)
        shares.append(upto - given)
        given = upto
    return tuple(shares)


@lru_cache(maxsize=1024)
def _dates(period: str) -> tuple[str, ...]:
    """Years, and years with months, in a period as written: `2018 to 2021-05` has 2018 and 2021-05."""
    return tuple(_each_date(period))


def _each_date(period: str) -> Iterator[str]:
    for word in period.replace(",", " ").split():
        year, _, rest = word.partition("-")
        if len(year) == 4 and year.isdecimal():
            month = rest[:2]
            yield f"{year}-{month}" if month.isdecimal() and 1 <= int(month) <= 12 and len(month) == 2 else year


def in_words(found: Provenance) -> str:
    """`cost 12% reported, 60% derived, 28% estimated; time ...; oldest figure 2019-03`."""
    parts = [
        f"{name} {_percentages(shares)}" for name, shares in (("cost", found.cost), ("time", found.time)) if shares
    ]
    if found.oldest:
        parts.append(f"oldest figure {found.oldest}")
    return "; ".join(parts)


def _percentages(shares: Shares) -> str:
    words = ("reported", "derived", "estimated", "unsaid")
    return ", ".join(f"{share}% {word}" for share, word in zip(_shares(shares, 100), words, strict=True) if share)
