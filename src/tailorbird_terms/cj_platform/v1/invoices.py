"""Which documents are due."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.order_dispute import RefundIssued
from tailorbird.domain.cases.facts.store_order import (
    CreditNoteDue,
    CreditNoteIssued,
    InvoiceDue,
    InvoiceIssued,
    StoreOrderPlaced,
)
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.questions.store import InvoiceDuty
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Classification, Due, classify, due
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.bound import Bound, Last
from tailorbird_terms.cj_platform.v1.standing import payment_of


@clause("cj-platform.automatic-invoice")
def duty(q: InvoiceDuty, p: Parameters) -> Answer[Classification]:
    """Each paid store order gets one invoice by itself, and each refund its credit note, which names the
    invoice. Their numbers follow one another without gaps."""
    paid, invoiced = payment_of(q.case), q.case.first(InvoiceIssued)
    if paid is None:
        return classify("nothing")
    if invoiced is None:
        return classify("invoice", because=[paid])
    open_ = _not_credited(q.case)
    return classify("credit_note" if open_ else "nothing", because=[paid, invoiced, *open_[:1]])


@clause("cj-platform.automatic-invoice")
def documents_due(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """The invoice is due when the order is paid, a credit note when the refund is sent."""
    paid, invoiced = payment_of(q.case), q.case.first(InvoiceIssued)
    if paid is None or not q.case.has(StoreOrderPlaced):
        return None
    if invoiced is None:
        if q.case.has(InvoiceDue):
            return None
        return due(_at_once("invoice", paid, InvoiceDue()), because=[paid])
    called = {each.fact.dispute for each in q.case.all(CreditNoteDue)}
    refunds = {each.fact.dispute: each for each in _not_credited(q.case) if each.fact.dispute not in called}
    items = [
        _at_once(f"credit-note:{dispute}", sent, CreditNoteDue(dispute=dispute))
        for dispute, sent in refunds.items()
    ]
    return due(*items, because=refunds.values()) if items else None


def _at_once(key: str, since: Recorded[Any], outcome: InvoiceDue | CreditNoteDue) -> Due:
    return Due(key, Bound(since.at, Last.OUTSIDE), Role.PLATFORM, outcome)


def _not_credited(case: Case) -> list[Recorded[RefundIssued]]:
    """Refunds without a credit note."""
    noted = {each.fact.dispute for each in case.all(CreditNoteIssued)}
    return [each for each in case.all(RefundIssued) if each.fact.dispute not in noted]
