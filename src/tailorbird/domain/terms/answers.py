"""What a question can be answered with, and what a clause says beside the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Bound, Last

A = TypeVar("A")
Value = str | int | Money | datetime | Decimal


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence with its figures apart, so that every language and locale can print it.

    `template` is English with `{names}`; a file in the package's `zh/` holds the Chinese of each template.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()


def says(template: str, **values: Value) -> Says:
    return Says(template, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Near:
    """A near miss: the limit, and what was asked. `of` names the limit ("cancellation period").

    The limit is an instant (with whether it is itself inside), an amount, or a count ("7 days, asked
    on day 8").
    """

    of: str
    limit: datetime | Money | int
    asked: datetime | Money | int
    last: Last | None = None
    unit: str = ""


class Verdict(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether something may be done. Pending: it waits for somebody's answer."""

    verdict: Verdict
    waits_for: Role | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of an amount, and who gets it."""

    to: Role
    amount: Money


@dataclass(frozen=True, slots=True)
class Allocation:
    """How the amount of one head of cost is divided; the shares add up to the amount asked about."""

    shares: tuple[Share, ...]

    def of(self, role: Role, currency: str) -> Money:
        """What the role gets; zero when nothing."""
        return next((s.amount for s in self.shares if s.to is role), Money.zero(currency))


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount that `payer` owes `payee`."""

    amount: Money
    payer: Role
    payee: Role


@dataclass(frozen=True, slots=True)
class Classification:
    """What something counts as under the terms, and whom it is pointed at, if anybody."""

    kind: str
    points_at: Role | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Between which instants something is expected: the end of the earliest and of the latest day."""

    earliest: datetime
    latest: datetime
    provisional: bool = False
    """Whether it rests on a calendar that is not officially out."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: until when whom it binds, and the fact that is recorded when it passes."""

    key: str
    """Unique in its case for ever, such as `receipt` or `question:3`. A key fires once."""
    bound: Bound
    turn: Role
    outcome: Fact
    calendar: str = ""
    """Version of the working-day calendar that was used; empty where none was."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found or to be shown: a code, what it is about, and what would mend it."""

    code: str
    about: str = ""
    detail: Says | None = None
    mend: Says | None = None


@dataclass(frozen=True, slots=True)
class Answer(Generic[A]):
    """A clause's answer with its reasons."""

    value: A
    because: tuple[Recorded[Any], ...] = ()
    near: tuple[Near, ...] = ()
    says: Says | None = None
    next_step: Says | None = None
    via: tuple[Any, ...] = ()
    """Decisions on other questions that this answer rests on; their clauses are cited with it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A clause that applies, but lacks an input. The question waits for the input, or for a person."""

    inputs: tuple[str, ...]
    because: tuple[Recorded[Any], ...] = ()
    next_step: Says | None = None


@dataclass(frozen=True, slots=True)
class Silent:
    """A clause that does not apply, but only just: its near misses are worth telling."""

    near: tuple[Near, ...]


Reply = Answer[A] | Unknown | Silent | None
"""What a clause returns; `None` is plain silence."""


def _known(because: Any) -> tuple[Recorded[Any], ...]:
    return tuple(each for each in because if each is not None)


_GRANTED, _REFUSED = Permission(Verdict.GRANTED), Permission(Verdict.REFUSED)


def grant(because: Any = (), *, near: tuple[Near, ...] = (), says: Says | None = None) -> Answer[Permission]:
    """It may be done."""
    return Answer(_GRANTED, _known(because), near, says)


def refuse(
    because: Any = (),
    *,
    near: tuple[Near, ...] = (),
    says: Says | None = None,
    next_step: Says | None = None,
) -> Answer[Permission]:
    """It may not be done. Say what the reader can do instead."""
    return Answer(_REFUSED, _known(because), near, says, next_step)


def wait(
    waits_for: Role, because: Any = (), *, says: Says | None = None, next_step: Says | None = None
) -> Answer[Permission]:
    """It waits for somebody's answer."""
    return Answer(Permission(Verdict.PENDING, waits_for), _known(because), (), says, next_step)


def allocate(*shares: tuple[Role, Money], because: Any = (), says: Says | None = None) -> Answer[Allocation]:
    """Divide the amount of a head of cost. Zero shares are left out, unless all are zero."""
    kept = tuple(Share(role, amount) for role, amount in shares if amount)
    if not kept:
        kept = tuple(Share(role, amount) for role, amount in shares[:1])
    return Answer(Allocation(kept), _known(because), (), says)


def charge(
    amount: Money,
    *,
    payer: Role,
    payee: Role,
    because: Any = (),
    near: tuple[Near, ...] = (),
    says: Says | None = None,
) -> Answer[Charge]:
    """Somebody owes somebody an amount."""
    return Answer(Charge(amount, payer, payee), _known(because), near, says)


def classify(
    kind: str, *, points_at: Role | None = None, because: Any = (), says: Says | None = None
) -> Answer[Classification]:
    """Name what something counts as."""
    return Answer(Classification(kind, points_at), _known(because), (), says)


def due(*items: Due, because: Any = ()) -> Answer[tuple[Due, ...]]:
    """Deadlines that run."""
    return Answer(items, _known(because))


def find(*items: Finding, because: Any = ()) -> Answer[tuple[Finding, ...]]:
    """Things found, or to be shown."""
    return Answer(items, _known(because))


def unknown(*inputs: str, because: Any = (), next_step: Says | None = None) -> Unknown:
    """The clause applies, but these inputs are missing."""
    return Unknown(inputs, _known(because), next_step)


def near_bound(of: str, bound: Bound, asked: datetime) -> tuple[Near, ...]:
    """The near miss of a bound in time."""
    return (Near(of, bound.until, asked, bound.last),)
