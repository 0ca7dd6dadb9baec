"""Options as people write them, understood or refused by name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from routeplan.errors import UsageError
from routeplan.library import read_network_text
from routeplan.network.model import Network
from routeplan.planning.request import Avoid, Request
from routeplan.question import OPTIONS, request_from_options
from tests.sample_network import TEXT


@pytest.fixture(scope="module")
def network() -> Network:
    return read_network_text(TEXT).record


def ask(network: Network, **options: Any) -> Request:
    return request_from_options(network, {"origin": "Xian", "destination": "Valencia", "now": "2026-03-01", **options})


def test_defaults(network: Network) -> None:
    assert ask(network) == Request("Xian", "Valencia", today=20513)


def test_figures_that_hold_where_none_is_given(network: Network) -> None:
    found = ask(network)
    assert (found.top, found.max_wait_min, found.equipment, found.quantity) == (5, 30 * 1440, "40HC", 1)
    assert (found.draws, found.seed, found.confidence, found.capital_rate) == (10_000, 1, (9, 10), (1, 10))
    assert not (found.pareto or found.why)


def test_none_and_nothing_are_the_default(network: Network) -> None:
    everything = dict.fromkeys(OPTIONS)
    assert ask(
        network,
        **everything,
    )._replace(today=0) == Request("Xian", "Valencia")
    assert ask(network, via=(), avoid=(), mode=(), include=(), prefer=(), pareto=False) == ask(network)


@pytest.mark.parametrize(
    ("option", "value", "field", "expected"),
    [
        ("by", "COST", "by", "cost"),
        ("top", "3", "top", 3),
        ("top", 3, "top", 3),
        ("quantity", "12", "quantity", 12),
        ("weight", "12.5", "weight", (25, 2)),
        ("weight", 12.5, "weight", (25, 2)),
        ("weight", Decimal("12.50"), "weight", (25, 2)),
        ("weight", 0, "weight", (0, 1)),
        ("depart", "2026-03-02", "depart", 20514 * 1440),
        ("depart", "2026-03-02T08:30", "depart", 20514 * 1440 + 510),
        ("depart", "2026-03-02 08:30", "depart", 20514 * 1440 + 510),
        ("depart", date(2026, 3, 2), "depart", 20514 * 1440),
        ("depart", datetime(2026, 3, 2, 8, 30), "depart", 20514 * 1440 + 510),
        ("equipment", "20gp", "equipment", "20GP"),
        ("via", "ningbo", "via", ("Ningbo",)),
        ("via", ["CNNGB", "Ningbo"], "via", ("Ningbo",)),
        ("avoid", "Almaty", "avoid", (Avoid("place", "Almaty"),)),
        ("avoid", ["country:ru", "mode:Road", "passage:SUEZ"], "avoid",
         (Avoid("country", "RU"), Avoid("mode", "road"), Avoid("passage", "suez"))),
        ("avoid", "lane:xian-almaty-rail-back", "avoid", (Avoid("lane", "xian-almaty-rail-back"),)),
        ("avoid", "place: Almaty", "avoid", (Avoid("place", "Almaty"),)),
        ("mode", "rail,sea", "modes", ("rail", "sea")),
        ("mode", ["rail", "sea, rail"], "modes", ("rail", "sea")),
        ("max_transfers", "0", "max_transfers", 0),
        ("include", "planned,suspended", "include", ("planned", "suspended")),
        ("max_wait", "2d", "max_wait_min", 2880),
        ("max_wait", timedelta(hours=3), "max_wait_min", 180),
        ("cargo", "NEV", "cargo", "nev"),
        ("cargo", "electric cars", "equipment", "VEH"),
        ("prefer", "block-train", "prefer", ("block-train",)),
        ("now", "2026-03-01T23:59", "today", 20513),
        ("now", "2026-03-01T23:59Z", "today", 20513),
        ("now", date(2026, 3, 1), "today", 20513),
        ("pareto", True, "pareto", True),
        ("value_of_time", "50", "value_of_time", (5000, 1)),
        ("value_of_time", 50, "value_of_time", (5000, 1)),
        ("value_of_time", "50 USD/day", "value_of_time", (5000, 1)),
        ("value_of_time", "50/TEU", "value_of_time", (10000, 1)),
        ("value_of_time", "50 USD/TEU/day", "value_of_time", (10000, 1)),
        ("value_of_time", "900 USD/shipment", "value_of_time", (90000, 1)),
        ("value_of_time", "1 EUR/container/day", "value_of_time", (125, 1)),
        ("carbon_price", "80", "carbon_price", (8000, 1)),
        ("carbon_price", "80 USD/t", "carbon_price", (8000, 1)),
        ("carbon_price", "71 CNY/t", "carbon_price", (1000, 1)),
    ],
)  # fmt: skip
def test_understood(network: Network, option: str, value: Any, field: str, expected: Any) -> None:
    assert getattr(ask(network, **{option: value}), field) == expected


def test_the_value_of_time_is_for_the_whole_shipment(network: Network) -> None:
    assert ask(network, value_of_time="50/TEU", quantity="3").value_of_time == (30000, 1)
    assert ask(network, value_of_time="50/shipment", quantity="3").value_of_time == (5000, 1)


def test_a_deadline_is_the_last_minute_of_its_date(network: Network) -> None:
    asked = ask(network, depart="2026-03-02", deadline="2026-04-01")
    assert asked.deadline == 20544 * 1440 + 1439


@pytest.mark.parametrize(
    ("options", "said", "help"),
    [
        ({"top": "0"}, "--top", "from 1"),
        ({"top": "1.5"}, "--top: whole number", ""),
        ({"top": "five"}, "--top", ""),
        ({"top": True}, "--top", ""),
        ({"top": "9" * 5000}, "--top", ""),
        ({"quantity": "-1"}, "--quantity", "from 1"),
        ({"weight": "nan"}, "finite", ""),
        ({"weight": "inf"}, "finite", ""),
        ({"weight": "1,000"}, "thousands separator", "1000"),
        ({"weight": "-1"}, "--weight", "from 0"),
        ({"weight": "1001"}, "--weight", "to 1000"),
        ({"weight": ""}, "--weight is empty", ""),
        ({"by": "cots"}, 'unknown value "cots"', "did you mean cost"),
        ({"equipment": "40HQ"}, "40HQ", "write 40HC"),
        ({"equipment": "20dv"}, "20dv", "write 20GP"),
        ({"equipment": "40HR"}, "40HR", "write 40RF"),
        ({"mode": "rial"}, "rial", "did you mean rail"),
        ({"mode": "rail,"}, "--mode", ""),
        ({"include": "operating"}, "operating", "planned, suspended"),
        ({"depart": "01/02/2026"}, "two ways", "2026-02-01 or 2026-01-02"),
        ({"depart": "2026-02-30"}, "February 2026 has 28 days", ""),
        ({"depart": "20260301"}, "--depart", "2026-"),
        ({"depart": "2026-03-02T25:00"}, "hour 25", ""),
        ({"depart": "2026-03-02T08:00+08:00"}, "offset", "2026-03-02T08:00"),
        ({"depart": "2026-03-02T08:00Z"}, "offset", "2026-03-02T08:00"),
        ({"depart": datetime(2026, 3, 2, tzinfo=UTC)}, "without a zone", ""),
        ({"deadline": "2026-04-01"}, "--deadline needs --depart", "--depart"),
        ({"max_wait": "3"}, "no unit", "3h or 3d"),
        ({"max_wait": "9999d"}, "--max-wait", "3660d"),
        ({"max_transfers": "-1"}, "--max-transfers", "from 0"),
        ({"avoid": "country:Russia"}, "Russia", "two-letter code: country:RU"),
        ({"avoid": "country:germany"}, "germany", "country:DE"),
        ({"avoid": "country:Nowhere"}, "Nowhere", "two-letter"),
        ({"avoid": "RU"}, "unknown place", "write country:RU"),
        ({"avoid": "Kazakhstan"}, "unknown place", "write country:KZ"),
        ({"avoid": "Road"}, "unknown place", "write mode:road"),
        ({"avoid": "suez"}, "unknown place", "write passage:suez"),
        ({"avoid": "xian-ningbo-rail"}, "unknown place", "write lane:xian-ningbo-rail"),
        ({"avoid": "contry:RU"}, "contry", "did you mean country"),
        ({"avoid": "mode:"}, "names nothing", ""),
        ({"avoid": "passage:sues"}, "sues", "did you mean suez"),
        ({"avoid": "lane:xian-ningbo-rial"}, "xian-ningbo-rial", "did you mean xian-ningbo-rail"),
        ({"avoid": "Almatyy"}, "--avoid: unknown place", "Almaty"),
        ({"via": "Atlantis"}, "--via: unknown place", "routeplan places"),
        ({"via": ""}, "--via is empty", ""),
        ({"via": "Ningbo", "avoid": "Ningbo"}, "--via Ningbo and --avoid Ningbo", ""),
        ({"via": "Ningbo", "avoid": "Zhejiang"}, "--via Ningbo and --avoid Zhejiang", ""),
        ({"cargo": "nve"}, "nve", "did you mean nev"),
        ({"cargo": "nev", "equipment": "20GP"}, "does not travel in 20GP", "VEH, 40HC"),
        ({"prefer": "block-trian"}, "block-trian", "did you mean block-train"),
        ({"value_of_time": "-1"}, "negative", ""),
        ({"value_of_time": "50 GBP"}, "no exchange rate for GBP", "USD, CNY, EUR"),
        ({"value_of_time": "50 USD/km"}, "per kilometre", ""),
        ({"value_of_time": "nan"}, "finite", ""),
        ({"carbon_price": "80 USD/TEU"}, "not per tonne", ""),
        ({"carbon_price": "eighty"}, "--carbon-price", ""),
        ({"destination": "Xi'an"}, "are the same place", ""),
        ({"origin": "Zhejiang", "destination": "Ningbo"}, "share the place Ningbo", ""),
        ({"origin": ""}, "ORIGIN is empty", ""),
        ({"origin": "  "}, "ORIGIN is empty", ""),
        ({"destination": "Valencai"}, "unknown place", "Valencia"),
        ({"origin": "x" * 100_000}, "too long", ""),
        ({"nothing": 1}, "there is no option", ""),
        ({"max_wiat": "1d"}, "max_wiat", "did you mean max_wait"),
    ],
)
def test_refused_by_name(network: Network, options: dict[str, Any], said: str, help: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(network, **options)
    assert said in caught.value.message
    assert help in caught.value.help
    assert len(caught.value.message) < 400


def test_a_group_may_be_passed_with_a_member_avoided(network: Network) -> None:
    assert ask(network, via="Zhejiang", avoid="Ningbo").via == ("Zhejiang",)


def test_today_is_read_from_the_clock_once(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 20513 * 86400 + 86399.9)
    assert request_from_options(network, {"origin": "Xian", "destination": "Valencia"}).today == 20513
