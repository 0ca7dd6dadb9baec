"""Rate sheets: what comes in, every fault by its line, and there and back without loss."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest

import routeplan
from routeplan.cli.main import main
from routeplan.errors import UnitError
from routeplan.network.model import Amount, Surcharge
from routeplan.network.names import normalise
from routeplan.network.sheet import HEADERS, read_rows, write_rows
from routeplan.network.shorthand import (
    format_price,
    format_surcharges,
    price_value,
    read_departures,
    read_price,
    read_surcharges,
)
from tests.network.sample import read

NETWORK = """
routeplan: 1
currency: USD
exchange_rates: {as_of: 2026-01-01, CNY: 7}
sources: {s1: {title: One}, s2: {title: Two}}
tracks: {line: "121,30 0,40"}
cargo: {nev: {}}
places:
  Ningbo: {name: Ningbo-Zhoushan, unlocode: CNNGB, country: CN, kind: seaport, lat: 29.9, lon: 121.8, timezone: Asia/Shanghai}
  Valencia: {unlocode: ESVLC, country: ES, kind: seaport, lat: 39.45, lon: -0.32, timezone: Europe/Madrid}
  Genoa: {aliases: [Genova], country: IT, kind: seaport, lat: 44.4, lon: 8.9, timezone: Europe/Rome}
lanes:
  - {from: Ningbo, to: Valencia, mode: sea, distance: 16000 km, transit: 30d, rate: 2000 USD}
"""
SHEET = """\
POL,POD,Carrier,20',40',40HC,Currency,Valid from,Valid to,Transit days,Frequency,Surcharges
CNNGB,ESVLC,Ocean Alliance,1800,2700,2750,USD,2026-03-01,2026-03-31,33,weekly,BAF 120 USD/TEU; docs 65 USD/shipment
Ningbo,Genova,"Gemini, Two",1700,,2600,USD,,,31.5,mon thu 20:00,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "network.yaml").write_text(NETWORK)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", "network.yaml")
    return tmp_path


def test_a_sheet_becomes_lanes(folder: Path) -> None:
    (folder / "rates.csv").write_text(SHEET)
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 0
    lanes = routeplan.read_network("network.yaml", "lanes.yaml").lanes
    one = lanes["ningbo-valencia-sea-ocean-alliance"]
    assert one.transit.typical_min == 33 * 1440
    assert [equipment for equipment, _ in one.rate or ()] == ["20GP", "40GP", "40HC"]
    assert [s.name for s in one.surcharges] == ["BAF", "docs"]
    two = lanes["ningbo-genoa-sea-gemini-two"]
    assert two.operator == "Gemini, Two"
    assert two.transit.typical_min == 31 * 1440 + 720
    assert two.departures is not None
    assert two.departures.weekdays == (0, 3)


def test_ten_faults_are_ten_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "id,POL,POD,mode,40HC,currency,valid_from,transit,frequency,surcharges\n"
    rows = [
        "a,Ningbo,Valencia,sea,2000,USD,,30d,weekly,",
        "b,Atlantis,Valencia,sea,2000,USD,,30d,weekly,",
        "c,Ningbo,,sea,2000,USD,,30d,weekly,",
        "d,Ningbo,Valencia,air,2000,USD,,30d,weekly,",
        'e,Ningbo,Valencia,sea,"2,000",USD,,30d,weekly,',
        "f,Ningbo,Valencia,sea,2000,,,30d,weekly,",
        "g,Ningbo,Valencia,sea,2000,USD,2026-02-30,30d,weekly,",
        "h,Ningbo,Valencia,sea,2000,USD,,30,weekly,",
        "i,Ningbo,Valencia,sea,2000,USD,,30d,sometimes,",
        "j,Ningbo,Valencia,sea,2000,USD,,30d,weekly,BAF lots",
        "a,Ningbo,Valencia,sea,2000,USD,,30d,weekly,",
    ]
    (folder / "rates.csv").write_text(head + "\n".join(rows) + "\n")
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 3
    err = capsys.readouterr().err
    reported = [line.split(":")[1] for line in err.splitlines() if line.startswith("rates.csv:") and "error[" in line]
    assert reported == [str(line) for line in range(3, 13)]
    assert not (folder / "lanes.yaml").exists()


def test_faults_only_the_whole_network_shows_have_their_line_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rates.csv").write_text(
        "POL,POD,40HC,currency,transit,source\nNingbo,Genoa,1,XXX,3d,s1\nNingbo,Genoa,1,USD,3d,nowhere\n"
    )
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 3
    err = capsys.readouterr().err
    assert "rates.csv:2:" in err
    assert "rates.csv:3:" in err


def test_a_further_import_changes_only_what_changed(folder: Path) -> None:
    (folder / "rates.csv").write_text(SHEET)
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 0
    mine = (
        (folder / "lanes.yaml")
        .read_text()
        .replace("lanes:\n", "lanes:\n  # agreed by telephone\n")
        .replace("rate: {", "rate:   {")
    )
    (folder / "lanes.yaml").write_text(mine)
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 0
    assert (folder / "lanes.yaml").read_text() == mine
    (folder / "rates.csv").write_text(SHEET.replace("2600", "2500") + "Ningbo,Valencia,New,1,1,1,USD,,,1,daily,\n")
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 0
    text = (folder / "lanes.yaml").read_text()
    assert "# agreed by telephone" in text
    assert text.count("rate:   {") == 1, "the rate that changed is written anew, the other one is not touched"
    assert "40HC: 2500 USD" in text
    assert "ningbo-valencia-sea-new" in text


def test_export_and_import_are_the_identity_on_the_bundled_network(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROUTEPLAN_NETWORK")
    assert main(["export", "-f", "csv", "-o", "rates.csv"]) == 0
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 0
    from routeplan.library import bundled_path

    _same(routeplan.bundled_network(), routeplan.read_network(bundled_path(), "lanes.yaml"))


def test_export_and_import_are_the_identity_on_odd_lanes(folder: Path) -> None:
    (folder / "network.yaml").write_text(
        NETWORK
        + """\
  - {id: odd, from: Ningbo, to: Genoa, mode: sea, distance: 810 nm, transit: {typical: 30d, p10: 28d, p90: 35d 12h}, rate: 1.1 USD/container/km,
     operator: "=cmd|' /C calc'!A0", both_ways: true, source: [s1, s2], tags: [a b, c], passages: [suez], accepts: [nev], track: line,
     surcharges: [{name: "odd; 5 USD", amount: -5.5 CNY/TEU}, {name: by size, amount: {20GP: 50 USD, 40HC: 80 USD/shipment}}],
     departures: {every: 10d, starting: 2026-01-05T08:00}, cutoff: 2d, empty_wait: 1d 12h, valid: {until: 2026-12-31}, status: planned,
     co2e: 61.4 g/TEU-km, capacity: 100.5 TEU, on_time: 68.6%, late: 4d 21h, fixed_cost: 20000 USD, confidence: derived, period: 2026, notes: "'quoted, \\"twice\\""}
  - {from: Genoa, to: Ningbo, mode: sea, distance: 1 km, transit: 1d, rate: {20GP: 1 USD, 40HC: 7 CNY/TEU, VEH: 900 USD}, departures: {dates: [2026-12-01T08:00, 2026-11-01T08:00]}}
  - {from: Genoa, to: Ningbo, mode: sea, distance: 1 km, transit: 90min, rate: {45HC: 1.25 EUR}, departures: {days: [sun, mon], time: "00:30"}, notes: |
      two
      lines
    }
""".replace("EUR", "CNY").replace(
            """notes: |
      two
      lines
    }""",
            'notes: "two\\nlines"}',
        )
    )
    assert main(["export", "-f", "csv", "-o", "rates.csv"]) == 0
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) == 0
    _same(routeplan.read_network("network.yaml"), routeplan.read_network("network.yaml", "lanes.yaml"))
    first = (folder / "rates.csv").read_text()
    assert not any(cell[:1] in "=+@" for row in csv.reader(first.splitlines()) for cell in row if cell)
    (folder / "again.yaml").write_text(NETWORK)


def _same(one: routeplan.Network, other: routeplan.Network) -> None:
    assert sorted(one.lanes) == sorted(other.lanes)
    for id, lane in one.lanes.items():
        assert lane._replace(where="") == other.lanes[id]._replace(where=""), id


def test_a_workbook_is_read(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="pip install routeplan[xlsx]")
    book = openpyxl.Workbook()
    book.active.append(["POL", "POD", "40HC", "Currency", "Valid from", "T/T days"])
    book.active.append(["CNNGB", "ESVLC", 2750.0, "USD", datetime.datetime(2026, 3, 1), 33])
    book.active.append(["CNNGB", "ESVLC", None, None, None, None])
    book.save("rates.xlsx")
    assert main(["import", "rates.xlsx", "-o", "lanes.yaml"]) == 3
    book.active.delete_rows(3)
    book.save("rates.xlsx")
    assert main(["import", "rates.xlsx", "-o", "lanes.yaml"]) == 0
    assert "rate: {40HC: 2750 USD}" in (folder / "lanes.yaml").read_text()
    (folder / "broken.xlsx").write_text("no")
    assert main(["import", "broken.xlsx", "-o", "lanes.yaml"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "POL,POD\n",
        "POL,POD,POL\na,b,c\n",
        "POD,40HC\nx,1\n",
        "POL,POD,colour\nx,y,z\n",
        'POL,POD\n"x,y\n',
        "POL;POD\nx;y;z\n",
    ],
)
def test_what_is_no_sheet_is_refused(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rates.csv").write_text(text)
    assert main(["import", "rates.csv", "-o", "lanes.yaml"]) in (2, 3)
    assert "Traceback" not in capsys.readouterr().err
    assert not (folder / "lanes.yaml").exists()


def test_other_separators_and_marks_are_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\ufeffPOL;POD;40HC;Currency;TT;validity\r\nNingbo;Genoa;2000;USD;30d;2026-01-01..2026-02-01\r\n"
    (folder / "rates.csv").write_text(text, encoding="utf-8", newline="")
    assert main(["import", "rates.csv"]) == 0
    assert "valid: {from: 2026-01-01, until: 2026-02-01}" in capsys.readouterr().out


ROWS = """\
id,POL,POD,mode,40HC,currency,transit,frequency
a,Ningbo,Valencia,sea,2000,USD,30d,weekly
,,,,,,,
b,Ningbo,Valencia,sea,2000,USD,30d,weekly,one more
c,Ningbo,,sea,2000,USD,30d,weekly
d,,Valencia,sea,2000,USD,30d,weekly
e,Ningbo,Atlantis,air,2000,USD,30d,weekly
f,Ningbo,Valencia,sea,2000,USD,30,sometimes
a,Ningbo,Valencia,sea,2000,USD,30d,weekly
g,Ningbo,Valencia,sea,,USD
"""


def table(text: str) -> list[tuple[int, list[str]]]:
    return list(enumerate(csv.reader(io.StringIO(text)), 1))


def test_where_faults_are_and_what_is_said() -> None:
    rows = read_rows(table(ROWS), read(NETWORK), "r.csv")
    assert [lane["id"] for _, lane in rows.lanes] == ["a"]
    assert [f"{one.line}:{one.column} {one.code} {one.message} | {one.help}" for one in rows.faults] == [
        "4:9 RP203 more cells than columns | quote cells with commas",
        "5:3 RP202 POD is missing | name a place: its name, id or UN/LOCODE",
        "6:2 RP202 POL is missing | name a place: its name, id or UN/LOCODE",
        '7:3 RP301 unknown place "Atlantis" | routeplan places lists them',
        '7:4 RP209 unknown mode "air" | write one of rail, sea, road, barge',
        '8:8 RP203 departures expected, found "sometimes" | write such as mon wed fri 20:00, 3 a week, or weekly',
        '8:7 RP206 the duration "30" has no unit | write 30h or 30d: hours or days',
        '9:1 RP302 the lane "a" is there twice | the first one is in line 2',
        "10:7 RP206 the transit time is missing | write such as 28d or 60h",
    ]


PRICED = """\
POL,POD,transit,transit days,20',40HC,rate,currency,validity,valid to
Ningbo,Genoa,,soon,1,2,,USD,,
Ningbo,Genoa,,3,1,2,,,,
Ningbo,Genoa,,3,x,2,,USD,,
Ningbo,Genoa,,3,1,2,5,USD,,
Ningbo,Genoa,,3,,,5,USD,,
Ningbo,Genoa,,3,,,"20GP 5, 40HC 6 USD",USD,2026-01-01,
Ningbo,Genoa,4,3,,1 USD/shipment,,,2026-01-01 to 2026-02-30,
Ningbo,Genoa,4d,3,1 usd,1.1.1,,USD,,2026-02-30
Ningbo,Genoa,,,1 USD,2,,,,
"""


def test_faults_of_prices_and_times_are_in_their_cells() -> None:
    rows = read_rows(table(PRICED), read(NETWORK), "r.csv")
    assert [lane["rate"] for _, lane in rows.lanes] == ["5 USD"]
    assert [f"{one.line}:{one.column} {one.code} {one.message}" for one in rows.faults] == [
        '2:4 RP206 number expected, found "soon"',
        '3:5 RP207 the rate "1" has no currency',
        '4:5 RP207 amount expected, found "x"',
        "5:7 RP207 rate and rates by equipment exclude each other",
        '7:9 RP203 dates expected, found "2026-01-01"',
        '7:7 RP207 the amount "5" has no currency',
        "8:9 RP208 the date 2026-02-30 does not exist: February 2026 has 28 days",
        '8:3 RP206 the duration "4" has no unit',
        "8:6 RP207 a rate per shipment is not possible",
        '9:5 RP207 the currency in "1 usd" is not in capitals',
        '9:6 RP207 number expected, found "1.1.1"',
        "9:10 RP208 the date 2026-02-30 does not exist: February 2026 has 28 days",
        "10:3 RP206 the transit time is missing",
        '10:6 RP207 the rate "2" has no currency',
    ]


@pytest.mark.parametrize(
    ("rate", "cells"),
    [
        ("{20GP: 1 USD, 40HC: 2 USD}", {"20'": "1", "40HC": "2", "currency": "USD"}),
        ("{20GP: 1 USD, 40HC: 7 USD/TEU}", {"20'": "1", "40HC": "7 USD/TEU", "currency": "USD"}),
        ("{20GP: 1 USD, 40HC: 2 CNY}", {"20'": "1 USD", "40HC": "2 CNY"}),
        ("{20GP: 1 USD/TEU, 40HC: 2 USD/TEU}", {"20'": "1 USD/TEU", "40HC": "2 USD/TEU"}),
        ("5 USD/TEU", {"rate": "5 USD/TEU"}),
    ],
)
def test_cells_of_a_rate(rate: str, cells: dict[str, str]) -> None:
    titles, row = write_rows(read(NETWORK.replace("rate: 2000 USD", f"rate: {rate}")))
    others = ("id", "POL", "POD", "mode", "transit", "distance")
    assert {title: cell for title, cell in zip(titles, row, strict=True) if title not in others} == cells


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ("POL,POD,pol", 'has the column "pol" twice'),
        ("POL,40HC", "has no column POD"),
        ("POD,40HC", "has no column POL"),
        ("POL,POD,Colour", 'has the unknown column "Colour"'),
    ],
)
def test_columns(titles: str, words: str) -> None:
    with pytest.raises(routeplan.UsageError, match=words):
        read_rows(table(f"{titles}\n"), read(NETWORK), "r.csv")


def test_a_column_has_names_of_its_own_as_headers_are_compared() -> None:
    names = [name for names in HEADERS.values() for name in names]
    assert [normalise(name) for name in names] == names
    assert len(set(names)) == len(names)


def test_a_source_alone_is_no_list() -> None:
    rows = read_rows(
        table("POL,POD,transit,source\nNingbo,Genoa,1d,s1\nNingbo,Genoa,1d,s1; s2\n"), read(NETWORK), "r.csv"
    )
    assert [lane["source"] for _, lane in rows.lanes] == ["s1", ["s1", "s2"]]


def test_a_lane_one_way_says_nothing_of_it() -> None:
    sheet = "POL,POD,transit,both ways\nNingbo,Genoa,1d,no\nNingbo,Genoa,1d,FALSE\nNingbo,Genoa,1d,true\n"
    rows = read_rows(table(sheet), read(NETWORK), "r.csv")
    assert [lane.get("both_ways") for _, lane in rows.lanes] == [None, None, "true"]


def test_a_column_that_is_missing_is_a_fault_of_the_row() -> None:
    (fault,) = read_rows(table("POL,POD\nNingbo,Genoa\n"), read(NETWORK), "r.csv").faults
    assert (fault.line, fault.column, fault.message) == (2, 1, "the transit time is missing")


def test_a_lane_without_a_rate_has_empty_cells() -> None:
    network = read(NETWORK + "  - {from: Valencia, to: Ningbo, mode: sea, distance: 1 km, transit: 30d}\n")
    titles, _, cells = write_rows(network)
    assert cells[titles.index("rate")] == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday, Friday 08:00", {"days": ["mon", "fri"], "time": "08:00"}),
        ("weekly", {"per_week": "1"}),
        ("every 10d from 2026-01-05T08:00", {"every": "10d", "starting": "2026-01-05T08:00"}),
        ("2026-12-01T08:00 2026-12-02T08:00", {"dates": ["2026-12-01T08:00", "2026-12-02T08:00"]}),
        (
            "mon tue wed thu fri sat sun 08:00",
            {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "time": "08:00"},
        ),
        ("2026-12-01T08:00 later", None),
        ("20:00", None),
        ("mon", None),
        ("mon 20", None),
        ("mon holiday 20:00", None),
    ],
)
def test_departures_in_short(text: str, value: object) -> None:
    if value is None:
        with pytest.raises(UnitError, match="departures expected"):
            read_departures(text)
    else:
        assert read_departures(text) == value


def test_prices_in_short() -> None:
    assert read_price(" 420 USD/TEU ") == "420 USD/TEU"
    assert read_price("20GP 560 USD, 40HC = 840 USD") == {"20GP": "560 USD", "40HC": "840 USD"}
    for text in ("20GP 560 USD, 20GP 1 USD", "20GP 560 USD, x"):
        with pytest.raises(UnitError, match="price by equipment expected"):
            read_price(text)
    assert format_price((("", Amount(900, 1, "USD", "vehicle")),)) == "900 USD/vehicle"
    assert format_price((("VEH", Amount(900, 1, "USD", "vehicle")),)) == "VEH 900 USD"
    assert price_value((("40HC", Amount(900, 1, "USD")),)) == {"40HC": "900 USD"}


@pytest.mark.parametrize("text", ["{", '{"days": null, "time": "08:00"}', '{"per_week": true}', "[" * 100_000])
def test_what_looks_like_json_and_is_none(text: str) -> None:
    with pytest.raises(UnitError, match="is no JSON"):
        read_departures(text) if text[0] == "{" else read_surcharges(text)


def test_surcharges_in_short_where_that_reads_the_same() -> None:
    short = "BAF 120 USD/TEU; docs 65 USD/shipment"
    surcharges = tuple(
        Surcharge(name, (("", amount),))
        for name, amount in (("BAF", Amount(120, 1, "USD", "TEU")), ("docs", Amount(65, 1, "USD", "shipment")))
    )
    assert format_surcharges(surcharges) == short
    odd = (surcharges[0]._replace(name="燃油; b 1 USD"),)
    assert format_surcharges(odd) == '[{"name": "燃油; b 1 USD", "amount": "120 USD/TEU"}]'
    assert read_surcharges(format_surcharges(odd)) == [{"name": "燃油; b 1 USD", "amount": "120 USD/TEU"}]
