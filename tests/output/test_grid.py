"""What fits is put side by side; it looks as rich would draw it, which draws what does not fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplan.output.grid import Column, grid, squeezed
from routeplan.output.result import Look

LINES = st.text("ab é漢─", min_size=1, max_size=6).filter(lambda line: line == line.strip())
CELLS = st.just("") | st.lists(LINES, min_size=1, max_size=3).map("\n".join)
TITLES = st.lists(LINES, min_size=1, max_size=2).map("\n".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], list[list[str]]]:
    columns = draw(st.lists(st.builds(Column, TITLES, st.sampled_from(["left", "right"]), st.booleans()), min_size=1))
    return columns, draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=4))


@given(tables())
def test_what_fits_looks_as_rich_draws_it(table: tuple[list[Column], list[list[str]]]) -> None:
    look = Look(terminal=True, width=240)
    assert grid(*table, look) == squeezed(*table, look)


COLUMNS = [Column("#", "right"), Column("legs\nof it", fold=True)]
ROWS = [["1", "Xi'an =rail=> Llanfairpwllgwyngyll"], ["12", "by sea"]]
DRAWN = ["    legs", " #  of it", "─" * 38, " 1  Xi'an =rail=> Llanfairpwllgwyngyll", "12  by sea"]


def test_headings_stand_on_the_rule() -> None:
    assert grid(COLUMNS, ROWS, Look(terminal=True, width=38)) == DRAWN


def test_headings_are_bold_in_colour() -> None:
    lines = grid(COLUMNS, ROWS, Look(terminal=True, width=38, color=True))
    assert lines == [f"\x1b[1m{DRAWN[0]}\x1b[0m", f"\x1b[1m{DRAWN[1]}\x1b[0m", *DRAWN[2:]]


@pytest.mark.parametrize("color", [False, True])
def test_what_does_not_fit_is_folded(color: bool) -> None:
    lines = grid(COLUMNS, ROWS, Look(terminal=True, width=21, color=color))
    plain = [re.sub("\x1b.*?m", "", line).rstrip() for line in lines]
    assert plain == [
        "    legs",
        " #  of it",
        "─" * 21,
        " 1  Xi'an =rail=>",
        "    Llanfairpwllgwyng",
        "    yll",
        "12  by sea",
    ]


@pytest.mark.parametrize("width", [38, 21])
def test_without_other_signs_the_rule_is_dashes(width: int) -> None:
    assert "".join(grid(COLUMNS, ROWS, Look(terminal=True, width=width, ascii=True))).isascii()
