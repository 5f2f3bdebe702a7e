"""What is given with a verb, checked against the case before the terms are asked: the request, its review,
its supplier and its changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.own_rules.packages import MAKER_RULES
from tailorbird.app.participants import no_such_party
from tailorbird.app.talk.forms import must_be_known, must_be_new
from tailorbird.domain.cases.custom_words import MoqChoice, Requirement
from tailorbird.domain.cases.facts import custom_making as making
from tailorbird.domain.cases.facts import custom_request as request
from tailorbird.domain.cases.words import Reply
from tailorbird.domain.roles import Role

MOST_DAYS: Final = 3650
"""The furthest that a date of making lies ahead: beyond it no calendar reckons."""


def revision(proceeding: Proceeding, given: request.CustomRequestRevised) -> request.CustomRequestRevised:
    """The request put otherwise: still at least one requirement, in words, and one piece."""
    if not given.requirements or given.quantity < 1:
        raise Stopped(_not_described("It needs one requirement and one piece at the least."))
    _must_be_said(given.requirements)
    return given


def review_question(
    proceeding: Proceeding, given: request.ReviewQuestionAsked
) -> request.ReviewQuestionAsked:
    """A question of the review under a number of its own."""
    must_be_new(given.question, _questions(proceeding))
    return given


def review_answer(
    proceeding: Proceeding, given: request.ReviewQuestionAnswered
) -> request.ReviewQuestionAnswered:
    """The answer to a question of the review."""
    must_be_known(given.question, _questions(proceeding))
    return given


def _questions(proceeding: Proceeding) -> Iterable[str]:
    return (each.fact.question for each in proceeding.case.all(request.ReviewQuestionAsked))


def binding(proceeding: Proceeding, given: request.SupplierBound) -> request.SupplierBound:
    """A registered supplier; the one that the buyer named where it named one, whose rules govern then."""
    named = proceeding.file.header.participants.get(Role.SUPPLIER)
    bound_before = proceeding.case.has(request.SupplierBound)
    stays = not bound_before or proceeding.file.agreement.package(MAKER_RULES.package) is not None
    if named is not None and stays and given.supplier != named:
        raise Stopped(_another_supplier(named, given.supplier))
    if proceeding.case.party(Role.SUPPLIER) != given.supplier:
        raise Stopped(no_such_party(given.supplier, Role.SUPPLIER))
    if given.supplier == proceeding.case.party(Role.BUYER):
        raise Stopped(with_oneself(given.supplier))
    return given


def with_oneself(party: str) -> Problem:
    """Nobody makes what they order themselves."""
    return Problem(
        "with_oneself",
        422,
        "Both sides would be one party",
        f"{party} is the buyer, and cannot be the supplier too.",
        "Entrust another supplier, or order with the key of another party.",
    )


def quotation(proceeding: Proceeding, given: request.SupplierQuoted) -> request.SupplierQuoted:
    """A quotation of its own name, with at least one price, each from one piece on."""
    must_be_new(given.quotation, (e.fact.quotation for e in proceeding.case.all(request.SupplierQuoted)))
    starts = [tier.from_quantity for tier in given.tiers]
    counts = (*starts, given.minimum_quantity)
    days = (given.sample_days, given.production_days, given.sample_rounds)
    repeated = len(set(starts)) < len(starts)
    if not starts or repeated or min(counts) < 1 or min(days) < 0 or max(days) > MOST_DAYS:
        raise Stopped(
            Problem(
                "quotation_unclear",
                422,
                "The quotation cannot be reckoned with",
                "It needs one tier of prices at the least, each from another quantity on; quantities from 1, "
                f"days and rounds from 0 to {MOST_DAYS}.",
                "Put tiers, quantities and days right, and send it again.",
            )
        )
    return given


def moq_answer(proceeding: Proceeding, given: request.MoqAnswered) -> request.MoqAnswered:
    """The buyer's choice; a quantity belongs to raising it, and to nothing else."""
    if given.quantity is not None and given.choice is not MoqChoice.RAISE:
        raise Stopped(_not_described(f"A quantity was given with the choice to {given.choice}."))
    return given


def service_fee(proceeding: Proceeding, given: request.ServiceFeeAsked) -> request.ServiceFeeAsked:
    """A fee of a provider who takes part."""
    if proceeding.case.party(Role.PROVIDER) is None:
        raise Stopped(
            Problem(
                "not_your_case",
                403,
                "No provider takes part",
                "The buyer named no provider in this request.",
                "A provider takes part where the buyer names one when the request is opened.",
            )
        )
    return given


def change(proceeding: Proceeding, given: making.ChangeRequested) -> making.ChangeRequested:
    """A change under a name of its own that changes something."""
    must_be_new(given.change, (each.fact.change for each in proceeding.case.all(making.ChangeRequested)))
    _must_be_said(given.requirements)
    if given.quantity is not None and given.quantity < 1:
        raise Stopped(_not_described("The quantity has to be 1 or more."))
    if not given.requirements and given.quantity is None and not given.attachments:
        raise Stopped(_not_described("The change names neither requirements nor quantity nor attachments."))
    return given


def change_answer(proceeding: Proceeding, given: making.ChangeAnswered) -> making.ChangeAnswered:
    """One answer to a change; a charge only with a yes."""
    must_be_known(given.change, (each.fact.change for each in proceeding.case.all(making.ChangeRequested)))
    if given.change in {each.fact.change for each in proceeding.case.all(making.ChangeAnswered)}:
        raise Stopped(over(f"Change {given.change} was answered before."))
    if given.reply is Reply.REFUSED and given.charge:
        raise Stopped(
            Problem(
                "above_limit",
                422,
                "A refused change costs nothing",
                f"A charge of {given.charge} was given with a no.",
                "Leave the charge out, or approve the change.",
            )
        )
    return given


def change_payment(proceeding: Proceeding, given: making.ChangePaid) -> making.ChangePaid:
    """The payment of a change of this case, once."""
    must_be_known(given.change, (each.fact.change for each in proceeding.case.all(making.ChangeRequested)))
    if given.change in {each.fact.change for each in proceeding.case.all(making.ChangePaid)}:
        raise Stopped(over(f"Change {given.change} was paid before."))
    return given


def _must_be_said(requirements: Iterable[Requirement]) -> None:
    named = [each.requirement for each in requirements]
    if len(set(named)) < len(named) or "" in named:
        raise Stopped(_not_described("Each requirement needs a name of its own."))
    if any(not each.asks.strip() for each in requirements):
        raise Stopped(_not_described("A requirement has no words."))


def over(detail: str) -> Problem:
    """It happened before, and does not happen twice."""
    return Problem(
        "too_late",
        409,
        "This is over",
        detail,
        "Look at the case: its thread shows what happened, and what can still be done.",
    )


def _not_described(detail: str) -> Problem:
    return Problem(
        "not_described",
        422,
        "The request is not described",
        detail,
        "Give each requirement a name of its own and say in words what it asks; ask for 1 piece or more.",
    )


def _another_supplier(named: str, given: str) -> Problem:
    return Problem(
        "another_supplier",
        409,
        "The request has its maker already",
        f"{named} is the maker of this request, and {given} was given.",
        f"Bind {named}, or decline the request so that the buyer can open another.",
        {"supplier": named},
    )
