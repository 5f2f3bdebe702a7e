"""Invoices and credit notes, numbered without gaps (cj-platform.automatic-invoice).

They are written when their deadline fires, not in the command that pays: only then is the series locked,
and no payment waits for another.
"""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.engine.verb import Reaction
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.order_dispute import RefundIssued
from tailorbird.domain.cases.facts.store_order import (
    CreditNoteDue,
    CreditNoteIssued,
    DiscountGiven,
    InvoiceDue,
    InvoiceIssued,
    StoreOrderPlaced,
)
from tailorbird.domain.cases.store_words import BilledLine
from tailorbird.domain.money import Money, total


def invoice(proceeding: Proceeding, due: Recorded[InvoiceDue]) -> None:
    """Invoice what was paid: the lines as displayed, the discount, the total."""
    placed = proceeding.case.first(StoreOrderPlaced)
    if placed is None or proceeding.case.has(InvoiceIssued):
        return
    order, zero = placed.fact, Money.zero(proceeding.currency)
    lines = [
        BilledLine(each.title or each.sku, each.quantity, each.unit_price * each.quantity)
        for each in order.lines
    ]
    if order.shipping:
        lines.append(BilledLine(f"Shipping: {order.shipping_method}".rstrip(": "), 1, order.shipping))
    given = proceeding.case.last(DiscountGiven)
    off = given.fact.amount if given is not None else zero
    whole = total((each.amount for each in lines), proceeding.currency)
    number = _number(proceeding, "invoice", "INV")
    issued = InvoiceIssued(number=number, lines=tuple(lines), discount=off, total=whole - off)
    proceeding.record(issued, cause=f"fact:{due.seq}")


def credit(proceeding: Proceeding, due: Recorded[CreditNoteDue]) -> None:
    """Credit what was refunded for a dispute, with reference to the invoice."""
    invoiced = proceeding.case.first(InvoiceIssued)
    refunded = total(
        (
            each.fact.amount
            for each in proceeding.case.all(RefundIssued)
            if each.fact.dispute == due.fact.dispute
        ),
        proceeding.currency,
    )
    if invoiced is None or not refunded:
        return
    note = CreditNoteIssued(
        number=_number(proceeding, "credit-note", "CN"),
        invoice=invoiced.fact.number,
        dispute=due.fact.dispute,
        amount=refunded,
    )
    proceeding.record(note, cause=f"fact:{due.seq}")


def _number(proceeding: Proceeding, series: str, prefix: str) -> str:
    """The next number of the year in which the payment was made, by the office's calendar."""
    year = proceeding.at.astimezone(proceeding.case.zone).year
    return f"{prefix}-{year}-{proceeding.next_number(f'{series}:{year}'):06d}"


REACTIONS: Final[dict[type[Fact], tuple[Reaction, ...]]] = {
    InvoiceDue: (invoice,),
    CreditNoteDue: (credit,),
}
