"""Screening a specification that the buyer changed: what is as it was needs no second look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tailorbird.app.personalised.places import Place, places
from tailorbird.app.personalised.screening import screen_order
from tailorbird.app.screening.places import places_in
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind
from tailorbird.domain.customization.specification import Specification


def screen_change(
    case: Case, before: Specification, after: Specification, wishes: frozenset[str] = frozenset()
) -> tuple[ScreenFinding, ...]:
    """What the screening says of the changed specification.

    A person's word on a place whose content is the same goes on counting, and so does what was seen in a
    picture; everything else is looked at anew. `case` is as it stood before the change.
    """
    was, now = places_in(before), places_in(after)
    known: dict[str, list[Place]] = defaultdict(list)
    for each in places(case):
        if was.get(each.where) == now.get(each.where):
            known[each.where].append(each)
    return tuple(dict.fromkeys(kept for found in screen_order(after, wishes) for kept in _kept(found, known)))


def _kept(found: ScreenFinding, known: Mapping[str, list[Place]]) -> Iterator[ScreenFinding]:
    earlier = known.get(found.where, [])
    if found.kind is ScreenKind.NOT_LOOKED_AT and earlier:
        yield from (replace(e.finding, result=e.result, reason=e.reason) for e in earlier)
        return
    judged = next((e for e in earlier if e.finding.kind is found.kind and e.word is not None), None)
    yield replace(found, result=judged.result, reason=judged.reason) if judged is not None else found
