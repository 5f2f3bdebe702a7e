"""What is given with a verb, checked against the case before the terms are asked: names that are taken,
amounts other than agreed, payees who take no part, proof that is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.talk.forms import must_be_known, must_be_new
from tailorbird.domain.cases.facts.cancellation import CostDocumented, SellerPenaltyCharged
from tailorbird.domain.cases.facts.dissolution import SellerAnsweredDissolution, WayBackDone
from tailorbird.domain.cases.facts.liability import LossClaimed
from tailorbird.domain.cases.facts.payment import (
    AgreementTookEffect,
    BalanceCalled,
    CarrierChosen,
    QuoteIssued,
)
from tailorbird.domain.cases.facts.procurement import PurchaseMade, TaskDone
from tailorbird.domain.cases.facts.request import (
    PromoterAttributed,
    SpecialRequirementAnswered,
    SpecialRequirementMade,
)
from tailorbird.domain.cases.words import Head, RequirementStatus
from tailorbird.domain.money import Money
from tailorbird.domain.questions.disclosure import Commitments
from tailorbird.domain.roles import Role


def purchase_order(proceeding: Proceeding, given: PurchaseMade) -> PurchaseMade:
    """The purchase, carrying the storage provider's address where none is given (order1688.11)."""
    chosen = proceeding.case.last(CarrierChosen)
    if given.delivery_address or chosen is None:
        return given
    return replace(given, delivery_address=chosen.fact.warehouse_address)


def balance_call(proceeding: Proceeding, given: BalanceCalled) -> BalanceCalled:
    """The seller's call for exactly the balance that was quoted (order1688.15.2)."""
    quote = proceeding.case.last(QuoteIssued)
    due = quote.fact.amount(Head.BALANCE, proceeding.currency) if quote else Money.zero(proceeding.currency)
    if not due:
        raise Stopped(
            Problem(
                "nothing_called",
                409,
                "This order has no balance",
                "The quote has no line for a balance: the goods were not sold against a deposit.",
                "Report a change of price instead, if the seller asks more; the buyer is asked first.",
            )
        )
    if given.amount != due:
        raise Stopped(_other_amount(given.amount, due, "The balance as quoted"))
    return given


def new_claim(proceeding: Proceeding, given: LossClaimed) -> LossClaimed:
    """A claim under a number of its own."""
    must_be_new(given.claim, (each.fact.claim for each in proceeding.case.all(LossClaimed)))
    return given


def new_requirement(proceeding: Proceeding, given: SpecialRequirementMade) -> SpecialRequirementMade:
    """A wish under a number of its own, so that it has a status of its own (order1688.3)."""
    must_be_new(given.requirement, (e.fact.requirement for e in proceeding.case.all(SpecialRequirementMade)))
    return given


def requirement_answer(
    proceeding: Proceeding, given: SpecialRequirementAnswered
) -> SpecialRequirementAnswered:
    """An answer to a wish of this case. What was agreed to when the order was paid stays agreed."""
    case = proceeding.case
    must_be_known(given.requirement, (e.fact.requirement for e in case.all(SpecialRequirementMade)))
    before = [e for e in case.all(SpecialRequirementAnswered) if e.fact.requirement == given.requirement]
    agreed = bool(before) and before[-1].fact.status is RequirementStatus.AGREED
    if not agreed or not case.has(AgreementTookEffect) or given.status is RequirementStatus.AGREED:
        return given
    raise Stopped(
        Problem(
            "too_late",
            409,
            "This wish was agreed to",
            f"The provider agreed to {given.requirement!r}, and the agreement is in force.",
            "Do what was agreed, or report to the buyer what stands in the way.",
            {"after": "AgreementTookEffect"},
        )
    )


def task(proceeding: Proceeding, given: TaskDone) -> TaskDone:
    """A commitment that stands on the order (order1688.8)."""
    found = proceeding.ask(Commitments).answer or ()
    must_be_known(given.task, (each.code for each in found))
    return given


def cost(proceeding: Proceeding, given: CostDocumented) -> CostDocumented:
    """A cost whose payee takes part in the case, each line of a document once (order1688.12.4)."""
    must_take_part(proceeding, given.payee)
    _must_be_undocumented(given, (each.fact for each in proceeding.case.all(CostDocumented)))
    return given


def penalty(proceeding: Proceeding, given: SellerPenaltyCharged) -> SellerPenaltyCharged:
    """The seller's penalty, each document once (order1688.12.5)."""
    _must_be_undocumented(given, (each.fact for each in proceeding.case.all(SellerPenaltyCharged)))
    return given


def _must_be_undocumented(given: object, before: Iterable[object]) -> None:
    if given not in tuple(before):
        return
    raise Stopped(
        Problem(
            "already_documented",
            409,
            "This document is on record",
            "The same amount with the same document was recorded before.",
            "Add the document of another cost, or none is due.",
        )
    )


def must_take_part(proceeding: Proceeding, payee: Role) -> None:
    """Stop where money would go to a part that nobody plays, or to the buyer who pays it."""
    if payee is not Role.BUYER and (payee is Role.PLATFORM or proceeding.case.party(payee)):
        return
    raise Stopped(
        Problem(
            "payee_missing",
            422,
            "Nobody is there to be paid",
            f"The money would go to the {payee}, and nobody else than the buyer plays that part here.",
            "Name the part of somebody who takes part in this case as payee.",
            {"payee": payee.value},
        )
    )


def promoter(proceeding: Proceeding, given: PromoterAttributed) -> PromoterAttributed:
    """A promoter other than the parties themselves, with a share from 0 to 1 (order1688.19)."""
    own = {proceeding.case.party(Role.BUYER), proceeding.case.party(Role.PROVIDER)}
    if Decimal(0) <= given.share <= Decimal(1) and given.promoter and given.promoter not in own:
        return given
    raise Stopped(
        Problem(
            "promoter_unfit",
            422,
            "This is no promoter's part",
            f"{given.promoter!r} with a share of {given.share}: a promoter is neither buyer nor provider, "
            "and its share of the service fee is from 0 to 1.",
            "Name the promoter by its id, and its share as a part such as 0.25.",
        )
    )


def way_back(proceeding: Proceeding, given: WayBackDone) -> WayBackDone:
    """The way back that the seller asked for, with proof (order1688.13.5)."""
    answer = proceeding.case.last(SellerAnsweredDissolution)
    asked = answer.fact.way_back if answer else None
    if given.proof and (asked is None or asked is given.way_back):
        return given
    raise Stopped(
        Problem(
            "proof_missing",
            422,
            "The way back is not proven",
            f"The seller asked to {asked or given.way_back} the goods; {given.way_back} was reported "
            f"with {len(given.proof)} proofs.",
            "Do what the seller asked, and add a photograph or the carrier's receipt.",
        )
    )


def _other_amount(given: Money, due: Money, what: str) -> Problem:
    return Problem(
        "wrong_amount",
        422,
        "This is not the amount quoted",
        f"{given} was given. {what} is {due}. Nothing was recorded.",
        f"Give {due}, or report a change of price, to which the buyer has to consent.",
        {"due": str(due), "given": str(given)},
    )
