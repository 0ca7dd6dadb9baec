"""A folder with the small network in it, the cache and reports elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.networks import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    (place / "net.yaml").write_text(SMALL, encoding="utf-8")
    return place
