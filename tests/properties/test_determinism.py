"""The same question is answered with the same bytes wherever, whenever and however it is asked."""

from __future__ import annotations

from pathlib import Path

from tests.faults.networks import SMALL, complete
from tests.faults.shell import run


def test_surroundings_mean_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    (folder / "net.yaml").write_text(complete(7))
    words = (
        "find",
        "P0",
        "P5",
        "-n",
        "net.yaml",
        "-f",
        "json",
        "--pareto",
        "--now",
        "2026-03-01",
        "--depart",
        "2026-03-02",
    )
    expected = run(folder, *words, code=0)
    for env in (
        {"PYTHONHASHSEED": "0"}, {"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "4711"}, {"TZ": "America/New_York"},
        {"TZ": "Asia/Kathmandu"}, {"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"PYTHONOPTIMIZE": "2"}, {"XDG_CACHE_HOME": "/dev/null"}, {"HOME": "/"}, {"COLUMNS": "40"},
    ):  # fmt: skip
        assert run(folder, *words, env=env, code=0) == expected, env


def test_no_settings_file_is_read(tmp_path: Path) -> None:
    """There is none: whatever lies where other programs keep theirs, the command line alone decides."""
    folder = tmp_path / "net"
    for place in (folder, tmp_path / "home" / ".config" / "routeplan", tmp_path / "home"):
        place.mkdir(parents=True, exist_ok=True)
        for name in (
            "routeplan.toml",
            ".routeplan.toml",
            ".routeplan",
            "config.toml",
            "config.yaml",
            ".env",
            "pyproject.toml",
        ):
            (place / name).write_text("[tool.routeplan]\nby = 'time'\nnetwork = [broken\nROUTEPLAN_NETWORK=gone.yaml\n")
    (folder / "net.yaml").write_text(SMALL)
    words = ("find", "O", "D", "-n", "net.yaml", "-f", "json", "--now", "2026-03-01", "--by", "cost", "-k", "1")
    home = {"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "home" / ".config")}
    got = run(folder, *words, env=home, code=0)
    assert got == run(folder, *words, code=0)
    assert '"mode": "rail"' in got.out


def test_files_in_any_order_and_number(tmp_path: Path) -> None:
    head, rest = SMALL.split("places:\n")
    places, lanes = rest.split("lanes:\n")
    words = ("find", "O", "D", "-n", ".", "-f", "json", "--now", "2026-03-01", "--by", "cost", "-q")
    answers = set()
    for number, names in enumerate((("a", "b"), ("b", "a"), ("z/y", "x"))):
        folder = tmp_path / str(number)
        (folder / "z").mkdir(parents=True)
        (folder / f"{names[0]}.yaml").write_text(head + "places:\n" + places)
        (folder / f"{names[1]}.yaml").write_text("routeplan: 1\nlanes:\n" + lanes)
        text = run(folder, *words, code=0).out
        answers.add("\n".join(line for line in text.splitlines() if "digest" not in line))
    assert len(answers) == 1
