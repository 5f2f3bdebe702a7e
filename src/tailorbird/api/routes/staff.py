"""A party's staff: who they are, what they may do, and what they did (cj-platform.staff-accounts)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import json_object, read_body
from tailorbird.api.caller import holder_of
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, reader_language
from tailorbird.api.replying import page_reply, paged
from tailorbird.api.routes.cases import Limit
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.staff import (
    Acceptance,
    ActShown,
    InvitationShown,
    JoinedShown,
    NewRole,
    NewStaff,
    NoMore,
    RoleShown,
    StaffShown,
    act_shown,
    roles_shown,
    staff_shown,
)
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.records import PAGE_SIZE
from tailorbird.app.ports.staff import Staff, staff_id
from tailorbird.app.staff import (
    INVITATION_DAYS,
    Invited,
    accept,
    give_role,
    invite,
    resume,
    suspend,
)
from tailorbird.domain.staff import Duty

routes = Routes("staff")
_ANY = (Scope.READ, Scope.ACT, Scope.MONEY, Scope.ADMIN, Scope.GATEWAY)
_WRITE = (Scope.ACT, Scope.ADMIN)


@routes.page("/staff/roles", *_ANY, gives=RoleShown, duty=Duty.LOOK, by_store=1)
def list_staff_roles(request: HttpRequest) -> HttpResponse:
    """The roles that staff of your party can have, with the duties of each, in your language (en, zh)."""
    shown = roles_shown(holder_of(request).party.roles, reader_language(request))
    return page_reply(request, shown, None)


@routes.page("/staff", Scope.READ, Scope.ADMIN, gives=StaffShown, duty=Duty.STAFF, by_store=1)
def list_staff(request: HttpRequest) -> HttpResponse:
    """Everybody who acts for your party with a key of their own, whatever their state."""
    party = holder_of(request).party
    found = wiring.house().staff.of_party(party.id)
    return page_reply(request, [staff_shown(each, party.roles) for each in found], None)


@routes.post("/staff", *_WRITE, takes=NewStaff, gives=InvitationShown, duty=Duty.STAFF, by_store=1)
def invite_staff(request: HttpRequest) -> HttpResponse:
    """Invite somebody to act for your party, in a role and, if you wish, for some stores only.

    The token in the answer is told once: hand it over so that nobody else reads it. It lets in for 7
    days. You give no duty that you lack. Inviting a member once more makes a new token, for somebody who
    lost theirs or the key.
    """
    holder = holder_of(request)
    body = json_object(request)
    given = read_body(NewStaff, body)

    def act() -> Done:
        told = Invited(given.handle, given.name, given.role, given.email, given.stores)
        made = invite(wiring.house(), holder, told)
        if isinstance(made, Problem):
            raise Refusal(made)
        shown = staff_shown(made.member, holder.party.roles)
        until = wiring.house().clock.now() + timedelta(days=INVITATION_DAYS)
        return Done(InvitationShown(shown, until, made.token), kept=InvitationShown(shown, until, None))

    return once(request, holder.party.id, body, act)


@routes.post("/staff/invitations/accept", takes=Acceptance, gives=JoinedShown)
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """Take the place that an invitation offers; the token is all that you need.

    The key in the answer is yours, and told once. Whatever is done with it is recorded as yours.
    """
    body = json_object(request)
    given = read_body(Acceptance, body)
    actor = "invitation:" + hashlib.sha256(given.token.encode()).hexdigest()

    def act() -> Done:
        joined = accept(wiring.house(), given.token)
        if isinstance(joined, Problem):
            raise Refusal(joined)
        party = wiring.house().parties.party(joined.member.party)
        shown = staff_shown(joined.member, party.roles if party is not None else frozenset())
        return Done(JoinedShown(shown, joined.key), kept=JoinedShown(shown, None))

    return once(request, actor, body, act)


@routes.post(
    "/staff/{handle}/role",
    *_WRITE,
    takes=NewRole,
    gives=StaffShown,
    status=200,
    duty=Duty.STAFF,
    by_store=1,
)
def put_staff_role(request: HttpRequest, handle: str) -> HttpResponse:
    """Give a member another role, or other stores. It counts from their next call on.

    Nobody changes their own role, or gives a duty that they lack.
    """
    holder = holder_of(request)
    body = json_object(request)
    given = read_body(NewRole, body)
    return _changed(
        request, body, lambda: give_role(wiring.house(), holder, handle, given.role, given.stores)
    )


@routes.post(
    "/staff/{handle}/suspend",
    *_WRITE,
    takes=NoMore,
    gives=StaffShown,
    status=200,
    duty=Duty.STAFF,
    by_store=1,
)
def suspend_staff(request: HttpRequest, handle: str) -> HttpResponse:
    """Suspend a member: from the next call on their keys are worth nothing.

    The last owner stays, where the party has no key of its own.
    """
    holder = holder_of(request)
    body = json_object(request)
    read_body(NoMore, body)
    return _changed(request, body, lambda: suspend(wiring.house(), holder, handle))


@routes.post(
    "/staff/{handle}/resume",
    *_WRITE,
    takes=NoMore,
    gives=StaffShown,
    status=200,
    duty=Duty.STAFF,
    by_store=1,
)
def resume_staff(request: HttpRequest, handle: str) -> HttpResponse:
    """Take a member back: their keys are good again."""
    holder = holder_of(request)
    body = json_object(request)
    read_body(NoMore, body)
    return _changed(request, body, lambda: resume(wiring.house(), holder, handle))


def _changed(
    request: HttpRequest, body: dict[str, object], change: Callable[[], Staff | Problem]
) -> HttpResponse:
    party = holder_of(request).party

    def act() -> Done:
        member = change()
        if isinstance(member, Problem):
            raise Refusal(member)
        return Done(staff_shown(member, party.roles), 200)

    return once(request, party.id, body, act)


@routes.page("/staff/acts", Scope.READ, Scope.ADMIN, gives=ActShown, duty=Duty.STAFF)
def list_staff_acts(
    request: HttpRequest, member: str = "", cursor: str | None = None, limit: Limit = PAGE_SIZE
) -> HttpResponse:
    """Every write that your staff asked for, refused ones included, the latest first.

    `member`: the handle of one of them. What was done in a case also stands in its facts, by name.
    """
    party = holder_of(request).party.id
    name = staff_id(party, member) if member else ""
    records = wiring.house().staff
    return paged(request, lambda: records.acts(party, staff=name, cursor=cursor, limit=limit), act_shown)
