"""A network small enough to know by heart."""

TEXT = """\
routeplan: 1
name: Minimal example
currency: USD
exchange_rates: {as_of: 2026-06-30, CNY: 7.10, EUR: 0.8}
sources:
  ezj2026: {title: Zhejiang e-Port, publisher: ezj, published: 2026-01-26, url: "https://example.org"}
handling:
  origin>rail: {time: 12h, cost: 50 USD/container}
  rail>sea: {time: 36h, cost: 95 USD/TEU}
  road>sea: {time: 12h, cost: 95 USD/TEU}
  sea>destination: {time: 2d, cost: 150 USD/container}
  rail>destination: {time: 1d}
  origin>road: {time: 1h}
co2e: {rail: 22 g/tkm, sea: 73 g/TEU-km, road: 80 g/tkm}
cargo:
  nev: {name: Electric cars, equipment: [VEH, 40HC]}
places:
  Xian:
    name: Xi'an International Port
    aliases: [西安, Xi'an]
    unlocode: CNXAG
    country: CN
    kind: dry_port
    lat: 34.3849
    lon: 109.0554
    timezone: Asia/Shanghai
    source: ezj2026
  Zhejiang: {country: CN, kind: port_area, lat: 29.9, lon: 121.8, timezone: Asia/Shanghai}
  Ningbo:
    {country: CN, kind: seaport, lat: 29.93, lon: 121.85, timezone: Asia/Shanghai, unlocode: CNNGB, part_of: Zhejiang}
  Valencia: {country: ES, kind: seaport, lat: 39.45, lon: -0.32, timezone: Europe/Madrid, unlocode: ESVLC}
  Almaty: {country: KZ, kind: rail_terminal, lat: 43.3, lon: 76.9, timezone: Asia/Almaty, name: "Almaty [red]x[/] :ship:"}
lanes:
  - {from: Xian, to: Ningbo, mode: rail, operator: CR Xi'an, distance: 1500 km, transit: 60h,
     rate: {20GP: 560 USD, 40HC: 840 USD}, surcharges: [{name: drop-off, amount: 600 CNY/TEU}],
     departures: {days: [mon, wed, fri], time: "20:00"}, cutoff: 12h, empty_wait: 2d, tags: [block-train], source: ezj2026}
  - {from: Xian, to: Ningbo, mode: road, distance: 1450 km, transit: 26h, rate: 1.1 USD/container/km, confidence: estimate}
  - {from: Ningbo, to: Valencia, mode: sea, distance: 16000 km, transit: 30d, rate: 900 USD/TEU,
     departures: {per_week: 1}, passages: [malacca, suez]}
  - {from: Xian, to: Valencia, mode: rail, distance: 11000 km, transit: 20d, rate: 7000 USD/container,
     departures: {every: 7d, starting: 2026-01-05T08:00}, status: planned}
  - {from: Xian, to: Almaty, mode: rail, distance: 4000 km, transit: 6d, rate: 3000 USD/container, both_ways: true}
scenarios:
  strike: {name: Strike, changes: [{match: {place: Ningbo}, add: {delay: 3d}}]}
"""
