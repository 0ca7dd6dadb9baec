"""Did you mean: the nearest known words to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_WORD = 200


def distance(a: str, b: str, limit: int) -> int:
    """Optimal string alignment distance: insertions, deletions, changes and swaps of neighbours.

    Anything above `limit` comes back as `limit + 1`. Source: L. Boytsov, "Indexing methods for approximate
    dictionary searching", ACM Journal of Experimental Algorithmics 16 (2011), section 2.1.
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        last, row, older = row, [i], before
        for j, other in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before = last
    return min(row[-1], limit + 1)


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` known words within one edit (up to 4 letters), two (up to 8) or three, nearest first."""
    if not word or len(word) > LONGEST_WORD:
        return []
    folded = word.casefold()
    limit = 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3
    found = sorted({(distance(folded, other.casefold(), limit), other) for other in known})
    return [other for edits, other in found if edits <= limit][:count]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean lanes?`, or nothing where no known word is near."""
    found = nearest(word, known)
    return f"did you mean {' or '.join(found)}?" if found else ""
