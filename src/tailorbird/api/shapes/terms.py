"""Terms as the API shows and takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tailorbird.domain.terms.package import Package, PublishedClause
from tailorbird.domain.terms.parameters import Parameter


@dataclass(frozen=True, slots=True)
class TermsRow:
    """A version of a package. `scope` is the party whose orders it governs; empty for everybody's."""

    ref: str
    title: str
    title_zh: str
    hash: str
    base: str
    by: str
    effective_at: datetime | None
    scope: str
    in_force: int
    href: str


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """An amount, period or list of a package: as written, and as it stands in the published text."""

    name: str
    kind: str
    value: Any
    shown: str
    says: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause in the words that are published, in both languages, and the questions that it answers."""

    id: str
    text: str
    text_zh: str
    questions: tuple[str, ...]
    exception_to: tuple[str, ...]
    disclosure: int
    href: str


@dataclass(frozen=True, slots=True)
class TermsShown:
    """A package as published: its clauses and parameters, sealed by its hash."""

    ref: str
    title: str
    title_zh: str
    authority: str
    hash: str
    clauses: tuple[ClauseShown, ...]
    parameters: tuple[ParameterShown, ...]


@dataclass(frozen=True, slots=True)
class NewTerms:
    """A version to be published: the base's code with other values, from an instant on."""

    base: str
    version: str
    values: dict[str, Any]
    effective_at: datetime


@dataclass(frozen=True, slots=True)
class NewOverride:
    """An operator's word on a day: `off` or `working`, and why."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class OverrideShown:
    """An operator's word on one day of one place."""

    place: str
    day: str
    kind: str
    reason: str


def clause_shown(package: Package, clause: PublishedClause) -> ClauseShown:
    excepted = dict.fromkeys(target for rule in clause.rules for target in rule.exception_to)
    return ClauseShown(
        clause.id,
        clause.text,
        clause.text_zh,
        clause.questions,
        tuple(excepted),
        int(clause.is_disclosure),
        f"/api/v1/terms/{package.ref}/clauses/{clause.id}",
    )


def terms_shown(package: Package) -> TermsShown:
    return TermsShown(
        package.ref,
        package.title,
        package.title_zh,
        package.authority,
        package.hash,
        tuple(clause_shown(package, each) for each in package.clauses),
        tuple(_parameter(each) for _, each in sorted(package.parameters.items.items())),
    )


def _parameter(each: Parameter) -> ParameterShown:
    return ParameterShown(each.name, each.kind.value, each.raw, each.shown, each.says, each.choices)
