"""Chances, windows, reasons and comparisons on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from routeplan.cli.main import main
from tests.planning.reliability.networks import DEPART, network

TRUCK = "\n  - {id: truck, from: Inland, to: Port, mode: road, distance: 1500 km, rate: 3000 USD, transit: 50h}\n"
SCENARIO = "scenarios: {no-trucks: {changes: [{match: {mode: road}, close: true}]}}\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "network.yaml"
    path.write_text(network("transit: 60h, on_time: 60%, late: 40h") + TRUCK + SCENARIO)
    return str(path)


def ask(*words: str) -> int:
    return main([words[0], "Inland", "Away", *words[1:], "--now", "2026-11-21", "-q"])


def test_a_deadline_shows_its_chance(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    dated = ("find", "-n", file, "--depart", DEPART, "--deadline", "2027-01-08")
    assert ask(*dated, "--color", "always") == 0
    page = capsys.readouterr().out
    assert "in time" in page
    assert "10,000 runs with seed 1" in page
    assert "most reliable" in page
    assert ask(*dated, "--seed", "5", "-f", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["request"]["seed"] == 5
    assert all(0 <= one["reliability"]["in_time"] <= 1 for one in document["itineraries"])
    assert ask(*dated) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert "in_time" in header.split("\t")
    assert all(len(row.split("\t")) == len(header.split("\t")) for row in rows)
    assert ask(*dated, "-f", "csv") == 0
    assert "in_time" in capsys.readouterr().out.splitlines()[0]


def test_a_plain_question_has_no_more_columns_than_before(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("find", "-n", file) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("\tlegs")
    assert ask("find", "-n", file, "-f", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert not {"why", "why_not", "switch_points"} & document.keys()
    assert "reliability" not in document["itineraries"][0]


def test_reasons_go_to_standard_error_beside_records(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("find", "-n", file, "--depart", DEPART, "--why", "--why-not", "truck", "--cargo-value", "90000") == 0
    got = capsys.readouterr()
    assert "Why not truck" in got.err
    assert "weekly" in got.err
    assert "Why" not in got.out
    assert "carrying_cost" in got.out


def test_windows_and_latest_ready_times(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("find", "-n", file, "--depart", "2026-12-01..2026-12-07", "--color", "always") == 0
    assert "best / median / worst day" in capsys.readouterr().out
    assert ask("find", "-n", file, "--arrive-by", "2027-02-01", "--color", "always") == 0
    assert "Ready at the latest" in capsys.readouterr().out


def test_compare(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("compare", "-n", file, "--with", "no-trucks", "--depart", DEPART) == 0
    page = capsys.readouterr().out
    assert "with no-trucks: " in page
    assert ask("compare", "-n", file, "--with", "no-trucks", "-f", "json") == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "routeplan.compare/1"
    assert ask("compare", "-n", file) == 2
    assert ask("compare", "-n", file, "--with", "nothing") == 2
    assert ask("compare", "-n", file, "--with", "no-trucks", "--avoid", "Port") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--confidence", "200%"),
        ("--draws", "1"),
        ("--seed", "x"),
        ("--capital-rate", "8%"),
        ("--depart", "2026-12-09..2026-12-01"),
        ("--arrive-by", "2026-12-09", "--depart", "2026-12-01"),
        ("--why-not", "Atlantis"),
    ],
)
def test_wrong_lines(file: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("find", "-n", file, *words) == 2
    got = capsys.readouterr()
    assert got.out == ""
    assert got.err.startswith("error[")
