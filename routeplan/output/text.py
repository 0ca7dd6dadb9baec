"""Text for people: names made harmless, figures written out, places and modes as a planner reads them.

Names and notes come from files and arguments; whatever prints them passes them through `display` first.
Exact integers go in, text comes out; every rounding here is half-up and for the eye only.
"""

from __future__ import annotations

from routeplan.network.model import Network
from routeplan.units import format_ratio

ARROWS = {"rail": "=rail=>", "sea": "~sea~>", "road": "-road->", "barge": "-barge->"}
"""How a leg is drawn between two places: the word says the mode, the line helps the eye."""

LABELS = {
    "cheapest": "cheapest",
    "fastest": "fastest",
    "lowest-co2e": "lowest CO2e",
    "most-reliable": "most reliable",
}

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_NAME = 18


def display(text: str) -> str:
    """The text with control, direction and invisible characters written out: ESC becomes \\x1b."""
    if text.isprintable():
        return text
    from unicodedata import category  # hardly any text needs it

    return "".join(c if c.isprintable() or category(c) == "Zs" else _escape(c) for c in text)


def display_lines(text: str) -> str:
    """As `display`, for text of several lines."""
    return "\n".join(display(line) for line in text.split("\n"))


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def quote(text: str, longest: int = 60) -> str:
    """What somebody typed, in quotes, harmless and short enough for a message."""
    short = text if len(text) <= longest else text[: longest - 3] + "..."
    return f'"{display(short)}"'


def cell_len(text: str) -> int:
    """Columns the text takes in a terminal: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, width: int, align: str = "left") -> str:
    """The text filled with blanks to a width in terminal columns."""
    blanks = " " * max(0, width - cell_len(text))
    return blanks + text if align == "right" else text + blanks


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """The words in lines of at most `width` columns, later lines indented; a longer word stays whole."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return lines


def decimal(num: int, den: int = 1) -> str:
    """An exact decimal in its shortest form: 1140.5, 1500, -0.01."""
    return format_ratio((num, den))


def whole_money(cents: int) -> str:
    """Cents as whole units of the currency: 1,141."""
    return f"{(cents + 50) // 100:,}"


def tenths(num: int, den: int) -> str:
    """A figure with one decimal: minutes over 1440 are days, grams over 1000 kilograms."""
    value = (20 * num + den) // (2 * den)
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 10:,}.{abs(value) % 10}"


def whole(num: int, den: int) -> str:
    return f"{(2 * num + den) // (2 * den):,}"


def hours(minutes: int) -> str:
    """A duration to read: 36 h, 1.5 h, 2 h 20 min."""
    if minutes % 60 == 0:
        return f"{minutes // 60:,} h"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60:,} h {minutes % 60} min"


def iso(moment: int | None, tz: str) -> str | None:
    """A UTC minute as an ISO 8601 instant with the offset of its place; None where undated."""
    if moment is None:
        return None
    from routeplan.planning.clock import local_time

    return local_time(moment, tz).isoformat()


def moment_text(moment: int, tz: str, offset: bool = False, year: int | None = None) -> str:
    """A UTC minute on the wall clock of its place: Tue 03 Mar 08:00, or with year and UTC+8.

    `year`: the one that goes without saying; another one is said.
    """
    from routeplan.planning.clock import local_time

    local = local_time(moment, tz)
    date = f"{_WEEKDAYS[local.weekday()]} {local.day:02} {_MONTHS[local.month - 1]}"
    if not offset:
        return f"{date} {local:%H:%M}" if year in (None, local.year) else f"{date} {local.year} {local:%H:%M}"
    hours, minutes = int(f"{local:%z}"[:3]), f"{local:%z}"[3:]
    return f"{date} {local.year} {local:%H:%M} UTC{hours:+}{'' if minutes == '00' else ':' + minutes}"


def span(minutes: int) -> str:
    """A duration at a glance: hours up to two days, then days with one decimal."""
    return hours(minutes) if minutes < 2880 else f"{tenths(minutes, 1440)} d"


def place_name(network: Network, place: str) -> str:
    """The name of a place, harmless; its id where the network does not know it."""
    record = network.places.get(place)
    return display(record.name if record else place)


def place_with_code(network: Network, place: str) -> str:
    """A place by name and code: Xi'an International Port (CNXAG)."""
    record = network.places.get(place)
    if record is None:
        return display(place)
    code = record.unlocode or record.id
    name = display(record.name)
    return name if code == record.name else f"{name} ({display(code)})"


def short_name(network: Network, place: str) -> str:
    """The shortest name a planner knows: the id as properly spelt, else the name if short, else the id."""
    record = network.places.get(place)
    if record is None:
        return display(place)
    bare = _letters(place)
    for name in (record.name, *record.aliases):
        spelt = _part_spelling(name, bare)
        if spelt:
            return display(spelt)
    known = bare in _letters(record.name)
    return display(place if known or len(record.name) > _LONG_NAME else record.name)


def _part_spelling(name: str, bare: str) -> str:
    """The words of a name that have these letters: Xi'an of Xi'an International Port; empty if none."""
    words = name.split(" ")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            part = " ".join(words[start:end]).strip(",;()")
            if _letters(part) == bare:
                return part
    return ""


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def timezone_of(network: Network, place: str) -> str:
    """The IANA zone of a place; empty (UTC) where it has none."""
    record = network.places.get(place)
    return record.timezone if record else ""
