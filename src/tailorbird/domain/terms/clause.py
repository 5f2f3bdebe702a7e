"""Clauses: small pure functions that answer a question or stay silent, each with its published text."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.terms.question import Question

Speak = Callable[[Any, Parameters], Any]
SpeakT = TypeVar("SpeakT", bound=Speak)


class ClauseError(TypeError):
    """A clause that is not written as the language asks."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One function of a clause, for the question types that its first parameter names."""

    clause_id: str
    speak: Speak
    answers: tuple[type[Question[Any]], ...]
    exception_to: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        return str(getattr(self.speak, "__name__", self.clause_id))


def clause(clause_id: str, *, exception_to: Sequence[str] = ()) -> Callable[[SpeakT], SpeakT]:
    """Declare a clause. The docstring is the published text; `{parameter}` stands for its value.

    A clause may have several functions, one for each way in which it bears on a case; its text is
    then their docstrings, in the order of the file. Where an exception speaks, the clauses that it
    names are set aside for that question.
    """

    def declare(speak: SpeakT) -> SpeakT:
        text = inspect.getdoc(speak) or ""
        if not text:
            raise ClauseError(f"{clause_id}: {speak.__name__} has no docstring to publish.")
        rule = Rule(clause_id, speak, _answers(clause_id, speak), tuple(exception_to), text)
        speak.__rule__ = rule  # type: ignore[attr-defined]
        return speak

    return declare


def _answers(clause_id: str, speak: Speak) -> tuple[type[Question[Any]], ...]:
    names = list(inspect.signature(speak).parameters)
    hints = get_type_hints(speak)
    if len(names) != len(("question", "parameters")) or names[0] not in hints:
        raise ClauseError(f"{clause_id}: a clause takes a question, with its type, and parameters.")
    hint = hints[names[0]]
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    bare = tuple(get_origin(kind) or kind for kind in kinds)
    if not all(isinstance(kind, type) and issubclass(kind, Question) for kind in bare):
        raise ClauseError(f"{clause_id}: {names[0]} is not a question.")
    return bare


def rules_in(namespace: dict[str, Any]) -> tuple[Rule, ...]:
    """The rules that a module declares, in the order of the file."""
    found = [
        (value.__code__.co_firstlineno, value.__rule__)
        for value in namespace.values()
        if hasattr(value, "__rule__") and value.__module__ == namespace["__name__"]
    ]
    return tuple(rule for _, rule in sorted(found, key=lambda pair: pair[0]))
