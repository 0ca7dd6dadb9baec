"""What was found out for one question and serves the next ones, as long as it is among the last used."""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

LEAST, MOST, NODES = 4, 64, 2_000_000


class Kept(dict[K, V]):
    """At most so many values by key; the one not used for longest goes first."""

    def __init__(self, most: int) -> None:
        self.most = most

    def of(self, key: K, make: Callable[[], V]) -> V:
        """The value of the key, made where it is not kept."""
        value = self.pop(key, None)
        if value is None:
            while len(self) >= self.most:
                del self[next(iter(self))]  # first, so that there is room for what may be large
            value = make()
        self[key] = value
        return value


def as_many_as_fit(nodes: int) -> int:
    """How many lists of so many nodes to keep: fewer on a large network."""
    return max(LEAST, min(MOST, NODES // nodes))
