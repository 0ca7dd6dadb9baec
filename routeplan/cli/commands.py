"""The commands by name, in the order help shows them. A command is one file here with COMMAND and run()."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

COMMANDS = (
    "find", "compare", "batch", "reach", "hinterland", "allocate", "check", "explain", "places",
    "lanes", "sources", "stats", "map", "export", "import", "init", "add-lane", "schema",
    "completion", "man",
)  # fmt: skip


def load(name: str) -> ModuleType:
    """The file of a command."""
    file = "import_sheet" if name == "import" else name.replace("-", "_")  # import is a word of Python
    return import_module(f"routeplan.cli.{file}")
