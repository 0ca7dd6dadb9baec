"""Lanes into a file people keep: only the lines added or changed differ."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml

from routeplan.cli.main import main
from routeplan.errors import NetworkError, RoutePlanError
from routeplan.network.editing import put_lanes
from routeplan.network.writing import flow, scalar

TEXT = """\
# top comment
routeplan: 1
currency:   USD    # odd blanks stay

places:
  A: {country: CN, kind: city, lat: 30, lon: 120}   # in braces
  'B': {country: CN, kind: city, lat: 31, lon: 121}
lanes:
    # first
    - id: one   # its id
      from: A
      to: B
      mode: road
      distance: 100 km
      transit: 2h     # reported
      rate: {40HC: 100 USD}

    - {id: two, from: B, to: A, mode: road, distance: 100 km, transit: 2h, rate: 90 USD}
    # a last word on lanes

scenarios:
  x: {changes: [{match: {mode: road}, scale: {rate: 2}}]}
"""
NEW: dict[str, Any] = {"from": "A", "to": "B", "mode": "rail", "transit": "3h", "rate": "50 USD", "notes": "no: # yes"}


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [at[2:] for at in lines if at.startswith("- ")], [at[2:] for at in lines if at.startswith("+ ")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_lane_is_added_and_nothing_else_changes(end: str) -> None:
    text = TEXT.replace("\n", end)
    after = put_lanes("f.yaml", text, [NEW])
    gone, come = changed(text, after)
    assert gone == []
    assert "".join(come) == end.join(
        [
            "",
            "    - from: A",
            "      to: B",
            "      mode: rail",
            "      transit: 3h",
            "      rate: 50 USD",
            '      notes: "no: # yes"',
            "",
        ]
    )
    assert yaml.safe_load(after)["lanes"][2]["notes"] == "no: # yes"
    assert after.index("from: A" + end + "      to: B" + end + "      mode: rail") < after.index("scenarios:")


def test_a_field_is_updated_where_it_stands() -> None:
    after = put_lanes("f.yaml", TEXT, [{"id": "one", "transit": "2h", "rate": {"40HC": "120 USD"}, "cutoff": "6h"}])
    gone, come = changed(TEXT, after)
    assert gone == ["      rate: {40HC: 100 USD}\n"]
    assert come == ["      rate: {40HC: 120 USD}\n", "      cutoff: 6h\n"]
    assert "      rate: {40HC: 120 USD}\n      cutoff: 6h\n\n" in after
    assert put_lanes("f.yaml", TEXT, [{"id": "one", "rate": {"40HC": "100 USD"}}]) == TEXT


@pytest.mark.parametrize("between", ["", "\n", "      # on the mode\n", "\n      # on the mode\n"])
def test_comments_and_blanks_below_a_field_stay(between: str) -> None:
    surcharges = "      surcharges:\n        - {name: BAF, amount: 1 USD}  # of June\n"
    fields = f"{surcharges}{between}      mode: road\n"
    text = TEXT.replace("      mode: road\n", fields)
    docs = [{"name": "docs", "amount": "2 USD"}]
    after = put_lanes("f.yaml", text, [{"id": "one", "surcharges": docs, "mode": "rail"}])
    new = fields.replace("{name: BAF, amount: 1 USD}  # of June", "{name: docs, amount: 2 USD}")
    assert after == TEXT.replace("      mode: road\n", new.replace("mode: road", "mode: rail"))


def test_a_field_beside_the_dash_is_updated_there() -> None:
    text = TEXT.replace("- id: one   # its id", "- mode: road  # by truck").replace(
        "      mode: road\n", "      id: one\n"
    )
    after = put_lanes("f.yaml", text, [{"id": "one", "mode": "rail"}])
    assert after == text.replace("- mode: road  # by truck", "- mode: rail")


def test_more_lines_than_before_leave_the_next_ones_alone() -> None:
    text = TEXT.replace("      rate: {40HC: 100 USD}\n", "      surcharges: []\n")
    items = [{"name": "BAF", "amount": "1 USD"}, {"name": "docs", "amount": "2 USD"}]
    after = put_lanes("f.yaml", text, [{"id": "one", "surcharges": items, "cutoff": "6h", "tags": ["a", "b"]}])
    lines = """\
      surcharges:
        - {name: BAF, amount: 1 USD}
        - {name: docs, amount: 2 USD}
      cutoff: 6h
      tags: [a, b]
"""
    assert after == text.replace("      surcharges: []\n", lines)
    assert put_lanes("f.yaml", after, [{"id": "one", "surcharges": items, "tags": ["a", "b"]}]) == after


def test_an_entry_in_braces_is_written_anew() -> None:
    after = put_lanes("f.yaml", TEXT, [{"id": "two", "rate": "95 USD"}])
    lanes = yaml.safe_load(after)["lanes"]
    assert lanes[1] == {
        "id": "two",
        "from": "B",
        "to": "A",
        "mode": "road",
        "distance": "100 km",
        "transit": "2h",
        "rate": "95 USD",
    }
    assert "# a last word on lanes" in after


def test_the_same_again_changes_nothing() -> None:
    odd = TEXT.replace("      mode: road\n", "      mode: road\n      tags: [a,  'b']\n")
    assert put_lanes("f.yaml", odd, [{"id": "one", "tags": ["a", "b"]}]) == odd
    once = put_lanes("f.yaml", TEXT, [{**NEW, "id": "three"}])
    assert put_lanes("f.yaml", once, [{**NEW, "id": "three"}]) == once


@pytest.mark.parametrize(
    "text", ["routeplan: 1\n", "routeplan: 1", "routeplan: 1\nlanes:\n", "routeplan: 1\n# end\n\n"]
)
def test_a_file_without_lanes_gets_some(text: str) -> None:
    after = put_lanes("f.yaml", text, [NEW])
    assert after.startswith(text)
    assert yaml.safe_load(after)["lanes"] == [NEW]


def test_without_a_line_end_at_the_end() -> None:
    text = TEXT[: TEXT.index("    # a last word")].rstrip("\n")
    after = put_lanes("f.yaml", text, [NEW])
    assert after.startswith(text)
    assert len(yaml.safe_load(after)["lanes"]) == 3


@pytest.mark.parametrize(("text", "code"), [("a: [\n", "RP105"), ("routeplan: 1\x00\n", "RP005")])
def test_what_cannot_be_read_is_said(text: str, code: str) -> None:
    with pytest.raises(NetworkError) as caught:
        put_lanes("f.yaml", text, [NEW])
    assert [finding.code for finding in caught.value.findings] == [code]


@pytest.mark.parametrize("text", ["routeplan: 1\nlanes: []\n", "routeplan: 1\nlanes: [{id: a}]\n", "- a\n", "a: [\n"])
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(RoutePlanError):
        put_lanes("f.yaml", text, [NEW])


@pytest.mark.parametrize(
    "text",
    ["no", "NO", "on", "12:30", "010", "1e3", "0x1F", "1_000", "null", "~", "", " a", "a: b", "a #b", "- a", "&a", "*a", "!a",
     "%a", "@a", "`a", "{a}", "[a]", "西安", "Xi'an", "a,b", "840 USD", "60h", "2d 12h", "2026-01-01", "2.5", "'", '"', "\\n",
     "1.5 USD/container/km", "Yes", "y", ".5", "+1", "=", "a>b", "rail>sea", "22 g/tkm"],
)  # fmt: skip
def test_scalars_come_back_as_they_went(text: str) -> None:
    def read(source: str) -> Any:
        return yaml.load(source, Loader=yaml.BaseLoader)

    assert read(f"a: {scalar(text)}") == {"a": text}
    assert read(f"a: {flow({'b': [text, {'c': text}]})}") == {"a": {"b": [text, {"c": text}]}}
    plain = yaml.safe_load(scalar(text)) if not text[:4].isdigit() and text != "2.5" else text
    assert plain == text, "another reader takes it for something else"


def test_what_is_quoted() -> None:
    assert flow({"Café": "西安", "no": "x", "20": "x", "a b": "x"}) == '{"Café": "西安", "no": x, "20": x, "a b": x}'


# The commands


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "net.yaml"
    path.write_bytes(TEXT.encode())
    return path


ADD = ["add-lane", "net.yaml", "--from", "A", "--to", "B", "--mode", "rail", "--transit", "3h", "--rate", "40HC=50 USD"]


def test_add_lane_shows_and_writes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ADD, "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "+    - from: A" in out
    assert "nothing was written" in err
    assert file.read_text() == TEXT
    assert main([*ADD, "--distance", "90 km", "--departures", "mon fri 20:00", "--surcharge", "a b 5 USD"]) == 2 + 1
    assert file.read_text() == TEXT, "a timetable without a time zone"
    assert (
        main([*ADD, "--distance", "90 km", "--surcharge", "a b 5 USD", "--valid", "2026-01-01..", "--source", "s"]) == 3
    )
    assert main([*ADD, "--distance", "90 km", "--surcharge", "a b 5 USD", "--valid", "2026-01-01.."]) == 0
    gone, come = changed(TEXT, file.read_text())
    assert gone == []
    assert "      surcharges:\n" in come
    assert "        - {name: a b, amount: 5 USD}\n" in come


@pytest.mark.parametrize("words", [ADD[:6], [*ADD[:9], "--transit", "3"], [*ADD, "--rate", "cheap"]])
def test_add_lane_refuses(file: Path, words: list[str]) -> None:
    assert main(words) in (2, 3)
    assert file.read_text() == TEXT


def test_init_writes_once_and_is_valid(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "my.yaml"]) == 0
    assert main(["init", "my.yaml"]) == 2
    assert main(["find", "My-Factory", "Valencia", "--with", "my.yaml", "-k", "1"]) == 0
    assert (
        main(
            [
                "add-lane",
                "my.yaml",
                "--from",
                "Yiwu",
                "--to",
                "My-Factory",
                "--mode",
                "road",
                "--transit",
                "20h",
                "--rate",
                "9 USD",
            ]
        )
        == 0
    )
    assert "yaml-language-server" in Path("my.yaml").read_text().splitlines()[0]
