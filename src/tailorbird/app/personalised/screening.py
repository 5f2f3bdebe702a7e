"""What a screening says of a customization. Content that nothing could look at is held for a person."""

from __future__ import annotations

from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.specification import Specification

_UNSEEN = "Nothing here can look at this content; a person has to."


def screen(specification: Specification) -> tuple[ScreenFinding, ...]:
    """A finding for each text and picture that the buyer gave (amazon-custom.data.screening).

    There is no recogniser of offensive, adult or branded content in this house yet, so none of it passes
    by itself.
    """
    places = dict.fromkeys(
        f"image:{entry.file}" if entry.file else f"text:{entry.surface}/{entry.area}/{entry.label}"
        for entry in specification.entries
        if not entry.blank
    )
    return tuple(
        ScreenFinding(place, ScreenKind.NOT_LOOKED_AT, ScreenResult.HOLD, _UNSEEN) for place in places
    )
