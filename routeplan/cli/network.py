"""The network a command line means: `-n`, `$ROUTEPLAN_NETWORK` or the bundled one, with overlays."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from routeplan.asking import STDIN, bundled_path, load
from routeplan.cli.options import Values
from routeplan.errors import FileError, Finding, UsageError
from routeplan.network.model import Network

LARGEST_INPUT = 256 << 20
"""Bytes of standard input."""


class Read(NamedTuple):
    """A network as read, the scenarios and overlays named in `--with`, and the files that must not be overwritten."""

    network: Network
    findings: tuple[Finding, ...]
    scenarios: tuple[str, ...]
    files: tuple[str, ...]
    base: str
    overlays: tuple[str, ...]


def read(values: Values) -> Read:
    """The network, with the overlays laid over it. Raises `NetworkError`, `FileError` or `UsageError`.

    A value of `--with` is a file where it looks like one (a separator, .yaml, .yml), or where a file has
    that name and no scenario does.
    """
    base = values.get("network") or default_path()
    asked: Sequence[str] = values.get("with_") or ()
    cache = not values.get("no_cache")
    overlays = [text for text in asked if _looks_like_file(text)]
    names = [text for text in asked if text not in overlays]
    stdin = standard_input() if STDIN in (base, *overlays) else None
    network, findings = load([base, *overlays], stdin, cache)
    unknown = [name for name in names if _is_file_only(name, network)]
    if unknown:
        overlays = [text for text in asked if text in overlays or text in unknown]
        names = [name for name in names if name not in unknown]
        network, findings = load([base, *overlays], stdin, cache)
    files = (base, *overlays, *network.files)
    return Read(network, findings, tuple(names), files, base, tuple(overlays))


def default_path() -> str:
    """The network where a command line names none."""
    return os.environ.get("ROUTEPLAN_NETWORK") or bundled_path()


def _looks_like_file(text: str) -> bool:
    return text == STDIN or "/" in text or os.sep in text or text.endswith((".yaml", ".yml"))


def _is_file_only(name: str, network: Network) -> bool:
    known = {id.casefold() for id in network.scenarios}
    return name.casefold() not in known and os.path.isfile(name)


def standard_input() -> bytes:
    """All of it. Raises `FileError`, where it does not end as well."""
    if sys.stdin is None:
        raise FileError("standard input is closed", help="name a network file instead of -")
    try:
        if sys.stdin.isatty():
            raise UsageError(
                "standard input is a terminal",
                help="pipe a network into it: routeplan find ... -n - < network.yaml",
            )
        data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    except (OSError, ValueError) as error:
        raise FileError(f"cannot read standard input: {error}") from None
    if len(data) > LARGEST_INPUT:
        raise FileError(
            f"standard input is too large: the limit is {LARGEST_INPUT >> 20} MB", help="name a file or a folder"
        )
    return data
