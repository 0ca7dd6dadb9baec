"""Reading files with positions, types and all checks, against PyYAML's C loader, each in a process of its own.

    python -m benchmarks.load read|again|yaml FOLDER BEFORE     # what such a process does

It reads the small network BEFORE first, that nothing is imported while it is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Part, Table, peak_mb, shown, size, spent, times

HERE = Path(__file__).resolve().parent
TIME, MEMORY = "Loading: time", "Loading: memory"
TABLES = (
    Table(
        TIME,
        ("places / lanes", "s", "s, again, unchanged", "s of the C loader", "ratio to it", "ratio to it, again"),
        "Reading with positions, types and every check of reading, and reading the same again, against "
        "`yaml.load(..., CSafeLoader)`, which gives dicts and strings.",
    ),
    Table(
        MEMORY,
        ("places / lanes", "MB", "MB, again, unchanged", "MB of the C loader", "ratio to it", "ratio to it, again"),
        "The most memory that the process of the same runs held, less what it held before.",
    ),
)


class Plan(NamedTuple):
    """A size, how often it is read, how often again unchanged, and how often by the peer."""

    places: int
    lanes: int
    repeats: int
    again: int
    peer: int


PLANS = (
    Plan(300, 2_000, 7, 7, 7),
    Plan(3_000, 20_000, 5, 5, 5),
    Plan(10_000, 100_000, 2, 2, 2),
    Plan(100_000, 1_000_000, 1, 0, 0),
)


def measure(plan: Plan) -> Part:
    """One size."""
    from benchmarks.generate import network, to_folder
    from benchmarks.ground import SEED

    took: dict[str, list[tuple[float, float]]] = {"read": [], "again": [], "yaml": []}
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name, "network"), Path(name, "before")
        folder.mkdir()
        before.mkdir()
        to_folder(network(plan.places, plan.lanes, SEED), folder)
        to_folder(network(20, 60, SEED), before)
        turns = {"read": plan.repeats, "again": plan.again, "yaml": plan.peer}
        if plan.again:
            _child("again", folder, before, name)  # which leaves the compiled form behind
        for turn in range(max(turns.values())):
            for what, runs in took.items():
                if turn < turns[what]:
                    runs.append(_child(what, folder, before, name))
    (s, mb), (s_again, mb_again), (s_peer, mb_peer) = (
        [[run[i] for run in runs] for i in (0, 1)] for runs in took.values()
    )
    label = size(plan.places, plan.lanes)
    seconds = {"load": s, "load again": s_again, "yaml, C loader": s_peer}
    megabytes = {"load": mb, "load again": mb_again, "yaml, C loader": mb_peer}
    return Part(
        plan.lanes,
        {
            TIME: [[label, shown(s), shown(s_again), shown(s_peer), times(s, s_peer), times(s_again, s_peer)]],
            MEMORY: [[label, shown(mb), shown(mb_again), shown(mb_peer), times(mb, mb_peer), times(mb_again, mb_peer)]],
        },
        {name: runs for name, runs in seconds.items() if runs},
        {name: runs for name, runs in megabytes.items() if runs},
    )


def _child(what: str, folder: Path, before: Path, cache: str) -> tuple[float, float]:
    """Seconds and megabytes of a process that reads the folder."""
    line = [sys.executable, "-m", "benchmarks.load", what, str(folder), str(before)]
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    done = subprocess.run(line, env=environment, cwd=HERE.parent, check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _read(folder: str) -> object:
    from routeplan.network.reading import read_network

    return read_network([folder])


def _again(folder: str) -> object:
    from routeplan.network import store

    return store.load([folder])


def _yaml(folder: str) -> object:
    import yaml

    paths = sorted(Path(folder).iterdir())
    return [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in paths]


def main(what: str, folder: str, before: str) -> None:
    call = {"read": _read, "again": _again, "yaml": _yaml}[what]
    for _ in range(2):  # the second time from the compiled form
        call(before)
    held = peak_mb()
    seconds, _ = spent(call, folder)
    print(json.dumps((seconds, peak_mb() - held)))


if __name__ == "__main__":
    main(*sys.argv[1:])
