"""Verbs: what a party can do in a kind of case, and what the terms are asked first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from tailorbird.app.ports.storage import Label
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.question import Question, own_fields


class WhenPending(StrEnum):
    """What happens to a command whose answer waits for somebody."""

    RECORD = "record"
    REFUSE = "refuse"


class Place(StrEnum):
    """Where in a case's life a verb belongs."""

    OPENS = "opens"
    WITHIN = "within"


class Currencies(StrEnum):
    """Whether every amount of a case is in the case's currency."""

    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done. It records `fact`, if the terms grant `asks`.

    `inputs` makes the question's inputs from the case, the fact and what is attached to the act; by
    default the fields that question and fact share by name. A verb that asks nothing is limited by
    `fact.recorded_by` and the procedure's `order` alone.
    """

    name: str
    fact: type[Fact]
    says: str
    says_zh: str
    asks: type[Question[Any]] | None = None
    inputs: Callable[[Case, Any, tuple[Fact, ...]], Mapping[str, Any]] | None = None
    body: type[Any] | None = None
    """What is given, where it is not the fact's own fields; `makes` turns it into the fact."""
    makes: Callable[[Any, Any], Fact] | None = None
    measures: Callable[[Any, Any], Mapping[str, Any]] | None = None
    """`(proceeding, fact)`: inputs of the question that only the books tell, such as what is free."""
    by: frozenset[Role] = frozenset()
    """Narrower than the fact's recorders, where empty they all may."""
    when_pending: WhenPending = WhenPending.REFUSE
    place: Place = Place.WITHIN

    @property
    def roles(self) -> frozenset[Role]:
        """Who may do it, as far as parts go."""
        return self.by or (self.fact.recorded_by - {Role.PLATFORM})

    def question_inputs(self, case: Case, fact: Fact, attached: tuple[Fact, ...] = ()) -> Mapping[str, Any]:
        """The inputs of the question that guards the verb."""
        if self.asks is None:
            return {}
        if self.inputs is not None:
            return self.inputs(case, fact, attached)
        shared = set(own_fields(self.asks)) & {each.name for each in fields(fact)}
        return {name: getattr(fact, name) for name in shared}


@dataclass(frozen=True, slots=True)
class Notice:
    """Whom a fact is told to, with a sentence for the reader. Legal: proof of sending is recorded."""

    to: tuple[Role, ...]
    title: str
    title_zh: str
    legal: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """What must have happened for a verb to make sense, and after what it no longer does.

    These are not terms: nobody gains or loses by them. `needs` is a list of alternatives, one of each
    of which must be on record.
    """

    needs: tuple[tuple[type[Fact], ...], ...] = ()
    not_after: tuple[type[Fact], ...] = ()
    not_unless: tuple[tuple[type[Fact], type[Fact]], ...] = ()
    """Pairs: not after the first of them, until the second was recorded anew."""

    def lacks(self, case: Case) -> tuple[type[Fact], ...]:
        """The alternatives of which none is on record yet; empty when nothing lacks."""
        return next((kinds for kinds in self.needs if not case.has(*kinds)), ())

    def closed_by(self, case: Case) -> Recorded[Any] | None:
        """What is on record and leaves no room for the verb now, if anything does."""
        if case.has(*self.not_after):
            return case.last(*self.not_after)
        for closes, opens in self.not_unless:
            closing, opening = case.last(closes), case.last(opens)
            if closing is not None and (opening is None or opening.seq < closing.seq):
                return closing
        return None


Reaction = Callable[[Any, Recorded[Any]], None]
"""`(proceeding, recorded)`: what follows from a fact. It may decide, record, move money."""


Labels = Callable[[Recorded[Any]], tuple[Label, ...]]
"""What a newly recorded fact says the case concerns."""


Errand = Callable[[Any, str, Recorded[Any]], None]
"""`(house, case id, recorded)`: what a fact brings about in other cases. The worker runs it, at least once,
and again later where it raises; so it must be safe to repeat."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A kind of case: its verbs, what follows from its facts, who is told, and its stages."""

    kind: str
    title: str
    title_zh: str
    package: str
    """The terms package that governs it at the least."""
    verbs: tuple[Verb, ...]
    reactions: Mapping[type[Fact], tuple[Reaction, ...]]
    notices: Mapping[type[Fact], Notice]
    stage: Callable[[Case], tuple[str, Role | None]]
    """The stage that the case is in, and whose turn it is."""
    opened_by: frozenset[Role] = frozenset((Role.BUYER,))
    currencies: Currencies = Currencies.ONE
    order: Mapping[str, When] = field(default_factory=dict)
    """By verb's name: what must have happened before."""
    labels: Labels | None = None
    """Asked about every newly recorded fact; a label that the case has already is not written twice."""
    errands: Mapping[type[Fact], Errand] = field(default_factory=dict)
    """What follows from a fact in other cases."""
    _by_name: dict[str, Verb] = field(default_factory=dict)

    def verb(self, name: str) -> Verb | None:
        """The verb of that name."""
        if not self._by_name:
            self._by_name.update({each.name: each for each in self.verbs})
        return self._by_name.get(name)
