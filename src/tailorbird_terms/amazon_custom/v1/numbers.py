"""The number of a customized item: the seller's own, or an exemption; never the manufacturer's."""

from __future__ import annotations

from typing import Any, Final

from tailorbird.domain.cases.facts.listing import SellerStandingShown
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.gtin import (
    Gtin,
    GtinFault,
    GtinFaultReason,
    Ownership,
    belongs_to,
    read_gtin,
)
from tailorbird.domain.terms.answers import Finding, Says, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.review import Reviewal, Reviewed, lacking, reviewed
from tailorbird_terms.amazon_custom.v1.standing import draft_of

UPC: Final = "amazon-custom.misuse.manufacturer-upc"
_OWN: Final = says("Use a number under your own GS1 prefix, or ask for a GTIN exemption.")
_REGISTER: Final = says("Register your GS1 prefix with its certificate, or ask for a GTIN exemption.")
_LEAVE_OUT: Final = says("Leave the number out; your GTIN exemption covers the product.")


@clause("amazon-custom.misuse.manufacturer-upc")
def own_number_or_exemption(q: Reviewed, p: Parameters) -> Reviewal:
    """Customizing changes the manufacturer's product, so that its UPC no longer fits. Use a number under
    your own GS1 prefix, which is on record with its certificate, or have a GTIN exemption that covers the
    category. A number whose check digit is wrong is refused too."""
    drafted, shown = draft_of(q.case), q.case.last(SellerStandingShown)
    if drafted is None:
        return None
    read = read_gtin(drafted.fact.document.gtin)
    if isinstance(read, GtinFault) and read.reason is not GtinFaultReason.EMPTY:
        return reviewed(q, (_at_fault(read, drafted.fact.document.gtin),), (drafted,))
    if shown is None:
        return lacking(
            q,
            "SellerStandingShown",
            says("Submit the draft again, so that it shows where the seller stands."),
        )
    found = _judged(read, drafted.fact.document, shown.fact)
    return reviewed(q, (found,), (drafted, shown)) if found else None


def _judged(read: Gtin | GtinFault, document: ListingDocument, seller: SellerStandingShown) -> Finding | None:
    exempt = _is_exempt(document.category, seller.exemptions)
    if isinstance(read, GtinFault):
        return None if exempt else _finding(says("The listing has no number and no exemption."), _OWN)
    mend = _LEAVE_OUT if exempt else _OWN
    if not read.can_be_own:
        told = says("{number} is of a range that no company has for its products.", number=document.gtin)
        return _finding(told, mend)
    whose: Any = belongs_to(read, seller.prefixes)
    if whose is Ownership.OWN:
        return None
    if whose is Ownership.ANOTHERS:
        told = says("{number} is another company's number, not one of yours.", number=document.gtin)
        return _finding(told, mend)
    told = says("Nothing on record shows that {number} is yours.", number=document.gtin)
    return _finding(told, _LEAVE_OUT if exempt else _REGISTER)


def _is_exempt(category: str, exemptions: tuple[str, ...]) -> bool:
    """An exemption is for a category with all below it, or for everything where it names none."""
    path = [part.strip() for part in category.casefold().replace("›", ">").split(">")]
    for exemption in exemptions:
        covers = [part.strip() for part in exemption.casefold().replace("›", ">").split(">")]
        if not exemption or path[: len(covers)] == covers or covers == path[-1:]:
            return True
    return False


def _at_fault(fault: GtinFault, number: str) -> Finding:
    if fault.reason is GtinFaultReason.CHECK_DIGIT:
        told = says("The check digit of {number} is wrong.", number=number)
        right = fault.right_check_digit
        hint = says("By its other digits it ends in {digit}; compare it with your certificate.", digit=right)
        return _finding(told, hint)
    if fault.reason is GtinFaultReason.LENGTH:
        return _finding(says("A GTIN has 8, 12, 13 or 14 digits; {number} has not.", number=number), _OWN)
    return _finding(says("A GTIN has digits only; {number} has other signs.", number=number), _OWN)


def _finding(told: Says, mend: Says) -> Finding:
    return Finding(UPC, "gtin", told, mend)
