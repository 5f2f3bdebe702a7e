"""A case: the ordered list of its facts, with who plays which part. Its state is a fold over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.roles import Role

F = TypeVar("F", bound=Fact)


class FactOutOfOrder(ValueError):
    """A fact dated before the last one of its case."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a clause may look at. `zone` is where wall-clock periods are counted."""

    id: str
    kind: str
    zone: ZoneInfo
    currency: str
    participants: Mapping[Role, str] = field(default_factory=dict)
    facts: tuple[Recorded[Any], ...] = ()
    _index: Mapping[type[Fact], tuple[Recorded[Any], ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, opened: Case, facts: Iterable[Recorded[Any]]) -> Case:
        """The case with these facts in place of its own, in the order given."""
        index: dict[type[Fact], list[Recorded[Any]]] = {}
        kept = tuple(facts)
        for each in kept:
            index.setdefault(type(each.fact), []).append(each)
        frozen = {kind: tuple(items) for kind, items in index.items()}
        return replace(opened, facts=kept, _index=frozen)

    def append(self, recorded: Recorded[Any]) -> Case:
        """The case with one more fact; raises `FactOutOfOrder` when it is dated before the last."""
        if self.facts and recorded.at < self.facts[-1].at:
            last = self.facts[-1]
            raise FactOutOfOrder(
                f"{recorded.name} is dated {recorded.at.astimezone(self.zone):%Y-%m-%d %H:%M:%S}, before "
                f"{last.name} at {last.at.astimezone(self.zone):%Y-%m-%d %H:%M:%S}. Facts of a case are "
                "kept in the order in which they happened; record this one with a later time."
            )
        kind = type(recorded.fact)
        index = {**self._index, kind: (*self._index.get(kind, ()), recorded)}
        return replace(self, facts=(*self.facts, recorded), _index=index)

    def all(self, *kinds: type[F]) -> tuple[Recorded[F], ...]:
        """Every fact of these types, in order."""
        if len(kinds) == 1:
            return self._index.get(kinds[0], ())
        found = [each for kind in kinds for each in self._index.get(kind, ())]
        return tuple(sorted(found, key=lambda each: each.seq))

    def first(self, *kinds: type[F]) -> Recorded[F] | None:
        """The earliest fact of these types."""
        found = self._index.get(kinds[0]) if len(kinds) == 1 else self.all(*kinds)
        return found[0] if found else None

    def last(self, *kinds: type[F]) -> Recorded[F] | None:
        """The latest fact of these types."""
        found = self._index.get(kinds[0]) if len(kinds) == 1 else self.all(*kinds)
        return found[-1] if found else None

    def has(self, *kinds: type[F]) -> bool:
        """Whether any fact of these types happened."""
        index = self._index
        for kind in kinds:  # noqa: SIM110 - a generator costs more than the look-ups that it makes
            if kind in index:
                return True
        return False

    def last_after(self, kind: type[F], other: Recorded[Any]) -> Recorded[F] | None:
        """The latest fact of `kind` that came after `other`."""
        found = self.last(kind)
        return found if found is not None and found.seq > other.seq else None

    def party(self, role: Role) -> str | None:
        """Who plays the role, if anybody does yet."""
        return self.participants.get(role)

    @property
    def next_seq(self) -> int:
        return self.facts[-1].seq + 1 if self.facts else 1

    @property
    def last_at(self) -> datetime | None:
        return self.facts[-1].at if self.facts else None
