"""The report of findings, line by line."""

from __future__ import annotations

from routeplan.errors import Finding, Related
from routeplan.output.findings import records, render

TWICE = Finding(
    "error",
    "RP103",
    'key "name" appears twice in the same mapping',
    "net.yaml",
    6,
    5,
    4,
    "keep one of the two",
    "second one here",
    ("places", "Xian"),
    (Related(4, 5, 4, "first one here", excerpt="    name: 西安国际陆港"),),
    "    name: Xi'an Dry Port",
)


def test_a_finding_with_two_positions() -> None:
    assert (
        render([TWICE])
        == """\
net.yaml:6:5: error[RP103]: key "name" appears twice in the same mapping
4 |     name: 西安国际陆港
  |     ---- first one here
...
6 |     name: Xi'an Dry Port
  |     ^^^^ second one here
 in: places > Xian
 help: keep one of the two

net.yaml: 1 error, 0 warnings. Explain a code: routeplan explain RP103
"""
    )


def test_carets_stand_under_wide_characters_and_tabs() -> None:
    finding = Finding("error", "RP201", "m", "n.yaml", 1, 5, 2, "h", excerpt="西\t: ab")
    lines = render([finding]).splitlines()
    assert lines[1:3] == ["1 | 西    : ab", "  |         ^^"]


def test_control_characters_are_written_out() -> None:
    text = render([Finding("error", "RP201", "a \x1b[31m", "n\n.yaml", 1, 1, 1, "h", excerpt="x\x1b\u202e")])
    assert "\x1b" not in text
    assert text.startswith("n\\x0a.yaml:1:1: error[RP201]: a \\x1b[31m\n1 | x\\x1b\\u202e\n")


def test_long_lines_are_cut_around_the_caret() -> None:
    finding = Finding("error", "RP201", "m", "n.yaml", 1, 5001, 3, "h", excerpt="a" * 5000 + "xyz" + "b" * 5000)
    line, carets = render([finding]).splitlines()[1:3]
    assert len(line) < 140
    assert line[carets.index("^") :].startswith("xyz")
    assert carets.count("^") == 3


def test_at_most_twenty_of_a_code_and_a_hundred_in_all() -> None:
    findings = [Finding("warning", f"RP4{n % 7:02}", "m", "n.yaml", n + 1, 1, 1, "h") for n in range(3500)]
    findings.append(Finding("error", "RP301", "last", "n.yaml", 9999, 1, 1, "h"))
    text = render(findings)
    assert text.count(": warning[") == 99
    assert "error[RP301]: last" in text
    assert "and 485 more of RP400" in text
    assert "1 error, 3,500 warnings" in text
    assert len(records(findings)) == 3501


def test_findings_as_data() -> None:
    (record,) = records([TWICE])
    assert record["range"] == {"start": {"line": 6, "column": 5}, "end": {"line": 6, "column": 9}}
    assert record["path"] == ["places", "Xian"]
    assert record["related"][0]["message"] == "first one here"
    assert records([Finding("error", "RP001", "empty", "n.yaml")])[0]["range"] is None


def test_nothing_to_report() -> None:
    assert render([]) == ""
