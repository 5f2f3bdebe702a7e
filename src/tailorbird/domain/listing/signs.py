"""What recognition reports: a sign, where it stands, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SignKind(StrEnum):
    """What a text betrays, one for each way of misusing customisation that words can show."""

    BARRED_CATEGORY = "barred_category"
    REFURBISHED = "refurbished"
    """Only together with a barred product."""
    NO_PURPOSE = "no_purpose"
    """A field that customises nothing, or that leads round the marketplace's own ways."""
    WARRANTY = "warranty"
    BUNDLING = "bundling"
    FREE_PROMOTION = "free_promotion"
    YES_NO = "yes_no"


class Certainty(StrEnum):
    """Whether a sign decides by itself or a person must look."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One finding. `where` is a path such as `title`, `fields.f2.label` or `fields.f2.values.v1`."""

    kind: SignKind
    certainty: Certainty
    where: str
    words: str
    """The words of the text that show it, as they stand there."""
    language: str
    """The language in which the words were read: en, zh, de, es or fr; empty where none was needed."""
    reason: str
    """Which cue decided, in short English."""
