"""The example notebook runs from top to bottom, and what it shows is harmless HTML."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import routeplan

NOTEBOOK = Path(__file__).resolve().parents[1] / "examples" / "planning.ipynb"
HOSTILE = """
routeplan: 1
name: "<script>alert(1)</script>"
currency: USD
places:
  A: {name: "<img src=x onerror=alert(1)>", country: CN, kind: city, lat: 30, lon: 120}
  B: {name: "B & </td>", country: CN, kind: seaport, lat: 31, lon: 122}
lanes:
  - {from: A, to: B, mode: road, distance: 100 km, transit: 2h, rate: 100 USD}
"""


def test_notebook_runs(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas", reason="the notebook shows pandas: pip install routeplan[pandas]")
    space: dict[str, Any] = {}
    shown = []
    for cell in json.loads(NOTEBOOK.read_text())["cells"]:
        if cell["cell_type"] == "code":
            shown.append(_run("".join(cell["source"]), space))
    assert "197" in shown[0]._repr_html_() or "places" in shown[0]._repr_html_()
    assert "<table>" in shown[1]._repr_html_()
    assert "rail Xian" in capsys.readouterr().out
    assert list(shown[3].columns) == ["labels", "cost", "time_days", "co2e_kg", "lanes"]
    assert shown[5] > 10_000


def _run(source: str, space: dict[str, Any]) -> Any:
    """A cell; the value of its last expression, as a notebook would show it."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), space)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last else None


def test_html_takes_nothing_from_names() -> None:
    network = routeplan.read_network_text(HOSTILE)
    for shown in (network, network.find("A", "B"), network.find("B", "A")):
        html = shown._repr_html_()
        assert "<script" not in html
        assert "<img src=x" not in html
        assert "&lt;" in html


def test_without_a_route_the_reason_is_shown() -> None:
    assert "No route" in routeplan.read_network_text(HOSTILE).find("B", "A")._repr_html_()


def test_frames_have_numbers_and_times() -> None:
    pytest.importorskip("pandas", reason="pip install routeplan[pandas]")
    network = routeplan.read_network_text(HOSTILE)
    frame = network.find("A", "B", depart="2026-03-02").to_dataframe()
    assert frame.loc[1, "cost"] == 100.0
    assert str(frame["depart"].dtype).startswith("datetime64")
    assert network.to_dataframe().loc["a-b-road", "transit_h"] == 2
