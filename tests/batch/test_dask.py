"""A batch on Dask: a real scheduler, two real workers, one of them killed; nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.batch.sheets import jsonl, questions
from tests.sample_network import TEXT

pytest.importorskip("distributed", reason="routeplan[dask] is not installed")

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("ROUTEPLAN_BATCH", "400"))


class Cluster:
    """A scheduler on a free port of loopback and its workers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")
        self.address = self._said("scheduler", r"Scheduler at:\s+tcp://(\S+)")
        self.workers = [self.add_worker(number) for number in range(2)]

    def add_worker(self, number: int) -> subprocess.Popen[bytes]:
        name = f"worker{number}"
        process = self._start(
            "worker", f"tcp://{self.address}", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name,
            "--local-directory", str(self._folder), log=name,
        )  # fmt: skip
        self._said(name, "Registered to:")
        return process

    def _start(self, *words: str, log: str = "scheduler") -> subprocess.Popen[bytes]:
        with open(self._folder / log, "wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
                stdout=out, stderr=subprocess.STDOUT, cwd=self._folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        self._processes.append(process)
        return process

    def _said(self, log: str, pattern: str) -> str:
        for _ in range(600):
            match = re.search(pattern, (self._folder / log).read_text())
            if match:
                return match.group(match.lastindex or 0)
            time.sleep(0.05)
        raise AssertionError((self._folder / log).read_text())

    def stop(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "network.yaml").write_text(TEXT)
    running = Cluster(tmp_path)
    yield running
    running.stop()


def pour(lines: list[bytes], stream: IO[bytes]) -> None:
    """Write the lines as fast as they are read."""
    stream.writelines(lines)
    stream.close()


def test_a_worker_killed_in_mid_batch_loses_and_doubles_nothing(cluster: Cluster, tmp_path: Path) -> None:
    sheet = jsonl(questions(COUNT)).encode()
    words = [sys.executable, "-m", "routeplan", "batch", "-", "-f", "jsonl", "-n", str(tmp_path / "network.yaml")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    alone = subprocess.run(words, input=sheet, capture_output=True, env=environment)
    assert alone.returncode == 5
    process = subprocess.Popen(
        [*words, "--engine", f"dask://{cluster.address}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    lines = sheet.splitlines(keepends=True)
    process.stdin.writelines(lines[:100])
    process.stdin.flush()
    first = process.stdout.readline()
    cluster.workers[0].send_signal(signal.SIGKILL)
    rest = threading.Thread(target=pour, args=(lines[100:], process.stdin))
    rest.start()
    out = process.stdout.read()
    rest.join()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    assert process.wait(timeout=60) == 5, err.decode()
    assert first + out == alone.stdout
    assert [json.loads(line)["line"] for line in (first + out).splitlines()] == list(range(1, COUNT + 1))


def test_nobody_at_the_address_is_5_and_leaves_the_answers_there_are(tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text(TEXT)
    (tmp_path / "out.csv").write_text("yesterday\n")
    words = ["batch", "-", "-n", str(tmp_path / "network.yaml"), "--engine", "dask://127.0.0.1:1"]
    words += ["-o", str(tmp_path / "out.csv")]
    done = subprocess.run(
        [sys.executable, "-m", "routeplan", *words],
        input=jsonl(questions(2)).encode(), capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 5
    assert b"no Dask scheduler answers" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "out.csv").read_text() == "yesterday\n"
