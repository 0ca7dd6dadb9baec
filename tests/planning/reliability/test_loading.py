"""What a plain question does not ask for is not loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import routeplan
from tests.helpers import read
from tests.planning.reliability.networks import DEPART, network

ROOT = Path(__file__).resolve().parents[3]
UNWANTED = ("numpy", "routeplan.planning.reliability", "routeplan.planning.extras", "routeplan.question_extras",
            "routeplan.planning.window", "routeplan.planning.arriving", "routeplan.output.chances")  # fmt: skip


def test_a_plain_find_loads_nothing_of_it() -> None:
    code = (
        "import sys; from routeplan.cli.main import main; main(['find', 'Xian', 'Valencia', '-o', '/dev/null']); "
        f"print([name for name in sys.modules if name.startswith({UNWANTED!r})])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


NEEDED = "chances need NumPy, which is not installed"


def asked(**query: str) -> Any:
    return read(network("transit: 60h, on_time: 85%, late: 24h")).find("Inland", "Away", depart=DEPART, **query)


def test_chances_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left out where they are an extra, and refused where the question is about them."""
    for name in [*sys.modules]:
        if name.startswith("routeplan.planning.reliability."):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    found = asked(deadline="2027-01-20")
    assert len(found) == 1
    assert [warning for warning in found.warnings if NEEDED in warning]
    with pytest.raises(routeplan.UsageError, match=NEEDED):
        asked(by="reliability")


def test_another_module_that_is_missing_is_not_taken_for_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "routeplan.planning.reliability.choice", None)
    with pytest.raises(ModuleNotFoundError, match="choice"):
        asked(by="reliability")
