"""Where the answer cannot go, and runs that are ended."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from routeplan.cli.writing import write_file
from routeplan.errors import FileError
from tests.faults.networks import SMALL, diamonds
from tests.faults.shell import ROOT, run

FIND = ("find", "O", "D", "-n", "net.yaml")
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", "-c", line, sys.executable], cwd=folder, env=ENV, capture_output=True, text=True, timeout=20
    )


def test_a_reader_that_leaves_is_141_in_silence(folder: Path) -> None:
    for reader in ("true", "head -c0", "head -1"):
        got = shell(folder, f'"$0" -m routeplan find O D -n net.yaml -q | {reader}; echo ${{PIPESTATUS[0]}}')
        assert got.stdout.splitlines()[-1] in ("141", "0"), got
        assert got.stderr == ""


def test_a_closed_standard_output_is_4(folder: Path) -> None:
    got = shell(folder, '"$0" -m routeplan find O D -n net.yaml >&-')
    assert got.returncode == 4
    assert "standard output" in got.stderr
    assert "Traceback" not in got.stderr


def test_everything_closed_is_still_4(folder: Path) -> None:
    assert shell(folder, '"$0" -m routeplan find O D -n net.yaml <&- >&- 2>&-').returncode == 4


@pytest.mark.parametrize("format", ["table", "json", "csv", "geojson"])
def test_a_full_device_is_4(folder: Path, format: str) -> None:
    with open("/dev/full", "wb") as full:
        run(folder, *FIND, "-f", format, stdout=full, code=4, says=["no space"])
    run(folder, *FIND, "-f", format, "-o", "/dev/full", code=4, says=["no space", "/dev/full"])


@pytest.mark.parametrize("path", ["gone/out.json", ".", "net.yaml/out", "/proc/out.json", "x" * 300])
def test_paths_that_cannot_be_written_are_4(folder: Path, path: str) -> None:
    run(folder, *FIND, "-o", path, code=4, says=["cannot write"])


def test_a_file_that_may_grow_no_further(folder: Path) -> None:
    """The limit on the size of files stands for a full disk."""
    import resource

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    (folder / "out.json").write_text("old")
    run(folder, *FIND, "-f", "json", "-o", "out.json", code=4, says=["cannot write"], preexec_fn=small)
    assert (folder / "out.json").read_text() == "old"


def test_the_network_is_never_written_over(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("net.yaml")
    os.link(folder / "net.yaml", folder / "hard.yaml")
    for path in ("net.yaml", "./net.yaml", "link.yaml", "hard.yaml", str(folder / "net.yaml")):
        run(folder, *FIND, "-o", path, code=2, says=["read from"])


def test_links_and_modes_stay(folder: Path) -> None:
    (folder / "real.json").write_text("old")
    (folder / "real.json").chmod(0o604)
    (folder / "link.json").symlink_to("real.json")
    run(folder, *FIND, "-f", "json", "-o", "real.json", code=0)
    (folder / "real.json").write_text("old")
    write_file(str(folder / "link.json"), "new")
    assert (folder / "link.json").is_symlink()
    assert (folder / "real.json").read_text() == "new"
    assert (folder / "real.json").stat().st_mode & 0o777 == 0o604


@pytest.mark.parametrize("error", [28, 5, 13, 4])
def test_failure_of_every_call_leaves_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    """The first call fails, then the second, and so on until one run succeeds."""
    target = tmp_path / "out.txt"
    for fail_at in range(1, 50):
        target.write_text("old")
        count = 0
        with monkeypatch.context() as patch:
            for name in ("open", "fsync", "chmod", "replace", "fdopen", "stat"):
                real = getattr(os, name)

                def call(*args: object, _real: object = real, **kwargs: object) -> object:
                    nonlocal count
                    count += 1
                    if count == fail_at:
                        raise OSError(error, os.strerror(error))
                    return _real(*args, **kwargs)  # type: ignore[operator]

                patch.setattr(os, name, call)
            try:
                write_file(str(target), "new")
                failed = False
            except FileError as refusal:
                failed = True
                assert "out.txt" in str(refusal)
        assert target.read_text() in (("old",) if failed else ("new",))
        assert os.listdir(tmp_path) == ["out.txt"]
        if count < fail_at:
            return
    raise AssertionError("no run succeeded")


def test_kill_during_writing_leaves_old_or_new(folder: Path) -> None:
    program = (
        "import sys; from routeplan.cli.writing import write_file\n"
        "print('ready', flush=True)\n"
        "while True:\n    write_file('out.txt', 'a' * 3_000_000); write_file('out.txt', 'b' * 3_000_000)\n"
    )
    rng = random.Random(1)
    for _ in range(12):
        (folder / "out.txt").write_text("a" * 3_000_000)
        process = subprocess.Popen([sys.executable, "-c", program], cwd=folder, env=ENV, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.random() * 0.05)
        process.kill()
        process.communicate()
        text = (folder / "out.txt").read_text()
        assert len(text) == 3_000_000
        assert len(set(text)) == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_at_any_moment(folder: Path, number: signal.Signals, code: int) -> None:
    """Before Python has our handler a signal is the system's; from then on it is one line and its code."""
    (folder / "net.yaml").write_text(diamonds(40))
    for delay in (0.15, 0.25, 0.4, 0.8, 1.5):
        process = subprocess.Popen(
            [sys.executable, "-m", "routeplan", "find", "P0", "P40", "-n", "net.yaml", "-f", "json"],
            cwd=folder, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        time.sleep(delay)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        if process.returncode == -number or (process.returncode == 1 and delay < 0.3):
            continue  # Python itself was still starting
        assert process.returncode == code, (process.returncode, err)
        assert out == ""
        assert len(err.splitlines()) == 1, err


def test_pipes_get_whole_records(folder: Path) -> None:
    name = "Port [a1] of somewhere with a very long name that no narrow terminal would hold in one line"
    (folder / "net.yaml").write_text(SMALL.replace("D: {", f'D: {{name: "{name}", '))
    got = run(folder, *FIND, "-f", "json", env={"COLUMNS": "20"}, code=0)
    json.loads(got.out)
    wide = run(folder, *FIND, env={"COLUMNS": "20"}, code=0)
    assert len({line.count("\t") for line in wide.out.splitlines()}) == 1
    assert wide.out == run(folder, *FIND, env={"COLUMNS": "200"}, code=0).out
    rows = list(csv.reader(io.StringIO(run(folder, *FIND, "-f", "csv", env={"COLUMNS": "20"}, code=0).out)))
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("env", [{"FORCE_COLOR": "0"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}])
def test_no_colour_in_a_pipe(folder: Path, env: dict[str, str]) -> None:
    run(folder, *FIND, env=env, code=0)
    run(folder, *FIND, "--legs", env=env, code=0)
    run(folder, "stats", "-n", "net.yaml", env=env, code=0)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8", "gb18030", "cp1252"])
def test_characters_the_output_does_not_have(folder: Path, encoding: str) -> None:
    (folder / "net.yaml").write_text(SMALL.replace("D: {", "D: {name: 西安 é ✓, "), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "routeplan", *FIND, "-f", "json"],
        cwd=folder, env={**ENV, "PYTHONIOENCODING": encoding}, capture_output=True, timeout=20,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    done.stdout.decode(encoding)
