"""What a screening finds in one text, and what the text is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain.cases.listing_words import ScreenKind, ScreenResult


class Setting(StrEnum):
    """What a text is for; the same words weigh differently."""

    PRODUCT_TEXT = "product_text"
    """It is put on the product."""
    CONTACT_TAG = "contact_tag"
    """It is put on a product that tells whom to reach: a pet's tag, a business card."""
    WISH = "wish"
    """A remark to the maker: what is personal or names a brand waits for a person, and is not refused."""
    IN_PICTURE = "in_picture"
    """Read from a picture, where a letter may be another: only what is plain is refused."""


@dataclass(frozen=True, slots=True)
class TextFinding:
    """Characters `start` up to but without `end` of the text as it was written, and what is wrong there.

    The reasons say what to do and never quote the text. `rule` names the list or pattern and the way by
    which it was found, such as `offensive/en:leet`.
    """

    kind: ScreenKind
    result: ScreenResult
    start: int
    end: int
    reason: str
    reason_zh: str
    rule: str
