"""What rules of one's own govern: orders that were opened under them, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tailorbird.app.reading.language import Language
from tests.api.purchases import Purchase, paid, quoted, requested

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

from tests.api.own_rules import WAIVE, publish, with_maker


def cancelled_period(case: Purchase, language: Language = Language.EN) -> dict[str, Any]:
    reply: Reply = case.stage.by("ada").post(
        f"{case.path}/questions/CancellationPeriod", {}, Accept_Language=language.value
    )
    assert reply.status == 200, reply.json
    return dict(reply.json)


def test_an_order_opened_before_keeps_its_rules_for_ever(stage: Stage) -> None:
    old = paid(stage)
    publish(stage, WAIVE)
    stage.later(hours=1)
    middle = paid(stage, "bo")
    publish(stage, {"cancellation_days": 3})
    assert [each["ref"] for each in old.shown()["terms"]] == ["order1688@1"]
    assert middle.shown()["terms"][0]["ref"] == "provider_rules@1-jinsui"
    assert requested(stage).shown()["terms"][0]["ref"] == "provider_rules@2-jinsui"
    stage.later(days=30)
    assert cancelled_period(old)["clauses"][0]["clause"] == "order1688.12.2"
    assert middle.asked("bo", "CancellationPeriod")["clauses"][0]["clause"] == "provider.cancellation-period"


def test_the_buyer_is_shown_the_rules_and_accepts_them_before_paying(stage: Stage) -> None:
    before = {each["code"] for each in requested(stage).asked("ada", "Disclosures")["answer"]}
    publish(stage, WAIVE)
    shown = quoted(stage).asked("ada", "Disclosures")["answer"]
    added = {each["code"] for each in shown} - before
    assert added == {"provider.service-fee-waived", "provider.cancellation-period"}


def test_a_decision_says_whose_rule_it_was_and_whose_was_set_aside(stage: Stage) -> None:
    publish(stage, WAIVE)
    stage.later(seconds=1)
    publish(stage, {**WAIVE, "cancellation_days": 12})
    case = paid(stage)
    told_en = cancelled_period(case)
    assert told_en["clauses"][0]["whose"] == "Jinsui's own rules, version 2"
    assert told_en["set_aside"][0]["whose"] == "1688 Order: purchasing service rules, version 1"
    assert told_en["set_aside"][0]["clause"] == "order1688.12.2"
    told_zh = cancelled_period(case, Language.ZH)
    assert told_zh["clauses"][0]["whose"] == "Jinsui 的自有规则，第 2 版"
    assert told_zh["set_aside"][0]["whose"] == "1688 Order 代购服务规则，第 1 版"
    may = case.asked("ada", "MayCancel", {"as": "buyer"})
    assert "1688 Order: purchasing service rules, version 1" in {each["whose"] for each in may["clauses"]}
    fee = {
        "occasion": "cancellation",
        "head": "service_fee",
        "amount": "CNY 10.00",
        "payee": "provider",
    }
    settled = case.asked("ada", "Settlement", fee)
    assert [each["whose"] for each in settled["clauses"]] == ["Jinsui's own rules, version 2"]
    assert [each["clause"] for each in settled["set_aside"]] == ["order1688.12.3"]
    assert case.shown()["terms"][0]["whose"] == "Jinsui's own rules, version 2"


def test_too_late_is_too_late_by_the_providers_own_period_and_the_decision_says_so(stage: Stage) -> None:
    publish(stage, {"cancellation_days": 3})
    case = paid(stage)
    stage.later(days=3)
    in_time = case.asked("ada", "MayCancel", {})
    assert in_time["verdict"] == "granted"
    stage.later(seconds=1)
    late = case.asked("ada", "MayCancel", {})
    assert late["verdict"] == "refused"
    whose = {each["clause"]: each["whose"] for each in late["clauses"]}
    assert whose["provider.cancellation-period"] == "Jinsui's own rules, version 1"


# A custom request under three sets of rules ------------------------------------------------------------


def custom(stage: Stage, **others: str) -> Purchase:
    """A custom request that waits for the platform's review."""
    accepted = [
        "cj-custom.II.2",
        "cj-custom.II.7",
        "cj-custom.II.10",
        *(
            f"provider.{each}"
            for each in ("service-fee-waived", "cancellation-period")
            if others.get("provider")
        ),
        *(f"maker.{each}" for each in ("sample-check", "cancellation-period") if others.get("supplier")),
    ]
    body = {
        "title": "Skirt",
        "requirements": [{"requirement": "length", "aspect": "size", "asks": "70 cm"}],
        "quantity": 40,
        "accepted": accepted,
    }
    given = {"kind": "custom_request", "participants": others, "body": body}
    reply = stage.by("ada").post("/v1/cases", given)
    assert reply.status == 201, reply.json
    return Purchase(stage, reply.json["case"])


def test_a_custom_request_is_governed_by_provider_maker_and_platform_in_this_order(stage: Stage) -> None:
    with_maker(stage)
    publish(stage, WAIVE)
    publish(stage, {"sample_check_days": 9, "cancellation_days": 2}, "wren", package="maker_rules")
    case = custom(stage, provider="jinsui", supplier="wren")
    assert [(each["ref"], each["whose"]) for each in case.shown()["terms"]] == [
        ("provider_rules@1-jinsui", "Jinsui's own rules, version 1"),
        ("maker_rules@1-wren", "Wrenworks' own rules, version 1"),
        ("cj_custom@1", "User agreement of product customization, version 1"),
    ]
    codes = {each["code"] for each in case.asked("ada", "Disclosures")["answer"]}
    assert {"provider.cancellation-period", "maker.cancellation-period", "maker.sample-check"} <= codes
    publish(stage, {"cancellation_days": 1})
    publish(stage, {"sample_check_days": 20}, "wren", package="maker_rules")
    stage.later(days=40)
    refs = [each["ref"] for each in case.shown()["terms"]]
    assert refs == ["provider_rules@1-jinsui", "maker_rules@1-wren", "cj_custom@1"]


def test_the_highest_of_three_rules_counts_and_the_others_are_set_aside_by_name(stage: Stage) -> None:
    with_maker(stage)
    publish(stage, WAIVE)
    publish(stage, {"sample_check_days": 9, "cancellation_days": 2}, "wren", package="maker_rules")
    case = custom(stage, provider="jinsui", supplier="wren")
    case.did("operator", "review", {"marketability": "good", "feasibility": "good"})
    case.did("operator", "bind_supplier", {"supplier": "wren"})
    quotation = {
        "quotation": "Q1",
        "tiers": [{"from_quantity": 20, "unit_price": "USD 12.00"}],
        "sample_fee": "USD 60.00",
        "mould_fee": "USD 0.00",
        "minimum_quantity": 20,
        "sample_days": 10,
        "production_days": 25,
        "freight": "USD 30.00",
    }
    case.did("wren", "quote", quotation)
    case.did("operator", "confirm_request")
    period = cancelled_period(case)
    assert [each["whose"] for each in period["clauses"]] == ["Jinsui's own rules, version 1"]
    assert [(each["clause"], each["whose"], each["why"]) for each in period["set_aside"]] == [
        ("maker.cancellation-period", "Wrenworks' own rules, version 1", "precedence"),
        ("cj-custom.II.4", "User agreement of product customization, version 1", "precedence"),
    ]
    stage.later(days=10)
    may = case.asked("ada", "MayCancel", {})
    assert may["verdict"] == "granted"
    assert "Jinsui's own rules, version 1" in {each["whose"] for each in may["clauses"]}


def balance(stage: Stage, party: str) -> int:
    accounts = stage.by(party).get("/v1/accounts").json["items"]
    return next((e["balance"]["minor"] for e in accounts if e["id"] == f"wallet:{party}:CNY"), 0)


def test_the_fee_of_a_cancelled_order_goes_by_the_rules_that_the_order_was_opened_under(stage: Stage) -> None:
    """By hand: 57.06 is paid, of which 0.06 is the provider's fee. It keeps ada's and waives bo's."""
    before = paid(stage, "ada")
    publish(stage, WAIVE)
    after = paid(stage, "bo")
    for case in (before, after):
        case.did(case.buyer, "request_cancellation", {"reason": "I found it nearby"})
    assert (balance(stage, "ada"), balance(stage, "bo"), balance(stage, "jinsui")) == (49_994, 50_000, 6)
    listed_ = stage.by("bo").get(f"{after.path}/decisions?limit=200").json["items"]
    (fee,) = [each for each in listed_ if each["clauses"] == ["provider.service-fee-waived"]]
    decision = stage.by("bo").call("GET", fee["href"], None).json
    assert decision["clauses"][0]["whose"] == "Jinsui's own rules, version 1"
    assert [(each["clause"], each["by"], each["why"]) for each in decision["set_aside"]] == [
        ("order1688.12.3", "provider.service-fee-waived", "precedence")
    ]
