"""Looking at the customization data before the seller takes an order on."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import SpecificationReplaced
from tailorbird.domain.cases.facts.personalised import (
    CustomizationScreened,
    PersonalisedOrderPlaced,
    ScreeningAppealed,
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
    appeal: Recorded[ScreeningAppealed] | None = None

    @property
    def final(self) -> bool:
        """Whether the platform has spoken."""
        return self.word is not None and self.word.by is Role.OPERATOR

    @property
    def platforms(self) -> bool:
        """Whether the place waits for the platform: somebody asked it to look again, or the person who
        looked first could not tell."""
        if self.result is ScreenResult.REFUSE:
            return self.appeal is not None and not self.final
        return self.result is ScreenResult.HOLD and self.word is not None


def _changed(case: Case) -> int:
    """The number of the fact that made the customization what it is now; 0 where there is none."""
    changed = case.last(PersonalisedOrderPlaced, SpecificationReplaced)
    return changed.seq if changed is not None else 0


def last_screening(case: Case) -> Recorded[CustomizationScreened] | None:
    """What was found last in the customization as it is now."""
    last = case.last(CustomizationScreened)
    return last if last is not None and last.seq > _changed(case) else None


def screened(case: Case) -> tuple[Screened, ...]:
    """What the last screening found, as persons judged it. Their words stand when the platform looks once
    more; they are about a customization, and end with it."""
    last = last_screening(case)
    return tuple(_counted(case, each) for each in last.fact.findings) if last else ()


def _counted(case: Case, finding: ScreenFinding) -> Screened:
    since, where = _changed(case), finding.where
    words = [e for e in case.all(ScreeningJudged) if e.seq > since and e.fact.where == where]
    appeals = [e for e in case.all(ScreeningAppealed) if e.seq > since and e.fact.where == where]
    final = [each for each in words if each.by is Role.OPERATOR]
    # What was refused is not the seller's to allow.
    heard = final or (words if finding.result is not ScreenResult.REFUSE else [])
    word, appeal = heard[-1] if heard else None, appeals[-1] if appeals else None
    return Screened(finding, word.fact.result if word else finding.result, word, appeal)


def held(case: Case) -> tuple[Screened, ...]:
    """Places that a person has to look at."""
    return tuple(each for each in screened(case) if each.result is ScreenResult.HOLD)


def barred(case: Case) -> tuple[Screened, ...]:
    """Places that cannot be made."""
    return tuple(each for each in screened(case) if each.result is ScreenResult.REFUSE)


def for_the_platform(case: Case) -> tuple[Screened, ...]:
    """Places that wait for the platform's word."""
    return tuple(each for each in screened(case) if each.platforms)


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
    because = [last_screening(q.case), *(each.word for each in screened(q.case))]
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
    return _after_refusal(each)


def _after_refusal(each: Screened) -> Says:
    if each.final:
        return says("Order again with another text or picture in this place.")
    if each.appeal is not None:
        return says("The platform was asked to look at this place again; wait for its word.")
    return says("Put another text or picture in this place, or ask the platform to look at it again.")


@clause("amazon-custom.data.screening")
def verified_before_making(q: MayAcceptPersonalised, p: Parameters) -> Answer[Permission] | Unknown:
    """The seller verifies the data before it takes the order on. What nobody has looked at is held until
    a person does; what the seller cannot tell is held for the platform. A place that the screening refused
    passes only by the platform's word. Buyer and seller may ask for it once, for each place. What a person
    said of a place stands until the design is changed."""
    last = last_screening(q.case)
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
            Role.OPERATOR if all(each.platforms for each in waiting) else Role.MERCHANT,
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
        because=[last_screening(case), *(each.word for each in found), *(each.appeal for each in found)],
        says=_told(first),
        next_step=_after_refusal(first),
    )
