"""What is given with a command of a dispute, made into its fact. Each dispute goes its own way: what is
awaited in one is not what was done in another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.talk.forms import must_be_known, must_be_new, must_be_said
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.cases.facts.order_dispute import (
    InvestigationClosed,
    InvestigationOpened,
    OrderDisputed,
    OrderDisputeRuled,
    RemedyAnswered,
    RemedyOffered,
    ReturnAuthorised,
    ReturnReceived,
    ReturnSent,
)
from tailorbird.domain.cases.store_words import Remedy, RuledLine
from tailorbird.domain.cases.words import Condition
from tailorbird.domain.questions.store import RemedyAmount

_PAID_BACK: Final = (Remedy.REFUND, Remedy.RETURN)


def _disputes(proceeding: Proceeding, kind: type[Fact]) -> list[str]:
    """Names of the disputes of which such a fact is on record."""
    found: list[Any] = [each.fact for each in proceeding.case.all(kind)]
    return [each.dispute for each in found]


def new_dispute(proceeding: Proceeding, given: OrderDisputed) -> OrderDisputed:
    """A dispute under a name of its own."""
    must_be_new(given.dispute, _disputes(proceeding, OrderDisputed))
    return given


def of_dispute(proceeding: Proceeding, given: Any) -> Any:
    """Something about a dispute of this order."""
    must_be_known(given.dispute, _disputes(proceeding, OrderDisputed))
    return given


def new_offer(proceeding: Proceeding, given: RemedyOffered) -> RemedyOffered:
    """An offer under a name of its own; an amount left out is all that was paid for the pieces."""
    must_be_new(given.offer, (each.fact.offer for each in proceeding.case.all(RemedyOffered)))
    of_dispute(proceeding, given)
    return replace(given, lines=_with_amounts(proceeding, given.remedy, given.lines))


def offer_answer(proceeding: Proceeding, given: RemedyAnswered) -> RemedyAnswered:
    """An answer to the offer that stands."""
    standing = [
        each.fact.offer for each in proceeding.case.all(RemedyOffered) if each.fact.dispute == given.dispute
    ]
    answered = {each.fact.offer for each in proceeding.case.all(RemedyAnswered)}
    must_be_known(given.offer, [each for each in standing[-1:] if each not in answered])
    return given


def ruling(proceeding: Proceeding, given: OrderDisputeRuled) -> OrderDisputeRuled:
    """A ruling on a dispute; an amount left out is all that was paid for the pieces."""
    of_dispute(proceeding, given)
    return replace(given, lines=_with_amounts(proceeding, given.remedy, given.lines))


def _with_amounts(
    proceeding: Proceeding, remedy: Remedy | None, lines: tuple[RuledLine, ...]
) -> tuple[RuledLine, ...]:
    if remedy not in _PAID_BACK:
        return lines
    return tuple(_with_amount(proceeding, each) for each in lines)


def _with_amount(proceeding: Proceeding, line: RuledLine) -> RuledLine:
    if line.amount is not None:
        return line
    most = proceeding.ask(RemedyAmount, line=line.line, quantity=line.quantity).answer
    return line if most is None else replace(line, amount=most.amount)


def answer_of_carrier(proceeding: Proceeding, given: InvestigationClosed) -> InvestigationClosed:
    """What was found, of an investigation that still runs."""
    closed = _disputes(proceeding, InvestigationClosed)
    asked = _disputes(proceeding, InvestigationOpened)
    must_be_known(given.dispute, [each for each in asked if each not in closed])
    return given


def authorised_return(proceeding: Proceeding, given: ReturnAuthorised) -> ReturnAuthorised:
    """Where goods go back to; it can change until they were sent."""
    must_be_said("warehouse", given.warehouse)
    sent = _disputes(proceeding, ReturnSent)
    must_be_known(given.dispute, [x for x in _disputes(proceeding, OrderDisputed) if x not in sent])
    return given


def sent_return(proceeding: Proceeding, given: ReturnSent) -> ReturnSent:
    """Goods that are sent back once it is known where to."""
    sent = _disputes(proceeding, ReturnSent)
    must_be_known(given.dispute, [x for x in _disputes(proceeding, ReturnAuthorised) if x not in sent])
    return given


def received_return(proceeding: Proceeding, given: ReturnReceived) -> ReturnReceived:
    """Goods that are back. Where something was found wrong with them, a later look may find otherwise."""
    done = [
        each.fact.dispute
        for each in proceeding.case.all(ReturnReceived)
        if each.fact.condition is Condition.IN_ORDER
    ]
    must_be_known(given.dispute, [x for x in _disputes(proceeding, ReturnSent) if x not in done])
    return given
