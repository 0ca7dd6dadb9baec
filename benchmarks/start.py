"""Whole processes, nothing running before, against importing the packages at the heart."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Part, Table, ms, times

IMPORTS = "import typer, rich.console, rich.table, yaml, networkx"
TITLE = "Cold start"
TABLES = (
    Table(
        TITLE,
        ("command", "ms", "ms of the imports", "ratio to them", "ratio in time of the processor"),
        f"Against `python -c '{IMPORTS}'`, in turns; ms on the wall.",
    ),
)


class Plan(NamedTuple):
    """How often each command is run."""

    repeats: int


PLANS = (Plan(15),)


def measure(plan: Plan) -> Part:
    """The commands people type, on the bundled network."""
    script = Path(sys.executable).with_name("routeplan")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "routeplan"]
    find = [*command, "find", "Xian", "Valencia"]
    lines = {
        "`find Xian Valencia -f json`, piped": [*find, "-f", "json"],
        "`find Xian Valencia`, on a terminal": ["script", "-qec", " ".join(find), "/dev/null"],
        "`--help`": [*command, "--help"],
        "`--version`": [*command, "--version"],
        "`completion bash`": [*command, "completion", "bash"],
        "what Tab asks after `find Xi`": [*command, "__complete", "find", "Xi"],
    }
    imports = [sys.executable, "-c", IMPORTS]
    rows = []
    for name, line in lines.items():
        _run(line)
        runs = [(_run(imports), _run(line)) for _ in range(plan.repeats)]
        (peer, peer_busy), (ours, busy) = (list(zip(*side, strict=True)) for side in zip(*runs, strict=True))
        rows.append([name, ms(ours), ms(peer), times(ours, peer), times(busy, peer_busy)])
    return Part(0, {TITLE: rows}, {}, {})


def _run(line: Sequence[str]) -> tuple[float, float]:
    """Seconds on the wall and of the processor."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start, busy = time.perf_counter(), _busy()
    subprocess.run(line, capture_output=True, env=environment, check=True)
    return time.perf_counter() - start, _busy() - busy


def _busy() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
