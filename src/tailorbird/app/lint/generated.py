"""Generated cases: every example's story cut short, with facts left out, and with others' facts put in.

The examples know what facts look like and in which order they come; cutting and mixing them brings
states that nobody thought of. The same seed brings the same cases.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final, get_type_hints

from tailorbird.app.examples import Example, case_of
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.codec import read
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.question import Question, own_fields, question_type

_LATER: Final = tuple(
    timedelta(hours=hours) for hours in (0, 1, 25, 24 * 4, 24 * 9, 24 * 16, 24 * 40, 24 * 400)
)
_MIXED_PER_EXAMPLE: Final = 6
_MOST_ADDED: Final = 4


@dataclass(frozen=True, slots=True)
class Situation:
    """A case at an instant, before the terms that its example names."""

    terms: tuple[str, ...]
    parameters: dict[str, dict[str, Any]]
    case: Case
    at: datetime
    story: str


def situations(examples: Sequence[Example], seed: int = 1688) -> Iterator[Situation]:
    """Situations made from the examples of one package."""
    dice = random.Random(seed)  # noqa: S311 - repeatable cases, not secrets
    pool = [recorded for example in examples for recorded in case_of(example).facts]
    for example in examples:
        whole = case_of(example)
        for known in range(len(whole.facts) + 1):
            yield _at(example, case_of(example, known), dice, "cut short")
        for left_out in whole.facts:
            kept = [each for each in whole.facts if each is not left_out]
            yield _at(example, _numbered(whole, kept), dice, f"without {left_out.name}")
        for _ in range(_MIXED_PER_EXAMPLE):
            yield _at(example, _mixed(whole, pool, dice), dice, "mixed")


def _mixed(whole: Case, pool: Sequence[Recorded[Any]], dice: random.Random) -> Case:
    facts = list(whole.facts[: dice.randint(0, len(whole.facts))])
    at = facts[-1].at if facts else (whole.facts[0].at if whole.facts else pool[0].at)
    for other in dice.sample(pool, min(_MOST_ADDED, len(pool))):
        at += dice.choice(_LATER[:4])
        facts.append(Recorded(0, other.fact, at, other.by))
    return _numbered(whole, facts)


def _numbered(whole: Case, facts: Sequence[Recorded[Any]]) -> Case:
    return Case.of(whole, (Recorded(no, each.fact, each.at, each.by) for no, each in enumerate(facts, 1)))


def _at(example: Example, case: Case, dice: random.Random, story: str) -> Situation:
    last = case.last_at or min((asked.at for asked in example.asks), default=None)
    if last is None:
        raise ValueError(f"{example.source} has neither facts nor questions.")
    at = last + dice.choice(_LATER)
    return Situation(example.terms, example.parameters, case, at, f"{example.source}, {story}")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs that a question can be asked with, from examples and from the closed lists of words."""

    by_question: dict[str, tuple[dict[str, Any], ...]]

    def of(self, kind: type[Question[Any]], dice: random.Random, most: int) -> list[dict[str, Any]]:
        """Some inputs to ask the question with; one empty set for a question without inputs."""
        if not own_fields(kind):
            return [{}]
        known = self.by_question.get(kind.__name__, ())
        return dice.sample(known, min(most, len(known)))


def inputs_from(examples: Sequence[Example]) -> Inputs:
    """Every example's inputs, and for each closed list of words its other members too."""
    found: dict[str, list[dict[str, Any]]] = {}
    for example in examples:
        for asked in example.asks:
            hints = get_type_hints(question_type(asked.question), include_extras=True)
            told = {name: read(hints[name], value) for name, value in asked.inputs.items()}
            options = found.setdefault(asked.question, [])
            for varied in (told, *_varied(told)):
                if varied not in options:
                    options.append(varied)
    return Inputs({name: tuple(options) for name, options in found.items()})


def _varied(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in told.items():
        if isinstance(value, Enum):
            for member in type(value):
                yield told | {name: member}


def asker(kind: type[Question[Any]], examples: Sequence[Example]) -> Role:
    """Who usually asks the question."""
    return next((a.by for e in examples for a in e.asks if a.question == kind.__name__), Role.BUYER)
