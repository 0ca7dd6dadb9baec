"""`routeplan hinterland`: which gateway each inland place ships through best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from routeplan.cli.listing import about, proved
from routeplan.cli.options import COLOR, OUTPUT, Argument, Command, Option, Values, list_format
from routeplan.cli.outcome import Outcome
from routeplan.cli.shipment import FRAME, LAST, LIMIT, SHIPMENT, ask, money, read, resolve, shipped
from routeplan.errors import EXIT_NO, EXIT_OK, EXIT_PARTIAL, UsageError
from routeplan.network.model import Network
from routeplan.output.json import Figure, dumps, in_hours, kilograms
from routeplan.output.json import money as amount
from routeplan.output.listing import LIST_FORMATS, Column, Listing

if TYPE_CHECKING:
    from routeplan.analysis.hinterland import Contest, Standing

COMMAND = Command(
    "hinterland",
    (Argument("GATEWAY", "Two or more gateways: ports, or groups of port areas.", many=True),),
    (
        *FRAME,
        Option(("--to",), "Where the cargo goes. Repeatable.", "DESTINATION", True),
        Option(
            ("--country",), "Inland places of this country. Default: those of the gateways. Repeatable.", "CODE", True
        ),
        Option(
            ("--logit",),
            "Split each place by logit: a difference of this much in generalised cost changes the odds by e. 200USD.",
            "SCALE",
        ),
        *SHIPMENT,
        LIMIT,
        list_format("table", "json", "csv", "jsonl"),
        OUTPUT,
        COLOR,
        *LAST,
    ),
    (
        "routeplan hinterland Ningbo Shanghai --to Rotterdam",
        "routeplan hinterland Ningbo Xiamen --to Rotterdam --without eport-link",
    ),
)

_COLUMNS = (
    Column("place", "place"),
    Column("destination", "destination", from_width=100),
    Column("winner", "winner"),
    Column("generalised_cost", "generalised", right=True),
    Column("runner_up", "runner-up"),
    Column("margin", "margin", right=True),
    Column("margin_percent", "%", right=True),
    Column("contested", "contested"),
    Column("cheapest", "cheapest", from_width=100),
    Column("cost_margin", "by", right=True, from_width=None),
    Column("fastest", "fastest", from_width=100),
    Column("time_margin_h", "by h", right=True, from_width=None),
    Column("lowest_co2e", "lowest CO2e", from_width=120),
    Column("co2e_margin_kg", "by kg", right=True, from_width=None),
    Column("winner_before", "before", from_width=120),
    Column("moved", "moved", from_width=120),
    Column("demand_teu", "TEU a year", from_width=None),
)


def run(values: Values) -> Outcome:
    """The contests and how the gateways stand. With `--with` or `--without`, also what moves by it.

    Exit code 1 without a contest, 5 where the limit was reached.
    """
    from routeplan.analysis.best import Proved
    from routeplan.analysis.hinterland import hinterland, inland_places, standings
    from routeplan.analysis.reach import elsewhere
    from routeplan.asking import select_scenarios
    from routeplan.cli.formats import pick
    from routeplan.cli.terminal import look
    from routeplan.planning.find import missing as stopped
    from routeplan.question import labels_of

    format = pick(values["format"], LIST_FORMATS)
    if not values["to"]:
        raise UsageError("--to is missing", help="say where the cargo goes: --to Rotterdam")
    got, scenarios = read(values)
    network = got.network
    gateways = tuple(dict.fromkeys(resolve(network, text, "GATEWAY") for text in values["gateway"]))
    ends = tuple(dict.fromkeys(resolve(network, text, "--to") for text in values["to"]))
    countries = [code.upper() for code in values["country"]] or [network.places[one].country for one in gateways]
    labels = labels_of(values["limit"], wide=True)
    scale = money("--logit", values["logit"], network)
    if scale == 0:
        raise UsageError("--logit: the scale is zero", help="write an amount such as 200USD")
    places = inland_places(network, countries)
    request = ask(network, elsewhere(network, ends[0]), ends[0], shipped(values))
    base = select_scenarios(network)
    shared = labels if scenarios == base else labels // 2
    contests = hinterland(network, scenarios, request, gateways, ends, places, labels=shared)
    complete = contests.complete
    before: dict[tuple[str, str], str] | None = None
    if scenarios != base:
        earlier = hinterland(network, base, request, gateways, ends, places, labels=shared)
        before = {(one.place, one.destination): one.winner() for one in earlier}
        if not earlier.complete:
            # Of the others it is not known whether they moved.
            contests = Proved.of(one for one in contests if (one.place, one.destination) in before)
            complete = False
    missing = "" if complete else stopped(labels, None, network.currency)
    records = [_record(one, network, before, scale) for one in contests]
    standing = standings(network, contests, gateways, scale)
    table = [_standing(one, len(contests)) for one in standing]
    head = {**about(network), "scenarios": [one.id for one in scenarios], "gateways": list(gateways),
            "destinations": list(ends), "currency": network.currency, "standings": table,
            **proved(missing)}  # fmt: skip
    if scale is not None:
        head["logit_scale"] = amount(scale)
    columns = _COLUMNS if before is not None else tuple(c for c in _COLUMNS if c.key not in ("winner_before", "moved"))
    page = look(values["color"], values["output"])
    listing = Listing("hinterland", columns, records, head, _notes(standing, contests, before, scale, network))
    if format == "json":
        document = {"schema": "routeplan.hinterland/1", **head, "hinterland": records}
        text = dumps(document, ascii=page.ascii, indent=True) + "\n"
    else:
        text = LIST_FORMATS[format](listing, page)
    remarks = () if values["quiet"] or page.terminal or format != "table" else listing.notes
    code = EXIT_OK if records else EXIT_NO
    unproved = sum(not offer.complete for contest in contests for offer in contest.offers)
    if missing:
        code = EXIT_PARTIAL
        remarks = (*remarks, f"partial: {missing}")
    if unproved:
        code = EXIT_PARTIAL
        remarks = (*remarks, f"partial: {unproved} offers reached the limit of labels: there may be better ones")
    return Outcome(text, code, remarks, values["output"], got.files)


def _record(
    contest: Contest, network: Network, before: dict[tuple[str, str], str] | None, scale: int | None
) -> dict[str, Any]:
    ranked = contest.ranked()
    margin = contest.margin()
    demand = network.places[contest.place].demand
    record: dict[str, Any] = {
        "place": contest.place,
        "destination": contest.destination,
        "winner": ranked[0].gateway,
        "generalised_cost": amount(ranked[0].generalised_cents),
        "runner_up": ranked[1].gateway if margin is not None else None,
        "margin": None if margin is None else amount(margin),
        "margin_percent": None if margin is None else _percent(margin, ranked[0].generalised_cents),
        "contested": len(contest.rivals) > 1,
        "cheapest": contest.winner("cost"),
        "cost_margin": _or_none(contest.margin("cost"), amount),
        "fastest": contest.winner("time"),
        "time_margin_h": _or_none(contest.margin("time"), in_hours),
        "lowest_co2e": contest.winner("co2e"),
        "co2e_margin_kg": _or_none(contest.margin("co2e"), kilograms),
        "demand_teu": None if demand is None else Figure(f"{demand[0] / demand[1]:g}"),
        "offers": [
            {
                "gateway": one.gateway,
                "generalised_cost": amount(one.generalised_cents),
                "cost": amount(one.cost_cents),
                "time_h": in_hours(one.time_min),
                "co2e_kg": kilograms(one.co2e_g),
                "complete": one.complete,
            }
            for one in contest.offers
        ],
    }
    if before is not None:
        record["winner_before"] = before.get((contest.place, contest.destination))
        record["moved"] = record["winner_before"] != record["winner"]
    if scale is not None:
        record["shares"] = {name: Figure(f"{share:.4f}") for name, share in contest.shares(scale).items()}
    return record


def _or_none(value: int | None, write: Any) -> Figure | None:
    return None if value is None else write(value)


def _percent(part: int, whole: int) -> Figure | None:
    """Per cent with two decimals, rounded half-up."""
    return Figure(f"{(20_000 * part + whole) // (2 * whole) / 100:.2f}") if whole > 0 else None


def _standing(one: Standing, contests: int) -> dict[str, Any]:
    counts = {"captive": one.captive, "contested": one.contested, "lost": one.lost}
    teu = {"captive": one.captive_teu, "contested": one.contested_teu, "lost": one.lost_teu}
    record: dict[str, Any] = {
        "gateway": one.gateway,
        **counts,
        "shares": {name: _percent(count, contests) for name, count in counts.items()},
        "teu": {name: Figure(f"{value:g}") for name, value in teu.items()} if any(teu.values()) else None,
    }
    if one.split is not None:
        record["logit_places"] = Figure(f"{one.split:.2f}")
        record["logit_teu"] = Figure(f"{one.split_teu or 0:.0f}")
    return record


def _notes(
    standing: Sequence[Standing],
    contests: Sequence[Contest],
    before: dict[tuple[str, str], str] | None,
    scale: int | None,
    network: Network,
) -> tuple[str, ...]:
    """How the gateways stand, in words."""
    lines = []
    for one in standing:
        total = max(1, len(contests))
        text = f"{one.gateway}: captive {one.captive} ({_percent(one.captive, total)} %), "
        text += f"contested {one.contested} ({_percent(one.contested, total)} %), lost {one.lost}"
        if one.captive_teu or one.contested_teu or one.lost_teu:
            text += f"; TEU a year {one.captive_teu:,.0f} / {one.contested_teu:,.0f} / {one.lost_teu:,.0f}"
        if one.split is not None:
            text += f"; logit {one.split:.1f} places"
        lines.append(text)
    if before is not None:
        moved = [one for one in contests if before.get((one.place, one.destination)) != one.winner()]
        named = "; ".join(
            f"{one.place} from {before.get((one.place, one.destination)) or 'none'} to {one.winner()}" for one in moved
        )
        lines.append(f"moved: {len(moved)}" + (f" ({named})" if named else ""))
    if scale is not None:
        lines.append(f"logit scale {amount(scale)} {network.currency} of generalised cost a shipment")
    return tuple(lines)
