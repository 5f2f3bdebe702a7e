"""A provider or maker composes its own rules of typed choices, tries them out, and publishes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import StaffRole
from tests.api.purchases import requested
from tests.api.stage import EVERYDAY, Caller
from tests.api.test_problems import told
from tests.api.test_staff_matrix import hired

if TYPE_CHECKING:
    from tests.api.stage import Stage

from tests.api.own_rules import OWN, PREVIEW, WAIVE, listed, publish, rules, with_maker

# What there is to choose -------------------------------------------------------------------------------


def test_every_choice_is_told_with_its_bounds_and_its_words_in_both_languages(stage: Stage) -> None:
    own = listed(stage)
    assert own["package"] == "provider_rules"
    assert own["in_force"] is None and own["coming"] is None and own["versions"] == []
    choices = {each["name"]: each for each in own["choices"]}
    assert set(choices) == {
        "service_fee_on_cancellation",
        "cancellation_days",
        "promised_services",
        "reply_hours",
    }
    assert all(
        each["says"] and each["says_zh"] and each["fits"] and each["fits_zh"] for each in own["choices"]
    )
    assert all(each["clauses"] for each in own["choices"])
    fee, days = choices["service_fee_on_cancellation"], choices["cancellation_days"]
    assert fee["allowed"][1] == {"value": "waive", "shown": "waive", "shown_zh": "免收"}
    assert (days["kind"], days["least"], days["most"], days["default"]) == ("days", 0, 365, 0)
    assert choices["reply_hours"]["most"] == 720
    assert choices["promised_services"]["most_words"] == 20


def test_a_maker_composes_the_makers_rules_and_a_buyer_none(stage: Stage) -> None:
    with_maker(stage)
    assert listed(stage, "wren")["package"] == "maker_rules"
    assert listed(stage, "wren")["goes_before"] == [{"case": "custom_request", "packages": ["cj_custom"]}]
    assert stage.by("ada").get(OWN).json["items"] == []
    refused = told(stage.by("wren").post(OWN, rules(WAIVE)), 403, "not_your_rules")
    assert refused["packages"] == ["maker_rules"]
    for who in ("ada", "operator", "crane"):
        told(stage.by(who).post(OWN, rules(WAIVE)), 403, "not_your_rules")
        told(stage.by(who).post(PREVIEW, rules(WAIVE)), 403, "not_your_rules")
    told(stage.by("jinsui").post(OWN, rules({}, package="order1688")), 403, "not_your_rules")
    told(stage.by("jinsui").post(OWN, rules({}, package="none")), 403, "not_your_rules")


# Trying out --------------------------------------------------------------------------------------------


def test_a_preview_shows_the_text_the_changes_and_what_is_overridden_and_stores_nothing(stage: Stage) -> None:
    shown = stage.by("jinsui").post(PREVIEW, rules(WAIVE)).json
    assert (shown["publishable"], shown["unfit"], shown["takes_over_from"]) == (1, [], None)
    clauses = {each["clause"]: each for each in shown["clauses"]}
    period = clauses["provider.cancellation-period"]
    assert "14 days" in period["text"] and "14 天" in period["text_zh"]
    assert (period["shown"], period["shown_zh"]) == (
        "Days in which the order can be cancelled: 14.",
        "订单可以取消的天数：14。",
    )
    assert clauses["provider.reply-time"]["shown"] == ""
    changed = {each["clause"]: each for each in shown["changed"]}
    assert set(changed) == {"provider.service-fee-waived", "provider.cancellation-period"}
    assert "0 days" in changed["provider.cancellation-period"]["was"]
    overrides = {(each["clause"], each["overrides"]): each for each in shown["overrides"]}
    assert set(overrides) == {
        ("provider.service-fee-waived", "order1688.12.3"),
        ("provider.service-fee-waived", "cj-custom.II.4"),
        ("provider.cancellation-period", "order1688.12.2"),
        ("provider.cancellation-period", "cj-custom.II.4"),
    }
    fee = overrides["provider.service-fee-waived", "order1688.12.3"]
    assert fee["inputs"] == {"occasion": "cancellation", "head": "service_fee"}
    assert fee["text"].startswith("When you cancel") and fee["text_zh"]
    assert overrides["provider.cancellation-period", "order1688.12.2"]["compared"] == "shorter"
    assert overrides["provider.cancellation-period", "cj-custom.II.4"]["compared"] == "longer"
    assert listed(stage)["versions"] == []


def test_a_preview_says_where_a_period_is_shorter_or_the_same_as_the_platforms(stage: Stage) -> None:
    platform = stage.by("nobody").get("/v1/terms/order1688@1").json["parameters"]
    days = next(each["value"] for each in platform if each["name"] == "cancellation_period_days")
    compared = {}
    for own in (days - 1, days, days + 1):
        shown = stage.by("jinsui").post(PREVIEW, rules({"cancellation_days": own})).json
        compared[own - days] = [
            each["compared"] for each in shown["overrides"] if each["overrides"] == "order1688.12.2"
        ]
    assert compared == {-1: ["shorter"], 0: [], 1: ["longer"]}


def test_a_makers_preview_goes_before_the_platforms_terms_of_custom_requests(stage: Stage) -> None:
    with_maker(stage)
    values = {
        "sample_check_days": 3,
        "cancellation_days": 2,
        "fees_on_cancellation": "waive",
        "reply_hours": 8,
    }
    shown = stage.by("wren").post(PREVIEW, rules(values, "maker_rules")).json
    overrides = {(e["clause"], e["overrides"], e["inputs"].get("head")): e for e in shown["overrides"]}
    assert set(overrides) == {
        ("maker.sample-check", "cj-custom.II.6", None),
        ("maker.cancellation-period", "cj-custom.II.4", None),
        ("maker.fees-waived", "cj-custom.II.4", "sample_fee"),
        ("maker.fees-waived", "cj-custom.II.4", "mould_fee"),
    }
    assert overrides["maker.sample-check", "cj-custom.II.6", None]["compared"] == "shorter"
    assert overrides["maker.cancellation-period", "cj-custom.II.4", None]["compared"] == "longer"


def test_every_unfit_value_is_told_at_once_with_what_would_fit(stage: Stage) -> None:
    wrong = {
        "service_fee_on_cancellation": "perhaps",
        "cancellation_days": -1,
        "promised_services": ["a photo", "a photo"],
        "reply_hours": "soon",
        "free_gifts": 3,
    }
    given = rules(wrong, effective_at="2026-03-01T00:00:00Z")
    shown = stage.by("jinsui").post(PREVIEW, given).json
    assert shown["publishable"] == 0 and shown["changed"] == []
    assert [each["name"] for each in shown["unfit"]] == [*wrong, "effective_at"]
    assert all(all(each[part] for part in each) for each in shown["unfit"])
    refused = told(stage.by("jinsui").post(OWN, given), 422, "rules_unfit")
    assert [each["name"] for each in refused["unfit"]] == [*wrong, "effective_at"]
    assert listed(stage)["versions"] == []


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({"cancellation_days": 365}, 1),
        ({"cancellation_days": 366}, 0),
        ({"cancellation_days": True}, 0),
        ({"cancellation_days": "14"}, 0),
        ({"cancellation_days": None}, 0),
        ({"reply_hours": 720}, 1),
        ({"reply_hours": 721}, 0),
        ({"service_fee_on_cancellation": ["waive"]}, 0),
        ({"service_fee_on_cancellation": "Waive"}, 0),
        ({"promised_services": [f"photo {no}" for no in range(20)]}, 1),
        ({"promised_services": [f"photo {no}" for no in range(21)]}, 0),
        ({"promised_services": ["x" * 80]}, 1),
        ({"promised_services": ["x" * 81]}, 0),
        ({"promised_services": [""]}, 0),
        ({"promised_services": [" a photo"]}, 0),
        ({"promised_services": ["two\nlines"]}, 0),
        ({"promised_services": "a photo"}, 0),
        ({"promised_services": [{"a": "photo"}]}, 0),
    ],
)
def test_a_value_fits_exactly_within_its_bounds(stage: Stage, values: dict[str, Any], fits: int) -> None:
    reply = stage.by("jinsui").post(OWN, rules(values))
    if fits:
        assert reply.status == 201, reply.json
    else:
        told(reply, 422, "rules_unfit")
        told(stage.by("jinsui").post("/v1/terms", as_terms(values)), 422, "rules_unfit")


def as_terms(values: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The same by the call that names its version itself."""
    return {
        "base": "provider_rules@1",
        "version": "spring",
        "values": values,
        "effective_at": "2026-03-03T00:00:00Z",
        **changed,
    }


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ("2026-03-02T02:00:00Z", 1),
        ("2026-03-02T10:00:00+08:00", 1),
        ("2026-03-02T01:59:59Z", 0),
        ("2026-03-03T00:00:00", 0),
        ("2028-03-01T02:00:00Z", 1),
        ("2028-03-01T02:00:01Z", 0),
        ("9999-12-31T23:59:59-12:00", 0),
        ("0001-01-01T00:00:00+12:00", 0),
    ],
)
def test_rules_take_effect_from_now_to_two_years_ahead(stage: Stage, when: str, fits: int) -> None:
    reply = stage.by("jinsui").post(OWN, rules(WAIVE, effective_at=when))
    if fits:
        assert reply.status == 201, reply.json
    else:
        told(reply, 422, "rules_unfit")


# Publishing --------------------------------------------------------------------------------------------


def test_a_published_version_is_in_force_and_the_choices_show_it(stage: Stage) -> None:
    made = publish(stage, WAIVE)
    assert (made["is_new"], made["version"]["version"], made["version"]["state"]) == (1, "1", "in_force")
    own = listed(stage)
    assert own["in_force"] == made["version"]
    values = {each["name"]: each["value"] for each in own["choices"]}
    assert values == {**WAIVE, "promised_services": [], "reply_hours": 0}
    shown = stage.by("nobody").call("GET", f"/v1/terms/{made['version']['ref']}", None).json
    assert shown["hash"] == made["version"]["hash"]


def test_the_same_values_are_told_and_not_doubled(stage: Stage) -> None:
    first = publish(stage, WAIVE)
    again = stage.by("jinsui").post(OWN, rules({**WAIVE, "reply_hours": 0}))
    assert (again.status, again.json["is_new"], again.json["version"]) == (200, 0, first["version"])
    assert len(listed(stage)["versions"]) == 1
    preview = stage.by("jinsui").post(PREVIEW, rules(WAIVE)).json
    assert (preview["publishable"], preview["changed"]) == (0, [])


def test_declaring_nothing_where_nothing_was_declared_adds_no_version(stage: Stage) -> None:
    reply = stage.by("jinsui").post(OWN, rules({}))
    assert (reply.status, reply.json["is_new"], reply.json["version"]) == (200, 0, None)


def test_a_publication_that_is_repeated_publishes_once(stage: Stage) -> None:
    first = stage.by("jinsui").post(OWN, rules(WAIVE), once="k")
    stage.later(days=1)
    again = stage.by("jinsui").post(OWN, rules(WAIVE), once="k")
    assert (again.status, again.json) == (first.status, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    other = stage.by("jinsui").post(OWN, rules({"cancellation_days": 2}), once="k")
    told(other, 422, "idempotency_key_reused")


def test_a_coming_version_is_told_with_its_instant_and_takes_over_then(stage: Stage) -> None:
    publish(stage, WAIVE)
    publish(stage, {"cancellation_days": 5}, effective_at="2026-04-01T00:00:00Z")
    own = listed(stage)
    assert [(each["version"], each["state"]) for each in own["versions"]] == [
        ("1", "in_force"),
        ("2", "coming"),
    ]
    assert own["in_force"]["until"] == own["coming"]["effective_at"] == "2026-04-01T00:00:00Z"
    preview = stage.by("jinsui").post(PREVIEW, rules({"cancellation_days": 7})).json
    assert preview["next_coming"]["version"] == "2"
    assert preview["takes_over_from"]["version"] == "1"
    stage.later(days=30)
    own = listed(stage)
    assert [each["state"] for each in own["versions"]] == ["past", "in_force"]


def test_a_coming_version_is_replaced_by_another_for_the_same_instant(stage: Stage) -> None:
    april = "2026-04-01T00:00:00Z"
    for no in range(1, 12):
        publish(stage, {"cancellation_days": no}, effective_at=april)
    states = [(each["version"], each["state"]) for each in listed(stage)["versions"]]
    assert states == [(str(no), "replaced") for no in range(1, 11)] + [("11", "coming")]
    stage.later(days=30)
    assert listed(stage)["in_force"]["version"] == "11"
    assert requested(stage).shown()["terms"][0]["ref"] == "provider_rules@11-jinsui"


def test_only_whoever_is_trusted_with_terms_publishes_them(stage: Stage) -> None:
    owner = Caller(hired(stage, "jinsui", StaffRole.OWNER))
    manager = Caller(hired(stage, "jinsui", StaffRole.MANAGER))
    refused = told(manager.post(OWN, rules(WAIVE)), 403, "duty_missing")
    assert refused["clauses"] == ["cj-platform.staff-accounts"]
    assert manager.post(PREVIEW, rules(WAIVE)).status == 200
    assert manager.get(OWN).status == 200
    assert owner.post(OWN, rules(WAIVE)).status == 201


def test_two_parties_never_take_each_others_version(stage: Stage) -> None:
    """`1-a` of `b` and `1` of `a-b` would be written alike."""
    for name in ("b", "a-b"):
        party = Party(name, name.upper(), frozenset((Role.PROVIDER,)))
        stage.house.parties.save_party(party)
        scopes = frozenset(each.value for each in EVERYDAY)
        stage.keys[name] = stage.house.parties.issue_key(name, scopes, "test")
    reply = stage.by("b").post("/v1/terms", as_terms(WAIVE, version="1-a"))
    assert reply.json["ref"] == "provider_rules@1-a-b"
    told(stage.by("a-b").post("/v1/terms", as_terms(WAIVE, version="1")), 409, "version_exists")
    made = publish(stage, WAIVE, "a-b")
    assert made["version"]["ref"] == "provider_rules@2-a-b"
    assert len(listed(stage, "a-b")["versions"]) == len(listed(stage, "b")["versions"]) == 1


def test_the_operators_way_to_publish_goes_on_and_takes_what_carries_clauses_only(stage: Stage) -> None:
    made = publish(stage, WAIVE)["version"]
    told(stage.by("jinsui").post("/v1/terms", as_terms({}, base=made["ref"])), 422, "unreadable")
    operator = stage.by("operator")
    shadow = {"base": "order1688@1", "version": "1", "values": {}, "effective_at": "2026-03-03T00:00:00Z"}
    told(operator.post("/v1/terms", shadow), 409, "version_exists")
    assert operator.post("/v1/terms", {**shadow, "version": "2"}).status == 201
    assert stage.by("nobody").get("/v1/terms").status == 200


def test_a_makers_rules_can_be_published_with_a_version_of_its_naming(stage: Stage) -> None:
    with_maker(stage)
    reply = stage.by("wren").post("/v1/terms", as_terms({"sample_check_days": 9}, base="maker_rules@1"))
    assert (reply.status, reply.json["scope"]) == (201, "wren")
    told(stage.by("wren").post("/v1/terms", as_terms(WAIVE)), 403, "operators_only")


def test_a_party_is_shown_with_its_rules_in_force(stage: Stage) -> None:
    with_maker(stage)
    ada = stage.by("ada")
    assert ada.get("/v1/parties/jinsui").json["own_rules"] == []
    told(ada.get("/v1/parties/wren"), 404, "no_such_party")
    publish(stage, WAIVE)
    publish(stage, {"cancellation_days": 5}, effective_at="2026-04-01T00:00:00Z")
    publish(stage, {"sample_check_days": 9}, "wren", package="maker_rules")
    (link,) = ada.get("/v1/parties/jinsui").json["own_rules"]
    assert (link["version"], link["ref"]) == ("1", "provider_rules@1-jinsui")
    assert stage.by("nobody").get(link["href"]).status == 200
    assert ada.get("/v1/parties/wren").json["own_rules"][0]["ref"] == "maker_rules@1-wren"
    by_id = {each["id"]: each["own_rules"] for each in ada.get("/v1/parties").json["items"]}
    assert by_id["jinsui"] == [link] and "wren" in by_id and by_id["crane"] == []
