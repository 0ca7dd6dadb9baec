"""What a question takes, whoever asks: a network read, the scenarios that hold, the answer.

The command line and the library both come through here. `find` loads this instead of the library, whose classes it has
no use for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from routeplan.errors import FileError, Finding
from routeplan.network.model import Network, Scenario

if TYPE_CHECKING:
    from routeplan.planning.itinerary import Answer
    from routeplan.planning.request import Request

STDIN = "-"


def bundled_path() -> str:
    """Where the bundled network lies: inside the installed package, or beside it in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    for folder in (os.path.join(package, "_networks"), os.path.join(os.path.dirname(package), "networks")):
        if os.path.isdir(folder):
            return folder
    raise FileError("the bundled network is missing", help="reinstall routeplan, or name a network with --network")


def load(paths: Sequence[str], stdin: bytes | None = None, cache: bool = True) -> tuple[Network, tuple[Finding, ...]]:
    """The network of these files and folders, later laid over earlier, with the warnings of reading.

    `-` among the paths is what `stdin` holds. With `cache`, the compiled form is used where it is current;
    that never changes the answer. Raises `NetworkError` with every fault, or `FileError`.
    """
    if cache:
        from routeplan.network import store

        return store.load(paths, stdin=stdin)
    from routeplan.network import reading

    return reading.read_network(paths, stdin=stdin)


def plan(
    network: Network,
    scenarios: Sequence[Scenario],
    request: Request,
    labels: int | None = None,
    done: Callable[[str], None] | None = None,
) -> Answer:
    """The answer to a request, the scenarios applied in their order; `labels` limit the search.

    `done` hears of each stage as it ends.
    """
    from routeplan.planning.budget import DEFAULT_LABELS
    from routeplan.planning.find import find

    return find(network, tuple(scenarios), request, labels=labels or DEFAULT_LABELS, done=done)


def select_scenarios(network: Network, with_: Sequence[str] = (), without: Sequence[str] = ()) -> tuple[Scenario, ...]:
    """The scenarios that hold: the active ones but for `without`, then each of `with_`."""
    from routeplan.network.scenarios import select

    return select(network, with_, without)
