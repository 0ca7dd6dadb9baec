"""Names people use for places, to ids: exact after normalising, never a guess."""

from __future__ import annotations

from collections.abc import Iterable

from routeplan.errors import UsageError
from routeplan.network.model import Network, Place
from routeplan.units import quote

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
"""Letters that Unicode does not take apart into a letter and an accent."""


def normalise(text: str) -> str:
    """Letters and digits alone, without case, accents and punctuation: `Xi'an` and `XI AN` are `xian`."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    from unicodedata import category, normalize

    folded = normalize("NFKD", normalize("NFKD", text.casefold()).casefold()).translate(_LETTERS)
    # Lo and Nd are letters and digits of any script; Lm has apostrophes that gazetteers use, such as U+02BC.
    # Mc and Mn carry vowels in Indic scripts; dropping them everywhere only makes more spellings equal.
    return "".join(char for char in folded if category(char) in ("Ll", "Lu", "Lo", "Nd", "Nl", "No"))


def resolve(network: Network, text: str) -> str:
    """The id of the place meant by an id, UN/LOCODE, name or alias, or by `Name, CC` with the country's code.

    An id goes before a UN/LOCODE, and that before names. Raises UsageError with the nearest names where
    nothing fits, and with the candidates where several do.
    """
    if text in network.places:
        return text
    _refuse_unusable(text)
    wanted = normalise(text)
    if not wanted:
        raise UsageError(f"unknown place {quote(text)}", help="routeplan places lists them", code="RP502")
    found = _matches(network, wanted)
    if not found and "," in text:
        name, _, country = text.rpartition(",")
        wanted_name, code = normalise(name), country.strip().upper()
        if wanted_name and len(code) == 2:
            found = [place for place in _matches(network, wanted_name) if place.country == code]
    if len(found) > 1:
        found = _group_first(network, found)
    if not found:
        raise _unknown(network, text, wanted)
    if len(found) > 1:
        shown = "; ".join(_describe(place) for place in found[:8])
        more = f"; and {len(found) - 8} more" if len(found) > 8 else ""
        help = f'write the id: {found[0].id}, or "{found[0].name}, {found[0].country}"'
        if len({place.country for place in found}) < len(found):
            help = f"write the id, such as {found[0].id}"
        raise UsageError(f"{quote(text)} is {len(found)} places: {shown}{more}", help=help, code="RP503")
    return found[0].id


def members(network: Network, place_id: str) -> tuple[str, ...]:
    """The place itself and every place that is part of it, at any depth, in file order after the place."""
    parts: dict[str, list[str]] = {}
    for id, place in network.places.items():
        if place.part_of:
            parts.setdefault(place.part_of, []).append(id)
    if place_id not in parts:
        return (place_id,)
    inside: set[str] = set()
    growing = [place_id]
    while growing:
        group = growing.pop()
        if group not in inside:
            inside.add(group)
            growing += parts.get(group, ())
    return (place_id, *(id for id in network.places if id in inside and id != place_id))


def kin(network: Network, place_id: str) -> frozenset[str]:
    """The place, its members and every group that has one of them: none can be the other end of a journey."""
    own = members(network, place_id)
    return frozenset(own).union(*(groups_of(network, member) for member in own))


def _refuse_unusable(text: str) -> None:
    from routeplan.network.nearest import LONGEST_WORD

    if not text.strip():
        raise UsageError("the place is empty", help="name a place, such as Xian", code="RP504")
    if len(text) > LONGEST_WORD:
        message = f"the place {quote(text)} is too long: {len(text)} characters"
        raise UsageError(message, help=f"a name has at most {LONGEST_WORD}", code="RP504")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError(f"the place {quote(text)} is not valid UTF-8", help="write it in UTF-8", code="RP504")


def _matches(network: Network, wanted: str) -> list[Place]:
    """The places a normalised name fits, by the first of id, UN/LOCODE, name and alias that gives any."""
    places = network.places.values()
    return (
        [place for place in places if normalise(place.id) == wanted]
        or [place for place in places if place.unlocode and normalise(place.unlocode) == wanted]
        or [place for place in places if wanted in map(normalise, (place.name, *place.aliases))]
    )


def _group_first(network: Network, found: list[Place]) -> list[Place]:
    """A group stands for its members where both fit."""
    ids = {place.id for place in found}
    return [place for place in found if not any(group in ids for group in groups_of(network, place.id))]


def groups_of(network: Network, place_id: str) -> Iterable[str]:
    """Every group the place is part of, the smallest first."""
    seen: set[str] = set()
    group = network.places[place_id].part_of
    while group and group not in seen:
        seen.add(group)
        yield group
        group = network.places[group].part_of


def _unknown(network: Network, text: str, wanted: str) -> UsageError:
    """The refusal with up to three places whose names are near, by code and country."""
    from routeplan.network.nearest import nearest

    names: dict[str, list[str]] = {}
    for place in network.places.values():
        for name in (place.id, place.name, *place.aliases, place.unlocode):
            if name:
                names.setdefault(normalise(name), []).append(place.id)
    near = dict.fromkeys(id for name in nearest(wanted, names, 6) for id in names[name])
    shown = ", ".join(_describe(network.places[id]) for id in [*near][:3])
    help = f"did you mean {shown}?" if shown else "routeplan places lists them"
    return UsageError(f"unknown place {quote(text)}", help=help, code="RP502")


def _describe(place: Place) -> str:
    """`CNXAG Xi'an International Port, CN`, with the id where there is no UN/LOCODE."""
    name = f" {place.name}" if place.name != place.id else ""
    code = f" ({place.unlocode})" if place.unlocode and place.unlocode != place.id else ""
    return f"{place.id}{name}{code}, {place.country}"
