"""What is given with a verb about the product, checked first: suspicions, claims and media."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.app.engine.problem import Problem, Stopped
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.talk.forms import must_be_known, must_be_new
from tailorbird.domain.cases.custom_words import MediaKind
from tailorbird.domain.cases.facts import custom_product as product
from tailorbird.domain.cases.facts.liability import LossClaimed
from tailorbird.domain.roles import Role


def suspicion(proceeding: Proceeding, given: product.InfringementSuspected) -> product.InfringementSuspected:
    """A suspicion under a name of its own."""
    raised = (each.fact.suspicion for each in proceeding.case.all(product.InfringementSuspected))
    must_be_new(given.suspicion, raised)
    return given


def cleared(proceeding: Proceeding, given: product.SuspicionCleared) -> product.SuspicionCleared:
    """A suspicion that is still open."""
    done = {each.fact.suspicion for each in proceeding.case.all(product.SuspicionCleared)}
    raised = (each.fact.suspicion for each in proceeding.case.all(product.InfringementSuspected))
    must_be_known(given.suspicion, (name for name in raised if name not in done))
    return given


def costs(proceeding: Proceeding, given: product.CostsClaimed) -> product.CostsClaimed:
    """A claim under a name of its own, of costs that there were."""
    must_be_new(given.claim, (each.fact.claim for each in proceeding.case.all(product.CostsClaimed)))
    if not all(item.amount for item in given.items):
        raise Stopped(
            Problem(
                "unreadable",
                422,
                "The body cannot be read",
                "items: each cost is an amount above zero.",
                "Leave out what cost nothing.",
            )
        )
    return given


def loss(proceeding: Proceeding, given: LossClaimed) -> LossClaimed:
    """A claim under a name of its own."""
    must_be_new(given.claim, (each.fact.claim for each in proceeding.case.all(LossClaimed)))
    return given


def mismatch(proceeding: Proceeding, given: product.MismatchClaimed) -> product.MismatchClaimed:
    """A report under a name of its own. Its points may be about what the specification does not say."""
    must_be_new(given.claim, (each.fact.claim for each in proceeding.case.all(product.MismatchClaimed)))
    return given


def judgement(proceeding: Proceeding, given: product.MismatchJudged) -> product.MismatchJudged:
    """Every point of a report, compared once."""
    claims = {each.fact.claim: each.fact for each in proceeding.case.all(product.MismatchClaimed)}
    must_be_known(given.claim, claims)
    asked = sorted(point.requirement for point in claims[given.claim].points)
    judged = sorted(point.requirement for point in given.points)
    if asked != judged:
        raise Stopped(
            Problem(
                "points_differ",
                422,
                "Not exactly the reported points were judged",
                f"Reported are {', '.join(asked) or 'none'}; judged are {', '.join(judged) or 'none'}.",
                "Judge each reported point once, by the name that the report gives it.",
                {"points": asked},
            )
        )
    return given


def refund(proceeding: Proceeding, given: product.MismatchRefunded) -> product.MismatchRefunded:
    """Money back for a report of this case."""
    must_be_known(given.claim, (e.fact.claim for e in proceeding.case.all(product.MismatchClaimed)))
    return given


def shoot(proceeding: Proceeding, given: product.ShootOrdered) -> product.ShootOrdered:
    """Photographs under a name of their own."""
    must_be_new(given.shoot, (each.fact.shoot for each in proceeding.case.all(product.ShootOrdered)))
    return given


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A medium of the buyer's own; it stays the buyer's."""

    media: str
    kind: MediaKind
    file: str
    licence: str = ""


def handed_in(proceeding: Proceeding, given: HandedIn) -> product.MediaAdded:
    """What the buyer hands in is the buyer's."""
    _new_medium(proceeding, given.media)
    return product.MediaAdded(
        media=given.media, kind=given.kind, file=given.file, owner=Role.BUYER, licence=given.licence
    )


@dataclass(frozen=True, slots=True)
class MadeMedium:
    """A medium that the platform or the supplier made. The platform owns what it makes or has made."""

    media: str
    kind: MediaKind
    file: str
    licence: str = ""
    owner: Role = Role.OPERATOR


def made(proceeding: Proceeding, given: MadeMedium) -> product.MediaAdded:
    """A work of the platform, or one that the supplier keeps as its own."""
    _new_medium(proceeding, given.media)
    if given.owner not in (Role.OPERATOR, Role.SUPPLIER):
        raise Stopped(
            Problem(
                "owner_unfit",
                422,
                "This is not theirs to hand in",
                f"A medium added here belongs to the operator or the supplier, not to the {given.owner}.",
                "The buyer hands in its own with hand_in_media.",
            )
        )
    return product.MediaAdded(
        media=given.media, kind=given.kind, file=given.file, owner=given.owner, licence=given.licence
    )


def _new_medium(proceeding: Proceeding, name: str) -> None:
    must_be_new(name, (each.fact.media for each in proceeding.case.all(product.MediaAdded)))


def granted(proceeding: Proceeding, given: product.MediaGranted) -> product.MediaGranted:
    """A grant of a medium of this case."""
    must_be_known(given.media, (each.fact.media for each in proceeding.case.all(product.MediaAdded)))
    return given


def revoked(proceeding: Proceeding, given: product.MediaGrantRevoked) -> product.MediaGrantRevoked:
    """The end of a grant that stands."""
    case = proceeding.case
    ended = {each.fact.media: each.seq for each in case.all(product.MediaGrantRevoked)}
    given_out = case.all(product.MediaGranted)
    must_be_known(given.media, (e.fact.media for e in given_out if e.seq > ended.get(e.fact.media, 0)))
    return given
