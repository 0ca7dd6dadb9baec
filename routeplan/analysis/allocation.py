"""Many shipments over departures that fill up and cost something by themselves: the cheapest way to send them all.

A path-based model: a column is one way to send one shipment, one variable each. Departures have a capacity in TEU and
may have a fixed cost, paid once however many use them; shipments that fill a container in part share containers on
the voyages they have in common.

Columns are priced on the voyages of each shipment (column generation, Dantzig and Wolfe, "Decomposition principle for
linear programs", Operations Research 8(1), 1960): the linear relaxation is solved over the columns known, its prices
are put on the voyages, and the cheapest way of each shipment is added until none improves on the prices. That proves a
bound. A whole-number solution over the columns known gives a total; every column whose reduced cost exceeds the
distance between the two can be in no better solution, so all others are added and the final solution is proved best
(Baldacci, Christofides and Mingozzi, "An exact algorithm for the vehicle routing problem based on the set partitioning
formulation with additional cuts", Mathematical Programming 115, 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, NamedTuple

from routeplan.analysis.best import Desk
from routeplan.analysis.voyages import Voyage, Voyages, Way
from routeplan.errors import UsageError
from routeplan.network.model import EQUIPMENT_TEU, Network, Ratio, Scenario
from routeplan.planning.clock import local_day
from routeplan.planning.found import Found
from routeplan.planning.itinerary import Itinerary
from routeplan.planning.pricing import cents
from routeplan.planning.problem import Problem
from routeplan.planning.rebuild import rebuild
from routeplan.planning.request import Request

MOST_COLUMNS = 4_000
"""Columns of one shipment in the final model; more, and the gap proved may stay open."""
_LEFT_BEHIND = 1e9
"""Cents for leaving a shipment behind: more than any way, so that it happens only where nothing else can."""
_EXACT = 1e-6

Run = tuple[str, int]
"""What shipments share: a lane and a departure of its timetable; where it leaves when ready, a lane and a local day."""


class Shipment(NamedTuple):
    """A question with a date; `fill` is the share of a container it takes, 1 for containers of its own."""

    id: str
    request: Request
    fill: Ratio = (1, 1)


class Load(NamedTuple):
    """What is on one run of a lane. `capacity` is None without limit; `boxes` counts shared containers."""

    lane: str
    when: int
    shipments: tuple[str, ...]
    teu: float
    capacity: float | None
    boxes: int
    fixed_cents: int
    dated: bool  # `when` is a UTC minute of a timetable, else the day on which the lane left when ready


class Allocation(NamedTuple):
    """The cheapest way to send all shipments. `gap`: how far, as a share, a better solution could be at most.

    `itineraries` are in the order of the shipments; their cost is that of a shipment with containers of its own,
    `cost_cents` of the whole has shared containers and fixed costs once. `left`: shipments that cannot be sent, and
    why; with any, nothing else is allocated.
    """

    cost_cents: int
    bound_cents: int
    gap: float
    itineraries: tuple[Itinerary, ...]
    loads: tuple[Load, ...]
    left: tuple[tuple[str, str], ...] = ()
    columns: int = 0


class _Column(NamedTuple):
    shipment: int
    way: Way
    runs: tuple[Run, ...]
    cents: int  # with the containers nobody else can share


def allocate(
    network: Network, scenarios: Sequence[Scenario], shipments: Sequence[Shipment], seconds: float = 60.0
) -> Allocation:
    """Raises `UsageError` without dates, or without HiGHS, which comes with `routeplan[allocate]`."""
    for shipment in shipments:
        if shipment.request.depart is None:
            raise UsageError(f"shipment {shipment.id} has no date", help="departures fill up on days: give depart")
    sharing = [one.request for one in shipments if one.fill[0] < one.fill[1]]
    if any(one.quantity != 1 or one.equipment != sharing[0].equipment for one in sharing):
        raise UsageError("shipments that share containers take one of the same equipment each", help="drop quantity")
    model = _Model(network, scenarios, shipments, monotonic() + seconds)
    return model.solve()


class _Model:
    """Shipments with their voyages, the columns known, and what is shared."""

    def __init__(
        self, network: Network, scenarios: Sequence[Scenario], shipments: Sequence[Shipment], until: float
    ) -> None:
        try:
            import highspy
        except ImportError:
            raise UsageError("HiGHS is not installed", help="pip install 'routeplan[allocate]'") from None
        self._highspy: Any = highspy
        self._network = network
        self._scenarios = scenarios
        self._shipments = shipments
        self._until = until
        desk = Desk(network, scenarios)
        self._voyages = [
            Voyages(Problem(desk.board(one.request), one.request._replace(by="cost")), one.fill) for one in shipments
        ]
        self._teu = [_teu(one) for one in shipments]
        self._runs_of = [
            {voyage: self._run(s, voyage) for voyage in self._voyages[s].edges} for s in range(len(shipments))
        ]
        self._capacity: dict[Run, float] = {}
        self._fixed: dict[Run, int] = {}
        self._box: dict[Run, tuple[int, float]] = {}
        self._users: dict[Run, set[int]] = {}
        self._timed: dict[Run, bool] = {}
        self._note_runs()
        self._columns: list[_Column] = []
        self._known: dict[tuple[int, frozenset[Run]], int] = {}

    def _run(self, s: int, voyage: Voyage) -> Run:
        board = self._voyages[s].problem.board
        edge = self._voyages[s].edges[voyage]
        lane = board.lane_ids[edge.lane]
        if edge.timetable is not None:
            return lane, voyage[1]
        start = board.number_of(self._network.lanes[lane].from_place)
        return lane, local_day(voyage[1], board.zones[start])

    def _note_runs(self) -> None:
        """What each run costs by itself and how much it takes. Scenarios may have changed the lane."""
        sharers: dict[Run, set[int]] = {}
        for s, voyages in enumerate(self._voyages):
            board = voyages.problem.board
            for voyage, run in self._runs_of[s].items():
                self._users.setdefault(run, set()).add(s)
                self._timed[run] = voyages.edges[voyage].timetable is not None
                edge = voyages.edges[voyage]
                lane = next(era.network.lanes[run[0]] for era in board.eras if run[0] in era.network.lanes)
                if lane.capacity is not None:
                    self._capacity[run] = lane.capacity[0] / lane.capacity[1]
                fixed = cents(lane.fixed_cost, board.load)
                if fixed:
                    self._fixed[run] = fixed
                if voyages.shares:
                    sharers.setdefault(run, set()).add(s)
                    self._box[run] = (edge.cents, self._teu[s])
        self._alone = {run for run, users in sharers.items() if len(users) == 1}
        for run in list(self._capacity):
            # One that cannot fill up does not bind.
            if sum(self._teu[s] for s in self._users[run]) <= self._capacity[run] and run not in self._box:
                del self._capacity[run]

    def solve(self) -> Allocation:
        """Price, bound, complete, solve."""
        left = [
            (one.id, self._why_not(s))
            for s, one in enumerate(self._shipments)
            if not self._add_cheapest(s, lambda v: 0.0)
        ]
        if left:
            return Allocation(0, 0, 0.0, (), (), tuple(left))
        bound, penalties, prices = self._price_out()
        total, _, chosen, behind = self._whole()
        relaxed, reach = bound, max((total - bound) / 16, 1.0)
        while total - bound >= 0.5 and monotonic() < self._until:
            if not self._complete(penalties, prices, reach):
                break
            # No column left out is in a solution below relaxed + reach, so down to there the model's bound holds.
            total, least, chosen, behind = self._whole()
            bound = max(bound, min(least, relaxed + reach))
            reach *= 4
        bound = min(bound, total)
        if behind:
            return Allocation(
                0, 0, 0.0, (), (), tuple((self._shipments[s].id, self._full(s)) for s in behind), len(self._columns)
            )
        return self._answer(round(total), bound, chosen)

    def _why_not(self, s: int) -> str:
        from routeplan.planning.find import find

        answer = find(self._network, self._scenarios, self._shipments[s].request)
        return answer.no_route.message if answer.no_route else "no departure can be reached in time"

    def _full(self, s: int) -> str:
        """The runs the shipment could take and that others fill."""
        scarce = sorted({run[0] for run in self._runs_of[s].values() if run in self._capacity})
        return (
            "no room: "
            + ", ".join(scarce[:5])
            + (" ..." if len(scarce) > 5 else "")
            + " cannot take all shipments in time"
        )

    def _add(self, s: int, way: Way) -> bool:
        runs = tuple(self._runs_of[s][voyage] for voyage in way.voyages)
        cents = way.cents
        if self._voyages[s].shares:
            cents += sum(self._box[run][0] for run in runs if run in self._alone)
        # Of the ways that use the same of what is scarce or shared, the cheapest stands for all.
        scarce = frozenset(run for run in runs if self._matters(s, run))
        known = self._known.get((s, scarce))
        column = _Column(s, way, runs, cents)
        if known is None:
            self._known[s, scarce] = len(self._columns)
            self._columns.append(column)
        elif cents < self._columns[known].cents:
            self._columns[known] = column
        else:
            return False
        return True

    def _matters(self, s: int, run: Run) -> bool:
        shared = self._voyages[s].shares and run not in self._alone
        return shared or run in self._fixed or run in self._capacity

    def _add_cheapest(self, s: int, penalty: Callable[[Voyage], float]) -> bool:
        for _, way in self._voyages[s].cheapest(penalty, 1):
            self._add(s, way)
            return True
        return False

    def _price_out(self) -> tuple[float, list[Callable[[Voyage], float]], list[float]]:
        """Columns until none improves on the prices; the bound, and the last penalties and prices of shipments."""
        while True:
            value, prices, penalties = self._relaxed()
            missing = 0.0
            added = False
            for s, voyages in enumerate(self._voyages):
                for total, way in voyages.cheapest(penalties[s], 1):
                    if total < prices[s] - 1e-4:
                        missing += prices[s] - total
                        added = self._add(s, way) or added
            if not added or monotonic() > self._until:
                return value - missing, penalties, prices

    def _complete(self, penalties: list[Callable[[Voyage], float]], prices: list[float], distance: float) -> bool:
        """Add every column that could be in a better solution; whether they are all there."""
        every = True
        for s, voyages in enumerate(self._voyages):
            limit = prices[s] + distance + 1e-4
            ways = voyages.cheapest(penalties[s], MOST_COLUMNS + 1, limit)
            for number, (_, way) in enumerate(ways):
                if number >= MOST_COLUMNS or monotonic() > self._until:
                    every = False
                    break
                self._add(s, way)
        return every

    # The linear model: one row for each shipment; for each run its capacity, its fixed cost and its shared boxes.

    def _rows(
        self,
    ) -> tuple[list[float], list[bool], dict[Any, list[tuple[int, float]]], dict[Run, int], dict[Run, int]]:
        """Costs and wholeness of the variables, and the rows by what they say, as (variable, factor) pairs."""
        costs = [float(column.cents) for column in self._columns]
        whole = [True] * len(costs)
        rows: dict[Any, list[tuple[int, float]]] = {("send", s): [] for s in range(len(self._shipments))}
        fixed: dict[Run, int] = {}
        boxes: dict[Run, int] = {}
        for number, column in enumerate(self._columns):
            s = column.shipment
            rows["send", s].append((number, 1.0))
            for run in dict.fromkeys(column.runs):
                if run in self._fixed:
                    if run not in fixed:
                        fixed[run] = len(costs)
                        costs.append(float(self._fixed[run]))
                        whole.append(True)
                    rows.setdefault(("pay", run, s), [(fixed[run], -1.0)]).append((number, 1.0))
                if self._voyages[s].shares and run in self._alone:
                    if run in self._capacity:
                        rows.setdefault(("room", run), []).append((number, self._teu[s]))
                elif self._voyages[s].shares:
                    if run not in boxes:
                        boxes[run] = len(costs)
                        costs.append(float(self._box[run][0]))
                        whole.append(True)
                        if run in self._capacity:
                            rows.setdefault(("room", run), []).append((boxes[run], self._box[run][1]))
                    num, den = self._shipments[s].fill
                    rows.setdefault(("fill", run), [(boxes[run], -1.0)]).append((number, num / den))
                    rows.setdefault(("box", run, s), [(boxes[run], -1.0)]).append((number, 1.0))
                elif run in self._capacity:
                    rows.setdefault(("room", run), []).append((number, self._teu[s]))
        for s in range(len(self._shipments)):
            rows["send", s].append((len(costs), 1.0))
            costs.append(_LEFT_BEHIND)
            whole.append(True)
        return costs, whole, rows, fixed, boxes

    def _run_highs(self, relaxed: bool) -> tuple[Any, dict[Any, int]]:
        costs, whole, rows, _, _ = self._rows()
        highs = self._highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 0.4)  # totals are whole cents
        highs.setOptionValue("random_seed", 1)
        highs.setOptionValue("time_limit", max(1.0, self._until - monotonic()))
        infinity = self._highspy.kHighsInf
        for number, cost in enumerate(costs):
            highs.addVar(0.0, infinity)
            highs.changeColCost(number, cost)
            if not relaxed and whole[number]:
                highs.changeColIntegrality(number, self._highspy.HighsVarType.kInteger)
        order = {}
        for row, (key, entries) in enumerate(rows.items()):
            order[key] = row
            low, high = (
                (1.0, 1.0)
                if key[0] == "send"
                else (-infinity, self._capacity.get(key[1], 0.0) if key[0] == "room" else 0.0)
            )
            highs.addRow(low, high, len(entries), [at for at, _ in entries], [factor for _, factor in entries])
        highs.run()
        return highs, order

    def _relaxed(self) -> tuple[float, list[float], list[Callable[[Voyage], float]]]:
        """The relaxation's value, the price of each shipment and what voyages are charged for each shipment."""
        highs, order = self._run_highs(relaxed=True)
        duals = highs.getSolution().row_dual
        prices = [duals[order["send", s]] for s in range(len(self._shipments))]
        charged: dict[tuple[Run, int], float] = {}
        paid: dict[Run, float] = {}
        payers: dict[Run, set[int]] = {}
        for key, row in order.items():
            if key[0] in ("pay", "box"):
                _, run, s = key
                charged[run, s] = charged.get((run, s), 0.0) - duals[row]
                if key[0] == "pay":
                    paid[run] = paid.get(run, 0.0) - duals[row]
                    payers.setdefault(run, set()).add(s)
        room = {key[1]: -duals[row] for key, row in order.items() if key[0] == "room"}
        fill = {key[1]: -duals[row] for key, row in order.items() if key[0] == "fill"}

        def penalty_of(s: int) -> Callable[[Voyage], float]:
            runs, teu, shares = self._runs_of[s], self._teu[s], self._voyages[s].shares
            part = self._shipments[s].fill[0] / self._shipments[s].fill[1]

            def penalty(voyage: Voyage) -> float:
                run = runs[voyage]
                total: float = charged.get((run, s), 0.0)
                if shares and run in self._alone:
                    total += self._box[run][0] + room.get(run, 0.0) * teu
                elif shares:
                    total += fill.get(run, float(self._box[run][0])) * part
                else:
                    total += room.get(run, 0.0) * teu
                if run in self._fixed and s not in payers.get(run, ()):
                    # A row that is not there yet may be priced at will, as long as nobody is charged twice.
                    others = len(self._users[run]) - len(payers.get(run, ()))
                    total += max(0.0, self._fixed[run] - paid.get(run, 0.0)) / others
                return total

            return penalty

        return highs.getInfo().objective_function_value, prices, [penalty_of(s) for s in range(len(self._shipments))]

    def _whole(self) -> tuple[float, float, list[_Column], list[int]]:
        """The best whole solution over the columns known: its total, a bound, its columns, and who is left behind."""
        highs, _ = self._run_highs(relaxed=False)
        values = highs.getSolution().col_value
        chosen = [column for number, column in enumerate(self._columns) if values[number] > 0.5]
        sent = {column.shipment for column in chosen}
        behind = [s for s in range(len(self._shipments)) if s not in sent]
        info = highs.getInfo()
        return info.objective_function_value, info.mip_dual_bound, chosen, behind

    def _answer(self, total: int, bound: float, chosen: list[_Column]) -> Allocation:
        chosen = sorted(chosen, key=lambda column: column.shipment)
        itineraries = []
        aboard: dict[Run, list[int]] = {}
        for column in chosen:
            voyages = self._voyages[column.shipment]
            found: Found = voyages.found(column.way)
            itineraries.append(rebuild(voyages.problem, found))
            for run in dict.fromkeys(column.runs):
                aboard.setdefault(run, []).append(column.shipment)
        loads = []
        for run, users in sorted(aboard.items()):
            sharing = [s for s in users if self._voyages[s].shares]
            fill = sum((self._shipments[s].fill[0] / self._shipments[s].fill[1] for s in sharing), 0.0)
            boxes = -int(-(fill - _EXACT) // 1) if sharing else 0
            teu = sum(self._teu[s] for s in users if s not in sharing) + (boxes * self._box[run][1] if boxes else 0)
            capacity = self._network.lanes[run[0]].capacity
            loads.append(
                Load(
                    run[0],
                    run[1],
                    tuple(self._shipments[s].id for s in users),
                    teu,
                    None if capacity is None else capacity[0] / capacity[1],
                    boxes,
                    self._fixed.get(run, 0),
                    self._timed[run],
                )
            )
        least = min(total, int(bound) if bound == int(bound) else int(bound) + 1)
        return Allocation(
            total,
            least,
            (total - least) / total if total else 0.0,
            tuple(itineraries),
            tuple(loads),
            (),
            len(self._columns),
        )


def _teu(shipment: Shipment) -> float:
    num, den = EQUIPMENT_TEU[shipment.request.equipment]
    return shipment.request.quantity * num / den
