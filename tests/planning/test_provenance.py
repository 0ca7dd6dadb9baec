"""What an answer rests on: shares of cost and time by how well the figures are known, and the oldest of them."""

from __future__ import annotations

import pytest

import routeplan
from routeplan.planning.provenance import GRADES, in_words, provenance

TEXT = """\
routeplan: 1
currency: USD
handling:
  origin>rail: {time: 10h, cost: 100 USD/container}
  sea>destination: {time: 10h}
places:
  A: {country: CN, kind: dry_port, lat: 30, lon: 110, timezone: Asia/Shanghai}
  B:
    {country: CN, kind: seaport, lat: 30, lon: 121, timezone: Asia/Shanghai, confidence: reported, period: 2016 to 2024,
     handling: {rail>sea: {time: 20h, cost: 300 USD/container}}}
  C: {country: ES, kind: seaport, lat: 39, lon: 0, timezone: Europe/Madrid}
lanes:
  - {id: ab, from: A, to: B, mode: rail, distance: 1000 km, transit: 50h, rate: 600 USD/container, empty_wait: 10h,
     confidence: derived, period: 2021-05 to 2023}
  - {id: bc, from: B, to: C, mode: sea, distance: 9000 km, transit: 100h, rate: 1000 USD/container}
"""


@pytest.fixture(scope="module")
def network() -> routeplan.Network:
    return routeplan.read_network_text(TEXT)


def test_shares_of_cost_and_time(network: routeplan.Network) -> None:
    """100 of a default, 600 derived, 300 reported, 1,000 of a lane that says nothing; 20, 60, 20 and 100 hours."""
    found = provenance([network.find("A", "C")[0]], network.record)
    assert dict(zip(GRADES, found.cost, strict=True)) == {
        "reported": 150,
        "derived": 300,
        "estimate": 50,
        "unsaid": 500,
    }
    assert dict(zip(GRADES, found.time, strict=True)) == {
        "reported": 100,
        "derived": 300,
        "estimate": 100,
        "unsaid": 500,
    }
    assert found.oldest == "2016"


def test_shares_add_up_whatever_they_are(network: routeplan.Network) -> None:
    itineraries = list(network.find("A", "C", equipment="20GP", quantity=3, weight="7"))
    found = provenance(itineraries, network.record)
    assert sum(found.cost) == sum(found.time) == 1000


def test_nothing_to_share() -> None:
    network = routeplan.read_network_text(TEXT)
    assert provenance([], network.record) == ((), (), "")


def test_oldest_goes_by_the_lane_where_the_place_states_nothing(network: routeplan.Network) -> None:
    assert provenance([network.find("A", "B")[0]], network.record).oldest == "2021-05"


def test_in_words(network: routeplan.Network) -> None:
    said = in_words(provenance([network.find("A", "C")[0]], network.record))
    assert said.startswith("cost 15% reported, 30% derived, 5% estimated, 50% unsaid; time 10% reported")
    assert said.endswith("oldest figure 2016")


def test_json_and_tables_say_it(network: routeplan.Network) -> None:
    answer = network.find("A", "C")
    said = answer.to_dict()["itineraries"][0]["provenance"]
    assert said["cost"] == {"reported": 0.15, "derived": 0.3, "estimate": 0.05, "unsaid": 0.5}
    assert said["oldest"] == "2016"
    for legs in (False, True):
        assert "oldest figure 2016" in " ".join(answer.to_text("table", legs=legs).split())


@pytest.mark.parametrize(
    ("period", "oldest"),
    [
        ("2019-01", "2019-01"),
        ("2019-12", "2019-12"),
        ("2019-13", "2019"),
        ("2019-00", "2019"),
        ("2019-01-15", "2019-01"),
        ("2021, 2018-07 to 2020", "2018-07"),
        ("summer of 2020", "2020"),
    ],
)
def test_dates_in_a_period(period: str, oldest: str) -> None:
    text = TEXT.replace("period: 2021-05 to 2023", f"period: '{period}'")
    network = routeplan.read_network_text(text)
    assert provenance([network.find("A", "B")[0]], network.record).oldest == oldest


@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ("", 150),  # 300 of 2,000 USD
        ("storage: {free: 0h, rate: 500 USD/day},", 320),  # and a started day: 800 of 2,500 USD
    ],
)
def test_storage_is_as_well_known_as_its_place(fields: str, reported: int) -> None:
    text = TEXT.replace("period: 2016 to 2024,", f"period: 2016 to 2024, {fields}")
    network = routeplan.read_network_text(text)
    found = provenance([network.find("A", "C")[0]], network.record)
    assert found.cost[0] == reported
    assert found.time[0] == 100


def test_a_wait_is_as_well_known_as_the_lane_waited_for() -> None:
    network = routeplan.read_network_text(TEXT.replace("transit: 100h", "transit: 100h, cutoff: 50h"))
    assert provenance([network.find("A", "C")[0]], network.record).time == (80, 240, 80, 600)  # of 250 hours


def test_a_delay_is_as_well_known_as_its_place() -> None:
    strike = "scenarios:\n  strike: {active: true, changes: [{match: {place: B}, add: {delay: 50h}}]}\n"
    network = routeplan.read_network_text(TEXT + strike)
    assert provenance([network.find("A", "C")[0]], network.record).time[0] == 280  # 70 of 250 hours
