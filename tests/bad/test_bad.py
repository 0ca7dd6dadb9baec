"""Every broken file gives exactly the findings written beside it, and the report can be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from routeplan.errors import Finding
from routeplan.network.catalogue import CATALOGUE
from routeplan.network.reading import check_bytes
from routeplan.output.findings import records, render

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("[0-9]*.yaml"))

# Codes that need several files, a path or a question; they have tests of their own in tests/network.
ELSEWHERE = {"RP303", "RP310", "RP406", "RP429", "RP433", "RP434", "RP439"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_findings_are_those_expected(path: Path) -> None:
    found = [f for f in check_bytes([[(path.name, path.read_bytes())]]) if f.severity != "info"]
    rest = list(found)
    for line in path.with_suffix(".expected").read_text("utf-8").splitlines():
        code, position, words = (*line.split(" ", 2), "")[:3]
        if position == "*":
            assert any(finding.code == code for finding in rest), line
            rest = [finding for finding in rest if finding.code != code]
            continue
        match = next((f for f in rest if _fits(f, code, position, words)), None)
        assert match is not None, f"{line!r} not in {found}"
        rest.remove(match)
    assert not rest


def _fits(finding: Finding, code: str, position: str, words: str) -> bool:
    text = f"{finding.message} | {finding.help}"
    return (
        finding.code == code
        and f"{finding.line}:{finding.column}" == position
        and all(word in text for word in words.split(" | "))
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_report_can_be_drawn(path: Path) -> None:
    findings = check_bytes([[(path.name, path.read_bytes())]])
    text = render(findings)
    assert "\x1b" not in text
    for finding in findings:
        assert finding.help
        assert finding.message
    assert len(records(findings)) == len(findings)


def test_every_code_about_files_has_a_case() -> None:
    shown = {line.split()[0] for path in FOLDER.glob("*.expected") for line in path.read_text("utf-8").splitlines()}
    about_files = {code for code in CATALOGUE if code < "RP500" and code != "RP300"}
    assert about_files - shown == ELSEWHERE
