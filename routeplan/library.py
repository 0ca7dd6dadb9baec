"""routeplan as a library: read a network, ask it, and get records back. Nothing here prints or exits.

    import routeplan

    network = routeplan.read_network("network.yaml")
    for itinerary in network.find("Xian", "Valencia", by="cost", top=3):
        print(itinerary.cost_cents, [leg.lane.id for leg in itinerary.legs])

Option names and texts of `find` are those of the command line, with `_` for `-`; `with_` and `without` name
scenarios. Everything a caller can cause raises `routeplan.RoutePlanError`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from routeplan.asking import STDIN, bundled_path, load, plan, select_scenarios
from routeplan.errors import Finding, RoutePlanError, UsageError
from routeplan.network.model import Lane, Place, Scenario
from routeplan.network.model import Network as NetworkRecord

if TYPE_CHECKING:
    import networkx
    import pandas

    from routeplan.analysis.allocation import Allocation, Shipment
    from routeplan.analysis.best import Proved
    from routeplan.analysis.compare import SideBySide
    from routeplan.analysis.critical import Support
    from routeplan.analysis.hinterland import Contest
    from routeplan.analysis.reach import Reached
    from routeplan.batch.rows import Row
    from routeplan.output.map.picture import Picture
    from routeplan.output.result import Result
    from routeplan.planning.itinerary import Answer, Itinerary, NoRoute
    from routeplan.planning.request import Request


def check(paths: Sequence[str], stdin: bytes | None = None, overlays: Sequence[str] = ()) -> tuple[Finding, ...]:
    """All there is to say about these files: errors, warnings and remarks, in the order of the files.

    With `overlays` laid over them, every error and what else the overlays bring.
    """
    from routeplan.network.reading import check_paths

    found = check_paths([*paths, *overlays], stdin=stdin)
    if not overlays:
        return found
    known = set(check_paths(paths, stdin=stdin))
    return tuple(finding for finding in found if finding.severity == "error" or finding not in known)


def read_network(*paths: str | os.PathLike[str]) -> Network:
    """A network from files and folders; each later path is an overlay on those before it."""
    if not paths:
        raise UsageError("no network is named", help="name a file or a folder, or take bundled_network()")
    return _network([os.fspath(path) for path in paths])


def read_network_text(text: str, overlays: Sequence[str] = ()) -> Network:
    """A network from YAML text, with overlays that are paths."""
    return _network([STDIN, *overlays], text.encode())


def bundled_network() -> Network:
    """The network that comes with routeplan."""
    return _network([bundled_path()])


def _network(paths: Sequence[str], stdin: bytes | None = None) -> Network:
    return Network(load(paths, stdin)[0], paths, stdin)


class Network:
    """A network to ask. The record behind it, with everything the files say, is `record`."""

    def __init__(self, record: NetworkRecord, paths: Sequence[str] = (), stdin: bytes | None = None) -> None:
        self.record = record
        self._paths = tuple(paths)
        self._stdin = stdin

    @property
    def name(self) -> str:
        return self.record.name

    @property
    def digest(self) -> str:
        """`sha256:...` over the content of all files read."""
        return self.record.digest

    @property
    def places(self) -> dict[str, Place]:
        return self.record.places

    @property
    def lanes(self) -> dict[str, Lane]:
        return self.record.lanes

    @property
    def scenarios(self) -> dict[str, Scenario]:
        return self.record.scenarios

    def check(self) -> tuple[Finding, ...]:
        """What deserves a look in the files as they are now; a network with errors never gets this far."""
        return check(self._paths, self._stdin)

    def find(
        self,
        origin: str,
        destination: str,
        *,
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        limit: int | str | None = None,
        **options: Any,
    ) -> Itineraries:
        """Itineraries from origin to destination, best first.

        Options: by, top, pareto, depart, deadline, equipment, quantity, weight, via, avoid, mode,
        max_transfers, include, max_wait, value_of_time, carbon_price, cargo, prefer, now, arrive_by,
        confidence, draws, seed, cargo_value, capital_rate, why, why_not. `with_` and
        `without` are ids of scenarios. `limit` is how many labels the search may create; `answer.complete`
        says whether that was enough.
        Raises `UsageError` where the question is wrong; no route is an answer, not an error.
        """
        from routeplan.question import labels_of, request_from_options

        request = request_from_options(self.record, {"origin": origin, "destination": destination, **options})
        scenarios = select_scenarios(self.record, _names(with_), _names(without))
        answer = plan(self.record, scenarios, request, labels_of(limit))
        return Itineraries(answer, self.record, scenarios)

    def batch(
        self,
        shipments: Iterable[Mapping[str, Any]],
        *,
        jobs: int = 1,
        engine: str = "",
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        **options: Any,
    ) -> Iterator[Reply]:
        """A reply to each shipment, in their order, as they come.

        A shipment is a mapping of `origin`, `destination`, any option of `find`, and an `id` of its own; `options`
        hold where it says nothing. `jobs` processes share the work, or a cluster at `engine`: dask://HOST:PORT.
        A shipment that cannot be understood has its `error`, the others go on.
        """
        from routeplan.batch.engines import solve_rows
        from routeplan.batch.rows import rows_of
        from routeplan.batch.solving import Order

        order = Order(options, _names(with_), _names(without))
        for solved in solve_rows(self.record, order, rows_of(shipments), jobs=jobs, engine_address=engine):
            if solved.answer is None:
                error = UsageError(solved.message, help=solved.help, code=solved.code)
                yield Reply(solved.id, solved.line, None, error)
            else:
                applied = tuple(self.record.scenarios[id] for id in solved.scenarios)
                yield Reply(solved.id, solved.line, Itineraries(solved.answer, self.record, applied))

    def compare(
        self,
        origin: str,
        destination: str,
        *,
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        **options: Any,
    ) -> SideBySide:
        """Today's network beside a case with each scenario of `with_` and one without each of `without`.

        Options are those of `find` but for windows and `arrive_by`. Chances are there where NumPy is.
        """
        from routeplan.analysis.compare import Case, compare
        from routeplan.question import request_from_options

        request = request_from_options(self.record, {"origin": origin, "destination": destination, **options})
        if not request.chances:
            request = request._replace(chances="wanted")
        cases = [Case("today", self.record, select_scenarios(self.record))]
        cases += [Case(f"with {name}", self.record, select_scenarios(self.record, [name])) for name in _names(with_)]
        cases += [
            Case(f"without {name}", self.record, select_scenarios(self.record, (), [name])) for name in _names(without)
        ]
        return compare(cases, request)

    def reach(
        self,
        place: str,
        *,
        within: Any = None,
        budget: Any = None,
        to: bool = False,
        to_kind: Sequence[str] | str = (),
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        limit: int | str | None = None,
        **options: Any,
    ) -> Proved[Reached]:
        """Everything that can be reached from a place, or with `to` from which it can be reached, nearest first.

        `within` is a duration ("20d"), `budget` an amount ("3000USD"), not both; `options` are those of `find`.
        `limit` is how many labels all searches together may create; `complete` and `missing` of the tuple say whether
        that was enough.
        """
        from routeplan.analysis.money import cents_of
        from routeplan.analysis.reach import elsewhere, reach
        from routeplan.network.names import resolve
        from routeplan.question import labels_of
        from routeplan.units import parse_duration

        if within is not None and budget is not None:
            raise UsageError("within and budget exclude each other", help="ask for one of them")
        id = resolve(self.record, place)
        other = elsewhere(self.record, id)
        request = self._request(*((other, id) if to else (id, other)), options)
        return reach(
            self.record,
            select_scenarios(self.record, _names(with_), _names(without)),
            request,
            backwards=to,
            within_min=None if within is None else parse_duration(str(within)),
            budget_cents=None if budget is None else cents_of(str(budget), self.record),
            kinds=_names(to_kind),
            labels=labels_of(limit, wide=True),
        )

    def hinterland(
        self,
        gateways: Sequence[str],
        destinations: Sequence[str] | str,
        *,
        countries: Sequence[str] = (),
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        limit: int | str | None = None,
        **options: Any,
    ) -> Proved[Contest]:
        """For every inland place and destination what each gateway offers; by default of the gateways' countries.

        `routeplan.analysis.hinterland.standings` counts who wins how much. `limit` as in `reach`.
        """
        from routeplan.analysis.hinterland import hinterland, inland_places
        from routeplan.analysis.reach import elsewhere
        from routeplan.network.names import resolve
        from routeplan.question import labels_of

        ports = tuple(resolve(self.record, gateway) for gateway in gateways)
        ends = tuple(resolve(self.record, end) for end in _names(destinations))
        own = tuple(countries) or tuple(self.record.places[port].country for port in ports)
        start = elsewhere(self.record, ends[0])
        return hinterland(
            self.record,
            select_scenarios(self.record, _names(with_), _names(without)),
            self._request(start, ends[0], options),
            ports,
            ends,
            inland_places(self.record, own),
            labels=labels_of(limit, wide=True),
        )

    def critical(
        self,
        origin: str,
        destinations: Sequence[str] | str,
        *,
        by: str = "generalised",
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        limit: int | str | None = None,
        **options: Any,
    ) -> Proved[Support]:
        """The lanes and places the best answers hang on: how much each worsens without them. `limit` as in `reach`."""
        from routeplan.analysis.critical import critical
        from routeplan.question import labels_of

        requests = [self._request(origin, end, options) for end in _names(destinations)]
        scenarios = select_scenarios(self.record, _names(with_), _names(without))
        return critical(self.record, scenarios, requests, by, labels=labels_of(limit, wide=True))

    def allocate(
        self,
        shipments: Iterable[Mapping[str, Any]],
        *,
        seconds: float = 60.0,
        with_: Sequence[str] | str = (),
        without: Sequence[str] | str = (),
        **options: Any,
    ) -> Allocation:
        """The cheapest way to send all shipments over departures with capacity and fixed costs.

        Shipments are as for `batch`, each with a date; `fill` is the share of a container one takes.
        """
        from routeplan.analysis.allocation import allocate
        from routeplan.batch.rows import rows_of

        listed = shipments_of_rows(self.record, rows_of(shipments), options)
        return allocate(self.record, select_scenarios(self.record, _names(with_), _names(without)), listed, seconds)

    def _request(self, origin: str, destination: str, options: Mapping[str, Any]) -> Request:
        from routeplan.question import request_from_options

        return request_from_options(self.record, {"origin": origin, "destination": destination, **options})

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The network as a graph of networkx: places are nodes, lanes are edges keyed by lane id."""
        from routeplan.planning.graph import to_networkx

        return to_networkx(self.record)

    def to_map(self, format: str = "html") -> str | bytes:
        """The network on a map: `html` or `svg` text, `png` bytes."""
        from routeplan.output.map.whole import of_network

        return _draw(of_network(self.record), format)

    def to_text(self, format: str = "json") -> str:
        """The network as `routeplan export` writes it: json, graphml, csv or geojson."""
        from routeplan.output.export import EXPORTS

        return EXPORTS[_known(format, EXPORTS)](self.record)

    def to_dataframe(self) -> pandas.DataFrame:
        """A row for each lane, indexed by its id. Needs pandas, the extra `pandas`."""
        from routeplan.output.frame import lanes_frame

        return lanes_frame(self.record)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from routeplan.output.notebook import network_html

        return network_html(self.record)

    def __repr__(self) -> str:
        return f"<Network {self.name!r}: {len(self.places)} places, {len(self.lanes)} lanes>"


class Itineraries(Sequence["Itinerary"]):
    """The answer to a question: a sequence of itineraries, best first, or the reason there is none."""

    def __init__(self, answer: Answer, network: NetworkRecord, scenarios: Sequence[Scenario] = ()) -> None:
        self.answer = answer
        self._network = network
        self._scenarios = tuple(scenario.id for scenario in scenarios)

    @overload
    def __getitem__(self, index: int) -> Itinerary: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Itinerary, ...]: ...
    def __getitem__(self, index: int | slice) -> Itinerary | tuple[Itinerary, ...]:
        return self.answer.itineraries[index]

    def __len__(self) -> int:
        return len(self.answer.itineraries)

    def __iter__(self) -> Iterator[Itinerary]:
        return iter(self.answer.itineraries)

    @property
    def no_route(self) -> NoRoute | None:
        """Why there is no itinerary; None where there is one."""
        return self.answer.no_route

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.answer.warnings

    @property
    def result(self) -> Result:
        """What the formats of `routeplan.output` take."""
        from routeplan.output.result import Result

        return Result(self.answer, self._network, self._scenarios)

    def to_dict(self) -> dict[str, Any]:
        """The document of `find -f json` as dictionaries, lists and numbers."""
        from routeplan.output.json import document, parse_back

        plain: dict[str, Any] = parse_back(document(self.result))
        return plain

    def to_json(self) -> str:
        """The text of `find -f json`."""
        return self.to_text("json")

    def to_text(self, format: str = "table", *, legs: bool = False, width: int = 80) -> str:
        """The answer in a format of the command line; a table is drawn for people, `width` columns wide."""
        from routeplan.output import FORMATS
        from routeplan.output.result import Look

        if format not in FORMATS:
            raise UsageError(f"unknown format {format}", help="one of " + ", ".join(FORMATS))
        return FORMATS[format](self.result, Look(terminal=True, width=width, legs=legs))

    def to_map(self, format: str = "html") -> str | bytes:
        """The itineraries on a map: `html` or `svg` text, `png` bytes."""
        from routeplan.output.map.answer import of_document

        return _draw(of_document(self.to_dict(), self._network), format)

    def to_dataframe(self) -> pandas.DataFrame:
        """A row for each itinerary, indexed by rank. Needs pandas, the extra `pandas`."""
        from routeplan.output.frame import itineraries_frame

        return itineraries_frame(self.result)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from routeplan.output.notebook import itineraries_html

        return itineraries_html(self.result)

    def __repr__(self) -> str:
        reason = f" ({self.no_route.reason})" if self.no_route else ""
        return f"<Itineraries: {len(self)}{reason}>"


class Reply(NamedTuple):
    """The answer to one shipment of a batch: its itineraries, or the error that kept it from having any.

    `line` counts the shipments from 1.
    """

    id: str | int | None
    line: int
    itineraries: Itineraries | None
    error: RoutePlanError | None = None


def _draw(picture: Picture, format: str) -> str | bytes:
    from routeplan.output.map import MAP_FORMATS

    return MAP_FORMATS[_known(format, MAP_FORMATS)](picture)


def _known(format: str, formats: Iterable[str]) -> str:
    from routeplan.errors import UsageError

    if format not in formats:
        raise UsageError(f"unknown format {format}", help="one of " + ", ".join(formats))
    return format


def shipments_of_rows(network: NetworkRecord, rows: Iterable[Row], options: Mapping[str, Any]) -> list[Shipment]:
    """Rows of a sheet as shipments to allocate. Raises `UsageError` with the line of the first bad one."""
    from routeplan.analysis.allocation import Shipment
    from routeplan.errors import UnitError
    from routeplan.question import request_from_options
    from routeplan.units import parse_decimal

    listed = []
    for row in rows:
        try:
            if row.fault:
                raise UsageError(row.fault, help=row.help)
            given = {**options, **row.options}
            fill = parse_decimal(str(given.pop("fill", "1")))
            if not 0 < fill[0] <= fill[1]:
                raise UsageError("fill is a share of a container", help="write more than 0 and at most 1")
            listed.append(Shipment(str(row.id or row.line), request_from_options(network, given), fill))
        except (RoutePlanError, UnitError) as error:
            raise UsageError(f"line {row.line}: {error.message}", help=error.help) from None
    return listed


def _names(value: Sequence[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
