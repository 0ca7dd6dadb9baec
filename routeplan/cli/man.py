"""`routeplan man`: the manual page, made from the same table as the help."""

from __future__ import annotations

from routeplan.cli.commands import COMMANDS, load
from routeplan.cli.options import OUTPUT, Command, Option, Values
from routeplan.cli.outcome import Outcome

COMMAND = Command(
    "man",
    (),
    (OUTPUT,),
    (
        "routeplan man | man -l -",
        "routeplan man -o ~/.local/share/man/man1/routeplan.1",
    ),
)

_EXIT_CODES = (
    ("0", "answered"),
    ("1", "answered, and the answer is no: no itinerary, or check found errors"),
    ("2", "the command line is wrong"),
    ("3", "the network is invalid"),
    ("4", "a file cannot be read or written"),
    ("5", "partial: what is printed is valid and says what is missing"),
    ("70", "a bug in routeplan"),
    ("130, 141, 143", "interrupted, pipe closed, terminated"),
)
_ENVIRONMENT = (
    ("ROUTEPLAN_NETWORK", "The network to use where -n names none."),
    ("NO_COLOR", "No colour where set and not empty."),
    ("COLUMNS", "Width of tables."),
    ("XDG_CACHE_HOME", "Where the compiled form of a network is kept, in routeplan/."),
    ("ROUTEPLAN_DEBUG", "1 shows the traceback of a bug."),
)


def run(values: Values) -> Outcome:
    return Outcome(page(), output=values["output"])


def page() -> str:
    """The page in roff, for man(1)."""
    from routeplan.version import __version__

    lines = [
        f'.TH ROUTEPLAN 1 "" "routeplan {__version__}" "User Commands"',
        ".SH NAME",
        "routeplan \\- cost, time and CO2e of intermodal freight routes",
        ".SH SYNOPSIS",
        ".B routeplan",
        "COMMAND [ARGUMENTS] [OPTIONS]",
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        lines += _command(load(name).COMMAND)
    lines.append(".SH EXIT STATUS")
    lines += [line for code, text in _EXIT_CODES for line in _entry(code, text)]
    lines.append(".SH ENVIRONMENT")
    lines += [line for name, text in _ENVIRONMENT for line in _entry(name, text)]
    return "\n".join(lines) + "\n"


def _command(command: Command) -> list[str]:
    words = [
        (argument.metavar + ("..." if argument.many else "")) if argument.required else f"[{argument.metavar}]"
        for argument in command.arguments
    ]
    lines = [f".SS {_roff(' '.join([command.name, *words]))}", _roff(COMMANDS[command.name])]
    for argument in command.arguments:
        lines += _entry(argument.metavar, argument.help)
    for option in command.options:
        lines += _entry(_flags(option), option.help)
    lines += [".PP", "Examples:", ".PP", ".nf", ".RS", *(_roff(example) for example in command.examples), ".RE", ".fi"]
    return lines


def _flags(option: Option) -> str:
    return ", ".join(option.flags) + (f" {option.metavar}" if option.metavar else "")


def _entry(term: str, text: str) -> list[str]:
    return [".TP", f"\\fB{_roff(term)}\\fR", _roff(text)]


def _roff(text: str) -> str:
    """The text with roff's own signs made plain."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + plain if plain[:1] in (".", "'") else plain
