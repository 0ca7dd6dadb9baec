"""Measure everything and write the tables of benchmarks/README.md.

    python -m benchmarks.run                 # all of it, some minutes
    python -m benchmarks.run start load      # some of it, printed only

Every figure is a median of runs in which the peer and routeplan take turns on the same question; answers are compared
in the same run, and a difference stops it.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.generate import network, questions, to_yaml
from routeplan.planning import dated, front, kbest
from routeplan.planning.board import Board, Terms
from routeplan.planning.budget import Budget
from routeplan.planning.found import Found
from routeplan.planning.problem import Problem
from routeplan.planning.request import Request

HERE = Path(__file__).resolve().parent
MARK = "<!-- figures -->"
IMPORTS = "import typer, rich.console, rich.table, yaml, networkx"
SIZES = ((300, 2_000), (3_000, 20_000), (10_000, 100_000))
SEED = 20261121

T = TypeVar("T")
Table = tuple[str, Sequence[str], list[Sequence[str]]]


def ratio(pairs: Sequence[tuple[float, float]]) -> str:
    """How many times longer the first takes than the second: median and the middle half."""
    ratios = [peer / ours for peer, ours in pairs]
    if len(ratios) < 4:
        return f"{statistics.median(ratios):.2g}"
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{middle:.2g} ({low:.2g} to {high:.2g})" if middle < 10 else f"{middle:,.0f} ({low:,.0f} to {high:,.0f})"


def ms(seconds: Sequence[float]) -> str:
    return f"{1000 * statistics.median(seconds):.1f}"


def timed(call: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def start() -> Iterator[Table]:
    """Whole processes against importing the four packages at the heart."""
    command = [sys.executable, "-m", "routeplan"]
    lines = {
        "`find Xian Valencia -f json`, piped": [*command, "find", "Xian", "Valencia", "-f", "json"],
        "`find Xian Valencia`, on a terminal": [
            "script",
            "-qc",
            " ".join([*command, "find Xian Valencia"]),
            "/dev/null",
        ],
        "`--help`": [*command, "--help"],
        "`--version`": [*command, "--version"],
    }
    imports = [sys.executable, "-c", IMPORTS]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    rows = []
    for name, line in lines.items():
        pairs = []
        for i in range(13):
            spent = [
                timed(lambda words=words: subprocess.run(words, capture_output=True, env=environment))[0]  # type: ignore[misc]
                for words in (imports, line)
            ]
            if i:
                pairs.append((spent[1], spent[0]))
        rows.append((name, ms([ours for ours, _ in pairs]), ms([peer for _, peer in pairs]), ratio(pairs)))
    yield "Cold start", ("command", "ms", f"ms of `{IMPORTS}`", "ratio to it"), rows


def load() -> Iterator[Table]:
    """Reading a file of 20,000 lanes against PyYAML's C loader, and reading it again."""
    import yaml

    from routeplan.network import reading, store

    text = to_yaml(network(3_000, 20_000, SEED))
    pairs, again = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "network.yaml")
        Path(path).write_text(text, encoding="utf-8")
        os.environ["XDG_CACHE_HOME"] = folder
        store.load([path])
        for _ in range(5):
            peer = timed(lambda: yaml.load(text, Loader=yaml.CSafeLoader))[0]
            pairs.append((timed(lambda: reading.read_network([path]))[0], peer))
            again.append((timed(lambda: store.load([path]))[0], peer))
    named = (("with positions, typing and all checks of reading", pairs), ("again, unchanged", again))
    rows = [(name, ms([ours for ours, _ in both]), ms([peer for _, peer in both]), ratio(both)) for name, both in named]
    yield "Loading 20,000 lanes", ("routeplan", "ms", "ms of `yaml.load(..., CSafeLoader)`", "ratio to it"), rows


def best() -> Iterator[Table]:
    """Ten best loopless itineraries by cost, bounds included, against networkx and igraph."""
    from benchmarks.peers import Igraph, Networkx

    rows = []
    for places, lanes in SIZES:
        net = network(places, lanes, SEED)
        board = Board(net, (), Terms.of(net, Request("P0", "P1")))
        peers = [Networkx(board), Igraph(board)]
        cold: list[float] = []
        warm: list[float] = []
        spent: list[list[float]] = [[], []]
        kbest.k_best(Problem(board, Request("P0", "P1")), "cost", 10, Budget())
        for origin, destination in questions(net, 15 if places < 10_000 else 7, SEED):
            request = Request(origin, destination)
            board.corridors.clear()
            gc.collect()
            seconds, result = timed(lambda r=request: kbest.k_best(Problem(board, r), "cost", 10, Budget()))  # type: ignore[misc]
            cold.append(seconds)
            warm.append(timed(lambda r=request: kbest.k_best(Problem(board, r), "cost", 10, Budget()))[0])  # type: ignore[misc]
            costs = [one.vector[0] for one in result.found]
            ends = board.number_of(origin), board.number_of(destination)
            for peer, seconds_of in zip(peers, spent, strict=True):
                seconds, theirs = timed(lambda p=peer, e=ends: p.costs(*e, 10))  # type: ignore[misc]
                seconds_of.append(seconds)
                if theirs != costs[: len(theirs)]:
                    raise SystemExit(f"{type(peer).__name__} differs: {theirs} against {costs}")
        rows.append(
            (
                f"{places:,} / {lanes:,}",
                ms(cold),
                ms(warm),
                ms(spent[0]),
                ratio(list(zip(spent[0], cold, strict=True))),
                ratio(list(zip(spent[0], warm, strict=True))),
                ms(spent[1]),
                ratio(list(zip(spent[1], cold, strict=True))),
            )
        )
    head = (
        "places / lanes",
        "ms",
        "ms, destination known",
        "networkx ms",
        "times networkx",
        "times, known",
        "igraph ms",
        "times igraph",
    )
    yield "Ten best by cost, bounds included", head, rows


def fronts() -> Iterator[Table]:
    """The exact front of cost, time and CO2e, with and without weekly timetables."""
    rows = []
    for places, lanes in SIZES[:2]:
        for weekly in (False, True):
            net = network(places, lanes, SEED, weekly=weekly)
            depart = 20_789 * 1440 if weekly else None
            board = Board(net, (), Terms.of(net, Request("P0", "P1", depart=depart)))
            seconds, sizes = [], []
            for origin, destination in questions(net, 7, SEED):
                problem = Problem(board, Request(origin, destination, depart=depart))
                search = dated.front if weekly else front.front
                spent, result = timed(lambda s=search, p=problem: s(p, Budget()))  # type: ignore[misc]
                seconds.append(spent)
                sizes.append(len(result.found))
            kind = "weekly timetables, dated" if weekly else "undated"
            rows.append((f"{places:,} / {lanes:,}", kind, ms(seconds), f"{statistics.median(sizes):.0f}"))
    yield "Exact Pareto fronts", ("places / lanes", "question", "ms", "itineraries"), rows


def batch() -> Iterator[Table]:
    """Questions a second where destinations repeat."""
    rows = []
    for places, lanes in SIZES[1:]:
        net = network(places, lanes, SEED)
        board = Board(net, (), Terms.of(net, Request("P0", "P1")))
        ids = list(net.places)
        destinations, each = (30, 33) if places < 10_000 else (10, 33)
        gc.collect()
        gc.freeze()

        def ask(board: Board = board, ids: list[str] = ids, n: int = destinations, each: int = each) -> list[Found]:
            found: list[Found] = []
            for d in range(n):
                for o in range(each):
                    request = Request(ids[100 + d * each + o], ids[d])
                    found.extend(kbest.k_best(Problem(board, request), "cost", 10, Budget()).found)
            return found

        seconds, _ = timed(ask)
        rows.append((f"{places:,} / {lanes:,}", f"{destinations} x {each}", f"{destinations * each / seconds:,.0f}"))
        gc.unfreeze()
    yield "Ten best, one core", ("places / lanes", "destinations x origins", "questions a second"), rows


SECTIONS = {"start": start, "load": load, "best": best, "fronts": fronts, "batch": batch}


def markdown(table: Table) -> str:
    """A table with its heading."""
    title, head, rows = table
    lines = [f"### {title}", "", "| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main(names: Sequence[str]) -> None:
    parts = []
    for name in names or SECTIONS:
        for table in SECTIONS[name]():
            parts.append(markdown(table))
            print(parts[-1], flush=True)
    if not names:
        readme = HERE / "README.md"
        text = readme.read_text(encoding="utf-8").split(MARK)[0]
        readme.write_text(text + MARK + "\n\n" + "\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
