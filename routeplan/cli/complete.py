"""What could come next on a command line, for the scripts of `routeplan completion`. Never an error, never a guess.

One candidate a line, a tab, and what it is; `:files` asks the shell for its own file names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import pairwise

from routeplan.cli.commands import COMMANDS, load
from routeplan.cli.options import Command, Option
from routeplan.network.model import CONFIDENCES, EQUIPMENT_TEU, KINDS, MODES, STATUSES, Network

Candidate = tuple[str, str]
FILES: Candidate = (":files", "")

_MOST = 300
_PLACES = ("via", "from_", "to")
_CHOICES: dict[str, tuple[str, ...]] = {
    "by": ("balanced", "cost", "time", "co2e"),
    "equipment": tuple(EQUIPMENT_TEU),
    "mode": MODES,
    "status": STATUSES,
    "include": STATUSES[1:],
    "kind": KINDS,
    "confidence": CONFIDENCES,
    "color": ("auto", "always", "never"),
}
_FILE_ARGUMENTS = ("file", "sheet", "path", "paths")


def candidates(words: list[str]) -> str:
    """The lines for the words after `routeplan`, the last of which is being typed."""
    try:
        found = _candidates(words or [""])
    except Exception:  # whatever is wrong with the line or the network, completion is no place to say it
        return ""
    return "".join(f"{_harmless(value)}\t{_harmless(about)}\n" for value, about in found[:_MOST])


def _harmless(text: str) -> str:
    from routeplan.output.text import display

    return display(text.replace("\t", " "))


def _candidates(words: list[str]) -> list[Candidate]:
    typed = words[-1]
    if len(words) == 1:
        return [(name, summary) for name, summary in COMMANDS.items() if name.startswith(typed)]
    command: Command = load(words[0]).COMMAND
    flags = {flag: option for option in command.options for flag in option.flags}
    before = flags.get(words[-2])
    if before is not None and before.metavar:
        return _values(before, typed, words)
    if typed.startswith("-"):
        return [(option.flags[-1], option.help) for option in command.options if option.flags[-1].startswith(typed)]
    arguments = command.arguments
    if not arguments:
        return []
    name = arguments[min(_position(words, flags), len(arguments) - 1)].name
    if name in ("origin", "destination", "place", "places", "query"):
        return _places(_network(words), typed)
    if name == "scenario":
        return _scenarios(_network(words), typed)
    if name in _FILE_ARGUMENTS:
        return [FILES]
    if name == "shell":
        return [(shell, "") for shell in ("bash", "zsh", "fish") if shell.startswith(typed)]
    return []


def _position(words: list[str], flags: dict[str, Option]) -> int:
    """How many arguments stand before the word being typed."""
    count, skip = 0, False
    for word in words[1:-1]:
        if skip:
            skip = False
        elif word in flags and flags[word].metavar:
            skip = True
        elif not word.startswith("-") or word == "-":
            count += 1
    return count


def _values(option: Option, typed: str, words: list[str]) -> list[Candidate]:
    name = option.name
    if name == "format":
        names = option.help.rstrip(".").replace(" or ", ", ").split(", ")
        return [(format, "") for format in names if format.startswith(typed)]
    if name in _CHOICES:
        return [(choice, "") for choice in _CHOICES[name] if choice.startswith(typed)]
    if name in ("network", "output") or (name == "with_" and option.metavar == "FILE"):
        return [FILES]
    if name in _PLACES:
        return _places(_network(words), typed)
    network = _network(words)
    if name in ("with_", "without"):
        scenarios = _scenarios(network, typed)
        return [*scenarios, FILES] if name == "with_" else scenarios
    if name == "cargo":
        return [(c.id, c.name) for c in network.cargo.values() if c.id.startswith(typed)]
    if name in ("prefer", "tag"):
        return [
            (tag, "")
            for tag in _sorted(t for lane in network.lanes.values() for t in lane.tags)
            if tag.startswith(typed)
        ]
    if name == "passage":
        return [
            (p, "") for p in _sorted(p for lane in network.lanes.values() for p in lane.passages) if p.startswith(typed)
        ]
    if name == "avoid":
        return _avoidable(network, typed)
    return []


def _avoidable(network: Network, typed: str) -> list[Candidate]:
    kind, colon, rest = typed.partition(":")
    if not colon:
        kinds = [(f"{kind}:", "") for kind in ("country", "mode", "lane", "passage") if kind.startswith(typed)]
        return [*kinds, *_places(network, typed)]
    lanes = network.lanes.values()
    values: dict[str, Iterable[str]] = {
        "country": (place.country for place in network.places.values()),
        "mode": MODES,
        "lane": network.lanes,
        "passage": (passage for lane in lanes for passage in lane.passages),
    }
    return [(f"{kind}:{value}", "") for value in _sorted(values.get(kind, ())) if value.startswith(rest)]


def _scenarios(network: Network, typed: str) -> list[Candidate]:
    return [(one.id, one.name) for one in network.scenarios.values() if one.id.startswith(typed)]


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(set(words))


def _places(network: Network, typed: str) -> list[Candidate]:
    """Places whose id, UN/LOCODE, name or alias begins so; by UN/LOCODE where that was being typed, else by id."""
    from routeplan.network.names import normalise

    wanted = normalise(typed)
    found = []
    for place in network.places.values():
        about = f"{place.name}, {place.country}"
        if any(normalise(name).startswith(wanted) for name in (place.id, place.name, *place.aliases)):
            found.append((place.id, about))
        elif wanted and place.unlocode.casefold().startswith(wanted):
            found.append((place.unlocode, about))
    return sorted(found)


def _network(words: list[str]) -> Network:
    """The network the line names, else the usual one."""
    from routeplan.asking import bundled_path, load

    path = os.environ.get("ROUTEPLAN_NETWORK") or bundled_path()
    for flag, value in pairwise(words[:-1]):
        if flag in ("-n", "--network"):
            path = os.path.expanduser(value)
    if path == "-":
        raise ValueError("standard input is not for completion")
    return load([path])[0]
