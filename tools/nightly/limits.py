"""Networks at the edge of what can be asked, and every question of them: `python -m tools.nightly.limits [PART ...]`.

Each run must end by itself within two minutes, those of a million lanes within ten, with an answer, a partial answer
or a refusal in words, in at most 4 GB. Ends with 1 where one did not. A part is the beginning of the name of a network,
or network:question.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

from tests.faults.networks import HEAD, complete, diamonds, lane, line, parallel, places

ROOT = Path(__file__).parents[2]
ANSWERS = {0: "answered", 1: "no route", 2: "refused", 3: "refused", 4: "refused", 5: "partial"}
SECONDS = 120
MEMORY_MB = 4000
LANES_A_FILE = 200_000


def grid(lanes: int) -> Iterable[str]:
    """A network of that many lanes among a tenth as many places, most lanes short; in files of 200,000 lanes."""
    rng = Random(lanes)
    count = lanes // 10
    yield HEAD + places([f"P{number}" for number in range(count)])
    for first in range(0, lanes, LANES_A_FILE):
        rows = ["routeplan: 1\nlanes:\n"]
        for number in range(first, min(first + LANES_A_FILE, lanes)):
            start = number % count
            end = (start + rng.choice((1, -1, 7, -7, 50, rng.randrange(1, count)))) % count
            rows.append(lane(f"P{start}", f"P{end}", rng.randrange(50, 2000), rng.randrange(5, 200)))
        yield "".join(rows)


OVERLAY = """\
routeplan: 1
scenarios:
  slower: {name: Slower, active: true, changes: [{match: {mode: rail}, add: {transit: 1h}}]}
"""
NETWORKS = {
    "complete-60": (lambda: [complete(60)], "P0", "P59", "P30"),
    "complete-200": (lambda: [complete(200)], "P0", "P199", "P100"),
    "parallel-same": (lambda: [parallel(10_000)], "O", "D", "O"),
    "parallel-front": (lambda: [parallel(10_000, same=False)], "O", "D", "O"),
    "path": (lambda: [line(10_000)], "P0", "P9999", "P5000"),
    "diamonds": (lambda: [diamonds(40)], "P0", "P40", "P20"),
    "grid-100k": (lambda: grid(100_000), "P0", "P5000", "P2500"),
    "grid-1M": (lambda: grid(1_000_000), "P0", "P50000", "P25000"),
}
QUESTIONS = {
    "check": "check {net}",
    "find": "find {a} {b} -n {net}",
    "find-cost": "find {a} {b} -n {net} --by cost -k 10",
    "find-pareto": "find {a} {b} -n {net} --pareto",
    "find-dated": "find {a} {b} -n {net} --depart 2026-12-01",
    "find-dated-cost": "find {a} {b} -n {net} --depart 2026-12-01 --by cost -k 10",
    "find-window": "find {a} {b} -n {net} --depart 2026-12-01..2026-12-07",
    "find-arrive-by": "find {a} {b} -n {net} --arrive-by 2028-12-01",
    "find-via": "find {a} {b} -n {net} --via {c}",
    "find-transfers": "find {a} {b} -n {net} --max-transfers 5",
    "find-1000": "find {a} {b} -n {net} --by cost -k 1000",
    "find-dated-1000": "find {a} {b} -n {net} --depart 2026-12-01 --by time -k 1000",
    "find-dated-pareto": "find {a} {b} -n {net} --depart 2026-12-01 --pareto",
    "find-deadline": "find {a} {b} -n {net} --depart 2026-12-01 --deadline 2028-12-01",
    "find-reliability": "find {a} {b} -n {net} --depart 2026-12-01 --by reliability",
    "find-why": "find {a} {b} -n {net} --why --why-not {c}",
    "compare": "compare {a} {b} -n {net} --with over.yaml",
    "compare-1000": "compare {a} {b} -n {net} --with over.yaml --by cost -k 1000",
    "batch": "batch rows.csv -n {net}",
    "reach": "reach {a} -n {net}",
    "reach-within": "reach {a} -n {net} --within 30d",
    "reach-to": "reach {b} --to -n {net} --budget 3000USD",
    "reach-dated": "reach {a} -n {net} --within 30d --depart 2026-12-01",
    "hinterland": "hinterland {a} {c} --to {b} -n {net} --country CN",
    "hinterland-dated": "hinterland {a} {c} --to {b} -n {net} --country CN --depart 2026-12-01",
    "critical": "lanes {a} {b} --critical -n {net}",
    "critical-dated": "lanes {a} {b} --critical -n {net} --depart 2026-12-01",
    "map": "map {a} {b} -n {net} -o map.html",
    "map-whole": "map -n {net} -o map.html",
    "allocate": "allocate rows.csv -n {net}",
    "stats": "stats -n {net}",
    "export": "export -n {net} -f graphml",
}


def ask(folder: Path, words: list[str], limit: int) -> tuple[int, float, float, str]:
    """Exit code, seconds, peak memory in MB and the last words of a run that is ended after its time."""
    homes = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder)}
    env = {**os.environ, "PYTHONPATH": str(ROOT), **homes}
    began = time.monotonic()
    with open(folder / "err", "wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "routeplan", *words], cwd=folder, env=env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=err, preexec_fn=lambda: signal.alarm(limit),
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    last = (folder / "err").read_bytes()[-300:].decode("utf-8", "replace").strip().split("\n")[-1]
    return process.returncode, time.monotonic() - began, used.ru_maxrss / 1024, last


def main() -> int:
    wanted = tuple(sys.argv[1:])
    failures = 0
    for name, (texts, a, b, c) in NETWORKS.items():
        chosen = [q for q in QUESTIONS if not wanted or f"{name}:{q}".startswith(wanted)]
        if not chosen:
            continue
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "net").mkdir()
            for number, text in enumerate(texts()):
                (folder / "net" / f"{number}.yaml").write_text(text)
            (folder / "over.yaml").write_text(OVERLAY)
            (folder / "rows.csv").write_text(f"origin,destination,depart\n{a},{b},2026-12-01\n")
            for question in chosen:
                words = QUESTIONS[question].format(net="net", a=a, b=b, c=c).split()
                code, seconds, memory, last = ask(folder, words, SECONDS * (5 if name == "grid-1M" else 1))
                verdict = ANSWERS.get(code, f"ENDED BY SIGNAL {-code}" if code < 0 else f"CODE {code}")
                is_good = code in ANSWERS and memory <= MEMORY_MB and not (code in (2, 3, 4) and not last)
                failures += not is_good
                figures = f"{name:15} {question:16} {seconds:7.1f} s {memory:7.0f} MB"
                print("ok " if is_good else "BAD", figures, f"{verdict}: {last[:100]}", flush=True)
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
