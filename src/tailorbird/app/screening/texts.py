"""Screening of the texts of a specification while the order is placed (amazon-custom.data.screening)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.app.screening.merge import merged
from tailorbird.app.screening.places import places_in, texts_at
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.listing.phrase import Tongue, read
from tailorbird.domain.screening.finding import Setting
from tailorbird.domain.screening.screen import screen_text

NOT_SEEN_YET: Final = "This picture was not looked at yet; it is, before anything is made."
UNKNOWN_ENTRY: Final = "What kind of entry this is could not be told; a person reads it."
NOTHING_FOUND: Final = "Nothing barred was found in this text."
_PASSES: Final = ScreenFinding("", ScreenKind.OFFENSIVE, ScreenResult.PASSES, NOTHING_FOUND)
_MOST_SPOTS: Final = 20


def screen_specification(
    specification: Specification, wishes: frozenset[str] = frozenset()
) -> tuple[ScreenFinding, ...]:
    """A finding for each place in which content of the buyer's stands: texts are judged, pictures wait.

    `wishes` names the entries (by label) that are remarks to the maker and not put on the product. On a
    product made to carry contacts, by its title, ways to reach somebody pass.
    """
    setting = Setting.CONTACT_TAG if _carries_contacts(specification.title) else Setting.PRODUCT_TEXT
    found = []
    for place, entries in places_in(specification).items():
        remarked = bool(entries) and all(entry.label in wishes for entry in entries)
        texts = texts_at(specification, place, entries)
        each = [*_written(texts, Setting.WISH if remarked else setting), *_unseen(entries)]
        found.append(merged(place, each, _PASSES))
    return tuple(found)


def _written(texts: tuple[str, ...], setting: Setting) -> Iterator[ScreenFinding]:
    for number, text in enumerate(texts, 1):
        for each in screen_text(text, setting)[:_MOST_SPOTS]:
            spot = f"{each.start}-{each.end}"
            spots = (spot if len(texts) == 1 else f"{number}:{spot}",)
            yield ScreenFinding("", each.kind, each.result, each.reason, spots)


def _unseen(entries: tuple[Entry, ...]) -> Iterator[ScreenFinding]:
    """What no rule for texts can judge."""
    if any(entry.file for entry in entries):
        yield ScreenFinding("", ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD, NOT_SEEN_YET)
    if any(entry.kind is EntryKind.UNKNOWN and not entry.file for entry in entries):
        yield ScreenFinding("", ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD, UNKNOWN_ENTRY)


def _carries_contacts(title: str) -> bool:
    """Whether people have ways to reach them put on such a product, as listings are judged too."""
    return "contact_place" in read(title, Tongue.UNKNOWN).concepts
