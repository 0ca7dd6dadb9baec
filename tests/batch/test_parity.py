"""A row of a batch says what `find` says with the same options, in every field."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from routeplan.batch.rows import COLUMNS, FLAGS, SEVERAL
from routeplan.cli.find import COMMAND as FIND
from routeplan.cli.find import QUESTION
from routeplan.cli.main import main
from tests.sample_network import TEXT

ROWS = 250
VALUES: dict[str, list[Any]] = {
    "by": ["cost", "time", "co2e", "balanced", "reliability", "fastest"],
    "top": [1, 2, "3", 0],
    "pareto": [True],
    "deadline": ["2026-03-30", "2026-06-01T12:00", "2026-13-01"],
    "arrive_by": ["2026-06-01"],
    "equipment": ["20GP", "40HC", "VEH", "40HQ"],
    "quantity": [1, 3, "2"],
    "weight": ["12.5", "0", "heavy"],
    "via": [["Ningbo"], ["Zhejiang", "Xian"]],
    "avoid": [["mode:road"], ["country:RU", "lane:xian-almaty-rail"], ["Ningbo"]],
    "mode": [["rail,sea"], ["sea"]],
    "max_transfers": [0, 1, "2"],
    "include": [["planned"], ["planned", "suspended"]],
    "max_wait": ["3d", "10d"],
    "value_of_time": ["50", "20 USD/TEU/day"],
    "carbon_price": ["80", "80 EUR/t"],
    "cargo": ["nev", "gold"],
    "prefer": [["block-train"]],
    "confidence": ["80%"],
    "draws": [100, "250"],
    "seed": [7],
    "cargo_value": ["90000"],
    "capital_rate": ["12%"],
    "why": [True],
    "why_not": [["Ningbo"], ["lane:xian-valencia-rail", "Zhejiang"]],
    "limit": [1, 2, "40", 0],
    "with": [["strike"]],
}


def asked(count: int) -> list[dict[str, Any]]:
    """Questions with a few options each, alone and in company; some make no sense."""
    chance = random.Random(11)
    rows = []
    for number in range(count):
        row: dict[str, Any] = {
            "id": number,
            "origin": chance.choice(["Xian", "Xi'an", "Zhejiang", "Almaty"]),
            "destination": chance.choice(["ESVLC", "Valencia", "Almaty"]),
            "now": "2026-03-01",
        }
        if chance.random() < 0.5:
            row["depart"] = chance.choice(["2026-03-02", "2026-03-05T08:00", "2026-03-02..2026-03-06"])
        names = [list(VALUES)[number % len(VALUES)], *chance.sample(list(VALUES), chance.choice([0, 0, 1, 2]))]
        row.update({name: chance.choice(VALUES[name]) for name in names})
        rows.append(row)
    return rows


def words(row: dict[str, Any]) -> list[str]:
    """The row as words of a command line."""
    said = []
    for name, value in row.items():
        flag = f"--{name.replace('_', '-')}"
        if name in FLAGS:
            said.append(flag)
        elif name not in ("id", "origin", "destination"):
            said += [word for one in (value if isinstance(value, list) else [value]) for word in (flag, str(one))]
    return [row["origin"], row["destination"], *said]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_every_row_is_a_find(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "network.yaml").write_text(TEXT)
    monkeypatch.setenv("ROUTEPLAN_NETWORK", str(tmp_path / "network.yaml"))
    rows = asked(ROWS)
    sheet = tmp_path / f"sheet.{form}"
    if form == "jsonl":
        sheet.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        columns = [name for name in COLUMNS if any(name in row for row in rows)]
        lines = [columns, *([cell(row.get(name, "")) for name in columns] for row in rows)]
        sheet.write_text("".join(",".join(line) + "\n" for line in lines))
    assert main(["batch", str(sheet), "-f", "jsonl"]) == 5
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    seen = Counter[str]()
    for row, answer in zip(rows, answers, strict=True):
        code = main(["find", *words(row), "-f", "json", "-q"])
        out, err = capsys.readouterr()
        assert (answer.pop("id"), bool(answer.pop("line"))) == (row["id"] if form == "jsonl" else str(row["id"]), True)
        if "error" in answer:
            assert code == 2
            assert out == ""
            assert f"error[{answer['error']['code']}]: {answer['error']['message']}" in err
        else:
            assert json.loads(out) == answer, row
            assert code == (5 if not answer["complete"] else 0 if answer["itineraries"] else 1)
            seen.update(key for one in answer["itineraries"] for key in one)
        seen[str(code)] += 1
    assert all(seen[word] for word in ("0", "1", "2", "5", "reliability", "window", "carrying_cost"))


def cell(value: Any) -> str:
    text = ";".join(map(str, value)) if isinstance(value, list) else str(value).lower() if value is True else str(value)
    return f'"{text}"' if "," in text else text


def test_every_option_of_a_question_is_a_column_and_tried_here() -> None:
    asked_of_find = {*QUESTION, "limit", "with", "without"}
    assert set(COLUMNS) == {*asked_of_find, "id", "fill"}
    assert {*asked_of_find} - {"origin", "destination", "now", "depart", "without"} == set(VALUES)
    many = {option.name.rstrip("_") for option in FIND.options if option.many}
    assert set(SEVERAL) == many & asked_of_find
