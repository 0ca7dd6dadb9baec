"""An answer -> text. Nothing is computed here: every figure stands in the answer already.

A format is one function and one entry in FORMATS. The functions import their own room when called, so that an
answer as JSON does not pay for the table.
"""

from __future__ import annotations

from collections.abc import Callable

from routeplan.output.result import Look, Result

Render = Callable[[Result, Look], str]


def _table(result: Result, look: Look) -> str:
    if look.legs:
        from routeplan.output.legs import render
    else:
        from routeplan.output.table import render
    return render(result, look)


def _json(result: Result, look: Look) -> str:
    from routeplan.output.json import render

    return render(result, look)


def _jsonl(result: Result, look: Look) -> str:
    from routeplan.output.json import render_lines

    return render_lines(result, look)


def _csv(result: Result, look: Look) -> str:
    from routeplan.output.csv import render

    return render(result, look)


def _markdown(result: Result, look: Look) -> str:
    from routeplan.output.markdown import render

    return render(result, look)


def _geojson(result: Result, look: Look) -> str:
    from routeplan.output.geojson import render

    return render(result, look)


def _dcsa(result: Result, look: Look) -> str:
    from routeplan.output.dcsa import render

    return render(result, look)


FORMATS: dict[str, Render] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
    "geojson": _geojson,
    "dcsa": _dcsa,
}
"""Formats of `find` by name; each ends its text with a line end unless it is empty."""
