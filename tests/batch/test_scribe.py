"""The scribe writes what the formats write, to the byte, and keeps no more than so many parts."""

from __future__ import annotations

import pytest

import routeplan
from routeplan.batch import scribe
from routeplan.output.json import document, dumps
from tests.batch.sheets import questions
from tests.sample_network import TEXT

HOSTILE = '\\"ready\\": null, \\"wait_h\\": 0 \\\\ 港'


@pytest.mark.parametrize("kept", [1, 4096])
@pytest.mark.parametrize("ascii", [False, True])
def test_the_same_bytes(ascii: bool, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scribe, "LEGS_KEPT", kept)
    monkeypatch.setattr(scribe, "STAYS_KEPT", kept)
    network = routeplan.read_network_text(
        TEXT.replace("mode: rail", f'mode: rail, notes: "{HOSTILE}"').replace("name: Minimal example", "name: 示例")
    )
    assert any(lane.notes for lane in network.lanes.values())
    writer = scribe.Scribe(ascii)
    legs = 0
    for row in questions(150):
        options = {key.replace("with", "with_"): value for key, value in row.items() if key != "id"}
        try:
            found = network.find(**options)  # type: ignore[arg-type]
        except routeplan.RoutePlanError:
            continue
        legs += sum(len(one.legs) for one in found)
        about = {"id": row["id"], "line": 1}
        assert writer.line(about, found.result) == dumps({**about, **document(found.result)}, ascii=ascii) + "\n"
        assert len(writer._legs) <= kept
        assert len(writer._stays) <= kept
    assert legs > 2 * len(writer._legs)
