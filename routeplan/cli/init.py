"""`routeplan init`: a file to begin with."""

from __future__ import annotations

import os

from routeplan.cli.options import Argument, Command, Option, Values
from routeplan.cli.outcome import Outcome
from routeplan.errors import UsageError
from routeplan.units import quote

COMMAND = Command(
    "init",
    (Argument("FILE", "The file to write; it must not be there yet."),),
    (Option(("--schema",), "Where editors find the JSON Schema. Default: routeplan.schema.json.", "PATH"),),
    ("routeplan init my.yaml", "routeplan init my.yaml --schema ../routeplan.schema.json"),
)

STARTER = """\
# yaml-language-server: $schema={schema}
#
# An overlay of routeplan: what it names again replaces the entry with the same id, the rest is added.
#     routeplan find Xian Valencia --with my.yaml   plans with it, or says what is wrong with it
#     routeplan schema -o routeplan.schema.json     is for the editor, which then completes and checks
routeplan: 1

# Where figures come from; `source: my-quote` cites it.
sources:
  my-quote:
    title: Quotation of 1 March 2026
    publisher: My forwarder

places:
  My-Factory:          # the id: letters, digits, _ and -
    name: My factory
    country: CN        # ISO 3166-1 alpha-2
    kind: city         # seaport, port_area, dry_port, rail_terminal, river_port, border or city
    lat: 34.26
    lon: 108.95
    timezone: Asia/Shanghai
    source: my-quote

lanes:
  # One lane a dash. `routeplan add-lane FILE --from ... --to ...` adds one without touching the rest.
  - id: my-truck
    from: My-Factory
    to: Xian           # ids of places of this file or of the network below it: `routeplan places`
    mode: road         # rail, sea, road or barge
    distance: 40 km
    transit: 2h        # or {{typical: 2h, p90: 4h}}
    rate: 120 USD      # a container; also 60 USD/TEU, 3 USD/container/km, {{20GP: 100 USD, 40HC: 120 USD}}
    # departures: {{days: [mon, wed, fri], time: "20:00"}}   absent: leaves when ready
    # valid: {{from: 2026-01-01, until: 2026-12-31}}
    source: my-quote
    confidence: reported

scenarios:
  dear-fuel:           # `--with dear-fuel`
    name: Trucks cost a fifth more
    changes:
      - match: {{mode: road}}
        scale: {{rate: 1.2}}
"""


def run(values: Values) -> Outcome:
    from routeplan.cli.writing import write_edit
    from routeplan.output.text import display

    path = values["file"]
    if os.path.lexists(path):
        raise UsageError(f"{quote(path)} is there already", help="name a new file; nothing was written")
    text = STARTER.format(schema=values["schema"] or "routeplan.schema.json")
    write_edit(path, None, text)
    return Outcome("", remarks=(f"written; try: routeplan places --with {display(path)}",))
