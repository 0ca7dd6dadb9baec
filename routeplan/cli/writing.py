"""Putting the result where it belongs: standard output, or a file that is old or new and never torn."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import time

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
    with _refusals(path):
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            _write_device(target, data)
        else:
            _replace(target, data, mode)


def write_edit(path: str, before: str | None, after: str) -> None:
    """The file with an edit in it, where it still holds what the edit began from; None: where it is not there.

    Content is compared, not time stamps, and other edits by routeplan wait meanwhile. Raises `FileError`.
    """
    target = os.path.realpath(path)

    def unchanged() -> None:
        try:
            with open(target, "rb") as file:
                now = file.read()
        except FileNotFoundError:
            now = None
        if now != (None if before is None else before.encode("utf-8")):
            raise FileError(
                f"somebody else changed {quote(path, 300)} meanwhile",
                help="nothing was written: look at the file, then run this again",
            )

    with _refusals(path):
        _replace(target, after.encode("utf-8"), _mode(target), unchanged)


@contextmanager
def _refusals(path: str) -> Iterator[None]:
    """What the system refuses, in words."""
    try:
        yield
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
    with os.fdopen(open_to_write(path), "wb") as device:
        device.write(data)


def open_to_write(path: str) -> int:
    """A descriptor of a file, device or pipe as it is. A pipe that nobody reads is refused, not waited for."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    return handle


def _replace(path: str, data: bytes, mode: int | None, agree: Callable[[], None] | None = None) -> None:
    """A new file beside the old one, then in its place, unless `agree` raises at the last moment."""
    if mode is not None and not os.access(path, os.W_OK):  # replacing needs no such right, but means the same
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    folder, name = os.path.split(path)
    start = f".{name[:100]}."
    _sweep(folder, start)
    spare = os.path.join(folder, f"{start}{os.urandom(6).hex()}.tmp")
    handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if mode is not None:
                os.chmod(spare, stat.S_IMODE(mode))
        if agree is None:
            os.replace(spare, path)
        else:
            with _alone(folder):
                agree()
                os.replace(spare, path)
    except BaseException:
        os.unlink(spare)
        raise
    _sync_folder(folder)


def _sweep(folder: str, start: str) -> None:
    """Remove what a run that was killed left beside this file more than a day ago."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_spare = entry.name.startswith(start) and entry.name.endswith(".tmp")
            if is_spare and entry.stat(follow_symlinks=False).st_mtime < time() - 86_400:
                os.unlink(entry.path)


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """No other edit by routeplan in this folder while this lasts, where the system has such locks."""
    handle = -1
    with suppress(ImportError, OSError):
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


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
