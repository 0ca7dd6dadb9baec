"""What is kept for the next questions: the values last used, no more than fit."""

from __future__ import annotations

from routeplan.planning.kept import Kept, as_many_as_fit


def test_the_one_not_used_for_longest_goes_first() -> None:
    made: list[str] = []

    def value(key: str) -> str:
        made.append(key)
        return key.upper()

    kept: Kept[str, str] = Kept(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.of(key, lambda key=key: value(key)) == key.upper()  # type: ignore[misc]
        assert len(kept) <= 2
    assert made == ["a", "b", "c", "b"]
    assert list(kept) == ["a", "b"]


def test_fewer_fit_where_they_are_large() -> None:
    assert [as_many_as_fit(nodes) for nodes in (1, 1_000, 200_000, 400_000, 10_000_000)] == [64, 64, 10, 5, 4]
