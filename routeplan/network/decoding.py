"""Bytes to text: what is a text file in UTF-8, and what the others are."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from routeplan.errors import Finding
from routeplan.network.files import LARGEST_FILE

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters refused everywhere: controls, zero-width and direction signs, line ends editors do not count."""
_FORBIDDEN_ASCII = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_MAGIC = (
    (b"\x1f\x8b", "a gzip file", "unpack it first: gunzip"),
    (b"\x89PNG", "a PNG image", "give a YAML file"),
    (b"\xff\xd8\xff", "a JPEG image", "give a YAML file"),
    (b"%PDF", "a PDF document", "give a YAML file"),
    (b"\x7fELF", "a program", "give a YAML file"),
    (b"BZh", "a bzip2 file", "unpack it first: bunzip2"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first: unxz"),
    (b"SQLite format 3", "an SQLite database", "give a YAML file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "save the data as a YAML file"),
)
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class Document:
    """The text of one file and where its lines begin.

    Positions in a tree are character offsets (`at`); lines and columns count from 1 and are worked out on
    demand, because only faults need them.
    """

    __slots__ = ("_lines", "_starts", "data", "name", "text")

    def __init__(self, name: str, data: bytes, text: str) -> None:
        self.name = name
        self.data = data
        self.text = text
        self._starts = array("I")
        self._lines: dict[int, str] = {}

    def position(self, at: int) -> tuple[int, int]:
        """Line and column of a character offset."""
        starts = self._line_starts()
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """Where a line begins."""
        return self._line_starts()[line - 1]

    def line_text(self, line: int) -> str:
        """The text of a line without its end; empty past the last line."""
        if line not in self._lines:
            starts = self._line_starts()
            end = starts[line] if line < len(starts) else len(self.text)
            self._lines[line] = self.text[starts[line - 1] : end].rstrip("\r\n") if line <= len(starts) else ""
        return self._lines[line]

    def _line_starts(self) -> array[int]:
        starts = self._starts
        if not starts:
            text = self.text.replace("\r\n", " \n").replace("\r", "\n")
            at = 0
            while True:
                starts.append(at)
                at = text.find("\n", at) + 1
                if not at:
                    break
        return starts


def decode(name: str, data: bytes) -> tuple[Document | None, list[Finding]]:
    """The document, or the findings that say why these bytes are not one."""

    def refuse(code: str, message: str, help: str, line: int = 0, column: int = 0, excerpt: str = "") -> Finding:
        return Finding("error", code, message, name, line, column, help=help, excerpt=excerpt)

    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        return None, [
            refuse("RP901", f"the file is too large: the limit is {limit} MB", "split it: a folder is a network")
        ]
    if not data.strip():
        what = "stdin is empty" if name == "-" else "the file is empty"
        return None, [refuse("RP001", what, 'a network begins with "routeplan: 1"')]
    kind = _other_kind(data)
    if kind is not None:
        return None, [refuse(*kind)]
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        document = Document(name, data, before)
        line, column = document.position(len(before))
        if error.reason == "unexpected end of data":
            message = "the file ends inside a character: it is incomplete"
            help = "the file was cut; copy it again"
        else:
            message = f"not valid UTF-8: byte 0x{data[error.start]:02X}"
            help = "save the file as UTF-8; it may be Latin-1 (Windows-1252) or GBK now"
        return None, [refuse("RP004", message, help, line, column)]
    document = Document(name, data, text)
    head = text[:1000].lstrip().lower()
    if head.startswith(("<!doctype", "<html", "<?xml", "<head", "<body")):
        what = "an XML file" if head.startswith("<?xml") and "<html" not in head else "an HTML page"
        return None, [refuse("RP006", f"this is {what}, not a network file", "save the YAML file itself", 1, 1)]
    findings = _control_characters(document)
    if len(findings) > 3 and len(findings) * 20 > len(text):
        return None, [refuse("RP002", "this is not a text file", "give a YAML file")]
    return (None, findings) if findings else (document, [])


def _other_kind(data: bytes) -> tuple[str, str, str] | None:
    """Code, message and help where the first bytes show another kind of file."""
    if data.startswith(b"PK\x03\x04"):
        if b"xl/" in data[:100_000] or b"[Content_Types].xml" in data[:2000]:
            return (
                "RP002",
                "this is an Excel or other Office file, not a text file",
                "save the data as a YAML file",
            )
        return "RP002", "this is a zip file, not a text file", "unpack it first: unzip"
    for magic, what, help in _MAGIC:
        if data.startswith(magic):
            return "RP002", f"this is {what}, not a text file", help
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return "RP003", f"the file is {encoding}", "save as UTF-8"
    head = data[:200]
    if len(head) >= 4 and (not any(head[1::2]) or not any(head[::2])):
        return "RP003", "the file looks like UTF-16: every second byte is NUL", "save as UTF-8"
    return None


def _control_characters(document: Document) -> list[Finding]:
    if document.text.isascii():
        offsets = [match.start() for match in _FORBIDDEN_ASCII.finditer(document.data)]
    else:
        offsets = [match.start() for match in FORBIDDEN.finditer(document.text)]
    findings = []
    for at in offsets:
        line, column = document.position(at)
        char = document.text[at]
        findings.append(
            Finding(
                "error",
                "RP005",
                f"the control character {name_character(char)} is not allowed here",
                document.name,
                line,
                column,
                help="remove it",
                excerpt=document.line_text(line),
            )
        )
    return findings


def name_character(char: str) -> str:
    """`U+200B ZERO WIDTH SPACE`."""
    from unicodedata import name

    if char == "\0":
        return "U+0000 NUL"
    return f"U+{ord(char):04X} {name(char, '')}".rstrip()
