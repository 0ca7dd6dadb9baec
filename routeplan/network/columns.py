"""Records as columns of JSON, and back without a line of Python per record.

A column holds one value of each of so many records. It is one of

    {"all": value}                           the same for all
    {"plain": [...]}                         texts, figures, true, false and null as they are
    {"record": name, "of": [column, ...]}    records of one kind, field by field
    {"tuple": [column, ...]}                 tuples of one length, position by position
    {"tuples": column, "of": column}         tuples of several lengths: the lengths, then all elements in a row
    {"pool": [[count, column], ...], "at": digits, "as": code}   few different values, or values of several kinds: the
                                             pools one after the other, and for each record which value of them is
                                             its own. One text is read far faster than a list of figures, so they are
                                             the bytes of an array in hexadecimal digits; `code` is that of its items
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, repeat
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
    kinds = dict.fromkeys(map(type, distinct))
    few = len(distinct) * 2 <= len(values)
    if all(kind in _SCALARS for kind in kinds) and not (few and str in kinds):
        return {"plain": list(values)}
    if len(kinds) == 1 and not few:
        return _encode_alike(next(iter(kinds)), values)
    from array import array

    pools = [[value for value in distinct if type(value) is kind] for kind in kinds]
    at = {value: i for i, value in enumerate(chain(*pools))}
    code = "B" if len(at) <= 1 << 8 else "H" if len(at) <= 1 << 16 else "I"
    digits = array(code, [at[value] for value in values]).tobytes().hex()
    return {"pool": [[len(pool), encode_column(pool)] for pool in pools], "at": digits, "as": code}


def _encode_alike(kind: Any, values: Sequence[Any]) -> Column:
    """The column of tuples or of records of one kind."""
    lengths = [len(value) for value in values]
    if len(set(lengths)) > 1:
        return {"tuples": encode_column(lengths), "of": encode_column(list(chain(*values)))}
    columns = [encode_column(column) for column in zip(*values, strict=True)]
    return {"tuple": columns} if kind is tuple else {"record": kind.__name__, "of": columns}


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
    if "tuples" in column:
        lengths = list(decode_column(column["tuples"], count, records))
        elements = iter(decode_column(column["of"], sum(lengths), records))
        return [tuple(islice(elements, length)) for length in lengths]
    pool = list(chain.from_iterable(decode_column(one, size, records) for size, one in column["pool"]))
    at: Any = memoryview(bytes.fromhex(column["at"])).cast(column["as"])
    return [pool[i] for i in at]


def rows(kind: Any, columns: Sequence[Column], count: int, records: Records) -> Iterable[Any]:
    """Records of one kind from the columns of their fields."""
    if len(columns) != len(kind._fields):
        raise ValueError(f"{kind.__name__} has {len(kind._fields)} fields")
    fields = zip(*(decode_column(column, count, records) for column in columns), strict=True)
    return map(tuple.__new__, repeat(kind), fields)
