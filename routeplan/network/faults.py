"""Collecting what is wrong with files, each fault at its line and column."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.errors import Finding, Related
from routeplan.network.decoding import Document
from routeplan.network.nearest import did_you_mean

_MOST_SUGGESTIONS = 40  # only so many faults of one code are shown, and each search looks at every known word


class Faults:
    """The findings of one run, in the order they were met."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._suggestions_left = _MOST_SUGGESTIONS

    def add(
        self,
        code: str,
        message: str,
        document: Document,
        at: int,
        *,
        help: str = "",
        length: int = 0,
        label: str = "",
        path: tuple[str | int, ...] = (),
        related: tuple[Related, ...] = (),
        severity: str = "error",
    ) -> None:
        """A fault at a character offset; without `length` it spans the value that begins there."""
        line, column = document.position(at)
        excerpt = document.line_text(line)
        length = length or value_length(excerpt, column)
        name = document.name
        self.findings.append(
            Finding(severity, code, message, name, line, column, length, help, label, path, related, excerpt)
        )

    def has_errors(self) -> bool:
        """Whether any finding so far is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """`did you mean ...?`, or nothing; after many searches always nothing."""
        if self._suggestions_left <= 0:
            return ""
        self._suggestions_left -= 1
        return did_you_mean(word, known)


def related(document: Document, at: int, label: str, other: Document, length: int = 0) -> Related:
    """A second position; `other` is the document of the finding it belongs to."""
    line, column = document.position(at)
    excerpt = document.line_text(line)
    file = None if document is other else document.name
    return Related(line, column, length or value_length(excerpt, column), label, file, excerpt)


def value_length(line: str, column: int) -> int:
    """How long the value that begins at a column of a line is, at least 1."""
    rest = line[column - 1 :]
    if rest[:1] in ('"', "'"):
        end = rest.find(rest[0], 1)
        return end + 1 if end > 0 else len(rest)
    if rest[:1] in ("[", "{"):
        return 1
    end = len(rest)
    for stop in (": ", " #", ", ", "]", "}"):
        found = rest.find(stop)
        if 0 < found < end:
            end = found
    rest = rest[:end].rstrip()
    return max(len(rest.removesuffix(":")), 1)
