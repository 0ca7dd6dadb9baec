"""Where the time of a command went, for `--profile`."""

from __future__ import annotations

from time import perf_counter


class Stages:
    """Stages one after the other, timed from the moment this is made."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._times: list[tuple[str, float]] = []

    def done(self, name: str) -> None:
        """The stage that ends now."""
        now = perf_counter()
        self._times.append((name, now - self._last))
        self._last = now

    def lines(self) -> tuple[str, ...]:
        """A line for each stage in milliseconds, and their sum."""
        total = sum(seconds for _, seconds in self._times)
        return tuple(f"{name:<12}{1000 * seconds:9.1f} ms" for name, seconds in [*self._times, ("total", total)])
