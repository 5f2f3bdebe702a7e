"""Facts of a report of an improper product (cj-platform.improper-report)."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.store_words import ReportOutcome, ReportReason
from tailorbird.domain.roles import Role


@fact(Role.REPORTER)
class ProductReported(Fact):
    """Somebody reports a product. `listing` names its case."""

    listing: str
    reason: ReportReason
    text: Private
    evidence: tuple[str, ...] = ()
    contact: Private | None = None


@fact(Role.OPERATOR)
class ReportDecided(Fact):
    """What the operator decides, and why: the owner reads it."""

    outcome: ReportOutcome
    why: str


@fact(Role.PLATFORM)
class TakedownCarriedOut(Fact):
    """The listing is hidden, and so many open orders were halted."""

    orders: int
