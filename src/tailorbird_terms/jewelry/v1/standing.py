"""Where a jeweller's case stands: what several clauses read from its facts. No clause is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.jewelry import (
    REMARKS,
    CustomOrderSubmitted,
    DesignAnswered,
    DesignProposed,
    ExtraFeeAnswered,
    ExtraFeePaid,
    ExtraFeeProposed,
    OrderLapsed,
    PaymentConfirmed,
    ProposalAccepted,
    QualityVerified,
    RangeTold,
    Shipped,
    Wish,
    WishAnswered,
    WishKind,
)
from tailorbird.domain.cases.facts.payment import OrderPaid
from tailorbird.domain.cases.facts.procurement import Delivered, OrderEnded
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.parameters import Parameters

F = TypeVar("F", bound=Fact)


def first_after(case: Case, kind: type[F], other: Recorded[Any]) -> Recorded[F] | None:
    """The earliest fact of `kind` that came after `other`."""
    return next((each for each in case.all(kind) if each.seq > other.seq), None)


def ended(case: Case) -> Recorded[Any] | None:
    """What ended the order before a piece was made, if anything did."""
    found = [each for each in (case.first(OrderLapsed), case.first(OrderEnded)) if each]
    return min(found, key=lambda each: each.seq, default=None)


def names_a_change(order: CustomOrderSubmitted) -> bool:
    """Whether it names an existing piece, and something to be changed about it."""
    wished = order.wishes or order.inscriptions or order.remarks
    return bool(order.listing and order.quantity > 0 and wished)


# ── wishes


class Range(StrEnum):
    """How a kind of wish is offered."""

    FREE = "free"
    LIMITED = "limited"
    NOT_OFFERED = "not_offered"


def range_of(case: Case, p: Parameters, kind: WishKind) -> Range:
    """How this kind of wish is offered for this piece; the product page's word goes first."""
    told = case.last(RangeTold)
    if told is not None and kind in told.fact.not_offered:
        return Range.NOT_OFFERED
    if told is not None and kind in told.fact.also:
        return Range.FREE
    if kind in p.words("free_kinds"):
        return Range.FREE
    limited = kind is WishKind.OTHER or kind in p.words("limited_kinds")
    return Range.LIMITED if limited else Range.NOT_OFFERED


class WishState(StrEnum):
    """How far the negotiation of a wish is."""

    WITHIN = "within"
    """The customisation fee covers it, and nobody said otherwise."""
    OPEN = "open"
    """The jeweller has not said anything yet."""
    OFFERED = "offered"
    """The buyer has a fee to answer."""
    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Negotiation:
    """A wish, how far it is, and the latest words on it."""

    wish: Wish
    state: WishState
    proposed: Recorded[ExtraFeeProposed] | None = None
    answered: Recorded[Any] | None = None

    @property
    def because(self) -> tuple[Recorded[Any], ...]:
        return tuple(each for each in (self.proposed, self.answered) if each)

    @property
    def is_open(self) -> bool:
        return self.state in (WishState.OPEN, WishState.OFFERED)


def negotiations(case: Case, p: Parameters) -> tuple[Negotiation, ...]:
    """Every wish of the order, and its remarks."""
    order = case.first(CustomOrderSubmitted)
    if order is None:
        return ()
    wishes = order.fact.wishes
    if order.fact.remarks:
        wishes = (*wishes, Wish(REMARKS, WishKind.OTHER))
    return tuple(_negotiation(case, p, wish) for wish in wishes)


def negotiation(case: Case, p: Parameters, wish: str) -> Negotiation | None:
    """How far the wish of that id is; nothing when the order has no such wish."""
    return next((each for each in negotiations(case, p) if each.wish.wish == wish), None)


def _negotiation(case: Case, p: Parameters, wish: Wish) -> Negotiation:
    proposed = latest(each for each in case.all(ExtraFeeProposed) if each.fact.wish == wish.wish)
    said = latest(each for each in case.all(WishAnswered) if each.fact.wish == wish.wish)
    if said is not None and (proposed is None or said.seq > proposed.seq):
        return Negotiation(wish, _state(said.fact.reply), None, said)
    if proposed is not None:
        reply = fee_answer(case, proposed)
        state = WishState.OFFERED if reply is None else _state(reply.fact.reply)
        return Negotiation(wish, state, proposed, reply)
    # Most remarks ask nothing special: they are negotiated only once the jeweller says so.
    beyond = wish.wish != REMARKS and range_of(case, p, wish.kind) is not Range.FREE
    return Negotiation(wish, WishState.OPEN if beyond else WishState.WITHIN)


def _state(reply: Reply) -> WishState:
    return WishState.AGREED if reply is Reply.AGREED else WishState.REFUSED


def latest(found: Iterator[Recorded[F]]) -> Recorded[F] | None:
    return max(found, key=lambda each: each.seq, default=None)


def fee_answer(case: Case, proposed: Recorded[ExtraFeeProposed]) -> Recorded[ExtraFeeAnswered] | None:
    """The buyer's answer to that proposal."""
    return next(
        (
            each
            for each in case.all(ExtraFeeAnswered)
            if each.seq > proposed.seq and each.fact.proposal == proposed.fact.proposal
        ),
        None,
    )


def fee_unpaid(case: Case, p: Parameters) -> Negotiation | None:
    """A fee that was agreed after the order had been paid, and is not paid itself."""
    paid = case.first(OrderPaid)
    settled = {each.fact.proposal for each in case.all(ExtraFeePaid)}
    for each in negotiations(case, p):
        if paid is None or each.proposed is None or each.state is not WishState.AGREED:
            continue
        agreed_later = each.answered is not None and each.answered.seq > paid.seq
        if agreed_later and each.proposed.fact.proposal not in settled:
            return each
    return None


# ── payment, design


def last_payment(case: Case) -> Recorded[Any] | None:
    """What the buyer paid last for this order."""
    paid = [each for each in (case.last(OrderPaid), case.last(ExtraFeePaid)) if each]
    return max(paid, key=lambda each: each.seq, default=None)


def payment_confirmed(case: Case) -> Recorded[PaymentConfirmed] | None:
    """The confirmation of what was paid last. One that repeats an earlier one does not count."""
    paid = last_payment(case)
    return first_after(case, PaymentConfirmed, paid) if paid else None


@dataclass(frozen=True, slots=True)
class Thread:
    """The latest design proposal, and what the buyer said to it."""

    proposed: Recorded[DesignProposed]
    answered: Recorded[DesignAnswered] | None
    accepted: Recorded[ProposalAccepted] | None

    @property
    def turn(self) -> Role:
        """Whose word is awaited while the proposal is not accepted."""
        return Role.BUYER if self.answered is None else Role.MERCHANT


def thread_of(case: Case) -> Thread | None:
    """The design thread as it stands; nothing where no plan was proposed."""
    proposed = case.last(DesignProposed)
    if proposed is None:
        return None
    said = proposed.fact.proposal
    answers = (each for each in case.all(DesignAnswered) if each.fact.proposal == said)
    yeses = (each for each in case.all(ProposalAccepted) if each.fact.proposal == said)
    after = proposed.seq
    return Thread(
        proposed,
        latest(each for each in answers if each.seq > after),
        latest(each for each in yeses if each.seq > after),
    )


def specified_by(case: Case) -> Recorded[Any] | None:
    """What the specification rests on: the proposal accepted last, or else the order itself."""
    return case.last(ProposalAccepted) or case.first(CustomOrderSubmitted)


# ── receipt and claims


def received(case: Case) -> Recorded[Delivered] | None:
    """The arrival of what was shipped last."""
    shipped = case.last(Shipped)
    return first_after(case, Delivered, shipped) if shipped else case.first(Delivered)


def verified(case: Case, claim: str) -> Recorded[QualityVerified] | None:
    """What came of looking into the claim, as it was recorded last."""
    return latest(each for each in case.all(QualityVerified) if each.fact.claim == claim)
