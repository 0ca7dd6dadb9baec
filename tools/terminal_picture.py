"""Draw docs/find.svg, the terminal picture of the README, from what `routeplan find Xian Valencia` really prints."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COMMAND = ["find", "Xian", "Valencia", "--color", "always"]
PICTURE = Path(__file__).resolve().parent.parent / "docs" / "find.svg"


def terminal_text() -> str:
    """What the command prints on a terminal of 80 columns."""
    import os
    import pty
    import subprocess

    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"}
    with subprocess.Popen(
        [sys.executable, "-m", "routeplan", *COMMAND], stdout=follower, stderr=follower, env=environment
    ) as process:
        os.close(follower)
        printed = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            printed += part
        process.wait()
    return printed.decode().replace("\r", "")


def main() -> None:
    console = Console(record=True, width=82, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ routeplan find Xian Valencia", style="bold"))
    console.print(Text.from_ansi(terminal_text()))
    svg = console.export_svg(title="routeplan")
    # The picture is shown without network access: no web fonts.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
