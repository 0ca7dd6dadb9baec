"""Records as YAML text: what people would have typed, and what every YAML reader takes for the same.

A text is left without quotes only where no reader can mistake it: YAML 1.1 reads `no`, `12:30`, `010` and `1e3` as
something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Value = str | Sequence["Value"] | Mapping[str, "Value"]

_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_./()'%>-]*(?: [A-Za-z0-9_./()'%>-]+)*")
_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?: ?[A-Za-z%][A-Za-z/-]*)?(?: [0-9]+(?:h|min))*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?")
_EXPONENT = re.compile(r"-?[0-9.]+[eE].*")
_TAKEN = ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf")
_BOOLEANS = ("both_ways",)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_>-]*")


def scalar(text: str) -> str:
    """The text plain where that is safe, else in double quotes."""
    plain = (
        (_WORDS.fullmatch(text) and text.casefold() not in _TAKEN)
        or (_FIGURE.fullmatch(text) and not _EXPONENT.fullmatch(text))
        or _DATE.fullmatch(text)
    )
    return text if plain else json.dumps(text, ensure_ascii=False)


def flow(value: Value) -> str:
    """The value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flow(item)}" for name, item in value.items()) + "}"
    return "[" + ", ".join(flow(item) for item in value) + "]"


def key(name: str) -> str:
    plain = _KEY.fullmatch(name) and name.casefold() not in _TAKEN and not name.isdigit()
    return name if plain else json.dumps(name, ensure_ascii=False)


def field(name: str, value: Value, indent: str) -> list[str]:
    """The lines of a field: on one line, or a list of mappings one below the other."""
    if not isinstance(value, (str, Mapping)) and value and isinstance(value[0], Mapping):
        return [f"{indent}{name}:", *(f"{indent}  - {flow(item)}" for item in value)]
    shown = str(value) if name in _BOOLEANS else flow(value)
    return [f"{indent}{name}: {shown}"]


def lane(fields: Mapping[str, Value], indent: str) -> list[str]:
    """The lines of a lane as an entry of a list whose dashes stand at `indent`."""
    lines = [line for name, value in fields.items() for line in field(name, value, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]
