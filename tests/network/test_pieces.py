"""Entries that come in pieces: nothing of them stays, and faults found later still know where fields are written."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplan.network.collecting import Uncollected
from routeplan.network.decoding import decode
from routeplan.network.faults import Faults
from routeplan.network.records.entries import SECTIONS
from routeplan.network.tree import Map, Piece, Seq, pieces
from tests.network.sample import HEADER, NETWORK, codes, faults

LANE = "from: Xian, to: Atlantis, mode: rail, transit: 1h"


def pieces_of(text: str) -> tuple[list[Piece], Faults]:
    document, _ = decode("net.yaml", text.encode())
    assert document is not None
    found = Faults()
    return list(pieces(document, found, SECTIONS)), found


def test_entries_come_one_by_one_and_leave_nothing() -> None:
    entries: list[tuple[str, str | int, int]] = []
    document, _ = decode("net.yaml", NETWORK.encode())
    assert document is not None
    for piece in pieces(document, Faults(), SECTIONS):
        assert isinstance(piece.node, Map)
        if piece.section:
            entries.append((piece.section, piece.key, len(piece.node)))
        else:
            root = piece.node
    assert entries == [
        ("sources", "ezj", 3),
        ("places", "East", 6),
        ("places", "Ningbo", 6),
        ("places", "Xian", 10),
        ("places", "Valencia", 6),
        ("lanes", 0, 7),
        ("lanes", 1, 11),
        ("scenarios", "red-sea", 1),
        ("scenarios", "calm", 2),
    ]
    assert root["lanes"] == [None, None]
    assert root["places"] == {"East": {}, "Ningbo": {}, "Xian": {}, "Valencia": {}}
    assert isinstance(root["handling"], Map)
    assert root["handling"]["rail>sea"]


def test_what_is_no_entry_stays_in_the_root() -> None:
    text = "lanes: [{id: a}, text, [b]]\nplaces: [{id: c}]\nsources: {s: text}\nother: {x: {y: z}}\n"
    found, _ = pieces_of(text)
    assert [(piece.section, piece.key) for piece in found] == [("lanes", 0), ("", "")]
    root = found[-1].node
    assert isinstance(root, Map)
    lanes = root["lanes"]
    assert isinstance(lanes, Seq)
    assert lanes[0] is None
    assert lanes[1] == ("text", text.index("text"), -1)
    assert root["places"] == [{"id": ("c", text.index("c}"), text.index("id: c"))}]
    assert root["other"] == {"x": {"y": ("z", text.index("z"), text.index("y:"))}}


def test_a_section_or_entry_written_twice_is_read_once() -> None:
    text = "lanes: [{id: a}]\nlanes: [{id: b}]\nplaces: {X: {kind: city}, X: {kind: border}}\n"
    found, twice = pieces_of(text)
    assert [(piece.section, piece.key) for piece in found] == [("lanes", 0), ("places", "X"), ("", "")]
    assert [finding.code for finding in twice.findings] == ["RP103", "RP103"]
    assert [finding.related[0].line for finding in twice.findings] == [1, 3]


@pytest.mark.parametrize(
    "lanes",
    [
        "  - {" + LANE + "}\n",
        "  -   id: a # first\n      " + LANE.replace(", ", "\n      ") + "\n",
        "- from: Xian\n\n  # why\n  to:   Atlantis\n  mode: rail\n  transit: 1h\n- {id: b}\n",
        "  - notes: |\n      西安\n      two\n    operator: Xi'an 西安\n    "
        + LANE.replace(", ", "\n    ")
        + "\n# end\n",
        "  - {notes: 西安 🚢,\n from: Xian,\n to: Atlantis,\n mode: rail, transit: 1h}\n",
        "    [ {" + LANE + "}, {} ]\n",
        "  - from: Xian\n    departures:\n    - x\n    to: Atlantis\n    mode: rail\n    transit: 1h\n",
        "  - ? from\n    : Xian\n    ? to\n    : Atlantis\n    mode: rail\n    transit: 1h\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_fault_found_after_reading_stands_where_the_field_is(lanes: str, end: str) -> None:
    text = (NETWORK[: NETWORK.index("lanes:")] + "lanes:\n" + lanes).replace("\n", end)
    (fault,) = [finding for finding in faults(text) if "Atlantis" in finding.message]
    before = text[: text.index("Atlantis")].replace("\r\n", "\n").replace("\r", "\n")
    assert fault.code == "RP301"
    assert (fault.line, fault.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert fault.path == ("lanes", 0, "to")


def test_a_currency_without_a_rate_stands_where_it_is_written() -> None:
    text = NETWORK.replace("  Valencia: {", "  Valencia: {storage: {free: 5d,\n rate: 3 EUR/TEU/day}, ")
    (fault,) = [finding for finding in faults(text) if finding.code == "RP305"]
    assert fault.excerpt[fault.column - 1 :].startswith("3 EUR/TEU/day")
    assert fault.path == ("places", "Valencia")


def test_faults_stand_in_the_order_of_the_file() -> None:
    text = "routeplan: 1\nlanes:\n  - {from: A, to: B, mode: fly, transit: x}\nname: [a]\nplaces:\n  A: {country: CN}\n"
    found = [(finding.line, finding.column) for finding in faults(text)]
    assert found == sorted(found)
    assert len(found) > 4


def test_half_a_file_and_another_version_are_one_fault() -> None:
    entry = "  - {from: Xian, to: Ningbo, mode: fly, transit: 1h}\n"
    assert "RP209" in codes(HEADER + "lanes:\n" + entry)
    assert codes(HEADER + "lanes:\n" + entry + "\t- {}\n") == ["RP101"]
    assert codes("lanes:\n" + entry + "routeplan: 9\n") == ["RP214"]


@pytest.mark.parametrize("order", [1, -1])
def test_sources_may_stand_before_or_after_what_cites_them(order: int) -> None:
    head, rest = NETWORK[: NETWORK.index("sources:")], NETWORK[NETWORK.index("co2e:") :]
    sources = "routeplan: 1\nsources:\n  ezj: {title: Rates}\n"
    assert codes([head + rest, sources][::order]) == []
    (unknown,) = [
        finding for finding in faults([head + rest, sources.replace("ezj", "eyj")][::order]) if finding.code == "RP304"
    ]
    assert unknown.excerpt.strip() == "source: ezj"


@given(st.text("ab\r\n西", max_size=14))
def test_lines_end_as_editors_have_it(text: str) -> None:
    document = decode("x", b"x")[0]
    assert document is not None
    document.text = text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.position(len(text)) == (len(lines), len(lines[-1]) + 1)
    assert [document.line_text(number + 1) for number in range(len(lines))] == lines


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with Uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()
