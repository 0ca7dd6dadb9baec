"""What a map shows, in plain words and degrees: lines, places, groups to switch on and off, details of each step.

Made from an answer by `answer` and `surveys`, from a network by `whole`; drawn by the other files here. Every text is
harmless for terminals already; whoever writes it into a page escapes it.
"""

from __future__ import annotations

from typing import NamedTuple

from routeplan.errors import UsageError
from routeplan.network.model import Network, Place
from routeplan.units import quote

Point = tuple[float, float]
WAITING, HANDLING, STORAGE = "waiting", "handling", "storage"


class Line(NamedTuple):
    """A lane on the map. `groups` are numbers of groups it belongs to, `steps` the details it opens."""

    mode: str
    points: tuple[Point, ...]
    title: str
    groups: tuple[int, ...]
    steps: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A place on the map. `role` is origin, destination or ""; `must` says that its name may not be left out."""

    name: str
    lon: float
    lat: float
    title: str
    groups: tuple[int, ...]
    role: str = ""
    must: bool = False
    steps: tuple[str, ...] = ()


class Step(NamedTuple):
    """A leg or a stay in words: a heading and rows of name and value."""

    id: str
    heading: str
    rows: tuple[tuple[str, str], ...]


class Span(NamedTuple):
    """A piece of the timeline; `what` is a mode, waiting, handling or storage."""

    what: str
    start_min: int
    minutes: int
    step: str
    title: str


class Group(NamedTuple):
    """What is switched on and off together: an itinerary with its timeline, or the lanes of a mode."""

    title: str
    note: str
    spans: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()


class Picture(NamedTuple):
    """`groups_are` names the groups: itineraries, modes. `notes` are lines below everything."""

    title: str
    subtitle: str
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    groups: tuple[Group, ...]
    groups_are: str
    notes: tuple[str, ...] = ()


def known_place(network: Network, id: str) -> Place:
    place = network.places.get(id)
    if place is None:
        raise UsageError(f"the network has no place {quote(str(id))}", help="name the network of the answer with -n")
    return place


def position(place: Place) -> Point:
    return place.lon[0] / place.lon[1], place.lat[0] / place.lat[1]
