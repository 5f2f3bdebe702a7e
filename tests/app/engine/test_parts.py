"""Who plays a part: the platform acts everywhere, and a part can change hands."""

from __future__ import annotations

import pytest

from tailorbird.adapters.db.database import Database
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.domain.cases.facts.talk import QuestionAnswered
from tailorbird.domain.ledger.account import wallet
from tailorbird.domain.roles import Role
from tests.app.engine.desk import JINSUI, MEI, PLATFORM, Desk, answering
from tests.contracts.stored import top_up


@pytest.fixture
def desk(database: Database) -> Desk:
    made = Desk(database)
    assert made.ask("A").problem is None
    return made


def relay(desk: Desk, actor: Actor, **more: object) -> Receipt:
    return desk.engine.run(Order("A", (Act("relay", actor, {"matter": "x"}, **more),), "platform"))  # type: ignore[arg-type]


def cases_of(desk: Desk, party: str) -> list[str]:
    return [each.id for each in desk.database.records.cases_of(party).items]


def test_the_platform_acts_in_a_case_in_which_it_plays_no_part(desk: Desk) -> None:
    assert relay(desk, PLATFORM).problem is None
    told = desk.database.records.facts("A")[-1]
    assert (told.by, told.party) == (Role.PLATFORM, "platform")


@pytest.mark.parametrize("actor", [MEI, JINSUI])
def test_what_is_the_platforms_to_do_nobody_else_can(desk: Desk, actor: Actor) -> None:
    problem = relay(desk, actor).problem
    assert problem is not None
    assert problem.code == "not_your_part"


def test_a_part_that_changes_hands_is_the_new_partys_at_once(desk: Desk) -> None:
    assert relay(desk, PLATFORM, join={Role.PROVIDER: "yiwu"}).problem is None
    record = desk.database.records.case("A")
    assert record is not None
    assert record.header.participants == {Role.BUYER: "mei", Role.PROVIDER: "yiwu"}
    assert [cases_of(desk, each) for each in ("mei", "yiwu", "jinsui")] == [["A"], ["A"], []]
    assert desk.database.records.deadlines("jinsui").items == ()
    refused = desk.answer("A", "invoice").problem
    assert refused is not None
    assert refused.code == "not_your_case"
    act = Act("answer_question", Actor("yiwu", Role.PROVIDER), {"question": "", "text": "Here."})
    assert desk.engine.run(Order("A", (act,), "yiwu")).problem is None


def test_who_hands_a_part_over_keeps_the_others_it_plays(desk: Desk) -> None:
    assert relay(desk, PLATFORM, join={Role.PROMOTER: "jinsui"}).problem is None
    assert relay(desk, PLATFORM, join={Role.PROVIDER: "yiwu"}).problem is None
    assert cases_of(desk, "jinsui") == ["A"]


def test_private_texts_stay_with_who_wrote_them(desk: Desk) -> None:
    assert desk.answer("A", "").problem is None
    assert relay(desk, PLATFORM, join={Role.PROVIDER: "yiwu"}).problem is None
    kept = desk.database.records.private_of_owner
    assert [content.text for _, content in kept("jinsui")] == ["On its way."]
    assert kept("yiwu") == ()


def test_a_refused_command_hands_nothing_over(desk: Desk) -> None:
    assert desk.engine.run(answering("A", "!", join={Role.PROVIDER: "yiwu"})).problem is not None
    assert cases_of(desk, "yiwu") == []
    assert cases_of(desk, "jinsui") == ["A"]


def test_money_that_is_held_stays_its_owners_when_the_part_changes_hands(desk: Desk) -> None:
    mei, ana, jinsui = (wallet(party, "CNY") for party in ("mei", "ana", "jinsui"))
    top_up(desk.database.storage, mei, 1_000)
    assert desk.ask("B", "for money").problem is None
    act = Act("relay", PLATFORM, {"matter": "x"}, join={Role.BUYER: "ana"})
    assert desk.engine.run(Order("B", (act,), "platform")).problem is None
    settle = Act("answer_question", JINSUI, {"question": "$", "text": "Thirty back."})
    assert desk.engine.run(Order("B", (settle,), "jinsui")).problem is None
    with desk.database.storage.transaction() as transaction:
        found = transaction.balances([mei, ana, jinsui])
    assert [found[each.id].balance_minor for each in (mei, ana, jinsui)] == [930, 0, 70]
    assert found[mei.id].free_minor == 930


def test_a_notice_to_a_part_that_nobody_plays_goes_to_nobody(desk: Desk) -> None:
    receipt = desk.answer("A", "")
    assert [each["fact"] for each in receipt.reply["facts"]] == [QuestionAnswered.__name__]
    told = desk.database.records.outbox(None).items
    assert [each.message.to_party for each in told if each.message.kind == "notice"] == ["mei"]
