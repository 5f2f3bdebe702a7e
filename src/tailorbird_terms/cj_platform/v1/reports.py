"""Reports of improper products, and what a takedown stops."""

from __future__ import annotations

from tailorbird.domain.cases.facts.report import ProductReported, ReportDecided
from tailorbird.domain.questions.permission import MayDispatch
from tailorbird.domain.questions.store import (
    MayDecideReport,
    MayPayStoreOrder,
    MayProcess,
    MayReportProduct,
)
from tailorbird.domain.terms.answers import Answer, Permission, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.cj_platform.v1.standing import halt_of


@clause("cj-platform.improper-report")
def report(q: MayReportProduct, p: Parameters) -> Answer[Permission]:
    """Anybody can report a product as improper, with the reason. One report is about one product."""
    reported = q.case.first(ProductReported)
    if reported is not None:
        return refuse(
            because=[reported],
            says=says("This report was made on {at}.", at=reported.at),
            next_step=says("Make another report for another product."),
        )
    if not q.listing.strip():
        return refuse(
            says=says("The report names no product."),
            next_step=says("Name the product, as its page does."),
        )
    return grant()


@clause("cj-platform.improper-report")
def decide_on_a_report(q: MayDecideReport, p: Parameters) -> Answer[Permission]:
    """We decide each report once: the product is taken down, or nothing is done. Owner and reporter are
    told why."""
    reported, decided = q.case.first(ProductReported), q.case.first(ReportDecided)
    if reported is None or decided is not None:
        return refuse(
            because=[reported, decided],
            says=says("There is no report to decide, or it is decided."),
            next_step=says("A further report of the product can be decided anew."),
        )
    if not q.why.strip():
        return refuse(
            because=[reported],
            says=says("The decision says no reason."),
            next_step=says("Say why, in words that owner and reporter understand."),
        )
    return grant([reported])


@clause("cj-platform.improper-report", exception_to=["cj-platform.fulfilment"])
def nothing_leaves(
    q: MayDispatch | MayProcess | MayPayStoreOrder, p: Parameters
) -> Answer[Permission] | None:
    """A takedown hides the product's page and stops open orders: nothing of them is paid, worked on or
    sent until we release them."""
    halted = halt_of(q.case)
    if halted is None:
        return None
    return refuse(
        because=[halted],
        says=says("A product of this order was taken down on {at}.", at=halted.at),
        next_step=says("Wait until the desk releases the order, or open a dispute for a refund."),
    )
