"""Command lines that are wrong, and what the environment adds to them. Options one by one are in tests/cli."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.networks import SMALL
from tests.faults.shell import run

TWINS = SMALL.replace("O: {", "O: {aliases: [Valencia], ").replace("D: {", "D: {name: Valencia, ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], ["routeplan find"]),
        (["fnid"], ["find"]),
        (["find", "--srot", "cost"], ["--srot"]),
        (["find", "O", "D", "--by", "cots"], ["did you mean cost"]),
        (["find", "Vallencia", "D"], ["unknown place", "Valencia"]),
        (["find", "M", "Atlantis"], ["unknown place", "Atlantis"]),
        (["find", "", "D"], ["empty"]),
        (["find", " ", "D"], ["empty"]),
        (["find", "-5", "D"], ["--"]),
        (["find", b"\xff", "D"], ["not text"]),
        (["find", "x" * 100_000, "D"], ["too long"]),
        (["find", "\x1b[2J[bold]x[/]", "D"], ["\\x1b[2J[bold]x[/]"]),
        (["find", "\u202eQ", "D"], ["\\u202e"]),
        (["find", "O\nD", "D"], ["O\\x0aD"]),
        (["find", "O"], ["DESTINATION is missing"]),
        (["find", "O", "D", "M"], ['unexpected "M"']),
        (["find", "O", "D", "--weight", "nan"], ["--weight"]),
        (["find", "O", "D", "--weight", "inf"], ["--weight"]),
        (["find", "O", "D", "--weight", "1,000"], ["--weight"]),
        (["find", "O", "D", "--weight", "-1"], ["--weight"]),
        (["find", "O", "D", "--weight", "１２"], ["--weight"]),
        (["find", "O", "D", "--quantity", "0"], ["--quantity"]),
        (["find", "O", "D", "--quantity", "9" * 5000], ["--quantity"]),
        (["find", "O", "D", "-k", "0"], ["--top"]),
        (["find", "O", "D", "--max-transfers", "-1"], ["--max-transfers"]),
        (["find", "O", "D", "--max-wait", "5"], ["--max-wait"]),
        (["find", "O", "D", "--max-wait", "1e999d"], ["--max-wait"]),
        (["find", "O", "D", "--via", "M", "--avoid", "M"], ["--via", "--avoid"]),
        (["find", "O", "D", "--avoid", "(a+)+$"], ["unknown place"]),
        (["find", "O", "D", "--avoid", "colour:red"], ["colour"]),
        (["find", "O", "D", "--avoid", "lane:"], ["lane:"]),
        (["find", "O", "D", "--top"], ["--top needs a value"]),
        (["find", "O", "D", "--top", "--pareto"], ["--top needs a value"]),
        (["find", "O", "D", "--pareto=yes"], ["--pareto"]),
        (["find", "O", "D", "-f", "xml"], ["xml"]),
        (["find", "O", "D", "--equipment", "40HQ"], ["40HC"]),
        (["find", "O", "D", "--with", "nothing"], ["nothing"]),
        (["find", "O", "D", "--without", "nothing"], ["nothing"]),
        (["find", "O", "D", "--prefer", "block"], ["--prefer"]),
        (["find", "O", "D", "--mode", "rail,"], ["--mode"]),
        (["find", "O", "D", "--now", ""], ["--now"]),
        (["check"], ["PATH"]),
        (["places", "--kind", "harbour"], ["harbour"]),
        (["explain", "RP000"], ["RP000"]),
    ],
)  # fmt: skip
def test_a_wrong_line_is_2(folder: Path, words: list[str | bytes], says: list[str]) -> None:
    (folder / "net.yaml").write_text(TWINS)
    got = run(folder, *words, env={"ROUTEPLAN_NETWORK": "net.yaml"}, code=2, says=says)
    assert len(got.err) < 1000


def test_an_ambiguous_name_is_2_and_lists_all(folder: Path) -> None:
    (folder / "net.yaml").write_text(TWINS)
    run(folder, "find", "valencia", "M", "-n", "net.yaml", code=2, says=["O", "D"])


def test_the_last_of_two_counts(folder: Path) -> None:
    once = run(folder, "find", "O", "D", "-n", "net.yaml", "-k", "1", code=0)
    assert run(folder, "find", "O", "D", "-n", "net.yaml", "-k", "7", "-k", "1", code=0) == once


def test_an_empty_variable_is_no_variable(folder: Path) -> None:
    run(folder, "places", "zzz", env={"ROUTEPLAN_NETWORK": ""})
    run(folder, "find", "O", "D", env={"ROUTEPLAN_NETWORK": "nothing.yaml"}, code=4, says=["nothing.yaml"])


def test_dashes_before_words_that_begin_with_one(folder: Path) -> None:
    (folder / "net.yaml").write_text(SMALL.replace("O: {", "O: {name: -5, "))
    run(folder, "find", "-n", "net.yaml", "--", "-5", "D", code=0)


@pytest.mark.parametrize("value", ["bash_source", "zsh_complete", "x"])
def test_the_variable_by_which_other_programs_ask_for_completion_means_nothing(folder: Path, value: str) -> None:
    plain = run(folder, "--help", code=0)
    assert run(folder, "--help", env={"_ROUTEPLAN_COMPLETE": value, "_TYPER_COMPLETE": value}, code=0) == plain
