"""Questions of fault, claims and disputes."""

from __future__ import annotations

from tailorbird.domain.cases.words import Ground, ReversalReason
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Charge, Classification, Permission
from tailorbird.domain.terms.question import Question, question


@question()
class MayClaim(Question[Permission]):
    """May a party claim from this one, on this ground?"""

    against: Role
    ground: Ground


@question()
class Addressee(Question[Classification]):
    """Who answers for this ground? `points_at` names the part."""

    ground: Ground


@question()
class Compensation(Question[Charge]):
    """What is due on this recorded claim, and by whom?"""

    claim: str


@question()
class ReversalClass(Question[Classification]):
    """Was this payment reversal made `without_just_cause` or `with_just_cause`?"""

    reason: ReversalReason


@question()
class DisputeEffect(Question[Classification]):
    """What effect has the platform's decision of the dispute (`non_final`, or none yet: `open`)?"""


@question()
class MayTakeDispute(Question[Permission]):
    """May the platform take part in the dispute, or leave it?"""
