"""Runs that are killed at moments nobody chose, and system calls that fail one after the other: nothing is lost.

`ROUTEPLAN_KILLS=200` kills more often than CI does.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from routeplan.network import store
from tests.faults.networks import SMALL, complete
from tests.faults.shell import ROOT, run

KILLS = int(os.environ.get("ROUTEPLAN_KILLS", "8"))
FIND = ("find", "P0", "P29", "-n", "net.yaml", "-f", "json", "--now", "2026-03-01")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    (place / "cache" / "routeplan").mkdir(parents=True)
    return place


def start(folder: Path, home: Path, *words: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home / "cache")}
    return subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def clear(home: Path) -> None:
    for path in (home / "cache" / "routeplan").iterdir():
        path.unlink()


KEEP = """
import os, sys
from routeplan.network import store
keep, seen = store._keep, []
store._keep = lambda *given: seen.append(given)
store.load(["net.yaml"])
print("ready", flush=True)
while True:
    keep(*seen[0])
"""
"""Writes the compiled network again and again, and does nothing else."""


def test_killed_while_the_compiled_network_is_written(folder: Path, home: Path) -> None:
    (folder / "net.yaml").write_text(complete(30))
    expected = run(folder, *FIND, "--no-cache", code=0)
    rng = random.Random(3)
    for _ in range(KILLS):
        clear(home)
        process = start(folder, home, "-c", KEEP)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(rng.random() * 0.02)
        process.kill()
        process.communicate()
        assert run(folder, *FIND, home=home, code=0) == expected
        assert run(folder, *FIND, home=home, code=0) == expected


def test_whole_runs_killed_two_at_a_time(folder: Path, home: Path) -> None:
    """One of two runs with a cold cache is killed: the other and the next answer as if nothing had happened."""
    (folder / "net.yaml").write_text(complete(30))
    expected = run(folder, *FIND, "--no-cache", code=0)
    began = time.monotonic()
    run(folder, *FIND, home=home, code=0)
    whole = time.monotonic() - began
    rng = random.Random(4)
    for _ in range(KILLS):
        clear(home)
        (folder / "out.json").write_text("old")
        doomed = start(folder, home, "-m", "routeplan", *FIND, "-o", "out.json")
        other = start(folder, home, "-m", "routeplan", *FIND)
        time.sleep(rng.random() * 1.5 * whole)
        doomed.kill()
        doomed.communicate()
        assert other.communicate(timeout=60)[0].decode() == expected.out
        assert (folder / "out.json").read_text() in ("old", expected.out)
        for spare in folder.glob(".*.tmp"):
            spare.unlink()
        assert run(folder, *FIND, home=home, code=0) == expected


def test_a_disk_that_fills_up_in_the_middle(folder: Path, home: Path) -> None:
    """The limit on the size of files cuts the compiled network off at any byte; no run minds."""
    import resource
    import signal

    words = ("find", "O", "D", "-n", "net.yaml", "-f", "json", "--now", "2026-03-01")
    expected = run(folder, *words, "--no-cache", code=0)
    for size in (0, 1, 100, 500, 1000, 1_000_000):
        clear(home)

        def small(size: int = size) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        assert run(folder, *words, home=home, code=0, preexec_fn=small) == expected
        left = [path.name for path in (home / "cache" / "routeplan").iterdir()]
        assert len(left) == (size == 1_000_000), left
        assert run(folder, *words, home=home, code=0) == expected


class Failing:
    """Counts calls; the one at `fail_at` fails."""

    def __init__(self, fail_at: int, error: int) -> None:
        self.count, self.fail_at, self.error = 0, fail_at, error

    def wrap(self, real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            self.count += 1
            if self.count == self.fail_at:
                raise OSError(self.error, os.strerror(self.error))
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    def open(self, *args: object, **kwargs: object) -> object:
        file = self.wrap(open)(*args, **kwargs)  # type: ignore[operator]
        return File(file, self)


class File:
    """An open file whose reads, writes and closing count as calls."""

    def __init__(self, file: object, failing: Failing) -> None:
        self.file = file
        self.read, self.write = failing.wrap(file.read), failing.wrap(file.write)  # type: ignore[attr-defined]
        self.close = failing.wrap(file.close)  # type: ignore[attr-defined]

    def fileno(self) -> int:
        return self.file.fileno()  # type: ignore[attr-defined,no-any-return]

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.close()  # type: ignore[operator]
        finally:
            self.file.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("error", [28, 5, 13, 4])
def test_every_call_of_the_store_fails_once(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """The first call fails, then the second, until none is left: the network is always the same."""
    import tempfile

    path = str(folder / "net.yaml")
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    expected = store.load([path])
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    calls = [(tempfile, "mkstemp")]
    calls += [(os, name) for name in ("close", "fstat", "makedirs", "replace", "scandir", "unlink")]
    opened = os.open
    for fail_at in range(1, 100):
        clear(home)
        failing = Failing(fail_at, error)
        with monkeypatch.context() as patch:
            patch.setattr(store, "open", failing.open, raising=False)
            for module, name in calls:
                patch.setattr(module, name, failing.wrap(getattr(module, name)))
            # The network itself can be read: that it cannot be is another test's matter.
            of_store = failing.wrap(opened)
            patch.setattr(
                os, "open", lambda name, *rest, of_store=of_store: (opened if name == path else of_store)(name, *rest)
            )
            got = [store.load([path]), store.load([path])]
        assert got == [expected, expected], fail_at
        assert store.load([path]) == expected
        if failing.count < fail_at:
            assert fail_at > 12  # else the calls were not wrapped
            return
    raise AssertionError("no run had all its calls")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_system_calls_that_fail_in_the_kernel(folder: Path, home: Path, error: str) -> None:
    """Every call that changes a file fails in its turn, told by the kernel itself: old or new, and the same answer."""
    words = ("find", "O", "D", "-n", "net.yaml", "-f", "json", "--now", "2026-03-01")
    expected = run(folder, *words, "--no-cache", code=0).out
    for call, times in (("write", 4), ("fsync", 2), ("rename,renameat,renameat2", 3), ("mkdir,mkdirat", 1)):
        for number in range(1, times + 1):
            shutil.rmtree(home / "cache" / "routeplan", ignore_errors=True)
            (folder / "out.json").write_text("old")
            tracer = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:error={error}:when={number}"]
            env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home / "cache")}
            done = subprocess.run(
                [*tracer, sys.executable, "-B", "-m", "routeplan", *words, "-o", "out.json"],
                cwd=folder, env=env, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
            assert "Traceback" not in done.stderr
            assert done.returncode in (0, 4), (call, number, done)
            assert (folder / "out.json").read_text() == ("old" if done.returncode else expected), (call, number)
            assert not list(folder.glob(".*.tmp"))
            assert run(folder, *words, home=home, code=0).out == expected
            assert (folder / "net.yaml").read_text() == SMALL
