"""Commands: who does what to which case, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tailorbird.app.engine.problem import Problem
from tailorbird.domain.cases.fact import Fact
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The party that acts, and the part in which it does."""

    party: str
    role: Role
    staff: str = ""
    """The member of the party's staff who acts for it, where one does."""


@dataclass(frozen=True, slots=True)
class Act:
    """One verb with its body, as plain data. `happened_at` where it is told later than it happened."""

    verb: str
    actor: Actor
    body: dict[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None
    join: dict[Role, str] = field(default_factory=dict)
    """Parties that take up a part with this act, such as the carrier that was chosen."""
    attached: tuple[Fact, ...] = ()
    """Facts that the platform found out about the act, such as the screening of a request."""
    private_owner: str = ""
    """Whose the private texts of the body are; the acting party's where it is left out."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case begins with."""

    kind: str
    title: str
    zone: str
    currency: str
    participants: dict[Role, str]
    terms: tuple[str, ...]
    """References such as `order1688@1`, in order of precedence."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command: acts on one case, carried out together or not at all."""

    case_id: str
    acts: tuple[Act, ...]
    actor: str
    """The party whose idempotency key it is."""
    key: str = ""
    opening: Opening | None = None
    asked: str = ""
    """A digest of what the sender asked, where the acts are made from more than that, such as a drawing or a
    price of now: repeating it is known by this, whatever the acts would be made into today."""
    on_facts: int = 0
    """How many facts the case had when what is attached was found out; with others it is refused. 0: any."""

    def sent_by(self, staff: str) -> Order:
        """The same order as `PARTY/HANDLE` sends it; acts of other parties stay theirs."""
        party = staff.partition("/")[0]
        acts = (
            replace(act, actor=replace(act.actor, staff=staff)) if act.actor.party == party else act
            for act in self.acts
        )
        return replace(self, acts=tuple(acts))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a command: the reply for its sender, or why nothing came of it."""

    case_id: str
    reply: dict[str, Any]
    problem: Problem | None = None
    replayed: int = 0
    """1 when this is the saved answer to a command carried out before."""
