"""Files to a network: the example of the format, merging, ids, and what happens to paths and streams."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from routeplan.errors import FileError, NetworkError, UsageError
from routeplan.network.model import Amount, Departures, Dwell, Factor, Storage, Surcharge, Transit
from routeplan.network.reading import check_bytes, check_paths, digest_of, read_bytes, read_network
from tests.network.sample import HEADER, NETWORK, codes, faults, read

EXAMPLE = """\
routeplan: 1                       # format version, required
name: Minimal example
currency: USD                      # totals are in this currency
exchange_rates: {as_of: 2026-06-30, CNY: 7.10, EUR: 0.86}   # units per 1 unit of `currency`
sources:                           # cited by id from any record's `source:` (one id or a list)
  ezj2026: {title: ..., publisher: ..., published: 2026-01-26, url: ...}
handling:
  rail>sea: {time: 36h, cost: 95 USD/TEU}
places:
  Ningbo: {country: CN, kind: seaport, lat: 29.93, lon: 121.85}
  Xian:
    name: Xi'an International Port # default: the id
    aliases: [西安, Xi'an, Xi'an Xinzhu]
    unlocode: CNXAG
    country: CN                    # ISO 3166-1 alpha-2 (NO is Norway, not false)
    kind: dry_port
    part_of: Ningbo
    lat: 34.3849
    lon: 109.0554
    timezone: Asia/Shanghai        # IANA
    handling:                      # "<inbound>><outbound>"; origin> and >destination for the ends
      origin>rail: {time: 24h, cost: {20GP: 40 USD, 40HC: 55 USD}}
      rail>sea: {time: 36h, cost: 95 USD/TEU, co2e: 10 kg/TEU}
      sea>destination: {time: 2d, cost: 150 USD/container}
    storage: {free: 5d, rate: 10 USD/TEU/day}            # or /container/day
    source: ezj2026
lanes:
  - id: xian-ningbo-rail
    from: Xian
    to: Ningbo
    mode: rail                     # rail | sea | road | barge
    operator: CR Xi'an
    distance: 1500 km
    transit: 60h                   # or {typical: 60h, p90: 84h}
    rate: {20GP: 560 USD, 40HC: 840 USD}
    surcharges: [{name: drop-off, amount: 600 CNY/TEU}]
    departures: {days: [mon, wed, fri], time: "20:00"}   # local time at `from`
    cutoff: 12h                    # ready this long before departure
    empty_wait: 2d
    valid: {from: 2024-11-01, until: 2026-12-31}         # dates of departure, both ends included
    status: operating
    both_ways: false
    passages: [malacca, suez]
    co2e: 22 g/tkm
    source: ezj2026
    confidence: reported
    notes: free text
scenarios:
  eport-link:
    name: Zhejiang e-Port Link
    active: true
    changes:
      - match: {lane: xian-ningbo-rail}
        valid: {from: 2024-11-01}
        set: {empty_wait: 0h}
"""


def test_the_example_of_the_format() -> None:
    network = read(EXAMPLE)
    assert (network.name, network.currency) == ("Minimal example", "USD")
    assert network.exchange_rates == {"CNY": (71, 10), "EUR": (43, 50)}
    assert network.rates_as_of == 20634
    xian = network.places["Xian"]
    assert xian.name == "Xi'an International Port"
    assert xian.aliases == ("西安", "Xi'an", "Xi'an Xinzhu")
    assert xian.lat == (343849, 10000)
    assert [handling.pair for handling in xian.handling] == ["origin>rail", "rail>sea", "sea>destination"]
    assert xian.storage == Storage(7200, (("", Amount(10, 1, "USD", "TEU")),))
    assert xian.where == "net0.yaml:11"
    lane = network.lanes["xian-ningbo-rail"]
    assert lane.transit == Transit(3600)
    assert lane.rate == (("20GP", Amount(560, 1, "USD")), ("40HC", Amount(840, 1, "USD")))
    assert lane.surcharges == (Surcharge("drop-off", (("", Amount(600, 1, "CNY", "TEU")),)),)
    assert lane.departures == Departures("days", weekdays=(0, 2, 4), clock_min=1200)
    assert (lane.cutoff_min, lane.empty_wait_min) == (720, 2880)
    assert (lane.valid_from, lane.valid_until) == (20028, 20818)
    assert lane.co2e == Factor(22, 1, "tkm")
    assert lane.source == ("ezj2026",)
    change = network.scenarios["eport-link"].changes[0]
    assert change.match == (("lane", "xian-ningbo-rail"),)
    assert change.set == (("empty_wait_min", 0),)
    assert change.target == "lane"


def test_the_parser_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(EXAMPLE)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert read(EXAMPLE) == with_libyaml


@pytest.mark.parametrize(
    ("departures", "kind"),
    [
        ("{per_week: 3.5}", "per_week"),
        ("{dates: [2026-12-08T08:00, 2026-12-01T08:00, 2026-12-01T08:00]}", "dates"),
        ("{every: 10d, starting: 2026-01-05T08:00}", "every"),
        ("{days: [fri, mon, fri], time: 8:05}", "days"),
    ],
)
def test_timetables(departures: str, kind: str) -> None:
    text = NETWORK.replace('{days: [mon, fri], time: "20:00"}', departures)
    found = read(text).lanes["suez"].departures
    assert found is not None
    assert found.kind == kind
    assert found.dates in ((), (29935200, 29945280))
    assert found.weekdays in ((), (0, 4))


def test_fields_for_reliability_cargo_and_maps() -> None:
    text = NETWORK.replace(
        "    operator: COSCO\n",
        """\
    operator: COSCO
    tags: weekly
    accepts: [nev]
    capacity: 100 TEU
    fixed_cost: 20000 USD
    on_time: 65%
    late: 5d
    track: suez
    period: 2026-H1
""",
    ).replace("transit: 30d", "transit: {p10: 28d, p50: 30d, p90: 35d}")
    text = text.replace("    storage:", "    demand: 5000 TEU/year\n    dwell: {p90: 3d}\n    storage:")
    text += """\
value_of_time: {amount: 24 USD/TEU/day, source: ezj}
carbon_price: {amount: 80 USD/t, notes: a guess}
cargo: {nev: {name: new energy vehicles, refused_by: [rail], equipment: [40HC, VEH]}}
tracks: {suez: "121.8,29.9 32.5,29.9 -0.3,39.4"}
"""
    network = read(text)
    lane, place = network.lanes["suez"], network.places["Xian"]
    assert lane.transit == Transit(43200, 40320, 50400)
    assert (lane.tags, lane.accepts, lane.track, lane.period) == (("weekly",), ("nev",), "suez", "2026-H1")
    assert (lane.capacity, lane.on_time, lane.late_min) == ((100, 1), (13, 20), 7200)
    assert lane.fixed_cost == (("", Amount(20000, 1, "USD", "shipment")),)
    assert (place.demand, place.dwell) == ((5000, 1), Dwell(4320))
    assert network.value_of_time is not None
    assert network.value_of_time.amount == Amount(24, 1, "USD", "TEU")
    assert network.carbon_price is not None
    assert (network.carbon_price.num, network.carbon_price.notes) == (80, "a guess")
    assert (network.cargo["nev"].refused_by, network.cargo["nev"].equipment) == (("rail",), ("40HC", "VEH"))
    assert network.tracks["suez"].startswith("121.8,29.9 ")


def test_storage_priced_by_equipment() -> None:
    text = NETWORK.replace("free: 5d, rate: 10 USD/TEU/day", "rate: {20GP: 9 USD/day, 40HC: 16 USD/container/day}")
    storage = read(text).places["Xian"].storage
    assert storage is not None
    assert storage == Storage(0, (("20GP", Amount(9, 1, "USD")), ("40HC", Amount(16, 1, "USD"))))


def test_both_ways_gives_the_lane_back() -> None:
    lanes = read(NETWORK).lanes
    assert list(lanes) == ["xian-ningbo-rail", "xian-ningbo-rail-back", "suez"]
    there, back = lanes["xian-ningbo-rail"], lanes["xian-ningbo-rail-back"]
    assert (back.from_place, back.to_place, back.back_of) == ("Ningbo", "Xian", there.id)
    assert back._replace(id=there.id, from_place="Xian", to_place="Ningbo", back_of="") == there


def test_default_ids_count_repeats_and_overlays_count_on() -> None:
    lane = "  - {from: Xian, to: Ningbo, mode: rail, distance: 1500 km, transit: 50h, rate: 1 USD}\n"
    text = NETWORK.replace("scenarios:", f"{lane}{lane}scenarios:")
    overlay = f"routeplan: 1\nlanes:\n{lane}"
    assert [id for id in read(text, overlay).lanes if "rail" in id] == [
        "xian-ningbo-rail",
        "xian-ningbo-rail-back",
        "xian-ningbo-rail-2",
        "xian-ningbo-rail-3",
        "xian-ningbo-rail-4",
    ]


def test_an_overlay_replaces_by_id_and_adds_the_rest() -> None:
    overlay = """\
routeplan: 1
exchange_rates: {CNY: 7, EUR: 0.9}
handling: {sea>rail: {time: 1d}}
places:
  Xian: {country: CN, kind: city, lat: 34, lon: 109, timezone: Asia/Shanghai}
lanes:
  - {id: xian-ningbo-rail, from: Xian, to: Ningbo, mode: road, transit: 3d, rate: 5 EUR}
"""
    network = read(NETWORK, overlay)
    assert network.places["Xian"].unlocode == ""
    assert list(network.places) == list(read(NETWORK).places)
    assert network.lanes["xian-ningbo-rail"].mode == "road"
    assert "xian-ningbo-rail-back" not in network.lanes
    assert sorted(network.handling) == ["rail>sea", "sea>rail"]
    assert network.exchange_rates == {"CNY": (7, 1), "EUR": (9, 10)}
    assert network.digest != read(NETWORK).digest


def test_six_lines_are_an_overlay() -> None:
    overlay = "routeplan: 1\nscenarios:\n  strike:\n    active: true\n    changes:\n      - {match: {place: Ningbo}, close: true}\n"
    assert "strike" in read(NETWORK, overlay).scenarios


def test_an_overlay_says_its_version() -> None:
    (finding,) = [f for f in faults(NETWORK, "lanes: []\n") if f.severity == "error"]
    assert (finding.code, finding.file) == ("RP202", "net1-0.yaml")
    assert "routeplan: 1" in finding.help


def test_an_overlay_in_another_spelling() -> None:
    overlay = "routeplan: 1\nplaces:\n  XIAN: {country: CN, kind: city, lat: 34, lon: 109}\n"
    assert codes(NETWORK, overlay) == ["RP303"]


def test_a_folder_is_one_network() -> None:
    head, _, rest = NETWORK.partition("lanes:")
    assert not codes([head, "lanes:" + rest])
    assert codes([head, "routeplan: 1\ncurrency: EUR\nlanes:" + rest]) == ["RP310"]
    assert codes([head, "handling: {rail>sea: {time: 1h}}\nlanes:" + rest]) == ["RP310"]
    again = "places:\n  Xian: {country: CN, kind: city, lat: 1, lon: 1}\nlanes:" + rest
    (finding,) = [f for f in faults([head, again]) if f.severity == "error"]
    assert (finding.code, finding.related[0].file) == ("RP302", "net0-0.yaml")


def test_all_faults_are_reported_and_causes_once() -> None:
    text = NETWORK.replace("kind: seaport, lat: 29.93", "kind: habour, lat: 91")
    assert codes(text) == ["RP209", "RP212"]
    broken = NETWORK.replace("places:", "places: [")
    assert len(codes(broken)) == 1


def test_findings_come_in_the_order_of_the_files() -> None:
    wrong = HEADER + "nmae: x\n"
    found = check_bytes([[("c.yaml", wrong.encode()), ("b.yaml", b"\x89PNG\r\n\x1a\n"), ("a.yaml", wrong.encode())]])
    assert [finding.file for finding in found] == ["c.yaml", "b.yaml", "a.yaml"]


def test_many_faults_of_one_kind_take_no_time() -> None:
    lanes = "".join(f"  - {{from: P{n}, to: Q{n}, mode: rail, transit: 1d}}\n" for n in range(3000))
    found = codes(NETWORK.replace("lanes:\n", f"lanes:\n{lanes}"))
    assert found == ["RP301"] * 6000


def test_scenarios_know_what_they_look_for() -> None:
    text = (
        NETWORK
        + """\
  mixed:
    changes:
      - {match: {country: ES}, scale: {rate: 1.1}}
      - {match: {country: ES}, close: true}
      - {match: {place: Xian}, add: {delay: 3d}}
      - {match: {place: Xian, mode: rail}, close: true}
      - {match: {place: Xian}, set: {storage: {free: 1d, rate: 1 USD/TEU/day}}}
      - {match: {from: East}, set: {valid: {until: 2026-12-31}}}
"""
    )
    changes = read(text).scenarios["mixed"].changes
    assert [change.target for change in changes] == ["lane", "place", "place", "lane", "place", "lane"]
    assert changes[5].set == (("valid_from", None), ("valid_until", 20818))


def test_unused_things_are_remarks() -> None:
    found = faults(NETWORK.replace("    source: ezj\n", "").replace("CNY/TEU", "USD/TEU"))
    remarks = {finding.code for finding in found if finding.severity == "info"}
    assert {"RP433", "RP434", "RP429", "RP439"} <= remarks
    assert [finding.message for finding in found if finding.code == "RP434"] == ["nothing is priced in CNY"]


def test_digests_follow_content_alone() -> None:
    files = [("a.yaml", NETWORK.encode())]
    same = [("b.yaml", NETWORK.encode())]
    other = [("a.yaml", NETWORK.encode() + b"\n")]
    assert read_bytes([files])[0].digest == read_bytes([same])[0].digest
    assert read_bytes([files])[0].digest != read_bytes([other])[0].digest


def test_digests_follow_the_cut_into_files_and_layers() -> None:
    cuts: list[list[tuple[bytes, ...]]] = [
        [(b"xy", b"")],
        [(b"x", b"y")],
        [(b"", b"xy")],
        [(b"xy",)],
        [(b"yx",)],
        [(b"x",), (b"y",)],
    ]
    digests = {digest_of([[("net.yaml", data) for data in layer] for layer in cut]) for cut in cuts}
    assert len(digests) == len(cuts)


# Paths


def test_paths(tmp_path: Path) -> None:
    file = tmp_path / "net # [red].yaml"
    file.write_text(NETWORK, "utf-8")
    assert read_network([str(file)])[0].files == (str(file),)
    assert read_network(["-"], stdin=NETWORK.encode())[0].files == ("-",)
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    head, _, rest = NETWORK.partition("lanes:")
    (folder / "a.yml").write_text(head, "utf-8")
    (folder / "sub" / "b.yaml").write_text("lanes:" + rest, "utf-8")
    (folder / ".hidden.yaml").write_text("[", "utf-8")
    (folder / "notes.txt").write_text("[", "utf-8")
    network, warnings = read_network([str(folder)])
    assert len(network.lanes) == 3
    assert warnings == ()
    (folder / "c.yaml").write_text(HEADER + "nmae: x\n", "utf-8")
    assert [(one.code, one.file) for one in check_paths([str(folder)])] == [("RP201", str(folder / "c.yaml"))]


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text(NETWORK, "utf-8")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    os.symlink("loop", tmp_path / "loop")
    os.symlink("gone.yaml", tmp_path / "dangling")
    for name, words in (
        ("netwrok.yaml", "no such file"),
        ("empty", "is a directory"),
        ("pipe", "not a regular file"),
        ("loop", "symbolic link loop"),
        ("dangling", "gone.yaml"),
        ("a\0b", "not a path"),
        ("x" * 5000, "too long"),
    ):
        with pytest.raises(FileError) as caught:
            read_network([str(tmp_path / name)])
        assert words in caught.value.message
        assert caught.value.help
    with pytest.raises(FileError) as caught:
        read_network([str(tmp_path / "netwrok.yaml")])
    assert "network.yaml" in caught.value.help
    with pytest.raises(FileError, match="not a regular file"):
        read_network(["/dev/zero"])
    with pytest.raises(FileError, match="input/output error"):
        read_network(["/proc/self/mem"])
    with pytest.raises(FileError, match="stdin"):
        read_network(["-"])
    with pytest.raises(UsageError, match="only once"):
        read_network(["-", "-"], stdin=b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "network.yaml"
    file.write_text(NETWORK, "utf-8")
    file.chmod(0)
    with pytest.raises(FileError, match="permission"):
        read_network([str(file)])


def test_a_file_too_large(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    assert [finding.code for finding in check_paths([str(file)])] == ["RP901"]
    with pytest.raises(NetworkError):
        read_network([str(file)])


def test_stdin_that_is_empty() -> None:
    (finding,) = check_bytes([[("-", b"")]])
    assert finding.message == "stdin is empty"


def test_nothing_is_printed_and_nothing_run(tmp_path: Path) -> None:
    text = HEADER + f"name: !!python/object/apply:os.system ['touch {tmp_path}/pwned']\n"
    assert "RP109" in codes(text)
    assert not (tmp_path / "pwned").exists()


# Properties


TOKENS = [
    *"[]{}:,-'\"&*!|>%@`#?\n\t \x00é西",
    "- ",
    ": ",
    "\n  ",
    "<<: ",
    "---\n",
    "1_000",
    "NO",
    ".nan",
    "\\",
    "\u2028",
]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_any_file_gives_a_network_or_findings_inside_it(seed: int) -> None:
    chance = random.Random(seed)
    text = NETWORK
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text))
        end = at + chance.choice((0, 0, 1, 3, 30))
        text = text[:at] + chance.choice(TOKENS) + text[end:]
    _read_or_report(text.encode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_network_or_findings_inside_them(data: bytes) -> None:
    _read_or_report(data)
    _read_or_report(HEADER.encode() + data)


def _read_or_report(data: bytes) -> None:
    findings = check_bytes([[("net.yaml", data)]])
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert 0 <= finding.line <= len(lines)
        if finding.line:
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 2
    if any(finding.severity == "error" and finding.code != "RP405" for finding in findings):
        with pytest.raises(NetworkError):
            read_bytes([[("net.yaml", data)]])
    else:
        read_bytes([[("net.yaml", data)]])


def test_reading_starts_quickly() -> None:
    """What every question needs is imported without the modules that only reading YAML needs."""
    code = (
        "import sys, routeplan.network.model, routeplan.network.scenarios, routeplan.network.names,"
        "routeplan.network.files, routeplan.network.geo;"
        "print([m for m in ('yaml', 'zoneinfo', 'decimal', 'fractions', 'dataclasses', 'inspect', 'pathlib', 'enum')"
        " if m in sys.modules and m not in ('enum',)])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=os.getcwd()
    )
    assert done.stdout.strip() == "[]"
