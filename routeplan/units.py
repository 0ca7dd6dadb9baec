"""Durations, money, weights, distances, dates: text to exact figures and back.

Parsing is strict and ASCII only, and every figure is exact: whole minutes, whole days, or a ratio of
integers.
What cannot be read raises `UnitError` with a line that says what to write. Formatting is the inverse.
"""

import re
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from routeplan.errors import UnitError

Ratio = tuple[int, int]
"""An exact decimal: numerator, positive denominator, in lowest terms."""
Day = int
"""Days since 1970-01-01."""
LocalMinute = int
"""Minutes since 1970-01-01T00:00 on the wall clock."""

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAUTICAL_MILE_KM: Ratio = (463, 250)  # 1.852 km exactly; SI Brochure, 9th edition (BIPM, 2019)


class Amount(NamedTuple):
    """Money per unit, as written: `1.1 USD/container/km`.

    `per` is one of container, TEU, vehicle, shipment; `per_km` multiplies by the distance.
    The value is `num / den` of `currency`.
    """

    num: int
    den: int
    currency: str
    per: str = "container"
    per_km: bool = False


class Factor(NamedTuple):
    """A CO2e factor in grams, well to wheel: `22 g/tkm` or `73 g/TEU-km`. `unit` is tkm or TEU-km."""

    num: int
    den: int
    unit: str


class Weight(NamedTuple):
    """Grams of CO2e for handling: `10 kg/TEU`. `per` is container, TEU, vehicle or shipment."""

    num: int
    den: int
    per: str


_MAX_DIGITS = 18
# Patterns as text: `re` compiles and keeps those a run needs; compiling all took 2 ms of every start.
_NUMBER = r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,4}))?"
_QUANTITY = r"(\S+)\s+(\S.*)"
_CURRENCY = r"[A-Z]{3}"
_DURATION = r"(?:([0-9][0-9.eE_,]*)\s*d)?\s*(?:([0-9][0-9.eE_,]*)\s*h)?\s*(?:([0-9][0-9.eE_,]*)\s*min)?"
_ISO_DURATION = r"P(?:([0-9.]+)W)?(?:([0-9.]+)D)?(?:T(?=[0-9])(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?"
_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_LOCAL = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PER = ("container", "TEU", "vehicle", "shipment")


def shorten(text: str, limit: int = 40) -> str:
    """Text of a user for a message: no longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quote(text: str, limit: int = 40) -> str:
    """Text of a user in double quotes, shortened, control characters spelt out."""
    shown = "".join(c if c.isprintable() else _spell(c) for c in shorten(text, limit))
    return f'"{shown}"'


def _spell(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


# Numbers


def parse_decimal(text: str) -> Ratio:
    """A plain decimal: `1500`, `1.1`, `-3`, `1e3`. No leading zeros, no separators, finite."""
    match = re.fullmatch(_NUMBER, text)
    if match is None:
        raise _not_a_number(text)
    sign, whole, fraction, exponent = match.groups()
    fraction = fraction or ""
    scale = int(exponent or 0) - len(fraction)
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return (0, 1)
    if len(digits) > _MAX_DIGITS + 10 or not -_MAX_DIGITS <= len(digits) + scale <= _MAX_DIGITS or scale < -30:
        size = "large" if len(digits) + scale > 0 and scale >= -30 else "small or too finely divided"
        raise UnitError(f"the number {shorten(text)} is too {size}", f"write at most {_MAX_DIGITS} digits")
    number = -int(digits) if sign else int(digits)
    if scale >= 0:
        return (number * 10**scale, 1)
    return ratio(number, 10**-scale)


def ratio(num: int, den: int) -> Ratio:
    """`num / den` in lowest terms; `den` is positive."""
    common = gcd(num, den)
    return (num // common, den // common)


def _not_a_number(text: str) -> UnitError:
    shown = quote(text)
    lower = text.lower()
    plain = text.replace(",", "").replace("_", "").replace("'", "").replace(" ", "")
    if not text:
        return UnitError("a number is missing", "write a number such as 12 or 1.5")
    if lower.lstrip("+-") in (".nan", "nan", ".inf", "inf", "infinity"):
        return UnitError(f"{shown} is not a finite number", "write a finite number such as 12 or 1.5")
    if re.fullmatch(_NUMBER, plain) and plain != text and not text.startswith((",", "_")):
        if "," in text and text.count(",") == 1 and len(text.rpartition(",")[2]) != 3:
            return UnitError(f"{shown} has a decimal comma", f"write {shorten(text.replace(',', '.'))}")
        return UnitError(f"{shown} has a thousands separator", f"write {shorten(plain)}")
    if len(text) > 100:
        return UnitError(f"the number {shorten(text)} is too large", "write a shorter number")
    if re.fullmatch(r"-?0[0-9]+(\.[0-9]+)?", text):
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        trimmed = digits.lstrip("0") or "0"
        return UnitError(f"{shown} has a leading zero", f"write {sign}{'0' * trimmed.startswith('.')}{trimmed}")
    if re.fullmatch(r"[+-]?\.[0-9]+", text) or re.fullmatch(r"-?[0-9]+\.", text):
        return UnitError(f"{shown} needs a digit on both sides of the point", "write 0.5 or 2.0")
    if re.fullmatch(r"\+[0-9.]+", text):
        return UnitError(f"{shown} has a plus sign", f"write {text[1:]}")
    return UnitError(f"number expected, found {shown}", "write a number such as 12 or 1.5")


def parse_integer(text: str) -> int:
    """A whole number."""
    num, den = parse_decimal(text)
    if den != 1:
        raise UnitError(f"whole number expected, found {quote(text)}", "write a number such as 3")
    return num


def parse_percent(text: str) -> Ratio:
    """`65%` as a share between 0 and 1."""
    if not text.endswith("%"):
        raise UnitError(f"percentage expected, found {quote(text)}", "write a percentage such as 65%")
    num, den = parse_decimal(text[:-1].rstrip())
    if not 0 <= num <= 100 * den:
        raise UnitError(f"{quote(text)} is not between 0% and 100%", "write a percentage such as 65%")
    return ratio(num, 100 * den)


def format_ratio(value: Ratio) -> str:
    """The shortest exact decimal; ratios that no decimal equals are rounded half-up to six places."""
    num, den = value
    if den == 1:
        return str(num)
    sign, num = ("-", -num) if num < 0 else ("", num)
    places = _places(den)
    text = str((2 * num * 10**places + den) // (2 * den)).rjust(places + 1, "0")
    text = f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")
    return sign + text if text != "0" else text


@lru_cache(maxsize=1024)
def _places(den: int) -> int:
    """How many decimals a ratio with this denominator, not 1, is written with at most."""
    return next((places for places in range(1, 31) if 10**places % den == 0), 6)


# Durations


def parse_duration(text: str, *, signed: bool = False) -> int:
    """Whole minutes from `36h`, `2d`, `1d 12h`, `90min`, `1.5d` or ISO 8601 `P2DT12H`.

    A minus sign in front is read where `signed`, and is an error elsewhere.
    """
    body = text.strip()
    if body.startswith("-") and body[1:2].isalnum():
        if not signed:
            raise UnitError(f"the duration {quote(text)} is negative", "write a duration such as 36h or 2d")
        return -parse_duration(body[1:])
    if body.startswith("P"):
        match = re.fullmatch(_ISO_DURATION, body)
        factors: tuple[int, ...] = (7 * 86400, 86400, 3600, 60, 1)
    else:
        match = re.fullmatch(_DURATION, body)
        factors = (86400, 3600, 60)
    parts = match.groups() if match else ()
    if not any(parts):
        raise _not_a_duration(body)
    num, den = 0, 1
    for part, seconds in zip(parts, factors, strict=True):
        if part is not None:
            n, d = parse_decimal(part)
            num, den = num * d + n * seconds * den, den * d
    if num % (60 * den):
        raise UnitError(f"the duration {quote(text)} is not a whole number of minutes", "write it in minutes: 90min")
    return num // (60 * den)


def _not_a_duration(text: str) -> UnitError:
    shown = quote(text)
    number = text.lstrip("+")
    if not text:
        return UnitError("a duration is missing", "write a duration such as 36h or 2d")
    if re.fullmatch(r"[0-9._,eE]+", number):
        return UnitError(
            f"the duration {shown} has no unit",
            f"write {shorten(number)}h or {shorten(number)}d: hours or days",
        )
    if re.fullmatch(r"[0-9]+:[0-9]{2}", text):
        return UnitError(f"{shown} is a clock time, not a duration", "write a duration such as 12h 30min")
    if text.lower().lstrip("+-") in (".nan", ".inf", "nan", "inf"):
        return UnitError(f"{shown} is not a finite duration", "write a duration such as 36h or 2d")
    return UnitError(f"duration expected, found {shown}", "write a duration such as 36h, 2d, 1d 12h or 90min")


def format_duration(minutes: int) -> str:
    """`2d 12h`, `1h 30min`, `0h`: what `parse_duration` reads back."""
    sign, rest = ("-", -minutes) if minutes < 0 else ("", minutes)
    days, rest = divmod(rest, 1440)
    hours, mins = divmod(rest, 60)
    parts = [f"{n}{unit}" for n, unit in ((days, "d"), (hours, "h"), (mins, "min")) if n]
    return sign + " ".join(parts) if parts else "0h"


# Money


def parse_amount(text: str) -> Amount:
    """`840 USD`, `420 USD/TEU`, `1.1 USD/container/km`, `900 USD/vehicle`, `50 USD/shipment`."""
    num, den, currency, units = _parse_money(text)
    per_km = bool(units) and units[-1] == "km"
    if per_km:
        units = units[:-1]
    return Amount(num, den, currency, _per(text, units, ("container", "TEU", "vehicle", "shipment", "km")), per_km)


def parse_daily(text: str, *, day_optional: bool = False) -> Amount:
    """Money per day: `10 USD/TEU/day`, `20 USD/container/day`, `20 USD/day`."""
    num, den, currency, units = _parse_money(text)
    if units and units[-1] == "day":
        units = units[:-1]
    elif not day_optional:
        raise UnitError(f"the amount {quote(text)} is not per day", f"write {shorten(text.rstrip('/'))}/day")
    return Amount(num, den, currency, _per(text, units, ("container", "TEU", "vehicle", "shipment")))


def parse_money(text: str, unit: str = "") -> Amount:
    """Money for the whole: `20000 USD`; with `unit` given, `80 USD/t`. `per` of the result is shipment."""
    num, den, currency, units = _parse_money(text)
    if units != ([unit] if unit else []):
        wanted = f"{shorten(text.partition('/')[0].rstrip())}{'/' + unit if unit else ''}"
        raise UnitError(f"the amount {quote(text)} has the wrong unit", f"write {wanted}")
    return Amount(num, den, currency, "shipment")


def _parse_money(text: str) -> tuple[int, int, str, list[str]]:
    """Numerator, denominator, currency and the units after it."""
    match = re.fullmatch(_QUANTITY, text.strip())
    if match is None:
        raise _not_money(text)
    number, rest = match.groups()
    currency, *units = (part.strip() for part in rest.split("/"))
    if not re.fullmatch(_CURRENCY, currency):
        raise _not_money(text)
    num, den = parse_decimal(number)
    return num, den, currency, units


def _per(text: str, units: list[str], allowed: tuple[str, ...]) -> str:
    if not units:
        return "container"
    if len(units) == 1 and units[0] in _PER:
        return units[0]
    wrong = next((unit for unit in units if unit not in _PER), "/".join(units))
    known = {unit.lower(): unit for unit in allowed}.get(wrong.lower())
    hint = f"write /{known}" if known and known != wrong else "write one of " + ", ".join("/" + u for u in allowed)
    raise UnitError(f'the amount {quote(text)} has the unknown unit "/{shorten(wrong)}"', hint)


def _not_money(text: str) -> UnitError:
    shown = quote(text)
    body = text.strip()
    number, _, rest = body.partition(" ")
    code = rest.partition("/")[0].strip()
    if not body:
        return UnitError("an amount is missing", "write an amount with its currency, such as 840 USD")
    if re.fullmatch(r"[A-Z]{3}\s*[0-9].*", body):
        amount = body[3:].strip().partition("/")
        return UnitError(
            f"the currency of {shown} comes first",
            f"write {shorten(amount[0])} {body[:3]}{amount[1]}{amount[2]}",
        )
    if re.fullmatch(r"-?[0-9.]+[A-Za-z]{3}(/.*)?", body):
        return UnitError(f"a blank is missing in {shown}", "write a blank before the currency, such as 840 USD")
    if re.fullmatch(r"[A-Za-z]{3}", code):
        return UnitError(f"the currency in {shown} is not in capitals", f"write {number} {code.upper()}")
    if re.search(r"[$€£¥]", body):
        return UnitError(f"{shown} has a currency sign", "write the currency as a code, such as 840 USD or 840 EUR")
    try:
        parse_decimal(body)
    except UnitError as error:
        if body[0].isdigit() or body[0] in "-+.":
            return UnitError(error.message, f"{error.help}, with its currency: 840 USD")
    else:
        return UnitError(f"the amount {shown} has no currency", f"write it with a currency: {shorten(body)} USD")
    return UnitError(f"amount expected, found {shown}", "write an amount with its currency, such as 840 USD")


def format_amount(amount: Amount) -> str:
    """As written in a file: `1.1 USD/container/km`; `/container` alone is left out."""
    per = "" if amount.per == "container" and not amount.per_km else f"/{amount.per}"
    return f"{format_ratio((amount.num, amount.den))} {amount.currency}{per}{'/km' if amount.per_km else ''}"


def format_money(cents: int, currency: str, *, group: bool = True) -> str:
    """`1,140.50 USD`; without `group`, `1140.50 USD`."""
    return f"{format_cents(cents, group=group)} {currency}"


def format_cents(cents: int, *, group: bool = True) -> str:
    """`1,140.50`; without `group`, `1140.50`."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole:,}.{rest:02d}" if group else f"{sign}{whole}.{rest:02d}"


# Other quantities


def parse_factor(text: str) -> Factor:
    """`22 g/tkm` or `73 g/TEU-km`, in grams; kg is read as well."""
    number, unit = _split(text, "a CO2e factor", "22 g/tkm or 73 g/TEU-km")
    for prefix, grams in (("g/", 1), ("kg/", 1000)):
        if unit.startswith(prefix) and unit[len(prefix) :] in ("tkm", "TEU-km"):
            num, den = parse_decimal(number)
            return Factor(*ratio(num * grams, den), unit[len(prefix) :])
    raise UnitError(f"{quote(text)} has an unknown unit", "write a CO2e factor such as 22 g/tkm or 73 g/TEU-km")


def format_factor(factor: Factor) -> str:
    return f"{format_ratio(ratio(factor.num, factor.den))} g/{factor.unit}"


def parse_weight_co2e(text: str) -> Weight:
    """`10 kg/TEU`, in grams; g, kg or t, per TEU, container (where not said), vehicle or shipment."""
    number, unit = _split(text, "a CO2e weight", "10 kg/TEU or 20 kg/container")
    mass, _, per = unit.partition("/")
    grams = {"g": 1, "kg": 1000, "t": 1_000_000}.get(mass)
    if grams is None or per not in ("", *_PER):
        raise UnitError(f"{quote(text)} has an unknown unit", "write a CO2e weight such as 10 kg/TEU")
    num, den = parse_decimal(number)
    return Weight(*ratio(num * grams, den), per or "container")


def format_weight_co2e(weight: Weight) -> str:
    return f"{format_ratio(ratio(weight.num, weight.den * 1000))} kg/{weight.per}"


def parse_distance(text: str) -> Ratio:
    """Kilometres from `1500 km` or `810 nm` (nautical miles)."""
    number, unit = _split(text, "a distance", "1500 km or 810 nm")
    num, den = parse_decimal(number)
    if unit == "km":
        return (num, den)
    if unit == "nm":
        return ratio(num * NAUTICAL_MILE_KM[0], den * NAUTICAL_MILE_KM[1])
    raise UnitError(f"the distance {quote(text)} has an unknown unit", "write a distance such as 1500 km or 810 nm")


def format_distance(distance: Ratio) -> str:
    return f"{format_ratio(distance)} km"


def parse_teu(text: str, per: str = "") -> Ratio:
    """TEU from `100 TEU`, or with `per` from `5000 TEU/year`."""
    wanted = f"TEU/{per}" if per else "TEU"
    number, unit = _split(text, "a number of TEU", f"5000 {wanted}")
    if unit != wanted:
        raise UnitError(f"{quote(text)} has the wrong unit", f"write {shorten(number)} {wanted}")
    return parse_decimal(number)


def format_teu(value: Ratio, per: str = "") -> str:
    return f"{format_ratio(value)} TEU{'/' + per if per else ''}"


def _split(text: str, what: str, example: str) -> tuple[str, str]:
    """Number and unit, with or without a blank between them."""
    match = re.fullmatch(r"([-+0-9.,_][-+0-9.,_eE]*)\s*([A-Za-z].*)", text.strip())
    if match is not None:
        return match.group(1), re.sub(r"\s*/\s*", "/", match.group(2))
    try:
        parse_decimal(text.strip())
    except UnitError:
        raise UnitError(f"{what} expected, found {quote(text)}", f"write {example}") from None
    raise UnitError(f"{what} needs a unit, found {quote(text)}", f"write {example}")


# Dates and clock times


def day_of(year: int, month: int, day: int) -> Day:
    """The day of a date in the proleptic Gregorian calendar.

    Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil,
    https://howardhinnant.github.io/date_algorithms.html (2021).
    """
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def date_of(day: Day) -> tuple[int, int, int]:
    """Year, month and day of the month: the inverse of `day_of` (civil_from_days in the same source)."""
    day += 719468
    era, rest = divmod(day, 146097)
    year_of_era = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    day_of_year = rest - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_index = (5 * day_of_year + 2) // 153
    month = month_index + 3 if month_index < 10 else month_index - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * month_index + 2) // 5 + 1


def weekday_of(day: Day) -> int:
    """0 is Monday."""
    return (day + 3) % 7


def parse_date(text: str) -> Day:
    """`2026-12-01`; years 2000 to 2100."""
    match = re.fullmatch(_DATE, text)
    if match is None:
        raise _not_a_date(text)
    year, month, day = map(int, match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnitError(f"the year {year} is out of range", f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    if not 1 <= month <= 12:
        raise UnitError(f"the date {text} has no month {month:02d}", "write year-month-day, such as 2026-12-01")
    last = (28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31) + (month == 2 and _is_leap(year))
    if not 1 <= day <= last:
        name = _MONTHS[month - 1]
        raise UnitError(f"the date {text} does not exist: {name} {year} has {last} days", "write an existing day")
    return day_of(year, month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _not_a_date(text: str) -> UnitError:
    match = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    if match:
        first, second, year = int(match[1]), int(match[2]), match[3]
        return UnitError(
            f"the date {quote(text)} can be read in two ways",
            f"write {year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}: year-month-day",
        )
    match = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text)
    if match:
        return UnitError(
            f"date expected, found {quote(text)}", f"write {match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
        )
    return UnitError(f"date expected, found {quote(text)}", "write year-month-day, such as 2026-12-01")


def parse_clock(text: str) -> int:
    """Minutes after midnight from `20:00` or `8:05`."""
    match = re.fullmatch(_CLOCK, text)
    if match is None:
        raise UnitError(f"clock time expected, found {quote(text)}", "write hours and minutes, such as 20:00")
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if hours == 24 and minutes == 0 and seconds == 0:
        raise UnitError("24:00 is not a clock time", "write 00:00 of the next day")
    if hours > 23:
        raise UnitError(f"the clock time {text} has the hour {hours}", "hours are 00-23")
    if minutes > 59:
        raise UnitError(f"the clock time {text} has the minute {minutes}", "minutes are 00-59")
    if seconds > 59:
        raise UnitError(f"the clock time {text} has the second {seconds}", "seconds are 00-59, and here always 00")
    if seconds:
        raise UnitError(f"the clock time {text} is not a whole minute", f"write {hours:02d}:{minutes:02d}")
    return hours * 60 + minutes


def parse_local(text: str) -> LocalMinute:
    """Local wall-clock time from `2026-12-01T08:00`."""
    match = re.fullmatch(_LOCAL, text)
    if match is not None:
        return parse_date(match[1]) * 1440 + parse_clock(match[2])
    if re.match(_LOCAL, text):
        raise UnitError(f"local time expected, found {quote(text)}", "leave out the offset: times are local here")
    if re.fullmatch(_DATE, text):
        raise UnitError(f"the date {text} has no time", f"write {text}T08:00")
    raise UnitError(f"date and time expected, found {quote(text)}", "write it as 2026-12-01T08:00")


def format_date(day: Day) -> str:
    """`2026-12-01`."""
    year, month, number = date_of(day)
    return f"{year:04d}-{month:02d}-{number:02d}"


def format_clock(minutes: int) -> str:
    """`20:00`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def format_local(moment: LocalMinute) -> str:
    """`2026-12-01T08:00`."""
    day, minutes = divmod(moment, 1440)
    return f"{format_date(day)}T{format_clock(minutes)}"
