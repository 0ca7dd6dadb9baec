"""Broken networks and command lines made from good ones."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.faults.networks import SMALL
from tests.sample_network import TEXT

SEEDS = (SMALL.encode(), TEXT.encode())
WORDS = tuple(
    word.encode() if isinstance(word, str) else word
    for word in (
        "&a ", "*a", "<<: ", "!!python/object:x ", "!x ", "---\n", "...\n", "? ", "- ", ": ", "[", "]", "{", "}", "|\n", ">\n", "'",
        '"', "#", "%", "@", "`", "\t", "\r", "\r\n", "\n", "\n\n", "null", "~", "true", "NO", "nan", ".inf", "-0", "1e999",
        "0x1F", "010", "1_000", "1,000", "9" * 400, "-1", "12:60", "2026-02-30", "9999-12-31T23:59", "36h", "PT36H", "P1Y", "1d 12h",
        "90min", "USD", "EUR", "XXX", "/TEU", "/km", "/container/km", "5 USD/TEU/day", "g/tkm", "kg/TEU", "%", "rail>sea",
        "origin>", ">destination", "handling:", "storage:", "lanes:", "places:", "scenarios:", "changes:", "match:", "set:", "scale:",
        "add:", "close: true", "part_of: O", "both_ways: true", "departures: {per_week: 3}", "{every: 1min, starting: 2026-01-05T08:00}",
        "valid: {from: 2026-01-01}", "timezone: UTC", "routeplan: 2", "via:", "cargo:", "passages: [suez]", "surcharges: [{}]",
        "\x1b[31m", "\u202e", "\u200b", "\u2028", "\ufeff", "西安", "\U0001f6a2", b"\xff", b"\xc3", b"\x00", b"\xed\xa0\x80", b"\xff\xfe",
        "{" * 40, "[" * 3000, "a: " * 50, "x" * 5000,
    )
)  # fmt: skip


def network(rng: Random) -> bytes:
    """A network with a few things done to it."""
    data = bytearray(rng.choice(SEEDS))
    for _ in range(rng.randint(1, 6)):
        at, until = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
        until = min(until, at + 60)
        what = rng.randrange(7)
        if what == 0:
            data[at:at] = rng.choice(WORDS)
        elif what == 1:
            data[at:until] = rng.choice(WORDS)
        elif what == 2:
            del data[at:until]
        elif what == 3:
            data[at:at] = data[at:until]
        elif what == 4 and data:
            data[min(at, len(data) - 1)] = rng.randrange(256)
        elif what == 5:
            lines = bytes(data).split(b"\n")
            rng.shuffle(lines) if rng.random() < 0.1 else lines.insert(rng.randrange(len(lines)), rng.choice(lines))
            data = bytearray(b"\n".join(lines))
        else:
            lines = bytes(data).split(b"\n")
            del lines[rng.randrange(len(lines))]
            data = bytearray(b"\n".join(lines))
    return bytes(data)


BEGINNINGS = (
    ("find", "O", "D"), ("find", "O", "D"), ("find", "O", "D"), ("find",), ("compare", "O", "D", "--with", "net.yaml"),
    ("batch", "rows.csv"), ("batch", "rows.jsonl", "-f", "jsonl"), ("allocate", "rows.csv"), ("reach", "O"), ("reach", "D", "--to"),
    ("hinterland", "M", "D", "--to", "D"), ("check", "net.yaml", "bad.yaml"), ("check", "bad.yaml"), ("explain",), ("places",), ("lanes",),
    ("lanes", "O", "D", "--critical"), ("sources",), ("stats",), ("map", "O", "D"), ("map",), ("export", "-f", "graphml"),
    ("import", "rates.csv"), ("import", "rates.csv", "-o", "new.yaml"), ("init",),
    ("add-lane", "net.yaml", "--dry-run", "--from", "O", "--to", "D", "--mode", "road", "--transit", "3d"), ("schema",), ("completion",),
    ("man",), ("__complete",), ("__complete", "find", "O"),
)  # fmt: skip
"""How command lines begin; each reads the files of `lay_out`."""

ALONE = ("check", "explain", "schema", "init", "completion", "man", "__complete")


def lay_out(folder: Path) -> None:
    """The files that command lines name: a network, a broken one, shipments, rates."""
    (folder / "net.yaml").write_text(SMALL)
    (folder / "bad.yaml").write_text("lanes: x\n")
    (folder / "rows.csv").write_text("origin,destination,by,depart\nO,D,cost,2026-03-02\nD,O,,\nx,y,z\n")
    (folder / "rows.jsonl").write_text('{"origin": "O", "destination": "D", "top": 2}\n{"origin": 1}\n[\n')
    (folder / "rates.csv").write_text("POL,POD,Carrier,20GP,40HC,Currency,Transit\nM,D,x,900,1600,USD,30d\n")


PIECES = (
    "O", "D", "M", "o", "", " ", "-", "--", "-h", "--help", "-n", "net.yaml", "bad.yaml", "/dev/null", ".", "--with", "--without", "-k", "0",
    "1", "-1", "999999999", "--by", "cost", "time", "co2e", "balanced", "reliability", "--pareto", "--depart", "2026-03-02",
    "2026-03-29T02:30", "2026-03-02..2026-03-05", "2026-03-05..2026-03-02", "..", "--deadline", "--arrive-by", "--equipment", "VEH", "20GP",
    "--quantity", "--weight", "1e5", "nan", "--via", "--avoid", "mode:road", "country:CN", "lane:o-m-rail", "passage:suez", "x:y", ":",
    "--mode", "rail,sea", ",", "--max-transfers", "--max-wait", "30d", "--include", "planned", "-f", "json", "csv", "table", "markdown",
    "geojson", "jsonl", "--legs", "-q", "--color", "always", "--now", "--limit", "5", "--why", "--why-not", "--cargo-value", "90000",
    "--capital-rate", "10%", "--confidence", "90%", "--draws", "10", "--seed", "--value-of-time", "50", "--carbon-price", "80 EUR/t",
    "--prefer", "--cargo", "-o", "out.html", "new.yaml", "--within", "20d", "--budget", "3000USD", "--logit", "200USD", "--to", "--jobs",
    "--resume", "out.jsonl", "--critical", "--country", "--strict", "--departures", "mon 20:00", "--rate", "5 USD", "--id", "rows.csv", "rows.jsonl",
    "bash", "svg", "graphml", "2", "--no-cache", "--profile", "--nothing", "\x1b[2J", "\u202e", "\udcff", "西安", "x" * 3000, "RP201", "-fjson", "-qk3",
)  # fmt: skip


def line(rng: Random) -> list[str]:
    """A command line: mostly a question, with anything after it."""
    words = list(rng.choice(BEGINNINGS))
    if words[0] not in ALONE and rng.random() < 0.9:
        words += ["-n", "net.yaml"]
    words += [rng.choice(PIECES) for _ in range(rng.randint(0, 5))]
    if rng.random() < 0.1:
        rng.shuffle(words)
    return words
