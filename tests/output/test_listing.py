"""Lists in a terminal: columns go before words are broken, from the least needed on."""

from __future__ import annotations

import pytest

from routeplan.output.json import Figure
from routeplan.output.listing import LIST_FORMATS, Column, Listing
from routeplan.output.result import Look
from routeplan.output.text import cell_len

COLUMNS = (
    Column("id", "id", fold=True, from_width=50),
    Column("from", "from", fold=True),
    Column("to", "to", fold=True),
    Column("rate", "rate", fold=True, from_width=70),
    Column("status", "status"),
    Column("notes", "notes", from_width=None),
)
RECORD = {
    "id": "ningbo-meishan-algeciras-sea-suez",
    "from": "Ningbo-Meishan",
    "to": "Algeciras",
    "rate": "20GP 2029 USD, 40HC 2844 USD",
    "status": "suspended",
    "notes": "a b c",
}


def drawn(width: int, *records: dict[str, str]) -> list[str]:
    listing = Listing("lanes", COLUMNS, list(records))
    return LIST_FORMATS["table"](listing, Look(terminal=True, width=width)).splitlines()


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (40, ["from", "to", "status"]),
        (60, ["id", "from", "to", "status"]),
        (100, ["id", "from", "to", "rate", "status"]),
    ],
)
def test_what_a_width_shows(width: int, titles: list[str]) -> None:
    lines = drawn(width, RECORD)
    assert lines[0].split() == titles
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", range(40, 130, 3))
def test_no_word_is_broken(width: int) -> None:
    words = {word for line in drawn(width, RECORD) for word in line.split()}
    assert {"Algeciras", "suspended"} <= words
    assert words <= {piece for value in RECORD.values() for piece in parts(value)} | {c.title for c in COLUMNS} | {
        "-" * length for length in range(1, width + 1)
    }


def parts(text: str) -> set[str]:
    """Every run of whole pieces between dashes, as a line may hold it."""
    found = set()
    for word in text.split():
        pieces = [piece for piece in word.replace("-", "-\n").split("\n") if piece]
        found |= {"".join(pieces[i:j]) for i in range(len(pieces)) for j in range(i + 1, len(pieces) + 1)}
    return found


def test_an_unbreakable_name_is_broken_rather_than_cut() -> None:
    lines = drawn(40, {**RECORD, "to": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"})
    assert max(map(cell_len, lines)) <= 40
    assert "".join(line.split()[-1] for line in lines if "gog" in line)


def test_eyes_need_two_decimals_and_pipes_every_digit() -> None:
    listing = Listing("reach", (Column("time_h", "h", right=True),), [{"time_h": Figure("157.66666666666666")}])
    assert LIST_FORMATS["table"](listing, Look(terminal=True)).splitlines()[-1] == "157.67"
    assert LIST_FORMATS["table"](listing, Look()).splitlines()[-1] == "157.66666666666666"


def test_an_empty_list_has_its_titles() -> None:
    assert drawn(60)[0].split() == ["id", "from", "to", "status"]
