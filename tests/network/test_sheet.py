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
from routeplan.network.sheet import read_rows
from routeplan.network.shorthand import format_surcharges, read_departures, read_price, read_surcharges
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday, Friday 08:00", {"days": ["mon", "fri"], "time": "08:00"}),
        ("weekly", {"per_week": "1"}),
        ("every 10d from 2026-01-05T08:00", {"every": "10d", "starting": "2026-01-05T08:00"}),
        ("2026-12-01T08:00 2026-12-02T08:00", {"dates": ["2026-12-01T08:00", "2026-12-02T08:00"]}),
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


def test_surcharges_in_short_where_that_reads_the_same() -> None:
    short = "BAF 120 USD/TEU; docs 65 USD/shipment"
    surcharges = tuple(
        Surcharge(name, (("", amount),))
        for name, amount in (("BAF", Amount(120, 1, "USD", "TEU")), ("docs", Amount(65, 1, "USD", "shipment")))
    )
    assert format_surcharges(surcharges) == short
    odd = (surcharges[0]._replace(name="a; b 1 USD"),)
    assert format_surcharges(odd).startswith("[{")
    assert read_surcharges(format_surcharges(odd)) == [{"name": "a; b 1 USD", "amount": "120 USD/TEU"}]
