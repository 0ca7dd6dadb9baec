"""Paths and files a network cannot be read from; what is in them has its cases in tests/bad."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from tests.faults.networks import SMALL
from tests.faults.shell import ROOT, run


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nett.yaml", ['"nett.yaml"', "no such file", "net.yaml"]),
        ("empty-folder", ["empty-folder", "is a directory"]),
        ("loop.yaml", ["symbolic link loop"]),
        ("dangling.yaml", ["dangling.yaml", "gone.yaml"]),
        ("pipe.yaml", ["not a regular file"]),
        ("/dev/zero", ["not a regular file"]),
        ("/dev/null", ["not a regular file"]),
        ("", ["empty"]),
        ("net.yaml/x", ["no such file"]),
        ("a" * 5000, ["cannot read"]),
    ],
)
def test_what_cannot_be_read_is_4(folder: Path, path: str, says: list[str]) -> None:
    (folder / "empty-folder").mkdir()
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "dangling.yaml").symlink_to("gone.yaml")
    os.mkfifo(folder / "pipe.yaml")
    if path:
        run(folder, "find", "O", "D", "-n", path, code=4, says=says)
    run(folder, "check", path, code=4, says=says)


def test_a_fault_of_permission_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from routeplan.errors import FileError
    from routeplan.network import files

    def refuse(path: str, *_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(FileError, match="no permission to read"):
        files.read_layers([str(folder / "net.yaml")])


def test_a_file_that_is_too_large(folder: Path) -> None:
    with open(folder / "large.yaml", "wb") as file:
        file.write(SMALL.encode())
        file.truncate(100_000_000)
    run(folder, "find", "O", "D", "-n", "large.yaml", code=3, says=["too large", "64 MB"])


def test_a_folder_is_one_file_only_where_it_has_one(folder: Path) -> None:
    run(folder, "find", "O", "D", "-n", ".", code=0)


@pytest.mark.parametrize("name", ["with blank.yaml", "#1.yaml", "🚢.yaml", "[red]x[-].yaml", "a\nb.yaml", "-n.yaml"])
def test_odd_file_names(folder: Path, name: str) -> None:
    (folder / "net.yaml").rename(folder / name)
    run(folder, "find", "O", "D", "--network=" + name, code=0)
    (folder / name).write_text("lanes: x\n")
    got = run(folder, "find", "O", "D", "--network=" + name, code=3)
    shown = name.replace("\n", "\\x0a")
    assert any(line.startswith(f"{shown}:1:") for line in got.err.splitlines()), got


def test_standard_input(folder: Path) -> None:
    run(folder, "find", "O", "D", "-n", "-", stdin=SMALL.encode(), code=0)
    run(folder, "find", "O", "D", "-n", "-", stdin=b"", code=3, says=["empty"])
    run(folder, "find", "O", "D", "-n", "-", "--with", "-", stdin=SMALL.encode(), code=2, says=["once"])
    run(folder, "find", "O", "D", "-n", "-", stdin=b"\xff\xfe\x00", code=3)
    run(folder, "check", "-", stdin=SMALL.encode(), code=0)
    run(folder, "check", "-", "-", stdin=SMALL.encode(), code=2, says=["once"])


def shell(line: str) -> tuple[str, ...]:
    """What starts a program as a shell does by this line; "$@" is the program."""
    return ("sh", "-c", line, "sh")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("check", "-"), 4, "too large"),
        (("find", "O", "D", "-n", "-"), 4, "too large"),
        (("map", "-", "-n", "net.yaml", "-o", "map.html"), 4, "too large"),
        (("batch", "-", "-n", "net.yaml"), 2, "longer than"),
        (("batch", "/dev/fd/0", "-n", "net.yaml"), 2, "longer than"),
        (("allocate", "-n", "net.yaml"), 2, "longer than"),
        (("find", "O", "D", "-n", "/dev/fd/0"), 3, "too large"),
    ],
)
def test_standard_input_without_an_end(folder: Path, words: tuple[str, ...], code: int, says: str) -> None:
    run(folder, *words, through=shell('"$@" < /dev/zero'), code=code, says=[says])


def test_a_sheet_in_yaml_without_an_end(folder: Path) -> None:
    endless = shell('yes -- "- {origin: O, destination: D}" | "$@"')
    run(folder, "batch", "-", "-n", "net.yaml", through=endless, code=2, says=["too long for YAML"])


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="nobody may read it here")
@pytest.mark.parametrize(
    "words",
    [("check", "/proc/kmsg"), ("find", "O", "D", "--with", "/proc/kmsg"), ("batch", "/proc/kmsg", "-n", "net.yaml")],
)
def test_a_file_that_looks_regular_and_waits_for_more(folder: Path, words: tuple[str, ...]) -> None:
    run(folder, *words, code=(1, 2, 3, 4, 5))


def test_pipes_that_end(folder: Path) -> None:
    """As a shell opens them for <(...)."""
    for words, text in (
        (("find", "O", "D", "-n"), SMALL),
        (("find", "O", "D", "-n", "net.yaml", "--with"), SMALL.replace("Small", "Smaller")),
        (("batch", "-n", "net.yaml"), "origin,destination\nO,D\n"),
    ):
        reading, writing = os.pipe()
        os.write(writing, text.encode())
        os.close(writing)
        run(folder, *words, f"/dev/fd/{reading}", code=0, pass_fds=(reading,))
        os.close(reading)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems(folder: Path, newline: str) -> None:
    (folder / "net.yaml").write_bytes(SMALL.replace("\n", newline).encode())
    run(folder, "find", "O", "D", "-n", "net.yaml", code=0)
    faulty = SMALL.replace("mode: sea", "mode: see")
    line = 1 + faulty[: faulty.index("mode: see")].count("\n")
    (folder / "net.yaml").write_bytes(faulty.replace("\n", newline).encode())
    run(folder, "find", "O", "D", "-n", "net.yaml", code=3, says=[f"net.yaml:{line}:"])


def test_a_file_replaced_while_it_is_read_is_one_version_or_the_other(folder: Path) -> None:
    """Run in this process for speed: two versions take turns, every answer is that of one of them."""
    import routeplan

    other = SMALL.replace("rate: 900 USD", "rate: 901 USD")
    path, spare = folder / "net.yaml", folder / "spare"
    done = threading.Event()

    def swap() -> None:
        turn = 0
        while not done.is_set():
            turn += 1
            spare.write_text(other if turn % 2 else SMALL)
            os.replace(spare, path)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        costs = {routeplan.read_network(str(path)).find("O", "D", by="cost")[0].cost_cents for _ in range(60)}
    finally:
        done.set()
        thread.join()
    assert costs <= {100_000, 100_100}


def test_a_working_folder_that_is_gone(folder: Path) -> None:
    """Absolute paths still work there; relative ones are refused."""
    import subprocess
    import sys

    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m routeplan find O D -f json -n "$1"'
    for path, code in ((str(folder / "net.yaml"), 0), ("net.yaml", 4)):
        done = subprocess.run(
            ["/bin/sh", "-c", script, sys.executable, path],
            capture_output=True, text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == code, done
        assert "Traceback" not in done.stderr
        if code == 0:
            assert json.loads(done.stdout)["itineraries"]
