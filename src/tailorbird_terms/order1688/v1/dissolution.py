"""Dissolving an order after inspecting the goods: grounds, period, the seller's word, the money."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.dissolution import (
    DissolutionEnded,
    DissolutionRelayed,
    DissolutionRequested,
    OrderDissolved,
    SellerAnsweredDissolution,
    SellerRefunded,
    WayBackCostDocumented,
)
from tailorbird.domain.cases.facts.payment import OrderPaid, RightLapsed
from tailorbird.domain.cases.facts.procurement import Delivered, PurchaseMade
from tailorbird.domain.cases.facts.request import (
    KnownDefectDeclared,
    PriorWarningGiven,
    RequestSubmitted,
)
from tailorbird.domain.cases.words import Head, Reply
from tailorbird.domain.questions.money import ExtraCost, Occasion, SellerMoney, Settlement
from tailorbird.domain.questions.period import Deadlines, DissolutionPeriod
from tailorbird.domain.questions.permission import MayDissolve
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Due,
    Permission,
    Unknown,
    allocate,
    charge,
    due,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.order1688.v1.standing import (
    carrier_at_fault,
    in_words,
    is_fee_of_the_provider,
    is_money_for_the_seller,
    lacking,
    lapsed,
    over,
    service_fee,
)

_CLAIM_DIRECTLY = says("Claim directly from the seller; export the evidence of this case for it.")


@clause("order1688.13.1")
def inspected_and_unlike(q: MayDissolve, p: Parameters) -> Answer[Permission] | None:
    """You can ask to dissolve an order only after you have inspected the goods yourself, on one of
    these grounds: {dissolution_grounds}; and only with evidence.
    """
    return _ill_founded(q, p) or grant([q.case.last(Delivered)])


@clause("order1688.13.2")
def period_for_dissolving(q: DissolutionPeriod, p: Parameters) -> Answer[Bound] | Unknown | None:
    """You can ask within the days that the laws allow, counted from delivery, the last instant
    included. The law of the place of sale ({sales_country}) and the law of your country both count,
    and the shorter governs (days by country: {dissolution_days}). For a country that is not listed a
    person decides.
    """
    delivered = q.case.last(Delivered)
    if delivered is None:
        return None
    request = q.case.last(RequestSubmitted)
    country = request.fact.destination if request else None
    if not country:
        return unknown(
            "country of the buyer",
            because=[request],
            next_step=says("Say in which country you received the goods."),
        )
    table = p.table("dissolution_days")
    allowed = [table.get(place) for place in (p.text("sales_country"), country.upper())]
    days = [each for each in allowed if each is not None]
    if len(days) < len(allowed):
        return unknown(
            "dissolution period of the buyer's country",
            because=[request],
            next_step=says("Ask the operator how long the law of {country} allows.", country=country),
        )
    until = days_after(delivered.at, min(days), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (delivered,))


@clause("order1688.13.2", exception_to=["order1688.13.1", "order1688.13.4"])
def too_late_to_dissolve(q: MayDissolve, p: Parameters) -> Answer[Permission] | Unknown | None:
    """A later request need not be accepted. What counts is when you asked, not when you are
    answered; and a request that the provider passed on all the same is not undone for lateness.
    """
    if q.case.has(DissolutionRelayed, SellerAnsweredDissolution):
        return None
    request = q.case.first(DissolutionRequested)
    asked = request.at if request else q.at
    period = q.consult(DissolutionPeriod)
    if period.answer is None:
        return lacking(period) if _ill_founded(q, p) is None else None
    if period.answer.allows(asked):
        return None
    late = refuse(
        near=near_bound("dissolution period", period.answer, asked),
        says=says("You could ask to dissolve until {until}.", until=period.answer.until),
        next_step=_CLAIM_DIRECTLY,
    )
    return replace(late, via=(period,))


@clause("order1688.13.2")
def end_of_dissolving(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | Unknown | None:
    """The page of the order shows until when you can ask."""
    done = over(q.case) or carrier_at_fault(q.case) or q.case.has(DissolutionRequested)
    if done or lapsed(q.case, "dissolve"):
        return None
    period = q.consult(DissolutionPeriod)
    if period.answer is None:
        return lacking(period)
    item = Due("dissolution-period", period.answer, Role.BUYER, RightLapsed(right="dissolve"))
    return replace(due(item), via=(period,))


@clause("order1688.13.3", exception_to=["order1688.13.1", "order1688.13.2", "order1688.13.4"])
def known_before(q: MayDissolve, p: Parameters) -> Answer[Permission] | None:
    """What you knew before you commissioned the purchase, or what the provider had told you of before it
    bought, is no ground.
    """
    if q.ground is None:
        return None
    known = [
        *_before(q.case.all(KnownDefectDeclared), q.case.first(OrderPaid), q.ground.value),
        *_before(q.case.all(PriorWarningGiven), q.case.first(PurchaseMade), q.ground.value),
    ]
    if not known:
        return None
    return refuse(
        known,
        says=says("You knew of this on {at}, before the purchase, and went on.", at=known[0].at),
        next_step=says("If you found something else too, ask on that ground, with evidence of it."),
    )


@clause("order1688.13.4", exception_to=["order1688.13.1"])
def sellers_word(q: MayDissolve, p: Parameters) -> Answer[Permission] | None:
    """The provider does not judge your request. It passes it on to the seller, whose answer decides. If
    the seller refuses, the request ends there; you can claim directly from the seller, with the
    evidence of the case, and the provider helps you.
    """
    request = q.case.last(DissolutionRequested)
    if request is None or over(q.case):
        return None
    ended = q.case.last_after(DissolutionEnded, request)
    answer = q.case.last_after(SellerAnsweredDissolution, request)
    if ended or (answer and answer.fact.reply is Reply.REFUSED):
        return refuse(
            [answer or ended],
            says=says("The seller refused to take the goods back, so the request has ended."),
            next_step=_CLAIM_DIRECTLY,
        )
    if answer is not None:
        return None
    return _waits(request, q.case.last_after(DissolutionRelayed, request))


@clause("order1688.13.5")
def cost_of_the_way_back(q: ExtraCost, p: Parameters) -> Answer[Charge] | Unknown | None:
    """If the seller agrees, the goods go back to where it says, or are destroyed on the spot, as it
    requires, with proof. What that costs ({way_back_costs}) is asked of the seller, with its document,
    and the provider helps you.
    """
    if q.occasion is not Occasion.DISSOLUTION or in_words(q.head) not in p.words("way_back_costs"):
        return None
    agreed = [a for a in q.case.all(SellerAnsweredDissolution) if a.fact.reply is Reply.AGREED]
    if not agreed:
        return unknown("seller's agreement", next_step=says("Wait until the seller has agreed to dissolve."))
    if not q.document:
        return unknown("document", next_step=says("Attach the document that shows what the way back cost."))
    costs = [c for c in q.case.all(WayBackCostDocumented) if c.fact.document == q.document]
    return charge(q.amount, payer=Role.SELLER, payee=q.payee, because=[agreed[-1], *costs])


@clause("order1688.13.6")
def what_the_seller_returns(q: SellerMoney | Settlement, p: Parameters) -> Answer[Allocation] | None:
    """What the seller returns is refunded to you in full as soon as it is here: no more, no less, and
    not before. Until then the money for the goods ({money_for_the_seller}) is the seller's to return.
    """
    if isinstance(q, SellerMoney):
        if not q.case.has(DissolutionRequested, OrderDissolved):
            return None
        return allocate((Role.BUYER, q.returned), because=[q.case.last(SellerRefunded)])
    if q.occasion is not Occasion.DISSOLUTION or not is_money_for_the_seller(q, p):
        return None
    return allocate(
        (Role.SELLER, q.amount),
        because=[q.case.last(SellerAnsweredDissolution)],
        says=says("The seller has to return it; whatever arrives is refunded to you in full."),
    )


@clause("order1688.13.7")
def fee_on_dissolving(q: Settlement, p: Parameters) -> Answer[Allocation] | None:
    """The service fee is not refunded, nor other fees that the provider collected, unless it waives
    the service fee.
    """
    if q.occasion is not Occasion.DISSOLUTION:
        return None
    if q.head is Head.SERVICE_FEE:
        return service_fee(q)
    return allocate((q.payee, q.amount)) if is_fee_of_the_provider(q) else None


def _ill_founded(q: MayDissolve, p: Parameters) -> Answer[Permission] | None:
    """Why the request has no ground to stand on, if it has none."""
    if gone := over(q.case):
        return refuse(
            [gone],
            says=says("The order is over since {at}; there is nothing left to dissolve.", at=gone.at),
            next_step=says("Look at the money of this order to see what follows."),
        )
    if not q.case.has(Delivered):
        return refuse(
            says=says("You have not received the goods, so you cannot have inspected them."),
            next_step=says("Wait for delivery and inspect them; before export you may ask to cancel."),
        )
    if q.ground is None or in_words(q.ground) not in p.words("dissolution_grounds"):
        return refuse(
            [q.case.last(Delivered)],
            says=says("This is not a ground to dissolve an order."),
            next_step=says("Say what your inspection showed: unlike promised, defective, or infringing."),
        )
    if not q.evidence:
        return refuse(
            [q.case.last(Delivered)],
            says=says("There is no evidence with the request."),
            next_step=says("Add photographs or documents that show it."),
        )
    return None


def _before(told: tuple[Recorded[Any], ...], limit: Recorded[Any] | None, ground: str) -> list[Recorded[Any]]:
    return [e for e in told if e.fact.ground == ground and (limit is None or e.seq < limit.seq)]


def _waits(
    request: Recorded[DissolutionRequested], relayed: Recorded[DissolutionRelayed] | None
) -> Answer[Permission]:
    if relayed is None:
        return wait(
            Role.PROVIDER,
            [request],
            says=says("You asked on {at}; the provider has yet to pass it on.", at=request.at),
            next_step=says("Ask the provider in the thread of this order to pass it on."),
        )
    return wait(
        Role.SELLER,
        [request, relayed],
        says=says("The provider put it to the seller on {at}, who has not answered.", at=relayed.at),
        next_step=says("Keep the goods as they are until the seller answers."),
    )
