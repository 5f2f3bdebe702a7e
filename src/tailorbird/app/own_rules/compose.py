"""Composing rules of one's own: the text that a buyer will read, what changes, and what is overridden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from tailorbird.app.house import House
from tailorbird.app.own_rules.choices import Unfit, unfit
from tailorbird.app.own_rules.overrides import Overridden, overrides
from tailorbird.app.own_rules.packages import OwnRules
from tailorbird.app.own_rules.probes import ASKED_AT, probe
from tailorbird.app.own_rules.versions import OwnVersion, governing_at, next_label, versions_of
from tailorbird.app.ports.parties import Party
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.domain import codec
from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package

MOST_AHEAD: Final = timedelta(days=730)
"""How long before it takes effect a version can be published."""
_ZONE: Final = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class ComposedClause:
    """A clause as it would be published.

    `shown`: the sentence that the buyer is shown and accepts beforehand; empty where nothing is declared.
    """

    clause: str
    text: str
    text_zh: str
    shown: str
    shown_zh: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A clause whose text differs from the version that it takes over from."""

    clause: str
    was: str
    was_zh: str
    becomes: str
    becomes_zh: str


@dataclass(frozen=True, slots=True)
class Composed:
    """What would be published; nothing is stored.

    `unfit` values are left as they stand when nothing is declared. `takes_over_from`: the version that
    would govern at `effective_at` otherwise; none where the party declared nothing.
    """

    package: Package
    effective_at: datetime
    values: dict[str, Any]
    unfit: tuple[Unfit, ...]
    clauses: tuple[ComposedClause, ...]
    changed: tuple[ChangedClause, ...]
    overrides: tuple[Overridden, ...]
    takes_over_from: OwnVersion | None
    next_coming: OwnVersion | None

    @property
    def is_publishable(self) -> bool:
        """Whether every value fits and something changes."""
        return not self.unfit and bool(self.changed)


def base_of(house: House, own: OwnRules) -> Package:
    """The package as it stands when nothing is declared."""
    return house.library.package(own.base)


def own_versions(house: House, party: Party, own: OwnRules) -> tuple[OwnVersion, ...]:
    """The party's versions of its own rules, the first to govern first."""
    return versions_of(house.parties.published_terms(), party.id, own.package, house.clock.now())


def compose(
    house: House, party: Party, own: OwnRules, values: Mapping[str, Any], effective_at: datetime | None
) -> Composed:
    """What a version with these values would say. What is left out declares nothing."""
    now = house.clock.now().astimezone(UTC)
    published = house.parties.published_terms()
    base, versions = base_of(house, own), versions_of(published, party.id, own.package, now)
    wrong = unfit(base, values)
    late = _unfit_instant(effective_at, now)
    names = {each.name for each in wrong}
    fitting = {name: value for name, value in values.items() if name not in names}
    at = now if effective_at is None or late else effective_at.astimezone(UTC)
    governing = governing_at([each.terms for each in versions], at)
    before = next((each for each in versions if each.terms == governing), None)
    number = next_label(published, party.id, own.package)
    package = base.amended(f"{number}-{party.id}", {**base.parameters.raw(), **fitting})
    return Composed(
        package=package,
        effective_at=at,
        values=package.parameters.raw(),
        unfit=(*wrong, *late),
        clauses=_clauses(package, house),
        changed=changed_clauses(house.library.package(before.ref) if before else base, package),
        overrides=overrides(own, package, _platform(house, own), house.calendars()),
        takes_over_from=before,
        next_coming=next((each for each in versions if each.terms.effective_at > at), None),
    )


def changed_clauses(before: Package, after: Package) -> tuple[ChangedClause, ...]:
    """Clause by clause, what reads differently."""
    was = {each.id: each for each in before.clauses}
    return tuple(
        ChangedClause(each.id, was[each.id].text, was[each.id].text_zh, each.text, each.text_zh)
        for each in after.clauses
        if each.text != was[each.id].text
    )


def _platform(house: House, own: OwnRules) -> dict[str, Package]:
    """The platform's packages in force that the rules go before."""
    library = house.library.reading_once()
    names = dict.fromkeys(names[-1] for names in own.goes_before.values())
    return {name: library.package(library.in_force(name)) for name in names}


def _clauses(package: Package, house: House) -> tuple[ComposedClause, ...]:
    told = {language: _disclosed(package, house, language) for language in Language}
    return tuple(
        ComposedClause(
            each.id,
            each.text,
            each.text_zh,
            told[Language.EN].get(each.id, ""),
            told[Language.ZH].get(each.id, ""),
            each.questions,
        )
        for each in package.clauses
    )


def _disclosed(package: Package, house: House, language: Language) -> dict[str, str]:
    """The sentences that a buyer is shown beforehand, by clause."""
    hearing = Hearing(probe("purchase"), ASKED_AT, Role.BUYER, house.calendars(), Agreement((package,)))
    speaker = Speaker([package], language, _ZONE)
    findings = hearing.ask(Disclosures).answer or ()
    return {each.code: speaker.sentence(codec.plain(each.detail)) for each in findings}


def _unfit_instant(at: datetime | None, now: datetime) -> tuple[Unfit, ...]:
    """Orders are not ruled backwards, and nobody publishes for years ahead."""
    if at is None:
        return ()
    says = ("", "")
    if at.tzinfo is None:
        says = "It has no offset.", "没有时区偏移。"
    elif at < now:
        says = "It is in the past.", "该时间已过。"
    elif at > now + MOST_AHEAD:
        says = "It is too far ahead.", "该时间过远。"
    if not says[0]:
        return ()
    return (
        Unfit(
            "effective_at",
            at.isoformat(),
            *says,
            f"From now ({now.isoformat(timespec='seconds')}) to {MOST_AHEAD.days} days ahead, with an "
            "offset; leave it out for now.",
            f"从现在（{now.isoformat(timespec='seconds')}）起 {MOST_AHEAD.days} 天之内，并带时区偏移；"
            "留空表示即刻生效。",
        ),
    )
