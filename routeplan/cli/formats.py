"""The value of `-f`."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.errors import UsageError
from routeplan.units import quote


def pick(text: str | None, known: Iterable[str]) -> str:
    """The format asked for, the first one by default. Raises `UsageError`."""
    names = list(known)
    if text is None:
        return names[0]
    if text.casefold() in names:
        return text.casefold()
    from routeplan.network.nearest import did_you_mean

    hint = did_you_mean(text, names) or "one of " + ", ".join(names)
    raise UsageError(f"--format: unknown value {quote(text)}", help=hint)
