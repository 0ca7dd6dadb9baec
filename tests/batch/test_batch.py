"""A batch is as many single questions, on one process or several, undisturbed or killed and resumed."""

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
from typing import Any

import pytest

import routeplan
from routeplan.cli.main import main
from tests.batch.sheets import jsonl, questions
from tests.sample_network import TEXT

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("ROUTEPLAN_BATCH", "300"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("batch")
    (path / "network.yaml").write_text(TEXT)
    (path / "shipments.jsonl").write_text(jsonl(questions(COUNT)))
    run(path, "shipments.jsonl", "-o", "whole.jsonl", code=5)
    run(path, "shipments.jsonl", "-o", "whole.csv", code=5)
    return path


def start(folder: Path, *words: str, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ROUTEPLAN_NETWORK": str(folder / "network.yaml"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "routeplan", "batch", *words],
        cwd=folder, env=environment, stdin=options.pop("stdin", subprocess.DEVNULL),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def run(folder: Path, *words: str, code: int = 0, stdin: bytes = b"") -> tuple[bytes, str]:
    process = start(folder, *words, stdin=subprocess.PIPE)
    out, err = process.communicate(stdin)
    assert process.returncode == code, err.decode()
    assert b"Traceback" not in err
    assert b"\x1b" not in out + err
    return out, err.decode()


def test_a_batch_equals_single_questions(folder: Path) -> None:
    network = routeplan.read_network(folder / "network.yaml")
    lines = (folder / "whole.jsonl").read_text().splitlines()
    assert len(lines) == COUNT
    kinds = set()
    for number, (row, line) in enumerate(zip(questions(COUNT), lines, strict=True), start=1):
        options = {key.replace("with", "with_"): value for key, value in row.items() if key != "id"}
        got = json.loads(line)
        assert (got.pop("id"), got.pop("line")) == (row["id"], number)
        try:
            expected = network.find(**options).to_dict()  # type: ignore[arg-type]
            assert got == expected
            kinds.add("answer" if expected["itineraries"] else "no route")
        except routeplan.RoutePlanError as error:
            assert got["error"] == {"code": error.code, "message": error.message, "help": error.help or None}
            kinds.add("error")
    assert kinds == {"answer", "no route", "error"}


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_two_processes_give_the_same_bytes(folder: Path, format: str) -> None:
    out, err = run(folder, "shipments.jsonl", "-f", format, "--jobs", "2", code=5)
    assert out == (folder / f"whole.{format}").read_bytes()
    assert "without a full answer" in err


def test_a_pipe_gives_the_same_bytes(folder: Path) -> None:
    sheet = (folder / "shipments.jsonl").read_bytes()
    out, _ = run(folder, "-", "-f", "jsonl", code=5, stdin=sheet)
    assert out == (folder / "whole.jsonl").read_bytes()


def test_csv_has_a_row_for_each_itinerary_and_one_for_each_failure(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "whole.csv").read_text())))
    by_line: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_line.setdefault(row["line"], []).append(row)
    assert list(by_line) == [str(n) for n in range(1, COUNT + 1)]
    for line in (folder / "whole.jsonl").read_text().splitlines():
        document = json.loads(line)
        mine = by_line[str(document["line"])]
        assert {row["id"] for row in mine} == {document["id"]}
        if "error" in document:
            error = document["error"]
            assert [(row["status"], row["reason"]) for row in mine] == [("error", error["code"])]
            said = error["message"] + (f"; {error['help']}" if error["help"] else "")
            assert mine[0]["message"].removeprefix("option ") == said
        elif document["no_route"]:
            assert [(row["status"], row["reason"]) for row in mine] == [("no-route", document["no_route"]["reason"])]
        else:
            assert [float(row["cost"]) for row in mine] == [one["cost"] for one in document["itineraries"]]


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_resuming_from_any_torn_file_gives_the_whole(folder: Path, tmp_path: Path, format: str) -> None:
    whole = (folder / f"whole.{format}").read_bytes()
    chance = random.Random(7)
    cuts = [0, 1, len(whole) - 1, len(whole), *(chance.randrange(len(whole)) for _ in range(4))]
    for cut in cuts:
        torn = tmp_path / f"{cut}.{format}"
        torn.write_bytes(whole[:cut])
        run(folder, "shipments.jsonl", "--resume", str(torn), "--jobs", str(1 + cut % 2), code=5)
        assert torn.read_bytes() == whole


def test_killed_at_ten_moments_and_resumed(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "whole.csv").read_bytes()
    chance = random.Random(3)
    torn = 0
    for moment in range(10):
        out = tmp_path / f"{moment}.csv"
        process = start(folder, "shipments.jsonl", "-o", str(out), "--jobs", str(1 + moment % 2))
        wanted = chance.randrange(len(whole))
        while process.poll() is None and (not out.exists() or out.stat().st_size < wanted):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        torn += out.read_bytes() != whole
        run(folder, "shipments.jsonl", "--resume", str(out), code=5)
        assert out.read_bytes() == whole
    assert torn


def test_workers_do_not_outlive_a_killed_parent(folder: Path, tmp_path: Path) -> None:
    process = start(folder, "-", "--jobs", "2", "-f", "jsonl", stdin=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"origin": "Xian", "destination": "Almaty"}\n')
    process.stdin.flush()
    process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        process.communicate()
        pytest.skip("no /proc to look at children")
    workers = children.read_text().split()
    process.kill()
    process.communicate()
    assert workers
    for _ in range(200):
        if not any(_alive(worker) for worker in workers):
            return
        time.sleep(0.05)
    raise AssertionError("workers still run")


def _alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_whole_lines(folder: Path, number: int, code: int, jobs: str) -> None:
    process = start(folder, "-", "-f", "jsonl", "--jobs", jobs, stdin=subprocess.PIPE, start_new_session=True)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": 1, "origin": "Xian", "destination": "Almaty"}\n')
    process.stdin.flush()
    first = process.stdout.readline()
    os.killpg(process.pid, number)
    rest, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert json.loads(first)["id"] == 1
    assert not rest or rest.endswith(b"\n")
    assert err.decode() in ("Stopped.\n", "Terminated.\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_is_141(folder: Path, jobs: str) -> None:
    process = start(folder, "shipments.jsonl", "-f", "jsonl", "--jobs", jobs)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_answers_come_as_rows_come(folder: Path) -> None:
    process = start(folder, "-", "-f", "jsonl", stdin=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(b'{"id": %d, "origin": "Xian", "destination": "Almaty"}\n' % number)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == number
    out, _ = process.communicate()
    assert out == b""


def test_a_killed_worker_is_5_and_can_be_resumed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start(folder, "-", "-o", str(out), "-f", "jsonl", "--jobs", "2", stdin=subprocess.PIPE)
    assert process.stdin is not None
    sheet = (folder / "shipments.jsonl").read_bytes().splitlines(keepends=True)
    process.stdin.writelines(sheet[:40])
    process.stdin.flush()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and (not out.exists() or not out.stat().st_size):
        time.sleep(0.01)
    if not children.exists():
        process.kill()
        process.communicate()
        pytest.skip("no /proc to look at children")
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
    process.stdin.writelines(sheet[40:])
    _, err = process.communicate(timeout=60)
    assert process.returncode == 5, err
    assert b"a worker was killed" in err
    run(folder, "shipments.jsonl", "--resume", str(out), code=5)
    assert out.read_bytes() == (folder / "whole.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["shipments.jsonl", "--resume", "other.jsonl"], "answers another list", 2),
        (["shipments.jsonl", "--resume", "network.yaml", "-f", "csv"], "no answer of a batch", 2),
        (["shipments.jsonl", "--resume", "-"], "cannot be resumed", 2),
        (["shipments.jsonl", "--resume", "a", "-o", "b"], "names the output file already", 2),
        (["shipments.jsonl", "-o", "shipments.jsonl"], "is read by this run", 2),
        (["shipments.jsonl", "--jobs", "0"], "out of range", 2),
        (["shipments.jsonl", "--jobs", "x"], "--jobs", 2),
        (["shipments.jsonl", "--engine", "spark://x:1"], "unknown engine", 2),
        (["shipments.jsonl", "-f", "parquet"], "-o answers.parquet", 2),
        (["nothing.csv"], "no such file", 4),
        (["shipments.jsonl", "-o", "no/such/folder.csv"], "cannot write", 4),
        (["-", "-n", "-"], "both the network and the shipments", 2),
        (["shipments.jsonl", "--with", "nothing"], "nothing", 2),
        (["shipments.jsonl", "--by", "fastest"], '--by: unknown value "fastest"', 2),
        (["shipments.jsonl", "--deadline", "soon"], "--deadline: ", 2),
        (["shipments.jsonl", "--capital-rate", "a lot"], "--capital-rate: ", 2),
        (["shipments.jsonl", "--limit", "0"], "--limit: ", 2),
    ],
)
def test_refusals(
    folder: Path,
    words: list[str],
    said: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", str(folder / "network.yaml"))
    lines = (folder / "whole.jsonl").read_text().splitlines(keepends=True)
    (folder / "other.jsonl").write_text("".join(reversed(lines)))
    assert main(["batch", *words]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_default_may_need_what_only_the_rows_have(folder: Path) -> None:
    sheet = b"id,origin,destination,depart,cargo_value\n1,Xian,Almaty,2026-03-02,5000\n"
    words = ("--deadline", "2026-12-01", "--capital-rate", "5%", "--now", "2026-03-01", "-f", "jsonl")
    out, _ = run(folder, *words, stdin=sheet)
    assert json.loads(out)["request"]["deadline"].startswith("2026-12-01")


def test_defaults_of_the_line_hold_for_all_rows(folder: Path) -> None:
    sheet = b"id,origin,destination,top\n1,Xian,Almaty,\n2,Xian,Almaty,1\n"
    out, _ = run(folder, "--by", "cost", "--top", "2", "--now", "2026-03-01", "-f", "jsonl", stdin=sheet)
    asked = [json.loads(line)["request"] for line in out.splitlines()]
    assert [(one["by"], one["top"], one["today"]) for one in asked] == [
        ("cost", 2, "2026-03-01"),
        ("cost", 1, "2026-03-01"),
    ]


@pytest.mark.parametrize(
    ("sheet", "words", "code"),
    [
        ("id,origin,destination\n1,Xian,Almaty\n", ["-n", "nowhere.yaml"], 4),
        ("id,origin,destination\n1,Xian,Almaty\n", ["--with", "nothing"], 2),
        ("id,origin,destination\n1,Xian,Almaty\n", ["--engine", "spark://x:1"], 2),
        ("id,origni\n1,Xian\n", [], 2),
        ("id,origni\n1,Xian\n", ["--jobs", "2"], 2),
        ("", [], 2),
        ("- {id: 1\n", [], 2),
    ],
)
def test_what_keeps_a_run_from_its_first_row_leaves_the_answers_there_are(
    folder: Path, tmp_path: Path, sheet: str, words: list[str], code: int
) -> None:
    (tmp_path / "sheet").write_text(sheet)
    (tmp_path / "answers.jsonl").write_text("yesterday\n")
    run(folder, str(tmp_path / "sheet"), "-o", str(tmp_path / "answers.jsonl"), *words, code=code)
    assert (tmp_path / "answers.jsonl").read_text() == "yesterday\n"


def test_workers_do_not_hold_the_file_of_answers(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start(folder, "-", "-o", str(out), "--jobs", "2", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b'{"origin": "Xian", "destination": "Almaty"}\n')
    process.stdin.flush()
    while process.poll() is None and (not out.exists() or not out.stat().st_size):
        time.sleep(0.01)
    tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    held = {
        pid: [os.readlink(handle) for handle in Path(f"/proc/{pid}/fd").iterdir() if handle.is_symlink()]
        for pid in (tasks.read_text().split() if tasks.exists() else ())
    }
    process.communicate()
    if not held:
        pytest.skip("no /proc to look at workers")
    assert not any(str(out) in files for files in held.values())


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_library_twin(folder: Path, jobs: int) -> None:
    network = routeplan.read_network(folder / "network.yaml")
    rows = questions(40)
    replies = list(network.batch(rows, jobs=jobs))
    assert [reply.id for reply in replies] == [row["id"] for row in rows]
    for row, reply in zip(rows, replies, strict=True):
        if reply.itineraries is None:
            assert reply.error is not None
        else:
            options = {key.replace("with", "with_"): value for key, value in row.items() if key != "id"}
            assert reply.itineraries.to_dict() == network.find(**options).to_dict()  # type: ignore[arg-type]
