"""What a plain question does not ask for is not loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
UNWANTED = ("numpy", "routeplan.planning.reliability", "routeplan.planning.extras", "routeplan.question_extras",
            "routeplan.planning.window", "routeplan.planning.arriving", "routeplan.output.chances")  # fmt: skip


def test_a_plain_find_loads_nothing_of_it() -> None:
    code = (
        "import sys; from routeplan.cli.main import main; main(['find', 'Xian', 'Valencia', '-o', '/dev/null']); "
        f"print([name for name in sys.modules if name.startswith({UNWANTED!r})])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
