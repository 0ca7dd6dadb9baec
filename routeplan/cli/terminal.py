"""What standard output can show: terminal or pipe, width, colour, which characters."""

from __future__ import annotations

import os
import sys

from routeplan.errors import UsageError
from routeplan.output.result import Look
from routeplan.units import quote

WHEN = ("auto", "always", "never")
_NARROWEST, _WIDEST, _USUAL = 40, 240, 80


def look(color: str | None = None, output: str | None = None, legs: bool = False) -> Look:
    """How to draw for standard output, or for a file, which is no terminal.

    `always` draws for eyes even in a pipe. `COLUMNS` is heeded within reason.
    """
    when = color or "auto"
    if when not in WHEN:
        raise UsageError(f"--color: unknown value {quote(when)}", help="one of " + ", ".join(WHEN))
    to_file = output not in (None, "-")
    terminal = not to_file and is_terminal()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") in ("dumb", "unknown")
    return Look(
        terminal=terminal or when == "always",
        width=_width(),
        color=when == "always" or (when == "auto" and terminal and not plain),
        ascii=not to_file and not _is_utf8(),
        legs=legs,
    )


def is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def _is_utf8() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf8sig", "cp65001")


def _width() -> int:
    text = os.environ.get("COLUMNS", "")
    columns = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not columns:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except (AttributeError, OSError, ValueError):
            columns = 0
    return min(max(columns or _USUAL, _NARROWEST), _WIDEST)
