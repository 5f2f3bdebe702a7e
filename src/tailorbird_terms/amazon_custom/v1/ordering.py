"""A personalised order from its placing to its dispatch."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.payment import OrderPaid, QuoteIssued
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    PersonalisedOrderPlaced,
    PersonalisedOrderRefused,
    RemakeOrdered,
)
from tailorbird.domain.money import total
from tailorbird.domain.questions.listing import (
    MayAcceptPersonalised,
    MayOrderPersonalised,
    MayPayPersonalised,
    MayRefusePersonalised,
)
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Near, Permission, grant, refuse, says, wait
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.standing import accepted_for, departures, halt_of


@clause("amazon-custom.misuse.purpose")
def order_with_choices(q: MayOrderPersonalised, p: Parameters) -> Answer[Permission]:
    """What you order is made on demand, from the personal choices that you enter with the order."""
    placed = q.case.first(PersonalisedOrderPlaced)
    if placed is not None:
        return refuse(
            because=[placed],
            says=says("This order was placed on {at}; its choices are frozen.", at=placed.at),
            next_step=says("Start another order, or write to the seller."),
        )
    if q.quantity < 1:
        return refuse(
            near=(Near("quantity", 1, q.quantity, unit="pieces"),),
            says=says("An order is of one piece at least."),
            next_step=says("Say how many pieces you want."),
        )
    if not q.specification_hash:
        return refuse(
            says=says("The order has no choices of yours."),
            next_step=says("Fill in the fields of the product, then order it."),
        )
    return grant()


@clause("amazon-custom.quality")
def pay_once(q: MayPayPersonalised, p: Parameters) -> Answer[Permission]:
    """You pay what the listing says, once and whole. The money is held until the product leaves."""
    if problem := _not_open(q.case):
        return problem
    quoted, paid, halted = q.case.last(QuoteIssued), q.case.first(OrderPaid), halt_of(q.case)
    if paid is not None:
        return refuse(
            because=[paid],
            says=says("The order was paid on {at}.", at=paid.at),
            next_step=says("You need not do anything."),
        )
    if quoted is None:
        return refuse(
            because=[q.case.first(PersonalisedOrderPlaced)],
            says=says("Nothing is to be paid here for this order."),
            next_step=says("An order from another marketplace is paid there."),
        )
    if halted is not None:
        return refuse(
            because=[halted],
            says=says("The order is halted since {at}.", at=halted.at),
            next_step=says("Wait until the platform ends the halt."),
        )
    asked = total((line.amount for line in quoted.fact.lines), q.case.currency)
    if q.total is not None and q.total != asked:
        return refuse(
            because=[quoted],
            near=(Near("quote", asked, q.total),),
            says=says("The quote is {asked}, not {total}.", asked=asked, total=q.total),
            next_step=says("Pay {asked}.", asked=asked),
        )
    return grant(because=[quoted])


def _not_open(case: Case) -> Answer[Permission] | None:
    placed, refused = case.first(PersonalisedOrderPlaced), case.first(PersonalisedOrderRefused)
    if placed is None:
        return refuse(
            says=says("No order was placed yet."),
            next_step=says("Fill in the fields of the product, then order it."),
        )
    if refused is None:
        return None
    return refuse(
        because=[refused],
        says=says("The seller refused the order on {at}.", at=refused.at),
        next_step=says("You owe nothing. What you paid goes back to you."),
    )


@clause("amazon-custom.misuse.purpose", exception_to=["amazon-custom.data.screening"])
def taken_on_once_and_paid(q: MayAcceptPersonalised, p: Parameters) -> Answer[Permission] | None:
    """The seller takes an order on once, after it is paid, and once more when you change your design. An
    order from another marketplace was paid there."""
    if problem := _not_open(q.case):
        return problem
    placed, accepted = q.case.first(PersonalisedOrderPlaced), accepted_for(q.case)
    if accepted is not None:
        return refuse(
            because=[accepted],
            says=says("The order was taken on on {at}.", at=accepted.at),
            next_step=says("Make the product and send it."),
        )
    if placed is not None and not placed.fact.source and not q.case.has(OrderPaid):
        return wait(
            Role.BUYER,
            because=[placed],
            says=says("The order is not paid."),
            next_step=says("Wait for the payment."),
        )
    return None


@clause("amazon-custom.misuse.purpose")
def give_the_order_up(q: MayRefusePersonalised, p: Parameters) -> Answer[Permission]:
    """As long as nothing has left, the seller may refuse the order, and gives all your money back."""
    if problem := _not_open(q.case):
        return problem
    left = q.case.first(Dispatched)
    if left is not None:
        return refuse(
            because=[left],
            says=says("A parcel of the order left on {at}.", at=left.at),
            next_step=says("If something is wrong with the product, the buyer reports it after its arrival."),
        )
    return grant(because=[q.case.first(PersonalisedOrderPlaced)])


@clause("amazon-custom.misuse.purpose")
def send_what_was_made(q: MayDispatch, p: Parameters) -> Answer[Permission]:
    """A product is sent once the seller has taken the order on. It leaves in as many parcels as there are
    pieces, at most; a product that is made again is sent again."""
    if problem := _not_open(q.case):
        return problem
    placed, accepted = q.case.first(PersonalisedOrderPlaced), accepted_for(q.case)
    if placed is None or accepted is None:
        return refuse(
            because=[placed],
            says=says("The seller has not taken the order on."),
            next_step=says("Verify the customization and take the order on first."),
        )
    before = next((e for e in q.case.all(Dispatched) if q.parcel and e.fact.parcel == q.parcel), None)
    if before is not None:
        return refuse(
            because=[before],
            says=says("This parcel left on {at}.", at=before.at),
            next_step=says("Give another parcel a name of its own."),
        )
    left, erased = departures(q.case), q.case.first(CustomizationErased)
    if len(left) >= placed.fact.quantity or erased is not None:
        return refuse(
            because=[erased or left[-1]],
            near=(Near("parcels", placed.fact.quantity, len(left) + 1),),
            says=says("Everything that was ordered has left."),
            next_step=says("Send a product again only when a defect was found and it is made again."),
        )
    return grant(because=[accepted, q.case.first(OrderPaid), q.case.last(RemakeOrdered)])


@clause("amazon-custom.quality", exception_to=["amazon-custom.misuse.purpose"])
def nothing_leaves_while_halted(q: MayDispatch, p: Parameters) -> Answer[Permission] | None:
    """Nothing is paid or sent while the order is halted, because its product may break the law or these
    terms."""
    halted = halt_of(q.case)
    if halted is None:
        return None
    return refuse(
        because=[halted],
        says=says("The order is halted since {at}.", at=halted.at),
        next_step=says("Wait until the platform ends the halt."),
    )
