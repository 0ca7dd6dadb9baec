"""Lists of shipments, rate sheets and outputs that are no ordinary files, and sheets with odd bytes in them."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from pathlib import Path

import pytest

from tests.faults.shell import run

ROWS = "origin,destination\nO,D\n"


@pytest.fixture
def odd(folder: Path) -> Path:
    """The folder with a pipe nobody uses, a link to itself, and a good list."""
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "rows.csv").write_text(ROWS)
    return folder


@pytest.mark.parametrize("path", ["pipe", "loop", ".", "/dev/zero", "/dev/full"])
@pytest.mark.parametrize("command", ["batch", "allocate", "import"])
def test_lists_that_are_no_files_are_4_at_once(odd: Path, command: str, path: str) -> None:
    run(odd, command, path, "-n", "net.yaml", code=4, says=[path])


@pytest.mark.parametrize(
    "words", [("find", "O", "D", "-o"), ("batch", "rows.csv", "-o"), ("batch", "rows.csv", "--resume")]
)
def test_a_pipe_that_nobody_reads_is_4_at_once(odd: Path, words: tuple[str, ...]) -> None:
    run(odd, *words, "pipe", "-n", "net.yaml", code=4, says=["cannot write", "pipe"])


@pytest.mark.parametrize("words", [("find", "O", "D", "-f", "json"), ("batch", "rows.csv", "-f", "jsonl")])
def test_a_pipe_that_somebody_reads_gets_everything(odd: Path, words: tuple[str, ...]) -> None:
    read: list[str] = []
    with open(os.open(odd / "pipe", os.O_RDONLY | os.O_NONBLOCK)) as end:
        os.set_blocking(end.fileno(), True)
        reader = threading.Thread(target=lambda: read.append(end.read()))
        run(odd, *words, "-n", "net.yaml", "--now", "2026-03-01", "-o", "pipe", code=0)
        reader.start()
        reader.join(10)
    assert len(json.loads(read[0])["itineraries"]) == 2


def test_a_sheet_with_the_line_ends_of_old_macs(folder: Path) -> None:
    (folder / "rows.csv").write_bytes(ROWS.replace("\n", "\r").encode())
    for command in ("batch", "allocate"):
        run(folder, command, "rows.csv", "-n", "net.yaml", code=2, says=["CSV"])


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u2028", "\u200b"])
def test_an_id_that_would_do_something_to_a_terminal(folder: Path, char: str) -> None:
    (folder / "rows.csv").write_text(f"id,origin,destination\n{char}[31mx,O,D\n", encoding="utf-8")
    text = run(folder, "batch", "rows.csv", "-n", "net.yaml", code=0).out
    assert char not in text
    assert {row["id"] for row in csv.DictReader(io.StringIO(text))} != {""}
