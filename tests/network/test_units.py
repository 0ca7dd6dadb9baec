"""Quantities: what is read, what is refused with which advice, and that writing is the inverse of reading."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplan import units
from routeplan.errors import UnitError
from routeplan.network import writing, zones
from routeplan.network.values import KINDS
from routeplan.units import Amount, Factor, Weight


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (units.parse_duration, "36h", 2160),
        (units.parse_duration, "2d", 2880),
        (units.parse_duration, "1d 12h", 2160),
        (units.parse_duration, "90min", 90),
        (units.parse_duration, "1.5d", 2160),
        (units.parse_duration, "PT36H", 2160),
        (units.parse_duration, "P2DT12H", 3600),
        (units.parse_duration, "P1W", 10080),
        (units.parse_duration, "0h", 0),
        (units.parse_decimal, "1e3", (1000, 1)),
        (units.parse_decimal, "12.50", (25, 2)),
        (units.parse_decimal, "-0", (0, 1)),
        (units.parse_decimal, "2.5e-1", (1, 4)),
        (units.parse_amount, "840 USD", Amount(840, 1, "USD")),
        (units.parse_amount, "420 USD/TEU", Amount(420, 1, "USD", "TEU")),
        (units.parse_amount, "1.1 USD/container/km", Amount(11, 10, "USD", "container", True)),
        (units.parse_amount, "1.1 USD/km", Amount(11, 10, "USD", "container", True)),
        (units.parse_amount, "-3 EUR/shipment", Amount(-3, 1, "EUR", "shipment")),
        (units.parse_amount, "900 USD/vehicle", Amount(900, 1, "USD", "vehicle")),
        (units.parse_daily, "10 USD/TEU/day", Amount(10, 1, "USD", "TEU")),
        (units.parse_daily, "10 USD/day", Amount(10, 1, "USD")),
        (units.parse_factor, "22 g/tkm", Factor(22, 1, "tkm")),
        (units.parse_factor, "0.073 kg/TEU-km", Factor(73, 1, "TEU-km")),
        (units.parse_weight_co2e, "10 kg/TEU", Weight(10000, 1, "TEU")),
        (units.parse_distance, "1500 km", (1500, 1)),
        (units.parse_distance, "100 nm", (926, 5)),
        (units.parse_percent, "65%", (13, 20)),
        (units.parse_clock, "8:05", 485),
        (units.parse_clock, "20:00", 1200),
    ],
)
def test_what_is_read(parse: Callable[[str], object], text: str, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    ("parse", "text", "words"),
    [
        (units.parse_duration, "36", "36h"),
        (units.parse_duration, "-2d", "negative"),
        (units.parse_duration, "12:30", "clock time"),
        (units.parse_duration, "1m", "90min"),
        (units.parse_duration, "0.001h", "whole number of minutes"),
        (units.parse_duration, "P1M", "duration expected"),
        (units.parse_duration, "", "missing"),
        (units.parse_duration, ".inf", "finite"),
        (units.parse_decimal, "010", "leading zero"),
        (units.parse_decimal, "1_000", "write 1000"),
        (units.parse_decimal, "1,000", "thousands separator"),
        (units.parse_decimal, "1,5", "decimal comma"),
        (units.parse_decimal, ".nan", "finite"),
        (units.parse_decimal, "1e999", "too large"),
        (units.parse_decimal, "1" * 5000, "too large"),
        (units.parse_decimal, "１２", "number expected"),
        (units.parse_decimal, "yes", "number expected"),
        (units.parse_amount, "840", "840 USD"),
        (units.parse_amount, "USD 840", "840 USD"),
        (units.parse_amount, "840 usd", "840 USD"),
        (units.parse_amount, "$840", "currency sign"),
        (units.parse_amount, "840USD", "blank"),
        (units.parse_amount, "840 USD/teu", "/TEU"),
        (units.parse_daily, "10 USD/TEU", "/day"),
        (units.parse_factor, "22", "g/tkm"),
        (units.parse_distance, "1500", "1500 km"),
        (units.parse_date, "2026-02-30", "February 2026 has 28 days"),
        (units.parse_date, "01/02/2026", "2026-02-01 or 2026-01-02"),
        (units.parse_date, "9999-12-31", "2000 to 2100"),
        (units.parse_local, "2026-12-01", "T08:00"),
        (units.parse_local, "2026-12-01T08:00Z", "offset"),
        (units.parse_clock, "24:00", "00:00 of the next day"),
        (units.parse_clock, "12:30:60", "00-59"),
        (units.parse_percent, "65", "65%"),
    ],
)
def test_what_is_refused(parse: Callable[[str], object], text: str, words: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse(text)
    assert words in f"{caught.value.message} {caught.value.help}"
    assert len(caught.value.message) < 200


@given(st.integers(-(10**6), 10**6))
def test_durations_read_back(minutes: int) -> None:
    assert units.parse_duration(units.format_duration(minutes), signed=True) == minutes


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_decimals_read_back(number: int, places: int) -> None:
    value = units.ratio(number, 10**places)
    assert units.parse_decimal(units.format_ratio(value)) == value


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_dates_are_those_of_the_calendar(day: date) -> None:
    number = units.parse_date(day.isoformat())
    assert number == (day - date(1970, 1, 1)).days
    assert units.format_date(number) == day.isoformat()
    assert units.weekday_of(number) == day.weekday()


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (
        units.parse_duration,
        units.parse_decimal,
        units.parse_amount,
        units.parse_factor,
        units.parse_weight_co2e,
        units.parse_distance,
        units.parse_date,
        units.parse_local,
        units.parse_clock,
        units.parse_percent,
    ):
        with suppress(UnitError):
            parse(text)


def test_figures_are_written_plainly() -> None:
    assert units.format_ratio((1, 3)) == "0.333333"
    assert units.format_money(114050, "USD") == "1,140.50 USD"
    assert units.format_money(-5, "USD", group=False) == "-0.05 USD"
    assert units.format_amount(Amount(11, 10, "USD", "container", True)) == "1.1 USD/container/km"
    assert units.format_local(units.parse_local("2026-02-28T23:59")) == "2026-02-28T23:59"
    assert units.format_factor(Factor(22, 1, "tkm")) == "22 g/tkm"
    assert units.format_weight_co2e(Weight(10000, 1, "TEU")) == "10 kg/TEU"


@pytest.mark.parametrize("year", [2023, 2024, 2000, 2100])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_last_day_of_a_month(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert units.format_date(units.parse_date(f"{year}-{month:02}-{last}")) == f"{year}-{month:02}-{last}"
    with pytest.raises(UnitError, match=f"{year} has {last} days"):
        units.parse_date(f"{year}-{month:02}-{last + 1}")


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0h"), (-1, "-1min"), (1, "1min"), (60, "1h"), (1439, "23h 59min"), (1440, "1d"), (-1500, "-1d 1h")],
)
def test_durations_are_written(minutes: int, text: str) -> None:
    assert units.format_duration(minutes) == text


def test_teu_with_and_without_a_time() -> None:
    assert units.parse_teu("100 TEU") == (100, 1)
    assert units.parse_teu("5000 TEU/year", "year") == (5000, 1)
    for text, per, unit in (("100 TEU/year", "", "TEU"), ("100 TEU", "year", "TEU/year")):
        with pytest.raises(UnitError) as caught:
            units.parse_teu(text, per)
        assert caught.value.help == f"write 100 {unit}"


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        ("amount", "1000000000 USD", "1000000000.01 USD"),
        ("track", "180,90 -180,-90", "180.01,0 0,0"),
        ("track", "0,90 0,-90", "0,90.01 0,0"),
        ("track", "-180,0 0,0", "-180.01,0 0,0"),
        ("track", "0,0 1,1", "0,0"),
        ("teu", "0 TEU", "-1 TEU"),
        ("teu", "0.5 TEU", "0.5"),
    ],
)
def test_values_at_their_limits(kind: str, inside: str, outside: str) -> None:
    KINDS[kind].read(inside)
    with pytest.raises(UnitError):
        KINDS[kind].read(outside)


def test_a_sign_in_an_id_that_is_not_allowed() -> None:
    with pytest.raises(UnitError, match="has a sign that is not allowed"):
        KINDS["id"].read("a~b")
    with pytest.raises(UnitError, match=r"has the character .* in it"):
        KINDS["id"].read("a\u00e9")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("rail>sea", "rail>sea"),
        ("40HC", "40HC"),
        ("no", '"no"'),
        ("NO", '"NO"'),
        ("12", '"12"'),
        ("a b", '"a b"'),
        ("é:", '"é:"'),
    ],
)
def test_keys_are_quoted_where_they_have_to_be(name: str, written: str) -> None:
    assert writing.key(name) == written


def test_the_principal_cities_of_zones() -> None:
    points = zones.zone_points()
    assert points["CN"][0] == pytest.approx((31 + 14 / 60, 121 + 28 / 60))  # Shanghai, +3114+12128
    assert points["US"][0] == pytest.approx((40 + 42 / 60, -74), abs=0.02)  # New York, +404251-0740023
    assert points["AU"][-1][0] < 0 < points["AU"][-1][1]
