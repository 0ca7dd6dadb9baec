"""Mutants that live on for a reason: tests/survivors.txt."""

from __future__ import annotations

FILE = "tests/survivors.txt"


def explained(text: str) -> dict[tuple[str, str, str], str]:
    """Module, line before and line after -> why no test can or need tell the two apart.

    A line that ends in `.py` names the module. Then blocks of three indented lines: `- before`, `+ after`, `= why`.
    """
    found = {}
    module = before = after = ""
    for line in text.splitlines():
        mark, _, rest = line.strip().partition(" ")
        if line.endswith(".py") and not line.startswith(" "):
            module = line
        elif mark == "-":
            before = rest
        elif mark == "+":
            after = rest
        elif mark == "=":
            found[module, before, after] = rest
    return found
