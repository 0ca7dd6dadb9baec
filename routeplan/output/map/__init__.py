"""Maps of answers and networks: one self-contained HTML page, an SVG, or a PNG. Nothing is loaded from anywhere."""

from __future__ import annotations

from collections.abc import Callable

from routeplan.output.map.picture import Picture


def html(picture: Picture) -> str:
    """The page: map, itineraries to switch, details of each leg, timeline."""
    from routeplan.output.map.page import page

    return page(picture)


def svg(picture: Picture) -> str:
    """The map alone, on its own background."""
    from routeplan.output.map.drawing import standalone

    return standalone(picture)


def png(picture: Picture) -> bytes:
    """The map alone as pixels. Raises `UsageError` where the extra `png` is not installed."""
    from routeplan.output.map.pixels import pixels

    return pixels(svg(picture))


MAP_FORMATS: dict[str, Callable[[Picture], str | bytes]] = {"html": html, "svg": svg, "png": png}
"""What a map can be written as, by the ending of the file."""
