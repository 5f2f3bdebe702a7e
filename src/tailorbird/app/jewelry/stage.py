"""The stage of a jeweller's case and whose turn it is, read from its facts."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts import jewelry, payment, procurement
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.roles import Role

Stage = tuple[str, Role | None]
_ENDED = {"wish_refused": "ended", "quality_return": "returned"}


def stage(case: Case) -> Stage:
    """The stage in one word, and who has to act; nobody when it is over."""
    ended = case.last(procurement.OrderEnded)
    if ended is not None:
        return _ENDED.get(ended.fact.reason, "ended"), None
    if case.has(jewelry.OrderLapsed):
        return "lapsed", None
    if not case.has(jewelry.CustomOrderSubmitted):
        return "new", Role.BUYER
    return _claimed(case) or _sent(case) or _negotiated(case) or _designed(case) or _made(case)


def _claimed(case: Case) -> Stage | None:
    """A report waits to be looked into, or was, and no remake came of it."""
    claimed = case.last(jewelry.QualityClaimed)
    if claimed is None or case.last_after(jewelry.RemakeOpened, claimed) is not None:
        return None
    found = case.last_after(jewelry.QualityVerified, claimed)
    return ("claimed", Role.MERCHANT) if found is None else ("claim_answered", None)


def _sent(case: Case) -> Stage | None:
    """What was shipped last is on its way or arrived, and nothing is being made again."""
    shipped = case.last(jewelry.Shipped)
    if shipped is None or case.last_after(jewelry.RemakeOpened, shipped) is not None:
        return None
    arrived = case.last_after(procurement.Delivered, shipped)
    if arrived is None:
        return "shipped", Role.CARRIER
    over = case.last_after(payment.RightLapsed, arrived)
    return ("delivered", Role.BUYER) if over is None else ("completed", None)


def _negotiated(case: Case) -> Stage | None:
    """A fee waits for the buyer's answer, or for its payment after the order was paid."""
    proposed = case.last(jewelry.ExtraFeeProposed)
    if proposed is None or _withdrawn(case, proposed):
        return None
    answered = case.last_after(jewelry.ExtraFeeAnswered, proposed)
    if answered is None:
        return "fee_asked", Role.BUYER
    paid = case.first(payment.OrderPaid)
    owed = paid is not None and answered.fact.reply is Reply.AGREED and paid.seq < answered.seq
    return ("fee_due", Role.BUYER) if owed and not _follows(case, jewelry.ExtraFeePaid, answered) else None


def _withdrawn(case: Case, proposed: Recorded[jewelry.ExtraFeeProposed]) -> Recorded[Any] | None:
    later = case.last_after(jewelry.WishAnswered, proposed)
    return later if later is not None and later.fact.wish == proposed.fact.wish else None


def _designed(case: Case) -> Stage | None:
    """A plan was proposed and is not accepted yet."""
    proposed = case.last(jewelry.DesignProposed)
    if proposed is None or _follows(case, jewelry.ProposalAccepted, proposed):
        return None
    answered = _follows(case, jewelry.DesignAnswered, proposed)
    if answered:
        return "design_answered", Role.MERCHANT
    unreachable = case.last(jewelry.BuyerUnreachable)
    resting = unreachable is not None and not _follows(case, jewelry.BuyerReachedAgain, unreachable)
    return ("paused" if resting else "design_proposed"), Role.BUYER


def _made(case: Case) -> Stage:
    """From the order to the workbench, the first time or again."""
    if case.has(jewelry.RemakeOpened):
        return "making_again", Role.MERCHANT
    if case.has(jewelry.ProductionStepDone):
        return "making", Role.MERCHANT
    if case.has(payment.OrderPaid):
        return "paid", Role.MERCHANT
    if case.has(payment.QuoteIssued):
        return "quoted", Role.BUYER
    return "ordered", Role.MERCHANT


def _follows(case: Case, kind: type[Fact], other: Recorded[Any]) -> Recorded[Any] | None:
    return case.last_after(kind, other)
