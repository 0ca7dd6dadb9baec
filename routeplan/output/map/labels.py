"""Names beside their places, none over another: a simple search through positions around each dot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from routeplan.output.text import cell_len

Box = tuple[float, float, float, float]  # left, top, right, bottom

_CELL, _BOLD_CELL = 0.61, 0.7  # width of a letter by the size of the type, on average; wide fonts count
_AROUND = (
    (1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1),
)  # fmt: skip
_DISTANCES = (6.0, 14.0, 26.0, 42.0, 62.0, 86.0, 116.0, 150.0)
_LINE_PENALTY = 3.0  # for a position that a line runs through, in steps of distance


class Wish(NamedTuple):
    """A name to be placed beside a dot. What must be shown moves away until it finds room."""

    text: str
    x: float
    y: float
    must: bool = True
    bold: bool = False


class Label(NamedTuple):
    """A name with the left end of its baseline; `lead` is where a thin line from the dot ends, or None."""

    text: str
    x: float
    y: float
    box: Box
    lead: tuple[float, float] | None


def place_labels(
    wishes: Sequence[Wish],
    size: float,
    width: float,
    height: float,
    lines: Sequence[Sequence[tuple[float, float]]],
) -> list[Label | None]:
    """A label for each wish, in their order; None where there was no room. No two boxes touch."""
    dots = [(w.x - 5, w.y - 5, w.x + 5, w.y + 5) for w in wishes]
    taken = _Taken(dots)
    grid = _cells(lines)
    placed: list[Label | None] = []
    for wish, dot in zip(wishes, dots, strict=True):
        label = _best(wish, size, width, height, taken, dot, grid)
        if label is not None:
            taken.add(label.box)
        placed.append(label)
    return placed


_SQUARE_PX = 40


class _Taken:
    """Boxes found again by the squares they touch, each with how often it is there."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._squares: dict[tuple[int, int], dict[Box, int]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for square in _squares(box, _SQUARE_PX):
            boxes = self._squares.setdefault(square, {})
            boxes[box] = boxes.get(box, 0) + 1

    def leaves_room(self, box: Box, own: Box) -> bool:
        """Whether a box touches none of them; its own dot does not count."""
        for square in _squares(box, _SQUARE_PX):
            for other, count in self._squares.get(square, {}).items():
                if (other != own or count > 1) and _overlap(box, other):
                    return False
        return True


def _best(
    wish: Wish, size: float, width: float, height: float, taken: _Taken, dot: Box, grid: set[tuple[int, int]]
) -> Label | None:
    wide, high = cell_len(wish.text) * (_BOLD_CELL if wish.bold else _CELL) * size + 4, size * 1.2
    best: tuple[float, Label] | None = None
    for step, distance in enumerate(_DISTANCES if wish.must else _DISTANCES[:2]):
        if best is not None and best[0] <= step:
            break
        for order, (dx, dy) in enumerate(_AROUND):
            reach = distance if not (dx and dy) else distance * 0.75
            left = wish.x + dx * reach + (-wide / 2 if dx == 0 else -wide if dx < 0 else 0)
            middle = wish.y + dy * (reach + high / 2)
            box = (left, middle - high / 2, left + wide, middle + high / 2)
            if box[0] < 2 or box[1] < 2 or box[2] > width - 2 or box[3] > height - 2:
                continue
            if not taken.leaves_room(box, dot):
                continue
            cost = step + order / 20 + (_LINE_PENALTY if _crosses(box, grid) else 0)
            if best is None or cost < best[0]:
                lead = None
                if step > 1:
                    lead = (
                        min(max(wish.x, box[0]), box[2]),
                        min(max(wish.y, box[1] + 2), box[3] - 2),
                    )
                best = cost, Label(wish.text, left + 2, middle + size * 0.36, box, lead)
    return best[1] if best else None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


_CELL_PX = 6


def _cells(lines: Sequence[Sequence[tuple[float, float]]]) -> set[tuple[int, int]]:
    """The small squares that lines run through."""
    cells = set()
    for line in lines:
        for (x1, y1), (x2, y2) in pairwise(line):
            pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / (_CELL_PX / 2)))
            for i in range(pieces + 1):
                x, y = x1 + (x2 - x1) * i / pieces, y1 + (y2 - y1) * i / pieces
                cells.add((int(x // _CELL_PX), int(y // _CELL_PX)))
    return cells


def _crosses(box: Box, cells: set[tuple[int, int]]) -> bool:
    return any(cell in cells for cell in _squares(box, _CELL_PX))


def _squares(box: Box, side: int) -> list[tuple[int, int]]:
    """The squares of a grid that a box touches."""
    return [
        (column, row)
        for column in range(int(box[0] // side), int(box[2] // side) + 1)
        for row in range(int(box[1] // side), int(box[3] // side) + 1)
    ]
