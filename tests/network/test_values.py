"""Values of fields: how far each may go, and what is said of the first one beyond."""

from __future__ import annotations

import pytest

from routeplan.errors import UnitError
from routeplan.network.model import Transit
from routeplan.network.values import KINDS
from routeplan.units import Amount, Factor, Weight

LAST_DAY = 366 * 1440


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("latitude", "-90", (-90, 1)),
        ("latitude", "90", (90, 1)),
        ("longitude", "-180", (-180, 1)),
        ("longitude", "180", (180, 1)),
        ("positive", "0.1", (1, 10)),
        ("factor_number", "0", (0, 1)),
        ("factor_number", "0.5", (1, 2)),
        ("duration", "366d", LAST_DAY),
        ("signed_duration", "-366d", -LAST_DAY),
        ("whole_days", "1d", 1),
        ("whole_days", "48h", 2),
        ("transit", "0h", Transit(0)),
        ("distance", "0 km", (0, 1)),
        ("distance", "40100 km", (40100, 1)),
        ("signed_distance", "-40100 km", (-40100, 1)),
        ("amount", "0 USD", Amount(0, 1, "USD")),
        ("amount", "1000000000 USD", Amount(10**9, 1, "USD")),
        ("signed_amount", "-1000000000 USD", Amount(-(10**9), 1, "USD")),
        ("rate", "1 USD/km", (("", Amount(1, 1, "USD", "container", True)),)),
        ("price", "1 USD/shipment", (("", Amount(1, 1, "USD", "shipment")),)),
        ("signed_price", "-1 USD", (("", Amount(-1, 1, "USD")),)),
        ("daily_price", "1 USD/TEU/day", (("", Amount(1, 1, "USD", "TEU")),)),
        ("daily_amount", "1 USD/TEU/day", Amount(1, 1, "USD", "TEU")),
        ("equipment_daily_amount", "1 USD", Amount(1, 1, "USD")),
        ("fixed_cost", "20000 USD", (("", Amount(20000, 1, "USD", "shipment")),)),
        ("factor", "0 g/tkm", Factor(0, 1, "tkm")),
        ("weight", "0 kg/TEU", Weight(0, 1, "TEU")),
        ("teu", "0 TEU", (0, 1)),
        ("teu_year", "5000 TEU/year", (5000, 1)),
        ("track", " 180,90   -180,-90 ", "180,90 -180,-90"),
        ("boolean", "TRUE", True),
        ("boolean", "false", False),
        ("unlocode", "CNXA9", "CNXA9"),
        ("lane_id", "a.b>c(1)", "a.b>c(1)"),
        ("text", "a\u200db", "a\u200db"),
    ],
)
def test_the_last_that_may_be(kind: str, text: str, value: object) -> None:
    assert KINDS[kind].read(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("latitude", "-90.001", 'the latitude "-90.001" is out of range | write -90 to 90'),
        ("latitude", "90.001", 'the latitude "90.001" is out of range | write -90 to 90'),
        ("longitude", "-180.001", 'the longitude "-180.001" is out of range | write -180 to 180'),
        ("longitude", "180.001", 'the longitude "180.001" is out of range | write -180 to 180'),
        ("positive", "0", '"0" is not above zero | write a number such as 3'),
        ("factor_number", "-0.5", 'the factor "-0.5" is negative | write a factor such as 1.15'),
        ("duration", "8785h", 'the duration "8785h" is longer than 366 days | is another unit meant?'),
        ("signed_duration", "-8785h", 'the duration "-8785h" is longer than 366 days | is another unit meant?'),
        ("whole_days", "0d", '"0d" is not a number of whole days | write whole days, such as 10d'),
        ("whole_days", "36h", '"36h" is not a number of whole days | write whole days, such as 10d'),
        ("distance", "-0.5 km", 'the distance "-0.5 km" is negative | write a distance such as 1500 km'),
        ("distance", "40100.1 km", 'the distance "40100.1 km" is longer than 40 100 km | is another unit meant?'),
        (
            "signed_distance",
            "-40100.1 km",
            'the distance "-40100.1 km" is longer than 40 100 km | is another unit meant?',
        ),
        ("amount", "-0.01 USD", 'the amount "-0.01 USD" is negative | only a surcharge may be negative: a subsidy'),
        ("amount", "1000000000.01 USD", 'the amount "1000000000.01 USD" is out of range | write at most 1000000000'),
        (
            "signed_amount",
            "-1000000000.01 USD",
            'the amount "-1000000000.01 USD" is out of range | write at most 1000000000',
        ),
        (
            "rate",
            "1 USD/shipment",
            "a rate per shipment is not possible | write it per container, TEU, vehicle or km",
        ),
        (
            "equipment_daily_amount",
            "-1 USD",
            'the amount "-1 USD" is negative | only a surcharge may be negative: a subsidy',
        ),
        (
            "fixed_cost",
            "-1 USD",
            'the amount "-1 USD" is negative | only a surcharge may be negative: a subsidy',
        ),
        ("factor", "-0.1 g/tkm", 'the CO2e factor "-0.1 g/tkm" is negative | write zero or more'),
        ("weight", "-0.1 kg/TEU", 'the CO2e weight "-0.1 kg/TEU" is negative | write zero or more'),
        ("teu", "-0.5 TEU", '"-0.5 TEU" is negative | write zero or more'),
        ("teu_year", "-0.5 TEU/year", '"-0.5 TEU/year" is negative | write zero or more'),
        ("track", "0,0", 'a track needs at least two points | write "109.05,34.38 121.5,29.8"'),
        ("track", "0,0 181,0", 'the longitude "181" is out of range | write -180 to 180'),
        ("track", "0,0 0,91", 'the latitude "91" is out of range | write -90 to 90'),
        ("boolean", "Yes", 'true or false expected, found "Yes" | write true'),
        ("boolean", "off", 'true or false expected, found "off" | write false'),
        ("boolean", "1", 'true or false expected, found "1" | write true or false'),
        ("country", "cn", 'the country code "cn" is not in capitals | write CN'),
        ("country", "CHN", 'country code expected, found "CHN" | write two letters: ISO 3166-1 alpha-2, such as CN'),
        ("currency", "usd", 'the currency "usd" is not in capitals | write USD'),
        ("unlocode", "CNXA1", 'UN/LOCODE expected, found "CNXA1" | write five letters, such as CNXAG'),
        (
            "lane_id",
            "a,b",
            'the id "a,b" has a sign that is not allowed | an id is made of letters, digits and signs such as _ - . >',
        ),
        ("id", "a~b", 'the id "a~b" has a sign that is not allowed | an id is made of letters, digits, _ and -'),
        ("text", "a\u2028b", 'the character U+2028 LINE SEPARATOR is not allowed in "a\\u2028b" | remove it'),
    ],
)
def test_the_first_that_may_not(kind: str, text: str, words: str) -> None:
    with pytest.raises(UnitError) as caught:
        KINDS[kind].read(text)
    assert f"{caught.value.message} | {caught.value.help}" == words
