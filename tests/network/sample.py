"""A small network for tests, to be changed text by text."""

from __future__ import annotations

from routeplan.errors import Finding, NetworkError
from routeplan.network.model import Network
from routeplan.network.reading import check_bytes, read_bytes

HEADER = "routeplan: 1\ncurrency: USD\n"

NETWORK = """\
routeplan: 1
name: Sample
currency: USD
exchange_rates: {as_of: 2026-06-30, CNY: 7.10}
sources:
  ezj: {title: Rates, publisher: Exchange, published: 2026-01-26}
co2e: {rail: 22 g/tkm, sea: 73 g/TEU-km}
handling:
  rail>sea: {time: 36h, cost: 95 USD/TEU}
places:
  East: {name: Eastern ports, country: CN, kind: port_area, lat: 30, lon: 122, unlocode: CNEST}
  Ningbo: {country: CN, kind: seaport, lat: 29.93, lon: 121.85, timezone: Asia/Shanghai, part_of: East}
  Xian:
    name: Xi'an International Port
    aliases: [西安, Xi'an Xinzhu]
    unlocode: CNXAG
    country: CN
    kind: dry_port
    lat: 34.3849
    lon: 109.0554
    timezone: Asia/Shanghai
    storage: {free: 5d, rate: 10 USD/TEU/day}
    source: ezj
  Valencia: {country: ES, kind: seaport, lat: 39.45, lon: -0.32, timezone: Europe/Madrid, unlocode: ESVLC}
lanes:
  - {from: Xian, to: Ningbo, mode: rail, distance: 1500 km, transit: 60h, rate: 840 USD, both_ways: true}
  - id: suez
    from: Ningbo
    to: Valencia
    mode: sea
    operator: COSCO
    distance: 17000 km
    transit: 30d
    rate: {20GP: 1000 USD, 40HC: 1800 USD}
    surcharges: [{name: fuel, amount: 700 CNY/TEU}]
    departures: {days: [mon, fri], time: "20:00"}
    passages: [malacca, suez]
scenarios:
  red-sea:
    changes:
      - {match: {passage: suez}, add: {transit: 9d}, scale: {rate: 1.15}}
  calm: {active: true, changes: [{match: {lane: suez}, set: {cutoff: 12h}}]}
"""


def read(*layers: str) -> Network:
    """The network of a text and its overlays."""
    return read_bytes([[(f"net{number}.yaml", text.encode())] for number, text in enumerate(layers)])[0]


def faults(*layers: str | list[str]) -> list[Finding]:
    """Errors and warnings of texts; a list of texts is a folder."""
    files = [
        [(f"net{n}-{m}.yaml", text.encode()) for m, text in enumerate([layer] if isinstance(layer, str) else layer)]
        for n, layer in enumerate(layers)
    ]
    return list(check_bytes(files))


def codes(*layers: str | list[str]) -> list[str]:
    """Codes of the errors of texts."""
    return [finding.code for finding in faults(*layers) if finding.severity == "error"]


__all__ = ["HEADER", "NETWORK", "NetworkError", "codes", "faults", "read"]
