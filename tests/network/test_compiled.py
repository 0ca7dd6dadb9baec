"""The compiled form gives back what went in, record by record and type by type."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplan.library import bundled_path
from routeplan.network import columns, compiled
from routeplan.network.model import Amount, Network
from routeplan.network.reading import read_network
from tests.network.sample import NETWORK, read


class Pair(NamedTuple):
    left: Any
    right: Any = ""


RECORDS = {"Pair": Pair, "Amount": Amount}

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
AMOUNTS = st.builds(Amount, st.integers(-9, 9), st.just(1), st.sampled_from(["USD", "CNY"]))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=2),
    "few texts": st.sampled_from(["rail", "sea"]),
    "figures": st.integers(),
    "maybe": st.none() | st.integers(0, 3),
    "ratios": st.tuples(st.integers(), st.integers(1, 9)),
    "lists": st.lists(st.text(max_size=1), max_size=3).map(tuple),
    "prices": st.lists(st.tuples(st.sampled_from(["40HC", ""]), AMOUNTS), max_size=2).map(tuple),
    "records": st.none() | st.builds(Pair, st.integers(0, 2), AMOUNTS) | AMOUNTS,
    "nested": st.builds(
        Pair, st.lists(st.builds(Pair, st.none() | st.integers(), st.just("")), max_size=2).map(tuple), st.just("")
    ),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_column_is_what_it_was(kind: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(VALUES[kind], min_size=1, max_size=12))
    column = json.loads(json.dumps(columns.encode_column(values)))
    assert repr(list(columns.decode_column(column, len(values), RECORDS))) == repr(values)


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_one_value_is_what_it_was(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert repr(columns.decode(json.loads(json.dumps(columns.encode(value))), RECORDS)) == repr(value)


def test_what_is_the_same_for_all_is_written_once() -> None:
    assert columns.encode_column([(1, 2)] * 1000) == {"all": [1, 2]}
    assert len(json.dumps(columns.encode_column(["a long text", "another one"] * 1000))) < 7000


@pytest.mark.parametrize("different", [256, 257, 65_536, 65_537])
def test_a_column_has_as_many_different_values_as_one_likes(different: int) -> None:
    values = [str(number) for number in range(different)] * 2
    column = json.loads(json.dumps(columns.encode_column(values)))
    assert columns.decode_column(column, len(values), RECORDS) == values


def test_a_record_with_other_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="Pair"):
        columns.rows(Pair, [{"all": 1}], 1, RECORDS)


def networks() -> list[Network]:
    return [read(NETWORK), read(NETWORK, NETWORK.replace("suez", "cape")), read_network([bundled_path()])[0]]


@pytest.mark.parametrize("network", networks(), ids=["sample", "overlaid", "bundled"])
def test_a_network_is_what_it_was(network: Network) -> None:
    known = compiled.decode(compiled.encode(network, (), "k"), "k")
    assert known is not None
    assert repr(known[0]) == repr(network)
    assert compiled.decode(compiled.encode(network, (), "k"), "other") is None


def test_a_network_of_nothing_is_what_it_was() -> None:
    nothing = Network("", "USD", {}, {}, {}, {}, {}, {})
    known = compiled.decode(compiled.encode(nothing, (), "k"), "k")
    assert known is not None
    assert known[0] == nothing
