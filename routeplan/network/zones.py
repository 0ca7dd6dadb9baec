"""The time zones and country codes there are, from the tables of the IANA time zone database (tzdata)."""

from __future__ import annotations


def zone_names() -> frozenset[str]:
    """Every IANA zone name, old names included."""
    return frozenset(_lines("zones"))


def zones_by_country() -> dict[str, tuple[str, ...]]:
    """Zones in use by country code; zone.tab has each zone under one country, the most populous first."""
    zones: dict[str, tuple[str, ...]] = {}
    for line in _lines("zoneinfo/zone.tab"):
        country, _, zone = line.split("\t")[:3]
        zones[country] = (*zones.get(country, ()), zone)
    return zones


def zone_points() -> dict[str, tuple[tuple[float, float], ...]]:
    """Latitude and longitude of each zone's principal city, by country code."""
    points: dict[str, tuple[tuple[float, float], ...]] = {}
    for line in _lines("zoneinfo/zone.tab"):
        country, place = line.split("\t")[:2]
        cut = max(place.rfind("+"), place.rfind("-"))
        points[country] = (*points.get(country, ()), (_degrees(place[:cut], 2), _degrees(place[cut:], 3)))
    return points


def _degrees(text: str, digits: int) -> float:
    """Degrees from +DDMM, +DDMMSS, +DDDMM or +DDDMMSS."""
    figures = text[1:]
    degrees = int(figures[:digits]) + int(figures[digits : digits + 2]) / 60
    return -degrees if text[0] == "-" else degrees


def country_names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-2 code; XK is in common use for Kosovo."""
    pairs = (line.split("\t") for line in _lines("zoneinfo/iso3166.tab"))
    return {"XK": "Kosovo", **{pair[0]: pair[1] for pair in pairs}}


def _lines(name: str) -> list[str]:
    from os.path import dirname, join

    import tzdata  # type: ignore[import-untyped]

    with open(join(dirname(tzdata.__file__), name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
