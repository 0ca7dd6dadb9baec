"""What a check is and how its findings are placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from routeplan.errors import Finding
from routeplan.network.model import Lane, Network, Place, Scenario

Check = Callable[[Network], Iterable[Finding]]


def check(into: list[Check]) -> Callable[[Check], Check]:
    """Enters a function in a list of checks."""

    def enter(function: Check) -> Check:
        into.append(function)
        return function

    return enter


def finding(record: Lane | Place | Scenario, severity: str, code: str, message: str, help: str) -> Finding:
    """A finding about a record, at the line where it is written."""
    file, _, line = record.where.rpartition(":")
    return Finding(severity, code, message, file, int(line or 0), help=help)


def written(network: Network) -> Iterable[Lane]:
    """The lanes as the files have them, without the ways back."""
    return (lane for lane in network.lanes.values() if not lane.back_of)
