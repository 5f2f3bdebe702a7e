"""Parties and their keys."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from tailorbird.api import wiring
from tailorbird.api.body import idempotency_key, json_object, read_body, unreadable
from tailorbird.api.caller import holder_of, need_duty
from tailorbird.api.once import Done, once
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.api.replying import page_reply, reply
from tailorbird.api.routing import Routes
from tailorbird.api.shapes.parties import (
    KeyIssued,
    Me,
    NewKey,
    NewParty,
    OwnRulesLink,
    PartySettings,
    PartyShown,
    PublicParty,
    me,
    own_rules_link,
    party_shown,
    public_party,
)
from tailorbird.api.shapes.settings import UnfitSettings, check_settings
from tailorbird.app.own_rules.versions import State, versions_of
from tailorbird.app.permissions import Scope, is_operator
from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import Duty, StaffRole, duties_at

routes = Routes("parties")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9\-]{1,62}")
_ACCOUNTLESS: Final = (Role.SELLER, Role.PLATFORM)


@routes.get(
    "/me",
    Scope.READ,
    Scope.ACT,
    Scope.MONEY,
    Scope.ADMIN,
    Scope.GATEWAY,
    gives=Me,
    duty=Duty.LOOK,
    by_store=1,
)
def who_am_i(request: HttpRequest) -> HttpResponse:
    """Who you are here, and what your key is good for."""
    return reply(me(holder_of(request)))


@routes.page("/parties", Scope.READ, Scope.ADMIN, gives=PublicParty, duty=Duty.LOOK, by_store=1)
def list_parties(request: HttpRequest, role: Role | None = None) -> HttpResponse:
    """Whom you can deal with, by the part that they play.

    Operators see everybody; others see providers, merchants and carriers, and makers that published rules
    of their own.
    """
    found = wiring.house().parties.parties(role)
    links = own_rules_links()
    if not is_operator(holder_of(request)):
        found = tuple(each for each in found if each.roles & _PUBLIC or each.id in links)
    return page_reply(request, [public_party(each, links.get(each.id, ())) for each in found], None)


def own_rules_links() -> dict[str, tuple[OwnRulesLink, ...]]:
    """The rules of its own that each party has in force, by party."""
    house = wiring.house()
    library, now = house.library, house.clock.now()
    published = house.parties.published_terms()
    givers = dict.fromkeys((each.scope, each.package) for each in published if each.scope)
    links: dict[str, tuple[OwnRulesLink, ...]] = {}
    for giver, package in givers:
        for version in versions_of(published, giver, package, now):
            if version.state is State.IN_FORCE:
                link = own_rules_link(version, library.package(version.ref))
                links[giver] = (*links.get(giver, ()), link)
    return links


_PUBLIC: Final = frozenset((Role.PROVIDER, Role.MERCHANT, Role.CARRIER, Role.WAREHOUSE))


@routes.get("/parties/{party_id}", Scope.READ, Scope.ADMIN, gives=PublicParty, duty=Duty.LOOK, by_store=1)
def show_party(request: HttpRequest, party_id: str) -> HttpResponse:
    """The entity behind a provider, merchant or carrier, as it must be shown (order1688.4).

    With the rules of its own that orders opened with it now would be governed by.
    """
    party = wiring.house().parties.party(party_id)
    holder = holder_of(request)
    links = own_rules_links()
    is_public = party is not None and bool(party.roles & _PUBLIC or party.id in links)
    if party is None or not (is_public or party.id == holder.party.id or is_operator(holder)):
        raise _no_party(party_id)
    return reply(public_party(party, links.get(party.id, ())))


@routes.post("/parties", Scope.ADMIN, takes=NewParty, gives=PartyShown, duty=Duty.OPERATE)
def create_party(request: HttpRequest) -> HttpResponse:
    """Make a party (operator).

    `settings` holds commercial data only, such as a provider's standing offer.
    """
    holder = operator_of(request)
    body = json_object(request)
    given = read_body(NewParty, body)
    party_id = given.id or "p-" + _derived(holder.id, idempotency_key(request))
    if not _ID.fullmatch(party_id):
        raise unreadable("id: small letters, digits and hyphens, 2 to 63 of them.")
    if wrong := sorted(set(given.roles) & set(_ACCOUNTLESS)) or not given.roles:
        raise unreadable(f"roles: at least one, and none of {', '.join(_ACCOUNTLESS)} ({wrong}).")
    _check(given.settings)
    party = Party(
        party_id,
        given.name,
        frozenset(given.roles),
        given.legal_name,
        given.registration,
        given.country,
        given.email,
        given.language,
        given.settings,
    )

    def act() -> Done:
        parties = wiring.house().parties
        before = parties.party(party.id)
        if before is not None and before != party:
            raise refuse(
                409,
                "party_exists",
                "There is such a party already",
                f"{party.id} exists with other data.",
                "Choose another id, or leave it out.",
            )
        parties.save_party(party)
        return Done(party_shown(party))

    return once(request, holder.id, body, act)


@routes.put(
    "/parties/{party_id}/settings",
    Scope.ACT,
    Scope.ADMIN,
    takes=PartySettings,
    gives=PartyShown,
    duty=Duty.SETTINGS,
)
def put_settings(request: HttpRequest, party_id: str) -> HttpResponse:
    """Put a party's settings in place of those before: your own, or anybody's for operators.

    Such as a provider's `standing_offer`, a carrier's `serves` and `excludes`, a jeweller's `listings`.
    Commercial data only.
    """
    holder = holder_of(request)
    if party_id != holder.party.id:
        if not is_operator(holder):
            raise _no_party(party_id)
        need_duty(holder, (Duty.OPERATE,))
    body = json_object(request)
    given = read_body(PartySettings, body)
    party = wiring.house().parties.party(party_id)
    if party is None:
        raise _no_party(party_id)
    _check(given.settings)
    changed = replace(party, settings=given.settings)

    def act() -> Done:
        wiring.house().parties.save_party(changed)
        return Done(party_shown(changed), 200)

    return once(request, holder.party.id, body, act)


def _check(settings: dict[str, Any]) -> None:
    try:
        check_settings(settings, wiring.house().parties.party)
    except UnfitSettings as problem:
        raise unreadable(str(problem)) from problem


@routes.post("/parties/{party_id}/keys", Scope.ADMIN, takes=NewKey, gives=KeyIssued, duty=Duty.OPERATE)
def issue_key(request: HttpRequest, party_id: str) -> HttpResponse:
    """Issue an API key for a party (operator).

    The key itself is told in this answer only; repeating the call tells everything but the key.
    """
    operator = operator_of(request)
    body = json_object(request)
    given = read_body(NewKey, body)
    parties = wiring.house().parties
    party = parties.party(party_id)
    if party is None:
        raise _no_party(party_id)
    if Role.OPERATOR in party.roles:
        # A key of the party itself is good for everything, and nobody gives more than they have.
        for duty in duties_at(StaffRole.OWNER, party.roles):
            need_duty(holder_of(request), (duty,))
    for scope, role in ((Scope.ADMIN, Role.OPERATOR), (Scope.GATEWAY, Role.GATEWAY)):
        if scope in given.scopes and role not in party.roles:
            raise unreadable(f"scopes: {scope} is for parties that play the part {role}.")
    if not given.scopes:
        raise unreadable("scopes: at least one.")

    def act() -> Done:
        key = parties.issue_key(party_id, frozenset(each.value for each in given.scopes), given.label)
        holder = parties.key_holder(key)
        if holder is None:
            raise _no_party(party_id)
        scopes = tuple(sorted(holder.scopes))
        return Done(
            KeyIssued(holder.key_id, party_id, scopes, given.label, key),
            kept=KeyIssued(holder.key_id, party_id, scopes, given.label, None),
        )

    return once(request, operator.id, body, act)


@routes.delete("/keys/{key_id}", Scope.ADMIN, status=204, duty=Duty.OPERATE)
def revoke_key(request: HttpRequest, key_id: str) -> HttpResponse:
    """Revoke an API key (operator). From the next call on it is unknown; repeating changes nothing."""
    operator_of(request)
    wiring.house().parties.revoke_key(key_id)
    return HttpResponse(status=204)


def operator_of(request: HttpRequest) -> Party:
    """The calling operator; refused for everybody else."""
    holder = holder_of(request)
    if not is_operator(holder):
        raise refuse(
            403,
            "operators_only",
            "This is for operators",
            "Your party is no operator.",
            "Ask the operator to do it.",
        )
    return holder.party


def _derived(actor: str, key: str) -> str:
    return hashlib.sha256(f"{actor}\0{key}".encode()).hexdigest()[:16]


def _no_party(party_id: str) -> Refusal:
    return refuse(
        404,
        "no_such_party",
        "There is no such party",
        f"Nobody here is called {party_id}.",
        "GET /api/v1/parties lists whom you can deal with.",
    )
