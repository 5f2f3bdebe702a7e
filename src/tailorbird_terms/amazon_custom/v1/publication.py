"""Publishing a listing with which nothing is wrong, and taking it from the public."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.domain.cases.facts.listing import ListingDrafted, SellerStandingShown
from tailorbird.domain.questions.listing import ListingFindings, MayPublishListing, MayUnpublish
from tailorbird.domain.terms.answers import Answer, Permission, Unknown, grant, refuse, says, unknown
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.review import is_sure
from tailorbird_terms.amazon_custom.v1.standing import draft_of, public_since, recognised_in


@clause("amazon-custom.approval")
def publish(q: MayPublishListing, p: Parameters) -> Answer[Permission] | Unknown | None:
    """The listing is judged as a whole. An approved seller may publish it when nothing is found wrong and
    nothing waits for a person's look."""
    drafted, recognised = draft_of(q.case), recognised_in(q.case)
    shown = q.case.last(SellerStandingShown)
    if drafted is None:
        return unknown("ListingDrafted", next_step=says("Draft the listing first."))
    review = q.consult(ListingFindings)
    found = review.answer or ()
    if any(is_sure(each) for each in found):
        return None
    if recognised is None:
        again = says("Submit the draft again, so that its words are read.")
        return unknown("ListingRecognised", because=[drafted], next_step=again)
    if found or shown is None:
        return None
    return replace(grant(because=[drafted, recognised, shown]), via=(review,))


@clause("amazon-custom.approval")
def take_from_the_public(q: MayUnpublish, p: Parameters) -> Answer[Permission]:
    """A public listing may be taken from the public at any time. Open orders are finished."""
    published = public_since(q.case)
    if published is not None:
        return grant(because=[published])
    return refuse(
        because=[q.case.last(ListingDrafted)],
        says=says("The listing is not public."),
        next_step=says("You need not do anything."),
    )
