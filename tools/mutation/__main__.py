"""`python -m tools.mutation MODULE...`: small faults put into the code one at a time, and whether a test notices.

The checkout itself is never changed: a copy of it is. Every mutant is a fork of one process that has loaded what
tests need from elsewhere; the tests that are quick, and those that noticed an earlier mutant, come first.
Ends with 1 where a mutant survives that tests/survivors.txt does not explain.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tools.mutation.operators import Mutant, mutants
from tools.mutation.runs import Runner
from tools.mutation.selection import tests_of
from tools.mutation.survivors import FILE, explained

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("routeplan", "tests", "networks", "benchmarks", "examples", "docs", "tools")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutation", description=__doc__)
    parser.add_argument("modules", nargs="+", type=Path, help="files or folders below routeplan/")
    parser.add_argument("--sample", type=int, default=15, help="mutants of each module (15); 0: all")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    arguments = parser.parse_args()
    modules = [file for path in arguments.modules for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    known = explained((ROOT / FILE).read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ROOT.iterdir():
            if file.is_file() and not file.name.startswith("."):
                shutil.copy(file, copy)
        runner = Runner(copy)
        survivors = sum(_module(runner, file.resolve().relative_to(ROOT), arguments, known) for file in modules)
    print(f"{survivors} survivors without an explanation")
    return 1 if survivors else 0


def _module(runner: Runner, path: Path, arguments: argparse.Namespace, known: dict[tuple[str, str, str], str]) -> int:
    """How many mutants of a module survive unexplained."""
    source = (runner.root / path).read_text("utf-8")
    chosen = mutants(source)
    total, begun = len(chosen), time.monotonic()
    if 0 < arguments.sample < total:
        chosen = sorted(random.Random(f"{arguments.seed} {path}").sample(chosen, arguments.sample))
    tests = tests_of(path.as_posix())
    unexplained, counts = 0, dict.fromkeys(("killed", "timeout", "explained", "SURVIVED"), 0)
    for mutant in chosen:
        outcome = _outcome(runner, path, mutant, tests, source)
        if outcome == "survived":
            reason = known.get((path.as_posix(), mutant.before, mutant.after))
            outcome = "explained" if reason else "SURVIVED"
            if reason is None:
                unexplained += 1
                print(f"{path}:{mutant.line}: survived\n    {mutant.before}\n    {mutant.after}", flush=True)
        counts[outcome] += 1
    shown = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
    print(f"{path}: {len(chosen)} of {total} mutants: {shown or 'none'}; {time.monotonic() - begun:.0f} s", flush=True)
    return unexplained


def _outcome(runner: Runner, path: Path, mutant: Mutant, tests: list[str], source: str) -> str:
    file = runner.root / path
    runner.baseline(tests)
    file.write_text(mutant.source, "utf-8")
    try:
        return runner.run(path, tests)
    finally:
        file.write_text(source, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
