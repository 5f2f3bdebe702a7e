"""Facts of a listing with customizing options, from the draft to the public page (amazon-custom)."""

from __future__ import annotations

from tailorbird.domain.cases.fact import Fact, Private, fact
from tailorbird.domain.cases.listing_words import Judgement, Standing, UnpublishReason
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.signs import Sign, SignKind
from tailorbird.domain.roles import Role


@fact(Role.MERCHANT)
class ListingDrafted(Fact):
    """The seller's listing. A later draft replaces an earlier one; what was judged is judged anew."""

    document: ListingDocument


@fact(Role.PLATFORM)
class SellerStandingShown(Fact):
    """Where the seller stands, as the programme's case says now."""

    standing: Standing
    programme: str = ""
    """The programme's case; empty where the seller never applied."""
    prefixes: tuple[str, ...] = ()
    """The seller's own GS1 company prefixes."""
    exemptions: tuple[str, ...] = ()
    """Categories for which a GTIN exemption is on record; an empty text is for all."""
    taken_down: tuple[str, ...] = ()
    """Listings of the seller that were taken down, each by its title in small letters without spaces."""


@fact(Role.PLATFORM)
class ListingRecognised(Fact):
    """What the draft's words show. Recorded with each draft."""

    signs: tuple[Sign, ...]
    customizing: tuple[str, ...]
    """Fields that customize the product."""


@fact(Role.OPERATOR)
class SignJudged(Fact):
    """A person looked at a doubtful sign."""

    kind: SignKind
    where: str
    judgement: Judgement
    why: str = ""


@fact(Role.PLATFORM)
class ListingHeld(Fact):
    """Signs of the listing are doubtful: a person looks at them."""

    signs: int


@fact(Role.MERCHANT)
class RightsRepresented(Fact):
    """The seller represents that it has all rights to the fonts, graphics and texts that it provides."""

    assets: tuple[str, ...] = ()
    statement: Private | None = None


@fact(Role.MERCHANT)
class ListingPublished(Fact):
    """The listing is public."""


@fact(Role.MERCHANT, Role.OPERATOR, Role.PLATFORM)
class ListingUnpublished(Fact):
    """The listing is not public any more. Open orders are finished."""

    reason: UnpublishReason
    why: str = ""
    report: str = ""
    """The case of the report, where there was one."""
