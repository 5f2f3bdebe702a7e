"""Work, production and dispatch: when they may go on."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.custom_words import MoqChoice
from tailorbird.domain.cases.facts.custom_making import (
    MilestoneReached,
    ProductionOrdered,
    ProductionPaid,
    SchedulePlanned,
)
from tailorbird.domain.cases.facts.custom_request import MoqAnswered
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.questions.custom import MayOrderProduction, MayProduceCustom, MayWorkOn
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Near, Permission, grant, refuse, says, wait
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.negotiation import MoqStanding, negotiation
from tailorbird_terms.cj_custom.v1.sampling import final_rejection
from tailorbird_terms.cj_custom.v1.standing import confirmed, fees_unpaid, not_confirmed, quotation

DISPATCH = "dispatch"
SAMPLE = "sample:"


@clause("cj-custom.I")
def work_on_the_request(q: MayWorkOn, p: Parameters) -> Answer[Permission]:
    """The supplier works on a confirmed request once its fees are paid."""
    if problem := not_confirmed(q.case):
        return problem
    unpaid = fees_unpaid(q.case)
    if unpaid is not None:
        return wait(
            Role.BUYER,
            because=[unpaid],
            says=says("The fees are not paid."),
            next_step=says("The buyer pays the quoted fees; then work begins."),
        )
    return grant(because=[confirmed(q.case)])


@clause("cj-custom.I")
def order_the_production(q: MayOrderProduction, p: Parameters) -> Answer[Permission]:
    """You order the production once the request is confirmed, before its sample is checked or
    afterwards. One production is ordered in a case; more of the product is a reorder."""
    if problem := not_confirmed(q.case):
        return problem
    paid = q.case.first(ProductionPaid)
    if paid is not None:
        return refuse(
            because=[paid],
            says=says("The production was paid on {at}.", at=paid.at),
            next_step=says("Order the finished product again for more of it."),
        )
    final = final_rejection(q.case)
    if final is not None:
        return refuse(
            because=[final],
            says=says("The final sample was rejected on {at}.", at=final.at),
            next_step=says("Look for a solution with the supplier, or the request is stopped."),
        )
    if q.quantity < 1:
        return refuse(
            because=[confirmed(q.case)],
            near=(Near("quantity", 1, q.quantity, unit="pieces"),),
            says=says("An order is of one piece at least."),
            next_step=says("Say how many pieces you want."),
        )
    return grant(because=[confirmed(q.case)])


@clause("cj-custom.II.5", exception_to=["cj-custom.I"])
def minimum_of_the_production(q: MayOrderProduction, p: Parameters) -> Answer[Permission] | None:
    """The production reaches the minimum quantity, or is of the quantity for which you chose the
    surcharge."""
    quoted, found = quotation(q.case), negotiation(q.case)
    if quoted is None or q.quantity < 1 or not_confirmed(q.case) is not None or q.case.has(ProductionPaid):
        return None
    least = quoted.fact.minimum_quantity
    if q.quantity >= least or (found is not None and _surcharged(q.quantity, q.case)):
        return None
    return refuse(
        because=[quoted],
        near=(Near("minimum quantity", least, q.quantity, unit="pieces"),),
        says=says("The supplier makes {least} pieces at least.", least=least),
        next_step=says("Order {least} pieces or more.", least=least),
    )


def _surcharged(quantity: int, case: Case) -> bool:
    found = negotiation(case)
    if found is None or found.standing is not MoqStanding.SETTLED or found.ended is None:
        return False
    word = found.ended.fact
    return isinstance(word, MoqAnswered) and word.choice is MoqChoice.SURCHARGE and quantity == found.asked


@clause("cj-custom.I")
def go_on_with_production(q: MayProduceCustom, p: Parameters) -> Answer[Permission]:
    """Production goes on while work may go on and the production is paid."""
    work = q.consult(MayWorkOn)
    if not work.granted:
        return _held_back(work)
    ordered, paid = q.case.last(ProductionOrdered), q.case.first(ProductionPaid)
    if ordered is None or paid is None:
        waiting = wait(
            Role.BUYER,
            because=[ordered or confirmed(q.case)],
            says=says("No production is ordered and paid."),
            next_step=says("The buyer orders the production and pays it."),
        )
        return replace(waiting, via=(work,))
    return replace(grant(because=[paid]), via=(work,))


@clause("cj-custom.I")
def dispatch_the_goods(q: MayDispatch, p: Parameters) -> Answer[Permission]:
    """The supplier sends the goods when they are made: every step that its schedule names is done."""
    before = next((each for each in q.case.all(Dispatched) if each.fact.parcel == q.parcel), None)
    if before is not None:
        return refuse(
            because=[before],
            says=says("This parcel left on {at}.", at=before.at),
            next_step=says("Give another parcel a name of its own."),
        )
    making = q.consult(MayProduceCustom)
    if not making.granted:
        return _held_back(making)
    left = _steps_left(q.case)
    if left:
        unfinished = refuse(
            because=[q.case.last(SchedulePlanned)],
            says=says("These steps are not done: {steps}.", steps=", ".join(left)),
            next_step=says("Record each step when it is done; then send the goods."),
        )
        return replace(unfinished, via=(making,))
    return replace(grant(because=[q.case.first(ProductionPaid)]), via=(making,))


def _steps_left(case: Case) -> tuple[str, ...]:
    planned = [date.milestone for each in case.all(SchedulePlanned) for date in each.fact.dates]
    done = {each.fact.milestone for each in case.all(MilestoneReached)}
    wanted = [name for name in planned if name != DISPATCH and not name.startswith(SAMPLE)]
    return tuple(name for name in dict.fromkeys(wanted) if name not in done)


def _held_back(decision: Decision[Permission]) -> Answer[Permission]:
    """The answer of what this rests on, with its reasons."""
    if decision.answer is None:
        return refuse(
            says=says("It is not clear whether work may go on."), next_step=says("Ask the platform.")
        )
    return Answer(decision.answer, decision.relied_on, via=(decision,))
