"""YAML to a tree of text with positions: no guessing of types, no anchors, no tags, every duplicate key seen.

The tree is built from the parser's events with a stack of our own, so that nesting costs no recursion and
stops at a limit. Nodes are light because a network has hundreds of thousands of them: text is a tuple
`(text, at, key_at)`, a mapping a dict and a list a list, each with the same two offsets; `at` is where the
value begins, `key_at` where its key does (-1 in a list). `None` stands for a value that is dealt with already.

The entries of large sections come in pieces, one after the other, and are forgotten: the whole tree of a network
takes five times the memory of its records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from routeplan.errors import Related
from routeplan.network.decoding import FORBIDDEN, Document, name_character
from routeplan.network.faults import Faults, related
from routeplan.units import quote, shorten

DEEPEST = 32
_CORE_TAGS = "tag:yaml.org,2002:"

Text = tuple[str, int, int]


class Map(dict[str, "Node"]):
    """A mapping of a file, keys in file order."""

    __slots__ = ("at", "key_at")

    def __init__(self, at: int, key_at: int) -> None:
        self.at = at
        self.key_at = key_at


class Seq(list["Node"]):
    """A list of a file."""

    __slots__ = ("at", "key_at")

    def __init__(self, at: int, key_at: int) -> None:
        self.at = at
        self.key_at = key_at


Node = Text | Map | Seq | None


def at_of(node: Text | Map | Seq) -> int:
    """Where a value begins."""
    return node[1] if isinstance(node, tuple) else node.at


def key_at_of(node: Text | Map | Seq) -> int:
    """Where the key of a value begins."""
    return node[2] if isinstance(node, tuple) else node.key_at


class Piece(NamedTuple):
    """An entry of a section; the last piece, with the section "", is the root with what was not given in pieces.

    `key` is the key of the entry, or its number in a list; `end` the offset where its text ends at the latest.
    """

    section: str
    key: str | int
    node: Node
    end: int


def compose(document: Document, faults: Faults) -> Node:
    """The tree of a document; None where its YAML cannot be read, which is among the faults then."""
    root: Node = None
    for piece in pieces(document, faults, {}):
        root = piece.node
    return root


def pieces(document: Document, faults: Faults, sections: Mapping[str, type[Map] | type[Seq]]) -> Iterator[Piece]:
    """The tree of a document in pieces: each mapping that is an entry of one of these top-level sections, as it ends.

    In the root nothing is left of an entry but, in a mapping, its key and an empty node. Where the YAML cannot be
    read, no root comes and the reason is among the faults.
    """
    import yaml

    composing = _Composing(document, faults)
    try:
        yield from _pieces(_events(document.data), document, composing, sections)
    except _Stop:
        pass
    except yaml.YAMLError as error:
        composing.syntax(error)
    except (RecursionError, ValueError, UnicodeError, KeyError, AttributeError):
        composing.add("RP112", "this is not YAML that can be read", 0, "write it more plainly")


class _Stop(Exception):
    """The rest of the document cannot be read; the reason is among the findings."""


def _events(data: bytes) -> Callable[[], Any]:
    """The parser's next-event function: libyaml where PyYAML has it, else PyYAML's own parser."""
    import yaml

    if yaml.__with_libyaml__:
        from yaml import cyaml

        parser: Any = cyaml.CParser(data)  # type: ignore[attr-defined]
    else:
        parser = yaml.SafeLoader(data)
    get_event: Callable[[], Any] = parser.get_event
    return get_event


def _pieces(
    get_event: Callable[[], Any],
    document: Document,
    faults: _Composing,
    sections: Mapping[str, type[Map] | type[Seq]],
) -> Iterator[Piece]:
    from yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

    escapes = "\\" in document.text
    root: Node = None
    seen_document = False
    above: list[tuple[Map | Seq | None, str | None, int]] = []
    here: Map | Seq | None = None
    in_map = False
    key: str | None = None
    key_at = -1
    node: Node
    while True:
        try:
            event = get_event()
        except Exception:
            faults.open_at = -1 if here is None else here.at
            raise
        kind = event.__class__
        if kind is ScalarEvent:
            text = event.value
            at = event.start_mark.index
            if event.tag is not None or event.anchor is not None:
                faults.tag_or_anchor(event, at)
            if escapes and FORBIDDEN.search(text):
                faults.control_character(text, at)
            if in_map:
                if key is None:
                    key = text
                    key_at = at
                    continue
                if key in here:  # type: ignore[operator]
                    faults.duplicate(key, key_at, here[key])  # type: ignore[index,call-overload]
                else:
                    here[key] = (text, at, key_at)  # type: ignore[index,call-overload]
                key = None
            elif here is not None:
                here.append((text, at, -1))  # type: ignore[union-attr]
            else:
                root = (text, at, -1)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            done = here
            here, key, key_at = above.pop()
            in_map = here.__class__ is Map
            if len(above) == 2 and kind is MappingEndEvent:
                section = above[1][1] or ""
                if sections.get(section) is here.__class__ and root[section] is here:  # type: ignore[index,call-overload]
                    yield from _piece(section, key, done, here, event.end_mark.index)  # type: ignore[arg-type]
            key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent or kind is AliasEvent:
            at = event.start_mark.index
            if in_map and key is None:
                faults.add("RP111", "a key must be plain text", at, "write the key as one word or in quotes")
                raise _Stop
            if kind is AliasEvent:
                name = quote("*" + event.anchor)
                help = "quote the value if you meant the star, else write the value out"
                faults.add("RP110", f"the alias {name} is not supported", at, help, len(event.anchor) + 1)
                node = None
            else:
                if event.tag is not None or event.anchor is not None:
                    faults.tag_or_anchor(event, at)
                node = Map(at, key_at) if kind is MappingStartEvent else Seq(at, key_at)
            if in_map:
                if key in here:  # type: ignore[operator]
                    faults.duplicate(key or "", key_at, here[key])  # type: ignore[index,call-overload]
                else:
                    here[key] = node  # type: ignore[index,call-overload]
            elif here is not None:
                here.append(node)  # type: ignore[union-attr]
            else:
                root = node
            if node is None:
                key = None
                continue
            if len(above) >= DEEPEST:
                faults.add("RP902", f"nested too deep: the limit is {DEEPEST} levels", at, "nest less deeply")
                raise _Stop
            above.append((here, key, key_at))
            here = node
            in_map = kind is MappingStartEvent
            key = None
            key_at = -1
        elif kind is DocumentStartEvent:
            if seen_document:
                help = "a network file has only one document; put the second in a file of its own"
                faults.add("RP108", '"---" starts a second document', event.start_mark.index, help, 3)
                raise _Stop
            seen_document = True
        elif kind is StreamEndEvent:
            yield Piece("", "", root, 0)
            return


def _piece(section: str, key: str | None, entry: Map, parent: Map | Seq, end: int) -> Iterator[Piece]:
    """The entry that has just ended, unless it is a second one with its key, which is reported and not read."""
    if isinstance(parent, Seq):
        yield Piece(section, len(parent) - 1, entry, end)
        parent[-1] = None
    elif key is not None and parent[key] is entry:
        yield Piece(section, key, entry, end)
        entry.clear()


class _Composing:
    """The faults of one document's YAML, put in the words of someone who edits it."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self.document = document
        self.faults = faults
        self.open_at = -1  # where the innermost list or mapping begins when the parser gives up

    def add(self, code: str, message: str, at: int, help: str, length: int = 0) -> None:
        self.faults.add(code, message, self.document, at, help=help, length=length)

    def duplicate(self, key: str, at: int, first: Node) -> None:
        others: tuple[Related, ...] = ()
        if first is not None:
            others = (related(self.document, key_at_of(first), "first one here", self.document, len(key)),)
        self.faults.add(
            "RP103",
            f"key {quote(key)} appears twice in the same mapping",
            self.document,
            at,
            help="keep one of the two",
            length=max(len(key), 1),
            label="second one here",
            related=others,
        )

    def tag_or_anchor(self, event: Any, at: int) -> None:
        if event.anchor is not None:
            self.add(
                "RP110",
                f"the anchor {quote('&' + event.anchor)} is not supported",
                at,
                "write the value out where it is used, or quote the text if you meant the sign",
                len(event.anchor) + 1,
            )
        else:
            self.add(
                "RP109",
                f"YAML tags are not allowed here, found {quote(event.tag.replace(_CORE_TAGS, '!!'))}",
                at,
                "remove the tag, or put the value in quotes if it is text",
            )

    def control_character(self, text: str, at: int) -> None:
        found = FORBIDDEN.search(text)
        char = name_character(found.group()) if found else ""
        self.add("RP005", f"the control character {char} is not allowed in text", at, "remove the escape")

    def syntax(self, error: Any) -> None:
        """What the parser complains of."""
        mark = getattr(error, "problem_mark", None)
        opened = getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(getattr(error, "reason", "")) or "it cannot be read"
        context = getattr(error, "context", None) or ""
        text = self.document.text
        at = min(mark.index if mark else getattr(error, "position", 0) or 0, len(text))
        start = min(opened.index, len(text)) if opened else at
        if (
            "expected node content" in problem
            and text[self.open_at : self.open_at + 1] in ("[", "{")
            and at >= len(text)
        ):
            problem, start = "expected ',' or", self.open_at
        line, column = self.document.position(at)
        line_text = self.document.line_text(line)
        stripped = line_text.lstrip(" ")
        if stripped.startswith("\t") or ("\\t" in problem and "token" in problem):
            tab = at - column + 1 + line_text.index("\t") if "\t" in line_text else at
            return self.add("RP101", "a tab is used for indentation", tab, "use blanks")
        if "quoted scalar" in context or "quoted scalar" in problem:
            if "escape" in problem:
                help = "inside double quotes a backslash starts an escape: write \\\\ or use single quotes"
                return self.add("RP106", f"in quotes: {_plain(problem)}", at, help)
            if "end of stream" in problem or "document indicator" in problem:
                return self.add("RP106", "the quote opened here is never closed", start, "close the quote")
            return self.add("RP106", f"in quotes: {_plain(problem)}", at, "check the quotes")
        if "mapping values are not allowed" in problem:
            help = 'quote the value if it contains a colon: name: "a: b"'
            previous = self.document.line_text(line - 1).strip() if line > 1 else ""
            if line_text[: column - 1].count(":") == 0 and previous and not previous.endswith(":"):
                help = "the indentation does not match the lines above, or quote a value that contains a colon"
            return self.add("RP102", 'a second ": " on this line', at, help)
        if "cannot start any token" in problem:
            char = text[at : at + 1]
            if char in "@`%":
                help = "put the value in quotes"
                return self.add("RP107", f"the sign {char} cannot start a plain value", at, help)
            return self.add("RP107", f"the sign {quote(char)} cannot start a value", at, "put the value in quotes")
        opening = text[start : start + 1]
        if "expected ',' or" in problem and opening in "[{":
            what = "list" if opening == "[" else "mapping"
            message = f'the "{opening}" {what} that starts here is not closed'
            help = f'close it with "{"]" if opening == "[" else "}"}", or look at line {line}, column {column}'
            return self.add("RP105", message, start, help)
        if "could not find expected ':'" in problem:
            at = start if opened else at
            return self.add(
                "RP113",
                'this line is neither "key: value" nor "- item"',
                at,
                "a blank is needed after the colon",
            )
        if "undefined alias" in problem:
            help = "quote the value if you meant the star"
            return self.add("RP110", "an alias (*name) is not supported", at, help)
        if "sequence entries are not allowed" in problem:
            help = "begin the list on the next line, each item after a dash of its own"
            return self.add("RP104", '"- " is not allowed here', at, help)
        if (
            "expected key" in problem
            or "block end" in problem
            or "'-' indicator" in problem
            or "block sequence" in problem
        ):
            quoted = self._quote_inside(line) or self._quote_inside(line - 1)
            if quoted:
                message, where = "a quote ends before the end of the value", quoted[0]
                return self.add("RP106", message, where, f"write {quoted[1]}")
            message = "the indentation does not match the lines above"
            return self.add("RP104", message, at, "look at this line and the one before; also for an unclosed quote")
        if "tag" in problem or "tag" in context:
            return self.add("RP109", "YAML tags are not allowed here", at, "put the value in quotes if it is text")
        if "anchor" in context or "alias" in context:
            help = "put the value in quotes if it begins with * or &"
            return self.add("RP110", "anchors and aliases are not supported", at, help)
        self.add("RP112", f"not valid YAML: {_plain(problem)}", at, "look at this line and the one before")

    def _quote_inside(self, line: int) -> tuple[int, str] | None:
        """Offset and better writing of a value such as 'Xi'an', whose second quote ends it too soon."""
        if line < 1:
            return None
        text = self.document.line_text(line)
        head, colon, value = text.partition(": ")
        value = value.strip()
        for sign, other in (("'", '"'), ('"', "'")):
            if colon and len(value) > 2 and value[0] == value[-1] == sign and sign in value[1:-1]:
                starts = text.index(value, len(head) + 2)
                return self.document.offset(line) + starts, f"{other}{shorten(value[1:-1])}{other}"
        return None


def _plain(problem: str) -> str:
    """The parser's words without its jargon."""
    return problem.removeprefix("found ").replace("<block end>", "the end of the block")
