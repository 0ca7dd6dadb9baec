"""Every format of an answer, read back by what its readers use."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise

import pytest

from routeplan.errors import UsageError
from routeplan.output import FORMATS
from routeplan.output.csv import COLUMNS
from routeplan.output.geojson import cut, great_circle, lane_line
from routeplan.output.json import Figure, dumps
from routeplan.output.result import Look
from tests.output.sample import NETWORK, PACIFIC, hostile, nothing, result

PIPE, EYES = Look(), Look(terminal=True)
NEED_DATES = ("dcsa",)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("dated", [False, True])
def test_every_format_ends_with_one_line_end(format: str, dated: bool) -> None:
    if format in NEED_DATES and not dated:
        with pytest.raises(UsageError):
            FORMATS[format](result(dated), PIPE)
        return
    text = FORMATS[format](result(dated), PIPE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("format", [format for format in FORMATS if format not in NEED_DATES])
@pytest.mark.parametrize("look", [PIPE, EYES, Look(terminal=True, legs=True), Look(legs=True)])
def test_nothing_hostile_reaches_the_page(format: str, look: Look) -> None:
    text = FORMATS[format](hostile(), look)
    assert "\x1b" not in text
    if format == "table" and look.legs:
        assert "=Los [bold]Angeles[/] :ship: \\x1b[31m" in text


@pytest.mark.parametrize("format", FORMATS)
def test_no_route_is_rendered_by_every_format(format: str) -> None:
    FORMATS[format](nothing(), PIPE)
    FORMATS[format](nothing(), EYES)


def test_json_has_the_keys_in_their_order() -> None:
    document = json.loads(FORMATS["json"](result(), PIPE))
    assert list(document)[:6] == ["schema", "request", "network", "itineraries", "no_route", "warnings"]
    assert list(document["request"])[:6] == ["origin", "destination", "depart", "equipment", "quantity", "by"]
    assert list(document["itineraries"][0])[:12] == [
        "rank", "labels", "cost", "currency", "time_h", "co2e_kg", "depart", "arrive", "delivered",
        "cost_breakdown", "legs", "stays",
    ]  # fmt: skip
    assert list(document["itineraries"][0]["legs"][0])[:12] == [
        "lane", "mode", "from", "to", "distance_km", "ready", "wait_h", "transit_h", "depart", "arrive", "cost", "co2e_kg",
    ]  # fmt: skip
    assert list(document["itineraries"][0]["stays"][0])[:6] == [
        "place", "handling", "stay_h", "handling_cost", "storage_cost", "co2e_kg",
    ]  # fmt: skip
    assert document["schema"] == "routeplan.find/1"
    assert document["network"]["scenarios"] == ["eport-link"]


def test_json_figures_are_the_whole_cents_minutes_and_grams() -> None:
    first = json.loads(FORMATS["json"](result(), PIPE))["itineraries"][0]
    assert first["cost"] == 2245.5
    assert first["time_h"] == 956
    assert first["co2e_kg"] == 2996.02
    assert sum(first["cost_breakdown"].values()) == pytest.approx(first["cost"])


def test_json_instants_have_the_offset_of_their_place() -> None:
    first = json.loads(FORMATS["json"](result(dated=True), PIPE))["itineraries"][0]
    assert first["depart"] == "2026-03-03T20:00:00+08:00"
    assert first["arrive"] == "2026-04-08T14:00:00+02:00"
    assert first["delivered"] == "2026-04-10T14:00:00+02:00"
    assert first["legs"][1]["ready"].endswith("+08:00")


def test_json_request_echoes_what_is_avoided() -> None:
    assert json.loads(FORMATS["json"](result(), PIPE))["request"]["avoid"] == ["country:RU", "LosAngeles"]


def test_json_says_why_there_is_no_route() -> None:
    document = json.loads(FORMATS["json"](nothing(), PIPE))
    assert document["itineraries"] == []
    assert document["no_route"]["reason"] == "not-connected"


def test_json_is_ascii_where_the_output_is() -> None:
    assert not FORMATS["json"](result(), PIPE).isascii() or "西" not in FORMATS["json"](result(), PIPE)
    assert dumps({"name": "西安"}, ascii=True) == '{"name": "\\u897f\\u5b89"}'
    assert dumps({"name": "西安"}) == '{"name": "西安"}'


@pytest.mark.parametrize("indent", [True, False])
def test_json_writer_agrees_with_the_standard_one(indent: bool) -> None:
    value = {
        "a": [1, True, None, {"b": []}, {}],
        'q"\\\n': "\u2028\x1b",
        "n": -3,
        "deep": [[1], [{"x": "y"}]],
    }
    assert json.loads(dumps(value, indent=indent)) == value


def test_json_writer_keeps_figures_as_written() -> None:
    assert dumps([Figure("1140.50"), Figure("12345678901234567.89")]) == "[1140.50, 12345678901234567.89]"


def test_jsonl_is_one_itinerary_a_line() -> None:
    lines = FORMATS["jsonl"](result(), PIPE).splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2]
    assert {json.loads(line)["schema"] for line in lines} == {"routeplan.itinerary/1"}


def test_csv_reads_back() -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](result(dated=True), PIPE))))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["cost"] == "2245.5"
    assert rows[0]["modes"] == "rail sea"
    assert rows[0]["places"] == "Xian > Ningbo > Valencia"
    assert rows[0]["delivered"] == "2026-04-10T14:00:00+02:00"


def test_csv_cells_are_no_formulas() -> None:
    from routeplan.output.csv import write

    text = write([["=1+1", "＝1", "-1", Figure("-1.5"), 3, None, 'a "b", c', "two\nlines", "\t x"]])
    assert text == '\'=1+1,\'＝1,\'-1,-1.5,3,,"a ""b"", c",two lines,\'\t x\n'


def test_markdown_names_cannot_break_the_table() -> None:
    from routeplan.output.markdown import escape

    assert escape("a|b\n<script>*x*") == "a\\|b &lt;script&gt;\\*x\\*"


def test_geojson_has_a_line_for_each_leg_and_a_point_for_each_place() -> None:
    document = json.loads(FORMATS["geojson"](result(), PIPE))
    kinds = [feature["geometry"]["type"] for feature in document["features"]]
    assert kinds == ["LineString", "LineString", "LineString", "Point", "Point", "Point"]
    assert document["features"][0]["geometry"]["coordinates"][0] == [109.0554, 34.3849]


def test_geojson_cuts_lines_at_the_antimeridian() -> None:
    geometry = json.loads(FORMATS["geojson"](hostile(), PIPE))["features"][0]["geometry"]
    assert geometry["type"] == "MultiLineString"
    west, east = geometry["coordinates"]
    assert west[-1][0] == 180
    assert east[0][0] == -180
    assert west[-1][1] == east[0][1]


@pytest.mark.parametrize(
    "line",
    [
        [(179.0, 0.0), (-179.0, 10.0)],
        [(179.0, 0.0), (181.0, 10.0)],
        [(179.0, 1.0), (180.0, 2.0), (-179.0, 3.0)],
    ],
)
def test_cut_stays_between_minus_180_and_180(line: list[tuple[float, float]]) -> None:
    parts = cut(line)
    assert len(parts) == 2
    assert all(-180 <= lon <= 180 for part in parts for lon, _ in part)
    assert all(abs(a[0] - b[0]) <= 180 for part in parts for a, b in pairwise(part))


def test_great_circle_keeps_its_ends() -> None:
    points = great_circle((121.85, 29.93), (-118.27, 33.74))
    assert points[0] == (121.85, 29.93)
    assert points[-1] == (-118.27, 33.74)
    assert max(lat for _, lat in points) > 45  # over the North Pacific


def test_a_track_is_turned_to_the_direction_of_the_lane() -> None:
    network = NETWORK._replace(tracks={"pacific": "-118.3,33.7 -170,40 121.9,29.9"})
    line = lane_line(PACIFIC._replace(track="pacific"), network)
    assert line[0] == (121.85, 29.93)
    assert line[2] == (-170.0, 40.0)
    assert line[-1] == (-118.27, 33.74)
