"""Staff of parties: `tailorbird.app.ports.staff.StaffRecords`."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tailorbird.adapters.db import members, models
from tailorbird.adapters.db.cursors import page, page_size, read_cursor, read_instant
from tailorbird.adapters.db.lists import Listing
from tailorbird.adapters.db.sql.rows import instant
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, insert
from tailorbird.app.ports.records import PAGE_SIZE, Page
from tailorbird.app.ports.staff import Staff, StaffAct, StaffState

_TOKEN_BYTES: Final = 32
_ACT: Final = ("party", "staff", "method", "path", "key", "status", "at")


@dataclass(frozen=True, slots=True)
class DatabaseStaff:
    """Members of staff, invitations and acts."""

    session: Session

    def member(self, staff_id: str) -> Staff | None:
        """See the port."""
        found = self.session.query(
            f"SELECT {members.COLUMNS} FROM {PREFIX}staff s WHERE s.id = %s", [staff_id]
        )
        return members.member(found[0]) if found else None

    def of_party(self, party: str) -> tuple[Staff, ...]:
        """See the port."""
        found = self.session.query(
            f"SELECT {members.COLUMNS} FROM {PREFIX}staff s WHERE s.party_id = %s ORDER BY s.id", [party]
        )
        return tuple(members.member(row) for row in found)

    def save(self, staff: Staff) -> None:
        """See the port."""
        models.Staff.objects.using(self.session.alias).update_or_create(
            id=staff.id,
            defaults={
                "party_id": staff.party,
                "name": staff.name,
                "email": staff.email,
                "role": staff.role.value,
                "stores": list(staff.stores),
                "state": staff.state.value,
                "invited_by": staff.invited_by,
            },
        )

    def open_invitation(self, staff_id: str, expires_at: datetime) -> str:
        """See the port. Raises LookupError for an unknown member."""
        token = f"tbi_{secrets.token_hex(_TOKEN_BYTES)}"
        told = self._rows(id=staff_id).update(invitation_hash=_hash(token), invitation_expires_at=expires_at)
        if not told:
            raise LookupError(f"There is no member {staff_id!r}; save the member first.")
        return token

    def take_invitation(self, token: str, now: datetime) -> Staff | None:
        """See the port; of two who use it at the same time one has it."""
        row = self._open(token, now).first()
        if row is None:
            return None
        taken = self._open(token, now).update(
            invitation_hash=None, invitation_expires_at=None, state=StaffState.ACTIVE.value
        )
        return self.member(row.id) if taken else None

    def record(self, act: StaffAct) -> None:
        """See the port."""
        row = (act.party, act.staff, act.method, act.path, act.key, act.status)
        name = hashlib.sha256("\0".join(str(each) for each in row).encode()).hexdigest()
        if not act.key:
            name = hashlib.sha256(f"{name}\0{act.at.isoformat()}".encode()).hexdigest()
        values = (name, *row, self.session.dialect.instant(act.at))
        self.session.send(list(insert("staff_act", ("id", *_ACT), [values], " ON CONFLICT DO NOTHING")))

    def acts(
        self, party: str, *, staff: str = "", cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[StaffAct]:
        """See the port."""
        names = ", ".join(f'a."{each}"' for each in (*_ACT, "id"))
        listing = Listing(f"SELECT {names} FROM {PREFIX}staff_act a", ('a."at"', "a.id"), "DESC")
        listing.where("a.party = %s", party)
        if staff:
            listing.where("a.staff = %s", staff)
        if cursor is not None:
            at, name = read_cursor("acts", cursor, (str, str))
            listing.after((self.session.dialect.instant(read_instant(at)), name))
        limit = page_size(limit)
        found = [(_act(row), row[-1]) for row in listing.fetch(self.session, limit)]
        made = page("acts", found, limit, lambda each: (each[0].at.isoformat(), each[1]))
        return Page(tuple(each for each, _ in made.items), made.next_cursor)

    def _rows(self, **named: Any) -> Any:
        return models.Staff.objects.using(self.session.alias).filter(**named)

    def _open(self, token: str, now: datetime) -> Any:
        found = self._rows(invitation_hash=_hash(token), invitation_expires_at__gte=now)
        return found.exclude(state=StaffState.SUSPENDED.value)


def _hash(token: str) -> str:
    """SHA-256: the token is random and long, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _act(row: Row) -> StaffAct:
    party, staff, method, path, key, status, at, _ = row
    return StaffAct(party, staff, method, path, key, status, instant(at))
