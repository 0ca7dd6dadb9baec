"""The parser and Typer, which shows the help, read the same line alike, and starting stays quick."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
import typer

from routeplan.cli.app import build, help_page
from routeplan.cli.commands import COMMANDS, load
from routeplan.cli.fast import HelpWanted, parse
from routeplan.cli.find import COMMAND
from routeplan.errors import UsageError

LINES = [
    "A B",
    "--top 3 A B",
    "A --top=3 B",
    "A B -k 3",
    "A B -k3",
    "A B -k3 -k 4",
    "A B -qk3",
    "A B --via X --via Y --avoid country:RU --avoid=mode:road",
    "A B --pareto --legs --no-cache --profile -q",
    "A B -f json -o out.json -n -",
    "A B --with s1 --with file.yaml --without s2",
    "A B --mode rail,sea --include planned --prefer block-train",
    "-- -A -B",
    "A -- --B",
    "A B --depart -5",
    "A B --deadline=",
    "A B --weight -1",
    "A B --color never --value-of-time 50 --carbon-price 80 --cargo nev --now 2026-03-01",
    "A B --max-wait 3d --max-transfers 2 --equipment 20GP --quantity 2 --by cost --depart 2026-03-02",
    "A -",
]


def through_typer(words: list[str]) -> Any:
    return build("find")(args=["find", *words], standalone_mode=False)


@pytest.mark.parametrize("line", LINES)
def test_both_parsers_agree(line: str) -> None:
    assert parse(COMMAND, line.split(" ")) == through_typer(line.split(" "))


@pytest.mark.parametrize("line", ["", "A", "A B C", "A B --top", "A B --nothing", "A B -z", "A B --pareto=1", "-5 B"])
def test_both_parsers_refuse(line: str) -> None:
    words = line.split()
    with pytest.raises(UsageError):
        parse(COMMAND, words)
    with pytest.raises(typer.TyperException):
        through_typer(words)


@pytest.mark.parametrize("line", ["--help", "A -h", "A B --top 3 --help", "-qh"])
def test_help_is_wanted(line: str) -> None:
    with pytest.raises(HelpWanted):
        parse(COMMAND, line.split())


def test_a_forgotten_value_is_not_the_next_option() -> None:
    with pytest.raises(UsageError, match="--via needs a value"):
        parse(COMMAND, ["A", "B", "--via", "--top", "3"])


@pytest.mark.parametrize(
    ("word", "help"), [("--tpo", "--top"), ("--max-transfer", "--max-transfers"), ("-5", "put -- before")]
)
def test_unknown_options_get_a_hint(word: str, help: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(COMMAND, [word, "A", "B"])
    assert help in caught.value.help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_examples_and_distinct_options(name: str) -> None:
    command = load(name).COMMAND
    page = help_page(name)
    assert command.name == name
    for example in command.examples:
        assert example in page
        assert example.startswith(f"routeplan {name}")
    flags = [flag for option in command.options for flag in option.flags]
    assert len(flags) == len(set(flags))
    for flag in flags:
        assert flag in page
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_can_be_parsed(name: str) -> None:
    import shlex

    command = load(name).COMMAND
    for example in command.examples:
        words = shlex.split(re.split("[<>|]", example)[0])[2:]
        assert parse(command, words)


def test_help_says_the_exit_codes() -> None:
    page = help_page()
    assert "Exit codes" in page
    assert "70 a bug" in page


HEAVY = (
    "typer",
    "rich",
    "yaml",
    "networkx",
    "dataclasses",
    "inspect",
    "argparse",
    "importlib.metadata",
    "decimal",
    "pathlib",
)


def loaded_by(code: str) -> list[str]:
    """Which heavy modules a program loads."""
    tail = f"\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code + tail], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1].split()


def test_the_package_loads_nothing_by_itself() -> None:
    assert loaded_by("import routeplan") == []


def test_the_version_needs_nothing() -> None:
    assert loaded_by("from routeplan.cli.main import main; main(['--version'])") == []


def test_reading_a_find_line_needs_nothing() -> None:
    code = "from routeplan.cli.fast import parse; from routeplan.cli.find import COMMAND; parse(COMMAND, ['A', 'B', '-k3'])"
    assert loaded_by(code) == []


def test_a_json_answer_needs_nothing() -> None:
    code = (
        "from tests.output.sample import result; from routeplan.output import FORMATS; from routeplan.output.result import Look;"
        "[FORMATS[f](result(), Look()) for f in ('json', 'jsonl', 'csv', 'markdown', 'table')]"
    )
    assert loaded_by(code) == []


def test_values_are_plain_text(capsys: Any) -> None:
    values = parse(COMMAND, ["A", "B", "--top", "three"])
    assert values["top"] == "three"
    assert values["via"] == ()
    assert values["pareto"] is False
    assert capsys.readouterr().out == ""
