"""Fuzzing guided by coverage: `python -m tools.nightly.guided networks|lines FOLDER SECONDS`, with atheris installed.

The inputs that break a rule of `tests.fuzz.run` are kept in tests/fuzz/corpus, one for each place in the code that
noticed; tests/fuzz runs them ever after. Ends with 1 where there was one.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["routeplan"]):
    import routeplan

    for module in pkgutil.walk_packages(routeplan.__path__, "routeplan."):
        with contextlib.suppress(ImportError):  # what needs an extra
            importlib.import_module(module.name)

from tests.fuzz import mutate
from tests.fuzz.run import hold_line, hold_network

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
LARGEST_SEED = 10_000
LONGEST_WORD = 30
LIMITS = ("-max_len=10000", "-timeout=60", "-rss_limit_mb=3000")


class Kind:
    """A kind of input: good ones to begin with, words to put in, the rules it is held to."""

    def __init__(self, seeds: list[bytes], words: list[bytes], hold: Callable[[bytes], None], suffix: str) -> None:
        self.seeds, self.words, self.hold, self.suffix = seeds, words, hold, suffix
        self.places: set[str] = set()

    def one(self, data: bytes) -> None:
        """Hold one input to the rules; keep it where it breaks one at a place that has none yet."""
        try:
            self.hold(data)
        except Exception as error:
            place, trace = "", error.__traceback__
            while trace is not None:
                place, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
            if place in self.places:
                return
            self.places.add(place)
            kept = data if self.suffix == ".yaml" else json.dumps(words_of(data)).encode()
            path = CORPUS / (hashlib.sha256(kept).hexdigest()[:16] + self.suffix)
            path.write_bytes(kept)
            print(f"{path.name}: {type(error).__name__} at {place}: {str(error)[:300]}", file=sys.stderr)


def words_of(data: bytes) -> list[str]:
    """An argument list as a process is given it: arguments end with a NUL."""
    return [os.fsdecode(word) for word in data.split(b"\0")]


def bytes_of(words: list[str]) -> bytes:
    return b"\0".join(word.encode("utf-8", "surrogateescape") for word in words)


def networks() -> Kind:
    kept = [path.read_bytes() for path in (*CORPUS.glob("*.yaml"), *(ROOT / "tests" / "bad").glob("*.yaml"))]
    return Kind([*kept, *mutate.SEEDS], list(mutate.WORDS), hold_network, ".yaml")


def lines() -> Kind:
    rng = Random(1)
    kept = [json.loads(path.read_text("utf-8")) for path in CORPUS.glob("*.json")]
    seeds = [bytes_of(line) for line in (*kept, *(mutate.line(rng) for _ in range(500)))]
    words = [bytes_of([word]) for word in mutate.PIECES]
    return Kind(seeds, words, lambda data: hold_line(words_of(data)), ".json")


KINDS = {"networks": networks, "lines": lines}


def _stay_in(folder: str) -> None:
    """A fuzzed `-o /etc/passwd` or `check /` meets the system's refusal: nothing outside is written or walked."""
    allowed = (os.path.realpath(folder) + os.sep, str(CORPUS) + os.sep)
    changes = ("os.scandir", "os.mkdir", "os.remove", "os.rename", "os.chmod")
    writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event not in changes and not (event == "open" and isinstance(arguments[2], int) and arguments[2] & writes):
            return
        path = arguments[0]
        if not isinstance(path, (str, bytes)) or path == os.devnull:
            return
        if not (os.path.realpath(os.fsdecode(path)) + os.sep).startswith(allowed):
            raise PermissionError(13, "Permission denied", path)

    sys.addaudithook(refuse)


def _fuzz(kind: Kind, seconds: str) -> None:
    """Does not return: the fuzzer ends its process itself."""
    for number, data in enumerate(kind.seeds):
        if len(data) <= LARGEST_SEED:
            Path("seeds", str(number)).write_bytes(data)
    words = [word for word in kind.words if 0 < len(word) <= LONGEST_WORD]
    Path("words").write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words))
    os.chdir("work")
    sys.stdin = None  # type: ignore[assignment]
    _stay_in("..")
    atheris.Setup([sys.argv[0], "../seeds", "-dict=../words", f"-max_total_time={seconds}", *LIMITS], kind.one)
    atheris.Fuzz()


def main() -> int:
    name, folder, seconds = sys.argv[1:]
    os.environ |= {"XDG_CACHE_HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null"}
    CORPUS.mkdir(exist_ok=True)
    before = set(os.listdir(CORPUS))
    os.chdir(folder)
    for part in ("seeds", "work"):
        os.mkdir(part)
    mutate.lay_out(Path("work"))
    child = os.fork()
    if not child:
        _fuzz(KINDS[name](), seconds)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    fresh = sorted(set(os.listdir(CORPUS)) - before)
    print(f"{name}: {len(fresh)} failures in {seconds} s {' '.join(fresh)}".rstrip())
    return 1 if fresh or status else 0


if __name__ == "__main__":
    sys.exit(main())
