"""`routeplan schema`: the format as a JSON Schema."""

from __future__ import annotations

from routeplan.cli.options import OUTPUT, Command, Values
from routeplan.cli.outcome import Outcome

COMMAND = Command(
    "schema",
    (),
    (OUTPUT,),
    ("routeplan schema", "routeplan schema -o routeplan.schema.json"),
)


def run(values: Values) -> Outcome:
    import json

    from routeplan.network.json_schema import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    return Outcome(text, output=values["output"])
