"""Files that people keep, while somebody else writes into them: no edit is lost, none is made on top of another unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.shell import ROOT, run

ENV = {**os.environ, "PYTHONPATH": str(ROOT)}
LANE = ("--from", "O", "--to", "D", "--mode", "road", "--transit", "20d")
RATES = "POL,POD,Carrier,20GP,40HC,Currency,Transit\nM,D,Line,900,1600,USD,30d\n"

MEANWHILE = """
import os, subprocess, sys
from routeplan.cli.main import main
real = os.fsync
def fsync(handle):
    real(handle)
    os.fsync = real
    subprocess.run([sys.executable, "-c", sys.argv[1]], check=True, stdout=subprocess.DEVNULL)
os.fsync = fsync
sys.exit(main(sys.argv[2:]))
"""
"""A run during which, when the new text is on the disk but not yet in place, another process does something."""


def during(folder: Path, other: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", MEANWHILE, other, *words],
        cwd=folder,
        env=ENV,
        capture_output=True,
        text=True,
        timeout=60,
    )


def another(*words: str) -> str:
    return f"import sys; from routeplan.cli.main import main; sys.exit(main({list(words)!r}))"


def refused(folder: Path, got: subprocess.CompletedProcess[str], name: str) -> None:
    assert (got.returncode, got.stdout) == (4, ""), got
    assert f'error[RP601]: somebody else changed "{name}" meanwhile' in got.stderr
    assert "nothing was written" in got.stderr
    assert not list(folder.glob(".*.tmp"))


def test_a_lane_added_by_another_run_meanwhile_is_kept(folder: Path) -> None:
    second = another("add-lane", "net.yaml", *LANE, "--id", "second")
    refused(folder, during(folder, second, "add-lane", "net.yaml", *LANE, "--id", "first"), "net.yaml")
    text = (folder / "net.yaml").read_text()
    assert "id: second" in text
    assert "id: first" not in text
    run(folder, "find", "O", "D", "-n", "net.yaml", code=0)


@pytest.mark.parametrize(
    "other",
    [
        "import os; os.unlink('net.yaml')",
        "open('net.yaml', 'a').write('# a note\\n')",
        "import os; s = os.stat('net.yaml'); t = open('net.yaml').read(); open('net.yaml', 'w').write(t.replace('900', '901'));"
        "os.utime('net.yaml', ns=(s.st_atime_ns, s.st_mtime_ns))",
    ],
    ids=["removed", "appended", "same size and time"],
)
def test_an_editor_meanwhile(folder: Path, other: str) -> None:
    refused(folder, during(folder, other, "add-lane", "net.yaml", *LANE), "net.yaml")


def test_a_file_that_was_only_touched_is_the_same_file(folder: Path) -> None:
    got = during(folder, "import os; os.utime('net.yaml', (0, 0))", "add-lane", "net.yaml", *LANE, "--id", "first")
    assert got.returncode == 0, got
    assert "id: first" in (folder / "net.yaml").read_text()


def test_import_and_init_notice_too(folder: Path) -> None:
    (folder / "rates.csv").write_text(RATES)
    write = "open('lanes.yaml', 'w').write('routeplan: 1\\n')"
    words = ("import", "rates.csv", "-o", "lanes.yaml", "-n", "net.yaml")
    refused(folder, during(folder, write, *words), "lanes.yaml")  # it was not there when the run began
    refused(folder, during(folder, write.replace("\\n", "\\n# note\\n"), *words), "lanes.yaml")
    assert during(folder, "", *words).returncode == 0
    refused(folder, during(folder, "open('my.yaml', 'w').write('mine')", "init", "my.yaml"), "my.yaml")
    assert (folder / "my.yaml").read_text() == "mine"


def test_many_at_once_lose_no_lane_that_they_said_was_written(folder: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "routeplan", "add-lane", "net.yaml", *LANE, "--id", f"lane-{number}"],
            cwd=folder, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for number in range(8)
    ]  # fmt: skip
    said = [process.communicate(timeout=60)[1] for process in runs]
    codes = [process.returncode for process in runs]
    assert set(codes) <= {0, 4}, said
    assert 0 in codes
    text = (folder / "net.yaml").read_text()
    for number, code in enumerate(codes):
        assert (f"id: lane-{number}\n" in text) == (code == 0), (number, code, said)
    run(folder, "check", "net.yaml", code=0)


def test_two_batches_into_one_file(folder: Path) -> None:
    """The first still waits for its rows when the second comes."""
    words = [sys.executable, "-m", "routeplan", "batch", "-", "-f", "jsonl", "-n", "net.yaml", "-o", "out.jsonl"]
    first = subprocess.Popen(words, cwd=folder, env=ENV, stdin=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert first.stdin is not None
    row = b'{"origin": "O", "destination": "D"}\n'
    first.stdin.write(row)
    while not (folder / "out.jsonl").exists() or not (folder / "out.jsonl").read_bytes():
        assert first.poll() is None
    second = subprocess.run(words, cwd=folder, env=ENV, input=row, capture_output=True)
    assert second.returncode == 4
    assert b"another run is writing" in second.stderr
    first.communicate(row)
    assert first.returncode == 0
    assert len((folder / "out.jsonl").read_text().splitlines()) == 2


def test_what_a_killed_run_left_is_swept_after_a_day(folder: Path) -> None:
    for name, age in (
        (".out.csv.0123456789ab.tmp", 90_000),
        (".out.csv.ba9876543210.tmp", 60),
        (".other.csv.01.tmp", 90_000),
    ):
        (folder / name).write_text("half")
        then = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (then, then))
    words = [sys.executable, "-m", "routeplan", "find", "O", "D", "-n", "net.yaml", "-o", "out.csv", "-f", "csv"]
    assert subprocess.run(words, cwd=folder, env=ENV).returncode == 0
    left = {path.name for path in folder.iterdir() if path.name.endswith(".tmp")}
    assert left == {".out.csv.ba9876543210.tmp", ".other.csv.01.tmp"}
