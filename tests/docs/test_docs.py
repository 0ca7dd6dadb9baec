"""The guide says what is so: its commands run, its pages are what the code would write today."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from routeplan.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    blocks = SHOWN.findall((ROOT / "docs" / page).read_text())
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_cookbook_has_ten_questions() -> None:
    text = (ROOT / "docs" / "cookbook.md").read_text()
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
    assert len(commands("cookbook.md")) >= 10


def test_every_command_of_the_cookbook_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in commands("cookbook.md"):
        words = shlex.split(line)
        assert words[0] == "routeplan", line
        code = main(words[1:])
        out, err = capsys.readouterr()
        assert code == 0, f"{line}\n{err}"
        assert out or any(path.stat().st_size for path in tmp_path.iterdir()), line


def test_format_page_is_what_the_schema_says() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tools.format_page import page; import sys; sys.stdout.write(page())"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = (ROOT / "docs" / "format.md").read_text()
    assert done.stdout == written, "write it anew: python tools/format_page.py"


def test_links_between_pages_lead_somewhere() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
