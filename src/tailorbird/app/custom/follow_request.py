"""What follows from a request that is confirmed, changed, declined, stopped or taken back."""

from __future__ import annotations

from typing import Final

from tailorbird.app.custom.quote import FEES, lines_of, quote_change, quote_fees
from tailorbird.app.custom.specification import as_asked, as_changed, change_of
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.app.settling.holding import divide, hold_lines
from tailorbird.domain.cases.custom_words import StopReason
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_making import (
    ChangeAnswered,
    ChangePaid,
    CustomRequestStopped,
    RequestConfirmed,
    SampleAccepted,
    SampleFeesPaid,
    SampleLapsed,
)
from tailorbird.domain.cases.facts.custom_request import (
    CustomRequestDeclined,
    CustomRequestWithdrawn,
    ReorderSubmitted,
)
from tailorbird.domain.cases.facts.payment import AgreementTookEffect, QuoteLine
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.questions.custom import DeclineCompensation
from tailorbird.domain.questions.money import Occasion
from tailorbird.domain.questions.period import CancellationPeriod
from tailorbird.domain.roles import Role

_STOPPED: Final = {
    StopReason.MOQ: Occasion.MOQ_STOPPED,
    StopReason.FINAL_SAMPLE: Occasion.FINAL_SAMPLE_STOPPED,
    StopReason.SUSPICION: Occasion.SUSPECTED,
}


def confirm(proceeding: Proceeding, confirmed: Recorded[RequestConfirmed]) -> None:
    """Freeze what is asked, let the agreement take effect, and state the fees."""
    cause = f"fact:{confirmed.seq}"
    proceeding.record(as_asked(proceeding.case), cause=cause)
    proceeding.record(AgreementTookEffect(), cause=cause)
    quote_fees(proceeding, confirmed)


def begin_again(proceeding: Proceeding, reordered: Recorded[ReorderSubmitted]) -> None:
    """A reorder is agreed as it is sent: its specification and its prices are those of before."""
    proceeding.record(AgreementTookEffect(), cause=f"fact:{reordered.seq}")


def hold_fees(proceeding: Proceeding, paid: Recorded[SampleFeesPaid]) -> None:
    """Nothing is passed on before a sample is in order."""
    hold_lines(proceeding, lines_of(proceeding.case, FEES - {Head.CHANGE_FEE}), f"fact:{paid.seq}")


def answer_change(proceeding: Proceeding, answered: Recorded[ChangeAnswered]) -> None:
    """An approved change with a charge waits for its payment; one without is frozen at once."""
    fact = answered.fact
    if fact.reply is Reply.REFUSED:
        return
    if fact.charge:
        quote_change(proceeding, fact.charge, answered)
    else:
        _freeze(proceeding, fact.change, answered)


def pay_change(proceeding: Proceeding, paid: Recorded[ChangePaid]) -> None:
    """Hold the charge and freeze the changed specification."""
    line = QuoteLine(Head.CHANGE_FEE, paid.fact.amount, Role.SUPPLIER)
    hold_lines(proceeding, (line,), f"fact:{paid.seq}")
    _freeze(proceeding, paid.fact.change, paid)
    if proceeding.case.has(SampleAccepted, SampleLapsed):
        divide(proceeding, Occasion.SAMPLE_ACCEPTED, frozenset((Head.CHANGE_FEE,)))


def _freeze(proceeding: Proceeding, name: str, because: Recorded[Fact]) -> None:
    change = change_of(proceeding.case, name)
    if change is not None:
        proceeding.record(as_changed(proceeding.case, change.fact), cause=f"fact:{because.seq}")


def decline(proceeding: Proceeding, declined: Recorded[CustomRequestDeclined]) -> None:
    """Whatever is held goes back; what else is due is for the terms to say."""
    proceeding.decide(DeclineCompensation)
    divide(proceeding, Occasion.REQUEST_DECLINED)


def stop(proceeding: Proceeding, stopped: Recorded[CustomRequestStopped]) -> None:
    """Divide what is held as the reason of the stop demands."""
    divide(proceeding, _STOPPED[stopped.fact.reason])


def withdraw(proceeding: Proceeding, withdrawn: Recorded[CustomRequestWithdrawn]) -> None:
    """Divide what is held. Until when it could be taken back, and by whose rule, stands with the case."""
    if proceeding.case.has(AgreementTookEffect):
        proceeding.decide(CancellationPeriod, Role.BUYER)
    divide(proceeding, Occasion.CANCELLATION)


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    RequestConfirmed: (confirm,),
    ReorderSubmitted: (begin_again,),
    SampleFeesPaid: (hold_fees,),
    ChangeAnswered: (answer_change,),
    ChangePaid: (pay_change,),
    CustomRequestDeclined: (decline,),
    CustomRequestStopped: (stop,),
    CustomRequestWithdrawn: (withdraw,),
}
