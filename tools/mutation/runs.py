"""Runs of pytest as forks of this process, over a copy of the checkout."""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PRELOADED = ("hypothesis", "networkx", "numpy", "yaml", "typer", "rich.console", "numba", "openpyxl", "pandas")
"""What tests and the package load from elsewhere, where it is installed."""
MEMORY = 8 << 30
SLACK_S = 5.0
"""A test may take so long, and ten times as long as it took without a mutant, in seconds of its own processor time."""
WALL_S = 300
"""No run takes longer than that, whatever it waits for."""
FAILED = 1
"""The exit code of pytest where a test failed."""


class Runner:
    """Knows how long each test takes without a mutant, and which of them noticed mutants before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seconds: dict[str, float] = {}
        self._noticed: list[str] = []
        self._measured: set[str] = set()
        os.environ.setdefault("ROUTEPLAN_CASES", "20")
        os.environ["PYTHONPATH"] = str(root)  # for the processes that tests start
        for name in PRELOADED:
            if importlib.util.find_spec(name.partition(".")[0]):
                importlib.import_module(name)

    def baseline(self, tests: list[str]) -> None:
        """Run tests that have not been run without a mutant yet; they have to pass."""
        for test in tests:
            if test not in self._measured:
                self._measured.add(test)
                code, reports = self._fork([test], write_bytecode=True)
                if code:
                    raise SystemExit(f"{test} fails without any mutant: {[name for name, _, ok in reports if not ok]}")
                self._seconds.update((name, seconds) for name, seconds, _ in reports)

    def run(self, module: Path, tests: list[str]) -> str:
        """`killed`, `timeout` or `survived`."""
        for stale in (self.root / module).parent.glob(f"__pycache__/{module.stem}.*"):
            stale.unlink()
        code, reports = self._fork(tests, write_bytecode=False)
        if code == 0:
            return "survived"
        noticed = [name for name, _, passed in reports if not passed]
        self._noticed = [*noticed, *(name for name in self._noticed if name not in noticed)]
        return "killed" if code > 0 else "timeout"

    def _fork(self, tests: list[str], write_bytecode: bool) -> tuple[int, list[tuple[str, float, bool]]]:
        """The exit code, negative where a signal ended the run, and name, seconds and success of every test."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            os.setsid()
            os.nice(10)
            os._exit(self._child(tests, writing, write_bytecode))
        os.close(writing)
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
        signal.alarm(WALL_S)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            reports = [tuple(json.loads(line)) for line in pipe]
        _, status = os.waitpid(child, 0)
        signal.alarm(0)
        return os.waitstatus_to_exitcode(status), reports  # type: ignore[return-value]

    def _child(self, tests: list[str], writing: int, write_bytecode: bool) -> int:
        os.chdir(self.root)
        sys.path[:] = [str(self.root), *(path for path in sys.path if Path(path or ".").resolve() != Path.cwd())]
        sys.dont_write_bytecode = not write_bytecode
        if not write_bytecode:  # what pytest says of a run without a mutant is of interest
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        plugin = Plugin(writing, self._seconds, self._noticed, timed=not write_bytecode)
        options = ["-qq", "-x", "-p", "no:cacheprovider", "--assert=plain", "--hypothesis-seed=0"]
        return int(pytest.main([*options, *tests], plugins=[plugin]))


class Plugin:
    """The quick tests first, those before them that noticed something before; says of each how it went."""

    def __init__(self, writing: int, seconds: dict[str, float], noticed: list[str], timed: bool) -> None:
        self._writing = writing
        self._seconds = seconds
        self._noticed = {name: place for place, name in enumerate(noticed)}
        self._timed = timed

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        late = len(self._noticed)
        items.sort(key=lambda item: (self._noticed.get(item.nodeid, late), self._seconds.get(item.nodeid, 0.0)))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        if self._timed:
            signal.setitimer(signal.ITIMER_PROF, SLACK_S + 10 * self._seconds.get(item.nodeid, 0.0))
        began = time.process_time()
        failed = item.session.testsfailed
        result = yield
        passed = item.session.testsfailed == failed
        line = json.dumps([item.nodeid, time.process_time() - began, passed])
        os.write(self._writing, f"{line}\n".encode())
        return result
