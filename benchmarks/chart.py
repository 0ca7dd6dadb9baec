"""Lines over lanes and seconds, both on logarithmic scales, as SVG that is readable on light and on dark pages."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT = 860, 560
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 40, 50
LINE_HEIGHT = 17
STYLE = """
  svg { background: #fff; font: 13px system-ui, sans-serif; }
  text { fill: #222; } .grid { stroke: #ddd; } .peer { stroke-dasharray: 6 4; }
  .line { fill: none; stroke-width: 2.5; } .lead { stroke-width: 1; opacity: .5; }
  .load { stroke: #00796b; } .best { stroke: #1a5fb4; } .front { stroke: #c64600; }
  .dated { stroke: #a51d2d; } .batch { stroke: #813d9c; }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; } text { fill: #e6edf3; } .grid { stroke: #30363d; }
    .load { stroke: #4db6ac; } .best { stroke: #62a0ea; } .front { stroke: #ffa348; }
    .dated { stroke: #ff7b72; } .batch { stroke: #d2a8ff; }
  }
"""
DURATIONS = {-4: "0.1 ms", -3: "1 ms", -2: "10 ms", -1: "0.1 s", 0: "1 s", 1: "10 s", 2: "100 s", 3: "1,000 s"}


class Line(NamedTuple):
    """A line of the chart: its label, its colour, and whether it is dashed as those of peers are."""

    name: str
    colour: str
    peer: bool = False


Points = Sequence[tuple[int, float]]
"""(lanes, seconds), lanes ascending."""


def chart(lines: Sequence[tuple[Line, Points]]) -> str:
    """The chart of these lines, each labelled at its end."""
    lanes = sorted({count for _, points in lines for count, _ in points})
    seconds = [value for _, points in lines for _, value in points]
    low, high = floor(log10(min(seconds))), max(ceil(log10(max(seconds))), floor(log10(min(seconds))) + 1)
    first, last = log10(lanes[0]), max(log10(lanes[-1]), log10(lanes[0]) + 1)

    def x(count: int) -> float:
        return LEFT + (log10(count) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    body = [f'<text x="{LEFT}" y="22">Time of one call against the lanes of the network; dashed: peers</text>']
    for power in range(low, high + 1):
        at = y(10**power)
        body.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        label = DURATIONS.get(power, f"1e{power} s")
        body.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{label}</text>')
    for count in lanes:
        at = x(count)
        body.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        body.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{count:,}</text>')
    body.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">lanes</text>')
    ends = [(y(points[-1][1]), x(points[-1][0])) for _, points in lines]
    for (line, points), (end, start), label_at in zip(lines, ends, _apart([end for end, _ in ends]), strict=True):
        kind = f"{line.colour} peer" if line.peer else line.colour
        path = " ".join(f"{x(count):.1f},{y(value):.1f}" for count, value in points)
        body.append(f'<polyline class="line {kind}" points="{path}"/>')
        edge = WIDTH - RIGHT + 22
        body.append(f'<line class="lead {kind}" x1="{start:.1f}" y1="{end:.1f}" x2="{edge}" y2="{label_at:.1f}"/>')
        body.append(f'<text x="{edge + 4}" y="{label_at + 4:.1f}">{line.name}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return "\n".join([head, "<title>How cost grows</title>", f"<style>{STYLE}</style>", *body, "</svg>"]) + "\n"


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights moved as little as keeps labels from lying on each other, and on the page."""
    placed = [0.0] * len(heights)
    floor_at = TOP - LINE_HEIGHT / 2
    for i in sorted(range(len(heights)), key=lambda i: heights[i]):
        floor_at = placed[i] = max(heights[i], floor_at + LINE_HEIGHT)
    ceiling = HEIGHT - BOTTOM + LINE_HEIGHT / 2
    for i in sorted(range(len(heights)), key=lambda i: -placed[i]):
        ceiling = placed[i] = min(placed[i], ceiling - LINE_HEIGHT)
    return placed
