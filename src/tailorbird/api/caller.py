"""Who calls: the holder of the key in the Authorization header."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.http import HttpRequest
from ninja.security import HttpBearer

from tailorbird.api import wiring
from tailorbird.api.limits import Limits
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.app.duties import duties_of, effective, scopes_of_duties
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import (
    Scope,
    is_operator,
    scope_of_role,
    stands_in_every_case,
)
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.app.ports.staff import Staff
from tailorbird.domain.staff import Duty, roles_with

_KEY: Final = re.compile(r"tbk_[A-Za-z0-9_\-]{8,200}")
_STAFF_CLAUSE: Final = "cj-platform.staff-accounts"
"""By which members of staff do what their role allows, for their stores."""
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="tailorbird"'}


class KeyAuth(HttpBearer):
    """`Authorization: Bearer tbk_…`."""

    def __call__(self, request: HttpRequest) -> KeyHolder:
        """The holder; raises a refusal with status 401."""
        holder: KeyHolder | None = super().__call__(request)
        if holder is None:
            strangers_wait(request)
            raise _no_key()
        return holder

    def authenticate(self, request: HttpRequest, token: str) -> KeyHolder | None:
        """The holder of the key, if it is one and is not revoked; with the scopes that its party can have."""
        holder = wiring.house().parties.key_holder(token) if _KEY.fullmatch(token) else None
        if holder is None:
            return None
        return effective(holder)


def strangers_wait(request: HttpRequest) -> dict[str, str]:
    """Count a call without a valid key against its address; the headers to send."""
    spent = Limits.strangers.spend(request.META.get("REMOTE_ADDR") or "unknown")
    if spent.wait_s:
        raise too_many(spent.headers())
    return spent.headers()


def holder_of(request: HttpRequest) -> KeyHolder:
    """Who calls; for views that need a key."""
    holder: KeyHolder = request.auth  # type: ignore[attr-defined]
    return holder


def reader_of(holder: KeyHolder) -> str:
    """Who reads: the member of staff, where it is one, else the party."""
    return holder.staff.id if holder.staff is not None else holder.party.id


def require(holder: KeyHolder, *scopes: Scope) -> None:
    """Refuse a key that has none of these scopes."""
    if scopes and not any(scope in holder.scopes for scope in scopes):
        if holder.staff is not None:
            raise _not_among(holder.staff, _giving(holder, scopes))
        names = " or ".join(sorted(scopes))
        raise refuse(
            403,
            "scope_missing",
            "The key is not good for this",
            f"This call needs a key with the scope {names}; yours has {', '.join(sorted(holder.scopes))}.",
            "Use another key, or ask the operator for one with this scope.",
            scopes=sorted(scopes),
        )


def _giving(holder: KeyHolder, scopes: Collection[Scope]) -> list[Duty]:
    """The duties that would make a member's key good for one of these."""
    roles = holder.party.roles
    return [each for each in Duty if scopes_of_duties((each,), roles) & {scope.value for scope in scopes}]


def need_duty(holder: KeyHolder, duties: Collection[Duty]) -> None:
    """Refuse a member of staff who has none of these duties; a party's own key has them all."""
    if holder.staff is not None and not duties_of(holder) & frozenset(duties):
        raise _not_among(holder.staff, duties)


def _not_among(member: Staff, duties: Collection[Duty]) -> Refusal:
    names = sorted(duties)
    able = roles_with(duties)
    return refuse(
        403,
        "duty_missing",
        "This is not among your duties",
        f"It takes the duty {' or '.join(names) or 'of the party itself'}; "
        f"you are {member.role} at {member.party}.",
        f"A member with the duty staff can give you a role that has it: {', '.join(able)}."
        if able
        else "Use the party's own key.",
        duties=names,
        roles=list(able),
        clauses=[_STAFF_CLAUSE],
    )


def for_every_store(holder: KeyHolder) -> None:
    """Refuse a member who works for some stores only, where the whole party is concerned."""
    if holder.staff is not None and holder.staff.stores:
        raise refuse(
            403,
            "stores_limited",
            "This concerns more than your stores",
            f"You work for {', '.join(holder.staff.stores)}; this concerns all of {holder.party.id}.",
            "Ask a member who works for every store.",
            stores=list(holder.staff.stores),
            clauses=[_STAFF_CLAUSE],
        )


def whose_cases(holder: KeyHolder) -> str | None:
    """Whose cases the key lists: its party's, everybody's (none) for operators.

    A party that stands in every case lists them only with a key that is made for it.
    """
    if is_operator(holder):
        return None
    standing = stands_in_every_case(holder)
    if standing is not None:
        require(holder, scope_of_role(standing))
    return holder.party.id


def not_with_oneself(party: str, other: str) -> None:
    """Refuse a case whose two sides are one party."""
    if party == other:
        raise refuse(
            422,
            "with_oneself",
            "Both sides would be you",
            f"{party} cannot deal with itself.",
            "Name another party; GET /api/v1/parties lists whom you can deal with.",
        )


def too_many(headers: dict[str, str]) -> Refusal:
    """The bucket is empty."""
    wait = headers["Retry-After"]
    problem = Problem(
        "too_many_requests",
        429,
        "Too many requests",
        f"There are more calls than the limit of {headers['RateLimit-Limit']} at a time allows.",
        f"Wait {wait} s, then repeat the call with the same idempotency key.",
    )
    return Refusal(problem, headers)


def _no_key() -> Refusal:
    problem = Problem(
        "key_invalid",
        401,
        "There is no valid key",
        "The call has no Authorization header with a key that is known here and not revoked.",
        "Send Authorization: Bearer tbk_…; the operator issues keys.",
    )
    return Refusal(problem, _CHALLENGE)
