"""A few seconds of fuzzing, and every input that ever failed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import mutate
from tests.fuzz.run import hold_line, hold_network

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    mutate.lay_out(tmp_path)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.*")), ids=lambda path: path.name)
def test_what_failed_once(path: Path) -> None:
    if path.suffix == ".json":
        hold_line(json.loads(path.read_text("utf-8")))
    else:
        hold_network(path.read_bytes())


@pytest.mark.parametrize("seed", range(20))
def test_networks(seed: int) -> None:
    rng = Random(seed)
    for _ in range(15):
        hold_network(mutate.network(rng))


@pytest.mark.parametrize("seed", range(20))
def test_lines(seed: int) -> None:
    rng = Random(seed)
    for _ in range(10):
        hold_line(mutate.line(rng))
