"""`routeplan check`: every fault of a network at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routeplan.cli.options import OUTPUT, Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_NO, EXIT_OK, Finding

COMMAND = Command(
    "check",
    "Report every fault of a network, with file, line, column and what to write.",
    (
        Argument(
            "PATH",
            "Network files and folders, later ones laid over earlier ones; - reads standard input.",
            many=True,
        ),
    ),
    (
        Option(("-f", "--format"), "text or json.", "FORMAT"),
        Option(("--strict",), "Warnings count as errors."),
        OUTPUT,
    ),
    (
        "routeplan check network.yaml",
        "routeplan check networks/ overlay.yaml --strict",
        "routeplan check - -f json < network.yaml",
    ),
)


def run(values: Values) -> Outcome:
    """The report on standard output, as it is what was asked for. Exit code 1 where there are errors."""
    from routeplan.cli.formats import pick
    from routeplan.cli.network import standard_input
    from routeplan.cli.terminal import look
    from routeplan.library import STDIN, check
    from routeplan.output.json import dumps

    format = pick(values["format"], ("text", "json"))
    paths = values["path"]
    findings = check(paths, standard_input() if STDIN in paths else None)
    grave = ("error", "warning") if values["strict"] else ("error",)
    code = EXIT_NO if any(finding.severity in grave for finding in findings) else EXIT_OK
    if format == "json":
        ascii = look(output=values["output"]).ascii
        text = dumps(_document(findings, code == EXIT_OK), ascii=ascii, indent=True) + "\n"
    elif findings:
        from routeplan.cli.reporting import report

        text = report(findings) + "\n"
    else:
        text = "no faults found\n"
    return Outcome(text, code, output=values["output"], inputs=tuple(paths))


def _document(findings: Sequence[Finding], ok: bool) -> dict[str, Any]:
    from routeplan.output.findings import records

    severities = [finding.severity for finding in findings]
    return {
        "schema": "routeplan.check/1",
        "ok": ok,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "findings": records(findings),
    }
