"""Where in a specification content of the buyer's stands: the places that findings are about."""

from __future__ import annotations

from typing import Final

from tailorbird.domain.customization.specification import Entry, EntryKind, Specification

_MOST: Final = 200
OFFERED: Final = (EntryKind.OPTION, EntryKind.FONT, EntryKind.COLOUR)
THE_SELLERS: Final = frozenset(("option", "price_delta"))
"""Details of a choice that are the listing's word, and not the buyer's."""
VARIANT: Final = "variant"


def place_of(entry: Entry) -> str:
    """The place that the entry's content has, or nothing where none of it is the buyer's own."""
    if entry.kind in OFFERED:
        beside = {name for name, _ in entry.detail} - THE_SELLERS
        return f"detail:{entry.surface}/{entry.label}"[:_MOST] if beside else ""
    if entry.blank:
        return ""
    return f"image:{entry.file}" if entry.file else f"text:{entry.surface}/{entry.area}/{entry.label}"[:_MOST]


def places_in(specification: Specification) -> dict[str, tuple[Entry, ...]]:
    """Every place with the entries that put content there; the variant's has none."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in specification.entries:
        if place := place_of(entry):
            found[place] = (*found.get(place, ()), entry)
    if specification.variant.strip():
        found[VARIANT] = ()
    return found


def texts_at(specification: Specification, place: str, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """What the buyer wrote in the place."""
    if place == VARIANT:
        return (specification.variant,)
    found = []
    for entry in entries:
        if entry.kind in OFFERED:
            found += [value for name, value in entry.detail if name not in THE_SELLERS]
        elif entry.value.strip():
            found.append(entry.value)
    return tuple(found)
