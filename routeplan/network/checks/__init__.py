"""Checks: what is allowed and yet probably not meant. One decorated function for each, listed in CHECKS.

A check looks at a valid network and yields findings placed by the `where` of a record. To add one: a
function here with `@check`, an entry in the catalogue, and a case in the tests.
"""

from __future__ import annotations

from routeplan.errors import Finding
from routeplan.network.checks import connections, figures, places, timetables
from routeplan.network.checks.registry import Check
from routeplan.network.model import Network
from routeplan.network.scenarios import unmatched

CHECKS: dict[str, Check] = {
    check.__name__: check for room in (connections, figures, places, timetables) for check in room.CHECKS
}
"""Every check by its name, in the order they run."""
CHECKS["unmatched_changes"] = unmatched


def run_checks(network: Network) -> list[Finding]:
    """The findings of all checks."""
    return [finding for check in CHECKS.values() for finding in check(network)]
