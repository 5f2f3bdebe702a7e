"""Words and values that the facts of a custom request are made of (cj-custom)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tailorbird.domain.money import Money


class Aspect(StrEnum):
    """What a requirement is about."""

    APPEARANCE = "appearance"
    PATTERN = "pattern"
    COLOUR = "colour"
    SIZE = "size"
    MATERIAL = "material"
    FUNCTION = "function"
    PACKAGING = "packaging"
    LOGO = "logo"
    OTHER = "other"


class Assessment(StrEnum):
    """What a review found."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    POOR = "poor"


class DeclineReason(StrEnum):
    """Why a review declines a request."""

    NO_COMMUNICATION = "no_communication"
    NOT_MARKETABLE = "not_marketable"
    NOT_FEASIBLE = "not_feasible"


class StopReason(StrEnum):
    """Why a request that had gone on is stopped."""

    MOQ = "moq"
    FINAL_SAMPLE = "final_sample"
    SUSPICION = "suspicion"


class MoqChoice(StrEnum):
    """What a buyer can do about a minimum quantity above the asked one."""

    RAISE = "raise"
    SURCHARGE = "surcharge"
    STOP = "stop"


class LatenessReason(StrEnum):
    """Why a supplier's date moved."""

    MATERIALS = "materials"
    CAPACITY = "capacity"
    TECHNICAL = "technical"
    TRANSPORT = "transport"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


class SuspicionKind(StrEnum):
    """What a request is suspected of."""

    RIGHTS = "rights"
    POLICY = "policy"


class PointFinding(StrEnum):
    """What came of comparing one point of a product with the frozen specification."""

    MEETS = "meets"
    DEVIATES = "deviates"
    NOT_SAID = "not_said"
    SAID_WRONGLY = "said_wrongly"


class MediaKind(StrEnum):
    """What kind of work a medium is."""

    PICTURE = "picture"
    VIDEO = "video"
    PAGE = "page"


class MediaUse(StrEnum):
    """What somebody wants to do with a medium."""

    VIEW = "view"
    DOWNLOAD = "download"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked of the product; `requirement` is its name within the request."""

    requirement: str
    aspect: Aspect
    asks: str


@dataclass(frozen=True, slots=True)
class PriceTier:
    """The unit price from this quantity on."""

    from_quantity: int
    unit_price: Money


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """Until when something is to be done: `sample:1`, `dispatch`, or a milestone's name."""

    milestone: str
    by: datetime


@dataclass(frozen=True, slots=True)
class SamplePoint:
    """One requirement that a sample does not meet, and how."""

    requirement: str
    found: str


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """One point of a mismatch claim, compared with the frozen specification."""

    requirement: str
    finding: PointFinding
