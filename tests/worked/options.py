"""Every option of a question alone, and pairs of them, on one corridor.

Undated, from Xian to Valencia (40HC, 20 t, 2 TEU), in USD, hours and kg:

rail-sea   150 + 20 (surcharge) + 500 = 670, with 30 of handling 700; 24 + 12 handling + 84 + 240 = 360 h;
           1000 km x 20 t x 10 g = 200 kg and 10000 km x 2 TEU x 50 g = 1000 kg
truck-sea  300 + 500 = 800; 12 + 84 + 240 = 336 h; 1000 km x 20 t x 60 g = 1200 kg and 1000 kg
land       500 + 800 x 1.25 (flood) = 1500; 12 + 180 = 192 h (half of 24 h, then 7.5 d); 10000 km x 20 t x 10 g = 2000 kg
planned    900 by the Cape, 84 + 300 = 384 h from the origin, no CO2e known
"""

from .case import Case, ask, network

CORRIDOR = network(
    """
    Xian CN
    Ningbo CN handling: {rail>sea: {time: 12h, cost: 15 USD/TEU}}
    Khorgos KZ
    Valencia ES
    """,
    """
    rail Xian>Ningbo rail 24h, rate: 150 USD, distance: 1000 km, co2e: 10 g/tkm, surcharges: [{name: fuel, amount: 20 USD}]
    truck Xian>Ningbo road 12h, rate: 300 USD, distance: 1000 km, co2e: 60 g/tkm
    ship Ningbo>Valencia sea 240h, rate: {40HC: 500 USD, 20GP: 260 USD}, distance: 10000 km, co2e: 50 g/TEU-km, passages: [malacca, suez], departures: {days: [fri], time: "08:00"}
    west Xian>Khorgos rail 2d, rate: 500 USD, distance: 4000 km, co2e: 10 g/tkm, departures: {days: [mon, tue, wed, thu, fri, sat, sun], time: "20:00"}
    on Khorgos>Valencia rail 5d 12h, rate: 800 USD, distance: 6000 km, co2e: 10 g/tkm
    cape Xian>Valencia sea 300h, rate: 900 USD, status: planned, departures: {per_week: 1}, passages: [good-hope]
    """,
    """
scenarios:
  red-sea: {changes: [{match: {passage: suez}, add: {transit: 9d}}], active: false}
  flood: {active: true, changes: [{match: {lane: on}, scale: {rate: 1.25}}]}
""",
)

RAIL = "700.00 | 360:00 | 1200 | rail, ship"
TRUCK = "800.00 | 336:00 | 2200 | truck, ship"
LAND = "1500.00 | 192:00 | 2000 | west, on"
CAPE = "900.00 | 384:00 | 0 | cape"

# Dated from Tuesday 1 December 08:00 in Shanghai; the vessel of Friday 4 December 08:00 is 72 h later.
RAIL_D = "700.00 | 312:00 | 1200 | rail @ 2026-12-01T08:00, ship @ 2026-12-04T08:00"
TRUCK_D = "800.00 | 312:00 | 2200 | truck @ 2026-12-01T08:00, ship @ 2026-12-04T08:00"
# Leaves 20:00, 12 h later, and is in Khorgos on 3 December at 17:00+05:00
LAND_D = "1500.00 | 192:00 | 2000 | west @ 2026-12-01T20:00, on @ 2026-12-03T17:00"
DAY = "2026-12-01T08:00"


def case(name: str, expect: list[str], by: str = "cost", ends: str = "Xian>Valencia", **options: object) -> Case:
    return Case(f"options: {name}", CORRIDOR, ask(ends, by, **options), "\n".join(expect))


ALONE = [
    case("by cost", [RAIL, TRUCK, LAND]),
    case("by time", [LAND, TRUCK, RAIL], by="time"),
    case("by co2e", [RAIL, LAND, TRUCK], by="co2e"),
    # at 50 a day: 700 + 750 = 1450, 800 + 700 = 1500, 1500 + 400 = 1900; all are non-dominated but truck by CO2e: it
    # is cheaper than land and faster than rail, so it stays
    case(
        "balanced by the value of time",
        [RAIL, TRUCK, LAND],
        by="balanced",
        value_of_time="50",
        carbon_price="0",
    ),
    # at 500 a day: 8200, 7800, 5500
    case(
        "balanced by a high value of time",
        [LAND, TRUCK, RAIL],
        by="balanced",
        value_of_time="500",
        carbon_price="0",
    ),
    # at 1000 a tonne: 1900, 3000, 3500
    case(
        "balanced by the price of carbon",
        [RAIL, TRUCK, LAND],
        by="balanced",
        value_of_time="0",
        carbon_price="1000",
    ),
    # land is the fastest and rail the cheapest and lowest in CO2e: both on top of the one
    case(
        "balanced, the labelled ones on top",
        [RAIL, LAND],
        by="balanced",
        value_of_time="50",
        carbon_price="0",
        top=1,
    ),
    case("top", [RAIL, TRUCK], top=2),
    case("pareto", [RAIL, TRUCK, LAND], pareto=True),
    case("depart", [RAIL_D, TRUCK_D, LAND_D], depart=DAY),
    # 1 December 00:00: 80 h to the vessel, 20 h to the train
    case(
        "depart on a date",
        [
            "700.00 | 320:00 | 1200 | rail @ 2026-12-01T00:00, ship @ 2026-12-04T08:00",
            "800.00 | 320:00 | 2200 | truck @ 2026-12-01T00:00, ship @ 2026-12-04T08:00",
            "1500.00 | 200:00 | 2000 | west @ 2026-12-01T20:00, on @ 2026-12-03T17:00",
        ],
        depart="2026-12-01",
    ),
    # 260 + 150 + 20 + 15 for the 20GP: 10 t, 1 TEU; 445, 100 + 500 kg
    case(
        "equipment",
        [
            "445.00 | 360:00 | 600 | rail, ship",
            "560.00 | 336:00 | 1100 | truck, ship",
            "1500.00 | 192:00 | 1000 | west, on",
        ],
        equipment="20GP",
    ),
    case("equipment without a price", ["1500.00 | 192:00 | 2250 | west, on"], equipment="45HC"),
    case(
        "quantity",
        [
            "1400.00 | 360:00 | 2400 | rail, ship",
            "1600.00 | 336:00 | 4400 | truck, ship",
            "3000.00 | 192:00 | 4000 | west, on",
        ],
        quantity=2,
    ),
    # 5 t: 50 + 1000, 300 + 1000, 500
    case(
        "weight",
        [
            "700.00 | 360:00 | 1050 | rail, ship",
            "800.00 | 336:00 | 1300 | truck, ship",
            "1500.00 | 192:00 | 500 | west, on",
        ],
        weight="5",
    ),
    case("via", [LAND], via=["Khorgos"]),
    case("avoid a place", [LAND], avoid=["Ningbo"]),
    case("avoid the origin", [], avoid=["Xian"]),
    case("avoid the destination", [], avoid=["Valencia"]),
    case("avoid a country", [RAIL, TRUCK], avoid=["country:KZ"]),
    case("avoid a mode", [RAIL, LAND], avoid=["mode:road"]),
    case("avoid a lane", [TRUCK, LAND], avoid=["lane:rail"]),
    case("avoid a passage", [LAND], avoid=["passage:suez"]),
    case("avoid two things", [RAIL], avoid=["lane:truck", "country:KZ"]),
    case("mode", [LAND], modes=["rail"]),
    case("two modes", [RAIL, LAND], modes=["rail", "sea"]),
    case("no transfers", [], max_transfers=0),
    case("one transfer", [RAIL, TRUCK, LAND], max_transfers=1),
    case("include", [RAIL, TRUCK, CAPE, LAND], include=["planned"]),
    # 9 days are 216 h
    case(
        "with",
        ["700.00 | 576:00 | 1200 | rail, ship", "800.00 | 552:00 | 2200 | truck, ship", LAND],
        with_=["red-sea"],
    ),
    case("without", [RAIL, TRUCK, "1300.00 | 192:00 | 2000 | west, on"], without=["flood"]),
    case("now", [RAIL, TRUCK, LAND], now="2027-01-01"),
]

PAIRS = [
    # delivered on 14 December 08:00+08:00 = 01:00+01:00 by sea, on 9 December 01:00+01:00 by land
    case("deadline", [LAND_D], depart=DAY, deadline="2026-12-14T00:59"),
    case("deadline to the minute", [RAIL_D, TRUCK_D, LAND_D], depart=DAY, deadline="2026-12-14T01:00"),
    case("deadline on a date, to its last minute", [RAIL_D, TRUCK_D, LAND_D], depart=DAY, deadline="2026-12-14"),
    case("deadline on the day before", [LAND_D], depart=DAY, deadline="2026-12-13"),
    case("deadline too early", [], depart=DAY, deadline="2026-12-08"),
    # by rail ready 2 December 20:00, the vessel 36 h later; by road on 1 December 20:00, 60 h
    case("longest wait to the minute", [RAIL_D, LAND_D], depart=DAY, max_wait="36h"),
    case("longest wait of a minute less", [LAND_D], depart=DAY, max_wait="35h 59min"),
    case("longest wait before the train", [], depart=DAY, max_wait="11h 59min"),
    case("longest wait for both", [RAIL_D, TRUCK_D, LAND_D], depart=DAY, max_wait="60h"),
    case("longest wait means nothing undated", [RAIL, TRUCK, LAND], max_wait="0h"),
    case("pareto with a date", [RAIL_D, LAND_D], depart=DAY, pareto=True),
    case("pareto and avoid", [TRUCK, LAND], pareto=True, avoid=["lane:rail"]),
    case("pareto and include", [RAIL, TRUCK, CAPE, LAND], pareto=True, include=["planned"]),
    case("by time with a date", [LAND_D, RAIL_D, TRUCK_D], by="time", depart=DAY),
    case("via and avoid", [], via=["Ningbo"], avoid=["passage:suez"]),
    case("via and mode", [RAIL], via=["Ningbo"], modes=["rail", "sea"]),
    case("include and no transfers", [CAPE], include=["planned"], max_transfers=0),
    # half of 168 h after the ready time
    case(
        "include with a date",
        ["900.00 | 384:00 | 0 | cape @ 2026-12-04T20:00"],
        include=["planned"],
        max_transfers=0,
        depart=DAY,
    ),
    case("include, avoid a passage", [CAPE, LAND], include=["planned"], avoid=["passage:suez"]),
    case("quantity and weight", ["1400.00 | 360:00 | 2100 | rail, ship"], quantity=2, weight="5", top=1),
    case("equipment and mode", ["1500.00 | 192:00 | 1000 | west, on"], equipment="20GP", modes=["rail"]),
    # 312 + 216 h
    case(
        "with and a date",
        ["700.00 | 528:00 | 1200 | rail @ 2026-12-01T08:00, ship @ 2026-12-04T08:00"],
        with_=["red-sea"],
        depart=DAY,
        top=1,
    ),
    case("with and a deadline", [LAND_D], with_=["red-sea"], depart=DAY, deadline="2026-12-14"),
    case(
        "with and without",
        ["700.00 | 576:00 | 1200 | rail, ship"],
        with_=["red-sea"],
        without=["flood"],
        top=1,
    ),
    case("from the middle", ["500.00 | 324:00 | 1000 | ship"], ends="Ningbo>Valencia"),
    case("against the lanes", [], ends="Valencia>Xian"),
]

CASES = ALONE + PAIRS
