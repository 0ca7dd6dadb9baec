"""Findings as `check` prints them, through the one way they are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from routeplan.errors import Finding


def report(findings: Sequence[Finding]) -> str:
    """Every finding with its place, excerpt and help; no line end after the last line."""
    from routeplan.output.findings import render

    return render(findings).rstrip("\n")
