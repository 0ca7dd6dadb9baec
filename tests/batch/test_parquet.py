"""Shipments from Parquet and answers to Parquet say what CSV says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from routeplan.cli.main import main
from tests.batch.sheets import questions
from tests.sample_network import TEXT

pyarrow = pytest.importorskip("pyarrow", reason="routeplan[parquet] is not installed")
parquet = pytest.importorskip("pyarrow.parquet")


def test_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "network.yaml").write_text(TEXT)
    rows = questions(60)
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    network = ["-n", str(tmp_path / "network.yaml")]
    assert main(["batch", str(tmp_path / "in.parquet"), *network]) == 5
    listed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["batch", str(tmp_path / "in.parquet"), *network, "-o", str(tmp_path / "out.parquet")]) == 5
    table = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [str(row["line"]) for row in table] == [row["line"] for row in listed]
    assert [row["cost"] for row in table] == [float(row["cost"]) if row["cost"] else None for row in listed]
    assert [row["status"] for row in table] == [row["status"] for row in listed]
    assert not list(tmp_path.glob("*.tmp"))


def test_an_unknown_column_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parquet.write_table(pyarrow.table({"origni": ["A"]}), tmp_path / "in.parquet")
    (tmp_path / "network.yaml").write_text(TEXT)
    assert main(["batch", str(tmp_path / "in.parquet"), "-n", str(tmp_path / "network.yaml")]) == 2
    assert "origin" in capsys.readouterr().err


def test_what_is_no_parquet_is_4(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.parquet").write_text("id\n")
    (tmp_path / "network.yaml").write_text(TEXT)
    assert main(["batch", str(tmp_path / "in.parquet"), "-n", str(tmp_path / "network.yaml")]) == 4
    assert "cannot read" in capsys.readouterr().err
