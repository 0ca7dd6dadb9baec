"""Answers and networks as tables of pandas, for those who have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplan.errors import UsageError
from routeplan.network.model import Network
from routeplan.output.csv import COLUMNS, rows
from routeplan.output.export import lane_record
from routeplan.output.json import parse_back
from routeplan.output.result import Result

if TYPE_CHECKING:
    import pandas


def itineraries_frame(result: Result) -> pandas.DataFrame:
    """The columns of `find -f csv`, figures as numbers and moments as times with their zone."""
    pd = _pandas()
    table: pandas.DataFrame = pd.DataFrame(parse_back(rows(result)), columns=list(COLUMNS))
    for column in ("depart", "arrive", "delivered"):
        table[column] = pd.to_datetime(table[column], utc=True)
    return table.set_index("rank")


def lanes_frame(network: Network) -> pandas.DataFrame:
    """A row for each lane with the fields of `export -f json`."""
    pd = _pandas()
    records = [
        {"lane": lane.id, "from": lane.from_place, "to": lane.to_place, **parse_back(lane_record(lane, network))}
        for lane in network.lanes.values()
    ]
    table: pandas.DataFrame = pd.DataFrame(records)
    return table.set_index("lane")


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise UsageError("a data frame needs pandas", help='pip install "routeplan[pandas]"') from None
    return pandas
