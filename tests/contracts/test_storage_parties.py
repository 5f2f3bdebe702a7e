"""Parties, keys, endpoints and the house's settings; and answers to writes that belong to no case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.ports.parties import Parties, Party, RateQuote, WebhookEndpoint
from tailorbird.domain.roles import Role
from tailorbird.domain.time.calendar import DayKind, Override
from tests.contracts.stored import TERMS, later

ANN = Party(
    id="ann",
    name="Ann 安",
    roles=frozenset((Role.BUYER, Role.PROMOTER)),
    legal_name="Ann GmbH",
    registration="HRB 1",
    country="DE",
    email="ann@example.org",
    language="de",
    settings={"offer": {"fee": "0.1", "carriers": ["a", "b"]}},
)


def test_a_party_comes_back_as_it_was_saved(parties: Parties) -> None:
    parties.save_party(ANN)
    assert parties.party("ann") == ANN
    assert parties.party("bob") is None


def test_saving_a_party_again_changes_it(parties: Parties) -> None:
    parties.save_party(ANN)
    changed = replace(ANN, name="Anna", roles=frozenset((Role.PROVIDER,)))
    parties.save_party(changed)
    assert parties.parties() == (changed,)


def test_parties_are_found_by_a_role_that_they_may_play(parties: Parties) -> None:
    parties.save_party(ANN)
    parties.save_party(Party("bob", "Bob", frozenset((Role.PROVIDER,))))
    parties.save_party(Party("cat", "Cat", frozenset()))
    assert [each.id for each in parties.parties()] == ["ann", "bob", "cat"]
    assert [each.id for each in parties.parties(Role.PROVIDER)] == ["bob"]
    assert [each.id for each in parties.parties(Role.PROMOTER)] == ["ann"]


def test_a_key_leads_to_its_party_and_scopes(parties: Parties) -> None:
    parties.save_party(ANN)
    key = parties.issue_key("ann", frozenset(("cases:read", "cases:write")), "laptop")
    holder = parties.key_holder(key)
    assert holder is not None
    assert holder.party == ANN
    assert holder.scopes == {"cases:read", "cases:write"}
    assert key.startswith(f"tbk_{holder.key_id}_")


def test_keys_differ_and_are_not_kept(database: Database) -> None:
    parties = database.parties
    parties.save_party(ANN)
    one, other = (parties.issue_key("ann", frozenset(), "x") for _ in range(2))
    assert one != other
    kept = str(database.storage.session.query("SELECT * FROM tailorbird_api_key"))
    assert one.rpartition("_")[2] not in kept


@pytest.mark.parametrize("damage", ["", "tbk_", "tbk__", "nonsense", "tbk_0000000000000000_" + "0" * 64])
def test_what_is_no_key_leads_nowhere(parties: Parties, damage: str) -> None:
    assert parties.key_holder(damage) is None


def test_a_key_with_another_secret_leads_nowhere(parties: Parties) -> None:
    parties.save_party(ANN)
    key = parties.issue_key("ann", frozenset(), "x")
    assert parties.key_holder(key[:-1] + ("0" if key[-1] != "0" else "1")) is None


def test_a_revoked_key_leads_nowhere(parties: Parties) -> None:
    parties.save_party(ANN)
    key = parties.issue_key("ann", frozenset(), "x")
    other = parties.issue_key("ann", frozenset(), "y")
    holder = parties.key_holder(key)
    assert holder is not None
    parties.revoke_key(holder.key_id)
    parties.revoke_key(holder.key_id)
    assert parties.key_holder(key) is None
    assert parties.key_holder(other) is not None


def test_a_key_is_for_a_party_that_exists(parties: Parties) -> None:
    with pytest.raises(LookupError, match="save the party first"):
        parties.issue_key("nobody", frozenset(), "x")


def test_when_a_key_was_used_is_known(database: Database) -> None:
    database.parties.save_party(ANN)
    key = database.parties.issue_key("ann", frozenset(), "x")
    used = "SELECT last_used FROM tailorbird_api_key"
    assert database.storage.session.query(used)[0][0] is None
    database.parties.key_holder(key)
    first = database.storage.session.query(used)[0][0]
    assert first is not None
    database.parties.key_holder(key)
    assert database.storage.session.query(used)[0][0] == first


def test_an_endpoint_comes_back_and_its_secret_is_encrypted(database: Database) -> None:
    parties = database.parties
    parties.save_party(ANN)
    endpoint = WebhookEndpoint("whe_1", "ann", "https://ann.example/hook", "whsec_c2VjcmV0")
    parties.save_endpoint(endpoint)
    assert parties.endpoints(["ann", "bob"]) == (endpoint,)
    assert parties.endpoints(["bob"]) == ()
    assert parties.endpoints([]) == ()
    kept = str(database.storage.session.query("SELECT * FROM tailorbird_webhook_endpoint"))
    assert "whsec_c2VjcmV0" not in kept
    disabled = replace(endpoint, state="disabled")
    parties.save_endpoint(disabled)
    assert parties.endpoints(["ann"]) == (disabled,)


def test_a_published_version_is_sealed(parties: Parties) -> None:
    parties.publish_terms(TERMS)
    parties.publish_terms(TERMS)
    assert parties.published_terms() == (TERMS,)
    with pytest.raises(ValueError, match="under another version"):
        parties.publish_terms(replace(TERMS, hash="cd" * 32))
    later_version = replace(TERMS, version="3", hash="cd" * 32, published_at=later(days=1))
    parties.publish_terms(later_version)
    assert parties.published_terms() == (TERMS, later_version)


def test_a_day_has_one_override_which_can_be_taken_back(parties: Parties) -> None:
    day = date(2027, 2, 6)
    parties.save_override(Override("CN", day, DayKind.OFF, "spring festival"))
    worked = Override("CN", day, DayKind.WORKING, "make-up day")
    parties.save_override(worked)
    elsewhere = Override("DE", day, DayKind.OFF, "flood")
    parties.save_override(elsewhere)
    assert parties.overrides() == (worked, elsewhere)
    parties.remove_override("CN", day)
    parties.remove_override("CN", day)
    assert parties.overrides() == (elsewhere,)


def test_a_rate_is_kept_exactly(parties: Parties) -> None:
    quote = RateQuote("q1", "ann", "USD", "CNY", Decimal("7.12345678901234567890"), later(minutes=15))
    parties.save_quote(quote)
    assert parties.quote("q1") == quote
    assert parties.quote("q2") is None
