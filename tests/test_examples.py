"""The examples run as they stand and show what they say they show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHOWN = {
    "batch.sh": ["A-1001", "routeplan.find/1"],
    "hinterland-ningbo.sh": ["winner", "moved", "Ningbo"],
    "reach.sh": ["Ningbo", "xian-ningbo-beilun-rail", "Zaragoza"],
    "e-port-link.sh": ["without eport-link", "+2.0 d", "points of chance"],
    "red-sea.sh": ["with suez-open", "appears", "days"],
    "direct-ningbo-kazakhstan.sh": ["with direct-ningbo-kazakhstan-weekly", "appears"],
    "on-the-day.sh": ["in_time", "most-reliable", "ready"],
}


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A PATH on which `routeplan` is this checkout, run by this Python."""
    command = tmp_path / "routeplan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m routeplan "$@"\n')
    command.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_example(name: str, surroundings: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", str(ROOT / "examples" / name)],
        env=surroundings, cwd=tmp_path, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr
    for words in SHOWN[name]:
        assert words in done.stdout


def test_every_example_says_what_it_shows() -> None:
    assert set(SHOWN) == {path.name for path in (ROOT / "examples").glob("*.sh")}
