"""The agreement: offered, accepted, paid, in force, in this order; mandate and logistics provider."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.payment import (
    AgreementTookEffect,
    CarrierChosen,
    MandateSigned,
    OrderPaid,
    QuoteIssued,
    RightLapsed,
)
from tailorbird.domain.cases.facts.procurement import PurchaseMade
from tailorbird.domain.cases.facts.request import RequestAccepted, RequestSubmitted
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.permission import (
    MayAcceptRequest,
    MayChooseCarrier,
    MayDeclineRequest,
    MayIssueQuote,
    MayPay,
    MayPurchase,
    MayRefuseExecution,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Due,
    Permission,
    Unknown,
    allocate,
    due,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.order1688.v1 import stages
from tailorbird_terms.order1688.v1.standing import lapsed, over


@clause("order1688.2")
def free_to_answer(q: MayAcceptRequest | MayDeclineRequest, p: Parameters) -> Answer[Permission]:
    """The provider decides freely whether to accept your request, once. From then on it is bound
    and can no longer decline.
    """
    submitted = stages.awaiting_answer(q.case)
    if submitted is not None:
        return grant([submitted])
    stopped = _over_or_not_begun(q.case)
    if stopped is not None:
        return stopped
    accepted = q.case.first(RequestAccepted)
    return refuse(
        [accepted],
        says=says("The provider accepted the request already."),
        next_step=says("To stop now, the provider needs a ground that the rules name, or the buyer cancels."),
    )


@clause("order1688.2")
def bound_once_accepted(q: MayRefuseExecution, p: Parameters) -> Answer[Permission]:
    """After accepting it may refuse the order only for a ground that these rules name, and never
    after it has bought the goods.
    """
    accepted, bought = q.case.first(RequestAccepted), q.case.first(PurchaseMade)
    stopped = _not_running(q.case)
    if stopped is not None:
        return stopped
    if bought is not None:
        return refuse(
            [bought],
            says=says("The goods were bought on {at}.", at=bought.at),
            next_step=says("Report what went wrong to the buyer, who may ask to cancel."),
        )
    return refuse(
        [accepted],
        says=says("The provider accepted the request on {at} and is bound.", at=_at(accepted)),
        next_step=says("Record the ground first, if there is one, or ask the buyer to cancel."),
    )


@clause("order1688.2")
def nothing_bought(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """If the provider refuses the order before buying, what you paid for the goods and to the
    provider comes back to you.
    """
    if not stages.comes_back_on_refusal(q):
        return None
    return allocate((Role.BUYER, q.amount))


@clause("order1688.2")
def quote_after_acceptance(q: MayIssueQuote, p: Parameters) -> Answer[Permission]:
    """Once it has accepted, the provider states the amount to pay. It may state it anew until you
    have paid; what is paid stands.
    """
    stopped = _not_running(q.case)
    if stopped is not None:
        return stopped
    paid = q.case.last(OrderPaid)
    if paid is None:
        return grant([q.case.first(RequestAccepted)])
    return refuse(
        [paid],
        says=says("The amount was paid on {at} and stands.", at=paid.at),
        next_step=says("If the seller changed its price, report that; the buyer is asked first."),
    )


@clause("order1688.2")
def pay_what_is_displayed(q: MayPay, p: Parameters) -> Answer[Permission]:
    """After the acceptance you pay the amount displayed, once. Where it is displayed with a last
    instant, you can pay up to and including that instant.
    """
    stopped = _not_running(q.case)
    if stopped is not None:
        return stopped
    quote, paid = q.case.last(QuoteIssued), q.case.last(OrderPaid)
    if paid is not None:
        return refuse(
            [paid],
            says=says("You paid on {at}; nothing more is due.", at=paid.at),
            next_step=says("You need do nothing; the order goes on."),
        )
    if quote is None:
        return refuse(
            [q.case.first(RequestAccepted)],
            says=says("There is no amount to pay yet."),
            next_step=says("Wait for the provider's quote."),
        )
    until = stages.payable_until(quote.fact)
    if until is not None and not until.allows(q.at):
        return refuse(
            [quote],
            near=near_bound("quote", until, q.at),
            says=says("The quote could be paid until {until}.", until=until.until),
            next_step=says("Ask the provider for a new quote."),
        )
    return grant([quote], near=near_bound("quote", until, q.at) if until else ())


@clause("order1688.2")
def pay_by(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """When that instant passes unpaid, the quote lapses; the provider may state a new one."""
    quote = q.case.last(QuoteIssued)
    until = stages.payable_until(quote.fact) if quote else None
    if quote is None or until is None or not stages.to_pay(q.case):
        return None
    key = f"quote:{quote.seq}"
    if lapsed(q.case, key):
        return None
    return due(Due(key, until, Role.BUYER, RightLapsed(right=key)), because=[quote])


@clause("order1688.2")
def nothing_bought_before_effect(q: MayPurchase, p: Parameters) -> Answer[Permission]:
    """With your payment the agreement takes effect, at an instant that is on record. Nothing is
    bought before, and it is bought once.
    """
    stopped = _not_running(q.case)
    if stopped is not None:
        return stopped
    effect, bought = q.case.first(AgreementTookEffect), q.case.first(PurchaseMade)
    if effect is None:
        return refuse(
            [q.case.first(RequestAccepted)],
            says=says("The agreement is not in force yet."),
            next_step=says("Wait until the buyer has paid."),
        )
    if bought is not None:
        return refuse(
            [bought],
            says=says("The goods were bought on {at}.", at=bought.at),
            next_step=says("You need do nothing; the order goes on."),
        )
    return grant([effect])


@clause("order1688.1.2", exception_to=["order1688.2"])
def mandate_first(q: MayPay | MayPurchase, p: Parameters) -> Answer[Permission] | None:
    """You give the provider its power to buy by agreeing to the purchasing mandate. The mandate you
    signed is kept with its version, its time, your name and a hash of its text, so that anybody who
    has the order can check it. Without it nothing is paid and nothing is bought.
    """
    next_up = stages.to_pay(q.case) if isinstance(q, MayPay) else stages.ready_to_buy(q.case)
    signed = [each for each in q.case.all(MandateSigned) if each.fact.document_hash]
    if not next_up or signed:
        return None
    return refuse(
        says=says("The purchasing mandate is not signed."),
        next_step=says("Read the purchasing mandate and sign it."),
    )


@clause("order1688.5", exception_to=["order1688.2"])
def carrier_chosen(q: MayPay, p: Parameters) -> Answer[Permission] | Unknown | None:
    """By the time you pay you choose a logistics provider that receives the goods in the country of
    the seller and delivers them to your country. Without one there is no agreement.
    """
    if not stages.to_pay(q.case):
        return None
    chosen = q.case.last(CarrierChosen)
    if chosen is None:
        return refuse(
            says=says("No logistics provider is chosen."),
            next_step=says("Choose a logistics provider that delivers to your country."),
        )
    return _unless_served(q.case, chosen.fact.carrier, chosen.fact.serves, chosen)


@clause("order1688.5")
def carrier_serves(q: MayChooseCarrier, p: Parameters) -> Answer[Permission] | Unknown | None:
    """You may choose any logistics provider that delivers to the country of your request, until the
    agreement is in force.
    """
    if q.case.has(AgreementTookEffect):
        return None
    refused = _unless_served(q.case, q.carrier, q.serves)
    return refused if refused is not None else grant([q.case.last(RequestSubmitted)])


def _unless_served(
    case: Case, carrier: str, serves: tuple[str, ...], chosen: Recorded[Any] | None = None
) -> Answer[Permission] | Unknown | None:
    """A refusal where the carrier does not deliver to the destination; None where it does."""
    submitted = case.last(RequestSubmitted)
    destination = submitted.fact.destination if submitted else None
    if not destination:
        return unknown("destination", because=[submitted], next_step=says("Say where the goods go at last."))
    if not serves:
        return unknown(
            "countries served",
            because=[chosen],
            next_step=says("Ask {carrier} whether it delivers to {to}.", carrier=carrier, to=destination),
        )
    if destination.upper() in (each.upper() for each in serves):
        return None
    return refuse(
        [submitted, chosen],
        says=says("{carrier} does not deliver to {to}.", carrier=carrier, to=destination),
        next_step=says("Choose a logistics provider that delivers to your country."),
    )


def _over_or_not_begun(case: Case) -> Answer[Permission] | None:
    """A refusal where the order has ended or was never asked for."""
    ended = over(case)
    if ended is not None:
        return refuse(
            [ended],
            says=says("The order ended on {at}.", at=ended.at),
            next_step=says("If the goods are still wanted, start a new request."),
        )
    if case.has(RequestSubmitted):
        return None
    return refuse(
        says=says("There is no request yet."),
        next_step=says("Submit the request first."),
    )


def _not_running(case: Case) -> Answer[Permission] | None:
    """A refusal where no accepted order goes on."""
    submitted = case.last(RequestSubmitted)
    stopped = _over_or_not_begun(case)
    if stopped is not None or case.has(RequestAccepted):
        return stopped
    return refuse(
        [submitted],
        says=says("The provider has not accepted the request."),
        next_step=says("Wait for the provider, which is free to accept or to decline."),
    )


def _at(recorded: Recorded[Any] | None) -> Any:
    return recorded.at if recorded else ""
