"""Values that are hours or days: how fast the order is made or sent, which customises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain.listing.concepts import CUSTOMISING
from tailorbird.domain.listing.lexicon import Hit
from tailorbird.domain.listing.setting import Setting, sign
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind

_NUMBER: Final = r"\d+(?:\s*(?:[-–/~至到]|to|bis|à|a)\s*\d+)?\s*-?\s*"
_UNITS: Final = (
    r"(?:h|hrs?|hours?|(?:business|working|work)?\s*days?|bd|weeks?|wks?"
    r"|tagen?|tage|werktagen?|werktage|arbeitstagen?|stunden?|std|wochen?"
    r"|d[ií]as?(?:\s+(?:h[áa]biles|laborables))?|horas?|semanas?"
    r"|jours?(?:\s+ouvr[ée]s)?|heures?|semaines?)\b"
    r"|\d+\s*(?:个)?(?:小时|天|工作日|日内|周)"
)
_DURATION: Final = re.compile(rf"(?<![\d.,]){_NUMBER}{_UNITS}", re.IGNORECASE)
_DURATION_ZH: Final = re.compile(r"(?:\d+|[一二两三四五七十]+)\s*个?(?:小时|天|工作日|日内)")
_TIMED: Final = frozenset({"delivery", "speed", "send", "moment", "need", "order"})


def _paced(setting: Setting) -> Iterator[Sign]:
    """A label that speaks of speed, and values of which one costs more: `Pace: easy, quick (+$5)`."""
    label = setting.label
    dearer = label.names_price or setting.costs_more
    for hit in label.find("speed"):
        if dearer and not {"part", "carrier"} & label.concepts:
            reason = "asks how fast the order is handled"
            where = f"fields.{setting.field.field}.label"
            yield sign(SignKind.NO_PURPOSE, Certainty.SURE, where, label, hit, reason)
            return


def speeds(setting: Setting) -> Iterator[Sign]:
    """A sign where the values are hours or days; sure where one costs more or the words speak of haste."""
    if CUSTOMISING & setting.label.concepts or setting.designs:
        return
    timed = []
    for where, phrase, surcharge in setting.values():
        match = _DURATION.search(phrase.text) or _DURATION_ZH.search(phrase.text)
        if match and not CUSTOMISING & phrase.concepts:
            timed.append((where, phrase, surcharge, match))
    if not timed or len(timed) * 2 < len(setting.field.values):
        yield from _paced(setting)
        return
    where, phrase, _, match = timed[-1]
    hasty = any(_TIMED & each.concepts for each in (setting.label, *(each[1] for each in setting.values())))
    certainty = Certainty.SURE if hasty or setting.costs_more else Certainty.DOUBTFUL
    covered = [
        place
        for place, token in enumerate(phrase.tokens)
        if match.start() <= token.start and token.end <= match.end()
    ]
    if covered:
        hit = Hit(frozenset({"delivery"}), covered[0], covered[-1] + 1, phrase.language)
        reason = "offers hours or days: how fast the order is handled"
        yield sign(SignKind.NO_PURPOSE, certainty, where, phrase, hit, reason)
