"""Checks: a network that is as it should be gives nothing, and what is doubtful is said."""

from __future__ import annotations

import pytest

from routeplan.network.checks import CHECKS
from routeplan.network.geo import great_circle_m
from tests.network.sample import NETWORK, faults, read


def test_a_sound_network_gives_no_warnings() -> None:
    assert [finding for finding in faults(NETWORK) if finding.severity != "info"] == []


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_says_what_it_does(name: str) -> None:
    network = read(NETWORK)
    assert CHECKS[name].__doc__
    assert all(finding.code.startswith("RP4") for finding in CHECKS[name](network))


def test_findings_of_checks_are_placed() -> None:
    (finding,) = [f for f in faults(NETWORK.replace("distance: 17000 km", "distance: 1700 km")) if f.code == "RP426"]
    assert (finding.file, finding.line, finding.column) == ("net0-0.yaml", 27, 5)
    assert finding.excerpt == "  - id: suez"


def test_great_circle() -> None:
    places = read(NETWORK).places
    metres = great_circle_m(places["Xian"], places["Ningbo"])
    assert 1_295_000 < metres < 1_305_000
    assert metres == great_circle_m(places["Ningbo"], places["Xian"])
    assert great_circle_m(places["Xian"], places["Xian"]) == 0
