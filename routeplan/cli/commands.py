"""The commands by name, in the order help shows them. A command is a line here and one file with COMMAND and run()."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

COMMANDS = {
    "find": "Find itineraries: what each costs, how long it takes, what it emits.",
    "compare": "Compare today's network with scenarios: what appears, vanishes and changes.",
    "batch": "Answer a sheet of shipments, one question a row; options are defaults for all rows.",
    "reach": "List everything that can be reached within a time or a budget, with the best time, cost and CO2e.",
    "hinterland": "Find which gateway each inland place ships through best, by what margin, and how contested it is.",
    "allocate": "Send many shipments at the least total cost over departures with capacity and fixed costs.",
    "check": "Report every fault of a network, with file, line, column and what to write.",
    "explain": "Explain a code such as RP201: cause, example, fix. Without a code, list them all.",
    "places": "List the places of the network, all of them or those a word is found in.",
    "lanes": "List the lanes of the network; every filter named must hold. --critical: those that everything hangs on.",
    "scenarios": "List the scenarios of the network: which are on by default, and what each changes.",
    "sources": "List the sources of the network and how many records cite each.",
    "stats": "Count places by kind and lanes by mode, and rank the gateways by their hinterland.",
    "map": "Draw itineraries on a map: an HTML page that needs nothing else, SVG or PNG.",
    "export": "Write the network as a graph, a rate sheet or lines for a map.",
    "import": "Turn a rate sheet (CSV or XLSX, one row a lane) into lanes; those in the file already are updated.",
    "init": "Write a commented overlay to begin with, for use with --with.",
    "add-lane": "Add a lane to a network file, touching nothing else in it.",
    "schema": "Print the JSON Schema of network files, for editors that complete and check them.",
    "completion": "Print the completion script of a shell: places by code and name, lanes, scenarios, options.",
    "man": "Print the manual page.",
}
"""What each does, in one line. The help of all stands here, so that showing it loads no command."""


def load(name: str) -> ModuleType:
    """The file of a command."""
    file = "import_sheet" if name == "import" else name.replace("-", "_")  # import is a word of Python
    return import_module(f"routeplan.cli.{file}")
