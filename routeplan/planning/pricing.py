"""From figures as written to whole cents and grams for one shipment.

Every priced item is an exact fraction until it is rounded once, half-up (floor of x + 1/2), after multiplying by
the quantity.
"""

from typing import NamedTuple

from routeplan.network.model import EQUIPMENT_TEU, STAND_INS, Amount, Factor, Price, Ratio, Weight

VEHICLE = "VEH"


def half_up(num: int, den: int) -> int:
    """The whole number nearest to num/den; halves go up, also below zero."""
    return (2 * num + den) // (2 * den)


class Load(NamedTuple):
    """A shipment as prices see it: `quantity` containers of one equipment with `weight` tonnes of cargo each."""

    equipment: str
    quantity: int
    weight: Ratio
    currency: str
    exchange_rates: dict[str, Ratio]

    @classmethod
    def of(
        cls,
        equipment: str,
        quantity: int,
        weight: Ratio | None,
        currency: str,
        exchange_rates: dict[str, Ratio],
    ) -> "Load":
        """A load with the default weight of 10 tonnes per TEU where none is given."""
        teu_num, teu_den = EQUIPMENT_TEU[equipment]
        return cls(equipment, quantity, weight or (10 * teu_num, teu_den), currency, exchange_rates)


def covering(price: Price, equipment: str) -> Amount | None:
    """The amount of a price that holds for the equipment, or None.

    A vehicle is priced by its own entry or per vehicle alone. 40GP and 40HC stand in for each other.
    """
    stand_in = STAND_INS.get(equipment)
    substitute = None
    for name, amount in price:
        if name == equipment:
            return amount
        if name == "":
            if (amount.per == "vehicle") == (equipment == VEHICLE):
                return amount
        elif name == stand_in:
            substitute = amount
    return substitute


def _times(amount: Amount, load: Load, distance: Ratio) -> Ratio:
    """How many units of the amount the load takes."""
    num, den = 1, 1
    if amount.per != "shipment":
        num = load.quantity
    if amount.per == "TEU":
        teu_num, teu_den = EQUIPMENT_TEU[load.equipment]
        num, den = num * teu_num, teu_den
    if amount.per_km:
        num, den = num * distance[0], den * distance[1]
    return num, den


def exact_cents(amount: Amount, load: Load, distance: Ratio = (0, 1)) -> Ratio:
    """The amount for the load in cents of the network's currency, unrounded."""
    num, den = _times(amount, load, distance)
    num, den = 100 * num * amount.num, den * amount.den
    if amount.currency != load.currency:
        rate = load.exchange_rates[amount.currency]  # no network is read without it
        num, den = num * rate[1], den * rate[0]
    return num, den


def cents(price: Price | None, load: Load, distance: Ratio = (0, 1)) -> int | None:
    """The price of the load in whole cents, or None where the price does not cover the equipment."""
    amount = covering(price, load.equipment) if price else None
    if amount is None:
        return None
    return half_up(*exact_cents(amount, load, distance))


class Prices:
    """What prices come to for one load. Lanes share most of them, and few depend on the distance."""

    def __init__(self, load: Load) -> None:
        self._load = load
        # By id, as prices are long to hash; with the price itself, so that no other one can have its id.
        self._known: dict[int, tuple[Price | None, int | None]] = {}

    def of(self, price: Price | None, distance: Ratio) -> int | None:
        """As `cents`."""
        known = self._known.get(id(price))
        if known is not None:
            return known[1]
        amount = covering(price, self._load.equipment) if price else None
        worth = None if amount is None else half_up(*exact_cents(amount, self._load, distance))
        if amount is None or not amount.per_km:
            self._known[id(price)] = price, worth
        return worth


def leg_grams(factor: Factor, load: Load, distance: Ratio) -> int:
    """CO2e of a leg: distance x weight x quantity (g/tkm) or distance x TEU x quantity (g/TEU-km) x factor."""
    carried = load.weight if factor.unit == "tkm" else EQUIPMENT_TEU[load.equipment]
    return half_up(factor.num * distance[0] * carried[0] * load.quantity, factor.den * distance[1] * carried[1])


def handling_grams(weight: Weight | None, load: Load) -> int:
    """CO2e of handling the load once."""
    if weight is None:
        return 0
    num, den = weight.num, weight.den
    if weight.per == "TEU":
        teu_num, teu_den = EQUIPMENT_TEU[load.equipment]
        num, den = num * teu_num, den * teu_den
    elif weight.per != "shipment" and (weight.per == "vehicle") != (load.equipment == VEHICLE):
        return 0
    if weight.per != "shipment":
        num *= load.quantity
    return half_up(num, den)
