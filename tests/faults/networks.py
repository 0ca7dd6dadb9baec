"""Networks that are small enough to read, and networks that are hard on purpose."""

from __future__ import annotations

import itertools

HEAD = "routeplan: 1\nname: Test\ncurrency: USD\n"
PLACE = "kind: city, lat: 30, lon: 100, timezone: Asia/Shanghai"

SMALL = """\
routeplan: 1
name: Small
currency: USD
places:
  O: {country: CN, kind: city, lat: 30, lon: 100, timezone: Asia/Shanghai}
  M: {country: CN, kind: seaport, lat: 30, lon: 110, timezone: Asia/Shanghai}
  D: {country: ES, kind: seaport, lat: 39, lon: 0, timezone: Europe/Madrid}
lanes:
  - {from: O, to: M, mode: rail, distance: 1000 km, transit: 2d, rate: 100 USD}
  - {from: O, to: M, mode: road, distance: 1000 km, transit: 1d, rate: 300 USD}
  - {from: M, to: D, mode: sea, distance: 9000 km, transit: 30d, rate: 900 USD}
"""
"""The smallest network that answers `find O D` with a choice: two ways to the port, one on."""


def lane(start: str, end: str, cost: int, hours: int, mode: str = "rail", km: int = 1) -> str:
    return f"  - {{from: {start}, to: {end}, mode: {mode}, distance: {km} km, transit: {hours}h, rate: {cost} USD}}\n"


def places(names: list[str]) -> str:
    return "places:\n" + "".join(f"  {name}: {{country: CN, {PLACE}}}\n" for name in names)


def diamonds(count: int) -> str:
    """A chain of two-lane diamonds: 2^count itineraries, up to 40, none of which beats another.

    In the first 32 one lane costs 2^i cents and the other emits twice 2^i grams; in the others, 2^i cents against
    2^i minutes. What is saved in one figure is spent in another, and every sum of powers of two is a different one.
    """
    names = [f"P{i}" for i in range(count + 1)]
    lanes = ""
    for i, (a, b) in enumerate(itertools.pairwise(names)):
        power = 2 ** (i if i < 32 else i - 32)
        head = f"  - {{from: {a}, to: {b}, mode: rail, distance: 1 km, "
        price = f"rate: {power // 100}.{power % 100:02} USD"
        if i < 32:
            lanes += head + f"transit: 1h, {price}, co2e: 0 g/tkm}}\n"
            lanes += head + f"transit: 1h, rate: 0 USD, co2e: {power} g/TEU-km}}\n"
        else:
            lanes += head + f"transit: 60min, {price}, co2e: 0 g/tkm}}\n"
            lanes += head + f"transit: {60 + power}min, rate: 0 USD, co2e: 0 g/tkm}}\n"
    return HEAD + places(names) + "lanes:\n" + lanes


def complete(count: int) -> str:
    """Every place joined with every other, at prices without order in them."""
    names = [f"P{i}" for i in range(count)]
    lanes = "".join(
        lane(a, b, 100 + (i * 7919 + j * 104729) % 991, 10 + (i * 31 + j * 17) % 97, km=1 + (i * 13 + j * 7) % 89)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i != j
    )
    return HEAD + places(names) + "lanes:\n" + lanes


def parallel(count: int, same: bool = True) -> str:
    """Many lanes between two places: all the same, or each dearer and quicker by a minute than the one before."""
    lanes = "".join(
        lane("O", "D", 5 if same else 1 + i, 5 if same else count - i).replace("h, rate", "min, rate")
        for i in range(count)
    )
    return HEAD + places(["O", "D"]) + "lanes:\n" + lanes


def line(count: int) -> str:
    """A path of that many places."""
    names = [f"P{i}" for i in range(count)]
    return HEAD + places(names) + "lanes:\n" + "".join(lane(a, b, 1, 1) for a, b in itertools.pairwise(names))
