"""The line on standard error that says how far a batch is: for a terminal, and for nobody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.batch.sheets import jsonl, questions
from tests.sample_network import TEXT

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

ROOT = Path(__file__).parents[2]
COUNT = 2000
BAR = re.compile(r"\r\[(#*) *\] ([\d,]+) of 2,000  ([\d,]+)/s  (\d+):(\d\d) left\x1b\[K")
COUNTED = re.compile(r"\r([\d,]+) answered  ([\d,]+)/s\x1b\[K")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("progress")
    (path / "network.yaml").write_text(TEXT)
    (path / "shipments.jsonl").write_text(jsonl(questions(COUNT)))
    return path


class Terminal:
    """A pseudo-terminal and what was written on it."""

    def __init__(self) -> None:
        self._ours, self.handle = pty.openpty()
        self._data = b""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._ours, 4096)
            except OSError:  # nobody has it open any more
                return
            if not data:
                return
            self._data += data

    def text(self) -> str:
        """All of it, once nobody writes any more."""
        os.close(self.handle)
        self._reader.join(timeout=60)
        os.close(self._ours)
        return self._data.decode().replace("\r\n", "\n")


def start(folder: Path, sheet: str, **streams: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ROUTEPLAN_NETWORK": str(folder / "network.yaml")}
    return subprocess.Popen(
        [sys.executable, "-m", "routeplan", "batch", sheet, "-f", "jsonl"], cwd=folder, env=environment, **streams
    )


def test_a_terminal_sees_how_many_how_fast_and_how_long_still(folder: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    with open(tmp_path / "out", "wb") as out:
        process = start(folder, "shipments.jsonl", stdin=subprocess.DEVNULL, stdout=out, stderr=terminal.handle)
        assert process.wait(timeout=300) == 5
    said = terminal.text()
    steps = [tuple(int(figure.replace(",", "")) for figure in found[1:]) for found in BAR.findall(said)]
    bars = [len(found[0]) for found in BAR.findall(said)]
    assert steps
    assert [count for count, *_ in steps] == sorted({count for count, *_ in steps})
    for bar, (count, rate, minutes, seconds) in zip(bars, steps, strict=True):
        assert bar == 20 * count // COUNT
        # The rate is shown rounded, the time left cut to whole seconds.
        left = 60 * minutes + seconds
        assert (COUNT - count) / (rate + 0.5) - 1 <= left <= (COUNT - count) / max(rate - 0.5, 0.01)
    drawn, _, after = said.rpartition("\r\x1b[K")
    assert drawn
    assert after.startswith("partial: ")
    assert b"\x1b" not in (tmp_path / "out").read_bytes()


def test_without_a_known_number_of_rows_there_is_no_time_left(folder: Path) -> None:
    terminal = Terminal()
    process = start(folder, "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=terminal.handle)
    assert process.stdin is not None
    assert process.stdout is not None
    for _ in range(3):
        process.stdin.write(b'{"origin": "Xian", "destination": "Almaty"}\n')
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(0.15)
    process.communicate(timeout=60)
    said = terminal.text()
    counts = [int(count) for count, _ in COUNTED.findall(said)]
    assert counts[-1] == 3
    assert "left" not in said
    assert said.endswith("\r\x1b[K")


def test_answers_on_the_same_terminal_are_not_drawn_over(folder: Path) -> None:
    terminal = Terminal()
    process = start(folder, "shipments.jsonl", stdin=subprocess.DEVNULL, stdout=terminal.handle, stderr=terminal.handle)
    assert process.wait(timeout=300) == 5
    assert "\x1b" not in terminal.text()


def test_a_pipe_hears_nothing_of_it(folder: Path) -> None:
    process = start(
        folder, "shipments.jsonl", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, err = process.communicate(timeout=300)
    assert process.returncode == 5
    assert err.decode().splitlines() == [line for line in err.decode().splitlines() if line.startswith("partial: ")]
    assert b"\r" not in err
