"""Reading a network through its compiled form, kept in the user's cache folder.

The key is the hash of all content and file names and of the version of routeplan, never a time stamp. A compiled form
never changes an answer: at the least doubt it is ignored and the files are read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress

from routeplan.errors import Finding
from routeplan.network import compiled
from routeplan.network.files import Layer, read_layers
from routeplan.network.hashing import fingerprint
from routeplan.network.model import Network
from routeplan.version import __version__

KEPT = 24
"""Compiled networks kept; the oldest go."""


def load(paths: Sequence[str], stdin: bytes | None = None) -> tuple[Network, tuple[Finding, ...]]:
    """What `read_network` gives for these paths, from the compiled form where there is one."""
    layers = read_layers(paths, stdin)
    key = _key(layers)
    folder = _folder()
    if folder is not None:
        known = _recall(os.path.join(folder, f"{key}.json"), key)
        if known is not None:
            return known
    from routeplan.network.reading import read_bytes  # and with it PyYAML

    network, findings = read_bytes(layers)
    if folder is not None:
        with suppress(OSError):
            _keep(folder, key, compiled.encode(network, findings, key))
    return network, findings


def _key(layers: Sequence[Layer]) -> str:
    parts = [__version__.encode()]
    for layer in layers:
        parts.append(b"layer %d" % len(layer))
        for name, data in layer:
            parts += (name.encode("utf-8", "surrogateescape"), data)
    return fingerprint(*parts)


def _folder() -> str | None:
    """The cache folder if it can be ours: `$XDG_CACHE_HOME/routeplan`, or `~/.cache/routeplan`."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "routeplan") if os.path.isabs(base) else None


def _recall(path: str, key: str) -> tuple[Network, tuple[Finding, ...]] | None:
    try:
        with open(path, "rb", opener=_open) as file:
            return compiled.decode(file.read(), key) if _trusted(os.fstat(file.fileno())) else None
    except (OSError, MemoryError):
        return None


def _open(path: str, flags: int) -> int:
    """Neither through a link nor waiting at a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _trusted(status: os.stat_result) -> bool:
    """A regular file that nobody but us can have written."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _keep(folder: str, key: str, data: bytes) -> None:
    import tempfile  # 5 ms, for the first run after an edit only

    os.makedirs(folder, mode=0o700, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, os.path.join(folder, f"{key}.json"))
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    entries = sorted(os.scandir(folder), key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)
    for entry in entries[:-KEPT]:
        with suppress(OSError):
            os.unlink(entry.path)
