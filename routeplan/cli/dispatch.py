"""A command line -> the command that answers it, or the page that explains it."""

from __future__ import annotations

import gc
from typing import Any

from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_USAGE, UsageError
from routeplan.units import quote

_SHORT_HELP = (
    "usage: routeplan COMMAND [OPTIONS]",
    "example: routeplan find Xian Valencia",
    "`routeplan --help` lists the commands.",
)


def dispatch(words: list[str]) -> Outcome:
    """What the line asks for, done. Raises `RoutePlanError`."""
    _refuse_broken_text(words)
    if not words:
        return Outcome("", EXIT_USAGE, _SHORT_HELP)
    if words[0] in ("-V", "--version"):
        from routeplan.version import __version__

        return Outcome(f"routeplan {__version__}\n")
    if words[0] == "__complete":
        from routeplan.cli.complete import candidates

        return Outcome(candidates(words[1:]))
    if words[0] in ("-h", "--help"):
        return _help()
    _refuse_unknown_command(words[0])
    return _command(words[0], words[1:])


def _command(name: str, words: list[str]) -> Outcome:
    from routeplan.cli.commands import load
    from routeplan.cli.fast import HelpWanted, parse

    module = load(name)
    try:
        values = parse(module.COMMAND, words)
    except HelpWanted:
        return _help(name)
    if name == "find":
        gc.disable()  # one question, then the process ends: there is nothing worth collecting
    outcome: Outcome = module.run(values)
    return outcome


def _help(name: str = "") -> Outcome:
    gc.disable()  # Typer is thousands of objects that all stay
    from routeplan.cli.app import help_page

    return Outcome(help_page(name))


def _refuse_broken_text(words: list[Any]) -> None:
    for word in words:
        if not word.isascii() and any("\ud800" <= char <= "\udfff" for char in word):
            raise UsageError(f"the argument {quote(word)} is not text", help="arguments are UTF-8")


def _refuse_unknown_command(name: str) -> None:
    from routeplan.cli.commands import COMMANDS

    if name in COMMANDS:
        return
    from routeplan.network.nearest import did_you_mean

    if name.startswith("-"):
        raise UsageError(
            f"there is no option {quote(name)}", help="the command comes first: routeplan find Xian Valencia"
        )
    hint = did_you_mean(name, COMMANDS) or "one of " + ", ".join(COMMANDS)
    raise UsageError(f"there is no command {quote(name)}", help=hint)
