"""What a case tells: what can be done, why, what comes, who may read what."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tests.api.purchases import paid, quoted, requested

if TYPE_CHECKING:
    from tests.api.stage import Stage


def test_a_case_tells_what_you_can_do_and_why_not(stage: Stage) -> None:
    can = {each["verb"]: each for each in requested(stage).shown()["can"]}
    assert can["request_cancellation"]["standing"] == "granted"
    assert can["confirm_receipt"]["standing"] == "refused"
    assert can["confirm_receipt"]["clauses"] == ["order1688.18"]
    assert can["confirm_receipt"]["sentence"]
    assert "accept_request" not in can, "that is the provider's"
    assert "pay" not in can, "nothing is quoted yet"


def test_what_can_be_done_is_what_the_terms_then_say(stage: Stage) -> None:
    case = paid(stage)
    for option in case.shown()["can"]:
        if option["standing"] != "refused":
            continue
        reply = case.do("ada", option["verb"], {})
        if reply.status == 422:
            continue
        assert (reply.status, reply.json["clauses"]) == (409, option["clauses"]), option["verb"]


def test_a_question_is_answered_without_being_stored(stage: Stage) -> None:
    case = quoted(stage)
    before = case.shown()["decisions"]
    answer = case.asked("ada", "MayPay")
    assert answer["verdict"] == "granted"
    assert case.shown()["decisions"] == before


def test_a_question_can_be_asked_for_a_later_instant(stage: Stage) -> None:
    case = paid(stage)
    dated = case.asked("ada", "MayCancel", {"at": "2027-01-01T00:00:00Z"})
    assert dated["at"] == "2027-01-01T00:00:00Z"
    reply = stage.by("ada").post(f"{case.path}/questions/MayCancel", {"at": "2020-01-01T00:00:00Z"})
    assert reply.status == 422


def test_private_texts_are_shown_to_those_entitled_and_to_nobody_else(stage: Stage) -> None:
    case = paid(stage)
    states = {}
    for who in ("ada", "jinsui", "crane", "operator"):
        facts = stage.by(who).get(f"{case.path}/facts?limit=200").json["items"]
        states[who] = {each["field"]: each["state"] for fact in facts for each in fact["private"]}
    assert states["ada"] == states["jinsui"]
    assert set(states["ada"].values()) == {"shown"}
    assert states["crane"]["RequestSubmitted.receiving_address"] == "shown"
    assert states["crane"]["MandateSigned.signer"] == "withheld"
    assert set(states["operator"].values()) == {"withheld"}
    case.did("ada", "open_dispute", {"text": "It never came."})
    facts = stage.by("operator").get(f"{case.path}/facts?limit=200").json["items"]
    assert {each["state"] for fact in facts for each in fact["private"]} == {"shown"}


def test_carriers_see_no_money_but_their_own(stage: Stage) -> None:
    case = paid(stage)
    assert stage.by("crane").get(f"{case.path}/holds").json["items"] == []
    assert stage.by("crane").get(case.path).json["money"]["heads"] == []
    assert stage.by("jinsui").get(f"{case.path}/holds").json["items"] != []


def test_the_evidence_bundle_holds_what_its_reader_may_see(stage: Stage) -> None:
    case = paid(stage)
    reply = stage.by("ada").get(f"{case.path}/evidence")
    assert reply.headers["Content-Type"] == "application/zip"
    assert case.id in reply.headers["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(reply.content)).namelist()
    assert "entries.json" in names
    theirs = stage.by("operator").get(f"{case.path}/evidence").content
    assert b"Musterweg" in reply.content
    assert b"Musterweg" not in theirs


def test_deadlines_and_messages_are_ones_own(stage: Stage) -> None:
    case = paid(stage)
    mine = stage.by("ada").get("/v1/deadlines").json["items"]
    assert mine and {each["case"] for each in mine} == {case.id}
    assert stage.by("bo").get("/v1/deadlines").json["items"] == []
    assert stage.by("bo").get("/v1/outbox").json["items"] == []
    told = stage.by("jinsui").get("/v1/outbox").json["items"]
    assert told and all(each["to_party"] in ("jinsui", "") for each in told)
    stage.later(days=400)
    overdue = stage.by("operator").get("/v1/deadlines/overdue").json["items"]
    assert [each["case"] for each in overdue]


def test_lists_show_whose_turn_it_is(stage: Stage) -> None:
    case = requested(stage)
    row = stage.by("jinsui").get("/v1/cases").json["items"][0]
    assert (row["id"], row["turn"], row["your_parts"]) == (case.id, "provider", ["provider"])
    assert stage.by("operator").get("/v1/cases").json["items"][0]["id"] == case.id


def test_acting_in_a_part_that_is_not_yours_is_refused(stage: Stage) -> None:
    case = requested(stage)
    reply = case.do("jinsui", "accept_request", {"as": "buyer"})
    assert (reply.status, reply.json["code"]) == (403, "not_your_part")
    case.did("jinsui", "accept_request", {"as": "provider"})
