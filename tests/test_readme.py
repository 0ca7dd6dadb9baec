"""What the README says is what happens: its commands run, its networks plan, its error is the one printed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in re.findall(r"^    (routeplan .*)$", README, flags=re.MULTILINE)]
NETWORKS = re.findall(r"```yaml\n(.*?)```", README, flags=re.DOTALL)


def run(words: list[str], cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "routeplan", *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment,
    )


def test_there_is_something_to_test() -> None:
    assert len(COMMANDS) >= 6
    assert len(NETWORKS) == 2


# A HOST stands for a machine of the reader's own.
@pytest.mark.parametrize("line", [line for line in COMMANDS if "HOST" not in line])
def test_commands_run_as_written(line: str, tmp_path: Path) -> None:
    sheet = Path(shutil.copy(ROOT / "examples" / "shipments.csv", tmp_path))
    command, _, pipe = line.split("#")[0].partition("|")
    ran = run(shlex.split(command)[1:], tmp_path)
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout or set(tmp_path.iterdir()) > {sheet}
    if pipe and shutil.which("jq"):
        piped = subprocess.run(shlex.split(pipe), input=ran.stdout, capture_output=True, check=True)
        assert float(piped.stdout) > 0


def test_the_overlay_changes_the_answer(tmp_path: Path) -> None:
    (tmp_path / "my-lanes.yaml").write_text(NETWORKS[0], encoding="utf-8")
    before = run(["find", "Xian", "Valencia", "-f", "csv"], tmp_path)
    after = run(["find", "Xian", "Valencia", "-f", "csv", "--with", "my-lanes.yaml"], tmp_path)
    assert before.returncode == after.returncode == 0
    assert b"xian-valencia-rail" not in before.stdout
    assert b"xian-valencia-rail" in after.stdout


def test_a_typo_is_reported_as_shown(tmp_path: Path) -> None:
    (tmp_path / "my-lanes.yaml").write_text(NETWORKS[0].replace("distance", "distnace"), encoding="utf-8")
    ran = run(["find", "Xian", "Valencia", "--with", "my-lanes.yaml"], tmp_path)
    assert ran.returncode == 3
    assert not ran.stdout
    shown = README.split("nearest valid word:\n\n```\n")[1].split("```")[0]
    assert shown.strip() in ran.stderr.decode()


def test_the_network_by_example_plans(tmp_path: Path) -> None:
    ran = run(
        ["find", "Xian", "Valencia", "-n", "-", "-f", "csv", "--with", "port-strike"], tmp_path, NETWORKS[1].encode()
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout.count(b"\n") == 2


def test_ci_finds_the_test_command() -> None:
    found = re.search(r"^ *(python3 .*pytest.*)$", README, flags=re.MULTILINE)
    assert found
    assert "sed -n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
