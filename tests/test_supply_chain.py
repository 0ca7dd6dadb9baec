"""What is shipped: the same bytes twice, few dependencies, all with a licence that is listed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = ("routeplan", "networks", "docs", "examples", "tools", "benchmarks", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md")  # fmt: skip


def project() -> dict[str, object]:
    with open(ROOT / "pyproject.toml", "rb") as file:
        return tomllib.load(file)


@pytest.mark.skipif(
    importlib.util.find_spec("build") is None or importlib.util.find_spec("hatchling") is None,
    reason="build and hatchling are not installed",
)
def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for name in ("one", "two"):
        source = tmp_path / name
        source.mkdir()
        for entry in SHIPPED:
            path = ROOT / entry
            if path.is_dir():
                shutil.copytree(path, source / entry, ignore=shutil.ignore_patterns("__pycache__"))
            elif path.exists():
                shutil.copy(path, source / entry)
        for path in source.rglob("*"):
            os.utime(path, (1_700_000_000 + len(built), 1_700_000_000 + len(built)))
        done = subprocess.run(
            [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(source / "out")],
            cwd=source, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        built.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (source / "out").iterdir()})
    assert built[0] == built[1]
    assert len(built[0]) == 2
    (wheel,) = (tmp_path / "one" / "out").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("routeplan/_networks/") for name in names)
    assert "routeplan/py.typed" in names
    assert not [name for name in names if "test" in name.split("/")[0]]


def test_every_dependency_has_its_licence_listed() -> None:
    table = (ROOT / "docs" / "licences.md").read_text("utf-8").casefold()
    data = project()["project"]
    assert isinstance(data, dict)
    wanted = [*data["dependencies"], *(one for extra in data["optional-dependencies"].values() for one in extra)]
    for requirement in wanted:
        name = requirement
        for stop in ">=<![;~ ":
            name = name.split(stop)[0]
        if name.casefold() != "routeplan":
            assert f"| {name.casefold()} |" in table, name
    for requirement in data["dependencies"]:
        assert ">=" in requirement, requirement


@pytest.mark.parametrize("word", ["pickle", "marshal", "shelve", "socket", "urllib", "http.client", "ssl", "requests"])
def test_nothing_that_runs_code_or_reaches_the_network_is_imported(word: str) -> None:
    for path in (ROOT / "routeplan").rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            words = line.strip().split()
            if words[:1] in (["import"], ["from"]) and len(words) > 1:
                assert not (words[1].rstrip(",") + ".").startswith(word + "."), (path, line)
