"""Records as columns of JSON, and back without a line of Python per record.

A column holds one value of each of so many records. It is one of

    {"all": value}                           the same for all
    {"plain": [...]}                         texts, figures, true, false and null as they are
    {"record": name, "of": [column, ...]}    records of one kind, field by field
    {"tuple": [column, ...]}                 tuples of one length, position by position
    {"pool": [[count, column], ...], "at": [...]}   few different values, or values of several kinds: the pools one
                                             after the other, and for each record which value of them is its own
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

Column = dict[str, Any]
Records = Mapping[str, Any]
"""Kinds of records by name."""

_SCALARS = (str, int, bool, type(None))


def encode(value: Any) -> Any:
    """One value: scalars as they are, records as {name: values}, tuples as lists."""
    if isinstance(value, _SCALARS):
        return value
    if hasattr(value, "_fields"):
        return {type(value).__name__: [encode(one) for one in value]}
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    raise TypeError(f"cannot compile {type(value).__name__}")


def decode(value: Any, records: Records) -> Any:
    """The inverse of `encode`."""
    if isinstance(value, list):
        return tuple([decode(one, records) for one in value])
    if isinstance(value, dict):
        ((name, fields),) = value.items()
        return records[name]._make([decode(one, records) for one in fields])
    return value


def encode_column(values: Sequence[Any]) -> Column:
    """The column of one value or more. Those that are equal must be of one type, as they are in a field of a record."""
    distinct = dict.fromkeys(values)
    if len(distinct) == 1:
        return {"all": encode(values[0])}
    shapes = dict.fromkeys(map(_shape, distinct))
    few = len(distinct) * 2 <= len(values)
    if all(kind in _SCALARS for kind, _ in shapes) and not (few and (str, 0) in shapes):
        return {"plain": list(values)}
    if len(shapes) == 1 and not few:
        ((kind, _),) = shapes
        columns = [encode_column(column) for column in zip(*values, strict=True)]
        return {"tuple": columns} if kind is tuple else {"record": kind.__name__, "of": columns}
    pools = [[value for value in distinct if _shape(value) == shape] for shape in shapes]
    at = {value: i for i, value in enumerate(chain(*pools))}
    return {"pool": [[len(pool), encode_column(pool)] for pool in pools], "at": [at[value] for value in values]}


def _shape(value: Any) -> tuple[type, int]:
    return type(value), len(value) if isinstance(value, tuple) else 0


def decode_column(column: Column, count: int, records: Records) -> Iterable[Any]:
    """So many values from their column."""
    if "all" in column:
        return repeat(decode(column["all"], records), count)
    if "plain" in column:
        plain: list[Any] = column["plain"]
        return plain
    if "tuple" in column:
        return zip(*(decode_column(one, count, records) for one in column["tuple"]), strict=True)
    if "record" in column:
        return rows(records[column["record"]], column["of"], count, records)
    pool = list(chain.from_iterable(decode_column(one, size, records) for size, one in column["pool"]))
    return map(pool.__getitem__, column["at"])


def rows(kind: Any, columns: Sequence[Column], count: int, records: Records) -> Iterable[Any]:
    """Records of one kind from the columns of their fields."""
    if len(columns) != len(kind._fields):
        raise ValueError(f"{kind.__name__} has {len(kind._fields)} fields")
    fields = zip(*(decode_column(column, count, records) for column in columns), strict=True)
    return map(tuple.__new__, repeat(kind), fields)
