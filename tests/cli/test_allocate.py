"""`routeplan allocate` from the command line to both streams and the exit code."""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from routeplan.cli.main import main
from tests.analysis.allocations import TWO_TRAINS, asked, network

HEADER = "id,origin,destination,depart,deadline,equipment,fill\n"
SHEET = (
    HEADER
    + "paint,A,B,2026-03-02,2026-03-06,20GP,0.4\n"
    + "tiles,A,B,2026-03-02,2026-03-06,20GP,0.5\n"
    + "urgent,A,B,2026-03-02,2026-03-02T12:00,20GP,\n"
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "network.yaml").write_text(TWO_TRAINS)
    (tmp_path / "sheet.csv").write_text(SHEET)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", str(tmp_path / "network.yaml"))
    return tmp_path


@pytest.fixture
def highs() -> None:
    pytest.importorskip("highspy", reason="routeplan[allocate] is not installed")


def answer(capsys: Capture, *words: str, code: int = 0) -> tuple[str, str]:
    got = main(["allocate", *words, "--now", "2026-03-01"])
    out, err = capsys.readouterr()
    assert got == code, err
    assert "Traceback" not in err
    if code in (2, 3, 4, 70):
        assert out == ""
    return out, err


def document(capsys: Capture, *words: str, code: int = 0) -> dict[str, Any]:
    out, err = answer(capsys, *words, "-f", "json", code=code)
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.usefixtures("highs")
def test_csv_has_a_row_for_each_shipment(capsys: Capture) -> None:
    out, err = answer(capsys, "sheet.csv", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["id"], row["lanes"], row["cost"], row["reason"]) for row in rows] == [
        ("paint", "train", "100.0", ""),
        ("tiles", "train", "100.0", ""),
        ("urgent", "truck", "300.0", ""),
    ]
    assert rows[2]["delivered"] == "2026-03-02T10:00:00+08:00"
    # One container for both, the train, and the truck.
    assert "total 450.0 USD, proved the least" in err


@pytest.mark.usefixtures("highs")
def test_json_has_the_load_of_every_departure(capsys: Capture) -> None:
    found = document(capsys, "sheet.csv")
    assert found["schema"] == "routeplan.allocate/1"
    assert (found["feasible"], found["cost"], found["bound"], found["gap"], found["left"]) == (True, 450, 450, 0, [])
    train, truck = found["loads"]
    assert train.pop("departure") in ("2026-03-02T08:00:00+08:00", "2026-03-04T08:00:00+08:00")
    assert train == {
        "lane": "train",
        "shipments": ["paint", "tiles"],
        "teu": 1,
        "capacity_teu": 2,
        "shared_containers": 1,
        "fixed_cost": 50,
    }
    assert (truck["lane"], truck["departure"], truck["capacity_teu"]) == ("truck", "2026-03-02", None)
    assert [one["id"] for one in found["shipments"]] == ["paint", "tiles", "urgent"]
    assert [one["fill"] for one in found["shipments"]] == [0.4, 0.5, 1]
    assert found["shipments"][2]["itinerary"]["legs"][0]["lane"] == "truck"


@pytest.mark.usefixtures("highs")
def test_jsonl_and_table_say_the_same(capsys: Capture) -> None:
    lines = [json.loads(line) for line in answer(capsys, "sheet.csv", "-f", "jsonl")[0].splitlines()]
    assert [line["lanes"] for line in lines] == [["train"], ["train"], ["truck"]]
    piped = answer(capsys, "sheet.csv")[0].splitlines()
    assert [line.split("\t")[:4] for line in piped[1:]] == [[line["id"], "A", "B", line["lanes"][0]] for line in lines]


@pytest.mark.usefixtures("highs")
def test_the_table_for_eyes_ends_with_the_total(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out, err = answer(capsys, "sheet.csv", "--color", "always")
    assert "cost alone" in out
    assert "total 450.0 USD, proved the least" in out
    assert err == ""


@pytest.mark.usefixtures("highs")
def test_the_list_comes_through_a_pipe_and_goes_to_a_file(
    capsys: Capture, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHEET.encode())))
    out, _ = answer(capsys, "-f", "csv", "-o", "out.csv")
    assert out == ""
    assert (folder / "out.csv").read_text() == answer(capsys, "sheet.csv", "-f", "csv")[0]


@pytest.mark.usefixtures("highs")
def test_options_hold_for_rows_that_say_nothing(capsys: Capture, folder: Path) -> None:
    (folder / "short.csv").write_text("origin,destination\nA,B\n")
    found = document(capsys, "short.csv", "--depart", "2026-03-02", "--equipment", "20GP", "--quantity", "2")
    assert found["cost"] == 250
    assert found["shipments"][0]["id"] == "2"  # its line


@pytest.mark.usefixtures("highs")
def test_no_shipments_cost_nothing(capsys: Capture, folder: Path) -> None:
    (folder / "none.csv").write_text(HEADER)
    out, err = answer(capsys, "none.csv", "-f", "csv")
    assert len(out.splitlines()) == 1
    assert "total 0.0 USD" in err


@pytest.mark.usefixtures("highs")
def test_what_cannot_be_sent_is_1_and_says_which_and_why(capsys: Capture, folder: Path) -> None:
    (folder / "late.csv").write_text(SHEET + "late,A,B,2026-03-02,2026-03-02T09:00,20GP,\n")
    out, err = answer(capsys, "late.csv", "-f", "csv", code=1)
    reasons = {row["id"]: (row["cost"], row["reason"]) for row in csv.DictReader(io.StringIO(out))}
    assert reasons["late"] == ("", "no itinerary is delivered by the deadline")
    assert reasons["paint"] == ("", "others cannot be sent")
    assert err.splitlines() == [
        "not all shipments can be sent:",
        "late: no itinerary is delivered by the deadline",
    ]
    found = document(capsys, "late.csv", code=1)
    assert (found["feasible"], found["cost"], found["loads"]) == (False, None, [])
    assert [one["id"] for one in found["left"]] == ["late"]


@pytest.mark.usefixtures("highs")
def test_too_many_for_the_departures_is_1(capsys: Capture, folder: Path) -> None:
    (folder / "network.yaml").write_text(TWO_TRAINS.split("  - {id: truck")[0])
    (folder / "many.csv").write_text(HEADER + "".join(f"s{n},A,B,2026-03-02,2026-03-04,20GP,\n" for n in range(3)))
    found = document(capsys, "many.csv", code=1)
    assert len(found["left"]) == 1
    assert found["left"][0]["reason"] == "no room: train cannot take all shipments in time"


@pytest.mark.usefixtures("highs")
def test_a_limit_too_short_for_a_proof_is_5(capsys: Capture, folder: Path) -> None:
    chance = random.Random(5)
    (folder / "network.yaml").write_text(network(chance, 16, 50))
    rows = asked(chance, 16, 8, days=9, share=0.6)
    for row in rows:
        row["fill"] = row["fill"][0] / 100 if "fill" in row else 1
    (folder / "hard.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out, err = answer(capsys, "hard.jsonl", "-f", "csv", "--limit", "0min", code=5)
    assert len(out.splitlines()) == 9
    assert "above the least" in err or "found before the limit" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the list of shipments is empty"),
        ("origin,destination,colour\nA,B,red\n", 'no use for the column "colour"'),
        (HEADER + "a,A,B,2026-03-02,,20GP,0.5\nb,A,Nowhere,2026-03-02,,20GP,0.5\n", "line 3: unknown place"),
        (HEADER + "a,A,B,2026-03-02,,20GP,1.5\n", "line 2: fill is a share of a container"),
        (HEADER + "a,A,B,2026-03-02,,20GP,half\n", "line 2: number expected"),
        (HEADER + "a,A,B,,,20GP,\n", "shipment a has no date"),
        ("origin,destination,depart,fill,quantity\nA,B,2026-03-02,0.5,2\n", "a shipment that shares a container"),
        ("origin,destination,depart,max_transfers\nA,B,2026-03-02,1\n", "allocating heeds no max_transfers"),
        ('id,origin,destination\n"a,A,B\n', "line 2"),
    ],
)
def test_a_bad_list_is_2_and_says_where(capsys: Capture, folder: Path, content: str, message: str) -> None:
    (folder / "bad.csv").write_text(content)
    _, err = answer(capsys, "bad.csv", code=2)
    assert message in err
    assert "help: " in err


def test_a_list_that_is_not_there_is_4(capsys: Capture) -> None:
    _, err = answer(capsys, "nowhere.csv", code=4)
    assert 'no such file: "nowhere.csv"' in err


def test_a_list_in_parquet_is_read(capsys: Capture, folder: Path) -> None:
    pytest.importorskip("highspy", reason="routeplan[allocate] is not installed")
    pyarrow = pytest.importorskip("pyarrow", reason="routeplan[parquet] is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(io.StringIO(SHEET))]
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "sheet.parquet")
    assert document(capsys, "sheet.parquet") == document(capsys, "sheet.csv")
    (folder / "broken.parquet").write_text("none")
    _, err = answer(capsys, "broken.parquet", code=4)
    assert "cannot read" in err


def test_an_invalid_network_is_3(capsys: Capture, folder: Path) -> None:
    (folder / "network.yaml").write_text(TWO_TRAINS.replace("to: B", "to: Nowhere"))
    _, err = answer(capsys, "sheet.csv", code=3)
    assert "Nowhere" in err


@pytest.mark.parametrize(("words", "message"), [(("-f", "markdown"), "--format"), (("--limit", "soon"), "--limit")])
def test_a_wrong_option_is_2(capsys: Capture, words: tuple[str, ...], message: str) -> None:
    _, err = answer(capsys, "sheet.csv", *words, code=2)
    assert message in err


def test_without_highs_it_says_how_to_get_it(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    _, err = answer(capsys, "sheet.csv", code=2)
    assert err.splitlines() == ["error[RP501]: HiGHS is not installed", "help: pip install 'routeplan[allocate]'"]
