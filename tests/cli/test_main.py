"""The ways out: exit codes, both streams, files, signals."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from routeplan.cli import dispatch as dispatch_module
from routeplan.cli.main import main
from routeplan.cli.outcome import Outcome
from routeplan.cli.writing import write_file
from routeplan.errors import FileError, Finding, NetworkError, UsageError

ROOT = Path(__file__).parents[2]


def run(
    *words: str, env: dict[str, str] | None = None, stdin: Any = subprocess.DEVNULL
) -> subprocess.CompletedProcess[str]:
    """A real process, as a shell would start it."""
    return subprocess.run(
        [sys.executable, "-m", "routeplan", *words],
        capture_output=True, text=True, cwd=ROOT, stdin=stdin, env={**os.environ, **(env or {})},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "routeplan find Xian Valencia"),
        (["fnid"], "did you mean find?"),
        (["--srot"], "the command comes first"),
        (["find"], "ORIGIN is missing"),
        (["find", "A"], "DESTINATION is missing"),
        (["find", "A", "B", "C"], 'unexpected "C"'),
        (["find", "A", "B", "--tpo", "3"], "did you mean --top"),
        (["find", "A", "B", "--top"], "--top needs a value"),
        (["find", "-5", "B"], "put -- before"),
        (["find", "A", "B", "-f", "jsn"], "did you mean json"),
        (["find", "A", "B", "--color", "red"], "auto, always, never"),
        (["places", "--nothing"], "--nothing"),
        (["explain", "a", "b"], "unexpected"),
        (["find", "\x1b[2J[bold]x[/]", "--nothing"], "--nothing"),
        (["find", "A", "B", "\x1b[2J"], "\\x1b[2J"),
    ],
)
def test_a_wrong_command_line_is_2_with_a_hint_and_nothing_on_stdout(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "\x1b" not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["-h"], ["find", "--help"], ["lanes", "-h"]])
def test_help_and_version_are_results(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert out.endswith("\n")
    assert err == ""


def test_bad_bytes_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "\udcff", "B"]) == 2
    assert "is not text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("wrong", help="do this"), 2, "error[RP501]: wrong\nhelp: do this\n"),
        (FileError("cannot read x"), 4, "error[RP601]: cannot read x\n"),
        (NetworkError("no good"), 3, "error[RP300]: no good\n"),
        (MemoryError(), 4, "out of memory"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (BrokenPipeError(), 141, ""),
        (SystemExit(3), 3, ""),
    ],
)
def test_every_kind_of_end_has_its_code(
    error: BaseException,
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(words: list[str]) -> Outcome:
        raise error

    monkeypatch.setattr(dispatch_module, "dispatch", fail)
    assert main(["find", "A", "B"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_a_bug_writes_a_report_and_two_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(words: list[str]) -> Outcome:
        raise LookupError("oops")

    monkeypatch.setattr(dispatch_module, "dispatch", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("SECRET", "hidden-value")
    assert main(["find", "A", "B"]) == 70
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 2
    (report,) = (tmp_path / "routeplan").iterdir()
    assert str(report) in err
    text = report.read_text()
    assert "LookupError: oops" in text
    assert "['find', 'A', 'B']" in text
    assert "hidden-value" not in text


def test_a_bug_shows_its_traceback_on_request(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(words: list[str]) -> Outcome:
        raise LookupError("oops")

    monkeypatch.setattr(dispatch_module, "dispatch", fail)
    monkeypatch.setenv("ROUTEPLAN_DEBUG", "1")
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert main(["find", "A", "B"]) == 70
    err = capsys.readouterr().err
    assert "Traceback" in err


def test_the_text_goes_out_before_the_remarks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch_module, "dispatch", lambda words: Outcome("result\n", 1, ("warning: careful",)))
    assert main([]) == 1
    assert capsys.readouterr() == ("result\n", "warning: careful\n")


def test_a_closed_stdout_is_4(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["--version"]) == 4
    assert "standard output is closed" in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_device_is_4() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "routeplan", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
    assert done.returncode == 4
    assert done.stderr == "error[RP601]: cannot write to standard output: no space left on device\n"


def test_a_reader_that_leaves_is_141_in_silence() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [sys.executable, "-m", "routeplan", "--help"],
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_with_one_line(number: signal.Signals, code: int) -> None:
    program = (
        "import sys, time; from routeplan.cli import dispatch, main\n"
        "def wait(words):\n    print('ready', file=sys.stderr, flush=True); time.sleep(30)\n"
        "dispatch.dispatch = wait\nsys.exit(main.main([]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "ready\n"
    time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert out == ""
    assert len(err.splitlines()) == 1


def test_output_that_cannot_be_encoded_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    monkeypatch.setattr(dispatch_module, "dispatch", lambda words: Outcome("西安 é\n"))
    assert main([]) == 0
    assert raw.getvalue() == b"\\u897f\\u5b89 \xe9\n"


# Files


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    write_file(str(target), "西安\n")
    assert target.read_text() == "西安\n"
    write_file(str(target), "new\n")
    assert target.read_text() == "new\n"
    assert os.listdir(tmp_path) == ["out.json"]


def test_the_mode_of_a_file_is_kept_and_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_file(str(link), "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    network = tmp_path / "network.yaml"
    network.write_text("routeplan: 1")
    (tmp_path / "again.yaml").symlink_to(network)
    for inputs in ((str(network),), (str(tmp_path),)):
        for name in ("network.yaml", "again.yaml"):
            with pytest.raises(UsageError, match="the network is read from"):
                write_file(str(tmp_path / name), "x", inputs)
    assert network.read_text() == "routeplan: 1"
    write_file(str(tmp_path / "out.json"), "x", (str(tmp_path), "-"))


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="no space left on device"):
        write_file(str(target), "new")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.txt"]


@pytest.mark.parametrize("path", ["", "missing/out.txt", "."])
def test_paths_that_cannot_be_files(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError):
        write_file(path, "x")
    assert os.listdir(tmp_path) == []


def test_devices_are_written_to(tmp_path: Path) -> None:
    write_file("/dev/null", "x")
    with pytest.raises(FileError, match="no space"):
        write_file("/dev/full", "x")


def test_findings_are_reported_through_one_door() -> None:
    pytest.importorskip("routeplan.output.findings")
    from routeplan.cli.reporting import report

    text = report([Finding("error", "RP201", "something", "net.yaml", 3, 5, help="write this")])
    assert text.startswith("net.yaml:3:5: error[RP201]: something")
    assert "help: write this" in text
