"""`routeplan check`: every fault of a network at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routeplan.cli.options import OUTPUT, Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import EXIT_NO, EXIT_OK, Finding, UsageError

COMMAND = Command(
    "check",
    (
        Argument(
            "PATH",
            "Network files and folders, later ones laid over earlier ones; - reads standard input. Default with "
            "--with: $ROUTEPLAN_NETWORK, else the bundled network.",
            required=False,
            many=True,
        ),
    ),
    (
        Option(("--with",), "Check an overlay laid over the network: what it brings. Repeatable.", "FILE", True),
        Option(("-f", "--format"), "text or json.", "FORMAT"),
        Option(("--strict",), "Warnings count as errors."),
        OUTPUT,
    ),
    (
        "routeplan check network.yaml",
        "routeplan check --with overlay.yaml",
        "routeplan check networks/ --with overlay.yaml --strict",
        "routeplan check - -f json < network.yaml",
    ),
)


def run(values: Values) -> Outcome:
    """The report on standard output, as it is what was asked for. Exit code 1 where there are errors."""
    from routeplan.asking import STDIN
    from routeplan.cli.formats import pick
    from routeplan.cli.network import default_path, standard_input
    from routeplan.cli.terminal import look
    from routeplan.library import check
    from routeplan.output.json import dumps

    format = pick(values["format"], ("text", "json"))
    overlays = values["with_"]
    paths = values["path"] or ((default_path(),) if overlays else ())
    if not paths:
        raise UsageError("PATH is missing", help="name a network file or folder, or an overlay: --with my-lanes.yaml")
    findings = check(paths, standard_input() if STDIN in (*paths, *overlays) else None, overlays)
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
    return Outcome(text, code, _hint(paths, findings), values["output"], (*paths, *overlays))


def _hint(paths: Sequence[str], findings: Sequence[Finding]) -> tuple[str, ...]:
    """An overlay checked alone has faults that are none over its network: how to check it."""
    from routeplan.output.text import display

    if len(paths) != 1 or not any("routeplan check --with" in finding.help for finding in findings):
        return ()
    return (f"help: if {display(paths[0])} is an overlay: routeplan check --with {display(paths[0])}",)


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
