"""Findings to text and to data: the position first, then the line with carets under it, then what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routeplan.errors import Finding
from routeplan.output.text import cell_len, display

MOST_OF_ONE_CODE = 20
MOST_IN_ALL = 100
WIDEST_EXCERPT = 120

SCHEMA = "routeplan.diagnostic/1"


def render(findings: Sequence[Finding]) -> str:
    """The report: `file:line:column: error[CODE]: message` for each finding, with excerpt and help, and a
    footer.

    At most 20 of one code and 100 in all are shown, errors before the rest where not all fit; the footer
    counts them all. Empty for no findings.
    """
    if not findings:
        return ""
    chosen, hidden = _chosen(findings)
    blocks = [_block(finding) for number, finding in enumerate(findings) if number in chosen]
    blocks += [f"and {count:,} more of {code}" for code, count in hidden.items()]
    return "\n\n".join([*blocks, _footer(findings)]) + "\n"


def records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The same as data, all of them: one object for each finding."""
    return [
        {
            "schema": SCHEMA,
            "severity": finding.severity,
            "code": finding.code,
            "message": finding.message,
            "help": finding.help,
            "file": finding.file,
            "range": _range(finding.line, finding.column, finding.length),
            "path": list(finding.path),
            "related": [
                {
                    "file": other.file or finding.file,
                    "range": _range(other.line, other.column, other.length),
                    "message": other.label,
                }
                for other in finding.related
            ],
        }
        for finding in findings
    ]


def _range(line: int, column: int, length: int) -> dict[str, Any] | None:
    if not line:
        return None
    start = {"line": line, "column": column}
    return {"start": start, "end": {"line": line, "column": column + length}}


def _chosen(findings: Sequence[Finding]) -> tuple[set[int], dict[str, int]]:
    """Numbers of the findings to show, and how many are hidden of each code."""
    rank = {"error": 0, "warning": 1}
    order = sorted(range(len(findings)), key=lambda number: rank.get(findings[number].severity, 2))
    chosen: set[int] = set()
    shown: dict[str, int] = {}
    hidden: dict[str, int] = {}
    for number in order:
        code = findings[number].code
        if shown.get(code, 0) < MOST_OF_ONE_CODE and len(chosen) < MOST_IN_ALL:
            chosen.add(number)
            shown[code] = shown.get(code, 0) + 1
        else:
            hidden[code] = hidden.get(code, 0) + 1
    return chosen, hidden


def _block(finding: Finding) -> str:
    where = f"{display(finding.file)}:{finding.line or 1}:{finding.column or 1}: " if finding.file else ""
    lines = [f"{where}{finding.severity}[{finding.code}]: {display(finding.message)}"]
    marks = [
        (other.file, other.line, other.column, other.length, other.excerpt, "-", other.label)
        for other in finding.related
    ]
    marks.append((None, finding.line, finding.column, finding.length, finding.excerpt, "^", finding.label))
    marks = [mark for mark in marks if mark[4]]
    margin = max((len(str(mark[1])) for mark in marks), default=1)
    before = 0
    marks.sort(key=lambda mark: (mark[0] is None, mark[1]))
    for file, line, column, length, excerpt, sign, label in marks:
        if file is not None:
            lines.append(f"{' ' * margin}--> {display(file)}:{line}:{column}")
        elif before and line > before + 1:
            lines.append("...")
        if line != before or file is not None:
            text, blanks, carets = _excerpt(excerpt, column, length)
            lines.append(f"{line:>{margin}} | {text}".rstrip())
        else:
            _, blanks, carets = _excerpt(excerpt, column, length)
        lines.append(f"{' ' * margin} | {' ' * blanks}{sign * carets} {display(label)}".rstrip())
        before = line if file is None else 0
    if len(finding.path) > 1:
        lines.append(f"{' ' * margin}in: {display(' > '.join(map(_step, finding.path)))}")
    if finding.help:
        lines.append(f"{' ' * margin}help: {display(finding.help)}")
    return "\n".join(lines)


def _step(part: str | int) -> str:
    return f"number {part + 1}" if isinstance(part, int) else part


def _excerpt(text: str, column: int, length: int) -> tuple[str, int, int]:
    """The line as shown, cut around the column, and the carets: blanks before them, how many."""
    start = max(column - 1, 0)
    end = min(start + length, len(text)) if start < len(text) else start + 1
    cut_before = cut_after = 0
    if len(text) > WIDEST_EXCERPT:
        cut_before = max(0, min(start - WIDEST_EXCERPT // 3, len(text) - WIDEST_EXCERPT))
        cut_after = max(0, len(text) - cut_before - WIDEST_EXCERPT)
    last = len(text) - cut_after
    head = _shown(text[cut_before:start])
    marked = _shown(text[start : min(end, last)])
    tail = _shown(text[min(end, last) : last])
    if cut_before:
        head = "..." + head
    blanks, carets = cell_len(head), max(cell_len(marked), 1)
    return head + marked + tail + ("..." if cut_after else ""), blanks, carets


def _shown(text: str) -> str:
    return display(text.replace("\t", "    "))


def _footer(findings: Sequence[Finding]) -> str:
    """`net.yaml: 1 error, 0 warnings.` and how to learn more."""
    severities = [finding.severity for finding in findings]
    files = list(dict.fromkeys(finding.file for finding in findings if finding.file))
    parts = [_count(severities.count("error"), "error"), _count(severities.count("warning"), "warning")]
    if "info" in severities:
        parts.append(_count(severities.count("info"), "remark"))
    what = display(files[0]) if len(files) == 1 else f"{len(files)} files"
    return f"{what}: {', '.join(parts)}. Explain a code: routeplan explain {findings[0].code}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
