"""What a search turned up, before it is judged by the setting."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.vocabulary import Tier


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of the folded text. `trick` says by which disguise it was hidden, if any;
    `topic` tells the reason."""

    kind: ScreenKind
    tier: Tier
    start: int
    end: int
    topic: str
    trick: str = ""
