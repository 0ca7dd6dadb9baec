"""The Typer application, built from the option table: help for all, a parser for most.

Typer only reads the line here. What it asks for runs outside, where one handler knows every way to fail.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import typer

from routeplan.cli.commands import COMMANDS, load
from routeplan.cli.options import Argument, Command, Option

_EXIT_CODES = """\b
Exit codes: 0 answered; 1 answered, and the answer is no (no itinerary, errors
found); 2 the command line is wrong; 3 the network is invalid; 4 a file cannot
be read or written; 5 partial; 70 a bug; 130, 141, 143 interrupted, pipe
closed, terminated."""
_WORDS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 80}


class Line(NamedTuple):
    """A line as read: the command with its values, or help to show."""

    command: str | None
    values: dict[str, Any]
    help: str = ""
    exit_code: int = 0


def read(words: list[str]) -> Line:
    """The line through Typer. Raises Typer's usage errors."""
    page = StringIO()
    with redirect_stdout(page):
        got = build()(args=words, prog_name="routeplan", standalone_mode=False)
    if isinstance(got, Line):
        return got
    return Line(None, {}, page.getvalue(), got if isinstance(got, int) else 0)


def build() -> typer.Typer:
    """The application with every command of the table."""
    app = typer.Typer(
        help="Cost, time and CO2e of intermodal routes, from networks you can read and edit.",
        epilog=_EXIT_CODES,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=_WORDS,
    )
    app.callback()(_root)
    for name in COMMANDS:
        command: Command = load(name).COMMAND
        examples = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in command.examples)
        app.command(name, help=f"{command.summary}\n\n{examples}", short_help=command.summary, context_settings=_WORDS)(
            _reader(command)
        )
    return app


def _root(
    version: bool = typer.Option(False, "-V", "--version", help="Show the version and exit."),
) -> None:
    """Options before a command."""


def _reader(command: Command) -> Callable[..., Line]:
    """A function with the signature Typer is to see; called, it gives the line back."""

    def read_line(**values: Any) -> Line:
        return Line(command.name, {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})

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
