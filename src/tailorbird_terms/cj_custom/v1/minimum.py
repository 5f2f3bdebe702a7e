"""The supplier's minimum quantity: its negotiation, and the stop when that fails."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.custom_words import MoqChoice, StopReason
from tailorbird.domain.cases.facts.custom_making import CustomRequestStopped
from tailorbird.domain.cases.facts.custom_request import MoqNegotiationLapsed, SupplierQuoted
from tailorbird.domain.money import Money
from tailorbird.domain.questions.custom import (
    DeclineCompensation,
    MayAnswerMoq,
    MayOfferSurcharge,
    MayStopRequest,
    MoqPeriod,
    MoqState,
)
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Classification,
    Due,
    Near,
    Permission,
    Unknown,
    allocate,
    classify,
    due,
    grant,
    near_bound,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last, days_after
from tailorbird_terms.cj_custom.v1.negotiation import MoqStanding, Negotiation, negotiation
from tailorbird_terms.cj_custom.v1.standing import HELD, confirmed, not_open, over

Negotiating = MayAnswerMoq | MayOfferSurcharge


@clause("cj-custom.II.5")
def where_the_minimum_stands(q: MoqState, p: Parameters) -> Answer[Classification] | Unknown:
    """A supplier may make no fewer pieces than its minimum quantity. If you asked for fewer, you and
    the platform look for a solution: you raise the quantity, or pay a surcharge that the supplier
    asks, or stop."""
    found = negotiation(q.case)
    if found is None:
        return unknown("SupplierQuoted", next_step=says("Wait for the supplier's quotation."))
    period = q.consult(MoqPeriod)
    failed = found.standing is MoqStanding.OPEN and period.answer and not period.answer.allows(q.at)
    kind = MoqStanding.FAILED if failed else found.standing
    points_at = Role.BUYER if kind is MoqStanding.OPEN else None
    named = classify(kind.value, points_at=points_at, because=found.because)
    return replace(named, via=(period,)) if failed else named


@clause("cj-custom.II.5")
def time_for_a_solution(q: MoqPeriod, p: Parameters) -> Answer[Bound] | Unknown:
    """A solution may be looked for during {moq_negotiation} from the quotation. The last instant still
    counts."""
    found = negotiation(q.case)
    if found is None:
        return unknown("SupplierQuoted", next_step=says("Wait for the supplier's quotation."))
    until = days_after(found.quoted.at, p.days("moq_negotiation"), q.case.zone)
    return Answer(Bound(until, Last.INSIDE), (found.quoted,))


@clause("cj-custom.II.5")
def negotiation_lapses(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """After that it has failed by itself."""
    found = negotiation(q.case)
    if found is None or found.standing is not MoqStanding.OPEN or over(q.case) or confirmed(q.case):
        return None
    period = q.consult(MoqPeriod)
    if period.answer is None:
        return None
    name = found.quoted.fact.quotation
    earlier = [each for each in q.case.all(SupplierQuoted) if each.fact.quotation == name]
    key = f"moq:{name}" if len(earlier) == 1 else f"moq:{name}:{len(earlier)}"
    items = due(Due(key, period.answer, Role.BUYER, MoqNegotiationLapsed()), because=[found.quoted])
    return replace(items, via=(period,))


@clause("cj-custom.II.5")
def offer_a_surcharge(q: MayOfferSurcharge, p: Parameters) -> Answer[Permission]:
    """The surcharge is stated for the quantity that you asked for."""
    closed, found = _closed(q)
    if closed is not None or found is None:
        return closed or _no_quotation()
    zero = Money.zero(q.case.currency)
    if q.quantity != found.asked:
        return refuse(
            because=[found.quoted],
            near=(Near("asked quantity", found.asked, q.quantity, unit="pieces"),),
            says=says("The buyer asked for {asked} pieces.", asked=found.asked),
            next_step=says("State the surcharge for {asked} pieces.", asked=found.asked),
        )
    if q.amount.currency != zero.currency or q.amount <= zero:
        return refuse(
            because=[found.quoted],
            says=says("A surcharge is an amount of more than zero in {currency}.", currency=zero.currency),
            next_step=says("State the surcharge, or quote a lower minimum quantity."),
        )
    return grant(because=[found.quoted])


@clause("cj-custom.II.5")
def answer_about_the_minimum(q: MayAnswerMoq, p: Parameters) -> Answer[Permission]:
    """It is you who choose. A raised quantity reaches the minimum; a surcharge was offered first."""
    closed, found = _closed(q)
    if closed is not None or found is None:
        return closed or _no_quotation()
    if q.choice is MoqChoice.RAISE and (q.quantity or 0) < found.least:
        return refuse(
            because=[found.quoted],
            near=(Near("minimum quantity", found.least, q.quantity or 0, unit="pieces"),),
            says=says("The supplier makes {least} pieces at least.", least=found.least),
            next_step=says("Order {least} pieces or more.", least=found.least),
        )
    if q.choice is MoqChoice.SURCHARGE and found.offered is None:
        return refuse(
            because=[found.quoted],
            says=says("The supplier has offered no surcharge for {asked} pieces.", asked=found.asked),
            next_step=says("Ask the platform for an offer, raise the quantity, or stop."),
        )
    return grant(because=found.because)


def _no_quotation() -> Answer[Permission]:
    return refuse(
        says=says("There is no quotation for the request as it stands."),
        next_step=says("Wait for the supplier's quotation."),
    )


def _closed(q: Negotiating) -> tuple[Answer[Permission] | None, Negotiation | None]:
    """Why there is nothing to negotiate, if so; and the negotiation."""
    found, problem = negotiation(q.case), not_open(q.case)
    if problem is not None or found is None:
        return problem, found
    frozen = confirmed(q.case)
    if frozen is not None or found.standing in (MoqStanding.MET, MoqStanding.SETTLED):
        settled = refuse(
            because=[*found.because, frozen],
            says=says("The minimum quantity is settled."),
            next_step=says("Go on with the request as it stands."),
        )
        return settled, found
    state: Decision[Classification] = q.consult(MoqState)
    if state.answer is None or state.answer.kind == MoqStanding.OPEN:
        return None, found
    period = q.consult(MoqPeriod)
    failed = refuse(
        because=found.because,
        near=near_bound("time for a solution", period.answer, q.at) if period.answer else (),
        says=says("No solution for the minimum quantity was found in time."),
        next_step=says("Send a new request with another quantity."),
    )
    return replace(failed, via=(state,)), found


@clause("cj-custom.II.5")
def stop_without_a_solution(q: MayStopRequest, p: Parameters) -> Answer[Permission] | None:
    """If no solution is found, or you choose to stop, the platform may stop the request directly."""
    if q.reason is not StopReason.MOQ:
        return None
    if problem := not_open(q.case):
        return problem
    found, state = negotiation(q.case), q.consult(MoqState)
    if found is not None and state.answer is not None and state.answer.kind == MoqStanding.FAILED:
        return replace(grant(because=found.because), via=(state,))
    period = q.consult(MoqPeriod)
    open_ = found is not None and found.standing is MoqStanding.OPEN and period.answer is not None
    return refuse(
        because=found.because if found else (),
        near=near_bound("time for a solution", period.answer, q.at) if open_ and period.answer else (),
        says=says("The negotiation of the minimum quantity has not failed."),
        next_step=says("Wait for the buyer's choice, or until the time for a solution is over."),
    )


@clause("cj-custom.II.5")
def stopped_without_liability(q: DeclineCompensation, p: Parameters) -> Answer[Classification] | None:
    """Nobody owes you anything for the request that was stopped so."""
    stopped = over(q.case)
    if stopped is None or not isinstance(stopped.fact, CustomRequestStopped):
        return None
    return classify("nothing", because=[stopped]) if stopped.fact.reason is StopReason.MOQ else None


@clause("cj-custom.II.5")
def money_of_a_stopped_negotiation(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """If anything of yours is held for it, it goes back to you whole."""
    if q.occasion is not Occasion.MOQ_STOPPED or q.head not in HELD:
        return None
    stopped = q.case.first(CustomRequestStopped)
    if stopped is None or stopped.fact.reason is not StopReason.MOQ:
        return unknown("CustomRequestStopped", next_step=says("The request was not stopped for this."))
    return allocate((Role.BUYER, q.amount), because=[stopped])
