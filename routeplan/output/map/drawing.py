"""A picture as SVG: land, lines told apart by their dashes and width, dots, names that do not collide."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from routeplan.output.map.labels import Label, Wish, place_labels
from routeplan.output.map.land import Ring, land
from routeplan.output.map.picture import Line, Picture, Spot
from routeplan.output.map.projection import Point, View, fit, unroll

_BOW_PX = 9.0
_STEEP = 0.35  # no bow is higher than this part of the line's length


class Frame(NamedTuple):
    """A box to draw in. `prefix` makes ids differ between the drawings of one page."""

    width: int
    height: int
    type_size: float
    prefix: str


WIDE = Frame(1000, 540, 13, "w")
NARROW = Frame(366, 330, 11.5, "n")


def style() -> str:
    """The style sheet of the drawing, for light pages."""
    return own_file("drawing.css")


def standalone(picture: Picture) -> str:
    """The map as a file of its own, with its title above and what the lines mean below."""
    frame = Frame(1200, 648, 13, "m")
    top, bottom = 56, 40
    body, modes = drawing(picture, frame)
    key = "".join(
        f'<g transform="translate({20 + 150 * number} {top + frame.height + 24})">'
        f'<g class="line {mode}"><path class="ink" d="M0 0H60"/></g><text class="key" x="68" y="4">{mode}</text></g>'
        for number, mode in enumerate(modes)
    )
    credit = escape(land().credit)
    high = frame.height + top + bottom
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}" height="{high}" '
        f'viewBox="0 0 {frame.width} {high}"><title>{escape(picture.title)}</title><style>{style()}</style>'
        f'<rect class="paper" width="100%" height="100%"/>'
        f'<text class="heading" x="20" y="26">{escape(picture.title)}</text>'
        f'<text class="key" x="20" y="46">{escape(picture.subtitle)}</text>'
        f'<svg y="{top}" width="{frame.width}" height="{frame.height}" viewBox="0 0 {frame.width} {frame.height}">'
        f"{body}</svg>{key}"
        f'<text class="credit" x="{frame.width - 20}" y="{high - 14}" text-anchor="end">{credit}</text></svg>\n'
    )


def drawing(picture: Picture, frame: Frame) -> tuple[str, list[str]]:
    """What goes inside an <svg> of the frame's size, and the modes that are drawn."""
    tracks = [line.points for line in picture.lines]
    points = [((spot.lon, spot.lat),) for spot in picture.spots]
    view = fit([*tracks, *points], frame.width, frame.height)
    bows = _bows(picture.lines)
    drawn = [_pixels(line, view, bow) for line, bow in zip(picture.lines, bows, strict=True)]
    dots = [view.at(view.turn(spot.lon), spot.lat) for spot in picture.spots]
    labels = place_labels(
        [Wish(s.name, x, y, s.must, bool(s.role)) for s, (x, y) in zip(picture.spots, dots, strict=True)],
        frame.type_size,
        frame.width,
        frame.height,
        [piece for pieces in drawn for piece in pieces],
    )
    many = len(picture.lines) > 100
    parts = [
        f'<rect class="water" width="{frame.width}" height="{frame.height}"/>',
        f'<path class="land" d="{_land(view)}"/>',
        *(
            _line(line, pieces, f"{frame.prefix}{number}", many)
            for number, (line, pieces) in enumerate(zip(picture.lines, drawn, strict=True))
        ),
        *(_lead(label, dot) for label, dot in zip(labels, dots, strict=True) if label and label.lead),
        *(_dot(spot, dot, many) for spot, dot in reversed(list(zip(picture.spots, dots, strict=True)))),
        *(_label(label, spot, frame.type_size) for label, spot in zip(labels, picture.spots, strict=True) if label),
    ]
    modes = list(dict.fromkeys(line.mode for line in picture.lines))
    return "".join(parts), modes


def _bows(lines: Sequence[Line]) -> list[float]:
    """How far straight lines between the same two ends bend aside, in pixels, so that each is seen."""
    count: dict[frozenset[Point], int] = {}
    bows = []
    for line in lines:
        ends = frozenset((line.points[0], line.points[-1]))
        number = count.get(ends, 0) if len(line.points) == 2 else 0
        count[ends] = number + 1
        bows.append(_BOW_PX * ((number + 1) // 2) * (1 if number % 2 else -1))
    return bows


def _pixels(line: Line, view: View, bow: float) -> list[list[Point]]:
    pieces = [[view.at(*point) for point in piece] for piece in unroll(line.points, view.cut)]
    if not bow or len(pieces) != 1 or len(pieces[0]) != 2:
        return pieces
    (x1, y1), (x2, y2) = sorted(pieces[0])  # the same side for both directions
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1e-6)
    bow = max(-_STEEP * length, min(_STEEP * length, bow))
    dx, dy = -(y2 - y1) / length * bow, (x2 - x1) / length * bow
    shares = [i / 12 for i in range(13)]
    return [[(x1 + (x2 - x1) * s + dx * 4 * s * (1 - s), y1 + (y2 - y1) * s + dy * 4 * s * (1 - s)) for s in shares]]


def _line(line: Line, pieces: list[list[Point]], id: str, quiet: bool) -> str:
    """A line three times: broad and invisible for fingers, a light edge, the ink."""
    path = " ".join("M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in piece) for piece in pieces)
    return (
        f'<g class="line {line.mode}{" quiet" if quiet else ""}"{_handles(line.groups, line.steps, line.title, quiet)}>'
        f"<title>{escape(line.title)}</title>"
        f'<defs><path id="{id}" d="{path}"/></defs>'
        f'<use class="hit" href="#{id}"/><use class="edge" href="#{id}"/><use class="ink" href="#{id}"/></g>'
    )


def _handles(groups: Sequence[int], steps: Sequence[str], title: str, quiet: bool) -> str:
    """What the page's script and the keyboard hold on to."""
    text = f' data-groups="{" ".join(map(str, groups))}"'
    if steps:
        text += f' data-steps="{" ".join(steps)}" tabindex="0" role="button" aria-label="{escape(title)}"'
    elif quiet:
        text += ' data-said=""'
    return text


def _dot(spot: Spot, dot: Point, small: bool) -> str:
    x, y = dot
    if spot.role == "origin":
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6"/><circle class="core" cx="{x:.1f}" cy="{y:.1f}" r="2.2"/>'
    elif spot.role == "destination":
        shape = f'<rect x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11"/>'
    else:
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{1.8 if small else 3.6}"/>'
    handles = _handles(spot.groups, spot.steps, spot.title, small)
    return f'<g class="dot {spot.role}"{handles}><title>{escape(spot.title)}</title>{shape}</g>'


def _lead(label: Label, dot: Point) -> str:
    assert label.lead is not None
    return f'<path class="lead" d="M{dot[0]:.1f} {dot[1]:.1f} {label.lead[0]:.1f} {label.lead[1]:.1f}"/>'


def _label(label: Label, spot: Spot, size: float) -> str:
    kind = " end" if spot.role else ""
    groups = " ".join(map(str, spot.groups))
    return (
        f'<text class="name{kind}" data-groups="{groups}" x="{label.x:.1f}" y="{label.y:.1f}" '
        f'font-size="{size}">{escape(label.text)}</text>'
    )


def _land(view: View) -> str:
    """The land in view as one path; coordinates in whole steps of a tenth of a pixel."""
    west, east = view.left - 2, view.left + view.width / view.scale + 2
    parts = []
    for polygon in land().polygons:
        for turn in (-360.0, 0.0, 360.0, 720.0):
            for ring in polygon:
                lons = [lon for lon, _ in ring]
                if max(lons) + turn < west or min(lons) + turn > east:
                    continue
                moved = [view.at(lon + turn, max(min(lat, 85.0), -80.0)) for lon, lat in ring]
                inside = _clip(moved, view.width, view.height)
                if len(inside) > 2:
                    parts.append("M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in inside) + "Z")
    return "".join(parts)


def _clip(ring: Ring, width: float, height: float) -> Ring:
    """The ring inside the page and a little around it, after Sutherland and Hodgman (1974)."""
    for axis, limit, sign in ((0, -8.0, 1), (0, width + 8, -1), (1, -8.0, 1), (1, height + 8, -1)):
        kept: Ring = []
        for number, here in enumerate(ring):
            before = ring[number - 1]
            is_in, was_in = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if is_in != was_in:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + (here[0] - before[0]) * share, before[1] + (here[1] - before[1]) * share))
            if is_in:
                kept.append(here)
        ring = kept
        if not ring:
            break
    return ring


def own_file(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()
