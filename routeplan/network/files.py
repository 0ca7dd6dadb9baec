"""Paths to bytes: what a network consists of on disk.

A network is a file, a folder (its `*.yaml` and `*.yml` files, searched recursively and sorted) or `-`,
standard input. Only regular files are read, and the open descriptors of the process (`/dev/fd/N`); a pipe
that nobody writes to would hang.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from typing import BinaryIO

from routeplan.errors import FileError, Finding, NetworkError, UsageError
from routeplan.units import quote

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one file."""

Layer = list[tuple[str, bytes]]
"""The files of one network or overlay: name and content."""


def read_layers(paths: Sequence[str], stdin: bytes | None = None) -> list[Layer]:
    """The content of each path in order. Raises FileError, or NetworkError where a file is too large."""
    if sum(path == "-" for path in paths) > 1:
        raise UsageError("standard input can be read only once", help='give "-" once')
    layers = []
    for path in paths:
        if path == "-":
            if stdin is None:
                raise FileError("there is nothing on stdin", help="pipe a network in, or name a file")
            layers.append([("-", stdin)])
        elif not path:
            raise FileError("the path of the network is empty", help="name a file or a folder")
        elif os.path.isdir(path):
            layers.append([(name, read_file(name)) for name in _files_in(path)])
        else:
            layers.append([(path, read_file(path))])
    return layers


def _files_in(folder: str) -> list[str]:
    """The YAML files below a folder, sorted by their path; hidden folders and files are left out."""

    def fail(error: OSError) -> None:
        raise _file_error(str(error.filename), error)

    found = []
    for where, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(where, n) for n in names if n.endswith((".yaml", ".yml")) and not n.startswith(".")]
    if not found:
        message = f"{shown_path(folder)} is a directory without *.yaml or *.yml files"
        raise FileError(message, help="name a network file, or a folder that holds some", code="RP604")
    return sorted(found, key=lambda path: path.split(os.sep))


def open_file(path: str) -> BinaryIO:
    """A file to read, which must be a regular one or an open descriptor of the process. Raises `FileError`."""
    try:
        is_descriptor = path.startswith(("/dev/fd/", "/proc/self/fd/")) or path == "/dev/stdin"
        mode = os.stat(path).st_mode
        if not is_descriptor and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            message = f"{shown_path(path)} is not a regular file"
            raise FileError(message, help="name a file, a folder, or - for stdin", code="RP605")
        return open(path, "rb", opener=None if is_descriptor else _without_waiting)
    except OSError as error:
        raise _file_error(path, error) from None
    except ValueError:
        raise FileError(f"{shown_path(path)} is not a path", help="name a file or a folder", code="RP602") from None


def _without_waiting(path: str, flags: int) -> int:
    """Some files of the system look regular and wait for more at their end; others end whatever the flag."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_file(path: str) -> bytes:
    """The content of a file. Raises `FileError`, or `NetworkError` where it is too large."""
    try:
        with open_file(path) as file:
            data = file.read(LARGEST_FILE + 1) or b""
    except OSError as error:
        raise _file_error(path, error) from None
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        message = f"the file is too large: the limit is {limit} MB"
        help = "split it: a folder of files is a network"
        finding = Finding("error", "RP901", message, path, help=help)
        raise NetworkError(f"{shown_path(path)} cannot be read", [finding])
    return data


def shown_path(path: str) -> str:
    """A path for a message, in quotes, on one line and in full unless it is absurdly long."""
    return quote(path, 300)


def _file_error(path: str, error: OSError) -> FileError:
    shown = shown_path(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        if os.path.islink(path):
            target = shown_path(os.readlink(path))
            message = f"the link {shown} points to {target}, which does not exist"
            return FileError(message, help="correct the link, or name the file itself", code="RP602")
        from routeplan.network.nearest import nearest

        folder, name = os.path.split(path)
        try:
            near = nearest(name, os.listdir(folder or "."))
        except OSError:
            near = []
        help = f"did you mean {' or '.join(shown_path(os.path.join(folder, n)) for n in near)}?" if near else ""
        return FileError(f"no such file: {shown}", help=help or "check the path", code="RP602")
    if error.errno in (errno.EACCES, errno.EPERM):
        return FileError(f"no permission to read {shown}", help="check the rights of the file", code="RP603")
    if error.errno == errno.ELOOP:
        return FileError(f"{shown} is a symbolic link loop", help="name the file itself", code="RP602")
    reason = (error.strerror or "it cannot be read").lower()
    return FileError(f"cannot read {shown}: {reason}", help="check the path", code="RP601")
