"""Opening, withdrawing and talking in a dispute."""

from __future__ import annotations

from collections.abc import Sequence

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.cases.store_words import LineQuantity
from tailorbird.domain.questions.store import (
    MayAddToDispute,
    MayOpenDispute,
    MayWithdrawDispute,
    OrderStage,
)
from tailorbird.domain.terms.answers import (
    Answer,
    Classification,
    Near,
    Permission,
    Unknown,
    classify,
    grant,
    refuse,
    says,
    unknown,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_aftersales.v1.standing import (
    dispute_of,
    left_to_dispute,
    pieces_of,
    stage_of,
)


@clause("cj-aftersales.1")
def stage(q: OrderStage, p: Parameters) -> Answer[Classification] | Unknown:
    """An order is pending until the warehouse begins with it, then processing, then dispatched, and in
    the end completed. An order that was closed in the system is closed."""
    placed = q.case.first(StoreOrderPlaced)
    if placed is None:
        return unknown("StoreOrderPlaced", next_step=says("Place the order first."))
    kind, because = stage_of(q.case)
    return classify(kind, because=[placed, *(each for each in because if each is not placed)])


@clause("cj-aftersales.1")
def open_a_dispute(q: MayOpenDispute, p: Parameters) -> Answer[Permission]:
    """You can open a dispute while an order is {disputable_stages}, for a single order as for a bulk
    purchase order with its ZF number. Name the lines and how many pieces of each. Shipping counts as a
    line of one piece. What was refunded, or is under dispute already, cannot be disputed once more."""
    return order_fault(q.case, p) or lines_fault(q.case, q.lines) or grant([q.case.first(StoreOrderPlaced)])


def heard(q: MayOpenDispute, p: Parameters) -> bool:
    """Whether order and lines can be disputed at all; reason, remedy and evidence are judged after."""
    return order_fault(q.case, p) is None and lines_fault(q.case, q.lines) is None


def order_fault(case: Case, p: Parameters) -> Answer[Permission] | None:
    """Why the order cannot be disputed, if it cannot."""
    if not case.has(StoreOrderPlaced):
        return refuse(says=says("There is no order yet."), next_step=says("Place the order first."))
    kind, because = stage_of(case)
    if kind in p.words("disputable_stages"):
        return None
    return refuse(
        because=because,
        says=says("The order was closed on {at}.", at=because[0].at),
        next_step=says("Open a ticket and tell the desk what is wrong."),
    )


def lines_fault(case: Case, lines: Sequence[LineQuantity]) -> Answer[Permission] | None:
    """Why these pieces cannot be disputed, if they cannot."""
    placed = case.first(StoreOrderPlaced)
    if placed is None:
        return None
    names = [each.line for each in lines]
    if not names or len(set(names)) < len(names):
        return refuse(
            because=[placed],
            says=says("A dispute names its lines, and each of them once."),
            next_step=says("Name the lines that are wrong, with the number of pieces."),
        )
    for each in lines:
        if each.line not in pieces_of(placed.fact):
            return refuse(
                because=[placed],
                says=says("The order has no line {line}.", line=each.line),
                next_step=says("Name the lines as the order does."),
            )
        left = left_to_dispute(case, each.line)
        if not 1 <= each.quantity <= left:
            return refuse(
                because=[placed],
                near=(Near("pieces that can be disputed", left, each.quantity, unit="pieces"),),
                says=says("Of the line {line}, {left} pieces can be disputed.", line=each.line, left=left),
                next_step=says("Name at least one piece, and no more than are left."),
            )
    return None


@clause("cj-aftersales.1")
def withdraw_a_dispute(q: MayWithdrawDispute, p: Parameters) -> Answer[Permission]:
    """You can close your dispute yourself as long as it awaits an answer. Nothing is paid for a dispute
    that was withdrawn, and you can open it again."""
    return open_or_not(q.case, q.dispute)


@clause("cj-aftersales.2")
def add_to_a_dispute(q: MayAddToDispute, p: Parameters) -> Answer[Permission]:
    """While a dispute is open, both sides can write and offer a solution, and you can add evidence."""
    return open_or_not(q.case, q.dispute)


def open_or_not(case: Case, name: str) -> Answer[Permission]:
    """Granted while the dispute is open."""
    dispute = dispute_of(case, name)
    if dispute is None:
        return refuse(
            says=says("There is no dispute {dispute}.", dispute=name),
            next_step=says("Name a dispute of this order."),
        )
    if dispute.ended is not None:
        return refuse(
            because=[dispute.opened, dispute.ended],
            says=says("The dispute ended on {at}.", at=dispute.ended.at),
            next_step=says("Open another dispute if something is still wrong, or open a ticket."),
        )
    return grant([dispute.opened])
