"""What the command line takes: one table of options for the quick parser, Typer and the docs.

Every value arrives as text and is understood by whoever uses it, so both parsers mean the same.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

Values = Mapping[str, Any]
"""Values by name: text or None for an option, a tuple of texts for a repeatable one, a bool for a flag."""


class Option(NamedTuple):
    """An option. Without a `metavar` it is a flag; given twice the last counts, unless `many`."""

    flags: tuple[str, ...]
    help: str
    metavar: str = ""
    many: bool = False

    @property
    def name(self) -> str:
        """Its key among the values: `--max-wait` is max_wait, `--with` is with_ as in Python."""
        name = self.flags[-1].lstrip("-").replace("-", "_")
        return name + "_" if name in ("with", "from") else name

    @property
    def default(self) -> Any:
        return () if self.many else None if self.metavar else False


class Argument(NamedTuple):
    """A word without a dash in front. Only the last one may be optional or repeatable."""

    metavar: str
    help: str
    required: bool = True
    many: bool = False

    @property
    def name(self) -> str:
        return self.metavar.lower()

    @property
    def default(self) -> Any:
        return () if self.many else None


class Command(NamedTuple):
    name: str
    arguments: tuple[Argument, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]


NETWORK = Option(
    ("-n", "--network"),
    "Network file or folder; - reads standard input. Default: $ROUTEPLAN_NETWORK, else the bundled network.",
    "PATH",
)
WITH = Option(
    ("--with",),
    "Apply a scenario, or lay an overlay file over the network. Repeatable.",
    "FILE-OR-SCENARIO",
    True,
)
WITHOUT = Option(("--without",), "Leave out a scenario that is active. Repeatable.", "SCENARIO", True)
OUTPUT = Option(("-o", "--output"), "Write to a file, all of it or nothing, instead of standard output.", "FILE")
COLOR = Option(("--color",), "auto, always or never. NO_COLOR and TERM=dumb are heeded.", "WHEN")
NO_CACHE = Option(("--no-cache",), "Read the files anew, without the compiled form of the network.")
QUIET = Option(("-q", "--quiet"), "No warnings on standard error.")


def list_format(*formats: str) -> Option:
    return Option(("-f", "--format"), f"{', '.join(formats[:-1])} or {formats[-1]}.", "FORMAT")
