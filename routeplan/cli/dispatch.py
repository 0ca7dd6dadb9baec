"""A command line -> the command that answers it. The quick way for `find`, Typer for the rest."""

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
        from routeplan import __version__

        return Outcome(f"routeplan {__version__}\n")
    if words[0] == "__complete":
        from routeplan.cli.complete import candidates

        return Outcome(candidates(words[1:]))
    if words[0] == "find":
        from routeplan.cli.fast import HelpWanted, parse
        from routeplan.cli.find import COMMAND, run

        gc.disable()  # one question, then the process ends: there is nothing worth collecting
        try:
            return run(parse(COMMAND, words[1:]))
        except HelpWanted:
            pass
    _refuse_unknown_command(words)
    return _through_typer(words)


def _through_typer(words: list[str]) -> Outcome:
    from routeplan.cli.app import read
    from routeplan.cli.commands import load

    line = read(words)
    if line.command is None:
        return Outcome(line.help, line.exit_code)
    outcome: Outcome = load(line.command).run(line.values)
    return outcome


def _refuse_broken_text(words: list[Any]) -> None:
    for word in words:
        if not word.isascii() and any("\ud800" <= char <= "\udfff" for char in word):
            raise UsageError(f"the argument {quote(word)} is not text", help="arguments are UTF-8")


def _refuse_unknown_command(words: list[str]) -> None:
    from routeplan.cli.commands import COMMANDS

    name = words[0]
    if name in COMMANDS or name in ("-h", "--help"):
        return
    from routeplan.network.nearest import did_you_mean

    if name.startswith("-"):
        raise UsageError(
            f"there is no option {quote(name)}", help="the command comes first: routeplan find Xian Valencia"
        )
    hint = did_you_mean(name, COMMANDS) or "one of " + ", ".join(COMMANDS)
    raise UsageError(f"there is no command {quote(name)}", help=hint)
