"""A small answer put together by hand: Xi'an to Valencia by Ningbo and by land, with and without dates."""

from __future__ import annotations

from routeplan.network.model import Lane, Network, Place, Transit
from routeplan.output.result import Result
from routeplan.planning.itinerary import Answer, Item, Itinerary, Leg, NoRoute, Stay
from routeplan.planning.request import Avoid, Request

READY = 1772380800 // 60  # 2026-03-01T16:00Z, midnight of 2 March in Xi'an


def place(id: str, name: str, lon: float, lat: float, **more: object) -> Place:
    values = {"country": "CN", "kind": "seaport", "timezone": "Asia/Shanghai", **more}
    return Place(id=id, name=name, lat=(round(lat * 10000), 10000), lon=(round(lon * 10000), 10000), **values)  # type: ignore[arg-type]


PLACES = {
    p.id: p
    for p in (
        place(
            "Xian",
            "Xi'an International Port",
            109.0554,
            34.3849,
            aliases=("西安", "Xi'an"),
            unlocode="CNXAG",
            kind="dry_port",
        ),
        place("Ningbo", "Ningbo-Zhoushan", 121.85, 29.93, unlocode="CNNGB"),
        place("Valencia", "Valencia", -0.32, 39.45, country="ES", timezone="Europe/Madrid", unlocode="ESVLC"),
        place(
            "LosAngeles",
            "=Los [bold]Angeles[/] :ship: \x1b[31m",
            -118.27,
            33.74,
            country="US",
            timezone="America/Los_Angeles",
        ),
    )
}


def lane(id: str, start: str, end: str, mode: str, hours: int, **more: object) -> Lane:
    return Lane(id, start, end, mode, Transit(hours * 60), **more)  # type: ignore[arg-type]


RAIL = lane(
    "xian-ningbo-rail",
    "Xian",
    "Ningbo",
    "rail",
    60,
    operator="CR Xi'an",
    confidence="reported",
    source=("ezj2026",),
)
SEA = lane(
    "ningbo-valencia-sea",
    "Ningbo",
    "Valencia",
    "sea",
    720,
    passages=("malacca", "suez"),
    confidence="estimate",
)
LAND = lane("xian-valencia-rail", "Xian", "Valencia", "rail", 480, notes="=HYPERLINK(1)")
PACIFIC = lane("ningbo-losangeles-sea", "Ningbo", "LosAngeles", "sea", 400)

NETWORK = Network(
    name="Sample",
    currency="USD",
    places=PLACES,
    lanes={lane.id: lane for lane in (RAIL, SEA, LAND, PACIFIC)},
    handling={},
    scenarios={},
    sources={},
    exchange_rates={"CNY": (71, 10)},
    rates_as_of=20634,
    digest="sha256:00",
)


def leg(lane: Lane, km: int, ready: int | None, wait: int, rate: int, extra: int, grams: int) -> Leg:
    depart = None if ready is None else ready + wait
    transit = lane.transit.typical_min
    return Leg(
        lane, km * 1000, False, ready, depart, None if depart is None else depart + transit, wait, transit,
        Item("rate", rate), (Item("drop-off", extra),) if extra else (), rate + extra, grams,
        "22 g/tkm", f"22 g/tkm x {km:,} km x 20 t",
    )  # fmt: skip


def stay(
    place: str,
    pair: str,
    begin: int | None,
    handling: int,
    wait: int,
    cents: int,
    days: int = 0,
    storage: int = 0,
    grams: int = 0,
) -> Stay:
    return Stay(place, pair, begin, handling + wait, 0, 0, handling, wait, cents, days, storage, grams)


def itinerary(legs: tuple[Leg, ...], stays: tuple[Stay, ...], start: int | None, rank: int, *labels: str) -> Itinerary:
    time = sum(leg.transit_min for leg in legs) + sum(stay.stay_min for stay in stays)
    freight = sum(leg.rate.cents for leg in legs)
    surcharges = sum(item.cents for leg in legs for item in leg.surcharges)
    handling, storage = sum(s.handling_cents for s in stays), sum(s.storage_cents for s in stays)
    cost = freight + surcharges + handling + storage
    grams = sum(leg.co2e_g for leg in legs) + sum(s.co2e_g for s in stays)
    end = None if start is None else start + time
    return Itinerary(
        legs,
        stays,
        cost,
        time,
        grams,
        freight,
        surcharges,
        handling,
        storage,
        start,
        end,
        cost + 1,
        rank,
        labels,
    )


def answer(dated: bool = False) -> Answer:
    """Two itineraries: 1,140.50 + 900 by sea, 7,000 by land."""
    start = READY if dated else None

    def at(minutes: int) -> int | None:
        return None if start is None else start + minutes

    by_sea = itinerary(
        (
            leg(RAIL, 1500, at(1440), 1200, 84000, 8451, 660000),
            leg(SEA, 16000, at(1440 + 1200 + 3600 + 2160), 2880, 90000, 0, 2336000),
        ),
        (
            stay("Xian", "origin>rail", start, 1440, 1200, 5500),
            stay("Ningbo", "rail>sea", at(1440 + 1200 + 3600), 2160, 2880, 19599, 2, 2000, 20),
            stay("Valencia", "sea>destination", at(1440 + 1200 + 3600 + 5040 + 43200), 2880, 0, 15000),
        ),
        start, 1, "cheapest", "lowest-co2e",
    )  # fmt: skip
    by_land = itinerary(
        (leg(LAND, 11000, at(1440), 0, 700000, 0, 4840000),),
        (stay("Xian", "origin>rail", start, 1440, 0, 5500), stay("Valencia", "rail>destination", at(1440 + 28800), 0, 0, 0)),
        start, 2, "fastest",
    )  # fmt: skip
    request = Request(
        "Xian",
        "Valencia",
        depart=20514 * 1440 if dated else None,
        avoid=(Avoid("country", "RU"), Avoid("place", "LosAngeles")),
        today=20514,
    )
    return Answer(request, (by_sea, by_land), warnings=("no handling for rail>destination",), shown_of=7)


def result(dated: bool = False) -> Result:
    return Result(answer(dated), NETWORK, ("eport-link",))


def nothing() -> Result:
    refusal = NoRoute("not-connected", "Xian and Valencia are not connected")
    return Result(Answer(Request("Xian", "Valencia"), (), refusal), NETWORK)


def hostile() -> Result:
    """An itinerary to a place whose name attacks terminals, sheets and markup."""
    one = itinerary(
        (leg(PACIFIC, 10000, None, 0, 100, 0, 1),),
        (stay("Ningbo", "origin>sea", None, 0, 0, 0), stay("LosAngeles", "sea>destination", None, 0, 0, 0)),
        None, 1,
    )  # fmt: skip
    return Result(Answer(Request("Ningbo", "LosAngeles"), (one,)), NETWORK)
