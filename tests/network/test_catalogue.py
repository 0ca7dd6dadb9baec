"""The catalogue of codes: complete, and nothing in it that is not used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from routeplan.errors import UsageError
from routeplan.network.catalogue import CATALOGUE, explain

PACKAGE = Path(__file__).parents[2] / "routeplan"


def test_every_code_used_has_an_entry_and_the_other_way_round() -> None:
    texts = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "catalogue.py"]
    used = {code for text in texts for code in re.findall(r"\bRP[0-9]{3}\b", text)}
    assert used == set(CATALOGUE)


def test_codes_are_in_order() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_explaining() -> None:
    text = explain("rp103")
    assert "Key appears twice" in text
    assert "Fix:" in text
    assert "RP103" in explain(None)
    with pytest.raises(UsageError) as caught:
        explain("RP1O3")
    assert "RP103" in caught.value.help
