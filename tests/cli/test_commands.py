"""Every command from the command line to both streams and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from routeplan.cli.main import main
from tests.sample_network import TEXT

ROOT = Path(__file__).parents[2]
OVERLAY = (
    "routeplan: 1\ncurrency: USD\nlanes:\n  - {from: Almaty, to: Valencia, mode: road, transit: 9d, rate: 1 USD}\n"
)
FAST = (
    "routeplan: 1\nlanes:\n  - {from: Xian, to: Valencia, mode: road, distance: 11000 km, transit: 1h, rate: 1 USD}\n"
)


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "network.yaml"
    path.write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", str(path))
    return path


Capture = pytest.CaptureFixture[str]


def answer(capsys: Capture, *words: str, code: int = 0) -> tuple[str, str]:
    got = main(list(words))
    out, err = capsys.readouterr()
    assert got == code, err
    assert "Traceback" not in err
    assert "\x1b" not in out
    if code in (2, 3, 4, 70):
        assert out == ""
    return out, err


def test_find_as_records_in_a_pipe(network: Path, capsys: Capture) -> None:
    out, err = answer(capsys, "find", "Xi'an", "ESVLC", "--by", "cost", "--now", "2026-03-01")
    lines = out.splitlines()
    assert lines[1].endswith("Xi'an =rail=> Ningbo ~sea~> Valencia")
    assert {line.count("\t") for line in lines} == {12}
    assert "warning" not in err


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "markdown", "geojson", "table"])
def test_find_in_every_format_is_the_same_twice(network: Path, capsys: Capture, format: str) -> None:
    words = ("find", "Xian", "Valencia", "-f", format, "--depart", "2026-03-02", "--include", "planned")
    assert answer(capsys, *words) == answer(capsys, *words)
    assert answer(capsys, *words) == answer(capsys, *words, "--no-cache")


def test_find_with_legs_goes_through_a_pipe(network: Path, capsys: Capture) -> None:
    out, _ = answer(capsys, "find", "Xian", "Valencia", "--legs")
    assert "by CR Xi'an" in out


def test_find_for_eyes(network: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main(["find", "Xian", "Almaty", "--color", "always"])
    out = capsys.readouterr().out
    assert "Almaty [red]x[/] :ship:" in out
    assert "\x1b[1m" in out


def test_find_without_a_route_is_1(network: Path, capsys: Capture) -> None:
    out, err = answer(capsys, "find", "Valencia", "Xian", code=1)
    assert len(out.splitlines()) == 1
    assert err.startswith("no route[")
    out, err = answer(capsys, "find", "Valencia", "Xian", "-f", "json", code=1)
    assert json.loads(out)["no_route"]["reason"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Valencai", "Xian"], "Valencia"),
        (["Xian", "Atlantis"], "unknown place"),
        (["", "Xian"], "empty"),
        (["Xian", "Valencia", "--depart", "01/02/2026"], "2026-02-01 or 2026-01-02"),
        (["Xian", "Valencia", "--with", "strik"], "did you mean strike"),
        (["Xian", "Valencia", "--without", "nothing"], "nothing"),
        (["Xian", "Valencia", "--via", "Ningbo", "--avoid", "Ningbo"], "contradict"),
        (["\x1b[2J[bold]x[/]", "Valencia"], "\\x1b[2J[bold]x[/]"),
        (["Xian", "Valencia", "-o", "network.yaml"], "is read from"),
    ],
)
def test_wrong_questions_are_2(network: Path, capsys: Capture, words: list[str], said: str) -> None:
    _, err = answer(capsys, "find", *words, code=2)
    assert said in err


def test_files_that_cannot_be_read_are_4(network: Path, capsys: Capture) -> None:
    for path in ("missing.yaml", "/dev/null/x", "network.yaml/x"):
        answer(capsys, "find", "Xian", "Valencia", "-n", path, code=4)
    answer(capsys, "find", "Xian", "Valencia", "--with", "./missing.yaml", code=4)


def test_an_invalid_network_is_3_with_the_report_of_check(network: Path, capsys: Capture) -> None:
    pytest.importorskip("routeplan.output.findings")
    network.write_text(TEXT.replace("mode: sea", "mode: see"))
    _, err = answer(capsys, "find", "Xian", "Valencia", code=3)
    out, _ = answer(capsys, "check", "network.yaml", code=1)
    assert "error[RP" in err
    assert "error[RP" in out


def test_scenarios_and_overlays(network: Path, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text(OVERLAY)
    (tmp_path / "bare").write_text(OVERLAY)
    for overlay in ("more.yaml", str(tmp_path / "more.yaml"), "./bare", "bare"):
        out, _ = answer(capsys, "find", "Xian", "Valencia", "--with", overlay, "--by", "cost", "-f", "json")
        assert json.loads(out)["itineraries"][0]["legs"][-1]["lane"] == "almaty-valencia-road"
    out, _ = answer(capsys, "find", "Xian", "Valencia", "--with", "STRIKE", "--with", "bare", "-f", "json")
    assert json.loads(out)["network"]["scenarios"] == ["strike"]


def test_a_scenario_goes_before_a_file_of_its_name(network: Path, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "strike").write_text("not: a network")
    out, _ = answer(capsys, "find", "Xian", "Valencia", "--with", "strike", "-f", "json")
    assert json.loads(out)["network"]["scenarios"] == ["strike"]


def test_an_empty_variable_is_no_variable(network: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    from routeplan.cli import network as network_module

    monkeypatch.setenv("ROUTEPLAN_NETWORK", "")
    monkeypatch.setattr(network_module, "bundled_path", lambda: str(network))
    answer(capsys, "find", "Xian", "Valencia")


def test_a_network_from_standard_input(network: Path) -> None:
    words = [sys.executable, "-m", "routeplan", "find", "Xian", "Valencia", "-f", "json", "-n", "-"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, input=TEXT, capture_output=True, text=True, env=env)
    assert done.returncode == 0
    assert json.loads(done.stdout)["network"]["name"] == "Minimal example"
    closed = subprocess.run(" ".join(words) + " <&-", shell=True, capture_output=True, text=True, env=env)
    assert closed.returncode == 4
    assert "standard input is closed" in closed.stderr


def test_a_terminal_is_no_network(network: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "routeplan", "find", "A", "B", "-n", "-"],
        stdin=slave, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(master)
    os.close(slave)
    assert done.returncode == 2
    assert "standard input is a terminal" in done.stderr


def test_a_terminal_gets_the_table_and_80_columns_hold(network: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-m", "routeplan", "find", "Xian", "Valencia", "--color", "never"],
        stdout=slave, stderr=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    os.close(slave)
    text = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        text += chunk
    os.close(master)
    lines = text.decode().replace("\r\n", "\n").splitlines()
    assert done.returncode == 0
    assert "Xi'an International Port (CNXAG) to Valencia (ESVLC)" in lines
    assert "Xi'an =rail=> Ningbo ~sea~>" in text.decode()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in text.decode()


def test_output_goes_to_a_file(network: Path, capsys: Capture, tmp_path: Path) -> None:
    out, _ = answer(capsys, "find", "Xian", "Valencia", "-f", "json", "-o", "out.json")
    assert out == ""
    assert json.loads((tmp_path / "out.json").read_text())["schema"] == "routeplan.find/1"
    out, _ = answer(capsys, "find", "Xian", "Valencia", "-f", "json", "-o", "-")
    assert out == (tmp_path / "out.json").read_text()


def test_quiet_and_profile(network: Path, capsys: Capture) -> None:
    network.write_text(TEXT.replace("  origin>rail: {time: 12h, cost: 50 USD/container}\n", ""))
    _, loud = answer(capsys, "find", "Xian", "Valencia")
    _, quiet = answer(capsys, "find", "Xian", "Valencia", "-q")
    _, profile = answer(capsys, "find", "Xian", "Valencia", "-q", "--profile")
    assert "warning: " in loud
    assert quiet == ""
    assert [line.split()[0] for line in profile.splitlines()] == [
        "read",
        "understand",
        "compile",
        "bounds",
        "search",
        "rank",
        "render",
        "total",
    ]


# Lists


@pytest.mark.parametrize("command", ["places", "lanes", "sources", "scenarios"])
def test_lists_in_every_format_have_the_same_records(network: Path, capsys: Capture, command: str) -> None:
    document = json.loads(answer(capsys, command, "-f", "json")[0])
    assert document["schema"] == f"routeplan.{command}/1"
    records = document[command]
    assert [json.loads(line) for line in answer(capsys, command, "-f", "jsonl")[0].splitlines()] == records
    rows = list(csv.DictReader(io.StringIO(answer(capsys, command, "-f", "csv")[0])))
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert set(rows[0]) == set(records[0])
    plain = answer(capsys, command)[0].splitlines()
    assert [line.split("\t")[0] for line in plain[1:]] == [record["id"] for record in records]


@pytest.mark.parametrize("command", ["places", "lanes", "sources", "scenarios", "stats"])
@pytest.mark.parametrize("width", ["40", "60", "70", "80", "120"])
def test_lists_for_eyes_fit(
    network: Path, capsys: Capture, command: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command == "stats" and width == "40":
        pytest.skip("three figures beside a name need 56 columns")
    monkeypatch.setenv("COLUMNS", width)
    out, _ = answer(capsys, command, "--color", "always")
    assert max(map(len, out.splitlines())) <= int(width)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["ningbo"], ["Ningbo"]),
        (["西安"], ["Xian"]),
        (["cn"], ["Xian", "Ningbo"]),
        (["--country", "cn"], ["Xian", "Zhejiang", "Ningbo"]),
        (["--kind", "seaport"], ["Ningbo", "Valencia"]),
        (["nothing"], []),
    ],
)
def test_places(network: Path, capsys: Capture, words: list[str], ids: list[str]) -> None:
    out, err = answer(capsys, "places", *words, "-f", "json", code=0 if ids else 1)
    assert [place["id"] for place in json.loads(out)["places"]] == ids
    assert ("nothing found" in err) == (not ids)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 6),
        (["--from", "Xi'an"], 4),
        (["--to", "Zhejiang"], 2),
        (["--mode", "rail", "--country", "kz"], 2),
        (["--status", "planned"], 1),
        (["--tag", "block-train"], 1),
        (["--operator", "cr"], 1),
        (["--passage", "suez"], 1),
        (["--confidence", "estimate"], 1),
    ],
)
def test_lanes(network: Path, capsys: Capture, words: list[str], count: int) -> None:
    assert len(json.loads(answer(capsys, "lanes", *words, "-f", "json")[0])["lanes"]) == count


@pytest.mark.parametrize(
    "words",
    [
        ["lanes", "--mode", "rial"],
        ["lanes", "--from", "Xain"],
        ["lanes", "--passage", "sues"],
        ["places", "--kind", "port"],
        ["places", "-f", "xml"],
        ["lanes", "--with", "strike"],
    ],
)
def test_wrong_filters_are_2(network: Path, capsys: Capture, words: list[str]) -> None:
    _, err = answer(capsys, *words, code=2)
    assert "help: " in err


def test_lanes_read_as_they_are_written(network: Path, capsys: Capture) -> None:
    records = {lane["id"]: lane for lane in json.loads(answer(capsys, "lanes", "-f", "json")[0])["lanes"]}
    rail = records["xian-ningbo-rail"]
    assert rail["rate"] == "20GP 560 USD, 40HC 840 USD"
    assert rail["departures"] == "mon wed fri 20:00"
    assert rail["distance_km"] == 1500
    assert records["ningbo-valencia-sea"]["departures"] == "1 a week"
    assert records["xian-valencia-rail"]["departures"] == "every 7d from 2026-01-05T08:00"
    assert records["xian-almaty-rail"]["departures"] == "when ready"


def test_stats_rank_gateways(network: Path, capsys: Capture) -> None:
    document = json.loads(answer(capsys, "stats", "-f", "json")[0])
    assert document["gateways"] == [{"place": "Zhejiang", "connects": 2, "direct": 1, "sea_lanes": 1}]
    assert document["places"]["seaport"] == 2
    assert document["lanes"]["road"] == {"reported": 0, "derived": 0, "estimate": 1, "unsaid": 0}
    assert "Zhejiang" in answer(capsys, "stats")[0]


def test_sources_are_counted(network: Path, capsys: Capture) -> None:
    (source,) = json.loads(answer(capsys, "sources", "-f", "json")[0])["sources"]
    assert (source["id"], source["places"], source["lanes"]) == ("ezj2026", 1, 1)


def test_scenarios(network: Path, capsys: Capture) -> None:
    (one,) = json.loads(answer(capsys, "scenarios", "-f", "json")[0])["scenarios"]
    assert (one["id"], one["name"], one["active"]) == ("strike", "Strike", False)
    assert one["changes"] == ["place Ningbo: delay + 3d"]
    assert one["valid_from"] is None
    assert "strike" in answer(capsys, "scenarios", "STRI", "--color", "always")[0]
    assert answer(capsys, "scenarios", "suez", code=1)[1] == "nothing found\n"
    dated = TEXT.replace("add: {delay: 3d}", "valid: {from: 2026-01-01, until: 2026-02-01}, add: {delay: 3d}")
    network.write_text(dated)
    (one,) = json.loads(answer(capsys, "scenarios", "-f", "json")[0])["scenarios"]
    assert (one["valid_from"], one["valid_until"]) == ("2026-01-01", "2026-02-01")


# check and explain


def test_check(network: Path, capsys: Capture) -> None:
    pytest.importorskip("routeplan.output.findings")
    answer(capsys, "check", "network.yaml")
    network.write_text(TEXT.replace("mode: sea", "mode: see"))
    out, _ = answer(capsys, "check", "network.yaml", "-f", "json", code=1)
    document = json.loads(out)
    assert document["errors"] == 1
    assert document["ok"] is False
    assert document["findings"][0]["range"]["start"]["line"] > 0


def test_an_overlay_is_checked_over_its_network(network: Path, capsys: Capture, tmp_path: Path) -> None:
    network.write_text(TEXT.replace("distance: 1450 km, ", ""))  # a warning of its own
    (tmp_path / "over.yaml").write_text(FAST)
    words = ("check", "--with", "over.yaml")
    out, _ = answer(capsys, *words)
    assert "RP425" in out
    assert "network.yaml" not in out
    assert answer(capsys, "check", "network.yaml", "--with", "over.yaml")[0] == out
    answer(capsys, *words, "--strict", code=1)
    (tmp_path / "over.yaml").write_text(FAST.replace("Xian", "Xain"))
    assert "RP301" in answer(capsys, *words, code=1)[0]
    network.write_text(TEXT.replace("mode: sea", "mode: see"))
    (tmp_path / "over.yaml").write_text(FAST)
    assert "network.yaml" in answer(capsys, *words, code=1)[0]


def test_an_overlay_checked_alone_is_told_how(network: Path, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "over.yaml").write_text(FAST)
    out, err = answer(capsys, "check", "over.yaml", code=1)
    assert "RP301" in out
    assert err == "help: if over.yaml is an overlay: routeplan check --with over.yaml\n"
    network.write_text(TEXT.replace("mode: sea", "mode: see"))
    assert answer(capsys, "check", "network.yaml", code=1)[1] == ""


@pytest.mark.parametrize("cache", [(), ("--no-cache",)])
def test_find_names_what_is_doubtful_in_an_overlay(
    network: Path, capsys: Capture, tmp_path: Path, cache: tuple[str, ...]
) -> None:
    words = ("find", "Xian", "Valencia", "--now", "2026-03-01", "--with", "over.yaml", *cache)
    (tmp_path / "over.yaml").write_text(FAST)
    assert "warning: over.yaml:3: the lane xian-valencia-road takes 11000 km/h" in answer(capsys, *words)[1]
    assert "over.yaml" not in answer(capsys, *words, "-q")[1]
    again = "  - {from: Xian, to: Valencia, mode: road, distance: 11000 km, transit: 1h, rate: 2 USD}\n"
    (tmp_path / "over.yaml").write_text(FAST + 3 * again)
    err = answer(capsys, *words)[1]
    assert err.count("over.yaml:") == 3
    assert "more warnings: routeplan check" in err
    assert "network.yaml --with over.yaml" in err


def test_a_lane_without_distance_is_warned_of_once(network: Path, capsys: Capture, tmp_path: Path) -> None:
    lanes = FAST.replace("distance: 11000 km, transit: 1h", "transit: 30d")
    assert lanes != FAST
    (tmp_path / "over.yaml").write_text(lanes)
    (tmp_path / "over.yaml.yaml").write_text(lanes.replace("Valencia", "Ningbo"))
    words = ("find", "Xian", "Valencia", "--mode", "road", "--with", "over.yaml", "--with", "over.yaml.yaml")
    err = answer(capsys, *words)[1]
    assert "warning: lane xian-valencia-road has no distance" in err
    assert "over.yaml:" not in err.replace("over.yaml.yaml:", "")
    assert "warning: over.yaml.yaml:3: the lane xian-ningbo-road-2 has no distance" in err


def test_explain(capsys: Capture) -> None:
    pytest.importorskip("routeplan.network.catalogue")
    assert "RP201" in answer(capsys, "explain")[0]
    assert answer(capsys, "explain", "rp201")[0]
    answer(capsys, "explain", "RP999", code=2)


@pytest.mark.parametrize("drawn", [["-f", "json"], ["--color", "always"]], ids=["JSON", "table"])
def test_the_quick_way_stays_quick(drawn: list[str], network: Path) -> None:
    """The second `find` of a network loads no framework, no YAML, no graph library, and nothing else it can do without."""
    program = (
        "import sys; from routeplan.cli.main import main\n"
        f"code = main(['find', 'Xian', 'Valencia', *{drawn}])\n"
        "heavy = {'typer', 'rich', 'yaml', 'networkx', 'dataclasses', 'inspect', 'argparse', 'decimal', 'pathlib'}\n"
        "heavy |= {'hashlib', 'datetime', 'unicodedata', 'routeplan.library', 'routeplan.network.decoding'}\n"
        "print(*sorted(heavy & set(sys.modules)), file=sys.stderr)\nsys.exit(code)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env)
        assert done.returncode == 0
    assert done.stderr.splitlines()[-1:] in ([], [""])
