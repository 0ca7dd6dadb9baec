"""Clocks that change, days that are rare, moments that cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.networks import SMALL
from tests.faults.shell import run


def timetabled(timetable: str, start: str = "Europe/Madrid", end: str = "Europe/Madrid", transit: str = "24h") -> str:
    return f"""\
routeplan: 1
currency: USD
places:
  O: {{country: CN, kind: city, lat: 40, lon: 103, timezone: {start}}}
  D: {{country: ES, kind: city, lat: 39, lon: 0, timezone: {end}}}
lanes:
  - {{from: O, to: D, mode: road, distance: 300 km, transit: {transit}, rate: 1 USD, departures: {timetable}}}
"""


def ask(folder: Path, text: str, *words: str, code: int = 0) -> Any:
    (folder / "net.yaml").write_text(text)
    return run(folder, "find", "O", "D", "-n", "net.yaml", "-f", "json", *words, code=code)


@pytest.mark.parametrize(
    ("clock", "day", "zones", "depart", "arrive"),
    [
        # The clock jumps from 02:00 to 03:00: 02:30 does not exist and is 02:30 of the winter clock.
        ("02:30", "2026-03-29", "Europe/Madrid", "2026-03-29T03:30+02:00", "2026-03-30T03:30+02:00"),
        # It goes back from 03:00 to 02:00: 02:30 exists twice and is the first one.
        ("02:30", "2026-10-25", "Europe/Madrid", "2026-10-25T02:30+02:00", "2026-10-26T01:30+01:00"),
        # A day of transit is a day, whatever the clock says.
        ("12:00", "2026-03-28", "Europe/Madrid", "2026-03-28T12:00+01:00", "2026-03-29T13:00+02:00"),
        # Kazakhstan has one zone since 2024-03-01: Almaty put the clock back an hour.
        ("12:00", "2024-02-29", "Asia/Almaty", "2024-02-29T12:00+06:00", "2024-03-01T11:00+05:00"),
        ("23:30", "2024-02-29", "Asia/Almaty", "2024-02-29T23:30+06:00", "2024-03-01T22:30+05:00"),
        ("12:00", "2024-02-28", "Asia/Tashkent", "2024-02-28T12:00+05:00", "2024-02-29T12:00+05:00"),
        ("12:00", "2026-02-28", "Asia/Tashkent", "2026-02-28T12:00+05:00", "2026-03-01T12:00+05:00"),
        ("23:59", "2026-12-31", "Pacific/Auckland", "2026-12-31T23:59+13:00", "2027-01-01T23:59+13:00"),
        # Lord Howe changes by half an hour.
        ("02:15", "2026-10-04", "Australia/Lord_Howe", "2026-10-04T02:45+11:00", "2026-10-05T02:45+11:00"),
    ],
)
def test_clocks_that_change(folder: Path, clock: str, day: str, zones: str, depart: str, arrive: str) -> None:
    text = timetabled(f'{{days: [mon, tue, wed, thu, fri, sat, sun], time: "{clock}"}}', zones, zones)
    got = ask(folder, text, "--depart", day, "--by", "time", "--now", day)
    (first,) = json.loads(got.out)["itineraries"]
    moments = [first["legs"][0][name].replace(":00+", "+", 1) for name in ("depart", "arrive")]
    assert moments == [depart, arrive]
    assert first["legs"][0]["transit_h"] == 24


def test_a_day_that_one_zone_never_had(folder: Path) -> None:
    """Samoa left out 2011-12-30; a moment of it is taken with the offset before the change."""
    text = timetabled("{every: 1d, starting: 2026-01-05T08:00}", "Pacific/Apia", "Pacific/Apia")
    ask(folder, text, "--depart", "2026-01-05")
    text = timetabled("{every: 1d, starting: 2011-12-20T08:00}", "Pacific/Apia", "Pacific/Apia")
    got = ask(folder, text, "--depart", "2011-12-29T09:00")
    assert json.loads(got.out)["itineraries"][0]["depart"] == "2011-12-31T08:00:00+14:00"


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        ("CST", "Asia/Shanghai"), ("Asia/Xian", "Asia/Shanghai"), ("../../etc/passwd", "zone"), ("/etc/passwd", "zone"),
        ("Asia", "zone"), ("asia/shanghai", "Asia/Shanghai"), ("Europe/Madrid/", "zone"), ("UTC+8", "zone"),
        ("A" * 5000, "zone"), ('""', "empty"), ("posixrules", "zone"), ("tzdata.zi", "zone"),
    ],
)  # fmt: skip
def test_zones_that_do_not_exist(folder: Path, zone: str, says: str) -> None:
    (folder / "net.yaml").write_text(timetabled("{per_week: 1}", zone))
    run(folder, "find", "O", "D", "-n", "net.yaml", code=3, says=[says, "net.yaml:4:"])


@pytest.mark.parametrize(
    "timetable",
    [
        '{days: [mon], time: "12:60"}',
        '{days: [mon], time: "24:00"}',
        '{days: [mon], time: "12:00:60"}',
        "{dates: [2026-02-30T08:00]}",
        "{dates: [2026-12-01T08:00:60]}",
        "{dates: [9999-12-31T23:59]}",
        "{dates: [0001-01-01T00:00]}",
        "{every: 0d, starting: 2026-01-05T08:00}",
        "{every: 36h, starting: 2026-01-05T08:60}",
        "{per_week: 0}",
        "{per_week: nan}",
        "{days: [someday], time: '08:00'}",
    ],
)
def test_timetables_that_cannot_be(folder: Path, timetable: str) -> None:
    (folder / "net.yaml").write_text(timetabled(timetable))
    run(folder, "find", "O", "D", "-n", "net.yaml", code=3, says=["net.yaml:7:"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--depart", "9999-12-31"], "--depart"),
        (["--depart", "0001-01-01"], "--depart"),
        (["--depart", "2026-02-30"], "2026-02-30"),
        (["--depart", "2025-02-29"], "2025-02-29"),
        (["--depart", "2026-03-02T24:00"], "--depart"),
        (["--depart", "2026-03-02T12:00:60"], "--depart"),
        (["--depart", "2026-W10-1"], "--depart"),
        (["--depart", "20260302"], "--depart"),
        (["--depart", "01/02/2026"], "2026-02-01 or 2026-01-02"),
        (["--depart", "2026-03-02T08:00+01:00"], "offset"),
        (["--depart", "tomorrow"], "--depart"),
        (["--depart", "２０２６-03-02"], "--depart"),
        (["--deadline", "2026-03-02"], "--depart"),
        (["--now", "yesterday"], "--now"),
    ],
)
def test_moments_that_cannot_be_asked_for(folder: Path, words: list[str], says: str) -> None:
    run(folder, "find", "O", "D", "-n", "net.yaml", *words, code=2, says=[says])


@pytest.mark.parametrize("day", ["2000-01-01", "2024-02-29", "2099-12-31", "2100-12-31"])
def test_days_at_the_edge_of_the_calendar(folder: Path, day: str) -> None:
    (folder / "net.yaml").write_text(SMALL)
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "--depart", day, "--now", day)
    assert got.code in (0, 2)


def test_the_only_departure_is_over(folder: Path) -> None:
    got = ask(folder, timetabled("{dates: [2026-03-01T08:00]}"), "--depart", "2026-03-02", code=1)
    assert "2026-03-01T08:00" in json.loads(got.out)["no_route"]["message"], got


def test_a_departure_missed_by_a_minute(folder: Path) -> None:
    text = timetabled('{days: [mon], time: "08:00"}')
    for ready, departs in (("2026-03-02T08:00", "2026-03-02T08:00"), ("2026-03-02T08:01", "2026-03-09T08:00")):
        got = ask(folder, text, "--depart", ready)
        assert json.loads(got.out)["itineraries"][0]["depart"].startswith(departs)
    ask(folder, text, "--depart", "2026-03-02T08:01", "--max-wait", "6d", code=1)


def test_the_same_now_gives_the_same_bytes(folder: Path) -> None:
    words = ("--now", "2026-03-01", "--depart", "2026-03-02", "--pareto")
    assert ask(folder, SMALL, *words) == ask(folder, SMALL, *words)


def test_without_the_zones_of_the_system(folder: Path, tmp_path: Path) -> None:
    """The zones come with a dependency; PYTHONTZPATH empty takes those of the system away."""
    text = timetabled("{days: [mon], time: '08:00'}")
    with_system = ask(folder, text, "--depart", "2026-03-02")
    (folder / "net.yaml").write_text(text)
    got = run(
        folder, "find", "O", "D", "-n", "net.yaml", "-f", "json", "--depart", "2026-03-02", "--no-cache",
        env={"PYTHONTZPATH": str(tmp_path)}, code=0,
    )  # fmt: skip
    assert got == with_system
