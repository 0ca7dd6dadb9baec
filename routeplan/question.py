"""Options as people write them -> a `Request`. The command line and the library ask through this one door.

Texts are read here and nowhere else; Python values (int, date, timedelta, list) are taken as well, so that
a program need not write text first. What cannot be understood raises `UsageError` naming the option.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from routeplan.errors import RoutePlanError, UnitError, UsageError
from routeplan.network.model import EQUIPMENT_TEU, MODES, PASSAGES, Amount, Network, Ratio
from routeplan.planning.request import OBJECTIVES, Avoid, Request
from routeplan.units import (
    parse_clock,
    parse_date,
    parse_decimal,
    parse_duration,
    parse_integer,
    quote,
    ratio,
)

BY = ("balanced", *OBJECTIVES, "reliability")
NOT_OPERATING = ("planned", "suspended")
AVOIDABLE = ("place", "country", "mode", "lane", "passage")
MOST = 1_000_000
"""The largest count anybody may ask for: itineraries, containers."""
MOST_LABELS = 1_000_000_000
USUAL_WAIT_MIN = 30 * 1440
LONGEST_WAIT_MIN = 3660 * 1440
LONGEST_WINDOW_MIN = 92 * 1440

_ALSO_CALLED = {
    **dict.fromkeys(("20DC", "20DV", "20ST", "20SD", "22G1"), "20GP"),
    **dict.fromkeys(("40DC", "40DV", "40ST", "40SD", "42G1"), "40GP"),
    **dict.fromkeys(("40HQ", "40HD", "45G1"), "40HC"),
    **dict.fromkeys(("45HQ", "45HW", "L5G1"), "45HC"),
    **dict.fromkeys(("20RE", "20RH", "22R1"), "20RF"),
    **dict.fromkeys(("40RE", "40RH", "40RQ", "40HR", "45R1"), "40RF"),
}
"""What carriers and ISO 6346 call equipment: refused with a hint, as files and commands have one name for one thing."""

OPTIONS = (
    "by", "top", "pareto", "depart", "deadline", "equipment", "quantity", "weight", "via", "avoid", "mode",
    "max_transfers", "include", "max_wait", "value_of_time", "carbon_price", "cargo", "prefer", "now",
    "arrive_by", "confidence", "draws", "seed", "cargo_value", "capital_rate", "why", "why_not",
)  # fmt: skip
EXTRAS = OPTIONS[OPTIONS.index("arrive_by") :]
"""Names of the options of a question, as the library takes them; `--max-wait` is `max_wait`."""
_GOES_WITH: Mapping[str, Mapping[str, str]] = {
    "deadline": {"depart": "2000-01-01"},
    "capital_rate": {"cargo_value": "1"},
}
"""What some options cannot be without."""


def request_from_options(network: Network, options: Mapping[str, Any]) -> Request:
    """The question that `options` ask of the network: `origin`, `destination` and any of OPTIONS.

    An absent option, None and an empty list all mean the default. Raises `UsageError`.
    """
    _refuse_unknown(options)
    given = {name: value for name, value in options.items() if value is not None}
    origin = _place(network, given.get("origin", ""), "ORIGIN")
    destination = _place(network, given.get("destination", ""), "DESTINATION")
    _refuse_same(network, origin, destination)
    return _request(network, origin, destination, given)


def refuse_wrong(network: Network, options: Mapping[str, Any]) -> None:
    """Raises `UsageError` for an option with which no question can be asked, whatever else it says."""
    for name, value in options.items():
        _request(network, "", "", {**_GOES_WITH.get(name, {}), name: value})


def _request(network: Network, origin: str, destination: str, given: Mapping[str, Any]) -> Request:
    via = tuple(dict.fromkeys(_place(network, text, "--via") for text in _each(given.get("via"))))
    avoid = tuple(dict.fromkeys(_avoid(network, text) for text in _each(given.get("avoid"))))
    _refuse_contradiction(network, via, avoid)
    cargo = _cargo(network, given.get("cargo", ""))
    equipment = _equipment(network, given.get("equipment"), cargo)
    quantity = _count("--quantity", given.get("quantity", 1), 1)
    depart, depart_until = _departing(given.get("depart"))
    deadline = _moment("--deadline", given.get("deadline"), 1439)
    if deadline is not None and depart is None:
        raise UsageError("--deadline needs --depart", help="say when the cargo is ready: --depart 2026-03-02")
    request = Request(
        origin=origin,
        destination=destination,
        by=_choice("--by", given.get("by", "balanced"), BY),
        top=_count("--top", given.get("top", 5), 1),
        pareto=bool(given.get("pareto", False)),
        depart=depart,
        deadline=deadline,
        equipment=equipment,
        quantity=quantity,
        weight=_weight(given.get("weight")),
        via=via,
        avoid=avoid,
        modes=_choices("--mode", given.get("mode"), MODES),
        max_transfers=_count("--max-transfers", given["max_transfers"], 0) if "max_transfers" in given else None,
        include=_choices("--include", given.get("include"), NOT_OPERATING),
        max_wait_min=_duration("--max-wait", given["max_wait"]) if "max_wait" in given else USUAL_WAIT_MIN,
        cargo=cargo,
        prefer=_tags(network, given.get("prefer")),
        value_of_time=_value_of_time(network, given.get("value_of_time"), equipment, quantity),
        carbon_price=_carbon_price(network, given.get("carbon_price")),
        today=_today(given.get("now")),
        depart_until=depart_until,
    )
    asked = any(given.get(name) not in (None, False, (), []) for name in EXTRAS)
    if asked or deadline is not None or request.by == "reliability":
        from routeplan.question_extras import with_extras

        return with_extras(network, request, given)
    return request


def _refuse_unknown(options: Mapping[str, Any]) -> None:
    known = ("origin", "destination", *OPTIONS)
    for name in options:
        if name not in known:
            raise UsageError(f"there is no option {quote(str(name))}", help=did_you_mean(str(name), known))


def did_you_mean(text: str, known: Sequence[str], otherwise: str = "") -> str:
    from routeplan.network import nearest

    return nearest.did_you_mean(text, known) or otherwise or "one of " + ", ".join(known)


def _text(option: str, value: Any) -> str:
    """What was typed, without blanks around it; a number of a program as text."""
    known = isinstance(value, (str, int, float)) or hasattr(value, "as_tuple")
    if not known or isinstance(value, bool):
        raise UsageError(f"{option}: text or a number expected, found {type(value).__name__}", help="give one value")
    text = str(value).strip()
    if not text:
        raise UsageError(f"{option} is empty", help=f"give {option} a value")
    return text


def _each(value: Any) -> tuple[Any, ...]:
    """One value or many, as many."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _read(option: str, value: Any, parse: Callable[[str], Any]) -> Any:
    """The value through a parser of quantities; what it refuses is the option's fault."""
    try:
        return parse(_text(option, value))
    except UnitError as error:
        raise UsageError(f"{option}: {error.message}", help=error.help) from None


def _place(network: Network, value: Any, option: str) -> str:
    from routeplan.network.names import resolve

    text = str(value)
    if not text.strip():
        raise UsageError(f"{option} is empty", help="give a place by name, alias, id or UN/LOCODE")
    try:
        return resolve(network, text)
    except RoutePlanError as error:
        if option.startswith("--"):
            raise UsageError(f"{option}: {error.message}", help=error.help, code=error.code) from None
        raise


def _refuse_same(network: Network, origin: str, destination: str) -> None:
    from routeplan.network.names import groups_of, members

    if origin == destination:
        said = "are the same place"
    elif origin in groups_of(network, destination) or destination in groups_of(network, origin):
        shared = set(members(network, origin)) & set(members(network, destination))
        said = f"share the place {min(shared)}"
    else:
        return
    raise UsageError(f"origin {origin} and destination {destination} {said}", help="name two different places")


def _refuse_contradiction(network: Network, via: Sequence[str], avoid: Sequence[Avoid]) -> None:
    from routeplan.network.names import members

    for place in via:
        for item in avoid:
            # A country may well be avoided in one script and a place of it asked for in another; a place may not.
            if item.kind == "place" and set(members(network, place)) <= set(members(network, item.value)):
                raise UsageError(
                    f"--via {place} and --avoid {item.value} contradict each other", help="leave out one of them"
                )


def _choice(option: str, value: Any, known: Sequence[str]) -> str:
    text = _text(option, value)
    for word in known:
        if word.casefold() == text.casefold():
            return word
    raise UsageError(f"{option}: unknown value {quote(text)}", help=did_you_mean(text, known))


def _choices(option: str, value: Any, known: Sequence[str]) -> tuple[str, ...]:
    """One or several words, separated by commas or given as a list; each once."""
    words = [word for item in _each(value) for word in _text(option, item).split(",")]
    return tuple(dict.fromkeys(_choice(option, word, known) for word in words))


def _count(option: str, value: Any, least: int) -> int:
    number = value if isinstance(value, int) and not isinstance(value, bool) else _read(option, value, parse_integer)
    if not least <= number <= MOST:
        raise UsageError(
            f"{option}: {quote(str(number))} is out of range",
            help=f"write a whole number from {least} to {MOST}",
        )
    return int(number)


def labels_of(value: Any, *, wide: bool = False) -> int:
    """How many labels a search may create, or all searches about many places: what `--limit` says, else the default."""
    from routeplan.planning.budget import DEFAULT_LABELS, WIDE_LABELS

    if value is None:
        return WIDE_LABELS if wide else DEFAULT_LABELS
    number = value if isinstance(value, int) and not isinstance(value, bool) else _read("--limit", value, parse_integer)
    if not 1 <= number <= MOST_LABELS:
        help = f"write a whole number from 1 to {MOST_LABELS}"
        raise UsageError(f"--limit: {quote(str(number))} is out of range", help=help)
    return int(number)


def _weight(value: Any) -> Ratio | None:
    if value is None:
        return None
    num, den = _read("--weight", value, parse_decimal)
    if num < 0 or num > 1000 * den:
        raise UsageError(f"--weight: {quote(str(value))} is out of range", help="tonnes per container, from 0 to 1000")
    return num, den


def _duration(option: str, value: Any) -> int:
    if hasattr(value, "total_seconds"):
        minutes = int(value.total_seconds()) // 60
    else:
        minutes = _read(option, value, parse_duration)
    if not 0 <= minutes <= LONGEST_WAIT_MIN:
        raise UsageError(f"{option}: {quote(str(value))} is out of range", help="write a duration of 0h to 3660d")
    return minutes


def _moment(option: str, value: Any, clock_if_none: int) -> int | None:
    """Local wall-clock minutes from `2026-03-02`, `2026-03-02T08:00`, a date or a naive datetime."""
    if value is None:
        return None
    if hasattr(value, "isoformat"):
        if getattr(value, "tzinfo", None) is not None:
            raise UsageError(f"{option}: a moment without a zone expected", help="times are local at the place")
        value = value.isoformat(timespec="minutes") if hasattr(value, "hour") else value.isoformat()

    def parse(text: str) -> int:
        day, clock = text[:10], text[10:]
        if len(text) > 10 and clock[0] in "T " and day[4:5] == "-":
            if clock.endswith("Z") or "+" in clock or "-" in clock:
                local = f"{day}T{clock[1:6]}"
                raise UnitError(f"{quote(text)} has an offset", f"times are local at the place: write {local}")
            return int(parse_date(day)) * 1440 + int(parse_clock(clock[1:]))
        return int(parse_date(text)) * 1440 + clock_if_none

    moment: int = _read(option, value, parse)
    return moment


def _departing(value: Any) -> tuple[int | None, int | None]:
    """The ready time, or the first and the last one of a window: `2026-12-01..2026-12-21`."""
    if not isinstance(value, str) or ".." not in value:
        return _moment("--depart", value, 0), None
    first, _, last = value.partition("..")
    begin, end = _moment("--depart", first, 0), _moment("--depart", last, 1439)
    assert begin is not None
    assert end is not None
    if not begin <= end < begin + LONGEST_WINDOW_MIN:
        longest = LONGEST_WINDOW_MIN // 1440
        raise UsageError(
            f"--depart: the window {quote(value)} is backwards or too long",
            help=f"write the first day, two dots and the last day, at most {longest} days in all",
        )
    return begin, end


def _today(now: Any) -> int:
    """The day in UTC that `now` names; without it the clock is read, once."""
    if now is None:
        from time import time

        return int(time()) // 86400
    moment = _moment("--now", now[:-1] if isinstance(now, str) and now.endswith("Z") else now, 0)
    assert moment is not None
    return moment // 1440


def _avoid(network: Network, value: Any) -> Avoid:
    text = _text("--avoid", value)
    kind, colon, rest = text.partition(":")
    kind, rest = kind.strip().casefold(), rest.strip()
    if not colon:
        return Avoid("place", _avoided_place(network, text))
    if kind not in AVOIDABLE:
        help = did_you_mean(kind, AVOIDABLE, "write a place, country:RU, mode:road, lane:ID or passage:suez")
        raise UsageError(f"--avoid: unknown kind {quote(kind)} in {quote(text)}", help=help)
    if not rest:
        raise UsageError(f"--avoid: {quote(text)} names nothing", help=f"write {kind}: and what to avoid")
    if kind == "place":
        return Avoid("place", _place(network, rest, "--avoid"))
    if kind == "mode":
        return Avoid("mode", _choice("--avoid", rest, MODES))
    if kind == "country":
        if len(rest) != 2 or not (rest.isascii() and rest.isalpha()):
            help = f"write the two-letter code: country:{_country(rest) or 'RU'}"
            raise UsageError(f"--avoid: unknown country {quote(rest)}", help=help)
        return Avoid("country", rest.upper())
    known = list(network.lanes) if kind == "lane" else _passages(network)
    for word in (rest, *known):
        if word in known and word.casefold() == rest.casefold():
            return Avoid(kind, word)
    otherwise = "`routeplan lanes` lists them" if kind == "lane" else "one of " + (", ".join(known) or "none")
    raise UsageError(f"--avoid: unknown {kind} {quote(rest)}", help=did_you_mean(rest, known, otherwise))


def _avoided_place(network: Network, text: str) -> str:
    """A word without a kind is a place, even where only a country, a mode, a passage or a lane is called so."""
    try:
        return _place(network, text, "--avoid")
    except UsageError as error:
        word = text.casefold()
        others = {
            "country": _country(text),
            "mode": word if word in MODES else "",
            "passage": next((one for one in _passages(network) if one.casefold() == word), ""),
            "lane": next((one for one in network.lanes if one.casefold() == word), ""),
        }
        named = [f"{kind}:{value}" for kind, value in others.items() if value]
        if named and error.code == "RP502":
            error.help = f"write {' or '.join(named)}"
        raise


def _country(text: str) -> str:
    """The code of a country by its code or English name; "" where there is none."""
    from routeplan.network.zones import country_names

    word = text.casefold()
    return next((code for code, name in country_names().items() if word in (code.casefold(), name.casefold())), "")


def _passages(network: Network) -> list[str]:
    return sorted({*PASSAGES, *(passage for lane in network.lanes.values() for passage in lane.passages)})


def _cargo(network: Network, value: Any) -> str:
    if value == "":
        return ""
    text = _text("--cargo", value)
    for cargo in network.cargo.values():
        if text.casefold() in (cargo.id.casefold(), cargo.name.casefold()):
            return cargo.id
    known = list(network.cargo)
    help = did_you_mean(text, known) if known else "this network names no kinds of cargo"
    raise UsageError(f"--cargo: unknown cargo {quote(text)}", help=help)


def _equipment(network: Network, value: Any, cargo: str) -> str:
    """The equipment asked for, else what the cargo travels in, else a 40HC."""
    fits = network.cargo[cargo].equipment if cargo else ()
    if value is None:
        return fits[0] if fits else "40HC"
    text = _text("--equipment", value)
    if same := _ALSO_CALLED.get(text.upper()):
        raise UsageError(f"--equipment: unknown value {quote(text)}", help=f"write {same}")
    equipment = _choice("--equipment", text, tuple(EQUIPMENT_TEU))
    if fits and equipment not in fits:
        raise UsageError(f"--equipment: {cargo} does not travel in {equipment}", help="one of " + ", ".join(fits))
    return equipment


def _tags(network: Network, value: Any) -> tuple[str, ...]:
    words = [word.strip() for item in _each(value) for word in _text("--prefer", item).split(",")]
    if not words:
        return ()
    known = sorted({tag for lane in network.lanes.values() for tag in lane.tags})
    for word in words:
        if word not in known:
            help = did_you_mean(word, known) if known else "no lane of this network has a tag"
            raise UsageError(f"--prefer: unknown tag {quote(word)}", help=help)
    return tuple(dict.fromkeys(words))


def _value_of_time(network: Network, value: Any, equipment: str, quantity: int) -> Ratio | None:
    """Cents a day for the whole shipment, exact, from `50`, `50 USD/TEU/day`, `900 USD/shipment`."""
    if value is None:
        return None
    amount: Amount = _read("--value-of-time", value, lambda text: _rate(text, network.currency, "day"))
    num, den = _in_own_currency("--value-of-time", network, amount)
    if amount.per == "shipment":
        return ratio(100 * num, den)
    teu = EQUIPMENT_TEU[equipment] if amount.per == "TEU" else (1, 1)
    return ratio(100 * num * quantity * teu[0], den * teu[1])


def _carbon_price(network: Network, value: Any) -> Ratio | None:
    """Cents a tonne of CO2e, exact, from `80` or `80 EUR/t`."""
    if value is None:
        return None
    amount: Amount = _read("--carbon-price", value, lambda text: _rate(text, network.currency, "t"))
    if amount.per != "container":
        raise UsageError(f"--carbon-price: {quote(str(value))} is not per tonne", help="write 80 USD/t")
    num, den = _in_own_currency("--carbon-price", network, amount)
    return ratio(100 * num, den)


def _rate(text: str, currency: str, base: str) -> Amount:
    """An amount over `base`, where currency and base may be left out; without a unit per container."""
    from routeplan.units import parse_amount

    number, slash, units = text.partition("/")
    number = number.strip()
    if " " not in number and not number[-3:].isupper():
        parse_decimal(number)  # says it better than an amount without its currency would
        number = f"{number} {currency}"
    kept = [unit.strip() for unit in units.split("/")] if slash else []
    if kept and kept[-1] == base:
        kept.pop()
    amount = parse_amount("/".join([number, *kept]))
    if amount.per_km or amount.num < 0:
        wrong = "is per kilometre" if amount.per_km else "is negative"
        raise UnitError(f"{quote(text)} {wrong}", f"write an amount such as 50 {currency}/{base}")
    return amount


def _in_own_currency(option: str, network: Network, amount: Amount) -> Ratio:
    if amount.currency == network.currency:
        return amount.num, amount.den
    rate = network.exchange_rates.get(amount.currency)
    if rate is None:
        known = ", ".join([network.currency, *network.exchange_rates])
        raise UsageError(f"{option}: no exchange rate for {amount.currency}", help=f"the network has {known}")
    return amount.num * rate[1], amount.den * rate[0]
