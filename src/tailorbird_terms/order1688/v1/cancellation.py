"""Cancelling an order: until when, with whose consent, and who bears what."""

from __future__ import annotations

from tailorbird.domain.cases.facts.procurement import ExportCleared, PurchaseMade
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.terms.answers import Answer, Permission, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@clause("order1688.12.1.A")
def not_yet_bought(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """As long as the provider has not bought from the seller, a request to cancel is agreed to."""
    if q.case.has(PurchaseMade):
        return None
    return grant()


@clause("order1688.12.7", exception_to=["order1688.12.1.A", "order1688.12.1.B", "order1688.12.2"])
def cleared_for_export(q: MayCancel, p: Parameters) -> Answer[Permission] | None:
    """Goods that have cleared export customs can no longer be cancelled, whatever anyone agreed."""
    cleared = q.case.first(ExportCleared)
    if cleared is None:
        return None
    return refuse(
        because=[cleared],
        says=says("The goods cleared export customs on {at}.", at=cleared.at),
        next_step=says("When the goods arrive, inspect them; if they do not match, ask to dissolve."),
    )
