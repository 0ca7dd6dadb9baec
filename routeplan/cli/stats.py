"""`routeplan stats`: what the network holds, in figures."""

from __future__ import annotations

from typing import Any

from routeplan.cli.listing import about, read
from routeplan.cli.options import COLOR, NETWORK, NO_CACHE, OUTPUT, Command, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.output.result import Look

COMMAND = Command(
    "stats",
    (),
    (NETWORK, list_format("table", "json"), OUTPUT, COLOR, NO_CACHE),
    ("routeplan stats", "routeplan stats -n network.yaml -f json"),
)

_GATEWAYS_SHOWN = 20


def run(values: Values) -> Outcome:
    from routeplan.analysis.stats import stats
    from routeplan.cli.formats import pick
    from routeplan.cli.terminal import look
    from routeplan.network.model import CONFIDENCES
    from routeplan.output.json import dumps

    format = pick(values["format"], ("table", "json"))
    page = look(values["color"], values["output"])
    network, files = read(values)
    found = stats(network)
    said = (*CONFIDENCES, "unsaid")
    document: dict[str, Any] = {
        "schema": "routeplan.stats/1",
        **about(network),
        "places": dict(found.places),
        "lanes": {mode: dict(zip(said, counts, strict=True)) for mode, counts in found.lanes},
        "gateways": [gateway._asdict() for gateway in found.gateways],
        "countries": found.countries,
        "operators": found.operators,
        "sources": len(network.sources),
        "scenarios": len(network.scenarios),
    }
    if format == "json":
        text = dumps(document, ascii=page.ascii, indent=True) + "\n"
    else:
        text = _text(document, page)
    return Outcome(text, output=values["output"], inputs=files)


def _text(document: dict[str, Any], page: Look) -> str:
    """Three small tables, the same for eyes and for pipes; a terminal sees the first gateways only."""
    from routeplan.output.text import cell_len, display, pad, wrap

    places, lanes = document["places"], document["lanes"]
    counts = {
        "places": sum(places.values()),
        "countries": document["countries"],
        "lanes": sum(sum(row.values()) for row in lanes.values()),
        "operators": document["operators"],
        "sources": document["sources"],
        "scenarios": document["scenarios"],
    }
    summary = f"{display(document['network']['name'])}: " + ", ".join(f"{word} {n}" for word, n in counts.items())
    lines = [*(wrap(summary, page.width) if page.terminal else [summary]), ""]
    lines += [f"{kind:<16}{count:>8}" for kind, count in places.items()]
    lines += [
        "",
        "".join([f"{'lanes':<8}", *(f"{word:>10}" for word in ("all", *next(iter(lanes.values()))))]),
    ]
    for mode, row in lanes.items():
        lines.append("".join([f"{mode:<8}", *(f"{count:>10}" for count in (sum(row.values()), *row.values()))]))
    gateways = document["gateways"][:_GATEWAYS_SHOWN] if page.terminal else document["gateways"]
    width = max([20, *(cell_len(display(row["place"])) for row in gateways)])
    lines += ["", f"{'gateways':<{width}}{'connects':>10}{'by one lane':>14}{'sea lanes':>12}"]
    for row in gateways:
        lines.append(
            f"{pad(display(row['place']), width)}{row['connects']:>10}{row['direct']:>14}{row['sea_lanes']:>12}"
        )
    note = "connects: inland places one or two lanes away by rail, road or barge"
    lines += wrap(note, page.width) if page.terminal else [note]
    hidden = len(document["gateways"]) - len(gateways)
    if hidden > 0:
        lines.append(f"and {hidden} more: -f json has all")
    return "\n".join(lines) + "\n"
