"""`routeplan explain`: what a code means, what causes it, how to mend it."""

from __future__ import annotations

from routeplan.cli.options import Argument, Command, Values
from routeplan.cli.outcome import Outcome

COMMAND = Command(
    "explain",
    (Argument("CODE", "The code in the brackets of a message.", required=False),),
    (),
    ("routeplan explain RP201", "routeplan explain"),
)


def run(values: Values) -> Outcome:
    from routeplan.network import catalogue

    return Outcome(catalogue.explain(values["code"]))
