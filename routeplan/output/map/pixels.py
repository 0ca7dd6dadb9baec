"""SVG to PNG through resvg, which needs no browser, no display and no network."""

from __future__ import annotations

from routeplan.errors import UsageError

_SCALE = 2  # pixels for each unit of the drawing, for sharp screens and paper


def pixels(svg: str) -> bytes:
    """The drawing as PNG, with the fonts of this computer. Raises `UsageError` without the extra."""
    try:
        import resvg_py
    except ImportError:
        raise UsageError(
            "a map as PNG needs the package resvg-py",
            help='pip install "routeplan[png]", or write .svg or .html',
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_SCALE))
