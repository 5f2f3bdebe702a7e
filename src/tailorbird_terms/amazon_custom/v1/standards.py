"""What a listing declares of its product's safety, and what a takedown leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import ListingDrafted, ListingUnpublished, SellerStandingShown
from tailorbird.domain.cases.listing_words import UnpublishReason
from tailorbird.domain.listing.document import ListingDocument, folded_title
from tailorbird.domain.terms.answers import Finding, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.review import Reviewal, Reviewed, reviewed
from tailorbird_terms.amazon_custom.v1.standing import draft_of

QUALITY: Final = "amazon-custom.quality"


@clause("amazon-custom.quality")
def declared_and_lawful(q: Reviewed, p: Parameters) -> Reviewal:
    """Customizable products comply with the law and with the standards of safety and quality. Each listing
    declares so ({declarations}), and some categories call for more: {category_declarations}. A listing that
    was taken down has to be changed before it is public again, and does not come back under another
    number."""
    drafted = draft_of(q.case)
    if drafted is None:
        return None
    found = list(_missing(drafted.fact.document, p))
    taken = _taken_down(q.case, drafted)
    if taken is not None:
        told = says("This listing was taken down on {at}.", at=taken.at)
        mend = says("Change what was objected to, and submit a new draft.")
        found.append(Finding(QUALITY, "listing", told, mend))
    shown = q.case.last(SellerStandingShown)
    if shown is not None and folded_title(drafted.fact.document.title) in shown.fact.taken_down:
        told = says("Another listing of yours with this title was taken down.")
        mend = says("Change the product, or write a ticket to the platform about it.")
        found.append(Finding(QUALITY, "title", told, mend))
    return reviewed(q, found, (drafted, taken))


def _missing(document: ListingDocument, p: Parameters) -> Iterator[Finding]:
    for name in dict.fromkeys(_needed(document.category, p)):
        if name not in document.declarations:
            yield Finding(
                QUALITY,
                f"declarations.{name}",
                says("The declaration {declaration} is missing.", declaration=name),
                says("Make the declaration {declaration} if it is true of the product.", declaration=name),
            )


def _needed(category: str, p: Parameters) -> Iterator[str]:
    yield from p.words("declarations")
    folded = category.casefold()
    words = set(re.findall(r"\w+", folded))
    table, others = p.table("category_declarations"), p.table("category_words")
    for word in (*table, *others):
        # Chinese has no spaces between its words.
        if word in words or (not word.isascii() and word in folded):
            yield str(table[others.get(word, word)])


def _taken_down(case: Case, drafted: Recorded[ListingDrafted]) -> Recorded[ListingUnpublished] | None:
    """The takedown after which the listing was not changed."""
    downs = [each for each in case.all(ListingUnpublished) if each.fact.reason is UnpublishReason.TAKEDOWN]
    for taken in reversed(downs):
        before = [each for each in case.all(ListingDrafted) if each.seq < taken.seq]
        if any(_reads(each.fact.document) == _reads(drafted.fact.document) for each in before):
            return taken
    return None


def _reads(document: ListingDocument) -> str:
    """What the document says. Other spaces or capitals change nothing that was objected to."""
    return "".join(codec.canonical(document).decode().casefold().split())
