"""Lanes into a file that people keep: what is not said anew stays byte for byte, comments, order and quotes.

The text is never written out again from data; lines are put in, or in place of other lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from routeplan.errors import NetworkError, UsageError
from routeplan.network.decoding import Document, decode
from routeplan.network.faults import Faults
from routeplan.network.tree import Map, Seq, compose, key_at_of
from routeplan.network.writing import Value, field, lane
from routeplan.units import quote

Fields = Mapping[str, Value]
Edit = tuple[int, int, list[str]]
"""Lines from, to (one past the last) and what comes in their place."""


class _File(NamedTuple):
    document: Document
    root: Map
    lines: list[str]  # without their ends
    end: str  # of a line


def put_lanes(name: str, text: str, lanes: Sequence[Fields]) -> str:
    """The text with the lanes: changed fields in place where the file has a lane of this id, else at the end.

    Raises `NetworkError` where the text is no YAML, `UsageError` where its lanes are in brackets.
    """
    file = _open(name, text)
    there = file.root.get("lanes")
    if isinstance(there, Seq) and there:
        return _put(file, there, lanes)
    lines = list(file.lines)
    new = [line for fields in lanes for line in lane(fields, "  ")]
    if "lanes" in file.root:
        if isinstance(there, Seq):
            raise UsageError(f"the lanes of {quote(name)} are written as []", help="write lanes: alone")
        assert there is not None
        at = file.document.position(key_at_of(there))[0]
        lines[at:at] = new
    else:
        has_end = bool(lines) and not lines[-1]
        lines = [*(lines[:-1] if has_end else lines), "", "lanes:", *new, ""]
    return file.end.join(lines)


def _put(file: _File, there: Seq, lanes: Sequence[Fields]) -> str:
    """Edits are worked out on the text as it is and made from the bottom up."""
    _refuse_brackets(file, there)
    numbers = {_text(entry, "id"): number for number, entry in enumerate(there) if isinstance(entry, Map)}
    edits: list[Edit] = []
    more: list[str] = []
    _, end, column = _span(file, there, len(there) - 1)
    spaced = len(there) > 1 and not file.lines[_span(file, there, len(there) - 1)[0] - 1].strip()
    for fields in lanes:
        number = numbers.get(str(fields["id"])) if "id" in fields else None
        if number is None:
            more += [*([""] if spaced else []), *lane(fields, " " * column)]
        else:
            edits += _update(file, there, number, fields)
    if more:
        edits.append((end, end, [*more, ""] if end == len(file.lines) else more))
    lines = list(file.lines)
    for start, stop, new in sorted(edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
        lines[start:stop] = new
    return file.end.join(lines)


def _open(name: str, text: str) -> _File:
    faults = Faults()
    document, findings = decode(name, text.encode())
    faults.findings += findings
    root = compose(document, faults) if document is not None else None
    if document is None or faults.findings:
        raise NetworkError(f"{quote(name)} cannot be read", faults.findings)
    if not isinstance(root, Map):
        raise UsageError(f"{quote(name)} is not a network file", help="routeplan init writes a new one")
    end = "\r\n" if "\r\n" in text else "\n"
    return _File(document, root, [line.removesuffix("\r") for line in text.split("\n")], end)


def _refuse_brackets(file: _File, lanes: Seq) -> None:
    if file.document.text[lanes.at : lanes.at + 1] == "[":
        raise UsageError(
            f"the lanes of {quote(file.document.name)} are written in brackets",
            help="write them one below the other, each after a dash",
        )


def _text(entry: Map, key: str) -> str:
    node = entry.get(key)
    return node[0] if isinstance(node, tuple) else ""


def _span(file: _File, lanes: Seq, number: int) -> tuple[int, int, int]:
    """Lines of an entry, first and one past the last, from 0, and the column of its dash."""
    entry = lanes[number]
    assert isinstance(entry, Map)
    first = file.document.position(entry.at)[0] - 1
    column = file.lines[first].index("-")
    end = first + 1
    last = end
    while end < len(file.lines):
        line = file.lines[end]
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent <= column:
            break
        end += 1
        if line.strip():
            last = end
    return first, last, column


def _update(file: _File, lanes: Seq, number: int, fields: Fields) -> list[Edit]:
    """What is to change in an entry: the lines of each field that says something else now."""
    entry = lanes[number]
    assert isinstance(entry, Map)
    first, end, column = _span(file, lanes, number)
    had = _plain(entry)
    if file.document.text[entry.at : entry.at + 1] == "{":
        merged: dict[str, Value] = {**had, **fields}
        return [(first, end, lane(merged, " " * column))] if merged != had else []
    starts = {key: file.document.position(key_at_of(child))[0] - 1 for key, child in entry.items() if child is not None}
    indent = " " * (file.document.position(entry.at)[1] - 1)
    bounds = sorted([*starts.values(), end])
    edits: list[Edit] = []
    for key, start in starts.items():
        if key not in fields or fields[key] == had[key]:
            continue
        stop = _trimmed(file.lines, start, bounds[bounds.index(start) + 1])
        new = field(key, fields[key], indent)
        if start == first:
            new[0] = file.lines[start][: len(indent)] + new[0].lstrip(" ")
        edits.append((start, stop, new))
    more = [line for key, value in fields.items() if key not in starts for line in field(key, value, indent)]
    return [*edits, (end, end, more)] if more else edits


def _trimmed(lines: list[str], start: int, stop: int) -> int:
    """One past the last line that belongs to a value: comments and blanks below it stay."""
    while stop > start + 1 and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return stop


def _plain(node: object) -> dict[str, Value]:
    """A mapping of the tree as texts, lists and mappings."""
    assert isinstance(node, Map)
    return {key: _value(child) for key, child in node.items()}


def _value(node: object) -> Value:
    if isinstance(node, tuple):
        return str(node[0])
    if isinstance(node, Map):
        return _plain(node)
    assert isinstance(node, Seq)
    return [_value(child) for child in node]
