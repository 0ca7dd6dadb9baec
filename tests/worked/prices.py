"""Rates, surcharges, currencies, equipment and CO2e: exact amounts, each rounded half-up once."""

from .case import Case, ask, network


def lane(fields: str, more: str = "") -> str:
    return network("A CN\nB CN", f"ab A>B rail 10h, {fields}", more)


HANDLED = network(
    "A CN handling: {origin>rail: {co2e: 10 kg/container}, origin>sea: {co2e: 7 kg/vehicle}}\n"
    "B CN handling: {rail>destination: {co2e: 3 kg/TEU}, sea>destination: {co2e: 2 kg/shipment}}",
    """
    train A>B rail 10h, rate: {VEH: 100 USD, 40HC: 100 USD}, co2e: 0 g/tkm
    vessel A>B sea 10h, rate: {VEH: 200 USD, 40HC: 200 USD}, co2e: 0 g/tkm
    """,
)

RATES = "exchange_rates: {as_of: 2026-06-30, CNY: 7.10, EUR: 0.86}"

BY_EQUIPMENT = network(
    "A CN handling: {origin>rail: {cost: {20GP: 40 USD, 40HC: 55 USD}}}\nB CN",
    """
    high A>B rail 10h, rate: {20GP: 560 USD, 40HC: 840 USD}
    standard A>B rail 10h, rate: {40GP: 830 USD}
    both A>B rail 10h, rate: {40GP: 850 USD, 40HC: 860 USD}
    each A>B rail 10h, rate: 900 USD/container
    teu A>B rail 10h, rate: 420 USD/TEU
    unpriced A>B rail 1h, surcharges: [{name: toll, amount: 1 USD}]
    """,
)

VEHICLES = network(
    "A CN handling: {origin>sea: {cost: 50 USD/vehicle}}\nB CN handling: {sea>destination: {cost: 70 USD/TEU}}",
    """
    named A>B sea 10h, rate: {VEH: 300 USD, 40HC: 10 USD}, distance: 100 km, co2e: 22 g/tkm
    unit A>B sea 10h, rate: 290 USD/vehicle, distance: 100 km, co2e: 73 g/TEU-km
    box A>B sea 10h, rate: 10 USD/container
    teu A>B sea 10h, rate: 10 USD/TEU
    map A>B sea 10h, rate: {40HC: 10 USD}
    """,
)

# Xi'an to Ningbo at 840 USD, and 600 CNY at 7.10 = 84.507...; 195.99 for handling; a stay of 60 h with 36 h free is
# one started day at 10 USD/TEU. 1500 km x 20 t x 22 g and 2 TEU x 5.5 kg. 60 + 60 + 21.5 h.
CORRIDOR = network(
    """
    Xian CN
    Ningbo CN handling: {rail>sea: {time: 60h, cost: 195.99 USD, co2e: 5.5 kg/TEU}}, storage: {free: 36h, rate: 10 USD/TEU/day}
    Valencia ES
    """,
    """
    xian-ningbo-rail Xian>Ningbo rail 60h, rate: {20GP: 560 USD, 40HC: 840 USD}, distance: 1500 km, co2e: 22 g/tkm, surcharges: [{name: drop-off, amount: 600 CNY/container}]
    ningbo-valencia-sea Ningbo>Valencia sea PT21H30M, rate: 0 USD, distance: 16000 km, co2e: 0 g/TEU-km
    """,
    RATES,
)

FACTORS = network(
    "A CN\nB CN",
    """
    own A>B rail 10h, rate: 1 USD, distance: 100 km, co2e: 10 g/tkm
    rail A>B rail 10h, rate: 2 USD, distance: 100 km
    sea A>B sea 10h, rate: 3 USD, distance: 100 km
    none A>B road 10h, rate: 4 USD, distance: 100 km
    """,
    "co2e: {rail: 22 g/tkm, sea: 73 g/TEU-km}",
)

# One degree along the equator: 6371.0088 km x pi / 180 = 111.19508 km, to the metre 111.195 km.
GREAT_CIRCLE = network(
    "A CN lat: 0, lon: 10\nB CN lat: 0, lon: 11",
    "ab A>B rail 10h, rate: 1 USD/container/km, co2e: 1 g/tkm",
)

CASES = [
    # 1.005 x 100 is 100.49999999999999 in floats, 2.675 x 100 is 267.49999999999994
    Case("half a cent goes up: 1.005", lane("rate: 1.005 USD"), ask("A>B"), "1.01 | 10:00 | 0 | ab"),
    Case("half a cent goes up: 2.675", lane("rate: 2.675 USD"), ask("A>B"), "2.68 | 10:00 | 0 | ab"),
    Case(
        "half a cent goes up, not to even: 0.125",
        lane("rate: 0.125 USD"),
        ask("A>B"),
        "0.13 | 10:00 | 0 | ab",
    ),
    # 3 x 0.125 = 0.375, not 3 x 0.13
    Case("rounded after the quantity", lane("rate: 0.125 USD"), ask("A>B", quantity=3), "0.38 | 10:00 | 0 | ab"),
    Case(
        # two items of 0.4 cents are nothing; for two containers two items of 0.8 cents are a cent each
        "each item is rounded by itself",
        lane("rate: 0.004 USD, surcharges: [{name: fuel, amount: 0.004 USD}]"),
        ask("A>B"),
        "0.00 | 10:00 | 0 | ab",
    ),
    Case(
        "each item is rounded by itself, for two",
        lane("rate: 0.004 USD, surcharges: [{name: fuel, amount: 0.004 USD}]"),
        ask("A>B", quantity=2),
        "0.02 | 10:00 | 0 | ab",
        {"0.breakdown": {"freight": 1, "surcharges": 1, "handling": 0, "storage": 0}},
    ),
    Case(
        # -12.5 cents: the floor of -12 is -12
        "a subsidy of half a cent rounds half-up",
        lane("rate: 1 USD, surcharges: [{name: subsidy, amount: -0.125 USD}]"),
        ask("A>B"),
        "0.88 | 10:00 | 0 | ab",
        {"0.breakdown": {"freight": 100, "surcharges": -12, "handling": 0, "storage": 0}},
    ),
    Case(
        "by TEU, a 45HC is 2.25",
        lane("rate: 33.33 USD/TEU"),
        ask("A>B", equipment="45HC"),
        "74.99 | 10:00 | 0 | ab",
    ),
    *(
        Case(
            f"by TEU, a {equipment}",
            lane("rate: 100 USD/TEU, distance: 10 km, co2e: 1 g/TEU-km"),
            ask("A>B", equipment=equipment),
            f"{teu}00.00 | 10:00 | 0.0{teu} | ab",
        )
        for equipment, teu in (("20GP", 1), ("40GP", 2), ("40HC", 2), ("20RF", 1), ("40RF", 2))
    ),
    # 4.5 TEU x 33.33 = 149.985
    Case(
        "by TEU, two 45HC",
        lane("rate: 33.33 USD/TEU"),
        ask("A>B", equipment="45HC", quantity=2),
        "149.99 | 10:00 | 0 | ab",
    ),
    # 1500.5 x 1.1 = 1650.55
    Case(
        "by container and km",
        lane("rate: 1.1 USD/container/km, distance: 1500.5 km"),
        ask("A>B"),
        "1650.55 | 10:00 | 0 | ab",
    ),
    Case(
        "by TEU and km",
        lane("rate: 1.1 USD/TEU/km, distance: 1500.5 km"),
        ask("A>B"),
        "3301.10 | 10:00 | 0 | ab",
    ),
    Case(
        "by km alone, for two",
        lane("rate: 1.1 USD/km, distance: 1500.5 km"),
        ask("A>B", quantity=2),
        "3301.10 | 10:00 | 0 | ab",
    ),
    Case(
        # 3 x 100, 20 for the shipment, 3 x 2 TEU x 1
        "a surcharge for the shipment is charged once",
        lane("rate: 100 USD, surcharges: [{name: papers, amount: 20 USD/shipment}, {name: fuel, amount: 1 USD/TEU}]"),
        ask("A>B", quantity=3),
        "326.00 | 10:00 | 0 | ab",
    ),
    Case(
        "handling for the shipment is charged once",
        network("A CN handling: {origin>rail: {cost: 25 USD/shipment}}\nB CN", "ab A>B rail 10h, rate: 100 USD"),
        ask("A>B", quantity=3),
        "325.00 | 10:00 | 0 | ab",
    ),
    # 2 TEU x 600 / 7.10 = 169.0140...; 100 / 0.86 = 116.279...
    Case(
        "other currencies are divided by their rate",
        lane("rate: 100 EUR, surcharges: [{name: drop-off, amount: 600 CNY/TEU}]", RATES),
        ask("A>B"),
        "285.29 | 10:00 | 0 | ab",
        {"0.breakdown": {"freight": 11628, "surcharges": 16901, "handling": 0, "storage": 0}},
    ),
    Case(
        "a surcharge that does not cover the equipment costs nothing",
        lane("rate: 100 USD, surcharges: [{name: reefer, amount: {40RF: 50 USD}}]"),
        ask("A>B"),
        "100.00 | 10:00 | 0 | ab",
    ),
    Case(
        # handling of 55 at A; `standard` stands in; `unpriced` is not usable
        "40HC takes its own price, then that of the 40GP",
        BY_EQUIPMENT,
        ask("A>B"),
        """
        885.00 | 10:00 | 0 | standard
        895.00 | 10:00 | 0 | high
        895.00 | 10:00 | 0 | teu
        915.00 | 10:00 | 0 | both
        955.00 | 10:00 | 0 | each
        """,
    ),
    Case(
        "40GP takes its own price, then that of the 40HC, in handling too",
        BY_EQUIPMENT,
        ask("A>B", equipment="40GP"),
        """
        885.00 | 10:00 | 0 | standard
        895.00 | 10:00 | 0 | high
        895.00 | 10:00 | 0 | teu
        905.00 | 10:00 | 0 | both
        955.00 | 10:00 | 0 | each
        """,
    ),
    Case(
        # handling has no price for it
        "a 45HC has no stand-in",
        BY_EQUIPMENT,
        ask("A>B", equipment="45HC"),
        """
        900.00 | 10:00 | 0 | each
        945.00 | 10:00 | 0 | teu
        """,
    ),
    Case(
        "a 20GP where it is named",
        BY_EQUIPMENT,
        ask("A>B", equipment="20GP", top=2),
        """
        460.00 | 10:00 | 0 | teu
        600.00 | 10:00 | 0 | high
        """,
    ),
    Case(
        # no TEU, so no cargo by default, and nothing for handling by TEU
        "vehicles are priced by VEH or by vehicle alone",
        VEHICLES,
        ask("A>B", equipment="VEH"),
        """
        340.00 | 10:00 | 0 | unit
        350.00 | 10:00 | 0 | named
        """,
    ),
    Case(
        # 100 km x 2 x 1.5 t x 22 g = 6.6 kg
        "two vehicles with a weight",
        VEHICLES,
        ask("A>B", equipment="VEH", quantity=2, weight="1.5"),
        """
        680.00 | 10:00 | 0 | unit
        700.00 | 10:00 | 6.6 | named
        """,
    ),
    Case(
        # 2 x 10 and 2 x 2 x 3; nothing by the vehicle, and 2 for the shipment
        "handling a container gives off nothing by the vehicle",
        HANDLED,
        ask("A>B", quantity=2),
        """
        200.00 | 10:00 | 32 | train
        400.00 | 10:00 | 2 | vessel
        """,
    ),
    Case(
        # nothing by the container, and no TEU; 3 x 7 and 2 for the shipment
        "handling a vehicle gives off nothing by the container",
        HANDLED,
        ask("A>B", equipment="VEH", quantity=3),
        """
        300.00 | 10:00 | 0 | train
        600.00 | 10:00 | 23 | vessel
        """,
    ),
    Case(
        "Xi'an to Valencia by way of Ningbo",
        CORRIDOR,
        ask("Xian>Valencia"),
        "1140.50 | 141:30 | 671 | xian-ningbo-rail, ningbo-valencia-sea",
        {
            "0.breakdown": {"freight": 84000, "surcharges": 8451, "handling": 19599, "storage": 2000},
            "0.legs.0.cost": 92451,
            "0.legs.0.co2e": 660000,
            "0.stays.1": {
                "place": "Ningbo",
                "handling": "rail>sea",
                "stay": 3600,
                "handling_cost": 19599,
                "storage_cost": 2000,
                "co2e": 11000,
            },
        },
    ),
    Case(
        # 20 t x 100 km at 10 and at 22 g; 2 TEU x 100 km x 73 g; none known for road
        "CO2e by the lane, else by mode",
        FACTORS,
        ask("A>B"),
        """
        1.00 | 10:00 | 20 | own
        2.00 | 10:00 | 44 | rail
        3.00 | 10:00 | 14.6 | sea
        4.00 | 10:00 | 0 | none
        """,
    ),
    Case(
        # 12.5 t x 3 x 100 km x 10 g = 37.5 kg, x 22 = 82.5 kg; TEU do not weigh
        "CO2e by weight and quantity",
        FACTORS,
        ask("A>B", by="co2e", quantity=3, weight="12.5"),
        """
        12.00 | 10:00 | 0 | none
        3.00 | 10:00 | 37.5 | own
        9.00 | 10:00 | 43.8 | sea
        6.00 | 10:00 | 82.5 | rail
        """,
    ),
    # 0.5 km x 1 t x 1 g = 0.5 g
    Case(
        "half a gram goes up",
        lane("rate: 1 USD, distance: 0.5 km, co2e: 1 g/tkm"),
        ask("A>B", weight="1"),
        "1.00 | 10:00 | 0.001 | ab",
    ),
    # 3 x 0.5 g = 1.5 g
    Case(
        "grams are rounded after the quantity",
        lane("rate: 1 USD, distance: 0.5 km, co2e: 1 g/tkm"),
        ask("A>B", weight="1", quantity=3),
        "3.00 | 10:00 | 0.002 | ab",
    ),
    # 111.195 USD; 111.195 km x 20 t = 2223.9 g
    Case(
        "great-circle distance",
        GREAT_CIRCLE,
        ask("A>B"),
        "111.20 | 10:00 | 2.224 | ab",
        {"0.legs.0.distance_m": 111195},
    ),
    Case(
        "CO2e of handling, by TEU",
        network("A CN handling: {origin>rail: {co2e: 0.00025 kg/TEU}}\nB CN", "ab A>B rail 10h, rate: 1 USD"),
        ask("A>B"),
        "1.00 | 10:00 | 0.001 | ab",
    ),
]
