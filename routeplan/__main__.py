"""`python -m routeplan`."""

from __future__ import annotations

from routeplan.cli.main import entry

if __name__ == "__main__":
    entry()
