"""What the screening found, as persons judged it: what counts for each finding, and who has to act.

The terms decide by the same reading of the facts (amazon-custom.data.screening).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.app.personalised.in_force import in_force
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.personalised import (
    CustomizationScreened,
    ScreeningAppealed,
    ScreeningJudged,
)
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """One finding, the last word of a person on it, and whether the platform was asked to look again."""

    finding: ScreenFinding
    result: ScreenResult
    found_at: datetime
    word: Recorded[ScreeningJudged] | None = None
    appeal: Recorded[ScreeningAppealed] | None = None

    @property
    def where(self) -> str:
        return self.finding.where

    @property
    def turn(self) -> Role | None:
        """Who has to look at it, if somebody has to."""
        if self.result is ScreenResult.HOLD:
            return Role.OPERATOR if self.word is not None else Role.MERCHANT
        appealed = self.result is ScreenResult.REFUSE and self.appeal is not None
        return Role.OPERATOR if appealed and not self.is_final else None

    @property
    def is_final(self) -> bool:
        """Whether the platform has spoken."""
        return self.word is not None and self.word.by is Role.OPERATOR

    @property
    def reason(self) -> str:
        """Why it is so: in the words of whoever judged it, if there are any, else of the screening."""
        said = self.word.fact.why if self.word is not None else ""
        return said or self.finding.reason

    @property
    def since(self) -> datetime:
        """Since when it is whoever's turn it is."""
        asked = self.appeal if self.turn is Role.OPERATOR and self.appeal is not None else self.word
        return asked.at if asked is not None else self.found_at


def last_screening(case: Case) -> Recorded[CustomizationScreened] | None:
    """What was found last in the specification in force."""
    last = case.last(CustomizationScreened)
    return last if last is not None and last.seq > _since(case) else None


def places(case: Case) -> tuple[Place, ...]:
    """Each finding of the last screening, as it counts now."""
    last = last_screening(case)
    return tuple(_counted(case, each) for each in last.fact.findings) if last is not None else ()


def places_of(case: Case, *results: ScreenResult) -> tuple[Place, ...]:
    """Those with one of these results."""
    return tuple(each for each in places(case) if each.result in results)


def held(case: Case) -> tuple[str, ...]:
    """Places of the customization that a person has to look at and did not yet."""
    return tuple(dict.fromkeys(each.where for each in places_of(case, ScreenResult.HOLD)))


def barred(case: Case) -> tuple[Place, ...]:
    """Places that cannot be made."""
    return places_of(case, ScreenResult.REFUSE)


def not_looked_at(case: Case) -> frozenset[str]:
    """Places that nothing and nobody has looked at yet."""
    return frozenset(
        each.where
        for each in places_of(case, ScreenResult.HOLD)
        if each.finding.kind is ScreenKind.NOT_LOOKED_AT and each.word is None
    )


def _since(case: Case) -> int:
    """What was said of another specification counts for nothing."""
    now = in_force(case)
    return now.seq if now is not None else 0


def _counted(case: Case, finding: ScreenFinding) -> Place:
    since, where = _since(case), finding.where
    words = [each for each in case.all(ScreeningJudged) if each.seq > since and each.fact.where == where]
    appeals = [each for each in case.all(ScreeningAppealed) if each.seq > since and each.fact.where == where]
    final = [each for each in words if each.by is Role.OPERATOR]
    heard = final or (words if finding.result is not ScreenResult.REFUSE else [])
    word, appeal = heard[-1] if heard else None, appeals[-1] if appeals else None
    result = word.fact.result if word is not None else finding.result
    return Place(finding, result, _found_at(case, finding, since), word, appeal)


def _found_at(case: Case, finding: ScreenFinding, since: int) -> datetime:
    """When it was found first: looking at something else once more begins no new waiting."""
    found = (finding.where, finding.kind, finding.result)
    return next(
        each.at
        for each in case.all(CustomizationScreened)
        if each.seq > since and any((f.where, f.kind, f.result) == found for f in each.fact.findings)
    )
