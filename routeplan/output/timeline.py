"""A bar in proportion: how an itinerary spends its time, moving, handling, waiting, in paid storage."""

from __future__ import annotations

from routeplan.output.text import span
from routeplan.planning.itinerary import Itinerary

MOVING, HANDLING, WAITING, STORAGE = "moving", "handling", "waiting", "storage"
GLYPHS = {MOVING: "━", HANDLING: "▒", WAITING: "·", STORAGE: "▓"}
ASCII_GLYPHS = {MOVING: "=", HANDLING: "#", WAITING: ".", STORAGE: "$"}
_COLORS = {
    MOVING: "36",
    HANDLING: "33",
    WAITING: "2",
    STORAGE: "35",
}  # cyan, yellow, dim, magenta: no red beside green

Piece = tuple[str, int]  # what, minutes


def pieces(it: Itinerary) -> list[Piece]:
    """What happens one after the other, in minutes; adds up to the time of the itinerary.

    A paid storage day is drawn at the end of its stay, where it falls, as far as the stay was a wait.
    """
    parts: list[Piece] = []
    for number, stay in enumerate(it.stays):
        stored = min(stay.wait_min, stay.storage_days * 1440)
        parts += [
            (WAITING, stay.delay_min + stay.empty_wait_min),
            (HANDLING, stay.handling_min),
            (WAITING, stay.wait_min - stored),
            (STORAGE, stored),
        ]
        if number < len(it.legs):
            parts.append((MOVING, it.legs[number].transit_min))
    return [part for part in parts if part[1] > 0]


def bar(it: Itinerary, width: int, ascii: bool = False, color: bool = False) -> str:
    """The bar, exactly `width` columns; a piece shorter than half a column may vanish."""
    parts = pieces(it)
    total = sum(minutes for _, minutes in parts)
    if not total:
        return ""
    glyphs = ASCII_GLYPHS if ascii else GLYPHS
    text, passed, column = "", 0, 0
    for what, minutes in parts:
        passed += minutes
        end = (2 * passed * width + total) // (2 * total)
        drawn = glyphs[what] * (end - column)
        text += f"\x1b[{_COLORS[what]}m{drawn}\x1b[0m" if color and drawn else drawn
        column = end
    return text


def legend(it: Itinerary, ascii: bool = False, color: bool = False) -> str:
    """What the signs mean and how long each is in all: = moving 32.5 d  # handling 36 h."""
    glyphs = ASCII_GLYPHS if ascii else GLYPHS
    sums = dict.fromkeys(GLYPHS, 0)
    for what, minutes in pieces(it):
        sums[what] += minutes
    words = []
    for what, minutes in sums.items():
        if minutes:
            sign = f"\x1b[{_COLORS[what]}m{glyphs[what]}\x1b[0m" if color else glyphs[what]
            words.append(f"{sign} {what} {span(minutes)}")
    return "  ".join(words)
