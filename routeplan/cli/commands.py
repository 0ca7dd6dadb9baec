"""The commands by name, in the order help shows them. A command is one file here with COMMAND and run()."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

COMMANDS = ("find", "batch", "check", "explain", "places", "lanes", "sources", "stats")


def load(name: str) -> ModuleType:
    """The file of a command."""
    return import_module(f"routeplan.cli.{name}")
