"""Rules of one's own as the API shows and takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tailorbird.app.own_rules.choices import SAYS_ZH, Unfit, fits
from tailorbird.app.own_rules.compose import ChangedClause, Composed, ComposedClause
from tailorbird.app.own_rules.overrides import Overridden
from tailorbird.app.own_rules.packages import OwnRules
from tailorbird.app.own_rules.versions import OwnVersion, State
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameter


@dataclass(frozen=True, slots=True)
class RulesGiven:
    """Values by the name of their choice; one that is left out declares nothing.

    `effective_at`: from when it governs new orders; from now on where it is left out.
    """

    package: str
    values: dict[str, Any] = field(default_factory=dict)
    effective_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AllowedShown:
    """A value that can be chosen, as it stands in the published text of both languages."""

    value: str
    shown: str
    shown_zh: str


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A choice: what it is about, what it may be (`fits`), and what it is now. `clauses` print it."""

    name: str
    kind: str
    says: str
    says_zh: str
    allowed: tuple[AllowedShown, ...]
    least: int | None
    most: int | None
    most_words: int | None
    longest_word: int | None
    fits: str
    fits_zh: str
    default: Any
    value: Any
    shown: str
    shown_zh: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version of a party's own rules. `state`: past, in_force, coming or replaced.

    It governs orders that are opened from `effective_at` until `until`; those keep it for ever.
    """

    ref: str
    version: str
    state: State
    values: dict[str, Any]
    hash: str
    published_at: datetime
    effective_at: datetime
    until: datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class GoesBefore:
    """Over which packages the rules take precedence in this kind of case, in order."""

    case: str
    packages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnRulesShown:
    """A package that you may compose: its choices, the version in force, the next one coming, and all."""

    package: str
    base: str
    title: str
    title_zh: str
    part: str
    goes_before: tuple[GoesBefore, ...]
    choices: tuple[ChoiceShown, ...]
    in_force: VersionShown | None
    coming: VersionShown | None
    versions: tuple[VersionShown, ...]


@dataclass(frozen=True, slots=True)
class RulesPreview:
    """What would be published; nothing is stored. `publishable` is 1 where every value fits and it is new.

    `unfit` values stand in the text as if nothing were declared. `takes_over_from`: the version that would
    govern otherwise; `next_coming`: one that was published to take over later, whatever is published now.
    """

    package: str
    title: str
    title_zh: str
    effective_at: datetime
    values: dict[str, Any]
    publishable: int
    unfit: tuple[Unfit, ...]
    clauses: tuple[ComposedClause, ...]
    changed: tuple[ChangedClause, ...]
    overrides: tuple[Overridden, ...]
    takes_over_from: VersionShown | None
    next_coming: VersionShown | None


@dataclass(frozen=True, slots=True)
class RulesPublished:
    """What governs from `effective_at` on. `is_new` is 0 where a version with these values does already.

    No version at all where none was published and nothing is declared.
    """

    is_new: int
    version: VersionShown | None
    changed: tuple[ChangedClause, ...]
    overrides: tuple[Overridden, ...]


def version_shown(version: OwnVersion) -> VersionShown:
    terms = version.terms
    return VersionShown(
        version.ref,
        version.label,
        version.state,
        terms.values,
        terms.hash,
        terms.published_at,
        terms.effective_at,
        version.until,
        f"/api/v1/terms/{version.ref}",
    )


def own_rules_shown(
    own: OwnRules, base: Package, current: Package, versions: tuple[OwnVersion, ...]
) -> OwnRulesShown:
    """`current`: the package with the values in force."""
    shown = [version_shown(each) for each in versions]
    return OwnRulesShown(
        package=own.package,
        base=own.base,
        title=base.title,
        title_zh=base.title_zh,
        part=own.part.value,
        goes_before=tuple(GoesBefore(case, names) for case, names in own.goes_before.items()),
        choices=tuple(
            _choice(each, current.parameters.items[each.name], base)
            for each in base.parameters.items.values()
        ),
        in_force=next((each for each in shown if each.state is State.IN_FORCE), None),
        coming=next((each for each in shown if each.state is State.COMING), None),
        versions=tuple(shown),
    )


def _choice(choice: Parameter, now: Parameter, base: Package) -> ChoiceShown:
    allowed = fits(choice)
    place = f"{{{choice.name}}}"
    return ChoiceShown(
        name=choice.name,
        kind=choice.kind.value,
        says=choice.says,
        says_zh=SAYS_ZH[choice.name],
        allowed=tuple(
            AllowedShown(each, each.replace("_", " "), base.words_zh.get(each, each))
            for each in allowed.allowed
        ),
        least=allowed.least,
        most=allowed.most,
        most_words=allowed.most_words,
        longest_word=allowed.longest_word,
        fits=allowed.says,
        fits_zh=allowed.says_zh,
        default=choice.raw,
        value=now.raw,
        shown=now.shown,
        shown_zh=now.shown_zh(base.words_zh),
        clauses=tuple(dict.fromkeys(rule.clause_id for rule in base.rules if place in rule.text)),
    )


def preview_shown(composed: Composed) -> RulesPreview:
    before, coming = composed.takes_over_from, composed.next_coming
    return RulesPreview(
        package=composed.package.name,
        title=composed.package.title,
        title_zh=composed.package.title_zh,
        effective_at=composed.effective_at,
        values=composed.values,
        publishable=int(composed.is_publishable),
        unfit=composed.unfit,
        clauses=composed.clauses,
        changed=composed.changed,
        overrides=composed.overrides,
        takes_over_from=version_shown(before) if before else None,
        next_coming=version_shown(coming) if coming else None,
    )
