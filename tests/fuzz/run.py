"""What a fuzzed input is held to; `AssertionError` where it does not hold."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Sequence

from routeplan.cli.main import main
from routeplan.errors import NetworkError
from routeplan.network.decoding import decode
from routeplan.network.reading import check_bytes, read_bytes
from routeplan.output.findings import render

CODES = (0, 1, 2, 3, 4, 5)


def hold_network(data: bytes) -> None:
    """Any bytes are a network, or coded findings at positions inside the file; quickly; `find` and `check` agree."""
    start = time.process_time()
    findings = check_bytes([[("x.yaml", data)]])
    assert time.process_time() - start < 1 + len(data) / 100_000, "slow"
    text = decode("x.yaml", data)[0]
    lines = [] if text is None else text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert finding.code.startswith("RP"), finding
        assert finding.message, finding
        assert finding.severity in ("error", "warning", "info"), finding
        if text is not None and finding.line:
            assert finding.line <= len(lines), finding
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding
    assert all(char == "\n" or char.isprintable() or char in "\u3000\xa0" for char in render(findings)), "not harmless"
    errors = {finding.code for finding in findings if finding.severity == "error"}
    try:
        network, _ = read_bytes([[("x.yaml", data)]])
    except NetworkError as refusal:
        assert errors
        assert {finding.code for finding in refusal.findings if finding.severity == "error"} <= errors
        return
    assert not errors or errors <= {finding.code for finding in findings}
    assert network.lanes


def hold_line(words: Sequence[str]) -> None:
    """Any command line ends with a code of the list, and says nothing on standard output where it is refused."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(words))
    assert code in CODES, (code, err.getvalue())
    assert "Traceback" not in err.getvalue()
    assert code not in (2, 3, 4) or not out.getvalue(), (code, out.getvalue())
    assert "always" in words or "\x1b" not in out.getvalue()
    assert "\x1b" not in err.getvalue() or "always" in words
