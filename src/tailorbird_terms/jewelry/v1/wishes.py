"""The range: which wishes the fee covers, and how one beyond it is negotiated."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.jewelry import (
    CustomOrderSubmitted,
    ExtraFeeProposed,
    ProductionStepDone,
    RangeTold,
    Shipped,
    WishKind,
)
from tailorbird.domain.money import Money
from tailorbird.domain.questions.jewelry import (
    CustomizableRange,
    MayAnswerExtraFee,
    MayAnswerWish,
    MayPayExtraFee,
    MayProposeExtraFee,
    WishInRange,
)
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Finding,
    Near,
    Permission,
    classify,
    find,
    grant,
    refuse,
    says,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.jewelry.v1.standing import (
    Negotiation,
    WishState,
    ended,
    fee_answer,
    fee_unpaid,
    negotiation,
    range_of,
)


@clause("jewelry.II.range")
def range_of_the_piece(q: CustomizableRange, p: Parameters) -> Answer[tuple[Finding, ...]]:
    """The customisation fee covers changes of {free_kinds}. Changes of {limited_kinds} may be
    limited. The page of the piece says what is offered for it, more or less than this."""
    kinds = [kind for kind in WishKind if kind is not WishKind.OTHER]
    items = [Finding(kind.value, range_of(q.case, p, kind).value) for kind in kinds]
    return find(*items, because=[q.case.last(RangeTold)])


@clause("jewelry.II.range")
def in_range_or_beyond(q: WishInRange, p: Parameters) -> Answer[Classification]:
    """A wish beyond the range is talked over with you: the jeweller takes it on, or asks an extra
    fee, or refuses it."""
    kind = range_of(q.case, p, q.change)
    return classify(kind.value, because=[q.case.last(RangeTold)])


@clause("jewelry.II.range")
def ask_an_extra_fee(q: MayProposeExtraFee, p: Parameters) -> Answer[Permission]:
    """An extra fee can be asked only for a wish beyond the range or for what the remarks ask, and
    only before making begins."""
    found = negotiation(q.case, p, q.wish)
    if problem := _closed(q, found):
        return problem
    zero = Money.zero(q.case.currency)
    if q.fee.currency != zero.currency:
        return refuse(
            says=says("The order is in {currency}, the fee is not.", currency=zero.currency),
            next_step=says("State the fee in {currency}.", currency=zero.currency),
        )
    if q.fee <= zero:
        return refuse(
            near=(Near("extra fee", zero, q.fee),),
            says=says("An extra fee is more than zero."),
            next_step=says("To take the wish on without a fee, agree to it."),
        )
    return grant(because=[q.case.first(CustomOrderSubmitted), *(found.because if found else ())])


@clause("jewelry.II.range")
def take_or_refuse_a_wish(q: MayAnswerWish, p: Parameters) -> Answer[Permission]:
    """The jeweller can refuse no wish within the range; a wish beyond it can be refused until making
    begins."""
    found = negotiation(q.case, p, q.wish)
    if problem := _closed(q, found):
        return problem
    return grant(because=[q.case.first(CustomOrderSubmitted), *(found.because if found else ())])


def _closed(q: MayProposeExtraFee | MayAnswerWish, found: Negotiation | None) -> Answer[Permission] | None:
    """Why this wish is no matter of negotiation, if it is none."""
    over = ended(q.case) or q.case.first(ProductionStepDone, Shipped)
    if over is not None:
        return refuse(
            because=[over],
            says=says("Since {at} the wishes are no longer negotiated.", at=over.at),
            next_step=says("Make the piece as specified; write to the buyer where it is unclear."),
        )
    if found is None:
        return refuse(
            because=[q.case.first(CustomOrderSubmitted)],
            says=says("The order has no wish {wish}.", wish=q.wish),
            next_step=says("Name one of the order's wishes, or its remarks."),
        )
    if found.state in (WishState.AGREED, WishState.REFUSED):
        return refuse(
            because=found.because,
            says=says("The wish is settled."),
            next_step=says("Keep to what was agreed."),
        )
    if found.state is WishState.WITHIN and found.wish.kind is not WishKind.OTHER:
        return refuse(
            because=[q.case.first(CustomOrderSubmitted)],
            says=says("The customisation fee covers this wish."),
            next_step=says("Take the wish on. If it is unclear, propose a design."),
        )
    return None


@clause("jewelry.II.range")
def answer_the_fee(q: MayAnswerExtraFee, p: Parameters) -> Answer[Permission]:
    """You accept the fee or refuse it; nothing is added without your yes. If you refuse it, the order
    ends."""
    over, latest = ended(q.case), _proposal(q)
    if over is not None:
        return refuse(
            because=[over],
            says=says("The order ended on {at}.", at=over.at),
            next_step=says("Send a new order if you still want the piece."),
        )
    found = negotiation(q.case, p, latest.fact.wish) if latest else None
    if latest is None or found is None or found.proposed != latest:
        return refuse(
            because=[latest],
            says=says("The proposal {proposal} does not stand.", proposal=q.proposal),
            next_step=says("Answer the latest proposal."),
        )
    reply = fee_answer(q.case, latest)
    if reply is not None:
        return refuse(
            because=[latest, reply],
            says=says("You answered this proposal on {at}.", at=reply.at),
            next_step=says("Write to the jeweller."),
        )
    return grant(because=[latest])


@clause("jewelry.II.range")
def pay_the_fee(q: MayPayExtraFee, p: Parameters) -> Answer[Permission]:
    """A fee that you accept before you pay the order is a line of the quote. One that you accept
    later is paid by itself, and making waits for it."""
    open_fee = fee_unpaid(q.case, p)
    proposed = open_fee.proposed if open_fee else None
    if proposed is None or proposed.fact.proposal != q.proposal or ended(q.case):
        return refuse(
            because=[_proposal(q), ended(q.case)],
            says=says("There is no agreed fee of the proposal {proposal} to pay.", proposal=q.proposal),
            next_step=says("Look at the quote; it holds every fee agreed before payment."),
        )
    return grant(because=open_fee.because if open_fee else ())


def _proposal(q: MayAnswerExtraFee | MayPayExtraFee) -> Recorded[ExtraFeeProposed] | None:
    found = [e for e in q.case.all(ExtraFeeProposed) if e.fact.proposal == q.proposal]
    return found[-1] if found else None
