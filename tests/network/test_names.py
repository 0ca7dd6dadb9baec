"""What people type for a place, and what is said where it is no place or several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplan.errors import UsageError
from routeplan.network.model import Network
from routeplan.network.names import kin, members, normalise, resolve
from routeplan.network.nearest import distance, nearest
from tests.network.sample import HEADER, NETWORK, read

PLACES = (
    HEADER
    + """\
places:
  Malaszewicze: {name: Małaszewicze, country: PL, kind: border, lat: 52.03, lon: 23.5, unlocode: PLMSZ}
  VLC: {name: Valencia, country: ES, kind: seaport, lat: 39.4, lon: -0.3, unlocode: ESVLC}
  VEN: {name: Valencia, country: VE, kind: city, lat: 10.2, lon: -68, unlocode: VEVLN}
  Hamburg: {name: Hamburg, country: DE, kind: city, lat: 53.5, lon: 10, unlocode: DEHAM}
  HamburgPort: {name: Hamburg Port, part_of: Hamburg, country: DE, kind: seaport, lat: 53.5, lon: 9.9, unlocode: DEHAM}
  Altenwerder: {part_of: HamburgPort, country: DE, kind: port_area, lat: 53.5, lon: 9.92}
  Orsted: {name: Ørsted, aliases: [Þorsted, Grenå], country: DK, kind: city, lat: 56.4, lon: 10.4}
lanes:
  - {from: VLC, to: Hamburg, mode: sea, transit: 7d, rate: 5 USD, distance: 3500 km}
"""
)


@pytest.fixture(scope="module")
def network() -> Network:
    return read(PLACES)


def test_a_name_with_a_comma_is_a_name_first() -> None:
    text = NETWORK.replace("aliases: [西安,", 'aliases: [西安, "Salem, MA",')
    assert resolve(read(text), "salem, ma") == "Xian"


@pytest.mark.parametrize("surrogate", [0xD800, 0xDBFF, 0xDFFF])
def test_what_is_no_text_is_no_place(surrogate: int) -> None:
    with pytest.raises(UsageError, match="is not valid UTF-8"):
        resolve(read(NETWORK), f"Xi{chr(surrogate)}an")


@pytest.mark.parametrize(
    "text",
    [
        "Xian",
        "xian",
        "Xi'an",
        "Xi’an",
        "Xiʼan",
        "XI AN",
        "Ｘi’an",
        "Xi\u200b'an",
        "Xī'ān",
        "CNXAG",
        "cnxag",
        "西安",
        "Xi'an International Port",
        "xi'an xinzhu",
        "Xian, CN",
    ],
)
def test_spellings_of_one_place(text: str) -> None:
    assert resolve(read(NETWORK), text) == "Xian"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Małaszewicze", "Malaszewicze"),
        ("malaszewicze", "Malaszewicze"),
        ("Orsted", "Orsted"),
        ("thorsted", "Orsted"),
        ("Grena", "Orsted"),
        ("Valencia, ES", "VLC"),
        ("valencia,ve", "VEN"),
        ("DEHAM", "Hamburg"),
        ("esvlc", "VLC"),
    ],
)
def test_names_that_are_found(network: Network, text: str, id: str) -> None:
    assert resolve(network, text) == id


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Valencia", "RP503", "VLC Valencia (ESVLC), ES; VEN Valencia (VEVLN), VE"),
        ("Valencai", "RP502", "did you mean VLC"),
        ("Atlantis", "RP502", "routeplan places"),
        ("", "RP504", "empty"),
        ("  ", "RP504", "empty"),
        ("---", "RP502", "unknown place"),
        ("x" * 100_000, "RP504", "too long"),
        ("\udcff", "RP504", "UTF-8"),
        ("\x1b[2J[bold]x[/]", "RP502", "\\x1b[2J[bold]x[/]"),
    ],
)
def test_names_that_are_refused(network: Network, text: str, code: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve(network, text)
    assert caught.value.code == code
    assert words in f"{caught.value.message} {caught.value.help}"
    assert len(caught.value.message) < 200


def test_members_at_any_depth(network: Network) -> None:
    assert members(network, "Hamburg") == ("Hamburg", "HamburgPort", "Altenwerder")
    assert members(network, "VLC") == ("VLC",)


@given(st.text(max_size=20))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("ab", "ba", 1),
        ("abc", "abc", 0),
        ("", "ab", 2),
        ("rial", "rail", 1),
        ("kitten", "sitting", 3),
        ("rail", "ral", 1),
        ("ral", "rail", 1),
        ("rail", "road", 3),
        ("abcd", "cd", 2),
        ("cd", "abcd", 2),
        ("rail", "", 4),
        ("abcdef", "uvwxyz", 4),
        ("ca", "abc", 3),
    ],
)
def test_edits(a: str, b: str, edits: int) -> None:
    assert distance(a, b, 3) == edits


def test_nearest_words() -> None:
    assert nearest("Duisberg", ["Feusisberg", "Duisburg", "Hamburg"]) == ["Duisburg"]
    assert nearest("x" * 1000, ["x"]) == []
    assert nearest("", ["a", ""]) == []
    # one edit up to four letters, two up to eight, three beyond
    assert nearest("rail", ["rai", "rial", "ra", "roil", "rali"]) == ["rai", "rali", "rial"]
    assert nearest("ninbo", ["ningbo", "nngo", "nn"]) == ["ningbo", "nngo"]
    assert nearest("shanghaig", ["Shanghai", "shang", "sanga", "shangh"]) == ["Shanghai", "shangh"]
    assert nearest("shanghai", ["shangh", "shang"]) == ["shangh"]


@pytest.mark.parametrize(("countries", "more", "help"), [
    (["ES", "VE"], "", 'write the id: P0, or "Twin, ES"'),
    (["ES", "ES"], "", "write the id, such as P0"),
    (["ES"] * 8, "", "write the id, such as P0"),
    (["ES"] * 9, "; and 1 more", "write the id, such as P0"),
    (["ES"] * 11, "; and 3 more", "write the id, such as P0"),
])  # fmt: skip
def test_names_of_several_places(countries: list[str], more: str, help: str) -> None:
    places = "".join(
        f"  P{number}: {{name: Twin, country: {country}, kind: city, lat: 1, lon: 1}}\n"
        for number, country in enumerate(countries)
    )
    lane = "lanes:\n  - {from: P0, to: P1, mode: road, transit: 1h, rate: 1 USD, distance: 1 km}\n"
    with pytest.raises(UsageError) as caught:
        resolve(read(f"{HEADER}places:\n{places}{lane}"), "twin")
    shown = "; ".join(f"P{number} Twin, {country}" for number, country in enumerate(countries[:8]))
    assert caught.value.message == f'"twin" is {len(countries)} places: {shown}{more}'
    assert caught.value.help == help


def test_the_longest_name() -> None:
    for length, code in ((200, "RP502"), (201, "RP504")):
        with pytest.raises(UsageError) as caught:
            resolve(read(NETWORK), "x" * length)
        assert caught.value.code == code


def test_kin_are_the_groups_and_the_members() -> None:
    place = "{country: CN, kind: city, lat: 1, lon: 1"
    text = "routeplan: 1\ncurrency: USD\nplaces:\n" + "".join(
        f"  {name}: {place}{f', part_of: {group}' if group else ''}}}\n"
        for name, group in (("A", ""), ("B", "A"), ("C", "B"), ("D", "A"), ("E", ""))
    )
    network = read(text + "lanes:\n  - {from: A, to: E, mode: road, transit: 1h, rate: 1 USD, distance: 1 km}\n")
    assert kin(network, "B") == {"A", "B", "C"}
    assert kin(network, "A") == {"A", "B", "C", "D"}
    assert kin(network, "E") == {"E"}


def test_words_of_any_length_are_looked_for_but_no_texts() -> None:
    assert nearest("x" * 200, ["x" * 199]) == ["x" * 199]
    assert nearest("x" * 201, ["x" * 200]) == []
