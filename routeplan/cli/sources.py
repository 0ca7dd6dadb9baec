"""`routeplan sources`: where the figures come from, and how much rests on each."""

from __future__ import annotations

from routeplan.cli.listing import LIST_OPTIONS, about, read, show
from routeplan.cli.options import Command, Values
from routeplan.cli.outcome import Outcome
from routeplan.output.listing import Column, Listing

COMMAND = Command(
    "sources",
    (),
    LIST_OPTIONS,
    ("routeplan sources", "routeplan sources -f json"),
)

_COLUMNS = (
    Column("id", "id", fold=True),
    Column("title", "title", fold=True),
    Column("publisher", "publisher", fold=True, from_width=110),
    Column("published", "published", from_width=110),
    Column("places", "places", right=True),
    Column("lanes", "lanes", right=True),
    Column("other", "other", right=True),
    Column("url", "url", from_width=None),
    Column("notes", "notes", from_width=None),
)


def run(values: Values) -> Outcome:
    from routeplan.analysis.stats import citations

    network, files = read(values)
    cited = citations(network)
    records = [
        {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher or None,
            "published": source.published or None,
            **dict(zip(("places", "lanes", "other"), cited[source.id], strict=True)),
            "url": source.url or None,
            "notes": source.notes or None,
        }
        for source in network.sources.values()
    ]
    notes = (f"{len(records)} sources, by how many records cite them; -f json has the addresses.",)
    return show(Listing("sources", _COLUMNS, records, about(network), notes), values, files)
