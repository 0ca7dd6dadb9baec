"""Writing answers as they come: whole lines, even where a signal arrives in the middle of one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from routeplan.batch.rows import refuse_endless
from routeplan.cli.writing import open_to_write
from routeplan.errors import FileError
from routeplan.units import quote


class Whole:
    """Puts signals off while something is being written; a second one is not put off."""

    def __init__(self) -> None:
        self.writing = False
        self._waiting: Callable[[], None] | None = None

    @contextmanager
    def heeded(self) -> Iterator[Whole]:
        """SIGINT and SIGTERM go through here while this lasts."""
        before: dict[int, Any] = {}
        try:
            for number in map(int, (signal.SIGINT, signal.SIGTERM)):
                handler = signal.getsignal(number)
                if callable(handler):
                    before[number] = handler
                    signal.signal(number, self._handler(handler))
        except ValueError:  # not in the main thread, where no signal arrives
            before.clear()
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _handler(self, handler: Callable[[int, FrameType | None], Any]) -> Callable[[int, FrameType | None], None]:
        def put_off(number: int, frame: FrameType | None) -> None:
            if self.writing and self._waiting is None:
                self._waiting = lambda: handler(number, frame)
            else:
                handler(number, frame)

        return put_off

    def write(self, put: Callable[[], None]) -> None:
        """Write, then let what was put off happen."""
        self.writing = True
        try:
            put()
        finally:
            self.writing = False
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()


@contextmanager
def to_file(path: str, keep: int) -> Iterator[Callable[[str], None]]:
    """A function that adds text to a file after its first `keep` bytes; what else it held goes.

    Raises `FileError`, also where another run is writing into the file.
    """
    try:
        handle = open_to_write(path)
    except OSError as error:
        raise _refusal(path, error) from None
    try:
        if os.path.isfile(path):
            _claim(path, handle)
            os.ftruncate(handle, keep)
            os.lseek(handle, keep, os.SEEK_SET)

        def write(text: str) -> None:
            data = memoryview(text.encode("utf-8", "backslashreplace"))
            try:
                while data:
                    data = data[os.write(handle, data) :]
            except BrokenPipeError:
                raise
            except OSError as error:
                raise _refusal(path, error) from None

        yield write
    finally:
        os.close(handle)


def _claim(path: str, handle: int) -> None:
    """The file is this run's until it is closed, where the system has such locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FileError(f"another run is writing {quote(path)}", help="wait for it, or name another file") from None
    except (ImportError, OSError):
        return


def _refusal(path: str, error: OSError) -> FileError:
    words = error.strerror or str(error)
    return FileError(f"cannot write {quote(path)}: {words[:1].lower() + words[1:]}", help="what it holds is right")


class Incoming:
    """Lines of standard input as they arrive, and whether another is there already."""

    def __init__(self, stream: Any) -> None:
        self._handle = stream.fileno()
        self._rest = b""
        self._lines: list[bytes] = []
        self._end = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        while not self._lines:
            if self._end:
                raise StopIteration
            self._read()
        return self._lines.pop()

    def at_hand(self) -> bool:
        """Whether a line, or the end, can be had without waiting long."""
        if self._lines or self._end:
            return True
        import select

        return bool(select.select([self._handle], [], [], 0)[0])

    def _read(self) -> None:
        try:
            data = os.read(self._handle, 1 << 16)
        except OSError as error:
            raise FileError(f"cannot read standard input: {error.strerror or error}") from None
        self._end = not data
        pieces = (self._rest + data).split(b"\n")
        self._rest = pieces.pop()
        refuse_endless(self._rest)
        self._lines = [piece + b"\n" for piece in reversed(pieces)]
        if self._end and self._rest:
            self._lines, self._rest = [self._rest], b""


def listens(stream: Any) -> bool:
    """Whether somebody is looking at the stream."""
    try:
        return stream is not None and bool(stream.isatty())
    except ValueError:
        return False


class Progress:
    """A line on standard error: how many, how fast, how long still. Drawn for a terminal only."""

    def __init__(self, total: int | None) -> None:
        from time import monotonic

        # Answers on the same terminal would be drawn over.
        self._shown = listens(sys.stderr) and not listens(sys.stdout)
        self._clock = monotonic
        self._start = self._last = monotonic()
        self._total = total
        self._drawn = False
        self.count = 0
        self._before = 0

    def skip(self, count: int) -> None:
        """Rows answered before this run; they say nothing about its pace."""
        self.count = self._before = count

    def step(self) -> None:
        self.count += 1
        if self._shown and self._clock() - self._last >= 0.1:
            self._last = self._clock()
            self._draw()

    def _draw(self) -> None:
        rate = (self.count - self._before) / max(self._last - self._start, 1e-9)
        text = f"{self.count:,}"
        if self._total:
            share = min(self.count / self._total, 1)
            bar = "#" * int(20 * share)
            left = max(0, self._total - self.count) / max(rate, 1e-9)
            text = f"[{bar:<20}] {text} of {self._total:,}  {rate:,.0f}/s  {_clock(left)} left"
        else:
            text = f"{text} answered  {rate:,.0f}/s"
        sys.stderr.write(f"\r{text}\x1b[K")
        sys.stderr.flush()
        self._drawn = True

    def end(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
