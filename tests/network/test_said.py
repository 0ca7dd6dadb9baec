"""What is said of the sections that hold for a whole network, word by word: what, where, and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from routeplan.errors import Finding, NetworkError
from routeplan.network import files
from routeplan.network.faults import Faults
from routeplan.network.reading import check_bytes, read_bytes
from tests.network.sample import faults, read

HEAD = "routeplan: 1\ncurrency: USD\n"
PLACES = "places:\n  A: {country: CN, kind: city, lat: 0, lon: 110}\n  B: {country: CN, kind: city, lat: 0, lon: 111}\n"
LANES = "lanes:\n  - {id: ab, from: A, to: B, mode: rail, transit: 5h, distance: 120 km, rate: 1 USD, co2e: 1 g/tkm}\n"


def said(*layers: str | list[str]) -> list[str]:
    texts = [[layer] if isinstance(layer, str) else layer for layer in layers]
    named = {f"net{n}-{m}.yaml": text for n, files in enumerate(texts) for m, text in enumerate(files)}
    found = [one for one in faults(*layers) if one.severity == "error" or one.code in ("RP304", "RP305")]
    assert all(_leads_there(one, named[one.file]) for one in found)
    return [f"{one.line}:{one.column} {one.message} | {one.help}" for one in found]


def _leads_there(finding: Finding, text: str) -> bool:
    """Whether the path of a finding leads to where the finding is."""
    key: Any = yaml.compose(text)
    node = key
    for step in finding.path:
        if isinstance(step, int):
            key = node = node.value[step]
        else:
            key, node = next(pair for pair in node.value if pair[0].value == step)
    begin, end = key.start_mark, node.end_mark
    return (begin.line, begin.column) <= (finding.line - 1, finding.column - 1) <= (end.line, end.column)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (
            "exchange_rates: {as_of: 2026-06-30, usd: 7.1, CNY: 7.10, EUR: x, notes: a, source: nope}",
            [
                '3:37 the currency "usd" is not in capitals | write USD',
                '3:63 number expected, found "x" | write a number such as 12 or 1.5',
                '3:84 unknown source "nope" | add it under "sources:" with its title',
            ],
        ),
        (
            "exchange_rates: {as_of: soon, notes: [a], source: {}}",
            [
                '3:25 date expected, found "soon" | write year-month-day, such as 2026-12-01',
                "3:38 text expected, found a list | write such as figures are for 2026",
                "3:51 id of a source, or a list of ids expected, found a mapping | write such as ezj2026",
            ],
        ),
        (
            "co2e: {ral: 22 g/tkm, sea: 73 g/TEU-km, spaceship: 1 g/tkm, notes: [a], source: nope}",
            [
                '3:8 unknown mode "ral" | did you mean rail?',
                '3:41 unknown mode "spaceship" | write one of rail, sea, road, barge',
                "3:68 text expected, found a list | write such as figures are for 2026",
                '3:81 unknown source "nope" | add it under "sources:" with its title',
            ],
        ),
        (
            "reliability: {ral: {on_time: 60%}, rail: late, seaport: {on_time: 60%, late: 5h}, spaceship: {}}",
            [
                '3:15 unknown mode or kind of place "ral" | did you mean rail?',
                '3:42 mapping with on_time and late expected, found the text "late" | write such as {on_time: 65%}',
                '3:83 unknown mode or kind of place "spaceship" | write one of rail, sea, road, barge, seaport, port_area, '
                "dry_port, rail_terminal, river_port, border, city",
            ],
        ),
        (
            'tracks: {a b: "0,0 1,1", line: x, fine: "0,0 1,1"}',
            [
                '3:10 the id "a␣b" has a blank in it | an id is made of letters, digits and signs such as _ - . >',
                '3:32 a point of the track is not lon,lat: "x" | write "109.05,34.38 121.5,29.8"',
            ],
        ),
        (
            "sources: {a: text, b: [x], c: }",
            [
                '3:14 mapping with title expected, found the text "text" | write such as {title: Freight rates, June 2026}',
                "3:23 mapping with title expected, found a list | write such as {title: Freight rates, June 2026}",
                '3:28 missing value for "c": mapping with title expected | write a value, or leave the key out',
            ],
        ),
        (
            "cargo: {a: text}",
            [
                '3:12 mapping of a cargo\'s fields expected, found the text "text" | keys: name, refused_by, equipment, '
                "source, notes"
            ],
        ),
        (
            "scenarios: {a: text}",
            [
                '3:16 mapping with changes expected, found the text "text" | write such as '
                "{changes: [{match: {passage: suez}, close: true}]}"
            ],
        ),
        (
            "scenarios: {s: {changes: [{match: {lane: ab}}]}}",
            ["3:27 the change changes nothing | add one of set, scale, add or close"],
        ),
        (
            "scenarios: {s: {changes: [{match: {}, close: true}]}}",
            ["3:35 match names nothing | write such as {lane: xian-ningbo-rail}"],
        ),
        (
            "scenarios: {s: {changes: [{match: {lane: ab}, set: {trasit: 3h}}]}}",
            ['3:53 unknown key "trasit" of a lane | did you mean transit?'],
        ),
        (
            "scenarios: {s: {changes: [{match: {place: A}, set: {timezone: Europe/Pari}}]}}",
            ['3:63 unknown time zone "Europe/Pari" | write Europe/Paris'],
        ),
        (
            "scenarios: {s: {changes: [{match: {place: A}, set: {country: EL}}]}}",
            ['3:62 unknown country code "EL" | write GR'],
        ),
        (
            "exchange_rates: {as_of: 2026-06-30, usd: , eur: x}",
            [
                '3:37 the currency "usd" is not in capitals | write USD',
                '3:44 the currency "eur" is not in capitals | write EUR',
            ],
        ),
        (
            "exchange_rates: {as_of: 2026-06-30, CNY: , EUR: 0.9}",
            ['3:37 missing value for "CNY" | write a value, or leave the key out'],
        ),
        (
            "exchange_rates: {as_of: 2026-06-30, JPY: 1,150}",
            ['3:44 "1,150" has a thousands separator | write 1150'],
        ),
        (
            "co2e: {ral: , roda: x}",
            ['3:8 unknown mode "ral" | did you mean rail?', '3:15 unknown mode "roda" | did you mean road?'],
        ),
        (
            "reliability: {ral: , sea: }",
            [
                '3:15 unknown mode or kind of place "ral" | did you mean rail?',
                '3:22 missing value for "sea": mapping with on_time and late expected | write a value, or leave the key out',
            ],
        ),
        (
            "sources: {<<: {title: x}}",
            [
                "3:11 merge keys (<<) are not supported | write the values out; figures for the whole network go under the "
                "top-level handling and co2e"
            ],
        ),
        (
            "handling: {rail>sea: 3h, sea>rail: [x], see>rail: {}, rail>see: }",
            [
                '3:22 mapping with time, cost, co2e expected, found the text "3h" | keys: time, cost, co2e, source, notes',
                "3:36 mapping with time, cost, co2e expected, found a list | keys: time, cost, co2e, source, notes",
                '3:41 mode pair expected, found "see>rail" | write sea>rail',
                '3:55 mode pair expected, found "rail>see" | write rail>sea',
            ],
        ),
        ("value_of_time: {}", ['3:1 the value of time has no "amount" | add it, such as amount: 24 USD/TEU/day']),
        ("carbon_price: {}", ['3:1 the carbon price has no "amount" | add it, such as amount: 80 USD/t']),
    ],
)
def test_sections(section: str, words: list[str]) -> None:
    assert said(f"{HEAD}{section}\n{PLACES}{LANES}") == words


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("1", ""),
        ('"1"', ""),
        ("2", "the file has format version 2; this routeplan reads version 1 | a newer routeplan is needed"),
        ("0", 'unknown format version "0" | write routeplan: 1'),
        ("01", 'unknown format version "01" | write routeplan: 1'),
        ("-1", 'unknown format version "-1" | write routeplan: 1'),
        ("1.0", 'unknown format version "1.0" | write routeplan: 1'),
        ("one", 'unknown format version "one" | write routeplan: 1'),
        ("2000000000", 'unknown format version "2000000000" | write routeplan: 1'),
        ("~", 'missing value for "routeplan" | write a value, or leave the key out'),
    ],
)
def test_versions_of_the_format(version: str, words: str) -> None:
    assert said(f"routeplan: {version}\ncurrency: USD\n{PLACES}{LANES}") == ([f"1:12 {words}"] if words else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: 'Xi'an'\nrouteplan: 1\n", """1:7 a quote ends before the end of the value | write "Xi'an\""""),
        ("routeplan: 1\nlanes: - from: A\n", '2:8 "- " is not allowed here | begin the list on the next line, each '
         "item after a dash of its own"),
        ('name: "\\xZZ"\n', "1:10 in quotes: did not find expected hexdecimal number | check the quotes"),
        ("POL\tPOD\n", '1:1 mapping expected, found text: this looks like CSV | a network begins with "routeplan: 1"'),
        ("name: !a!b c\n", "1:7 YAML tags are not allowed here | put the value in quotes if it is text"),
        ("routeplan: 1\nlanes: [", '2:8 the "[" list that starts here is not closed | close it with "]", or look at '
         "line 2, column 9"),
        ("routeplan: 1\nco2e: {rail: 1 g/tkm,", '2:7 the "{" mapping that starts here is not closed | close it with '
         '"}", or look at line 2, column 22'),
        ("name: a: b\nrouteplan: 1\n", """1:8 a second ": " on this line | quote the value if it contains a colon: name: "a: b\""""),
        ("name x\nnotes: y\n", """2:6 a second ": " on this line | the indentation does not match the lines above, or quote a value that contains a colon"""),
    ],
)  # fmt: skip
def test_what_is_no_yaml(text: str, words: str) -> None:
    (finding,) = faults(text)
    assert f"{finding.line}:{finding.column} {finding.message} | {finding.help}" == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("timezone: asia/shanghai", 'unknown time zone "asia/shanghai" | write Asia/Shanghai'),
        ("timezone: shanghai", 'unknown time zone "shanghai" | write Asia/Shanghai or Asia/Urumqi'),
        ("timezone: Asia/Shangai", 'unknown time zone "Asia/Shangai" | write Asia/Shanghai'),
        ("part_of: C", 'unknown place "C" | did you mean A or B?'),
        ('name: ""', "the text is empty | write something, or leave the key out"),
        ("name: ~", 'missing value for "name" | write a value, or leave the key out'),
        ('name: "~"', ""),
        ("dwell: {p90: 3d, on_time: 60%}", "p90 and on_time say the same | keep p90, or on_time with late"),
        ("dwell: {p90: 3d, late: 3d}", "p90 and on_time say the same | keep p90, or on_time with late"),
        ("dwell: {late: 3d}", 'the dwell has no "p90" | add it, such as p90: 3d'),
        ("dwell: {on_time: 60%, late: 3d}", ""),
        ("dwell: {p90: 3d}", ""),
    ],
)
def test_fields_of_places(fields: str, words: str) -> None:
    found = said(HEAD + PLACES.replace("kind: city", f"kind: city, {fields}", 1) + LANES)
    assert [one.partition(" ")[2] for one in found] == ([words] if words else [])


UNFIT = "VEH is a vehicle on its wheels, priced per vehicle; the others are containers"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("transit: 5h", "transit: {typical: 5h, p50: 6h}", "typical and p50 say the same | keep one of the two"),
        ("transit: 5h", "transit: {p90: 6h}", 'the transit has no "typical" | add it, such as typical: 60h'),
        ("transit: 5h", "transit: {p50: 5h, p90: 6h}", ""),
        (
            "transit: 5h",
            'transit: 5h, departures: {days: [], time: "20:00"}',
            '"days" is empty | leave departures out: it leaves when ready',
        ),
        (
            "transit: 5h",
            "transit: 5h, departures: {days: [mon]}",
            '"days" needs "time" | write {days: [mon, wed], time: "20:00"}, {per_week: 3}, {dates: [2026-12-01T08:00]}',
        ),
        (
            "transit: 5h",
            "transit: 5h, departures: {per_week: 3, starting: 2026-12-01T08:00}",
            '"starting" does not go with "per_week" | write one of {days: [mon, wed], time: "20:00"}, {per_week: 3}, '
            "{dates: [2026-12-01T08:00]}",
        ),
        (
            "transit: 5h",
            "transit: 5h, departures: {dates: []}",
            '"dates" is empty | leave departures out: it leaves when ready',
        ),
        (
            "transit: 5h",
            "transit: {typical: 7h, p90: 6h}",
            "the quantiles of the transit are not in order | p10 <= p50 <= p90",
        ),
        ("rate: 1 USD", "rate: {40HC: 1 USD/vehicle}", f'"1 USD/vehicle" does not fit 40HC | {UNFIT}'),
        ("rate: 1 USD", "rate: {VEH: 1 USD/TEU}", f'"1 USD/TEU" does not fit VEH | {UNFIT}'),
        ("rate: 1 USD", "rate: {VEH: 1 USD/container}", f'"1 USD/container" does not fit VEH | {UNFIT}'),
        ("rate: 1 USD", "rate: {VEH: 1 USD, 40HC: 2 USD}", ""),
        ("rate: 1 USD", "rate: 1 USD, source: A", 'unknown source "A" | add it under "sources:" with its title'),
        ("id: ab", f"id: {'x' * 200}", ""),
        (
            "id: ab",
            f"id: {'x' * 201}",
            f'the value "{"x" * 39}…" is too long, or too large, for an id | write a shorter value',
        ),
        (
            "rate: 1 USD",
            "rate: 1 USD, surcharges: [fuel]",
            'mapping with name and amount expected, found the text "fuel" | write such as '
            "{name: drop-off, amount: 600 CNY/TEU}",
        ),
        ("rate: 1 USD", "rate: {}", "the price is empty | write an amount such as 840 USD"),
        (
            "rate: 1 USD",
            "rate: {XX: 1 USD}",
            'unknown equipment "XX" | write one of 20GP, 40GP, 40HC, 45HC, 20RF, 40RF, VEH',
        ),
        (
            "rate: 1 USD",
            "rate: 1 USD, surcharges: [{name: x, amount: {VEH: 1 USD/shipment, 40HC: 2 USD/shipment}}]",
            "",
        ),
        (
            "rate: 1 USD",
            "rate: 1 USD, surcharges: [{name: x, amount: {VEH: 1 USD/shipment, 20GP: 1 USD/vehicle}}]",
            f'"1 USD/vehicle" does not fit 20GP | {UNFIT}',
        ),
    ],
)
def test_fields_of_lanes(old: str, new: str, words: str) -> None:
    found = said(HEAD + PLACES + LANES.replace(old, new))
    assert [one.partition(" ")[2] for one in found] == ([words] if words else [])


@pytest.mark.parametrize(
    ("rate", "subsidy", "refused"),
    [
        ("100 USD", "-710 CNY", False),
        ("100 USD", "-710.01 CNY", True),
        ("1 USD/km", "-120 USD", False),
        ("1 USD/km", "-120.01 USD", True),
        ("50 USD/TEU", "-50 USD", False),
        ("50 USD/TEU", "-50.01 USD", True),  # too much for a 20GP
        ("50 USD/TEU", "-50 USD/TEU", False),
        ("{40HC: 50 USD}", "-100 CNY/TEU", False),
        ("{40HC: 50 USD}", "-180 CNY/TEU", True),
        ("50 USD", "-5000 USD/shipment", False),  # of how many containers is not known
    ],
)
def test_a_subsidy_takes_away_the_rate_and_no_more(rate: str, subsidy: str, refused: bool) -> None:
    lanes = LANES.replace("rate: 1 USD", f"rate: {rate}, surcharges: [{{name: x, amount: {subsidy}}}]")
    found = said(HEAD + "exchange_rates: {as_of: 2026-06-30, CNY: 7.10}\n" + PLACES + lanes)
    words = "the rate with its surcharges is below zero | a subsidy may not exceed the rate"
    assert [one.partition(" ")[2] for one in found] == [words] * refused


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rate: 1 USD", "rate: {40HC: 1 EUR}"),
        ("rate: 1 USD", "rate: 1 USD, surcharges: [{name: x, amount: 1 EUR}]"),
        ("rate: 1 USD", "rate: 1 USD, fixed_cost: 1 EUR"),
        ("kind: city", "kind: city, handling: {rail>sea: {cost: 1 EUR}}"),
        ("kind: city", "kind: city, storage: {rate: 1 EUR/day}"),
        ("places:", "handling: {rail>sea: {cost: 1 EUR}}\nplaces:"),
        ("places:", "value_of_time: {amount: 1 EUR/TEU/day}\nplaces:"),
        ("places:", "carbon_price: {amount: 1 EUR/t}\nplaces:"),
        ("places:", "scenarios: {s: {changes: [{match: {lane: ab}, set: {rate: 1 EUR}}]}}\nplaces:"),
        ("places:", "scenarios: {s: {changes: [{match: {lane: ab}, add: {rate: {40HC: 1 EUR}}}]}}\nplaces:"),
    ],
)
def test_an_amount_in_another_currency_needs_a_rate(old: str, new: str) -> None:
    text = (HEAD + PLACES + LANES).replace(old, new, 1)
    before = text[: text.index("1 EUR")]
    at = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    help = "add it: exchange_rates: {EUR: ...}, units per 1 USD"
    assert said(text) == [f"{at} no exchange rate for EUR: totals are in USD | {help}"]


def test_bytes_that_are_no_text() -> None:
    (finding,) = check_bytes([[("noise.yaml", bytes(range(1, 9)) * 20)]])
    assert (finding.code, finding.message) == ("RP002", "this is not a text file")


def test_what_is_read_of_them() -> None:
    network = read(
        HEAD
        + "exchange_rates: {as_of: 2026-06-30, CNY: 7.10, notes: of a day}\n"
        + "co2e: {rail: 22 g/tkm, notes: well to wheel, source: s}\n"
        + "reliability: {sea: {on_time: 60%, late: 5h}, rail: {on_time: 70%}}\n"
        + 'tracks: {line: "0,0 1,1"}\n'
        + "sources: {s: {title: Factors}}\n"
        + PLACES
        + LANES
    )
    assert network.exchange_rates == {"CNY": (71, 10)}
    assert {mode: factor[:3] for mode, factor in network.co2e.items()} == {"rail": (22, 1, "tkm")}
    assert {mode: one.late_min for mode, one in network.reliability.items()} == {"sea": 300, "rail": 0}
    assert [source.title for source in network.sources.values()] == ["Factors"]
    assert list(network.tracks) == ["line"]


def test_entries_of_another_shape() -> None:
    places = PLACES.replace("  A: {", "  C: text\n  A: {")
    lanes = LANES + "  - text\n  - {from: A, to: Q, mode: rail, transit: 5h}\n  - {from: A, mode: rail, transit: 5h}\n"
    assert said(HEAD + places + lanes) == [
        '4:6 mapping of a place\'s fields expected, found the text "text" | write such as '
        "{country: CN, kind: dry_port, lat: 34.3849, lon: 109.0554}",
        '9:5 mapping of a lane\'s fields expected, found the text "text" | write such as '
        "{from: Xian, to: Ningbo, mode: rail, transit: 60h}",
        '10:19 unknown place "Q" | did you mean A or B or C?',
        '11:5 the lane has no "to" | add it, such as to: Ningbo',
    ]


def test_what_two_files_of_a_network_say() -> None:
    rates = "exchange_rates: {as_of: 2026-06-30, CNY: 7.1}\n"
    handling = "handling: {rail>sea: {time: 1h}}\n"
    one = HEAD + PLACES + LANES + rates + handling
    other = "routeplan: 1\ncurrency: EUR\nexchange_rates: {CNY: 7.2}\n" + handling
    more = "places:\n  a: {country: CN, kind: city, lat: 0, lon: 110}\n" + LANES
    found = faults([one, other + more])
    assert [
        (f"{f.line}:{f.column} {f.message}", [(r.line, r.column, r.label) for r in f.related]) for f in found[:5]
    ] == [
        ('2:1 two files of the network say different things for "currency"', [(2, 1, "first one here")]),
        ('3:18 exchange_rates has "CNY" in two files', [(8, 37, "first one here")]),
        ('4:12 handling has "rail>sea" in two files', [(9, 12, "first one here")]),
        ('6:3 the place id "a" is used twice, there in the spelling "A"', [(4, 3, "first one here")]),
        ('8:5 the lane id "ab" is used twice', [(7, 5, "first one here")]),
    ]
    assert [f.help for f in found[3:5]] == [
        "give each an id of its own; ids that differ in case only count as the same",
        "give each an id of its own",
    ]
    assert said([HEAD + PLACES + LANES, "routeplan: 1\ncurrency: USD\n"]) == []


def test_an_overlay_says_what_it_replaces() -> None:
    overlay = "routeplan: 1\nplaces:\n  a: {country: CN, kind: city, lat: 0, lon: 110}\n"
    assert said(HEAD + PLACES + LANES, overlay) == [
        '3:3 the place id "a" differs from "A" in case only | write A to replace it'
    ]


def test_a_lane_that_cannot_be_read_takes_no_other_lanes_place() -> None:
    lanes = LANES.replace("to: B", "to: Q") + "  - {from: A, to: P, mode: rail, transit: 5}\n"
    assert [words.partition(" |")[0] for words in said(HEAD + PLACES + lanes)] == [
        '7:27 unknown place "Q"',
        '8:19 unknown place "P"',
        '8:43 the duration "5" has no unit',
    ]


def test_sources_cited_in_any_file_are_not_idle() -> None:
    cited = "sources: {p: {title: P}, q: {title: Q}, r: {title: R}}\n"
    one = HEAD + cited + PLACES.replace("lon: 110", "lon: 110, source: p") + LANES
    other = "routeplan: 1\nlanes:\n  - {from: B, to: A, mode: rail, transit: 5h, distance: 120 km, rate: 1 USD, source: q}\n"
    idle = [
        finding.message for finding in faults(one, other) if '"r"' in finding.message or "source" in finding.message
    ]
    assert len(idle) == 1
    assert '"r"' in idle[0]


def test_words_are_suggested_so_often_only() -> None:
    faulty = Faults()
    assert [faulty.suggest("ral", ["rail"]) for _ in range(41)] == ["did you mean rail?"] * 40 + [""]


def test_a_file_as_large_as_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 2 << 20)
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (2 << 20))
    assert len(files.read_layers([str(path)])[0][0][1]) == 2 << 20
    path.write_bytes(b"#" * ((2 << 20) + 1))
    with pytest.raises(NetworkError) as caught:
        files.read_layers([str(path)])
    assert [finding.message for finding in caught.value.findings] == ["the file is too large: the limit is 2 MB"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", ".c.yaml", "d.txt", ".git/e.yaml", "f/g.yaml", "f/.h/i.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    (layer,) = files.read_layers([str(tmp_path)])
    assert [Path(name).relative_to(tmp_path).as_posix() for name, _ in layer] == ["a.yml", "b.yaml", "f/g.yaml"]


def test_overlays_are_checked_when_they_are_read() -> None:
    bare = "routeplan: 1\nlanes:\n  - {from: B, to: A, mode: rail, transit: 5h, distance: 120 km, co2e: 1 g/tkm}\n"
    base = HEAD + PLACES + LANES + "  - {from: A, to: B, mode: sea, transit: 5h, distance: 120 km, co2e: 1 g/tkm}\n"
    found = read_bytes([[("base.yaml", base.encode())], [("over.yaml", bare.encode())]])[1]
    assert [(one.file, one.code) for one in found] == [("over.yaml", "RP421")]
    assert read_bytes([[("base.yaml", base.encode())]])[1] == ()


BROKEN = Path(__file__).parents[1] / "bad"
REPORTS = Path(__file__).with_name("reports.txt")


def reports() -> str:
    """Every finding of every broken file, with all its words."""
    lines = []
    for path in sorted(BROKEN.glob("[0-9]*.yaml")):
        lines.append(path.stem)
        lines += [f"  {_report(finding)}" for finding in check_bytes([[(path.name, path.read_bytes())]])]
    return "\n".join(lines) + "\n"


def _report(one: Finding) -> str:
    if one.code == "RP112":  # in the words of the parser, which differ from one release to the next
        return f"{one.line}:{one.column} {one.severity} {one.code}"
    others = "".join(f" ({other.line}:{other.column}+{other.length} {other.label})" for other in one.related)
    place = f"{one.line}:{one.column}+{one.length} {one.severity} {one.code}"
    path = "".join(f" > {step}" for step in one.path)
    return f"{place} {one.message} | {one.help}{' | ' + one.label if one.label else ''}{others}{path}"


def test_every_word_about_broken_files() -> None:
    """`python -m tests.network.test_said` writes the reports anew: read what changes before you keep it."""
    assert reports() == REPORTS.read_text("utf-8")


if __name__ == "__main__":
    REPORTS.write_text(reports(), "utf-8")
