"""The compiled network can be anything and anywhere: it never changes an answer."""

from __future__ import annotations

import json
import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import routeplan
from tests.faults.networks import SMALL
from tests.faults.shell import ROOT, run

FIND = ("find", "O", "D", "-n", "net.yaml", "-f", "json", "--now", "2026-03-01", "--depart", "2026-03-02")


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/routeplan-was-here",)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    (place / "cache").mkdir(parents=True)
    return place


def compiled_of(home: Path) -> Path:
    (path,) = (home / "cache" / "routeplan").glob("*.json")
    return path


def test_cold_warm_and_absent_are_the_same(folder: Path, home: Path) -> None:
    cold = run(folder, *FIND, home=home, code=0)
    assert compiled_of(home).exists()
    assert run(folder, *FIND, home=home, code=0) == cold
    assert run(folder, *FIND, "--no-cache", home=home, code=0) == cold


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"null", b"[]", b"{}", b"\x00" * 1000, os.urandom(500), b'{"version": 1}', b"[" * 100_000,
        pickle.dumps(Evil()), b"NaN", b'"' + b"a" * 10_000,
    ],
)  # fmt: skip
def test_whatever_lies_there_the_answer_is_the_same(folder: Path, home: Path, damage: bytes) -> None:
    cold = run(folder, *FIND, home=home, code=0)
    compiled_of(home).write_bytes(damage)
    assert run(folder, *FIND, home=home, code=0) == cold
    assert not os.path.exists("/tmp/routeplan-was-here")


def test_every_truncation_and_many_flips_are_noticed(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    path = str(folder / "net.yaml")
    expected = routeplan.read_network(path).find("O", "D", now="2026-03-01").to_json()
    whole = compiled_of(home).read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], whole[:at] + whole[at + 1 :]):
            compiled_of(home).write_bytes(data)
            assert routeplan.read_network(path).find("O", "D", now="2026-03-01").to_json() == expected


def test_an_edit_of_the_same_size_in_the_same_second_counts(folder: Path, home: Path) -> None:
    before = run(folder, *FIND, home=home, code=0)
    status = (folder / "net.yaml").stat()
    (folder / "net.yaml").write_text(SMALL.replace("900 USD", "901 USD"))
    os.utime(folder / "net.yaml", ns=(status.st_atime_ns, status.st_mtime_ns))
    after = run(folder, *FIND, home=home, code=0)
    assert json.loads(after.out)["itineraries"][0]["cost"] == json.loads(before.out)["itineraries"][0]["cost"] + 1


@pytest.mark.parametrize("kind", ["file", "loop", "/dev/null", "relative", "", "/dev/full/x", "\x01", "read-only"])
def test_folders_that_are_none(folder: Path, home: Path, kind: str) -> None:
    plain = run(folder, *FIND, "--no-cache", code=0)
    value = str(home / "there")
    if kind == "file":
        (home / "there").write_text("x")
    elif kind == "loop":
        (home / "there").symlink_to("there")
    elif kind == "read-only":
        (home / "there").mkdir(mode=0o500)
    else:
        value = kind
    env = {"XDG_CACHE_HOME": value, "XDG_STATE_HOME": value, "HOME": "/nonexistent"}
    assert run(folder, *FIND, env=env, code=0) == plain


def test_a_file_of_somebody_else_is_not_read(folder: Path, home: Path) -> None:
    cold = run(folder, *FIND, home=home, code=0)
    path = compiled_of(home)
    text = path.read_bytes()
    path.chmod(0o666)
    assert run(folder, *FIND, home=home, code=0) == cold
    path.unlink()
    (home / "elsewhere").write_bytes(text)
    path.symlink_to(home / "elsewhere")
    assert run(folder, *FIND, home=home, code=0) == cold


def test_ten_at_once_with_a_cold_cache(folder: Path, home: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home / "cache")}
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "routeplan", *FIND], cwd=folder, env=env, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(10)
    ]  # fmt: skip
    outputs = {process.communicate(timeout=30) for process in runs}
    assert [process.returncode for process in runs] == [0] * 10
    assert len(outputs) == 1
    assert [path.name for path in compiled_of(home).parent.iterdir()] == [compiled_of(home).name]


def test_no_socket_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from routeplan.cli.main import main

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(folder)
    for words in (FIND, ("check", "net.yaml"), ("places", "-n", "net.yaml"), ("stats", "-n", "net.yaml")):
        assert main(list(words)) == 0
    capsys.readouterr()


OTHER = (
    FIND,
    ("find", "O", "D", "-n", "net.yaml", "--pareto", "--legs", "--now", "2026-03-01"),
    ("check", "net.yaml"),
    ("lanes", "-n", "net.yaml", "-f", "csv"),
    ("reach", "O", "-n", "net.yaml", "--now", "2026-03-01"),
    ("batch", "rows.csv", "-n", "net.yaml", "--now", "2026-03-01"),
    ("map", "O", "D", "-n", "net.yaml", "--now", "2026-03-01"),
    ("find", "O", "X", "-n", "net.yaml"),
    ("check", "bad.yaml"),
)


@pytest.mark.parametrize("words", OTHER, ids=lambda words: words[0])
@pytest.mark.parametrize("python", [["-OO"], ["-W", "error"], ["-X", "utf8=0"], ["-X", "dev"], ["-B", "-s"]])
def test_other_ways_to_run_python(folder: Path, python: list[str], words: tuple[str, ...]) -> None:
    (folder / "rows.csv").write_text("origin,destination\nO,D\nD,O\n")
    (folder / "bad.yaml").write_text("lanes: x\n")
    plain = run(folder, *words)
    assert plain.code in (0, 1, 2)
    assert run(folder, *words, python=python) == plain


def test_isolated(folder: Path) -> None:
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from routeplan.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", program, *FIND], cwd=folder, capture_output=True, text=True
    )
    plain = run(folder, *FIND, code=0)
    assert (done.returncode, done.stdout, done.stderr) == (plain.code, plain.out, plain.err)


def test_a_bug_leaves_a_report_without_what_is_private(folder: Path, home: Path) -> None:
    program = (
        "import sys; from routeplan.cli import dispatch, main\n"
        "def fail(words):\n    secret = open('net.yaml').read(); raise RuntimeError('oops')\n"
        "dispatch.dispatch = fail\nsys.exit(main.main(['find', 'O', 'D']))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(home), "PASSWORD": "hidden"}
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 70
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2
    (report,) = (home / "routeplan").iterdir()
    text = report.read_text()
    assert "RuntimeError: oops" in text
    assert "hidden" not in text
    assert "currency: USD" not in text
