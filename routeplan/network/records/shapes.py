"""What is wrong with the shape of a file: keys that are unknown or missing, lists where a text belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.network.records.draft import BAD, Path
from routeplan.network.schema import FORMAT_VERSION, TABLES
from routeplan.network.tree import Map, Node, Text, at_of, key_at_of
from routeplan.network.values import KINDS
from routeplan.units import quote, shorten

if TYPE_CHECKING:
    from routeplan.network.records.reader import Reader

_NULLS = ("", "~", "null", "Null", "NULL")
_BEGINNING = 'a network begins with "routeplan: 1"'

_SAYS = {
    "sources": "id of a source, or a list of ids",
    "texts": "list of texts",
    "words": "list of ids",
    "modes": "list of modes",
    "equipment_list": "list of equipment types",
    "weekdays": "list of days",
    "moments": "list of dates and times",
    "surcharges": "list of surcharges",
    "surcharge entry": "mapping with name and amount",
    "changes": "list of changes",
    "change entry": "mapping with match",
    "lanes": "list of lanes",
    "lane entry": "mapping of a lane's fields",
    "rate": "amount, or mapping by equipment",
    "price": "amount, or mapping by equipment",
    "signed_price": "amount, or mapping by equipment",
    "daily_price": "amount per day, or mapping by equipment",
    "transit": "duration, or mapping with typical",
    "departures": "mapping such as {per_week: 3}",
    "valid": "mapping with from and until",
    "handlings": "mapping by mode pair",
    "handling entry": "mapping with time, cost, co2e",
    "storage": "mapping with free and rate",
    "dwell": "mapping with p90",
    "reliability": "mapping by mode or kind of place",
    "punctuality entry": "mapping with on_time and late",
    "exchange_rates": "mapping by currency",
    "co2e_defaults": "mapping by mode",
    "tracks": "mapping by id",
    "value_of_time": "mapping with amount",
    "carbon_price": "mapping with amount",
    "section": "mapping by id",
    "place entry": "mapping of a place's fields",
    "source entry": "mapping with title",
    "cargo entry": "mapping of a cargo's fields",
    "scenario entry": "mapping with changes",
    "match": "mapping such as {lane: xian-ningbo-rail}",
    "set": "mapping of fields",
    "scale": "mapping of fields",
    "add": "mapping of fields",
}
"""What a compound value is, in messages."""


def no_mapping(reader: Reader, root: Node) -> None:
    """The root of the file is no mapping."""
    if root is None:
        root = ("", 0, -1)
    help = _BEGINNING
    if isinstance(root, tuple):
        text, at, _ = root
        if not text.strip():
            reader.fault("RP001", "the file is empty: it has no content", at, (), help, length=1)
            return
        first = text.split("\n")[0].split(" ")[0]
        key, colon, rest = first.partition(":")
        found = "text"
        if colon and rest and key.isidentifier():
            help = f"a blank is needed after the colon: {shorten(key)}: {shorten(rest)}"
        elif first.count(",") >= 2 or first.count(";") >= 2 or "\t" in reader.document.line_text(1):
            found = "text: this looks like CSV"
    else:
        at, found, help = root.at, "a list", f'{_BEGINNING}, and its lanes are under "lanes:"'
    reader.fault("RP203", f"mapping expected, found {found}", at, (), help)


def right_version(reader: Reader, root: Map) -> bool:
    """Whether this is a version of the format that we read; a fault where it is not."""
    node = root.get("routeplan")
    if not isinstance(node, tuple):
        return True
    text, at, _ = node
    if text == str(FORMAT_VERSION) or text in _NULLS:
        return True
    message, help = f"unknown format version {quote(text)}", f"write routeplan: {FORMAT_VERSION}"
    if text.isdigit() and text.isascii() and len(text) < 10 and int(text) > FORMAT_VERSION:
        message = f"the file has format version {int(text)}; this routeplan reads version {FORMAT_VERSION}"
        help = "a newer routeplan is needed"
    reader.fault("RP214", message, at, ("routeplan",), help)
    return False


_OF_OTHER_FILES = ("include", "includes", "import", "imports", "extends")
"""What other formats call the reading of further files."""


def unknown_key(reader: Reader, key: str, child: Node, table: str, path: Path) -> None:
    if child is None:
        return
    at = key_at_of(child)
    if key == "<<":
        help = "write the values out; figures for the whole network go under the top-level handling and co2e"
        reader.fault("RP110", "merge keys (<<) are not supported", at, (*path, key), help)
        return
    if is_stray_thousands(reader, key, child, (*path, key)):
        return
    names = list(TABLES[table])
    help = reader.faults.suggest(key, names) or f"keys here: {', '.join(names)}"
    if table == "network" and key.casefold() in _OF_OTHER_FILES:
        help = "no file reads another: a folder of files is one network, and --with lays an overlay over it"
    what = "at the top of a network" if table == "network" else f"in a {table.replace('_', ' ')}"
    reader.fault("RP201", f"unknown key {quote(key)} {what}", at, (*path, key), help, length=max(len(key), 1))


def is_stray_thousands(reader: Reader, key: str, child: Node, path: Path) -> bool:
    """Whether a key is the end of a number such as 1,200, which YAML cuts in two inside braces."""
    if not key[:3].isdigit() or not isinstance(child, tuple) or child[0]:
        return False
    before = reader.document.text[max(child[2] - 40, 0) : child[2]].rstrip(" ")
    if before[-1:] != "," or not before[-2:-1].isdigit():
        return False
    number = before.rpartition(":")[2].rpartition("{")[2].strip() + key
    help = f"write {shorten(number.replace(',', ''))}"
    reader.fault("RP205", f"{quote(number)} has a thousands separator", child[2], path, help)
    return True


def missing(reader: Reader, key: str, table: str, node: Map, path: Path) -> None:
    """A required key is not there."""
    example = TABLES[table][key].example
    what = table.replace("_", " ")
    at = node.key_at if node.key_at >= 0 else node.at
    reader.fault("RP202", f'the {what} has no "{key}"', at, path, f"add it, such as {key}: {example}")


def is_missing(reader: Reader, node: Text, path: Path, wanted: str = "") -> bool:
    """Whether a key has no value; a fault where it has none."""
    text, at, _ = node
    if text not in _NULLS or reader.document.text[at : at + 1] in ('"', "'"):
        return False
    where = at if node[2] < 0 or text else node[2]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    message = f'missing value for "{key}"' + (f": {wanted} expected" if wanted else "")
    reader.fault("RP204", message, where, path, "write a value, or leave the key out")
    return True


def wrong_shape(reader: Reader, kind: str, node: Node, path: Path) -> Any:
    """A text, list or mapping where another of the three belongs; gives back BAD."""
    if node is None:
        return BAD
    wanted = _SAYS.get(kind) or KINDS[kind].says
    if isinstance(node, tuple):
        if is_missing(reader, node, path, wanted):
            return BAD
        found = f"the text {quote(node[0])}"
    else:
        found = "a mapping" if isinstance(node, Map) else "a list"
    return reader.fault("RP203", f"{wanted} expected, found {found}", at_of(node), path, _example(kind))


def _example(kind: str) -> str:
    """What to write where a value of this kind belongs."""
    table = TABLES.get(kind.removesuffix(" entry")) if kind.endswith(" entry") else None
    if table is not None:
        required = [f"{field.name}: {field.example}" for field in table.values() if field.required]
        return f"write such as {{{', '.join(required)}}}" if required else f"keys: {', '.join(table)}"
    examples = (field.example for table in TABLES.values() for field in table.values() if field.kind == kind)
    example = next(examples, "")
    return f"write such as {example}" if example else "write one value, without brackets or braces"
