"""`routeplan export`: the network for other tools."""

from __future__ import annotations

from routeplan.cli.options import NETWORK, NO_CACHE, OUTPUT, Command, Values, list_format
from routeplan.cli.outcome import Outcome

COMMAND = Command(
    "export",
    (),
    (NETWORK, list_format("json", "graphml", "csv", "geojson"), OUTPUT, NO_CACHE),
    (
        "routeplan export -f graphml -o network.graphml",
        "routeplan export -f csv -o rates.csv",
        "routeplan export -f geojson -o network.geojson",
    ),
)


def run(values: Values) -> Outcome:
    from routeplan.cli.formats import pick
    from routeplan.cli.network import read
    from routeplan.output.export import EXPORTS

    format = pick(values["format"], EXPORTS)
    got = read(values)
    return Outcome(EXPORTS[format](got.network), output=values["output"], inputs=got.files)
