"""Which clauses of the platform a party's own rules would set aside: asked of the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tailorbird.app.own_rules.packages import OwnRules
from tailorbird.app.own_rules.probes import ASKED_AT, inputs_of, probe
from tailorbird.domain import codec
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decision import Decision, Outcome
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.question import Combine, Question
from tailorbird.domain.time.bound import Bound
from tailorbird.domain.time.calendar import Calendars


class Compared(StrEnum):
    """How a period of one's own compares with the platform's."""

    LONGER = "longer"
    SHORTER = "shorter"
    DIFFERENT = "different"
    """It is no period, or the platform's has no end of its own."""


@dataclass(frozen=True, slots=True)
class Overridden:
    """A clause of the platform that a clause of one's own sets aside, in which question.

    `inputs`: the words that the question was asked with, such as the occasion and the head of cost.
    """

    clause: str
    question: str
    inputs: dict[str, str]
    case: str
    package: str
    overrides: str
    text: str
    text_zh: str
    compared: Compared


_NO_CHOICE: Final = frozenset(("round", "question", "amount", "payee"))


def overrides(
    own: OwnRules, composed: Package, platform: dict[str, Package], calendars: Calendars
) -> tuple[Overridden, ...]:
    """Every clause that would be set aside. `platform`: the packages in force, by name."""
    found: dict[tuple[str, ...], Overridden] = {}
    for kind, names in own.goes_before.items():
        for name in names:
            if name in platform:
                for each in _in_case(own, composed, platform[name], kind, calendars):
                    told = tuple(each.inputs.values())
                    found.setdefault((each.clause, each.package, each.overrides, *told), each)
    return tuple(found.values())


def _in_case(
    own: OwnRules, composed: Package, platform: Package, kind: str, calendars: Calendars
) -> Iterator[Overridden]:
    hearing = Hearing(probe(kind), ASKED_AT, Role.BUYER, calendars, Agreement((composed,)))
    together = Hearing(hearing.case, ASKED_AT, Role.BUYER, calendars, Agreement((composed, platform)))
    for question in _questions(composed):
        for inputs in inputs_of(question, own.part):
            if hearing.ask(question, **inputs).outcome is Outcome.ANSWERED:
                yield from _set_aside(together.ask(question, **inputs), inputs, kind, platform)


def _questions(composed: Package) -> tuple[type[Question[Any]], ...]:
    """Those to which the package may give another answer; what is collected is only added to."""
    kinds = dict.fromkeys(kind for rule in composed.rules for kind in rule.answers)
    return tuple(kind for kind in kinds if kind.combine is Combine.AGREE)


def _set_aside(
    decision: Decision[Any], inputs: dict[str, Any], kind: str, platform: Package
) -> Iterator[Overridden]:
    told = {name: str(codec.plain(value)) for name, value in inputs.items() if name not in _NO_CHOICE}
    for each in decision.set_aside:
        clause = platform.clause(each.clause)
        if clause is not None and each.package == platform.ref:
            yield Overridden(
                each.by,
                decision.question,
                told,
                kind,
                platform.ref,
                each.clause,
                clause.text,
                clause.text_zh,
                _compare(decision.answer, each.value),
            )


def _compare(own: object, platform: object) -> Compared:
    if not (isinstance(own, Bound) and isinstance(platform, Bound)) or own.until == platform.until:
        return Compared.DIFFERENT
    return Compared.LONGER if own.until > platform.until else Compared.SHORTER
