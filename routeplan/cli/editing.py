"""What commands that write into a user's file share: check first, show the change, write it whole or not at all."""

from __future__ import annotations

import difflib
import os
from collections.abc import Sequence

from routeplan.errors import Finding, NetworkError, UsageError
from routeplan.network.files import Layer, read_file, read_layers
from routeplan.units import quote


def read_text(path: str) -> str:
    """The text of one file. Raises `FileError`, or `UsageError` where it is no text."""
    data = read_file(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{quote(path)} is not UTF-8", help="routeplan check says more") from None


def layers_with(base: str, path: str, text: str, before: str) -> list[Layer]:
    """The network with a file as it is to be: in its place, as a network of its own, or as an overlay.

    A file that was valid by itself stays a network by itself.
    """
    from routeplan.network.reading import read_findings

    data = text.encode()
    if os.path.isdir(path):
        raise UsageError(f"{quote(path)} is a folder", help="name the file the lane goes into")
    layers = read_layers([base])
    target = os.path.realpath(path)
    if any(os.path.realpath(name) == target for name, _ in layers[0]):
        return [[(n, data if os.path.realpath(n) == target else d) for n, d in layers[0]]]
    if before and read_findings([[(path, before.encode())]]).network is not None:
        return [[(path, data)]]
    return [*layers, [(path, data)]]


def refuse_faults(layers: Sequence[Layer], path: str) -> tuple[Finding, ...]:
    """Raises `NetworkError` where the network would not be valid; else the warnings about the file."""
    from routeplan.network.reading import check_bytes

    findings = check_bytes(layers)
    if any(finding.severity == "error" for finding in findings):
        errors = [finding for finding in findings if finding.severity == "error"]
        raise NetworkError("the network would not be valid; nothing was written", errors)
    return tuple(f for f in findings if f.severity == "warning" and f.file == path)


def diff(path: str, before: str, after: str) -> str:
    """What changes, as a unified diff."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, path + " (new)"
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
