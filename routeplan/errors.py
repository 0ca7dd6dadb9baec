"""What can go wrong: findings about data, refusals, and the exit codes that tell them apart.

Three kinds are never mixed. A *finding* is about the content of a network file; findings are collected and
reported together. A *refusal* (`RoutePlanError`) is one message that stops the run. Everything else is a bug.
"""

from collections.abc import Sequence
from typing import NamedTuple

EXIT_OK = 0
EXIT_NO = 1  # answered, and the answer is no: no itinerary, or `check` found errors
EXIT_USAGE = 2  # the command line is wrong
EXIT_INVALID = 3  # the network is invalid
EXIT_IO = 4  # a file cannot be read or written
EXIT_PARTIAL = 5  # what is printed is valid and says what is missing
EXIT_BUG = 70
EXIT_INTERRUPTED = 130
EXIT_PIPE = 141
EXIT_TERMINATED = 143


class Related(NamedTuple):
    """A second position that a finding speaks of (the first of two equal keys, say)."""

    line: int
    column: int
    length: int
    label: str
    file: str | None = None  # None: the file of the finding
    excerpt: str = ""  # the text of that line


class Finding(NamedTuple):
    """One fault in a network file.

    `line` and `column` count from 1, columns in characters as editors count them; 0 means the whole file.
    `path` leads to the value from the top of the file: keys and list indexes.
    """

    severity: str  # error | warning | info
    code: str  # RP201, an entry of `routeplan explain`
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 1
    help: str = ""
    label: str = ""  # words beside the carets
    path: tuple[str | int, ...] = ()
    related: tuple[Related, ...] = ()
    excerpt: str = ""  # the text of the line


class RoutePlanError(Exception):
    """Anything a user can cause: a code, a message in the user's words, and one line of help."""

    exit_code = EXIT_USAGE
    code = "RP500"

    def __init__(self, message: str, *, help: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        if code:
            self.code = code


class UsageError(RoutePlanError):
    """The question is wrong: an unknown place, an option without a value, two options that exclude each other."""

    exit_code = EXIT_USAGE
    code = "RP501"


class FileError(RoutePlanError):
    """A file cannot be read or written."""

    exit_code = EXIT_IO
    code = "RP601"


class NetworkError(RoutePlanError):
    """A network is invalid; `findings` holds every fault found, in the order of the files."""

    exit_code = EXIT_INVALID
    code = "RP300"

    def __init__(self, message: str, findings: Sequence[Finding] = (), *, help: str = "") -> None:
        super().__init__(message, help=help)
        self.findings = tuple(findings)


class UnitError(ValueError):
    """Text that is not the quantity it should be; `help` says what to write instead."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
