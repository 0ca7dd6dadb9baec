"""Writes docs/format.md from the tables of the format: python tools/format_page.py"""

from __future__ import annotations

from pathlib import Path

from routeplan.network.model import EQUIPMENT_TEU, KINDS, MODES, PASSAGES
from routeplan.network.schema import TABLES, Field
from routeplan.network.values import KINDS as VALUES

TARGET = Path(__file__).parent.parent / "docs" / "format.md"

_HEAD = """\
# The network file

YAML, UTF-8. A network is one file, or a folder whose `*.yaml` files are merged. An overlay has the same form: what it
names again replaces the entry with the same id, the rest is added. Every value is read by what its field is: `NO` is
Norway where a country is expected. `routeplan schema` prints the same as a JSON Schema for editors; `routeplan init`
writes a commented file to begin with.

This page is generated from the tables the reader uses. The columns: the field, whether it must be there, what it
means, an example.
"""

_TITLES = {
    "network": "A file",
    "place": "A place, an entry of `places`",
    "lane": "A lane, an entry of `lanes`",
    "transit": "`transit` with quantiles",
    "departures": "`departures` of a lane",
    "valid": "`valid`",
    "surcharge": "An entry of `surcharges`",
    "handling": "An entry of `handling`, by mode pair such as `rail>sea`",
    "storage": "`storage` of a place",
    "dwell": "`dwell` of a place",
    "scenario": "A scenario, an entry of `scenarios`",
    "change": "A change, an entry of `changes`",
    "match": "`match` of a change",
    "source": "A source, an entry of `sources`",
    "cargo": "A kind of cargo, an entry of `cargo`",
    "value_of_time": "`value_of_time`",
    "carbon_price": "`carbon_price`",
}


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for name, table in TABLES.items():
        title = _TITLES.get(name, f"`{name}`")
        parts += [f"\n## {title}\n", "| field | | meaning | example |", "|---|---|---|---|", *map(_row, table.values())]
    parts += [
        "\n## Words\n",
        f"- Modes: {', '.join(MODES)}.",
        f"- Kinds of place: {', '.join(KINDS)}.",
        f"- Equipment and its TEU: {', '.join(f'{name} {num / den:g}' for name, (num, den) in EQUIPMENT_TEU.items())}.",
        f"- Passages known by name: {', '.join(PASSAGES)}; others may be named as well.",
    ]
    return "\n".join(parts) + "\n"


def _row(field: Field) -> str:
    value = VALUES.get(field.kind)
    meaning = field.doc + (f" ({value.says})" if value else "")
    cells = (f"`{field.name}`", "required" if field.required else "", meaning, f"`{field.example}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(page())
