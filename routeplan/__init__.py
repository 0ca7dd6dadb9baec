"""routeplan: cost, time and CO2e of intermodal routes, from networks people can read and edit."""

from __future__ import annotations

from routeplan.version import __version__ as __version__

TYPE_CHECKING = False  # as type checkers know it, without the import of typing before Ctrl-C has its handler
if TYPE_CHECKING:
    from typing import Any

    from routeplan.errors import FileError, Finding, NetworkError, RoutePlanError, UsageError
    from routeplan.library import Itineraries, Network, bundled_network, read_network, read_network_text

__all__ = [
    "FileError",
    "Finding",
    "Itineraries",
    "Network",
    "NetworkError",
    "RoutePlanError",
    "UsageError",
    "__version__",
    "bundled_network",
    "read_network",
    "read_network_text",
]

_ERRORS = ("FileError", "Finding", "NetworkError", "RoutePlanError", "UsageError")


def __getattr__(name: str) -> Any:
    # Public names load on first use, so that the command line pays only for what a command needs.
    if name in _ERRORS:
        from routeplan import errors

        return getattr(errors, name)
    if name in __all__:
        from routeplan import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
