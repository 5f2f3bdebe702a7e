"""Questions of what must be shown, accepted or done."""

from __future__ import annotations

from tailorbird.domain.terms.answers import Classification, Finding
from tailorbird.domain.terms.question import Combine, Question, question


@question(Combine.COLLECT)
class Disclosures(Question[tuple[Finding, ...]]):
    """What must be shown and accepted before the agreement? The code of each is its clause's id."""


@question(Combine.COLLECT)
class Cautions(Question[tuple[Finding, ...]]):
    """Which cautions do these goods call for? The code of each is what `CautionAccepted` names."""


@question(Combine.COLLECT)
class Commitments(Question[tuple[Finding, ...]]):
    """What has the provider to do, and how far is it? `about` is open, done or ended."""


@question()
class RequirementDuty(Question[Classification]):
    """What follows from the answer to this special requirement?"""

    requirement: str


@question()
class ProviderOfRecord(Question[Classification]):
    """Which entity holds the rights and duties of the provider?"""


@question()
class NoticeEffect(Question[Classification]):
    """Is the notice about this fact counted as delivered?"""

    about: int
