"""`python -m tests.fuzz --seconds 60`: fuzz, keep every failure in tests/fuzz/corpus, end with 1 if there was one."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.fuzz import mutate
from tests.fuzz.run import hold_line, hold_network

CORPUS = Path(__file__).parent / "corpus"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    CORPUS.mkdir(exist_ok=True)
    rng, end, count, failures = Random(wanted.seed), time.monotonic() + wanted.seconds, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
        os.chdir(folder)
        mutate.lay_out(Path(folder))
        while time.monotonic() < end:
            count += 1
            data: bytes
            if rng.random() < 0.6:
                data, suffix, hold = mutate.network(rng), ".yaml", hold_network
            else:
                data, suffix, hold = (
                    json.dumps(mutate.line(rng)).encode(),
                    ".json",
                    lambda one: hold_line(json.loads(one)),
                )
            try:
                hold(data)
            except Exception as error:
                failures += 1
                path = CORPUS / (hashlib.sha256(data).hexdigest()[:16] + suffix)
                path.write_bytes(data)
                print(f"{path.name}: {type(error).__name__}: {str(error)[:300]}", file=sys.stderr)
    print(f"{count} inputs, {failures} failures, seed {wanted.seed}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
