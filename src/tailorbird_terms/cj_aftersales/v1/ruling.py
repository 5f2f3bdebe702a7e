"""How a dispute is ruled on, and what a ruling refunds."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import (
    OrderDisputeRuled,
    ReturnReceived,
)
from tailorbird.domain.cases.facts.parcels import Dispatched
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import (
    SHIPPING_LINE,
    Remedy,
    RuledLine,
    RulingOutcome,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.spread import paid_for_pieces
from tailorbird.domain.money import Money, smaller
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.store import MayRuleDispute, RemedyAmount
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Allocation,
    Answer,
    Charge,
    Near,
    Permission,
    Unknown,
    allocate,
    charge,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_aftersales.v1.opening import open_or_not
from tailorbird_terms.cj_aftersales.v1.standing import (
    REFUNDING,
    Dispute,
    dispute_of,
    paid_for_line,
    payment_of,
    pieces_of,
    refunded,
)


@clause("cj-aftersales.2")
def rule_on_a_dispute(q: MayRuleDispute, p: Parameters) -> Answer[Permission]:
    """We reject a dispute, or uphold it in whole or for some of its lines and pieces, with one remedy
    that fits its reason. A solution that is offered to you keeps to the same limits."""
    fault = ruling_fault(q, p)
    dispute = dispute_of(q.case, q.dispute)
    if fault is not None or dispute is None:
        return fault or open_or_not(q.case, q.dispute)
    return grant([dispute.opened])


def ruling_fault(q: MayRuleDispute, p: Parameters) -> Answer[Permission] | None:
    """Why the ruling cannot be given as it stands, if it cannot."""
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None or dispute.ended is not None:
        return open_or_not(q.case, q.dispute)
    if q.outcome is RulingOutcome.REJECTED:
        if q.remedy is None and not q.lines:
            return None
        return refuse(
            because=[dispute.opened],
            says=says("A rejected dispute has no remedy."),
            next_step=says("Reject it without a remedy, or uphold it."),
        )
    return _remedy_fault(q, p, dispute) or _lines_fault(q, dispute) or _amounts_fault(q, dispute)


def _remedy_fault(q: MayRuleDispute, p: Parameters, dispute: Dispute) -> Answer[Permission] | None:
    reason = dispute.opened.fact.reason.value
    if q.remedy is None or reason not in p.words(f"{q.remedy.value}_reasons"):
        return refuse(
            because=[dispute.opened],
            says=says("An upheld dispute has a remedy that fits its reason."),
            next_step=says("Choose a remedy that the clause names for this reason."),
        )
    if q.remedy is not Remedy.REFUND and not q.case.has(Dispatched):
        return refuse(
            because=[dispute.opened],
            says=says("Nothing was dispatched yet."),
            next_step=says("Refund the pieces, or dispatch the order."),
        )
    return None


def _lines_fault(q: MayRuleDispute, dispute: Dispute) -> Answer[Permission] | None:
    disputed = {each.line: each.quantity for each in dispute.opened.fact.lines}
    names = [each.line for each in q.lines]
    if not names or len(set(names)) < len(names):
        return refuse(
            because=[dispute.opened],
            says=says("A ruling names its lines, and each of them once."),
            next_step=says("Name the lines for which the dispute is upheld."),
        )
    for each in q.lines:
        if not 1 <= each.quantity <= disputed.get(each.line, 0):
            most = disputed.get(each.line, 0)
            return refuse(
                because=[dispute.opened],
                near=(Near("disputed pieces", most, each.quantity, unit="pieces"),),
                says=says("Of the line {line}, {most} pieces are disputed.", line=each.line, most=most),
                next_step=says("Rule on at least one piece, and on no more than are disputed."),
            )
        if each.line == SHIPPING_LINE and q.remedy is not Remedy.REFUND:
            return refuse(
                because=[dispute.opened],
                says=says("Shipping can only be refunded."),
                next_step=says("Leave shipping out, or refund it."),
            )
    return None


def _amounts_fault(q: MayRuleDispute, dispute: Dispute) -> Answer[Permission] | None:
    for each in q.lines:
        if q.remedy is Remedy.RESEND or each.amount is None:
            if (each.amount is None) == (q.remedy is Remedy.REFUND):
                return refuse(
                    because=[dispute.opened],
                    says=says("A refund names an amount for each line; a resend names none."),
                    next_step=says("State what is refunded for the line {line}, or nothing.", line=each.line),
                )
            continue
        if (fault := _amount_fault(q, each, each.amount)) is not None:
            return fault
    return None


def _amount_fault(q: MayRuleDispute, line: RuledLine, amount: Money) -> Answer[Permission] | None:
    most = _most(q.case, line.line, line.quantity)
    dispute = dispute_of(q.case, q.dispute)
    if dispute is None or (most is not None and amount.minor > 0 and amount <= most):
        return None
    most = most or Money.zero(amount.currency)
    if not most:
        return refuse(
            because=[dispute.opened, payment_of(q.case)],
            says=says("Nothing was paid for these pieces of the line {line}.", line=line.line),
            next_step=says("Reject the dispute, or rule on pieces that were paid for."),
        )
    return refuse(
        because=[dispute.opened, payment_of(q.case)],
        near=(Near("what was paid for these pieces", most, amount),),
        says=says("{most} was paid for these pieces of the line {line}.", most=most, line=line.line),
        next_step=says("Refund more than nothing, and no more than {most}.", most=most),
    )


def _most(case: Case, line: str, quantity: int) -> Money | None:
    """What was paid for so many pieces more; none where the line has not so many left."""
    placed, paid = case.first(StoreOrderPlaced), paid_for_line(case, line)
    if placed is None or paid is None:
        return None
    pieces, back = pieces_of(placed.fact)[line], refunded(case, line, paid.currency)
    if quantity < 1 or back.pieces + quantity > pieces:
        return None
    return smaller(paid_for_pieces(paid, pieces, back.pieces, quantity), paid - back.amount)


@clause("cj-aftersales.2")
def amount_of_a_remedy(q: RemedyAmount, p: Parameters) -> Answer[Charge] | Unknown:
    """For a piece you get back at most what you really paid for it: its price less its part of any
    discount, to the cent. Refunds of all pieces of a line add up to what was paid for the line."""
    placed = q.case.first(StoreOrderPlaced)
    if placed is None:
        return unknown("StoreOrderPlaced", next_step=says("Place the order first."))
    most = _most(q.case, q.line, q.quantity)
    if most is None:
        return unknown(
            "quantity",
            because=[placed],
            next_step=says("Name a line of the order, and no more pieces than are not refunded yet."),
        )
    return charge(most, payer=Role.PLATFORM, payee=Role.BUYER, because=[placed, payment_of(q.case)])


@clause("cj-aftersales.2")
def money_of_a_dispute(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """What a ruling refunds goes to you; the rest stays where it was due. A resend and a rejected
    dispute move no money."""
    if q.occasion is not Occasion.DISPUTE:
        return None
    ruled = q.case.last(OrderDisputeRuled)
    if ruled is None:
        return unknown("OrderDisputeRuled", next_step=says("Rule on the dispute first."))
    back = _refund(ruled, q.head, q.amount) if ruled.fact.remedy is Remedy.REFUND else None
    return _divided(q, back, ruled)


@clause("cj-aftersales.2")
def money_of_a_return(q: Settlement, p: Parameters) -> Answer[Allocation] | Unknown | None:
    """Where goods are to come back first, the refund is paid once the warehouse has them."""
    if q.occasion is not Occasion.RETURN:
        return None
    received = q.case.last(ReturnReceived)
    if received is None:
        return unknown("ReturnReceived", next_step=says("Wait until the warehouse has the goods."))
    dispute = dispute_of(q.case, received.fact.dispute)
    ruled = dispute.ruled if dispute is not None and dispute.upheld is not None else None
    if ruled is None:
        return unknown("OrderDisputeRuled", because=[received], next_step=says("Rule on the dispute first."))
    back = _refund(ruled, q.head, q.amount) if ruled.fact.remedy in REFUNDING else None
    return _divided(q, back, ruled, received)


def _refund(ruled: Recorded[OrderDisputeRuled], head: Head, amount: Money) -> Money:
    """What the ruling gives back of money of this head."""
    back = Money.zero(amount.currency)
    for each in ruled.fact.lines:
        of = Head.SHIPPING if each.line == SHIPPING_LINE else Head.GOODS
        if of is head and each.amount is not None and ruled.fact.outcome is RulingOutcome.UPHELD:
            back += each.amount
    return smaller(back, amount)


def _divided(
    q: Settlement, back: Money | None, *because: Recorded[OrderDisputeRuled] | Recorded[ReturnReceived]
) -> Answer[Allocation]:
    if not back:
        return allocate((q.payee, q.amount), because=because)
    return allocate((Role.BUYER, back), (q.payee, q.amount - back), because=because)
