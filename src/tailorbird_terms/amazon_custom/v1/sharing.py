"""Sharing a design: the preview, and never what was uploaded."""

from __future__ import annotations

from tailorbird.domain.cases.facts.personalised import PersonalisedOrderPlaced
from tailorbird.domain.questions.listing import MayShareDesign
from tailorbird.domain.terms.answers import Answer, Permission, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@clause("amazon-custom.data.sharing")
def share_a_preview(q: MayShareDesign, p: Parameters) -> Answer[Permission]:
    """You may share an image of your design on sites, in apps and elsewhere online, by a link that ends
    by itself, and that you can end before. A share is a {shared_forms}, small and without what came with
    your file; it never shows the file that you uploaded, nor the file for printing."""
    placed = q.case.first(PersonalisedOrderPlaced)
    if placed is None:
        return refuse(
            says=says("No order was placed yet."),
            next_step=says("Fill in the fields of the product, then order it."),
        )
    if q.form.value not in p.words("shared_forms"):
        return refuse(
            because=[placed],
            says=says("A share shows the preview, and not the files behind it."),
            next_step=says("Share the preview of the design."),
        )
    return grant(because=[placed])
