"""Who may call what: every route of the table, by everybody who might try.

A route that has no entry here fails, so that nobody adds one without saying who may call it.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.api.building import build
from tailorbird.api.routing import Route
from tailorbird.app.permissions import Scope
from tailorbird.bootstrap import PROCEDURES
from tailorbird.domain.roles import Role
from tests.api.purchases import Purchase, paid
from tests.api.stage import EVERYDAY, PARTIES

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

TABLE = build(PROCEDURES).table
BY_NAME = {route.name: route for route in TABLE}


class Access(Enum):
    """Who is let in. Everybody else is refused, and what is another's does not exist for them."""

    PUBLIC = auto()
    KEY = auto()
    """Any party with a key of the right scope."""
    CASE = auto()
    """Those who take part in the case, and operators."""
    OWN = auto()
    """The party whose thing it is."""
    OWN_OR_OPERATOR = auto()
    OPERATOR = auto()
    GATEWAY = auto()
    BUYER = auto()
    MERCHANT = auto()
    OPERATOR_OR_PROVIDER = auto()
    RULE_GIVER = auto()
    """Providers and makers, each for their own rules."""


ACCESS = {
    "who_am_i": Access.KEY,
    "list_parties": Access.KEY,
    "show_party": Access.KEY,
    "create_party": Access.OPERATOR,
    "put_settings": Access.OWN_OR_OPERATOR,
    "issue_key": Access.OPERATOR,
    "revoke_key": Access.OPERATOR,
    "list_staff_roles": Access.KEY,
    "list_staff": Access.KEY,
    "invite_staff": Access.KEY,
    "accept_invitation": Access.PUBLIC,
    "put_staff_role": Access.OWN,
    "suspend_staff": Access.OWN,
    "resume_staff": Access.OWN,
    "list_staff_acts": Access.KEY,
    "list_custom_products": Access.KEY,
    "show_custom_product": Access.KEY,
    "order_again": Access.BUYER,
    "use_medium": Access.CASE,
    "place_many_store_orders": Access.BUYER,
    "pay_many_store_orders": Access.BUYER,
    "show_delivery_policy": Access.PUBLIC,
    "list_blanks": Access.PUBLIC,
    "show_blank": Access.PUBLIC,
    "preview_blank": Access.PUBLIC,
    "design_on_blank": Access.MERCHANT,
    "show_listing": Access.PUBLIC,
    "read_the_customization": Access.CASE,
    "share_a_design": Access.CASE,
    "make_the_print_files": Access.CASE,
    "show_inspection_points": Access.CASE,
    "show_shared_design": Access.PUBLIC,
    "show_shared_preview": Access.PUBLIC,
    "screening_queue": Access.KEY,
    "list_barred_pictures": Access.OPERATOR,
    "bar_a_picture": Access.OPERATOR,
    "unbar_a_picture": Access.OPERATOR,
    "screening_counts": Access.KEY,
    "judge_many_places": Access.KEY,
    "import_amazon_order": Access.MERCHANT,
    "report_a_product": Access.KEY,
    "report_as_a_stranger": Access.PUBLIC,
    "show_private_data": Access.KEY,
    "erase_my_private_data": Access.KEY,
    "resolve_link": Access.KEY,
    "read_a_capture": Access.KEY,
    "place_an_order": Access.BUYER,
    "place_many_orders": Access.BUYER,
    "show_mandate": Access.PUBLIC,
    "draw_up_summary": Access.KEY,
    "list_cases": Access.KEY,
    "show_case": Access.CASE,
    "case_entries": Access.CASE,
    "case_holds": Access.CASE,
    "case_deadlines": Access.CASE,
    "what_if_nobody_acts": Access.CASE,
    "case_facts": Access.CASE,
    "case_decisions": Access.CASE,
    "show_decision": Access.CASE,
    "case_evidence": Access.CASE,
    "open_case": Access.BUYER,
    "list_accounts": Access.KEY,
    "account_entries": Access.OWN_OR_OPERATOR,
    "show_statement": Access.KEY,
    "report_top_up": Access.GATEWAY,
    "withdraw": Access.KEY,
    "pay_deposit": Access.KEY,
    "return_deposit": Access.KEY,
    "exchange_money": Access.KEY,
    "list_rates": Access.KEY,
    "put_rate": Access.OPERATOR,
    "lock_a_rate": Access.KEY,
    "list_terms": Access.PUBLIC,
    "show_terms": Access.PUBLIC,
    "show_clause": Access.PUBLIC,
    "publish_terms": Access.OPERATOR_OR_PROVIDER,
    "list_own_rules": Access.KEY,
    "preview_own_rules": Access.RULE_GIVER,
    "publish_own_rules": Access.RULE_GIVER,
    "list_overrides": Access.KEY,
    "put_override": Access.OPERATOR,
    "remove_override": Access.OPERATOR,
    "list_deadlines": Access.KEY,
    "overdue_deadlines": Access.OPERATOR,
    "provisional_deadlines": Access.OPERATOR,
    "list_outbox": Access.KEY,
    "list_endpoints": Access.KEY,
    "make_endpoint": Access.KEY,
    "remove_endpoint": Access.OWN,
    "send_test_event": Access.OWN,
    "upload_file": Access.KEY,
    "list_own_products": Access.KEY,
    "create_a_product": Access.MERCHANT,
    "show_product": Access.KEY,
    "change_a_product": Access.KEY,
    "list_a_product": Access.KEY,
    "publish_a_product": Access.KEY,
    "withdraw_a_product": Access.KEY,
    "search_catalogue": Access.PUBLIC,
    "search_visible": Access.KEY,
    "show_facets": Access.PUBLIC,
    "suggest_words": Access.PUBLIC,
    "list_videos": Access.PUBLIC,
    "show_public_product": Access.PUBLIC,
    "show_public_medium": Access.PUBLIC,
    "show_product_medium": Access.KEY,
    "import_products": Access.MERCHANT,
    "list_imports": Access.KEY,
    "show_import": Access.KEY,
    "cancel_import": Access.KEY,
    "export_catalogue": Access.KEY,
    "download_file": Access.OWN_OR_OPERATOR,
    "search_by_picture": Access.KEY,
    "start_design": Access.KEY,
    "list_designs": Access.KEY,
    "show_design": Access.KEY,
    "save_design": Access.KEY,
    "carry_design_over": Access.KEY,
    "erase_design": Access.KEY,
    "show_design_version": Access.KEY,
    "price_design": Access.KEY,
    "preview_design_svg": Access.KEY,
    "preview_design_png": Access.KEY,
    "show_basket": Access.KEY,
    "put_into_basket": Access.KEY,
    "change_basket_line": Access.KEY,
    "drop_basket_line": Access.KEY,
}
BODIES: dict[str, Any] = {
    "bar_a_picture": {"name": "mouse", "file": "ab" * 32},
    "put_staff_role": {"role": "viewer"},
    "open_case": {
        "kind": "purchase",
        "participants": {"provider": "jinsui"},
        "body": {"link": "none", "quantity": 1},
    },
    "publish_terms": {
        "base": "provider_rules@1",
        "version": "x",
        "values": {"nothing": 1},
        "effective_at": "2030-01-01T00:00:00Z",
    },
    "preview_own_rules": {"package": "provider_rules", "values": {"cancellation_days": 9}},
    "publish_own_rules": {"package": "provider_rules", "values": {"cancellation_days": 9}},
}
QUERIES = {"show_statement": "?currency=CNY"}
PLAYERS: dict[str, frozenset[Role]] = {
    "ada": frozenset((Role.BUYER,)),
    "jinsui": frozenset((Role.PROVIDER,)),
    "crane": frozenset((Role.CARRIER, Role.WAREHOUSE)),
    "operator": frozenset((Role.OPERATOR,)),
    "gateway": frozenset((Role.GATEWAY,)),
}
REFUSED = {401, 403, 404}
ABSENT = frozenset(
    (
        "bar_a_picture",
        "cancel_import",
        "change_a_product",
        "list_a_product",
        "publish_a_product",
        "show_import",
        "show_product",
        "show_product_medium",
        "show_public_medium",
        "show_public_product",
        "withdraw_a_product",
        "carry_design_over",
        "change_basket_line",
        "erase_design",
        "preview_design_png",
        "preview_design_svg",
        "price_design",
        "put_into_basket",
        "save_design",
        "show_design",
        "show_design_version",
        "start_design",
        "make_the_print_files",
        "order_again",
        "preview_blank",
        "read_the_customization",
        "remove_endpoint",
        "revoke_key",
        "share_a_design",
        "show_blank",
        "show_custom_product",
        "show_delivery_policy",
        "show_inspection_points",
        "show_listing",
        "show_shared_design",
        "show_shared_preview",
        "use_medium",
    )
)
"""Calls about what this world has none of, or what is gone once removed: 404 for whoever is let in."""


def let_in(route: Route, status: int) -> bool:
    """Whether the call was carried out, whatever came of it."""
    return status not in REFUSED or (status == 404 and route.name in ABSENT)


def listed() -> list[Route]:
    """The routes that say who may call them; that all of them do, a test of its own checks."""
    return [r for r in TABLE if r.name in ACCESS or r.name.startswith(("command_", "ask_"))]


class World:
    """One of everything that a path can name, all of it ada's."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.case: Purchase = paid(stage)
        ada = stage.by("ada")
        self.endpoint = ada.post("/v1/webhooks", {"url": "https://ada.example/hook"}).json["id"]
        self.spare = ada.post("/v1/webhooks", {"url": "https://ada.example/spare"}).json["id"]
        upload = ada.call("POST", "/v1/files", b"evidence of ada", Content_Type="text/plain")
        assert upload.status == 201, upload.content
        self.file = upload.json["sha256"]
        ada.post("/v1/staff", {"handle": "helper", "name": "Helper", "role": "viewer"})

    def call(self, route: Route, who: str, key: str | None = None) -> int:
        """The status of the call when somebody makes it."""
        return self.reply(route, who, key).status

    def reply(self, route: Route, who: str, key: str | None = None) -> Reply:
        """What comes back when somebody makes the call."""
        named = defaultdict(
            lambda: "none",
            case_id=self.case.id,
            party_id="ada" if route.name == "put_settings" else "jinsui",
            key_id="k-none",
            account_id="wallet:ada:CNY",
            ref="order1688@1",
            clause_id="order1688.2",
            endpoint_id=self.spare if route.name == "remove_endpoint" else self.endpoint,
            sha256=self.file,
            place="CN",
            day="2026-05-01",
            sold="USD",
            bought="CNY",
            handle="helper",
        )
        path = route.path.replace("{int:no}", "1").format_map(named)
        caller = self.stage.by(who)
        if key is not None:
            caller.key = key
        body = BODIES.get(route.name, {}) if route.method in ("POST", "PUT") else None
        if route.name == "upload_file":
            body = b"a text"
        return caller.call(route.method, f"/v1{path}{QUERIES.get(route.name, '')}", body)


def _entry(name: str) -> Access:
    if name.startswith(("command_", "ask_")):
        return Access.CASE
    return ACCESS[name]


def test_every_route_says_who_may_call_it() -> None:
    unknown = [r.name for r in TABLE if not r.name.startswith(("command_", "ask_")) and r.name not in ACCESS]
    assert unknown == [], "Add an entry for these routes."
    assert sorted(set(ACCESS) - set(BY_NAME)) == [], "These entries have no route."


def test_without_a_key_only_public_routes_answer(stage: Stage) -> None:
    world = World(stage)
    for route in listed():
        status = world.call(route, "nobody")
        expected = _entry(route.name) is Access.PUBLIC
        assert let_in(route, status) if expected else (status == 401), (route.name, status)


def test_a_revoked_key_is_unknown(stage: Stage) -> None:
    key_id = stage.by("ada").get("/v1/me").json["key_id"]
    assert stage.by("operator").delete(f"/v1/keys/{key_id}").status == 204
    assert stage.by("ada").get("/v1/me").status == 401


def test_what_is_anothers_does_not_exist(stage: Stage) -> None:
    world = World(stage)
    for route in listed():
        entry, status = _entry(route.name), world.call(route, "bo")
        if entry in (Access.CASE, Access.OWN, Access.OWN_OR_OPERATOR):
            lacks_scope = not EVERYDAY & set(route.scopes)
            assert status == (403 if lacks_scope else 404), (route.name, status)
        elif entry in (
            Access.OPERATOR,
            Access.GATEWAY,
            Access.OPERATOR_OR_PROVIDER,
            Access.MERCHANT,
            Access.RULE_GIVER,
        ):
            assert status == 403, (route.name, status)
        else:
            assert let_in(route, status), (route.name, status)


@pytest.mark.parametrize("who", PLAYERS)
def test_each_player_is_let_in_where_the_part_allows(stage: Stage, who: str) -> None:
    world = World(stage)
    for route in listed():
        allowed = _allowed(route, who)
        status = world.call(route, who)
        if allowed:
            assert let_in(route, status), (route.name, status)
        else:
            assert status in REFUSED, (route.name, status)


def _allowed(route: Route, who: str) -> bool:
    if not route.scopes:
        return True
    return bool(PARTIES[who][1] & set(route.scopes)) and part_allows(route, who)


def part_allows(route: Route, who: str) -> bool:
    """Whether it is for this party to do, with a key that is good for it."""
    roles, entry = PLAYERS[who], _entry(route.name)
    if who in OUTSIDE and (route.name.startswith("ask_") or route.name in ("case_evidence", "show_decision")):
        return False
    if route.name.startswith("command_"):
        return _may_command(route.name.removeprefix("command_"), who)
    return {
        Access.KEY: True,
        Access.CASE: True,
        Access.OWN: who == "ada",
        Access.OWN_OR_OPERATOR: who in ("ada", "operator"),
        Access.OPERATOR: who == "operator",
        Access.GATEWAY: who == "gateway",
        Access.BUYER: Role.BUYER in roles,
        Access.MERCHANT: Role.MERCHANT in roles,
        Access.OPERATOR_OR_PROVIDER: who in ("operator", "jinsui"),
        Access.RULE_GIVER: who == "jinsui",
    }[entry]


OUTSIDE = ("gateway",)
"""Who takes part in a case from outside: no evidence bundle, no questions about the whole."""


def _may_command(name: str, who: str) -> bool:
    verb = PROCEDURES["purchase"].verb(name)
    return verb is not None and bool(verb.roles & PLAYERS[who])


@pytest.mark.parametrize("who", ["ada", "operator"])
def test_a_key_without_the_scope_is_refused(stage: Stage, who: str) -> None:
    world = World(stage)
    every = frozenset(each.value for each in Scope)
    keys = {
        scope: stage.house.parties.issue_key(who, frozenset((scope,)), "narrow") for scope in sorted(every)
    }
    for route in listed():
        lacking = sorted(every - set(route.scopes))
        if not route.scopes or not lacking:
            continue
        assert world.call(route, who, keys[lacking[0]]) == 403, route.name


def test_no_route_needs_no_scope_by_accident() -> None:
    unscoped = {route.name for route in TABLE if not route.scopes}
    assert unscoped == {name for name, entry in ACCESS.items() if entry is Access.PUBLIC}
