"""A party's staff: invited with a role, limited to duties and stores, and on record with what they do."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app import staff
from tailorbird.app.engine.problem import Problem
from tailorbird.app.permissions import Scope
from tailorbird.app.ports.storage import Label
from tailorbird.domain import codec
from tailorbird.domain.roles import Role
from tailorbird.domain.staff import ROLES, Duty, StaffRole
from tailorbird.verifier import verify_bundle
from tests.api.purchases import Purchase, opening, paid, quoted, requested, top_up, total_of
from tests.api.stage import Caller
from tests.contracts.stored import following, header, write
from tests.contracts.stored import opening as a_case

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage


def invite(by: Caller, handle: str, role: str, **more: Any) -> Reply:
    return by.post("/v1/staff", {"handle": handle, "name": handle.title(), "role": role, **more})


def join(by: Caller, handle: str, role: str, **more: Any) -> Caller:
    """Somebody who was invited and accepted, with a key of their own."""
    invited = invite(by, handle, role, **more)
    assert invited.status == 201, invited.content
    joined = Caller(None).post("/v1/staff/invitations/accept", {"token": invited.json["token"]})
    assert joined.status == 201, joined.content
    return Caller(joined.json["key"])


def whole(stage: Stage, party: str) -> Caller:
    """The party with a key that is good for everything."""
    return stage.with_scopes(party, *Scope)


def code(reply: Reply) -> str:
    return str(reply.json["code"])


def test_a_member_who_accepted_acts_with_a_key_of_their_own(stage: Stage) -> None:
    lin = join(stage.by("jinsui"), "lin", "order_desk")
    me = lin.get("/v1/me").json
    assert me["party"]["id"] == "jinsui"
    assert me["staff"]["id"] == "jinsui/lin"
    assert me["staff"]["duties"] == ["look", "orders"]
    assert me["scopes"] == ["act", "read"]


def test_an_invitation_lets_in_once_and_for_seven_days(stage: Stage) -> None:
    first = invite(stage.by("jinsui"), "lin", "viewer").json
    again = invite(stage.by("jinsui"), "lin", "viewer").json
    accept = "/v1/staff/invitations/accept"
    assert Caller(None).post(accept, {"token": first["token"]}).status == 404, "the later one counts"
    stage.later(days=7)
    assert Caller(None).post(accept, {"token": again["token"]}).status == 201
    used = Caller(None).post(accept, {"token": again["token"]})
    assert (used.status, code(used)) == (404, "invitation_invalid")
    late = invite(stage.by("jinsui"), "bo", "viewer").json
    stage.later(days=7, microseconds=1)
    assert Caller(None).post(accept, {"token": late["token"]}).status == 404


def test_secrets_are_told_once(stage: Stage) -> None:
    told = {"handle": "lin", "name": "Lin", "role": "viewer"}
    first = stage.by("jinsui").post("/v1/staff", told, once="invite-lin")
    repeated = stage.by("jinsui").post("/v1/staff", told, once="invite-lin")
    assert first.json["token"]
    assert repeated.json["token"] is None
    token = {"token": first.json["token"]}
    joined = Caller(None).post("/v1/staff/invitations/accept", token, once="accept-lin")
    repeated = Caller(None).post("/v1/staff/invitations/accept", token, once="accept-lin")
    assert joined.json["key"].startswith("tbk_")
    assert repeated.json == {**joined.json, "key": None}


def test_whoever_lost_the_key_is_invited_anew_and_the_lost_one_is_worth_nothing(stage: Stage) -> None:
    lost = join(stage.by("jinsui"), "lin", "viewer")
    found = join(stage.by("jinsui"), "lin", "viewer")
    assert lost.get("/v1/me").status == 401
    assert found.get("/v1/me").status == 200


def test_what_a_member_may_not_do_is_refused_with_the_duty_and_who_has_it(stage: Stage) -> None:
    case = quoted(stage)
    desk = join(stage.by("ada"), "mei", "order_desk")
    pay = desk.post(f"{case.path}/commands/pay", {"total": total_of(case)})
    assert (pay.status, code(pay)) == (403, "duty_missing")
    assert pay.json["duties"] == ["money"]
    assert pay.json["roles"] == ["owner", "manager", "bookkeeper"]
    withdrawal = desk.post("/v1/wallet/withdrawals", {"amount": "CNY 1.00", "destination": "x"})
    assert code(withdrawal) == "duty_missing"


def test_the_case_shows_a_member_what_is_among_their_duties(stage: Stage) -> None:
    case = quoted(stage)
    desk = join(stage.by("ada"), "desk", "order_desk")
    books = join(stage.by("ada"), "books", "bookkeeper")

    def can(caller: Caller) -> set[str]:
        return {each["verb"] for each in caller.get(case.path).json["can"]}

    assert "pay" not in can(desk)
    assert "pay" in can(books)
    assert "ask_question" in can(desk)
    assert "ask_question" not in can(books)


def test_a_command_by_staff_is_on_record_with_the_member(stage: Stage) -> None:
    case = requested(stage)
    lin = join(stage.by("jinsui"), "lin", "order_desk")
    assert lin.post(f"{case.path}/commands/accept_request", {"purchasing_person": "Lin"}).status == 200
    facts = {each["fact"]: each for each in stage.by("ada").get(f"{case.path}/facts").json["items"]}
    assert facts["RequestAccepted"]["staff"] == "jinsui/lin"
    assert facts["RequestAccepted"]["party"] == "jinsui"
    assert facts["RequestSubmitted"]["staff"] == ""


def test_facts_without_staff_are_stored_as_before(stage: Stage) -> None:
    case = requested(stage)
    for fact in stage.house.records.facts(case.id):
        assert "staff" not in codec.read_json(dict[str, Any], fact.data)


def test_a_bundle_with_facts_of_staff_verifies_and_names_them(stage: Stage, tmp_path: Path) -> None:
    case = paid(stage)
    lin = join(stage.by("jinsui"), "lin", "order_desk")
    asked = {"question": "1", "text": "Where is it?"}
    stage.by("ada").post(f"{case.path}/commands/ask_question", asked)
    answered = lin.post(f"{case.path}/commands/answer_question", {"question": "1", "text": "Here."})
    recorded = [each for each in stage.house.records.facts(case.id) if b'"staff"' in each.data]
    assert recorded, answered.content
    bundle = tmp_path / "case.zip"
    bundle.write_bytes(stage.by("ada").get(f"{case.path}/evidence").content)
    ran = subprocess.run(
        [sys.executable, verify_bundle.__file__, str(bundle)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as opened:
        page = next(name for name in opened.namelist() if name.endswith("index.html"))
        assert "jinsui/lin" in opened.read(page).decode()


def test_an_order_placed_by_staff_names_them_in_its_facts(stage: Stage) -> None:
    top_up(stage, "ada", "CNY 500.00")
    boss = join(stage.by("ada"), "boss", "manager")
    moved = boss.post("/v1/wallet/withdrawals", {"amount": "CNY 1.00", "destination": "bank"})
    assert moved.status == 201, moved.content
    facts = boss.get(f"/v1/cases/{moved.json['case']}/facts").json["items"]
    assert [each["staff"] for each in facts] == ["ada/boss"]


def test_every_write_of_staff_is_listed_with_how_it_was_answered(stage: Stage) -> None:
    owner = stage.by("jinsui")
    lin, bo = join(owner, "lin", "manager"), join(owner, "bo", "viewer")
    settings = {"settings": {"standing_offer": None}}
    assert bo.put("/v1/parties/jinsui/settings", settings, once="k-1").status == 403
    lin.put("/v1/parties/jinsui/settings", {"settings": {}}, once="k-2")
    lin.put("/v1/parties/jinsui/settings", {"settings": {}}, once="k-2")
    acts = owner.get("/v1/staff/acts").json["items"]
    told = {(each["staff"], each["status"], each["idempotency_key"]) for each in acts}
    assert told == {("jinsui/lin", 200, "k-2"), ("jinsui/bo", 403, "k-1")}
    assert len(acts) == len(told), "a repeated call is on record once"
    assert {each["path"] for each in acts} == {"/api/v1/parties/jinsui/settings"}
    only = owner.get("/v1/staff/acts?member=bo").json["items"]
    assert [each["staff"] for each in only] == ["jinsui/bo"]
    assert stage.by("ada").get("/v1/staff/acts").json["items"] == []


def test_a_role_counts_from_the_next_call_on(stage: Stage) -> None:
    lin = join(stage.by("jinsui"), "lin", "viewer")
    assert lin.get("/v1/accounts").status == 403
    changed = stage.by("jinsui").post("/v1/staff/lin/role", {"role": "bookkeeper"})
    assert changed.json["role"] == "bookkeeper"
    assert lin.get("/v1/accounts").status == 200


def test_a_suspended_members_key_dies_at_once_and_lives_when_taken_back(stage: Stage) -> None:
    lin = join(stage.by("jinsui"), "lin", "viewer")
    assert stage.by("jinsui").post("/v1/staff/lin/suspend").json["state"] == "suspended"
    assert lin.get("/v1/me").status == 401
    assert code(invite(stage.by("jinsui"), "lin", "viewer")) == "staff_suspended"
    assert stage.by("jinsui").post("/v1/staff/lin/resume").json["state"] == "active"
    assert lin.get("/v1/me").status == 200


def test_an_invitation_of_a_suspended_member_lets_nobody_in(stage: Stage) -> None:
    token = invite(stage.by("jinsui"), "lin", "viewer").json["token"]
    stage.by("jinsui").post("/v1/staff/lin/suspend")
    assert Caller(None).post("/v1/staff/invitations/accept", {"token": token}).status == 404


def test_nobody_gives_a_duty_that_they_lack(stage: Stage) -> None:
    manager = join(stage.by("jinsui"), "boss", "manager")
    join(stage.by("jinsui"), "lin", "owner")
    refused = invite(manager, "friend", "owner")
    assert (refused.status, code(refused)) == (403, "more_than_own")
    assert refused.json["duties"] == ["terms"]
    assert code(manager.post("/v1/staff/lin/suspend")) == "more_than_own"
    assert code(manager.post("/v1/staff/lin/role", {"role": "viewer"})) == "more_than_own"
    assert invite(manager, "friend", "bookkeeper").status == 201


def test_a_narrow_key_of_the_party_invites_nobody_with_more(stage: Stage) -> None:
    narrow = stage.with_scopes("jinsui", Scope.READ, Scope.ACT)
    refused = invite(narrow, "friend", "bookkeeper")
    assert (code(refused), refused.json["duties"]) == ("more_than_own", ["money"])
    assert invite(narrow, "friend", "order_desk").status == 201


def test_nobody_decides_about_themselves(stage: Stage) -> None:
    lin = join(stage.by("jinsui"), "lin", "owner")
    assert code(lin.post("/v1/staff/lin/role", {"role": "viewer"})) == "own_place"
    assert code(lin.post("/v1/staff/lin/suspend")) == "own_place"
    assert code(invite(lin, "lin", "owner")) == "own_place"


def test_the_last_owner_stays_where_the_party_has_no_key_of_its_own(stage: Stage) -> None:
    has_stores(stage, "jinsui", "st-1")
    lin, bo = join(stage.by("jinsui"), "lin", "owner"), join(stage.by("jinsui"), "bo", "owner")
    stage.by("operator").delete(f"/v1/keys/{stage.by('jinsui').get('/v1/me').json['key_id']}")
    assert lin.post("/v1/staff/bo/suspend").status == 200
    assert bo.get("/v1/me").status == 401
    key = stage.house.parties.issue_key("jinsui", frozenset(each.value for each in Scope), "spare")
    spare = Caller(key)
    assert spare.post("/v1/staff/lin/role", {"role": "manager"}).status == 200, "the party can still act"
    assert spare.post("/v1/staff/lin/role", {"role": "owner"}).status == 200
    assert spare.post("/v1/staff/bo/resume").status == 200
    assert spare.post("/v1/staff/bo/role", {"role": "owner", "stores": ["st-1"]}).status == 200
    holder = stage.house.parties.key_holder(key)
    assert holder is not None
    stage.house.parties.revoke_key(holder.key_id)
    refused = staff.suspend(stage.house, holder, "lin")
    assert isinstance(refused, Problem)
    assert refused.code == "last_owner", "an owner of some stores does not lead the whole party"
    stage.with_scopes("jinsui", Scope.READ)
    assert isinstance(staff.suspend(stage.house, holder, "lin"), Problem), "nor does a narrow key"
    refused = staff.give_role(stage.house, holder, "lin", StaffRole.MANAGER, ())
    assert isinstance(refused, Problem)
    assert refused.code == "last_owner"


def test_several_people_act_as_the_operator(stage: Stage) -> None:
    case = paid(stage)
    stage.by("ada").post(f"{case.path}/commands/open_dispute", {"text": "The colour is wrong."})
    boss = join(whole(stage, "operator"), "boss", "manager")
    desk = join(whole(stage, "operator"), "desk", "after_sales_desk")
    watcher = join(whole(stage, "operator"), "watcher", "viewer")
    assert watcher.get(case.path).status == 200
    assert code(watcher.post("/v1/parties", {"name": "X", "roles": ["buyer"]})) == "duty_missing"
    assert code(desk.post("/v1/parties", {"name": "X", "roles": ["buyer"]})) == "duty_missing"
    assert boss.post("/v1/parties", {"name": "X", "roles": ["buyer"]}).status == 201
    assert {each["verb"] for each in watcher.get(case.path).json["can"]} == set()
    able = {each["verb"] for each in desk.get(case.path).json["can"]}
    assert "take_dispute" in able
    assert "sell_goods" not in able
    assert desk.post(f"{case.path}/commands/take_dispute").status == 200
    facts = boss.get(f"{case.path}/facts").json["items"]
    assert facts[-1]["staff"] == "operator/desk"


def test_an_operators_manager_makes_no_key_that_can_do_more(stage: Stage) -> None:
    boss = join(whole(stage, "operator"), "boss", "manager")
    owner = join(whole(stage, "operator"), "olga", "owner")
    wanted = {"scopes": ["read", "act", "admin"], "label": "mine"}
    assert code(boss.post("/v1/parties/operator/keys", wanted)) == "duty_missing"
    assert boss.post("/v1/parties/ada/keys", {"scopes": ["read"], "label": "hers"}).status == 201
    assert owner.post("/v1/parties/operator/keys", wanted).status == 201


# Stores ---------------------------------------------------------------------------------------------


def label(stage: Stage, case: Purchase, store: str) -> None:
    """Let the case concern a store."""
    record = stage.house.records.case(case.id)
    assert record is not None
    write(stage.house.engine.storage, following(record.header, labels=[Label("store", store)]))


def has_stores(stage: Stage, party: str, *stores: str) -> None:
    """Stores that the party owns."""
    for store in stores:
        head = header(store, kind="store", participants={Role.MERCHANT: party})
        write(stage.house.engine.storage, a_case(store, header=head))


def test_a_member_for_some_stores_sees_their_cases_only(stage: Stage) -> None:
    has_stores(stage, "ada", "st-1")
    mine, other, none = (requested(stage, quantity=number) for number in (2, 3, 4))
    label(stage, mine, "st-1")
    label(stage, other, "st-2")
    lin = join(stage.by("ada"), "lin", "manager", stores=["st-1"])
    assert {each["id"] for each in lin.get("/v1/cases").json["items"]} == {mine.id, "st-1"}
    for path in ("/v1/deadlines?state=moot", "/v1/deadlines", "/v1/outbox"):
        all_of_them = stage.by("ada").get(path).json["items"]
        expected = [each for each in all_of_them if each["case"] == mine.id]
        assert lin.get(path).json["items"] == expected
    assert lin.get(mine.path).status == 200
    for hidden in (other, none):
        assert lin.get(hidden.path).status == 404
        assert lin.post(f"{hidden.path}/commands/ask_question", {"question": "1", "text": "?"}).status == 404
    everything = join(stage.by("ada"), "all", "viewer").get("/v1/cases").json["items"]
    assert {each["id"] for each in everything} == {mine.id, other.id, none.id, "st-1"}


def test_a_member_for_some_stores_does_nothing_that_concerns_the_whole_party(stage: Stage) -> None:
    has_stores(stage, "ada", "st-1")
    lin = join(stage.by("ada"), "lin", "manager", stores=["st-1"])
    for reply in (
        lin.get("/v1/accounts"),
        lin.get("/v1/statements?currency=CNY"),
        lin.post("/v1/wallet/withdrawals", {"amount": "CNY 1.00", "destination": "x"}),
        lin.put("/v1/parties/ada/settings", {"settings": {}}),
        lin.post("/v1/cases", opening()),
        lin.get("/v1/staff/acts"),
    ):
        assert (reply.status, code(reply)) == (403, "stores_limited")


def test_a_member_for_some_stores_reads_no_files_of_others(stage: Stage) -> None:
    has_stores(stage, "ada", "st-1")
    sent = stage.by("ada").call("POST", "/v1/files", b"a note of another store", Content_Type="text/plain")
    lin = join(stage.by("ada"), "lin", "manager", stores=["st-1"])
    assert lin.get(f"/v1/files/{sent.json['sha256']}").status == 404


def test_a_manager_of_some_stores_gives_only_those(stage: Stage) -> None:
    has_stores(stage, "ada", "st-1", "st-2", "st-3")
    boss = join(stage.by("ada"), "boss", "manager", stores=["st-1", "st-2"])
    assert invite(boss, "lin", "order_desk", stores=["st-2"]).status == 201
    assert code(invite(boss, "bo", "order_desk")) == "more_than_own"
    assert code(invite(boss, "cy", "order_desk", stores=["st-3"])) == "more_than_own"


def test_only_stores_of_the_party_can_be_named(stage: Stage) -> None:
    has_stores(stage, "bo", "st-9")
    for wrong in ("st-9", "nothing", requested(stage).id):
        refused = invite(stage.by("ada"), "lin", "viewer", stores=[wrong])
        assert (refused.status, code(refused)) == (422, "unreadable")
        assert wrong in refused.json["detail"]


# The table --------------------------------------------------------------------------------------------


def test_the_roles_are_listed_with_their_duties_in_both_languages(stage: Stage) -> None:
    listed = stage.by("jinsui").get("/v1/staff/roles").json["items"]
    assert [each["role"] for each in listed] == [role.value for role in StaffRole]
    duties = {each["role"]: {duty["duty"] for duty in each["duties"]} for each in listed}
    assert duties["owner"] == {duty.value for duty in Duty} - {"operate", "gateway"}
    assert duties["viewer"] == {"look"}
    chinese = stage.by("jinsui").get("/v1/staff/roles?lang=zh").json["items"]
    assert [each["says"] for each in chinese] == [about.says_zh for about in ROLES.values()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"handle": "Lin"},
        {"handle": "a/b"},
        {"handle": ""},
        {"name": " "},
        {"role": "king"},
        {"email": "nowhere"},
        {"stores": [""]},
        {"stores": ["a b"]},
        {"more": 1},
    ],
)
def test_an_invitation_that_cannot_be_read_is_refused(stage: Stage, wrong: dict[str, Any]) -> None:
    told = {"handle": "lin", "name": "Lin", "role": "viewer", **wrong}
    reply = stage.by("jinsui").post("/v1/staff", told)
    assert (reply.status, code(reply)) == (422, "unreadable")


def test_a_handle_is_one_persons(stage: Stage) -> None:
    invite(stage.by("jinsui"), "lin", "viewer")
    assert code(invite(stage.by("jinsui"), "lin", "owner")) == "staff_exists"
    assert invite(stage.by("ada"), "lin", "owner").status == 201
    assert code(stage.by("jinsui").post("/v1/staff/nobody/suspend")) == "no_such_staff"
    assert [each["id"] for each in stage.by("jinsui").get("/v1/staff").json["items"]] == ["jinsui/lin"]
