"""The Typer application, built from the option table: it draws the help pages.

Lines are read by `fast`, which means the same and needs nothing imported; a test holds the two together.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import typer

from routeplan.cli.commands import COMMANDS, load
from routeplan.cli.options import Argument, Command, Option

_EXIT_CODES = """\b
Exit codes: 0 answered; 1 answered, and the answer is no (no itinerary, errors
found); 2 the command line is wrong; 3 the network is invalid; 4 a file cannot
be read or written; 5 partial; 70 a bug; 130, 141, 143 interrupted, pipe
closed, terminated."""
_WORDS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


def help_page(name: str = "") -> str:
    """What `routeplan --help` shows, or `routeplan NAME --help`."""
    page = StringIO()
    with redirect_stdout(page):
        words = [name, "--help"] if name else ["--help"]
        # Without a variable to look at, no environment makes this a question of Typer's own shell completion.
        build(name)(args=words, prog_name="routeplan", complete_var="", standalone_mode=False)
    return page.getvalue()


def build(name: str = "") -> typer.Typer:
    """The application with one command, or with all commands but without their options."""
    app = typer.Typer(
        help="Cost, time and CO2e of intermodal routes, from networks you can read and edit.",
        epilog=_EXIT_CODES,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=_WORDS,
    )
    app.callback()(_root)
    if name:
        command: Command = load(name).COMMAND
        examples = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in command.examples)
        app.command(name, help=f"{COMMANDS[name]}\n\n{examples}", context_settings=_WORDS)(_reader(command))
    else:
        for one, summary in COMMANDS.items():
            app.command(one, short_help=summary)(_listed)
    return app


def _root(
    version: bool = typer.Option(False, "-V", "--version", help="Show the version and exit."),
) -> None:
    """Options before a command."""


def _listed() -> None:
    """A command in the list of all."""


def _reader(command: Command) -> Callable[..., dict[str, Any]]:
    """A function with the signature Typer is to see; called, it gives the values back."""

    def read_line(**values: Any) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}

    parameters = [*map(_argument, command.arguments), *map(_option, command.options)]
    read_line.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    read_line.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return read_line


def _argument(argument: Argument) -> inspect.Parameter:
    kind = list[str] if argument.many else str
    default = ... if argument.required else argument.default
    if argument.many and not argument.required:
        default = []
    info = typer.Argument(default, help=argument.help, metavar=argument.metavar, show_default=False)
    return inspect.Parameter(argument.name, inspect.Parameter.KEYWORD_ONLY, default=info, annotation=kind)


def _option(option: Option) -> inspect.Parameter:
    kind: Any = list[str] if option.many else str if option.metavar else bool
    default: Any = [] if option.many else None if option.metavar else False
    info = typer.Option(default, *option.flags, help=option.help, metavar=option.metavar or None, show_default=False)
    return inspect.Parameter(option.name, inspect.Parameter.KEYWORD_ONLY, default=info, annotation=kind)
