"""The seller's rights to the fonts, graphics, pictures and videos of a listing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.facts.listing import ListingDrafted, RightsRepresented
from tailorbird.domain.listing.document import Asset
from tailorbird.domain.terms.answers import Finding, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.review import Reviewal, Reviewed, reviewed
from tailorbird_terms.amazon_custom.v1.standing import draft_of

RIGHTS: Final = "amazon-custom.data.rights"


@clause("amazon-custom.data.rights")
def rights_to_every_asset(q: Reviewed, p: Parameters) -> Reviewal:
    """You represent that you have all rights to what your listing provides: each font, graphic, picture
    and video states its licence, and you name it when you make the representation. A file that you change
    afterwards has to be represented again."""
    drafted = draft_of(q.case)
    if drafted is None:
        return None
    found = [fault for asset in drafted.fact.document.assets for fault in _faults(q.case, asset)]
    return reviewed(q, found, (drafted, *q.case.all(RightsRepresented)))


def _faults(case: Case, asset: Asset) -> Iterator[Finding]:
    about = f"assets.{asset.asset}"
    if not asset.licence.strip():
        yield Finding(
            RIGHTS,
            about,
            says("{asset} states no licence.", asset=asset.asset),
            says("State the licence of {asset}, or take it out.", asset=asset.asset),
        )
    elif not _is_represented(case, asset):
        yield Finding(
            RIGHTS,
            about,
            says("You did not represent that you have the rights to {asset}.", asset=asset.asset),
            says("Represent your rights, and name {asset}.", asset=asset.asset),
        )


def _is_represented(case: Case, asset: Asset) -> bool:
    """Whether it was named while the listing had it as it is now."""
    for word in case.all(RightsRepresented):
        drafts = [each for each in case.all(ListingDrafted) if each.seq < word.seq]
        known = drafts[-1].fact.document.assets if drafts else ()
        if asset.asset in word.fact.assets and asset in known:
            return True
    return False
