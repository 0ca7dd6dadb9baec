"""The report of a bug: what ran and where it broke; no file contents, no environment."""

from __future__ import annotations

import os


def write_report(error: BaseException, words: list[str]) -> str:
    """The path of the report, in `$XDG_STATE_HOME/routeplan/`; empty where none could be written."""
    import platform
    import sys
    import time
    import traceback

    from routeplan.version import __version__

    trace = "".join(traceback.format_tb(error.__traceback__))
    text = (
        f"routeplan {__version__}\nPython {platform.python_version()} on {platform.platform()}\n"
        f"arguments: {words!r}\n\n{trace}{type(error).__name__}: {str(error)[:500]}\n"
    )
    try:
        folder = os.path.join(_state_home(), "routeplan")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        path = os.path.join(folder, f"crash-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{os.getpid()}.txt")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding=sys.getfilesystemencoding(), errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return ""
    return path


def _state_home() -> str:
    home = os.environ.get("XDG_STATE_HOME", "")
    return home if os.path.isabs(home) else os.path.expanduser("~/.local/state")
