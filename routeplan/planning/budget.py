"""How much a search may do before it stops and says what it has proved."""

from __future__ import annotations

DEFAULT_LABELS = 500_000
"""Labels a search may create, some seconds of work; a normal network needs a few thousand."""

WIDE_LABELS = 10_000_000
"""Labels for all the searches together of a question about many places, about a minute of work."""

STEPS = 8
"""Steps that a search which makes no labels looks at in the time it takes to make one."""

REBUILDING = 4
"""Labels that can be made in the time it takes to rebuild and show one leg of an itinerary."""


class Exhausted(Exception):
    """The budget is used up; the search stops where it is."""


class Budget:
    """Counts labels. Counting rather than timing keeps partial answers reproducible."""

    def __init__(self, labels: int = DEFAULT_LABELS) -> None:
        self.labels = labels
        self.left = labels

    def spend(self, labels: int = 1) -> None:
        """Take note of new labels; raises `Exhausted` when there are none left."""
        self.left -= labels
        if self.left < 0:
            raise Exhausted

    def part(self, of: int) -> Budget:
        """An equal part of the labels left, for one of so many searches; `settle` it when the search is over."""
        return Budget(max(0, self.left) // of)

    def settle(self, part: Budget) -> None:
        """Count what a part has spent."""
        self.left -= part.labels - max(0, part.left)
