"""A store: its rates, and the delivery policy that follows them."""

from __future__ import annotations

from typing import Any

from tailorbird.domain.roles import Role
from tests.app.shop import Shop

M = Role.MERCHANT


def rates(cost: str = "USD 4.90") -> dict[str, Any]:
    rate = {"country": "DE", "method": "Post", "cost": cost, "days_min": 7, "days_max": 12}
    return {"handling_days": 2, "rates": [rate]}


def test_a_policy_is_published_once_the_store_has_rates(shop: Shop) -> None:
    shop.store()
    assert shop.refused(M, "publish_policy").code == "too_early"
    shop.done(M, "set_rates", **rates())
    assert shop.stage() == ("rated", M)
    shop.done(M, "publish_policy")
    assert shop.stage() == ("published", None)


def test_a_published_policy_follows_the_rates(shop: Shop) -> None:
    shop.store()
    shop.done(M, "set_rates", **rates())
    shop.done(M, "publish_policy")
    shop.done(M, "set_rates", **rates("USD 5.40"))
    assert shop.last("DeliveryPolicyChanged").policy_hash != shop.last("DeliveryPolicyPublished").policy_hash


def test_rates_that_say_the_same_change_nothing(shop: Shop) -> None:
    shop.store()
    shop.done(M, "set_rates", **rates())
    shop.done(M, "publish_policy")
    shop.done(M, "set_rates", **rates())
    assert "DeliveryPolicyChanged" not in shop.facts()


def test_a_policy_that_is_not_published_does_not_change(shop: Shop) -> None:
    shop.store()
    shop.done(M, "set_rates", **rates())
    shop.done(M, "set_rates", **rates("USD 5.40"))
    assert "DeliveryPolicyChanged" not in shop.facts()


def test_rates_that_contradict_themselves_are_not_published(shop: Shop) -> None:
    shop.store()
    rate = {"country": "DE", "method": "Post", "cost": "USD 1.00", "days_min": 12, "days_max": 7}
    shop.done(M, "set_rates", handling_days=2, rates=[rate])
    assert shop.clauses(M, "publish_policy") == ("cj-aftersales.7",)


def test_only_the_owner_sets_rates(shop: Shop) -> None:
    shop.store()
    assert shop.refused(M, "set_rates", by="tideway", **rates()).code == "not_your_case"
