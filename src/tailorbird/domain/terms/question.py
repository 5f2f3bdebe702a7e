"""Questions: frozen types that carry their inputs and name the type of their answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar, dataclass_transform

from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.time.calendar import Calendars

A = TypeVar("A")
B = TypeVar("B")


class Combine(StrEnum):
    """How the answers of several clauses become one."""

    AGREE = "agree"
    """They must say the same; differing ones are a conflict."""
    COLLECT = "collect"
    """Each adds items; the answer is all of them."""


class Consult(Protocol):
    """Asks another question of the same terms, case and instant."""

    def __call__(self, kind: type[Question[B]], /, **inputs: Any) -> Decision[B]: ...


@dataclass(frozen=True, slots=True)
class Question(Generic[A]):
    """Base of every question: the case, the instant that is judged, who asks, the calendars.

    A clause that depends on what the terms say elsewhere asks them: `q.consult(CancellationPeriod)`,
    and names the decision in its answer (`via`), so that whoever's rule it was is cited.
    """

    case: Case
    at: datetime
    by: Role
    calendars: Calendars
    consult: Consult

    combine: ClassVar[Combine] = Combine.AGREE
    input_names: ClassVar[tuple[str, ...]] = ()

    def inputs(self) -> dict[str, Any]:
        """The question's own inputs, plain: what is stored with the decision."""
        return {name: codec.plain(getattr(self, name)) for name in self.input_names}


_FRAME = frozenset(("case", "at", "by", "calendars", "consult"))
QuestionT = TypeVar("QuestionT", bound="Question[Any]")
QUESTIONS: dict[str, type[Question[Any]]] = {}
"""Every question type by its name."""


class UnknownQuestion(LookupError):
    """A question name that no part of the product declares."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def question(
    combine: Combine = Combine.AGREE,
) -> Callable[[type[QuestionT]], type[QuestionT]]:
    """Declare a question type; its name is what an example file and the API call it."""

    def declare(cls: type[QuestionT]) -> type[QuestionT]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.combine = combine
        made.input_names = tuple(each.name for each in fields(made) if each.name not in _FRAME)
        QUESTIONS[made.__name__] = made
        return made

    return declare


def question_type(name: str) -> type[Question[Any]]:
    """The question type of that name; raises `UnknownQuestion` with what there is."""
    try:
        return QUESTIONS[name]
    except KeyError:
        known = ", ".join(sorted(QUESTIONS))
        raise UnknownQuestion(f"There is no question {name!r}. There are: {known}.") from None


def own_fields(kind: type[Question[Any]]) -> tuple[str, ...]:
    """The names of the inputs that a question asks for beside the case, instant and asker."""
    return kind.input_names
