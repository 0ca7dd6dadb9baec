"""Networks that read well and mean something odd."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from tests.faults.networks import HEAD, SMALL, lane, places
from tests.faults.shell import run


def put(folder: Path, text: str) -> Path:
    (folder / "net.yaml").write_text(text, encoding="utf-8")
    return folder


def test_only_lanes_into_the_origin(folder: Path) -> None:
    put(folder, HEAD + places(["O", "M", "D"]) + "lanes:\n" + lane("M", "O", 1, 1) + lane("M", "D", 1, 1))
    run(folder, "find", "O", "D", "-n", "net.yaml", code=1, says=["no route["])


def test_two_parts_that_nothing_joins(folder: Path) -> None:
    put(folder, HEAD + places(["O", "M", "N", "D"]) + "lanes:\n" + lane("O", "M", 1, 1) + lane("N", "D", 1, 1))
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "-f", "json", code=1)
    answer = json.loads(got.out)
    assert answer["itineraries"] == []
    assert answer["no_route"]["reason"]
    assert answer["no_route"]["message"]


def test_origin_and_destination_are_one(folder: Path) -> None:
    run(folder, "find", "O", "o", "-n", "net.yaml", code=2, says=["same place"])


def test_forty_times_ten_cents_are_four(folder: Path) -> None:
    names = [f"P{i}" for i in range(41)]
    dime = "".join(lane(a, b, 1, 1).replace("1 USD", "0.10 USD") for a, b in itertools.pairwise(names))
    put(folder, HEAD + places(names) + "lanes:\n" + dime)
    got = run(folder, "find", "P0", "P40", "-n", "net.yaml", "-f", "json", code=0)
    assert '"cost": 4.0,' in got.out or '"cost": 4,' in got.out


def test_the_same_prices_in_another_order_tie(folder: Path) -> None:
    prices = ("0.1 USD", "0.2 USD", "0.3 USD", "1234567.89 USD", "0.7 USD")
    lanes = ""
    for row, order in (("A", prices), ("B", tuple(reversed(prices)))):
        names = ["O", *(f"{row}{i}" for i in range(4)), "D"]
        for start, end, price in zip(names, names[1:], order, strict=False):
            lanes += lane(start, end, 1, 1).replace("rate: 1 USD", f"rate: {price}")
    names = [f"{row}{i}" for row in "AB" for i in range(4)]
    put(folder, HEAD + places(["O", "D", *names]) + "lanes:\n" + lanes)
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "--by", "cost", "-f", "json", code=0)
    first, second = json.loads(got.out)["itineraries"]
    assert first["cost"] == second["cost"] == 1234569.19
    assert first["legs"][0]["lane"] < second["legs"][0]["lane"]


def test_a_currency_without_a_rate(folder: Path) -> None:
    put(folder, SMALL.replace("900 USD", "900 EUR"))
    run(folder, "find", "O", "D", "-n", "net.yaml", code=3, says=["EUR", "USD", "net.yaml:"])


def test_a_price_beyond_all_measure(folder: Path) -> None:
    put(folder, SMALL.replace("900 USD", "1000000000000 USD"))
    run(folder, "find", "O", "D", "-n", "net.yaml", code=3, says=["net.yaml:"])


def test_a_filter_that_takes_everything_away(folder: Path) -> None:
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "--mode", "sea", code=1)
    assert "--mode" in got.err, got
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "--max-transfers", "0", code=1)
    assert "transfer" in got.err, got
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "--depart", "2026-03-02", "--deadline", "2026-03-03", code=1)
    assert "deadline" in got.err, got


def test_a_free_circle_ends(folder: Path) -> None:
    circle = lane("M", "O", 0, 0) + lane("O", "M", 0, 0, "barge")
    put(folder, SMALL + circle)
    run(folder, "find", "O", "D", "-n", "net.yaml", "-k", "50", code=0)
    run(folder, "find", "O", "D", "-n", "net.yaml", "--pareto", code=0)


def test_identical_lanes_are_routes_of_their_own_only_in_lists(folder: Path) -> None:
    """The k best differ in their lanes; the front has one for each vector."""
    put(folder, HEAD + places(["O", "D"]) + "lanes:\n" + lane("O", "D", 1, 1) * 3)
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "--pareto", "-f", "jsonl", code=0)
    assert len(got.out.splitlines()) == 1


def test_a_lane_across_the_date_line(folder: Path) -> None:
    text = SMALL.replace("lat: 30, lon: 110", "lat: 35, lon: 179").replace("lat: 39, lon: 0", "lat: 37, lon: -122")
    put(folder, text)
    got = run(folder, "find", "O", "D", "-n", "net.yaml", "-f", "geojson", code=0)
    document = json.loads(got.out)
    shapes = [one["geometry"] for one in document["features"]]
    for shape in shapes:
        parts = shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]
        if shape["type"] == "Point":
            continue
        for part in parts:
            for here, there in itertools.pairwise(part):
                assert abs(here[0] - there[0]) <= 180


def test_names_as_people_type_them(folder: Path) -> None:
    aliases = "name: Xi'an, aliases: [西安]"
    text = SMALL.replace("O: {", "O: {" + aliases + ", ").replace("D: {", "D: {name: Małaszewicze, aliases: [Ørsted], ")
    put(folder, text)
    for origin in ("Xi’an", "Xiʼan", "Xi'an", "XI AN", "xian", "西安"):
        run(folder, "find", origin, "orsted", "-n", "net.yaml", code=0)
    for destination in ("Malaszewicze", "MAŁASZEWICZE", "Ørsted"):
        run(folder, "find", "xian", destination, "-n", "net.yaml", code=0)
