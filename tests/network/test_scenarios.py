"""Scenarios: which hold, when, and what each sort of change does."""

from __future__ import annotations

import pytest

from routeplan.errors import NetworkError, UsageError
from routeplan.network.model import Amount, Lane, Network, Place, Transit
from routeplan.network.scenarios import apply, boundaries, select
from routeplan.units import parse_date
from tests.network.sample import NETWORK, faults, read

TODAY = parse_date("2026-06-01")


def changed(changes: str, *, day: str = "2026-06-01", network: str = NETWORK) -> Network:
    """The network with a scenario of these changes, each on a line."""
    lines = "".join(f"      - {line}\n" for line in changes.splitlines())
    read_network = read(network + f"  test:\n    changes:\n{lines}")
    return apply(read_network, select(read_network, ["test"], ["calm"]), parse_date(day))


def lane(changes: str, id: str = "suez") -> Lane:
    return changed(changes).lanes[id]


def place(changes: str, id: str = "Xian") -> Place:
    return changed(changes).places[id]


def test_which_hold() -> None:
    network = read(NETWORK)
    assert [s.id for s in select(network, [], [])] == ["calm"]
    assert [s.id for s in select(network, ["red-sea"], [])] == ["calm", "red-sea"]
    assert [s.id for s in select(network, ["calm", "red-sea"], [])] == ["calm", "red-sea"]
    assert [s.id for s in select(network, ["RED-SEA"], ["calm"])] == ["red-sea"]
    with pytest.raises(UsageError) as caught:
        select(network, [], ["clam"])
    assert caught.value.code == "RP505"
    assert "calm" in caught.value.help
    with pytest.raises(UsageError, match="contradict"):
        select(network, ["calm"], ["calm"])


def test_days_on_which_something_changes() -> None:
    network = read(
        NETWORK + "  w:\n    changes:\n"
        "      - {match: {mode: sea}, valid: {from: 2026-11-01, until: 2026-11-30}, add: {transit: 1d}}\n"
        "      - {match: {mode: sea}, valid: {from: 2026-11-01}, add: {transit: 1d}}\n"
    )
    days = boundaries(select(network, ["w"], []))
    assert days == (parse_date("2026-11-01"), parse_date("2026-12-01"))


def test_a_change_holds_on_its_days() -> None:
    change = "{match: {lane: suez}, valid: {from: 2026-06-02, until: 2026-06-03}, add: {transit: 1d}}"
    for day, more in (("2026-06-01", 0), ("2026-06-02", 1), ("2026-06-03", 1), ("2026-06-04", 0)):
        assert changed(change, day=day).lanes["suez"].transit.typical_min == (30 + more) * 1440


def test_within_a_change_set_comes_before_scale_before_add() -> None:
    found = lane(
        "{match: {lane: suez}, add: {transit: 1h}, scale: {transit: 1.5}, set: {transit: {typical: 10h, p90: 601min}}}"
    )
    assert found.transit == Transit(960, None, 962)


def test_changes_come_in_order_each_on_what_the_last_left() -> None:
    found = lane(
        "{match: {lane: suez}, set: {passages: [cape]}}\n"
        "{match: {passage: cape}, add: {transit: 9d}}\n"
        "{match: {passage: suez}, close: true}"
    )
    assert found.transit.typical_min == 39 * 1440


def test_what_can_be_scaled_and_added() -> None:
    found = lane(
        "{match: {lane: suez}, scale: {rate: 1.15, surcharges: 2, distance: 1.1, capacity: 2, co2e: 0.5}}\n"
        "{match: {lane: suez}, add: {rate: 50 USD, cutoff: 1d, surcharges: [{name: war, amount: 100 USD/TEU}]}}"
    )
    assert found.rate == (("20GP", Amount(1200, 1, "USD")), ("40HC", Amount(2120, 1, "USD")))
    assert [s.amount[0][1].num for s in found.surcharges] == [1400, 100]
    assert found.distance == (18700, 1)
    assert (found.capacity, found.co2e, found.cutoff_min) == (None, None, 1440)


def test_places() -> None:
    assert place("{match: {place: Xian}, add: {delay: 3d}}").delay_min == 4320
    assert place("{match: {country: CN}, close: true}").closed
    assert not place("{match: {country: CN}, close: true}", "Valencia").closed
    storage = place("{match: {place: Xian}, scale: {storage: 1.5}}").storage
    assert storage is not None
    assert storage.rate[0][1].num == 15


@pytest.mark.parametrize(
    ("match", "closed"),
    [
        ("lane: xian-ningbo-rail", {"xian-ningbo-rail", "xian-ningbo-rail-back"}),
        ("from: East", {"xian-ningbo-rail-back", "suez"}),
        ("to: East", {"xian-ningbo-rail"}),
        ("to: Ningbo, mode: rail", {"xian-ningbo-rail"}),
        ("country: ES, mode: sea", {"suez"}),
        ("place: Ningbo, mode: rail", {"xian-ningbo-rail", "xian-ningbo-rail-back"}),
        ("passage: suez", {"suez"}),
        ("operator: COSCO", {"suez"}),
    ],
)
def test_what_matches(match: str, closed: set[str]) -> None:
    all_lanes = set(read(NETWORK).lanes)
    assert all_lanes - set(changed(f"{{match: {{{match}}}, close: true}}").lanes) == closed


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ("{match: {lane: sues}, close: true}", "RP405", "did you mean suez"),
        ("{match: {passage: sues}, close: true}", "RP405", "did you mean suez"),
        ("{match: {operator: COSC}, close: true}", "RP405", "did you mean COSCO"),
        ("{match: {from: Xain}, close: true}", "RP405", "did you mean Xian"),
        ("{match: {mode: barge}, close: true}", "RP405", "check the names, or take the change out"),
        ("{match: {lane: suez, mode: rail}, close: true}", "RP405", "matches no lane"),
        ("{match: {country: FR}, close: true}", "RP405", "matches no place"),
        ("{match: {lane: suez}, add: {transit: -40d}}", "RP406", "-10d"),
        ("{match: {lane: suez}, add: {rate: 5 USD/TEU}}", "RP406", "does not fit"),
        ("{match: {lane: suez}, add: {rate: -5000 USD}}", "RP406", "negative"),
        ("{match: {place: Xian}, add: {delay: -1h}}", "RP406", "-1h"),
        ("{match: {from: East, mode: rail}, set: {departures: {days: [mon], time: '08:00'}}}", "", ""),
    ],
)
def test_changes_that_cannot_be_made(change: str, code: str, words: str) -> None:
    if not code:
        changed(change)
        return
    with pytest.raises(NetworkError) as caught:
        changed(change)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.line) == (code, "net0.yaml", NETWORK.count("\n") + 3)
    assert words in f"{finding.message} {finding.help}"


def test_a_change_that_matches_nothing_matters_only_where_applied() -> None:
    text = NETWORK + "  test: {changes: [{match: {lane: sues}, close: true}]}\n"
    network = read(text)
    assert apply(network, select(network, [], []), TODAY).applied == ("calm",)
    assert [f.severity for f in faults(text) if f.code == "RP405"] == ["warning"]
    active = text.replace("test: {", "test: {active: true, ")
    network = read(active)
    assert apply(network, select(network, [], ["test"]), TODAY).applied == ("calm",)
    assert [f.severity for f in faults(active) if f.code == "RP405"] == ["error"]


def test_a_change_may_match_what_earlier_ones_leave() -> None:
    cape = (
        "{match: {lane: suez}, valid: {from: 2026-07-01}, set: {passages: [cape]}}\n"
        "{match: {passage: cape}, add: {transit: 9d}}"
    )
    assert changed(cape).lanes["suez"].transit.typical_min == 30 * 1440
    assert changed(cape, day="2026-07-01").lanes["suez"].transit.typical_min == 39 * 1440
    lines = "".join(f"      - {line}\n" for line in cape.splitlines())
    assert "RP405" not in {finding.code for finding in faults(f"{NETWORK}  cape:\n    changes:\n{lines}")}


def test_the_network_itself_stays_as_it_is() -> None:
    network = read(NETWORK)
    before = dict(network.lanes)
    apply(network, select(network, ["red-sea"], []), TODAY)
    assert network.lanes == before


def test_every_key_of_a_match_must_hold_for_a_place() -> None:
    found = changed("{match: {place: Xian, country: CN}, add: {delay: 3h}}")
    assert [place.id for place in found.places.values() if place.delay_min] == ["Xian"]
    with pytest.raises(NetworkError):
        changed("{match: {place: Xian, country: ES}, add: {delay: 3h}}")


def test_a_price_by_equipment_is_added_to_what_it_names() -> None:
    found = lane("{match: {lane: suez}, add: {rate: {40HC: 50 USD}}}").rate
    assert dict(found or ()) == {"20GP": Amount(1000, 1, "USD"), "40HC": Amount(1850, 1, "USD")}


def test_a_rate_may_fall_to_nothing_and_no_further() -> None:
    assert dict(lane("{match: {lane: suez}, add: {rate: {20GP: -1000 USD}}}").rate or ())["20GP"].num == 0
    with pytest.raises(NetworkError, match="would be negative"):
        lane("{match: {lane: suez}, add: {rate: {20GP: -1000.01 USD}}}")


def test_a_timetable_needs_a_time_zone_if_the_lane_is_there_and_it_has_days() -> None:
    bare = NETWORK.replace("lat: 29.93, lon: 121.85, timezone: Asia/Shanghai", "lat: 29.93, lon: 121.85").replace(
        '    departures: {days: [mon, fri], time: "20:00"}\n', ""
    )
    often = "{match: {lane: suez}, set: {departures: {per_week: 3}}}"
    days = '{match: {lane: suez}, set: {departures: {days: [mon], time: "20:00"}}}'
    assert changed(often, network=bare).lanes["suez"].departures is not None
    with pytest.raises(NetworkError, match="no timezone"):
        changed(days, network=bare)
    assert "suez" not in changed(f"{days}\n{{match: {{lane: suez}}, close: true}}", network=bare).lanes
