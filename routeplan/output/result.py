"""What a renderer is given: the answer with the network it is about, and how the page looks."""

from typing import NamedTuple

from routeplan.network.model import Network
from routeplan.planning.itinerary import Answer


class Result(NamedTuple):
    """An answer, the network it was asked of and the ids of the scenarios applied, in order."""

    answer: Answer
    network: Network
    scenarios: tuple[str, ...] = ()


class Look(NamedTuple):
    """How the page looks. `terminal`: somebody is reading; otherwise nothing is cut, wrapped or coloured.

    `width` in columns. `ascii`: the output cannot carry more than ASCII.
    """

    terminal: bool = False
    width: int = 80
    color: bool = False
    ascii: bool = False
    legs: bool = False
