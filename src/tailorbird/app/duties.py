"""What members of staff may do with their keys: by duty, and by store (cj-platform.staff-accounts)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from tailorbird.app.engine.verb import Verb
from tailorbird.app.permissions import SPENDING, STANDING, Scope, scopes_for
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty, duties_at

_GIVES: Final[Mapping[Duty, Scope]] = {
    Duty.LOOK: Scope.READ,
    Duty.MONEY: Scope.MONEY,
    Duty.OPERATE: Scope.ADMIN,
    Duty.GATEWAY: Scope.GATEWAY,
}
"""What a duty makes a key good for; the other duties are ways to act."""
AT_WORK: Final = (Duty.ORDERS, Duty.AFTER_SALES, Duty.LISTINGS, Duty.STORES)
"""Whoever has one of these opens cases and adds files to them; which cases, each opening's own duty says."""


def scopes_of_duties(duties: Collection[Duty], roles: Collection[Role]) -> frozenset[str]:
    """The scopes that a member with these duties needs at a party with these roles.

    A key that stands in every case does so for every duty; what may be done there, the duties tell.
    """
    given = {_GIVES.get(duty, Scope.ACT).value for duty in duties}
    standing = {scope.value for role, scope in STANDING.items() if role in roles and duties}
    return frozenset((given | standing) & scopes_for(roles))


def effective(holder: KeyHolder) -> KeyHolder:
    """The holder with the scopes that its key has today, by its party's roles and the member's duties."""
    able = scopes_for(holder.party.roles)
    if holder.staff is not None:
        able &= scopes_of_duties(duties_of(holder), holder.party.roles)
    return replace(holder, scopes=holder.scopes & able)


def duties_of(holder: KeyHolder) -> frozenset[Duty]:
    """What the holder is trusted with: a party's own key with everything, a member by the role."""
    if holder.staff is None:
        return frozenset(Duty)
    return duties_at(holder.staff.role, holder.party.roles)


SUBJECTS: Final[Mapping[str, Duty]] = {
    "account": Duty.MONEY,
    "cancellation": Duty.ORDERS,
    "custom_making": Duty.ORDERS,
    "custom_product": Duty.ORDERS,
    "custom_request": Duty.ORDERS,
    "dissolution": Duty.ORDERS,
    "jewelry": Duty.ORDERS,
    "liability": Duty.AFTER_SALES,
    "listing": Duty.LISTINGS,
    "making": Duty.ORDERS,
    "order_dispute": Duty.AFTER_SALES,
    "parcels": Duty.ORDERS,
    "payment": Duty.ORDERS,
    "personalised": Duty.ORDERS,
    "privacy": Duty.SETTINGS,
    "procurement": Duty.ORDERS,
    "programme": Duty.LISTINGS,
    "receipt": Duty.ORDERS,
    "report": Duty.AFTER_SALES,
    "request": Duty.ORDERS,
    "reversal": Duty.MONEY,
    "store": Duty.STORES,
    "store_order": Duty.ORDERS,
    "talk": Duty.ORDERS,
    "ticket": Duty.AFTER_SALES,
}
"""Whose work the facts of a subject are, by the module in which they are declared."""
_AFTER_SALES_WORDS: Final = frozenset(
    ("claim", "claims", "defect", "dispute", "disputed", "mismatch", "remedy", "ticket")
)
"""A verb with one of these in its name is after-sales work, whatever its subject."""


def duty_of(verb: Verb, role: Role) -> Duty:
    """The duty that a member of staff needs to do it in this part.

    Raises LookupError for a fact of a subject that nobody has placed in `SUBJECTS`.
    """
    if role is Role.GATEWAY:
        return Duty.GATEWAY
    if verb.fact in SPENDING:
        return Duty.MONEY
    subject = verb.fact.__module__.rpartition(".")[2]
    if subject not in SUBJECTS:
        raise LookupError(f"{verb.fact.__name__}: say in permissions.SUBJECTS whose work {subject!r} is.")
    duty = Duty.AFTER_SALES if _AFTER_SALES_WORDS & set(verb.name.split("_")) else SUBJECTS[subject]
    return Duty.OPERATE if role is Role.OPERATOR and duty in (Duty.ORDERS, Duty.MONEY) else duty


def may_do(holder: KeyHolder, verb: Verb, role: Role) -> int:
    """1 where it is among the duties of whoever holds the key."""
    return int(holder.staff is None or duty_of(verb, role) in duties_of(holder))


def works_for(holder: KeyHolder, stores: Collection[str]) -> int:
    """1 where a case that concerns these stores is the member's to see; others work for every store."""
    own = holder.staff.stores if holder.staff is not None else ()
    return int(not own or bool(set(own) & set(stores)))
