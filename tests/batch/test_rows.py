"""Sheets of shipments: what is read, and that a bad row spoils itself only."""

from __future__ import annotations

import pytest

from routeplan.batch.rows import LONGEST_LINE, Row, kind_of_name, read_rows
from routeplan.errors import UsageError


def rows(text: str | bytes, kind: str = "") -> list[Row]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_rows(data.splitlines(keepends=True), kind))


def test_csv_columns_are_options() -> None:
    (row,) = rows('id,origin,destination,Max Wait,via,pareto\n7,Xian,"Valencia, ES",3d,A; B,yes\n')
    options = {"origin": "Xian", "destination": "Valencia, ES", "max_wait": "3d", "via": ["A", "B"], "pareto": True}
    assert row == Row(2, "7", options)


def test_an_empty_cell_is_the_default() -> None:
    assert rows("origin,destination,depart\nA,B,\n") == [Row(2, None, {"origin": "A", "destination": "B"})]


@pytest.mark.parametrize(
    "text", ["origin;destination\nA;B\n", "origin\tdestination\r\nA\tB\r\n", "\ufefforigin,destination\n\nA,B"]
)
def test_sheets_come_in_dialects(text: str) -> None:
    assert [row.options for row in rows(text)] == [{"origin": "A", "destination": "B"}]


def test_the_three_forms_say_the_same() -> None:
    sheet = "id,origin,destination,by,via\nx,A,B,cost,C\n"
    lines = '{"id": "x", "origin": "A", "destination": "B", "by": "cost", "via": ["C"]}\n'
    listed = "- {id: x, origin: A, destination: B, by: cost, via: [C]}\n"
    keyed = "shipments:\n" + listed
    assert {str((row.id, row.options)) for text in (sheet, lines, listed, keyed) for row in rows(text)} == {
        str(("x", {"origin": "A", "destination": "B", "by": "cost", "via": ["C"]}))
    }


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"A\n", "1 cells, the header has 3"),
        (b'"A,B,\n', "not a line of CSV"),
        (b"A,\xff,1\n", "not UTF-8"),
        (b",B,1\n", "no origin"),
        (b"A,,1\n", "no destination"),
        (b"A,B," + b"9" * LONGEST_LINE + b"\n", "longer than"),
    ],
)
def test_a_bad_line_of_csv_spoils_itself_only(bad: bytes, said: str) -> None:
    first, second, third = rows(b"origin,destination,top\nA,B,1\n" + bad + b"C,D,2\n")
    assert (first.fault, third.fault, third.line) == ("", "", 4)
    assert said in second.fault
    assert second.line == 3


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "not a line of JSON"),
        ("[1]", "an object expected"),
        ('{"origin": "A", "destination": "B", "weight": NaN}', "NaN"),
        ('{"origin": "A", "destination": "B", "tpo": 1}', "there is no option"),
        ('{"id": [1], "origin": "A", "destination": "B"}', "the id is neither"),
        ('{"origin": {"a": 1}, "destination": "B"}', "found a mapping"),
        ('{"origin": "A", "destination": "B", "pareto": "perhaps"}', "pareto"),
        ("[" * 100_000, "not a line of JSON"),
    ],
)
def test_a_bad_line_of_json_spoils_itself_only(bad: str, said: str) -> None:
    good = '{"origin": "A", "destination": "B", "weight": 0.1}\n'
    first, second, third = rows(good + bad + "\n" + good, "jsonl")
    assert first.options["weight"] == "0.1"
    assert third.fault == ""
    assert said in second.fault


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("", "", "the list of shipments is empty"),
        ("\ufeff\n", "yaml", "the list of shipments is empty"),
        ("origin,destinatoin\n", "", 'no use for the column "destinatoin"'),
        ("origin,origin\n", "", 'two columns "origin"'),
        ("- {id: 1\n", "yaml", "the list of shipments, line 1: "),
        ("shipments: 3\n", "yaml", "the YAML is no list of shipments"),
        ("[{origin: A, destination: B}, {origin: A, destination: B}]", "yaml", "line 1 has two shipments"),
    ],
)
def test_a_list_that_is_none(text: str, kind: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        rows(text, kind)
    assert said in refused.value.message
    assert refused.value.help
    assert "network" not in refused.value.help


def test_bad_items_of_yaml() -> None:
    first, second = rows("- 3\n- {id: 2, origin: NO, destination: 010}\n")
    assert "a mapping" in first.fault
    assert second.options == {"origin": "NO", "destination": "010"}


def test_kinds_by_name() -> None:
    assert [kind_of_name(n) for n in ("a.CSV", "b.ndjson", "c.yml", "d.parquet", "-")] == [
        "csv",
        "jsonl",
        "yaml",
        "parquet",
        "",
    ]
