"""Use cases of a party's staff: invite, accept, give another role, suspend, take back.

Nobody gives more than they have, nobody changes themselves, and somebody always stays who can do
everything (cj-platform.staff-accounts).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from tailorbird.app.duties import duties_of, scopes_of_duties
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.permissions import scopes_for
from tailorbird.app.ports.parties import KeyHolder, Party
from tailorbird.app.ports.staff import Staff, StaffState, staff_id
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import StaffRole, duties_at

INVITATION_DAYS: Final = 7
MOST_STORES: Final = 200
_HANDLE: Final = re.compile(r"[a-z0-9][a-z0-9\-]{0,62}")
STORE_KIND: Final = "store"
"""The kind of case that a store is; its number is the store's id."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to be invited, as told. No stores means every store."""

    handle: str
    name: str
    role: StaffRole
    email: str = ""
    stores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """The member, and the token that lets whoever has it take the place."""

    member: Staff
    token: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The member who accepted, and the key, which is told this once."""

    member: Staff
    key: str


def party_itself(party: Party) -> KeyHolder:
    """Whoever acts for the party with everything that it can do: the command line."""
    return KeyHolder("", party, scopes_for(party.roles))


def invite(house: House, by: KeyHolder, told: Invited) -> Invitation | Problem:
    """Invite somebody; once more for the same member makes the earlier invitation void.

    The token lets its holder in for 7 days, the last instant inside. A member who lost the key is
    invited anew, and the lost key is worth nothing once the invitation is accepted.
    """
    if wrong := _unfit(told) or _unfit_stores(house, by, told.stores):
        return wrong
    name = staff_id(by.party.id, told.handle)
    member = Staff(
        name,
        by.party.id,
        told.name.strip(),
        told.email.strip(),
        told.role,
        _in_order(told.stores),
        invited_by=by.staff.id if by.staff else "",
    )
    if wrong := _not_oneself(by, name) or _beyond(by, member.role, member.stores):
        return wrong
    before = house.staff.member(name)
    if before is None:
        house.staff.save(member)
    elif replace(member, state=before.state, invited_by=before.invited_by) != before:
        return _exists(before)
    elif before.state is StaffState.SUSPENDED:
        return _is_suspended(before)
    kept = before or member
    expires = house.clock.now() + timedelta(days=INVITATION_DAYS)
    return Invitation(kept, house.staff.open_invitation(name, expires))


def accept(house: House, token: str) -> Joined | Problem:
    """Take the place that the token offers. Former keys of the member are worth nothing from now on."""
    member = house.staff.take_invitation(token, house.clock.now())
    party = house.parties.party(member.party) if member is not None else None
    if member is None or party is None:
        return Problem(
            "invitation_invalid",
            404,
            "There is no such invitation",
            f"The token is unknown, used, or older than {INVITATION_DAYS} days.",
            "Ask whoever invited you to invite you once more.",
        )
    house.parties.revoke_keys_of(member.id)
    key = house.parties.issue_key(party.id, scopes_for(party.roles), f"staff {member.handle}", member.id)
    return Joined(member, key)


def give_role(
    house: House, by: KeyHolder, handle: str, role: StaffRole, stores: tuple[str, ...]
) -> Staff | Problem:
    """Another role, other stores. It counts from the member's next call on."""
    member = _managed(house, by, handle)
    if isinstance(member, Problem):
        return member
    if wrong := _unfit_stores(house, by, stores) or _beyond(by, role, stores):
        return wrong
    changed = replace(member, role=role, stores=_in_order(stores))
    goes = member.role is StaffRole.OWNER and (role is not StaffRole.OWNER or bool(stores))
    if goes and (wrong := _last_owner(house, member)):
        return wrong
    house.staff.save(changed)
    return changed


def suspend(house: House, by: KeyHolder, handle: str) -> Staff | Problem:
    """From the next call on the member's keys are worth nothing, and an open invitation neither."""
    member = _managed(house, by, handle)
    if isinstance(member, Problem):
        return member
    if wrong := _last_owner(house, member):
        return wrong
    return _put(house, member, StaffState.SUSPENDED)


def resume(house: House, by: KeyHolder, handle: str) -> Staff | Problem:
    """The member's keys are good again. Whoever never accepted is invited once more instead."""
    member = _managed(house, by, handle)
    if isinstance(member, Problem) or member.state is not StaffState.SUSPENDED:
        return member
    return _put(house, member, StaffState.ACTIVE)


def _put(house: House, member: Staff, state: StaffState) -> Staff:
    changed = replace(member, state=state)
    house.staff.save(changed)
    return changed


def _managed(house: House, by: KeyHolder, handle: str) -> Staff | Problem:
    """The member, if whoever asks may decide about them."""
    name = staff_id(by.party.id, handle)
    member = house.staff.member(name)
    if member is None:
        return Problem(
            "no_such_staff",
            404,
            "There is no such member of staff",
            f"{by.party.id} has no staff called {handle}.",
            "GET /api/v1/staff lists whom there is.",
        )
    return _not_oneself(by, name) or _beyond(by, member.role, member.stores) or member


def _in_order(stores: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(stores)))


def _unfit(told: Invited) -> Problem | None:
    if not _HANDLE.fullmatch(told.handle):
        return _unreadable("handle: small letters, digits and hyphens, 1 to 63 of them.")
    if not told.name.strip():
        return _unreadable("name: the name of the person.")
    if told.email and "@" not in told.email:
        return _unreadable("email: an address with an @, or nothing.")
    return None


def _unfit_stores(house: House, by: KeyHolder, stores: tuple[str, ...]) -> Problem | None:
    if len(stores) > MOST_STORES:
        return _unreadable(f"stores: up to {MOST_STORES} ids of stores; leave it out for every store.")
    for each in stores:
        record = house.records.case(each)
        header = record.header if record is not None else None
        own = header is not None and (
            by.party.id in header.participants.values() or Role.OPERATOR in by.party.roles
        )
        if header is None or header.kind != STORE_KIND or not own:
            return _unreadable(f"stores: {by.party.id} has no store {each}; give the number of its case.")
    return None


def _unreadable(detail: str) -> Problem:
    return Problem(
        "unreadable",
        422,
        "The body cannot be read",
        detail,
        "See this call in the API's documentation at /api/v1/docs for its fields.",
    )


def _not_oneself(by: KeyHolder, name: str) -> Problem | None:
    if by.staff is None or by.staff.id != name:
        return None
    return Problem(
        "own_place",
        403,
        "Nobody decides about themselves",
        "You would change your own role, stores or state.",
        "Ask another member with the duty staff to do it.",
    )


def _beyond(by: KeyHolder, role: StaffRole, stores: tuple[str, ...]) -> Problem | None:
    """Why whoever asks cannot decide about a place with these duties and stores."""
    duties = duties_at(role, by.party.roles)
    lacking = sorted(duties - duties_of(by))
    if not lacking and by.staff is None and not scopes_of_duties(duties, by.party.roles) <= by.scopes:
        lacking = sorted(
            each for each in duties if not scopes_of_duties((each,), by.party.roles) <= by.scopes
        )
    if lacking:
        return Problem(
            "more_than_own",
            403,
            "Nobody gives more than they have",
            f"The role {role} has duties that you do not have: {', '.join(lacking)}.",
            "Choose a role within your own duties, or ask an owner.",
            {"duties": lacking},
        )
    own = by.staff.stores if by.staff is not None else ()
    if own and (not stores or set(stores) - set(own)):
        return Problem(
            "more_than_own",
            403,
            "Nobody gives more than they have",
            f"You work for {', '.join(own)} only.",
            "Name stores of yours, or ask somebody who works for every store.",
            {"stores": list(own)},
        )
    return None


def _last_owner(house: House, member: Staff) -> Problem | None:
    """Without its last owner, a party that has no key of its own could never be led again."""
    if member.role is not StaffRole.OWNER or member.stores or member.state is not StaffState.ACTIVE:
        return None
    others = any(
        each.role is StaffRole.OWNER
        and not each.stores
        and each.state is StaffState.ACTIVE
        and each.id != member.id
        for each in house.staff.of_party(member.party)
    )
    party = house.parties.party(member.party)
    whole = scopes_for(party.roles) if party is not None else frozenset()
    if others or any(whole <= scopes for scopes in house.parties.own_keys(member.party)):
        return None
    return Problem(
        "last_owner",
        409,
        "Somebody has to stay who can do everything",
        f"{member.name} is the last owner, and {member.party} has no key of its own that does everything.",
        "Make another member owner first.",
    )


def _exists(before: Staff) -> Problem:
    return Problem(
        "staff_exists",
        409,
        "There is such a member already",
        f"{before.id} is {before.name}, {before.role}, {before.state}.",
        f"Choose another handle, or change the role: POST /api/v1/staff/{before.handle}/role.",
    )


def _is_suspended(before: Staff) -> Problem:
    return Problem(
        "staff_suspended",
        409,
        "The member is suspended",
        f"{before.id} is suspended.",
        f"Resume the member first: POST /api/v1/staff/{before.handle}/resume.",
    )
