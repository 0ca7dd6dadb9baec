"""`routeplan map` draws what `find` answers, within the same limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from routeplan.cli.main import main
from tests.sample_network import TEXT


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "network.yaml").write_text(TEXT)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", str(tmp_path / "network.yaml"))


@pytest.mark.parametrize(("limit", "code"), [("1", 5), ("100000", 0)])
def test_a_limit_of_labels_holds(network: None, capsys: pytest.CaptureFixture[str], limit: str, code: int) -> None:
    words = ["Xian", "Valencia", "--now", "2026-03-01", "--limit", limit]
    assert main(["map", *words, "-f", "svg"]) == main(["find", *words, "-f", "json", "-o", "/dev/null"]) == code
    out, err = capsys.readouterr()
    assert out.startswith(("<svg", "<?xml"))
    assert ("partial: " in err) == (code == 5)


def test_a_limit_that_is_none_is_refused(network: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "Xian", "Valencia", "--limit", "0"]) == 2
    assert "--limit" in capsys.readouterr().err
