"""Names that try to be something else are text in every format, or refused."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import routeplan
from routeplan.output import FORMATS
from tests.faults.networks import SMALL

NASTY = (
    "\x1b[31mred", "\x9b31m", "\u202eevil", "\u200b", "[red]x[/]", "[/oops]", ":ship:", "=1+1", '=HYPERLINK("x")', "+1", "-1",
    "@SUM(A1)", "\t=1", "a|b", "<script>alert(1)</script>", "</script><script>", "<img src=x onerror=alert(1)>", "a\nb", "a\r\nb",
    "%s %d {0} {x}", "$(id) `id`", "::error file=x::y", "![x](http://y)", "[x](javascript:alert(1))", "**b** _i_", "&amp; &lt;",
    "'\"\\", "\u2028", "\x00", "\x7f", "\u2066", "西安", "e\u0301", "\U0001f6a2", "#", "--", "~sea~>", "\ufeff", "\U000e0041",
)  # fmt: skip


def network(name: str) -> Any:
    """The small network with a hostile destination, or None where such a name is refused."""
    try:
        return routeplan.read_network_text(SMALL.replace("D: {", f"D: {{name: {json.dumps(name)}, "))
    except routeplan.RoutePlanError:
        return None


def harmless(name: str) -> None:
    known = network(name)
    if known is None:
        return
    found = known.find("O", "D", now="2026-03-01", by="cost")
    for format in FORMATS:
        try:
            text = found.to_text(format)
        except routeplan.RoutePlanError:
            continue  # a format that needs more than this question has
        for char in text:
            assert char == "\n" or char >= " ", (format, char)
            assert not 0x7F <= ord(char) <= 0x9F, (format, char)
            assert char not in "\u2028\u2029" or format in ("json", "jsonl", "geojson", "dcsa")
            assert not 0x202A <= ord(char) <= 0x202E, (format, char)
            assert not 0x2066 <= ord(char) <= 0x2069, (format, char)
        if format == "csv":
            rows = list(csv.reader(io.StringIO(text)))
            assert len({len(row) for row in rows}) == 1
            assert len(rows) == 3
        if format in ("json", "geojson"):
            json.loads(text)
        if format == "jsonl":
            assert [json.loads(line) for line in text.splitlines()]
        if format == "markdown":
            assert "<script" not in text
            assert "<img" not in text
            lines = [line for line in text.splitlines() if line.startswith("|")]
            assert len({line.replace("\\|", "").count("|") for line in lines}) <= 1


@pytest.mark.parametrize("name", NASTY)
def test_names_known_to_be_nasty(name: str) -> None:
    harmless(name)
    harmless("Port " + name + " of call")


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=6)), min_size=1, max_size=4))
def test_names_made_of_nasty_pieces(pieces: list[str]) -> None:
    harmless("".join(pieces))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(min_size=1, max_size=30))
def test_any_name_is_found_or_refused_with_words(text: str) -> None:
    known = routeplan.read_network_text(SMALL)
    try:
        known.find(text, "D", now="2026-03-01")
    except routeplan.RoutePlanError as error:
        assert error.message
        assert all(char.isprintable() for char in error.message)
