"""Changes after the confirmation: asked, answered, charged, and what waits for their payment."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.custom_making import ChangeRequested
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.money import Money
from tailorbird.domain.questions.custom import (
    MayAnswerChange,
    MayPayChange,
    MayRequestChange,
    MayWorkOn,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Near,
    Permission,
    grant,
    refuse,
    says,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_custom.v1.standing import (
    change_answer,
    change_of,
    confirmed,
    not_confirmed,
    not_open,
    opened,
    owes_change,
    unpaid_change,
)


@clause("cj-custom.II.4")
def ask_for_a_change(q: MayRequestChange, p: Parameters) -> Answer[Permission]:
    """After the confirmation you may ask the platform for a change, one at a time, until the product
    leaves the supplier."""
    if problem := _closed(q.case):
        return problem
    if confirmed(q.case) is None:
        return refuse(
            because=[opened(q.case)],
            says=says("The request is not confirmed yet."),
            next_step=says("Change the request by yourself."),
        )
    for each in q.case.all(ChangeRequested):
        name = each.fact.change
        if change_answer(q.case, name) is None:
            return refuse(
                because=[each],
                says=says("The change {change} waits for the platform's answer.", change=name),
                next_step=says("Wait for that answer first."),
            )
        if (owed := owes_change(q.case, name)) is not None:
            return refuse(
                because=[each, owed],
                says=says("The change {change} was approved and is not paid.", change=name),
                next_step=says("Pay what that change costs first."),
            )
    return grant(because=[confirmed(q.case)])


def _closed(case: Case) -> Answer[Permission] | None:
    """Why nothing can be changed any more."""
    problem, left = not_open(case), case.first(Dispatched)
    if problem is not None or left is None:
        return problem
    return refuse(
        because=[left],
        says=says("The product left the supplier on {at}.", at=left.at),
        next_step=says("Put the change into the request of another product."),
    )


@clause("cj-custom.II.4")
def answer_a_change(q: MayAnswerChange, p: Parameters) -> Answer[Permission]:
    """The platform approves it or not, and says what it costs in addition."""
    if problem := _closed(q.case):
        return problem
    asked, said = change_of(q.case, q.change), change_answer(q.case, q.change)
    if asked is None or said is not None:
        return refuse(
            because=[asked, said],
            says=says("No change {change} waits for an answer.", change=q.change),
            next_step=says("Name a change that the buyer asked for and nobody answered."),
        )
    zero = Money.zero(q.case.currency)
    if q.charge is not None and (q.charge.currency != zero.currency or q.charge < zero):
        return refuse(
            because=[asked],
            says=says("A charge is an amount of zero or more in {currency}.", currency=zero.currency),
            next_step=says("State what the change costs in addition, or nothing."),
        )
    return grant(because=[asked])


@clause("cj-custom.II.4")
def pay_a_change(q: MayPayChange, p: Parameters) -> Answer[Permission]:
    """You bear those costs and pay exactly what was stated."""
    if problem := not_confirmed(q.case):
        return problem
    owed = owes_change(q.case, q.change)
    if owed is None or not owed.fact.charge:
        return refuse(
            because=[change_answer(q.case, q.change)],
            says=says("Nothing is to be paid for the change {change}.", change=q.change),
            next_step=says("Look which changes were approved, and at what cost."),
        )
    asked = owed.fact.charge
    if q.amount != asked:
        return refuse(
            because=[owed],
            near=(Near("charge for the change", asked, q.amount),),
            says=says("The change costs {asked}, not {amount}.", asked=asked, amount=q.amount),
            next_step=says("Pay {asked}.", asked=asked),
        )
    return grant(because=[owed])


@clause("cj-custom.II.4", exception_to=["cj-custom.I"])
def work_waits_for_the_charge(q: MayWorkOn, p: Parameters) -> Answer[Permission] | None:
    """Until they are paid, work waits."""
    owed = unpaid_change(q.case)
    if owed is None or not_confirmed(q.case) is not None:
        return None
    return wait(
        Role.BUYER,
        because=[owed],
        says=says("The charge for an approved change is not paid."),
        next_step=says("The buyer pays it; then work goes on."),
    )
