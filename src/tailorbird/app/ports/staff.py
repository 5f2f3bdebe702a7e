"""Staff of parties: members, their invitations, and what each of them did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tailorbird.app.ports.records import PAGE_SIZE, Page
from tailorbird.domain.staff import StaffRole


class StaffState(StrEnum):
    """Where a member of staff stands."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who acts for a party. The id is the party's and a handle: `wrenworks/lin`.

    The handle is commercial data: it stands in the facts that the member records.
    """

    id: str
    party: str
    name: str
    email: str
    role: StaffRole
    stores: tuple[str, ...] = ()
    """The stores that the member works for; empty for all of them."""
    state: StaffState = StaffState.INVITED
    invited_by: str = ""
    """The member who invited, or empty where the party's own key did."""

    @property
    def handle(self) -> str:
        """The id without the party."""
        return self.id.partition("/")[2]


def staff_id(party: str, handle: str) -> str:
    """The id of the party's member with this handle."""
    return f"{party}/{handle}"


@dataclass(frozen=True, slots=True)
class StaffAct:
    """A write that a member of staff asked for, and the status that it was answered with."""

    party: str
    staff: str
    method: str
    path: str
    key: str
    """The idempotency key, where the call had one."""
    status: int
    at: datetime


class StaffRecords(Protocol):
    """Members of staff by party. Acts are only ever added."""

    def member(self, staff_id: str) -> Staff | None: ...

    def of_party(self, party: str) -> tuple[Staff, ...]:
        """Every member, whatever their state, in order of id."""
        ...

    def save(self, staff: Staff) -> None:
        """Add a member, or change one; an invitation that is open stays open."""
        ...

    def open_invitation(self, staff_id: str, expires_at: datetime) -> str:
        """Make an invitation of the member and return its token; earlier ones are void.

        Only the token's hash is kept.
        """
        ...

    def take_invitation(self, token: str, now: datetime) -> Staff | None:
        """Use the token up: the member is active from now on. None where it is worth nothing.

        The last instant of an invitation is inside; of suspended staff it is worth nothing.
        """
        ...

    def record(self, act: StaffAct) -> None:
        """Put an act on record; the same one once more changes nothing."""
        ...

    def acts(
        self, party: str, *, staff: str = "", cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[StaffAct]:
        """What the party's staff did, the latest first; of one member where one is named."""
        ...
