"""The JSON Schema takes what the reader takes, and refuses what a schema can see."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from routeplan.cli.init import STARTER
from routeplan.cli.main import main
from routeplan.network import json_schema
from routeplan.network.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = sorted((ROOT / "networks").glob("*.yaml"))
SEEN = (
    "061-unknown-section", "062-unknown-field", "064-future-version", "068-underscore", "069-comma", "072-inf",
    "077-yes-as-number", "079-required-null", "080-list-for-value", "082-blank-in-id", "083-cyrillic-id",
    "086-escape-in-name", "092-newline-in-name", "102-negative-transit", "114-latitude-91", "201-required-keys-missing",
    "203-bare-number", "204-equipment", "205-mode-pair", "206-country-and-currency", "219-conflicting-departures",
    "220-prices-with-wrong-units", "221-storage-without-day",
)  # fmt: skip


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("check_jsonschema", reason="pip install check-jsonschema")
    path: Path = tmp_path_factory.mktemp("schema") / "routeplan.schema.json"
    assert main(["schema", "-o", str(path)]) == 0
    return path


def check(schema: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    words = ["-m", "check_jsonschema", "--schemafile", str(schema), *map(str, files)]
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=300)


def test_schema_is_one() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="pip install check-jsonschema")
    jsonschema.Draft202012Validator.check_schema(json_schema.json_schema())


def test_every_field_has_its_place_and_its_words() -> None:
    document = json_schema.json_schema()
    for name, table in TABLES.items():
        record = document if name == "network" else document["$defs"][name]
        assert list(record["properties"]) == list(table)
        assert record["additionalProperties"] is False
        for field in record["properties"].values():
            assert field["description"]
            assert field["examples"]


def test_bundled_files_are_valid(schema: Path) -> None:
    done = check(schema, *BUNDLED)
    assert done.returncode == 0, done.stdout[:3000]


def test_starter_is_valid(schema: Path, tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(STARTER.format(schema="routeplan.schema.json"))
    done = check(schema, path)
    assert done.returncode == 0, done.stdout


def test_broken_files_are_not(schema: Path) -> None:
    files = [ROOT / "tests" / "bad" / f"{name}.yaml" for name in SEEN]
    done = check(schema, *files)
    assert done.returncode == 1
    for path in files:
        assert f"{path}" in done.stdout, f"{path.name} passes"


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_the_schema_of_the_repository_is_this_one() -> None:
    assert json.loads((ROOT / "routeplan.schema.json").read_text("utf-8")) == json_schema.json_schema()
