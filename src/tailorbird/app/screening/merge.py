"""One finding a place: the strictest of what was found there, with all its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult

_STRICTNESS: Final = {ScreenResult.PASSES: 0, ScreenResult.HOLD: 1, ScreenResult.REFUSE: 2}


def merged(where: str, found: Sequence[ScreenFinding], passes: ScreenFinding) -> ScreenFinding:
    """The finding about a place, of which the kind is the strictest one's; `passes` where nothing was found.

    Reasons of other results than the strictest come after it. What was found of a kind that could not be
    looked for never outweighs what was seen.
    """
    if not found:
        return replace(passes, where=where)
    order = sorted(found, key=lambda each: (-_STRICTNESS[each.result], each.kind is ScreenKind.NOT_LOOKED_AT))
    reasons = dict.fromkeys(each.reason for each in order if each.reason)
    spots = dict.fromkeys(spot for each in order for spot in each.at)
    return ScreenFinding(where, order[0].kind, order[0].result, " ".join(reasons), tuple(spots))
