"""Files and folders whose rights are in the way. The superuser gives up its power over them for these runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.networks import SMALL
from tests.faults.shell import ROOT, run

FIND = ("find", "O", "D", "-n", "net.yaml", "-f", "json", "--now", "2026-03-01")
LANE = ("--from", "O", "--to", "D", "--mode", "road", "--transit", "20d")


@pytest.fixture(scope="module")
def through() -> tuple[str, ...]:
    """What makes a process that rights apply to."""
    if os.geteuid() != 0:
        return ()
    words = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    if shutil.which("setpriv") is None or subprocess.run([*words, "true"], stderr=subprocess.DEVNULL).returncode:
        pytest.skip("this superuser cannot give up its power over files")
    return words


@pytest.fixture
def closed(folder: Path) -> Path:
    """A folder that may be read, but not changed."""
    place = folder / "closed"
    place.mkdir()
    (place / "out.json").write_text("old")
    place.chmod(0o555)
    return place


@pytest.mark.parametrize("command", ["find", "check", "places", "export", "add-lane", "batch"])
def test_a_network_that_may_not_be_read(folder: Path, through: tuple[str, ...], command: str) -> None:
    (folder / "rows.csv").write_text("origin,destination\nO,D\n")
    (folder / "net.yaml").chmod(0)
    words = {
        "find": FIND,
        "check": ("check", "net.yaml"),
        "add-lane": ("add-lane", "net.yaml", *LANE),
        "batch": ("batch", "rows.csv", "-n", "net.yaml"),
    }.get(command, (command, "-n", "net.yaml"))
    run(folder, *words, through=through, code=4, says=["permission", "net.yaml"])


def test_a_folder_with_something_that_may_not_be_read(folder: Path, through: tuple[str, ...]) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "more.yaml").write_text("routeplan: 1\n")
    (folder / "sub").chmod(0)
    run(folder, "find", "O", "D", "-n", ".", through=through, code=4, says=["permission", "sub"])
    (folder / "sub").chmod(0o755)
    (folder / "sub" / "more.yaml").chmod(0)
    run(folder, "find", "O", "D", "-n", ".", through=through, code=4, says=["permission", "more.yaml"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("over.yaml", (*FIND, "--with", "over.yaml")),
        ("rows.csv", ("batch", "rows.csv", "-n", "net.yaml")),
        ("rows.csv", ("allocate", "rows.csv", "-n", "net.yaml")),
        ("rates.csv", ("import", "rates.csv", "-n", "net.yaml")),
        ("done.jsonl", ("batch", "sheet.csv", "-n", "net.yaml", "-f", "jsonl", "--resume", "done.jsonl")),
    ],
)
def test_other_files_that_may_not_be_read(
    folder: Path, through: tuple[str, ...], name: str, words: tuple[str, ...]
) -> None:
    (folder / "sheet.csv").write_text("origin,destination\nO,D\n")
    (folder / name).write_text("origin,destination\nO,D\n")
    (folder / name).chmod(0)
    run(folder, *words, through=through, code=4, says=["ermission", name])


def test_a_home_that_may_not_be_changed(folder: Path, through: tuple[str, ...], tmp_path: Path) -> None:
    """No compiled network is kept, no report of a bug is written, and no word is lost about the former."""
    plain = run(folder, *FIND, "--no-cache", code=0)
    home = tmp_path / "home"
    for mode in (0o555, 0):
        home.mkdir()
        home.chmod(mode)
        env = {"HOME": str(home), "XDG_CACHE_HOME": "", "XDG_STATE_HOME": ""}
        assert run(folder, *FIND, env=env, through=through, code=0) == plain
        program = (
            "import sys; from routeplan.cli import dispatch, main\n"
            "def fail(words): raise RuntimeError\ndispatch.dispatch = fail\nsys.exit(main.main(['find']))"
        )
        done = subprocess.run(
            [*through, sys.executable, "-c", program], cwd=folder, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (70, "")
        assert "ROUTEPLAN_DEBUG" in done.stderr
        home.chmod(0o755)
        assert list(home.iterdir()) == []
        home.rmdir()


def test_compiled_networks_that_may_not_be_read(folder: Path, through: tuple[str, ...], tmp_path: Path) -> None:
    home = tmp_path / "home"
    plain = run(folder, *FIND, home=home, code=0)
    (kept,) = (home / "cache" / "routeplan").iterdir()
    kept.chmod(0)
    assert run(folder, *FIND, home=home, through=through, code=0) == plain
    kept.parent.chmod(0)
    assert run(folder, *FIND, home=home, through=through, code=0) == plain
    kept.parent.chmod(0o700)


@pytest.mark.parametrize("path", ["closed/out.json", "closed/new.json"])
def test_an_output_folder_that_may_not_be_changed(
    folder: Path, closed: Path, through: tuple[str, ...], path: str
) -> None:
    run(folder, *FIND, "-o", path, through=through, code=4, says=["cannot write", path, "permission"])
    (folder / "rows.csv").write_text("origin,destination\nO,D\n")
    words = ("batch", "rows.csv", "-n", "net.yaml", "-o", "closed/new.csv")
    run(folder, *words, through=through, code=4, says=["cannot write", "closed/new.csv"])
    run(folder, "init", "closed/my.yaml", through=through, code=4, says=["cannot write", "closed/my.yaml"])
    assert [entry.name for entry in closed.iterdir()] == ["out.json"]
    assert (closed / "out.json").read_text() == "old"


def test_a_file_that_may_not_be_written_is_not_replaced_either(folder: Path, through: tuple[str, ...]) -> None:
    (folder / "out.json").write_text("old")
    (folder / "out.json").chmod(0o444)
    run(folder, *FIND, "-o", "out.json", through=through, code=4, says=["permission", "out.json"])
    assert (folder / "out.json").read_text() == "old"
    (folder / "net.yaml").chmod(0o444)
    run(folder, "add-lane", "net.yaml", *LANE, through=through, code=4, says=["permission", "net.yaml"])
    assert (folder / "net.yaml").read_text() == SMALL
