"""The places a chain of departures has visited: what long chains share is kept once.

A chain that goes on from another one has all its places and one more. A tuple of them all would make ways of thousands
of legs slow: each leg would copy it and look through it. So only the last places are a tuple; those before them are
sets, each at least twice as large as the next one.
"""

RECENT = 32
"""Places of a tuple that is copied with every leg; ordinary itineraries have fewer."""

Earlier = tuple[frozenset[int], ...]


def among(earlier: Earlier, recent: tuple[int, ...]) -> Earlier:
    """The sets with these places among them."""
    latest, sets = frozenset(recent), list(earlier)
    while sets and len(sets[-1]) < 2 * len(latest):
        latest |= sets.pop()
    return (*sets, latest)


def long_ago(earlier: Earlier, place: int) -> bool:
    """Whether the place is in one of the sets."""
    return any(place in some for some in earlier)


def together(earlier: Earlier, recent: tuple[int, ...]) -> tuple[int, ...]:
    """All of them."""
    return tuple(frozenset(recent).union(*earlier)) if earlier else recent
