"""Reading a command line: the option table and a loop, without a framework to import.

A line means what it means to Typer, which shows the help: options anywhere, `--top 3`, `--top=3`, `-k 3`, `-k3`,
flags together (`-qk3`), `--` before words that start with a dash.
"""

from __future__ import annotations

from typing import Any

from routeplan.cli.options import Argument, Command, Option
from routeplan.errors import UsageError
from routeplan.units import quote

HELP = ("-h", "--help")


class HelpWanted(Exception):
    """The line asks for help."""


def parse(command: Command, words: list[str]) -> dict[str, Any]:
    """A value for every argument and option. Raises `UsageError` or `HelpWanted`."""
    flags = {flag: option for option in command.options for flag in option.flags}
    values: dict[str, Any] = {option.name: option.default for option in command.options}
    plain: list[str] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word == "--":
            plain += reversed(rest)
            break
        if len(word) < 2 or word[0] != "-":
            plain.append(word)
        elif word in HELP:
            raise HelpWanted
        elif word.startswith("--"):
            flag, equals, value = word.partition("=")
            _long(command, flags, values, flag, value if equals else None, rest)
        else:
            _short(command, flags, values, word, rest)
    return {**_arguments(command, plain), **values}


def _long(
    command: Command,
    flags: dict[str, Option],
    values: dict[str, Any],
    flag: str,
    value: str | None,
    rest: list[str],
) -> None:
    option = flags.get(flag)
    if option is None:
        raise _unknown(command, flag, flags)
    if option.metavar:
        _put(values, option, _value(flag, flags, rest) if value is None else value)
    elif value is not None:
        raise UsageError(f"{flag} takes no value", help=f"write {flag} alone")
    else:
        values[option.name] = True


def _short(command: Command, flags: dict[str, Option], values: dict[str, Any], word: str, rest: list[str]) -> None:
    """`-k 3`, `-k3`, `-qk3`."""
    for at in range(1, len(word)):
        flag = "-" + word[at]
        if flag == "-h":
            raise HelpWanted
        option = flags.get(flag)
        if option is None:
            raise _unknown(command, word if at == 1 else flag, flags)
        if option.metavar:
            _put(values, option, word[at + 1 :] or _value(flag, flags, rest))
            return
        values[option.name] = True


def _value(flag: str, flags: dict[str, Option], rest: list[str]) -> str:
    """The word after an option; another option there means the value was forgotten."""
    if not rest or rest[-1].partition("=")[0] in flags:
        option = flags[flag]
        raise UsageError(f"{flag} needs a value", help=f"write {flag} {option.metavar}")
    return rest.pop()


def _put(values: dict[str, Any], option: Option, value: str) -> None:
    values[option.name] = (*values[option.name], value) if option.many else value


def _arguments(command: Command, plain: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    given = list(plain)
    for argument in command.arguments:
        if argument.many:
            values[argument.name] = tuple(given)
            given = []
        else:
            values[argument.name] = given.pop(0) if given else None
        if argument.required and values[argument.name] in (None, ()):
            raise UsageError(f"{argument.metavar} is missing", help=usage(command))
    if given:
        raise UsageError(f"unexpected {quote(given[0])}", help=f"{usage(command)}; quote names with blanks")
    return values


def usage(command: Command) -> str:
    words = [_usage_word(argument) for argument in command.arguments]
    return " ".join(["usage: routeplan", command.name, *words, "[OPTIONS]"])


def _usage_word(argument: Argument) -> str:
    word = argument.metavar + ("..." if argument.many else "")
    return word if argument.required else f"[{word}]"


def _unknown(command: Command, flag: str, flags: dict[str, Option]) -> UsageError:
    from routeplan.network.nearest import did_you_mean

    hint = did_you_mean(flag, flags) if flag.startswith("--") else ""
    if not hint:
        hint = f"`routeplan {command.name} --help` lists them; put -- before a word that starts with a dash"
    return UsageError(f"there is no option {quote(flag)}", help=hint)
