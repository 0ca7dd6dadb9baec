"""Text to values, by what the field is: one row in KINDS for every kind of value written as plain text.

Nothing is guessed from the look of a text: `NO` is a country where a country is expected, and no boolean.
Quoted or not makes no difference. Text that does not fit raises `UnitError`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from routeplan import units
from routeplan.errors import UnitError
from routeplan.network.decoding import name_character
from routeplan.network.model import (
    CONFIDENCES,
    EQUIPMENT_TEU,
    MODES,
    STATUSES,
    Amount,
    Price,
    Ratio,
    Transit,
)
from routeplan.network.model import (
    KINDS as PLACE_KINDS,
)
from routeplan.network.nearest import nearest
from routeplan.units import quote

LONGEST_VALUE = 200
MOST_MONEY = 10**9
LONGEST_DURATION_MIN = 366 * 1440
LONGEST_DISTANCE_KM = 40_100  # once round the equator

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENDS = ("origin", "destination")
PAIRS = tuple(
    f"{inbound}>{outbound}"
    for inbound in ("origin", *MODES)
    for outbound in (*MODES, "destination")
    if (inbound, outbound) != ENDS
)

_ID = re.compile(r"[A-Za-z0-9_-]+")
_LANE_ID = re.compile(r"[!#-&(-+\--~]+")  # visible ASCII but quotes and commas
_UNLOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
_LOOK_ALIKES = dict(zip("АВЕЗКМНОРСТУХаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABE3KMHOPCTYXaeopcyxiABEZHIKMNOPTYX", strict=True))


class OutOfRange(UnitError):
    """A quantity that cannot be right; another unit was meant, perhaps."""


class Kind(NamedTuple):
    """`says` names the kind in messages; `read` turns text into the value; `code` is that of its faults."""

    says: str
    read: Callable[[str], object]
    code: str
    json: str = "string"  # type in the JSON Schema


# Text


def read_text(text: str) -> str:
    """One line of visible text."""
    if not text.strip():
        raise UnitError("the text is empty", "write something, or leave the key out")
    if not text.isprintable():
        _refuse_controls(text)
    return text


def _refuse_controls(text: str) -> None:
    from unicodedata import category

    for char in text:
        if char in "\n\r\t":
            what = "a tab" if char == "\t" else "a line break"
            raise UnitError(f"{what} is not allowed in {quote(text)}", "write it on one line")
        kind = category(char)
        if kind in ("Cc", "Cs", "Co", "Zl", "Zp") or (kind == "Cf" and char not in "\u200c\u200d\u200e\u200f\u00ad"):
            raise UnitError(f"the character {name_character(char)} is not allowed in {quote(text)}", "remove it")


def read_note(text: str) -> str:
    """Free text, several lines if need be; which characters it may have is the same for every text."""
    return text


def read_id(text: str) -> str:
    """Letters, digits, _ and -."""
    if not _ID.fullmatch(text):
        raise _not_an_id(text, "letters, digits, _ and -")
    return text


def is_id(text: str) -> bool:
    """Whether a text can be the id of a place."""
    return _ID.fullmatch(text) is not None


def read_lane_id(text: str) -> str:
    """Visible ASCII without blanks, commas and quotes."""
    if not _LANE_ID.fullmatch(text):
        raise _not_an_id(text, "letters, digits and signs such as _ - . >")
    return text


def _not_an_id(text: str, allowed: str) -> UnitError:
    help = f"an id is made of {allowed}"
    if not text:
        return UnitError("the id is empty", help)
    for char in text:
        if char == " ":
            shown = quote(text.replace(" ", "␣"))
            return UnitError(f"the id {shown} has a blank in it", help)
        if not " " <= char <= "~":
            twin = f', which looks like "{_LOOK_ALIKES[char]}"' if char in _LOOK_ALIKES else ""
            return UnitError(f"the id {quote(text)} has the character {name_character(char)} in it{twin}", help)
    return UnitError(f"the id {quote(text)} has a sign that is not allowed", help)


def read_boolean(text: str) -> bool:
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    hint = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}.get(text.lower())
    raise UnitError(f"true or false expected, found {quote(text)}", f"write {hint or 'true or false'}")


def _choice(what: str, choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in choices:
            return text
        near = nearest(text, choices, 1)
        help = f"did you mean {near[0]}?" if near else f"write one of {', '.join(choices)}"
        raise UnitError(f"unknown {what} {quote(text)}", help)

    return read


def read_country(text: str) -> str:
    """ISO 3166-1 alpha-2; which codes exist is checked where the list is at hand."""
    if re.fullmatch("[A-Z]{2}", text):
        return text
    if re.fullmatch("[A-Za-z]{2}", text):
        raise UnitError(f"the country code {quote(text)} is not in capitals", f"write {text.upper()}")
    raise UnitError(f"country code expected, found {quote(text)}", "write two letters: ISO 3166-1 alpha-2, such as CN")


def read_unlocode(text: str) -> str:
    if _UNLOCODE.fullmatch(text):
        return text
    raise UnitError(f"UN/LOCODE expected, found {quote(text)}", "write five letters, such as CNXAG")


def read_currency(text: str) -> str:
    if re.fullmatch("[A-Z]{3}", text):
        return text
    if re.fullmatch("[A-Za-z]{3}", text):
        raise UnitError(f"the currency {quote(text)} is not in capitals", f"write {text.upper()}")
    raise UnitError(f"currency code expected, found {quote(text)}", "write three letters: ISO 4217, such as USD")


def read_pair(text: str) -> str:
    """A mode pair: `rail>sea`, `origin>rail`, `sea>destination`."""
    if text in PAIRS:
        return text
    compact = text.replace(" ", "")
    near = [compact] if compact in PAIRS else nearest(compact, PAIRS)
    help = f"write {near[0]}" if near else f"write two of {', '.join(MODES)} with > between, or origin> or >destination"
    raise UnitError(f"mode pair expected, found {quote(text)}", help)


# Figures


def _between(low: int, high: int, what: str) -> Callable[[str], Ratio]:
    def read(text: str) -> Ratio:
        num, den = units.parse_decimal(text)
        if not low * den <= num <= high * den:
            raise OutOfRange(f"the {what} {quote(text)} is out of range", f"write {low} to {high}")
        return num, den

    return read


def read_positive(text: str) -> Ratio:
    num, den = units.parse_decimal(text)
    if num <= 0:
        raise OutOfRange(f"{quote(text)} is not above zero", "write a number such as 3")
    return num, den


def read_scale(text: str) -> Ratio:
    num, den = units.parse_decimal(text)
    if num < 0:
        raise OutOfRange(f"the factor {quote(text)} is negative", "write a factor such as 1.15")
    return num, den


def read_duration(text: str) -> int:
    return _sane_duration(units.parse_duration(text), text)


def read_signed_duration(text: str) -> int:
    return _sane_duration(units.parse_duration(text, signed=True), text)


def _sane_duration(minutes: int, text: str) -> int:
    if abs(minutes) > LONGEST_DURATION_MIN:
        raise OutOfRange(f"the duration {quote(text)} is longer than 366 days", "is another unit meant?")
    return minutes


def read_whole_days(text: str) -> int:
    """Days from a duration of whole days, at least one."""
    minutes = read_duration(text)
    if minutes % 1440 or not minutes:
        raise OutOfRange(f"{quote(text)} is not a number of whole days", "write whole days, such as 10d")
    return minutes // 1440


def read_transit(text: str) -> Transit:
    return Transit(read_duration(text))


def read_distance(text: str) -> Ratio:
    num, den = read_signed_distance(text)
    if num < 0:
        raise OutOfRange(f"the distance {quote(text)} is negative", "write a distance such as 1500 km")
    return num, den


def read_signed_distance(text: str) -> Ratio:
    num, den = units.parse_distance(text)
    if abs(num) > LONGEST_DISTANCE_KM * den:
        raise OutOfRange(f"the distance {quote(text)} is longer than 40 100 km", "is another unit meant?")
    return num, den


def sane_amount(amount: Amount, text: str, signed: bool) -> Amount:
    """The amount, where it is within reason and not negative unless it may be."""
    if amount.num < 0 and not signed:
        raise OutOfRange(f"the amount {quote(text)} is negative", "only a surcharge may be negative: a subsidy")
    if abs(amount.num) > MOST_MONEY * amount.den:
        raise OutOfRange(f"the amount {quote(text)} is out of range", "write at most 1000000000")
    return amount


def read_amount(text: str) -> Amount:
    return sane_amount(units.parse_amount(text), text, False)


def read_signed_amount(text: str) -> Amount:
    return sane_amount(units.parse_amount(text), text, True)


def read_rate_amount(text: str) -> Amount:
    amount = read_amount(text)
    if amount.per == "shipment":
        raise UnitError("a rate per shipment is not possible", "write it per container, TEU, vehicle or km")
    return amount


def read_daily_amount(text: str) -> Amount:
    return sane_amount(units.parse_daily(text), text, False)


def read_equipment_daily_amount(text: str) -> Amount:
    """In a mapping by equipment `/day` may be left out."""
    return sane_amount(units.parse_daily(text, day_optional=True), text, False)


def read_fixed_cost(text: str) -> Price:
    return (("", sane_amount(units.parse_money(text), text, False)),)


def read_per_tonne(text: str) -> Amount:
    return sane_amount(units.parse_money(text, "t"), text, False)


def _plain_price(read: Callable[[str], Amount]) -> Callable[[str], Price]:
    def read_price(text: str) -> Price:
        return (("", read(text)),)

    return read_price


def _at_least_zero(parse: Callable[[str], tuple[int, int, str]], what: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        value = parse(text)
        if value[0] < 0:
            raise OutOfRange(f"the {what} {quote(text)} is negative", "write zero or more")
        return value

    return read


def read_teu(text: str) -> Ratio:
    return _positive_teu(units.parse_teu(text), text)


def read_teu_year(text: str) -> Ratio:
    return _positive_teu(units.parse_teu(text, "year"), text)


def _positive_teu(value: Ratio, text: str) -> Ratio:
    if value[0] < 0:
        raise OutOfRange(f"{quote(text)} is negative", "write zero or more")
    return value


def read_track(text: str) -> str:
    """`lon,lat lon,lat ...`, at least two points."""
    points = text.split()
    for point in points:
        lon, comma, lat = point.partition(",")
        if not comma:
            raise UnitError(f"a point of the track is not lon,lat: {quote(point)}", 'write "109.05,34.38 121.5,29.8"')
        _between(-180, 180, "longitude")(lon)
        _between(-90, 90, "latitude")(lat)
    if len(points) < 2:
        raise UnitError("a track needs at least two points", 'write "109.05,34.38 121.5,29.8"')
    return " ".join(points)


KINDS: dict[str, Kind] = {
    "text": Kind("text", read_text, "RP211"),
    "note": Kind("text", read_note, "RP211"),
    "id": Kind("an id", read_id, "RP210"),
    "lane_id": Kind("an id", read_lane_id, "RP210"),
    "place": Kind("the id of a place", read_id, "RP210"),
    "word": Kind("an id", read_lane_id, "RP210"),
    "version": Kind("the version of the format", units.parse_integer, "RP214", "integer"),
    "boolean": Kind("true or false", read_boolean, "RP209", "boolean"),
    "place_kind": Kind("a kind of place", _choice("kind of place", PLACE_KINDS), "RP209"),
    "mode": Kind("a mode", _choice("mode", MODES), "RP209"),
    "status": Kind("a status", _choice("status", STATUSES), "RP209"),
    "confidence": Kind("a confidence", _choice("confidence", CONFIDENCES), "RP209"),
    "weekday": Kind("a day of the week", _choice("day of the week", WEEKDAYS), "RP209"),
    "equipment": Kind("an equipment type", _choice("equipment", tuple(EQUIPMENT_TEU)), "RP217"),
    "country": Kind("a country code", read_country, "RP216"),
    "unlocode": Kind("a UN/LOCODE", read_unlocode, "RP210"),
    "currency": Kind("a currency code", read_currency, "RP216"),
    "timezone": Kind("the IANA name of a time zone", read_text, "RP215"),
    "latitude": Kind("a latitude", _between(-90, 90, "latitude"), "RP205", "number"),
    "longitude": Kind("a longitude", _between(-180, 180, "longitude"), "RP205", "number"),
    "positive": Kind("a number above zero", read_positive, "RP205", "number"),
    "factor_number": Kind("a factor", read_scale, "RP205", "number"),
    "duration": Kind("a duration", read_duration, "RP206"),
    "signed_duration": Kind("a duration", read_signed_duration, "RP206"),
    "whole_days": Kind("a duration of whole days", read_whole_days, "RP206"),
    "transit": Kind("a duration", read_transit, "RP206"),
    "distance": Kind("a distance", read_distance, "RP213"),
    "signed_distance": Kind("a distance", read_signed_distance, "RP213"),
    "rate": Kind("an amount of money", _plain_price(read_rate_amount), "RP207"),
    "price": Kind("an amount of money", _plain_price(read_amount), "RP207"),
    "signed_price": Kind("an amount of money", _plain_price(read_signed_amount), "RP207"),
    "daily_price": Kind("an amount of money per day", _plain_price(read_daily_amount), "RP207"),
    "rate_amount": Kind("an amount of money", read_rate_amount, "RP207"),
    "amount": Kind("an amount of money", read_amount, "RP207"),
    "signed_amount": Kind("an amount of money", read_signed_amount, "RP207"),
    "daily_amount": Kind("an amount of money per day", read_daily_amount, "RP207"),
    "equipment_daily_amount": Kind("an amount of money per day", read_equipment_daily_amount, "RP207"),
    "fixed_cost": Kind("an amount of money", read_fixed_cost, "RP207"),
    "per_tonne": Kind("an amount of money per tonne", read_per_tonne, "RP207"),
    "factor": Kind("a CO2e factor", _at_least_zero(units.parse_factor, "CO2e factor"), "RP213"),
    "weight": Kind("a CO2e weight", _at_least_zero(units.parse_weight_co2e, "CO2e weight"), "RP213"),
    "percent": Kind("a percentage", units.parse_percent, "RP213"),
    "teu": Kind("a number of TEU", read_teu, "RP213"),
    "teu_year": Kind("TEU a year", read_teu_year, "RP213"),
    "date": Kind("a date", units.parse_date, "RP208"),
    "moment": Kind("a local date and time", units.parse_local, "RP208"),
    "clock": Kind("a clock time", units.parse_clock, "RP208"),
    "track": Kind("a line of points", read_track, "RP213"),
}
"""Every kind of value that is written as plain text."""
