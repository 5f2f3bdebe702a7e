"""Words and values that the facts of programme, listings and personalised orders are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where a seller stands in the customization programme."""

    NONE = "none"
    APPLIED = "applied"
    APPROVED = "approved"
    DECLINED = "declined"
    REVOKED = "revoked"
    SANCTIONED = "sanctioned"


class Judgement(StrEnum):
    """What a person decided about a doubtful sign."""

    ALLOWED = "allowed"
    BARRED = "barred"


class UnpublishReason(StrEnum):
    """Why a listing is not public any more."""

    OWNER = "owner"
    SANCTION = "sanction"
    REVOKED = "revoked"
    TAKEDOWN = "takedown"


class ScreenResult(StrEnum):
    """What a screening says of one place in text or picture."""

    PASSES = "pass"
    HOLD = "hold"
    REFUSE = "refuse"


class ScreenKind(StrEnum):
    """What a screening looks for."""

    OFFENSIVE = "offensive"
    ADULT = "adult"
    BRAND = "brand"
    PERSONAL_DATA = "personal_data"
    RESTRICTED = "restricted"
    NOT_LOOKED_AT = "not_looked_at"
    """Nothing could look at this content: it is held for a person."""
    IMPORT_DOUBT = "import_doubt"
    """Something of an imported order's file that is missing, doubtful or not understood."""


class DefectGround(StrEnum):
    """Why a buyer reports a personalised product."""

    DEFECTIVE = "defective"
    UNLIKE_LISTING = "unlike_listing"
    UNLIKE_CUSTOMIZATION = "unlike_customization"
    UNSAFE = "unsafe"
    CHANGE_OF_MIND = "change_of_mind"


class DefectRemedy(StrEnum):
    """What makes a defect good."""

    REFUND = "refund"
    REMAKE = "remake"


class DefectResult(StrEnum):
    """What came of looking into a defect."""

    FOUND = "found"
    NOT_FOUND = "not_found"


class DataPurpose(StrEnum):
    """What somebody wants customization data for."""

    FULFIL = "fulfil"
    REVIEW = "review"
    """To judge a finding of the screening, or a claim."""
    OWN = "own"
    """The buyer's own look at it."""
    MARKETING = "marketing"
    TRAINING = "training"
    OTHER_ORDER = "other_order"
    OTHER = "other"


class SharedForm(StrEnum):
    """In which form a customer shares a design."""

    PREVIEW = "preview"
    RAW_UPLOAD = "raw_upload"
    PRINT_FILE = "print_file"


@dataclass(frozen=True, slots=True)
class ScreenFinding:
    """What a screening found in one place: `text.name`, `image:HASH`, …"""

    where: str
    kind: ScreenKind
    result: ScreenResult
    reason: str = ""
    at: tuple[str, ...] = ()
    """The spots within the place: `4-9` for characters of a text (`2:4-9` in the second of several texts),
    `box:10,20,300,80` for left, top, width and height in a picture, in permille."""
