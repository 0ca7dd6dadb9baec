"""routeplan as a shell starts it, and what must hold whatever was asked."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
CODES = (0, 1, 2, 3, 4, 5, 130, 141, 143)
PACKAGE = str(ROOT / "routeplan")


class Run(NamedTuple):
    """How a run ended and what it said."""

    code: int
    out: str
    err: str


def run(
    folder: Path,
    *words: str | bytes,
    code: int | Sequence[int] | None = None,
    says: Sequence[str] = (),
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
    python: Sequence[str] = (),
    home: Path | None = None,
    through: Sequence[str] = (),
    **more: Any,
) -> Run:
    """Run `routeplan WORDS` in the folder and check what always holds; `says` must be on standard error.

    `through` is a program that starts it. Nothing of the folder may change but files named after `-o`.
    """
    before = _content(folder)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **(env or {})}
    if home is not None:
        surroundings |= {"XDG_CACHE_HOME": str(home / "cache"), "XDG_STATE_HOME": str(home / "state")}
    if stdin is None and "stdin" not in more:
        more["stdin"] = subprocess.DEVNULL
    more.setdefault("stdout", subprocess.PIPE)
    done = subprocess.run(
        [*through, sys.executable, *python, "-m", "routeplan", *words],
        input=stdin, stderr=subprocess.PIPE, cwd=folder, env=surroundings, timeout=20, **more,
    )  # fmt: skip
    got = Run(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())
    holds(got)
    written = {str(words[i + 1]) for i, word in enumerate(words) if word == "-o"}
    after = _content(folder)
    assert {name: after.get(name) for name in before if name not in written} == {
        name: data for name, data in before.items() if name not in written
    }
    assert set(after) - set(before) <= written, "files were left behind"
    if code is not None:
        assert got.code in ((code,) if isinstance(code, int) else code), got
    for word in says:
        assert word in got.err, (word, got)
    return got


def holds(got: Run) -> None:
    """What is true of every run, whatever was asked."""
    for text in (got.out, got.err):
        assert "Traceback" not in text, got
        assert "<frozen" not in text, got
        assert PACKAGE not in text, got
        assert "\x1b" not in text, got
        assert not text.endswith("\n\n"), got
        assert not text or text.endswith("\n"), got
    assert got.code in CODES, got
    if got.code in (2, 3, 4):
        assert got.out == "", got
        assert got.err, got
    if got.code == 2 and not got.err.startswith("usage: "):
        assert re.match(r"error\[RP\d+\]: ", got.err), got
        assert got.err.splitlines()[-1].startswith("help: "), got
    if got.code == 5:
        assert "partial: " in got.err, got


def _content(folder: Path) -> dict[str, str]:
    """Every regular file of the folder by the hash of what it holds, every other entry by its kind."""
    found = {}
    for where, folders, names in os.walk(folder):
        for name in (*names, *folders):
            path = os.path.join(where, name)
            short = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[short] = "link to " + os.readlink(path)
            elif os.path.isfile(path):
                try:
                    found[short] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
                except OSError:
                    found[short] = "unreadable"
            else:
                found[short] = "other"
    return found
