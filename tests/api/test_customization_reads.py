"""Customization data by calls: read on record alone, its files with it, shared by a secret link."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tailorbird.domain.roles import Role
from tests.api.crafts import (
    LISTING,
    NAME,
    PLACE,
    PNG,
    SELLER,
    did,
    join,
    looks_only,
    open_case,
    opened,
    ordered,
    public,
    read,
    with_drawing,
)
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Stage


def _reads(stage: Stage, order: str) -> list[tuple[str, int]]:
    facts = stage.by("ada").get(f"/v1/cases/{order}/facts?limit=200").json["items"]
    return [
        (each["body"]["reader"], each["body"]["granted"])
        for each in facts
        if each["fact"] == "CustomizationRead"
    ]


def test_the_seller_reads_it_to_verify_it(stage: Stage) -> None:
    order = ordered(stage)
    reply = read(stage, SELLER, order, "review")
    assert reply.status == 200
    assert "no-store" in reply.headers["Cache-Control"]
    assert json.loads(reply.json["document"])["entries"][0]["value"] == "Leonor"
    assert _reads(stage, order) == [(SELLER, 1)]


def test_a_wish_for_something_else_is_refused_by_its_clause_and_on_record(stage: Stage) -> None:
    order = ordered(stage)
    problem = told(read(stage, SELLER, order, "training"), 403, "customization_closed")
    assert problem["clauses"] == ["amazon-custom.data.use"]
    decision = stage.by(SELLER).get(problem["decision"].removeprefix("/api"))
    assert decision.status == 200
    assert _reads(stage, order) == [(SELLER, 0)]


def test_it_is_nowhere_else_in_the_case(stage: Stage) -> None:
    order = ordered(stage)
    for who in ("ada", SELLER, "operator"):
        facts = stage.by(who).get(f"/v1/cases/{order}/facts")
        assert b"Leonor" not in facts.content
        evidence = stage.by(who).get(f"/v1/cases/{order}/evidence")
        assert evidence.status == 200
        assert b"Leonor" not in evidence.content
    assert b"Leonor" not in stage.by("ada").get(f"/v1/cases/{order}").content


def test_nobody_outside_the_case_asks_at_all(stage: Stage) -> None:
    order = ordered(stage)
    told(read(stage, "bo", order, "own"), 404, "no_such_case")
    assert _reads(stage, order) == []


def test_a_case_of_another_kind_has_none(stage: Stage) -> None:
    join(stage, SELLER, Role.MERCHANT)
    programme = opened(stage, SELLER, "programme", {"statement": "We engrave."})
    told(read(stage, SELLER, programme, "review"), 404, "unknown_command")


def test_a_file_is_there_for_whoever_was_granted_a_reading_for_an_hour(stage: Stage) -> None:
    order, sha = with_drawing(stage)
    path = f"/v1/files/{sha}?case={order}"
    told(stage.by(SELLER).get(path), 404, "no_such_file")
    told(stage.by("operator").get(path), 404, "no_such_file")
    told(stage.by("operator").get(f"/v1/files/{sha}"), 404, "no_such_file")
    told(read(stage, SELLER, order, "marketing"), 403, "customization_closed")
    told(stage.by(SELLER).get(path), 404, "no_such_file")
    assert read(stage, SELLER, order, "review").json["files"] == [sha]
    shown = stage.by(SELLER).get(path)
    assert shown.content == PNG
    assert "no-store" in shown.headers["Cache-Control"]
    told(stage.by("operator").get(path), 404, "no_such_file")
    told(stage.by(SELLER).get(f"/v1/files/{sha}"), 404, "no_such_file")
    stage.later(hours=1)
    told(stage.by(SELLER).get(path), 404, "no_such_file")
    assert stage.by("ada").get(f"/v1/files/{sha}").content == PNG


def test_a_reading_ends_where_its_ground_does(stage: Stage) -> None:
    order, sha = with_drawing(stage)
    assert read(stage, SELLER, order, "review").status == 200
    for place in (PLACE, f"image:{sha}"):
        did(stage, SELLER, order, "judge_screening", {"where": place, "result": "pass"})
    did(stage, SELLER, order, "accept_order")
    told(stage.by(SELLER).get(f"/v1/files/{sha}?case={order}"), 404, "no_such_file")


def test_nobody_makes_a_file_their_own_by_naming_it_elsewhere(stage: Stage) -> None:
    order, sha = with_drawing(stage)
    body = {"question": "1", "text": "Is this it?", "attachments": [sha]}
    stage.by(SELLER).post(f"/v1/cases/{order}/commands/answer_question", body)
    told(stage.by(SELLER).get(f"/v1/files/{sha}?case={order}"), 404, "no_such_file")
    report = {"listing": "x", "reason": "unsafe", "text": "Look.", "evidence": [sha]}
    assert stage.by(SELLER).post("/v1/reports", report).status in (404, 422)
    other = {"listing": "x", "quantity": 1, "entries": [{**NAME, "file": sha}]}
    told(open_case(stage, "bo", "personalised_order", other), 422, "no_such_file")


def test_a_key_for_looking_only_reads_nothing(stage: Stage) -> None:
    order = ordered(stage)
    caller = stage.by(SELLER)
    caller.key = looks_only(stage, SELLER)
    reply = caller.post(f"/v1/cases/{order}/customization/reads", {"purpose": "review"})
    assert reply.status in (200, 403)
    assert _reads(stage, order) == ([(SELLER, 1)] if reply.status == 200 else [])


def test_a_share_is_a_link_for_everybody_until_it_is_ended(stage: Stage) -> None:
    order = ordered(stage)
    shared = stage.by("ada").post(f"/v1/cases/{order}/shares", {"form": "preview"}, once="s")
    assert shared.status == 201, shared.content
    link = shared.json["url"].removeprefix("/api")
    shown = stage.by("nobody").get(link)
    assert shown.json == {
        "form": "preview",
        "picture": "",
        "preview": "",
        "surfaces": [],
        "title": "Night light with your name engraved in oak",
        "until": shared.json["until"],
    }
    again = stage.by("ada").post(f"/v1/cases/{order}/shares", {"form": "preview"}, once="s")
    assert again.json == {"share": "s1", "until": shared.json["until"], "url": None}
    did(stage, "ada", order, "end_share", {"share": "s1"})
    told(stage.by("nobody").get(link), 404, "no_such_share")


def test_the_upload_is_not_shared_and_not_by_the_seller(stage: Stage) -> None:
    order = ordered(stage)
    raw = stage.by("ada").post(f"/v1/cases/{order}/shares", {"form": "raw_upload"})
    assert told(raw, 409, "refused_by_terms")["clauses"] == ["amazon-custom.data.sharing"]
    sellers = stage.by(SELLER).post(f"/v1/cases/{order}/shares", {"form": "preview"})
    told(sellers, 403, "not_your_part")
    told(stage.by("nobody").get("/v1/shared/guess"), 404, "no_such_share")


def test_what_is_on_record_of_an_entry_is_its_field_and_nothing_that_the_buyer_wrote(stage: Stage) -> None:
    listing = public(stage)
    wrote = {**NAME, "area": "For Leonor with love"}
    body = {"listing": listing, "quantity": 1, "entries": [wrote]}
    problem = told(open_case(stage, "ada", "personalised_order", body), 422, "unfit_customization")
    assert "area" in problem["detail"]
    assert "Leonor" not in problem["detail"]


def test_words_beside_a_choice_are_looked_at_by_a_person_too(stage: Stage) -> None:
    listing = public(stage)
    wood = {"field": "wood", "kind": "choice", "label": "Wood", "values": [{"value": "oak", "label": "Oak"}]}
    changed = {**LISTING, "fields": [{**LISTING["fields"][0], "required": "optional"}, wood]}
    did(stage, SELLER, listing, "redraft_listing", {"document": changed})
    did(stage, SELLER, listing, "publish_listing")
    chosen = {"surface": "", "area": "", "label": "Wood", "kind": "option", "value": "oak"}
    held = {}
    for told_besides in ({}, {"detail": [["note", "Something rude"]]}, {"variant": "Something rude"}):
        entry = {**chosen, **{name: each for name, each in told_besides.items() if name == "detail"}}
        more = {name: each for name, each in told_besides.items() if name == "variant"}
        body = {"listing": listing, "quantity": 1, "entries": [entry], **more}
        order = opened(stage, "ada", "personalised_order", body)
        facts = stage.by("ada").get(f"/v1/cases/{order}/facts").json["items"]
        screened = next(each["body"] for each in facts if each["fact"] == "CustomizationScreened")
        held[str(told_besides)] = [each["where"] for each in screened["findings"]]
    assert list(held.values()) == [[], ["detail:/Wood"], ["variant"]]
