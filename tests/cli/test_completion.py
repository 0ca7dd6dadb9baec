"""Completion, scripts and the manual page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from routeplan.cli.commands import COMMANDS, load
from routeplan.cli.complete import candidates
from routeplan.cli.completion import SCRIPTS
from routeplan.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def words(*line: str) -> list[str]:
    return [got.split("\t")[0] for got in candidates(list(line)).splitlines()]


def test_commands_and_options() -> None:
    assert set(words("")) == set(COMMANDS)
    assert words("fi") == ["find"]
    assert "--depart" in words("find", "Xian", "Valencia", "--de")
    assert words("find", "Xian", "Valencia", "-f", "js") == ["json", "jsonl"]
    assert words("find", "--by", "c") == ["cost", "co2e"]
    assert words("completion", "z") == ["zsh"]


def test_places_by_code_and_by_name() -> None:
    assert "Xian" in words("find", "xi")
    assert "Xian" in words("find", "Xi'")
    assert "Xian" in words("find", "西")
    assert words("find", "cnxag") == ["CNXAG"]
    assert "Valencia" in words("find", "Xian", "Val")
    assert "Valencia" in words("find", "--top", "3", "Xian", "Val")
    assert words("map", "Xian", "Valenc") == ["Valencia"]
    assert "Xian" in words("find", "--via", "Xia")


def test_scenarios_lanes_and_what_to_avoid() -> None:
    assert "suez-open" in words("find", "A", "B", "--with", "suez")
    assert words("scenarios", "suez") == ["suez-open"]
    assert words("lanes", "--with", "suez") == [":files"]
    assert "country:RU" in words("find", "A", "B", "--avoid", "country:R")
    assert "lane:ningbo-valencia-sea-cape" in words("find", "A", "B", "--avoid", "lane:ningbo-valencia-s")


def test_files_are_left_to_the_shell() -> None:
    assert words("find", "-n", "x") == [":files"]
    assert words("check", "x") == [":files"]


@pytest.mark.parametrize(
    "line", [[], ["nonsense", ""], ["find", "-n", "/nowhere", "X"], ["find", "\x1b[31m"], ["find", "-n", "-", "X"]]
)
def test_nothing_is_ever_wrong(line: list[str]) -> None:
    assert "Traceback" not in candidates(line)


def test_names_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    path.write_text(
        "routeplan: 1\ncurrency: USD\nplaces:\n  A: {name: 'a $(rm) ; ok', country: CN, kind: city, lat: 1, lon: 2}\n"
        "  B: {country: CN, kind: city, lat: 2, lon: 2}\nlanes: [{from: A, to: B, mode: road, transit: 1h}]\n"
    )
    assert words("find", "-n", str(path), "a") == ["A"]


@pytest.mark.parametrize("shell", list(SCRIPTS))
def test_scripts_are_read_by_their_shell(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out)
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_bash_completes(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("bash is not installed")
    command = tmp_path / "routeplan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m routeplan "$@"\n')
    command.chmod(0o755)
    script = tmp_path / "script"
    script.write_text(SCRIPTS["bash"])
    asked = (
        f'source {script}; COMP_WORDS=(routeplan find xia); COMP_CWORD=2; COMP_LINE="routeplan find xia"; COMP_POINT=18; _routeplan; '
        'echo "${COMPREPLY[@]}"; COMP_WORDS=(routeplan find Xian Valencia --avoid country : R); COMP_CWORD=7; '
        'COMP_LINE="routeplan find Xian Valencia --avoid country:R"; COMP_POINT=${#COMP_LINE}; _routeplan; echo "${COMPREPLY[@]}"'
    )
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    done = subprocess.run(
        [bash, "-c", asked],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
    )
    first, second = done.stdout.splitlines()
    assert "Xian" in first.split()
    assert "RU" in second.split()


def test_completion_of_another_shell_is_refused() -> None:
    assert main(["completion", "powershell"]) == 2


def test_manual_page_has_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man"]) == 0
    page = capsys.readouterr().out
    for name in COMMANDS:
        command = load(name).COMMAND
        assert f".SS {name}".replace("-", "\\-") in page
        for option in command.options:
            assert option.flags[-1].replace("-", "\\-") in page
        assert command.examples
    man = shutil.which("man")
    if man:
        done = subprocess.run([man, "--warnings", "-l", "-"], input=page, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0
        assert "EXIT STATUS" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert "Examples:" in capsys.readouterr().out
