"""Members of staff, invitations, roles, and who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tailorbird.app.ports.staff import Staff, StaffAct
from tailorbird.app.reading.language import Language
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import DUTY_SAYS, ROLES, StaffRole, duties_at


@dataclass(frozen=True, slots=True)
class NewStaff:
    """Somebody to be invited. `handle` is part of the id, and stands in the facts that they record.

    No stores means every store of the party.
    """

    handle: str
    name: str
    role: StaffRole
    email: str = ""
    stores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewRole:
    """Another role and the stores that it is for; no stores means every store of the party."""

    role: StaffRole
    stores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoMore:
    """Nothing is given."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The token of the invitation."""

    token: str


@dataclass(frozen=True, slots=True)
class StaffShown:
    """A member of staff: `invited`, `active` or `suspended`."""

    id: str
    handle: str
    party: str
    name: str
    email: str
    role: StaffRole
    duties: tuple[str, ...]
    stores: tuple[str, ...]
    state: str
    invited_by: str


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """A member who is invited. The token is told once; repeating the call tells the rest."""

    staff: StaffShown
    expires_at: datetime
    token: str | None


@dataclass(frozen=True, slots=True)
class JoinedShown:
    """A member who accepted. The key is told once; repeating the call tells the rest."""

    staff: StaffShown
    key: str | None


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty, and what it is."""

    duty: str
    says: str


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role that can be given, with its duties at your party."""

    role: StaffRole
    says: str
    duties: tuple[DutyShown, ...]


@dataclass(frozen=True, slots=True)
class ActShown:
    """A write that a member asked for, and the status that it was answered with."""

    staff: str
    method: str
    path: str
    idempotency_key: str
    status: int
    at: datetime


def staff_shown(member: Staff, played: frozenset[Role]) -> StaffShown:
    return StaffShown(
        member.id,
        member.handle,
        member.party,
        member.name,
        member.email,
        member.role,
        tuple(sorted(duties_at(member.role, played))),
        member.stores,
        member.state.value,
        member.invited_by,
    )


def roles_shown(played: frozenset[Role], language: Language) -> list[RoleShown]:
    """Every role with its duties at a party that plays these parts, in the reader's language."""
    at = 1 if language is Language.ZH else 0
    return [
        RoleShown(
            role,
            (about.says, about.says_zh)[at],
            tuple(DutyShown(duty.value, DUTY_SAYS[duty][at]) for duty in sorted(duties_at(role, played))),
        )
        for role, about in ROLES.items()
    ]


def act_shown(act: StaffAct) -> ActShown:
    return ActShown(act.staff, act.method, act.path, act.key, act.status, act.at)
