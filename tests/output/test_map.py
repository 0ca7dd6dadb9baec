"""Maps: what they show, that names cannot become script, that labels keep apart, that a real browser agrees."""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import routeplan
from routeplan.cli.main import main
from routeplan.errors import UsageError
from routeplan.output.map import html, svg
from routeplan.output.map.answer import of_document
from routeplan.output.map.drawing import NARROW, WIDE, drawing
from routeplan.output.map.labels import Wish, place_labels
from routeplan.output.map.land import land
from routeplan.output.map.projection import fit, miller, miller_back, unroll
from routeplan.output.map.whole import of_network

from .browser import Browser, browser

HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
NETWORK = f"""
routeplan: 1
name: {json.dumps(HOSTILE)}
currency: USD
handling:
  origin>rail: {{time: 24h, cost: 40 USD}}
  rail>sea: {{time: 36h, cost: 95 USD}}
  sea>destination: {{time: 2d, cost: 150 USD}}
places:
  Xian: {{name: {json.dumps(HOSTILE)}, country: CN, kind: dry_port, lat: 34.4, lon: 109.1, timezone: Asia/Shanghai}}
  Ningbo: {{country: CN, kind: seaport, lat: 29.9, lon: 121.8, timezone: Asia/Shanghai, storage: {{free: 1d, rate: 10 USD/TEU/day}}}}
  LosAngeles: {{country: US, kind: seaport, lat: 33.7, lon: -118.3, timezone: America/Los_Angeles}}
  Valencia: {{country: ES, kind: seaport, lat: 39.45, lon: -0.32, timezone: Europe/Madrid}}
tracks:
  pacific: "121.8,29.9 140,38 170,48 -170,50 -140,45 -118.3,33.7"
lanes:
  - {{from: Xian, to: Ningbo, mode: rail, distance: 1500 km, transit: 60h, rate: 840 USD, operator: {json.dumps(HOSTILE)}}}
  - {{from: Xian, to: Ningbo, mode: road, distance: 1400 km, transit: 30h, rate: 1900 USD}}
  - {{from: Ningbo, to: LosAngeles, mode: sea, distance: 10800 km, transit: 15d, rate: 2400 USD, track: pacific, departures: {{days: [fri], time: "12:00"}}, notes: {json.dumps(HOSTILE)}}}
  - {{from: Ningbo, to: Valencia, mode: sea, distance: 16000 km, transit: 30d, rate: 2000 USD}}
"""


@pytest.fixture(scope="module")
def network() -> routeplan.Network:
    return routeplan.read_network_text(NETWORK)


@pytest.fixture(scope="module")
def page(network: routeplan.Network) -> str:
    return str(network.find("Xian", "LosAngeles", depart="2026-03-02", pareto=True).to_map())


class Outline(HTMLParser):
    """Tags in order, and the text of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page_has_one_script_and_nothing_from_elsewhere(page: str) -> None:
    outline = Outline()
    outline.feed(page)
    tags = [tag for tag, _ in outline.tags]
    assert tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "embed", "base", "form"} & set(tags)
    for tag, attributes in outline.tags:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes), tag
        assert str(attributes.get("href") or "#").startswith("#")
    assert "://" not in re.sub(r'xmlns="[^"]*"', "", page)
    policy = next(a["content"] for _, a in outline.tags if a.get("http-equiv"))
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_policy_has_the_hashes_of_script_and_style(page: str) -> None:
    from base64 import b64encode
    from hashlib import sha256

    for tag in ("style", "script"):
        text = page.split(f"<{tag}>", 1)[1].split(f"</{tag}>", 1)[0]
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in page


def test_svg_is_well_formed_and_modes_differ_without_colour(network: routeplan.Network) -> None:
    text = str(network.find("Xian", "LosAngeles", pareto=True).to_map("svg"))
    root = ElementTree.fromstring(text)
    style = "".join(root.itertext())
    patterns = {mode: re.search(rf"\.{mode} \.ink {{([^}}]*)}}", style) for mode in ("sea", "rail", "road", "barge")}
    drawn = {mode: re.sub(r"stroke: #\w+;", "", match.group(1)) for mode, match in patterns.items() if match}
    assert len(set(drawn.values())) == 4
    assert "<script" not in text


def test_png_is_a_picture(network: routeplan.Network) -> None:
    pytest.importorskip("resvg_py", reason="pip install routeplan[png]")
    data = network.find("Xian", "Valencia").to_map("png")
    assert isinstance(data, bytes)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24])[0] == 2400


def test_png_without_its_package_says_what_to_install(
    network: routeplan.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(UsageError, match="resvg"):
        network.find("Xian", "Valencia").to_map("png")


def test_pacific_is_whole_when_the_way_crosses_it(network: routeplan.Network) -> None:
    picture = of_document(network.find("Xian", "LosAngeles").to_dict(), network.record)
    view = fit([line.points for line in picture.lines], WIDE.width, WIDE.height)
    for line in picture.lines:
        assert len(unroll(line.points, view.cut)) == 1
    ningbo, angeles = view.at(view.turn(121.8), 29.9), view.at(view.turn(-118.3), 33.7)
    assert 0 < ningbo[0] < angeles[0] < WIDE.width


def test_atlantic_stays_left_of_asia(network: routeplan.Network) -> None:
    picture = of_document(network.find("Xian", "Valencia").to_dict(), network.record)
    view = fit([line.points for line in picture.lines], WIDE.width, WIDE.height)
    assert view.at(view.turn(-0.32), 39)[0] < view.at(view.turn(109.1), 34)[0]


@pytest.mark.parametrize("lat", [-80, -33.3, 0, 12, 85])
def test_projection_goes_both_ways(lat: float) -> None:
    assert miller_back(miller(lat)) == pytest.approx(lat)


def test_lines_are_cut_only_at_the_cut() -> None:
    pieces = unroll([(170, 0), (-170, 10), (-150, 10)], 180)
    assert [len(piece) for piece in pieces] == [2, 3]
    assert pieces[0][-1] == (540, 5)
    assert pieces[1][0] == (180, 5)


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_labels_keep_apart(frame: Any) -> None:
    wishes = [Wish(f"Place number {n}", 150 + 7 * (n % 4), 120 + 9 * (n // 4)) for n in range(12)]
    labels = [label for label in place_labels(wishes, 12, frame.width, frame.height, []) if label]
    assert len(labels) >= 10
    for number, one in enumerate(labels):
        assert one.box[0] >= 0
        assert one.box[2] <= frame.width
        for other in labels[number + 1 :]:
            a, b = one.box, other.box
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_coastline_is_closed_rings_with_its_credit() -> None:
    coast = land()
    assert "Natural Earth" in coast.credit
    assert len(coast.polygons) > 100
    assert all(ring[0] == ring[-1] for polygon in coast.polygons for ring in polygon)


def test_every_line_and_place_of_an_answer_is_drawn(network: routeplan.Network) -> None:
    picture = of_document(network.find("Xian", "LosAngeles", pareto=True).to_dict(), network.record)
    for frame in (WIDE, NARROW):
        body, modes = drawing(picture, frame)
        assert body.count('class="line ') == len(picture.lines) == 3
        assert body.count('class="dot') == len(picture.spots) == 3
        assert body.count('class="name') == 3
        assert set(modes) == {"rail", "road", "sea"}


def test_timeline_adds_up_to_the_time(network: routeplan.Network) -> None:
    answer = network.find("Xian", "LosAngeles", depart="2026-03-02", pareto=True)
    picture = of_document(answer.to_dict(), network.record)
    for group, itinerary in zip(picture.groups, answer, strict=True):
        assert sum(span.minutes for span in group.spans) == itinerary.time_min
        assert {"storage", "handling", "sea"} <= {span.what for span in group.spans}


def test_whole_network_and_no_route_have_maps(network: routeplan.Network) -> None:
    assert "<svg" in html(of_network(network.record))
    nothing = of_document(network.find("Valencia", "Xian").to_dict(), network.record)
    assert "No route" in html(nothing)
    assert svg(nothing)


@pytest.mark.parametrize(
    "document", [None, [], {}, {"schema": "routeplan.find/1"}, {"schema": "routeplan.find/1", "request": []}]
)
def test_what_is_no_answer_is_refused(network: routeplan.Network, document: Any) -> None:
    with pytest.raises(UsageError):
        of_document(document, network.record)


def test_places_of_another_network_are_refused(network: routeplan.Network) -> None:
    document = network.find("Xian", "Valencia").to_dict()
    document["itineraries"][0]["stays"][0]["place"] = "Atlantis"
    with pytest.raises(UsageError, match="Atlantis"):
        of_document(document, network.record)


# The command


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "network.yaml").write_text(NETWORK)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", "network.yaml")
    return tmp_path


def test_command_writes_by_the_ending_of_the_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "Xian", "Valencia", "-o", "plan.html"]) == 0
    assert main(["map", "Xian", "Valencia", "-o", "plan.svg"]) == 0
    assert main(["map", "-o", "all.html"]) == 0
    assert (file / "plan.html").read_text().startswith("<!DOCTYPE html>")
    assert (file / "plan.svg").read_text().startswith("<svg")
    assert main(["map", "Xian", "Valencia", "-o", "plan.pdf"]) == 2
    assert main(["map", "Xian", "-o", "plan.html"]) == 2
    assert main(["map", "Valencia", "Xian", "-o", "none.html"]) == 1
    assert "no route" in capsys.readouterr().err


@pytest.mark.parametrize("question", [["find", "Xian", "Valencia"], ["reach", "Xian"]])
def test_command_reads_answers(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, question: list[str]
) -> None:
    import io
    import sys

    assert main([*question, "-f", "json"]) == 0
    text = capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["map", "-", "-o", "answer.html"]) == 0
    assert "Ningbo" in (file / "answer.html").read_text()


# In a browser


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, False), (1280, True)])
def test_in_chromium(page: str, tmp_path: Path, width: int, dark: bool) -> None:
    path = tmp_path / "plan.html"
    path.write_text(page)
    with browser(width, 1100, dark) as open:
        open.open(path)
        name = "wide" if width > 700 else "narrow"
        assert open.run("return document.title") != "taken"
        assert open.run("return document.documentElement.scrollWidth") <= width
        assert open.run("return matchMedia('(prefers-color-scheme: dark)').matches") is dark
        assert _visible(open, "svg.map") == [name]
        _leg_is_told(open, f"svg.{name} .line.sea")
        _keyboard_works(open, f"svg.{name} .line.rail")
        _switching_works(open, f"svg.{name}")
        _types_are_readable(open, f"svg.{name}")
        picture = open.screenshot()
        colours = _colours(picture, width)
        assert len(colours) > 20
        paper = (20, 24, 29) if dark else (255, 255, 255)
        assert colours.get(paper, 0) > 1000
        assert open.complaints() == []


def _visible(open: Browser, selector: str) -> list[str]:
    found: list[str] = open.run(
        """return [...document.querySelectorAll(arguments[0])].filter(e => e.getBoundingClientRect().width > 0)
        .map(e => e.classList[1]);""",
        selector,
    )
    return found


def _told(open: Browser) -> str:
    return str(open.run("return document.getElementById('details').innerText"))


def _leg_is_told(open: Browser, selector: str) -> None:
    at = open.point_on(selector, 0.6)
    open.point(at, kind="touch" if "narrow" in selector else "mouse")
    told = _told(open)
    assert "Departs" in told
    assert "Mar 2026 12:00 (UTC+08:00)" in told
    assert "2,400 USD" in told
    assert HOSTILE in told.replace("\n", " ")
    assert open.run("return document.querySelectorAll('.on').length") > 1
    open.press("\ue00c")
    assert "Choose" in _told(open)


def _keyboard_works(open: Browser, selector: str) -> None:
    open.run("document.querySelector(arguments[0]).focus()", selector)
    open.press("\ue007")
    assert "840 USD" in _told(open)
    open.press("\ue00c")


def _switching_works(open: Browser, svg: str) -> None:
    count = "return [...document.querySelectorAll(arguments[0] + ' .line')].filter(e => e.getBBox().width && getComputedStyle(e).display != 'none').length"
    everything = open.run(count, svg)
    boxes = open.run("return document.querySelectorAll('input[data-group]').length")
    for number in range(boxes):
        open.click(f"input[data-group='{number}']")
    assert open.run(count, svg) == 0
    for number in range(boxes):
        open.click(f"input[data-group='{number}']")
    assert open.run(count, svg) == everything > 0


def _types_are_readable(open: Browser, svg: str) -> None:
    """No name on the map is smaller than 9 pixels on the screen, and none lies over another."""
    boxes = open.run(
        """return [...document.querySelectorAll(arguments[0] + ' .name')].map(e => {
        const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; });""",
        svg,
    )
    assert boxes
    for number, a in enumerate(boxes):
        assert a[3] - a[1] >= 9
        for b in boxes[number + 1 :]:
            assert not (a[0] + 2 < b[2] and b[0] + 2 < a[2] and a[1] + 3 < b[3] and b[1] + 3 < a[3])


def _colours(png: bytes, width: int) -> dict[tuple[int, int, int], int]:
    """How often each colour occurs in a PNG of 8-bit RGB or RGBA."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, channels = 8, b"", 3
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            assert struct.unpack(">I", body[:4])[0] == width
            channels = {2: 3, 6: 4}[body[9]]
        elif kind == b"IDAT":
            data += body
        at += 12 + size
    raw, stride = zlib.decompress(data), width * channels
    before = bytearray(stride)
    counts: dict[tuple[int, int, int], int] = {}
    for start in range(0, len(raw), stride + 1):
        row = _unfilter(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, channels)
        for x in range(0, stride, channels * 4):
            colour = row[x], row[x + 1], row[x + 2]
            counts[colour] = counts.get(colour, 0) + 1
        before = row
    return counts


def _unfilter(kind: int, row: bytearray, before: bytearray, step: int) -> bytearray:
    """PNG, third edition, W3C 2025, section 9."""
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        up, corner = before[i], before[i - step] if i >= step else 0
        if kind == 1:
            add = left
        elif kind == 2:
            add = up
        elif kind == 3:
            add = (left + up) // 2
        elif kind == 4:
            guess = left + up - corner
            add = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
        else:
            return row
        row[i] = (row[i] + add) & 255
    return row
