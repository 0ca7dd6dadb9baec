"""A train and a ship: the smallest network in which somebody can miss something."""

from __future__ import annotations

from typing import Any

from tests.helpers import plan

TEXT = """\
routeplan: 1
currency: USD
handling:
  origin>rail: {{time: 2h}}
  rail>sea: {{time: 6h, cost: 100 USD/container}}
  sea>destination: {{time: 1d}}
places:
  Inland: {{country: CN, kind: dry_port, lat: 34, lon: 109, timezone: Asia/Shanghai}}
  Port:
    country: CN
    kind: seaport
    lat: 30
    lon: 122
    timezone: Asia/Shanghai
    storage: {{free: 3d, rate: 10 USD/container/day}}
{port}
  Away: {{country: ES, kind: seaport, lat: 39, lon: 0, timezone: Europe/Madrid}}
lanes:
  - {{id: train, from: Inland, to: Port, mode: rail, distance: 1500 km, rate: 800 USD,
     departures: {{days: [tue], time: "20:00"}}, cutoff: 12h, {train}}}
  - {{id: ship, from: Port, to: Away, mode: sea, distance: 16000 km, rate: 1800 USD,
     departures: {{days: [sun], time: "20:00"}}, {ship}}}
"""
DEPART = "2026-12-01T06:00"  # a Tuesday; the train leaves the same evening, the ship on Sunday the 6th


def network(train: str = "transit: 60h", ship: str = "transit: 30d, cutoff: 24h", port: str = "") -> str:
    return TEXT.format(train=train, ship=ship, port=port)


def chances(text: str, **query: Any) -> dict[str, Any]:
    """The only itinerary of the network, with its chances."""
    query = {"depart": DEPART, "now": "2026-11-21", "draws": 10_000, **query}
    (itinerary,) = plan(text, {"origin": "Inland", "destination": "Away", **query})["itineraries"]
    return itinerary
