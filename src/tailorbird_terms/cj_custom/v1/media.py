"""Pictures, videos and pages of a product: who owns them, and who may use them how."""

from __future__ import annotations

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.custom_product import MediaAdded, MediaGranted, MediaGrantRevoked
from tailorbird.domain.questions.custom import MayGrantMedia, MayUseMedia
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Answer, Permission, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@clause("cj-custom.II.9")
def use_a_medium(q: MayUseMedia, p: Parameters) -> Answer[Permission]:
    """The platform may photograph your product, also to requirements that you give in advance, and may
    make pictures, videos and pages of its own. They are the platform's. Everybody who sees the product
    may do this with them: {free_uses}. You need the platform's authorisation for anything else, and
    only what it names is allowed. What you handed in stays yours."""
    medium = _medium(q.case, q.media)
    if medium is None:
        return _no_such(q.media)
    asker = Role.OPERATOR if q.by is Role.PLATFORM else q.by
    if medium.fact.owner is asker or q.use.value in p.words("free_uses"):
        return grant(because=[medium])
    granted = _granted(q.case, q.media)
    if granted is not None and q.by is Role.BUYER and q.use in granted.fact.uses:
        return grant(because=[medium, granted])
    revoked = [each for each in q.case.all(MediaGrantRevoked) if each.fact.media == q.media]
    return refuse(
        because=[medium, granted, *revoked[-1:]],
        says=says("No authorisation covers this use of {media}.", media=q.media),
        next_step=says("Ask its owner for an authorisation that names this use."),
    )


@clause("cj-custom.II.9")
def authorise_the_buyer(q: MayGrantMedia, p: Parameters) -> Answer[Permission]:
    """The platform can authorise you to use what it owns, and can end that again."""
    medium = _medium(q.case, q.media)
    if medium is None:
        return _no_such(q.media)
    if medium.fact.owner is not Role.OPERATOR:
        return refuse(
            because=[medium],
            says=says("{media} is not the platform's.", media=q.media),
            next_step=says("Ask its owner."),
        )
    return grant(because=[medium])


def _no_such(media: str) -> Answer[Permission]:
    return refuse(
        says=says("There is no medium {media} in this case.", media=media),
        next_step=says("Name one that was added to the case."),
    )


def _medium(case: Case, media: str) -> Recorded[MediaAdded] | None:
    found = [each for each in case.all(MediaAdded) if each.fact.media == media]
    return found[-1] if found else None


def _granted(case: Case, media: str) -> Recorded[MediaGranted] | None:
    """The authorisation that stands for it."""
    granted = [each for each in case.all(MediaGranted) if each.fact.media == media]
    ended = [each.seq for each in case.all(MediaGrantRevoked) if each.fact.media == media]
    return granted[-1] if granted and granted[-1].seq > max(ended, default=0) else None
