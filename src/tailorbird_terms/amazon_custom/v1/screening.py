"""Looking at the customization data before the seller takes an order on."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.personalised import (
    CustomizationScreened,
    PersonalisedOrderPlaced,
    ScreeningJudged,
)
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenResult
from tailorbird.domain.questions.listing import (
    MayAcceptPersonalised,
    MayPayPersonalised,
    MayShareDesign,
    ScreeningFindings,
)
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Finding,
    Permission,
    Says,
    Unknown,
    find,
    grant,
    refuse,
    says,
    unknown,
    wait,
)
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Screened:
    """What counts for one place: what the screening said, and the word of the person who looked."""

    finding: ScreenFinding
    result: ScreenResult
    word: Recorded[ScreeningJudged] | None = None


def screened(case: Case) -> tuple[Screened, ...]:
    """What the last screening found, as persons judged it since."""
    last = case.last(CustomizationScreened)
    return tuple(_counted(case, last, each) for each in last.fact.findings) if last else ()


def _counted(case: Case, last: Recorded[CustomizationScreened], finding: ScreenFinding) -> Screened:
    words = [e for e in case.all(ScreeningJudged) if e.seq > last.seq and e.fact.where == finding.where]
    final = [each for each in words if each.by is Role.OPERATOR]
    # What was refused is not the seller's to allow.
    heard = final or (words if finding.result is not ScreenResult.REFUSE else [])
    return Screened(finding, heard[-1].fact.result, heard[-1]) if heard else Screened(finding, finding.result)


def held(case: Case) -> tuple[Screened, ...]:
    """Places that a person has to look at."""
    return tuple(each for each in screened(case) if each.result is ScreenResult.HOLD)


def barred(case: Case) -> tuple[Screened, ...]:
    """Places that cannot be made."""
    return tuple(each for each in screened(case) if each.result is ScreenResult.REFUSE)


@clause("amazon-custom.data.screening")
def found_in_the_data(q: ScreeningFindings, p: Parameters) -> Answer[tuple[Finding, ...]] | None:
    """Texts and pictures are looked at before an order is taken on: whether they are offensive, infringe
    somebody's rights, or break a policy on restricted products. Each place passes, is held for a person,
    or is refused, with the reason."""
    items = [
        Finding(
            f"amazon-custom.data.screening:{each.result.value}",
            each.finding.where,
            _told(each),
            _mend(each),
        )
        for each in screened(q.case)
    ]
    because = [q.case.last(CustomizationScreened), *(each.word for each in screened(q.case))]
    return find(*items, because=because) if items else None


def _told(each: Screened) -> Says:
    reason = each.word.fact.why if each.word else each.finding.reason
    if each.result is ScreenResult.PASSES:
        return says("{place} passes. {reason}", place=each.finding.where, reason=reason)
    if each.result is ScreenResult.HOLD:
        return says("{place} is held for a person. {reason}", place=each.finding.where, reason=reason)
    return says("{place} is refused. {reason}", place=each.finding.where, reason=reason)


def _mend(each: Screened) -> Says | None:
    if each.result is ScreenResult.PASSES:
        return None
    if each.result is ScreenResult.HOLD:
        return says("Somebody looks at this place and says whether it passes.")
    return says("Order again with another text or picture in this place.")


@clause("amazon-custom.data.screening")
def verified_before_making(q: MayAcceptPersonalised, p: Parameters) -> Answer[Permission] | Unknown:
    """The seller verifies the data before it takes the order on. What nobody has looked at is held until
    a person does. A place that the screening refused passes only by the platform's word."""
    last = q.case.last(CustomizationScreened)
    if last is None:
        return unknown(
            "CustomizationScreened",
            because=[q.case.first(PersonalisedOrderPlaced)],
            next_step=says("Have the texts and pictures of the order screened first."),
        )
    if refused := _refused(q.case):
        return refused
    waiting = held(q.case)
    if waiting:
        return wait(
            Role.MERCHANT,
            because=[last, *(each.word for each in waiting)],
            says=says("Places that a person has to look at first: {count}.", count=len(waiting)),
            next_step=says("Look at each of them, and judge whether it passes."),
        )
    return grant(because=[last, *(each.word for each in screened(q.case))])


@clause("amazon-custom.data.screening", exception_to=["amazon-custom.quality", "amazon-custom.data.sharing"])
def nothing_for_refused_data(
    q: MayPayPersonalised | MayShareDesign, p: Parameters
) -> Answer[Permission] | None:
    """A design with a place that is refused is neither paid nor shared."""
    return _refused(q.case)


def _refused(case: Case) -> Answer[Permission] | None:
    found = barred(case)
    if not found:
        return None
    first = found[0]
    return refuse(
        because=[case.last(CustomizationScreened), *(each.word for each in found)],
        says=_told(first),
        next_step=says("Order again with another text or picture in this place."),
    )
