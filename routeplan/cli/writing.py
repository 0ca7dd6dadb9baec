"""Putting the result where it belongs: standard output, or a file that is old or new and never torn."""

from __future__ import annotations

import os
import stat
import sys

from routeplan.errors import FileError, UsageError
from routeplan.units import quote


def write_stdout(text: str | bytes) -> None:
    """The whole text, or bytes as they are, flushed. Raises `FileError`, or `BrokenPipeError` where the reader left."""
    if sys.stdout is None:
        raise FileError("standard output is closed", help="nothing could be written")
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(errors="backslashreplace")
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()
        raise
    except (OSError, ValueError) as error:
        abandon_stdout()
        raise FileError(f"cannot write to standard output: {_reason(error)}") from None


def abandon_stdout() -> None:
    """Let what is still buffered go nowhere, so that leaving Python says nothing about it."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (AttributeError, OSError, ValueError):
        sys.stdout = None


def write_file(path: str, text: str | bytes, inputs: tuple[str, ...] = ()) -> None:
    """The text into a file: all of it, or the file as it was.

    Links are followed and stay links, the mode of a file is kept, devices are written to as they are.
    Raises `UsageError` for a file among `inputs`, `FileError` for everything else.
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    target = os.path.realpath(path)
    for name in inputs:
        if _is_same(target, name):
            raise UsageError(
                f"--output {quote(path, 300)} is a file the network is read from", help="name another file"
            )
    try:
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            _write_device(target, data)
        else:
            _replace(target, data, mode)
    except OSError as error:
        raise FileError(f"cannot write {quote(path, 300)}: {_reason(error)}", help="nothing was written") from None


def _is_same(target: str, name: str) -> bool:
    """Whether the target is that input, or one of the network files in that folder."""
    try:
        if os.path.isdir(name):
            inside = target.startswith(os.path.realpath(name) + os.sep)
            return inside and target.endswith((".yaml", ".yml")) and os.path.exists(target)
        return os.path.samefile(target, name)
    except OSError:
        return False


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _write_device(path: str, data: bytes) -> None:
    with open(path, "wb") as device:
        device.write(data)


def _replace(path: str, data: bytes, mode: int | None) -> None:
    folder, name = os.path.split(path)
    spare = os.path.join(folder, f".{name[:100]}.{os.urandom(6).hex()}.tmp")
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if mode is not None:
                os.chmod(spare, stat.S_IMODE(mode))
        os.replace(spare, path)
    except BaseException:
        os.unlink(spare)
        raise
    _sync_folder(folder)


def _sync_folder(folder: str) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # some systems cannot open folders
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    """What went wrong in the system's own words, beginning small."""
    words = getattr(error, "strerror", None) or str(error)
    return words[:1].lower() + words[1:]


def say(text: str) -> None:
    """A line to standard error, if anybody listens there."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        pass
