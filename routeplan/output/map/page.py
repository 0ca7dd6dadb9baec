"""A picture as one HTML page that opens from disk and asks nobody for anything.

Script and style stand in the page and are allowed by their hashes alone, so that no name from a file can become
either: Content Security Policy Level 3, W3C, https://www.w3.org/TR/CSP3/. Every text is escaped. Without its script
the page still shows everything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from routeplan.output.map.drawing import NARROW, WIDE, Frame, drawing, own_file, style
from routeplan.output.map.land import land
from routeplan.output.map.picture import HANDLING, STORAGE, WAITING, Group, Picture, Step
from routeplan.output.text import span

_DAY_MIN = 1440


def page(picture: Picture) -> str:
    """The whole document."""
    bars, bar_style = _groups(picture)
    sheet = style() + own_file("page.css") + bar_style
    script = own_file("page.js")
    wide, modes = drawing(picture, WIDE)
    narrow, _ = drawing(picture, NARROW)
    policy = (
        f"default-src 'none'; style-src '{_hash(sheet)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    timed = any(group.spans for group in picture.groups)
    hint = "Choose a line, a place or a piece of a timeline." if timed else "Choose a line or a place."
    steps = "".join(_article(step, group) for group in picture.groups for step in group.steps)
    notes = "".join(f"<li>{escape(note)}</li>" for note in picture.notes)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="routeplan">\n',
            f"<title>{escape(picture.title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n",
            f'<header><h1>{escape(picture.title)}</h1><p class="soft">{escape(picture.subtitle)}</p></header>\n',
            "<main>\n",
            _map(wide, WIDE, "wide"),
            _map(narrow, NARROW, "narrow"),
            _legend(modes, timed),
            f'<section id="details" role="status" aria-live="polite" aria-label="Details"><p id="hint" class="soft">'
            f'{hint}</p><p id="said" hidden></p>{steps}</section>\n',
            f"<section><h2>{escape(picture.groups_are)}</h2>\n{bars}</section>\n",
            f"<section><h2>Notes</h2><ul>{notes}</ul></section>\n" if notes else "",
            f"</main>\n<footer>{escape(land().credit)}. Lines between places are drawn for the eye; no figure comes ",
            f"from them.</footer>\n<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _map(body: str, frame: Frame, name: str) -> str:
    return (
        f'<svg class="map {name}" viewBox="0 0 {frame.width} {frame.height}" role="group" aria-label="Map">'
        f"{body}</svg>\n"
    )


def _legend(modes: Sequence[str], timed: bool) -> str:
    items = [
        f'<li><svg viewBox="0 0 58 12" aria-hidden="true"><g class="line {mode}">'
        f'<path class="ink" d="M0 6H58"/></g></svg>{mode}</li>'
        for mode in modes
    ]
    if timed:
        items += [f'<li><span class="piece {what}"></span>{what}</li>' for what in (HANDLING, WAITING, STORAGE)]
    return f'<ul class="legend" aria-label="What lines and patterns mean">{"".join(items)}</ul>\n'


def _article(step: Step, group: Group) -> str:
    return f'<article hidden data-step="{step.id}"><p class="soft">{escape(group.title)}</p>{_step(step)}</article>'


def _step(step: Step) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in step.rows)
    return f"<h3>{escape(step.heading)}</h3><dl>{rows}</dl>"


def _groups(picture: Picture) -> tuple[str, str]:
    """The switches with their timelines, and the style that gives each piece its place."""
    longest = max((s.start_min + s.minutes for g in picture.groups for s in g.spans), default=0)
    rules: list[str] = []
    cards = [_group(number, group, max(longest, 1), rules) for number, group in enumerate(picture.groups)]
    if longest:
        cards.append(_scale(longest, rules))
    return "".join(cards), "".join(rules)


def _group(number: int, group: Group, longest: int, rules: list[str]) -> str:
    pieces = []
    for index, piece in enumerate(group.spans):
        id = f"t{number}-{index}"
        left, wide = 100 * piece.start_min / longest, 100 * piece.minutes / longest
        rules.append(f"#{id}{{left:{left:.3f}%;width:{wide:.3f}%}}\n")
        title = escape(piece.title)
        pieces.append(
            f'<button type="button" id="{id}" class="piece {piece.what}" data-steps="{piece.step}" '
            f'aria-pressed="false" aria-label="{title}" title="{title}"></button>'
        )
    timeline = f'<div class="time" data-time="{number}">{"".join(pieces)}</div>' if pieces else ""
    steps = "".join(f"<li>{_step(step)}</li>" for step in group.steps)
    summary = "Legs and stays" if pieces else "Places"
    listing = f'<details><summary>{summary}</summary><ol class="steps">{steps}</ol></details>' if steps else ""
    return (
        f'<div class="group"><label><input type="checkbox" data-group="{number}" checked>'
        f"<b>{escape(group.title)}</b><span>{escape(group.note)}</span></label>{timeline}{listing}</div>\n"
    )


def _scale(longest: int, rules: list[str]) -> str:
    """Days below the timelines: a handful of round figures and the end."""
    days = longest / _DAY_MIN
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if days / s <= 6), 200)
    ticks = [day for day in range(0, int(days) + 1, step) if day == 0 or days - day > 0.12 * days]
    marks = [(day * _DAY_MIN, f"day {day}" if day else "ready") for day in ticks]
    marks.append((longest, span(longest)))
    for number, (at, _) in enumerate(marks):
        rules.append(f"#k{number}{{left:{100 * at / longest:.3f}%}}\n")
    spans = "".join(f'<span id="k{number}">{text}</span>' for number, (_, text) in enumerate(marks))
    return f'<div class="scale" aria-hidden="true">{spans}</div>\n'
