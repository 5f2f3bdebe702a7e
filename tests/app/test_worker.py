"""The worker fires what passed, sends what waits, and lets no case hold up another."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Timer

import pytest

from tailorbird.app.deliver_outbox import LEASE, deliver_outbox, event_body
from tailorbird.app.design import stale
from tailorbird.app.fire_due import Fired, fire_due
from tailorbird.app.ports.designs import Draft
from tailorbird.app.ports.mailer import MailDelayed, MailRefused
from tailorbird.app.ports.outbox import Delivery
from tailorbird.app.ports.parties import WebhookEndpoint
from tailorbird.app.ports.storage import ConcurrentChange
from tailorbird.app.ports.webhooks import MAX_PAYLOAD_BYTES, Answer, Took
from tailorbird.app.reading.language import Language
from tailorbird.app.setbacks import Setbacks
from tailorbird.app.worker import Mode, Pass, Plan, run
from tailorbird.domain import codec
from tests.app.memory_house import START, TOO_LATE, World, build

ONCE = Plan(Mode.ONCE)
MUG = Draft("D-1", "mei", "MUG", "A mug", 1, "hash", b"{}", START)


@pytest.fixture
def world() -> World:
    return build()


def endpoint(name: str, party: str) -> WebhookEndpoint:
    return WebhookEndpoint(name, party, f"https://{name}.example/hooks", "whsec_c2VjcmV0")


# Deadlines ----------------------------------------------------------------------------------


def test_a_passed_deadline_takes_effect_once(world: World) -> None:
    world.ask()
    world.clock.advance(TOO_LATE)
    assert fire_due(world.house, 10) == Fired(cases=1, deadlines=1)
    assert fire_due(world.house, 10) == Fired()
    assert world.memory.names("T-1") == ["QuestionAsked", "QuestionEscalated"]


def test_the_last_instant_is_still_in_time(world: World) -> None:
    world.ask()
    world.clock.advance(timedelta(hours=48))
    assert fire_due(world.house, 10) == Fired()


def test_a_late_worker_dates_the_effect_when_the_deadline_passed(world: World) -> None:
    world.ask()
    world.clock.advance(timedelta(days=30))
    fire_due(world.house, 10)
    assert world.memory.stored_facts["T-1"][-1].at == START + TOO_LATE


def test_a_case_that_fails_is_logged_and_does_not_stop_the_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2, 3):
        world.ask(f"T-{number}")
    world.memory.broken = {"T-1"}
    world.clock.advance(TOO_LATE)
    assert fire_due(world.house, 10) == Fired(cases=2, deadlines=2, errors=1)
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "T-1" in record.message
    assert record.exc_info is not None


def test_a_case_that_fails_takes_no_other_cases_place_and_is_tried_again_later(world: World) -> None:
    world.ask("T-1")
    world.clock.advance(timedelta(minutes=1))
    world.ask("T-2")
    world.memory.broken = {"T-1"}
    world.clock.advance(TOO_LATE)
    setbacks = Setbacks()
    assert fire_due(world.house, 1, setbacks) == Fired(errors=1)
    assert fire_due(world.house, 1, setbacks) == Fired(cases=1, deadlines=1)
    world.memory.broken = set()
    assert fire_due(world.house, 1, setbacks) == Fired()
    world.clock.advance(timedelta(seconds=5))
    assert fire_due(world.house, 1, setbacks) == Fired(cases=1, deadlines=1)


def test_setbacks_grow_from_five_seconds_to_an_hour() -> None:
    setbacks = Setbacks()
    pauses = [int((setbacks.add("T-1", START).until - START).total_seconds()) for _ in range(8)]
    assert pauses == [5, 30, 120, 600, 1800, 3600, 3600, 3600]


def test_a_case_that_another_worker_has_is_no_error(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.ask()
    world.clock.advance(TOO_LATE)

    def somebody_was_faster(changes: object) -> None:
        raise ConcurrentChange

    monkeypatch.setattr(world.memory, "write", somebody_was_faster)
    assert fire_due(world.house, 10) == Fired()


def test_two_workers_take_the_same_cases_in_different_orders(world: World) -> None:
    names = [f"T-{number}" for number in range(20)]
    for name in names:
        world.ask(name)
    world.memory.broken = set(names)
    world.clock.advance(TOO_LATE)
    taken = []
    for worker in ("a", "b"):
        world.memory.loads.clear()
        fire_due(world.house, 20, worker=worker)
        taken.append(tuple(world.memory.loads))
    assert taken[0] != taken[1]
    assert sorted(taken[0]) == sorted(taken[1]) == sorted(names)


# Notices ------------------------------------------------------------------------------------


def test_a_notice_becomes_a_letter_in_the_readers_language(world: World) -> None:
    world.ask()
    world.clock.advance(TOO_LATE)
    fire_due(world.house, 10)
    deliver_outbox(world.house, world.couriers, 10)
    by_reader = {letter.to_address: letter for letter in world.postbox.letters}
    english, chinese = by_reader["desk@jinsui.example"], by_reader["mei@buyer.example"]
    assert (english.language, english.title) == (Language.EN, "The buyer asks you something")
    assert (chinese.language, chinese.title) == (Language.ZH, "咨询逾期未答复")
    assert [reason.text for reason in chinese.because] == ["代购方四十八小时内答复。"]


def test_a_letter_tells_whose_turn_it_is_and_what_follows_from_silence(world: World) -> None:
    world.ask()
    deliver_outbox(world.house, world.couriers, 10)
    (letter,) = world.postbox.letters
    (turn,) = letter.turns
    assert turn.yours == 1
    assert turn.until == START + timedelta(hours=48)
    assert turn.otherwise == "A question was left unanswered"
    assert turn.clause == "talk.1"


def test_private_content_is_never_in_a_letter(world: World) -> None:
    world.ask()
    deliver_outbox(world.house, world.couriers, 10)
    assert dict(world.postbox.letters[0].body) == {"question": "1"}


def test_the_proof_of_a_legal_notice_goes_on_record(world: World) -> None:
    world.ask()
    deliver_outbox(world.house, world.couriers, 10)
    stored = world.memory.stored_facts["T-1"][-1]
    assert stored.name == "NoticeSent"
    body = codec.read_json(dict, stored.data)["body"]
    payload = world.memory.rows["T-1", 1, ""].delivery.message.payload
    assert {name: body[name] for name in ("about", "channel", "content_hash", "to")} == {
        "about": 1,
        "channel": "email",
        "content_hash": codec.digest(payload),
        "to": "provider",
    }


def test_a_notice_without_legal_effect_leaves_no_proof(world: World) -> None:
    world.ask()
    deliver_outbox(world.house, world.couriers, 10)
    world.clock.advance(TOO_LATE)
    run(world.house, world.couriers, ONCE, Event())
    assert world.memory.names("T-1") == ["QuestionAsked", "NoticeSent", "QuestionEscalated"]
    assert len(world.postbox.letters) == 2


def test_a_crash_before_the_mark_sends_again_and_proves_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.ask()

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(world.memory, "delivered", crash)
        deliver_outbox(world.house, world.couriers, 10)
    assert deliver_outbox(world.house, world.couriers, 10).delivered == 0
    world.clock.advance(LEASE)
    assert deliver_outbox(world.house, world.couriers, 10).delivered == 1
    assert len({letter.message_id for letter in world.postbox.letters}) == 1
    assert len(world.postbox.letters) == 2
    assert world.memory.names("T-1").count("NoticeSent") == 1


def test_a_crash_and_then_a_new_address_still_proves_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.ask()

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(world.memory, "delivered", crash)
        deliver_outbox(world.house, world.couriers, 10)
    world.memory.people["jinsui"] = replace(world.memory.people["jinsui"], email="new@jinsui.example")
    world.clock.advance(LEASE)
    assert deliver_outbox(world.house, world.couriers, 10).delivered == 1
    assert world.memory.names("T-1").count("NoticeSent") == 1


def test_mail_that_does_not_leave_is_tried_on_the_schedule_and_then_failed(world: World) -> None:
    world.ask()
    world.postbox.trouble = [MailDelayed("The server is away.") for _ in range(10)]
    pauses = []
    while (row := world.memory.rows["T-1", 1, ""]).state == "pending":
        assert deliver_outbox(world.house, world.couriers, 10).errors == 0
        if row.state == "pending":
            assert row.due is not None
            pauses.append(int((row.due - world.clock.now()).total_seconds()))
            world.clock.move_to(row.due)
    assert pauses == [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert row.state == "failed"
    assert row.error == "The server is away. This was attempt 10, the last."
    assert "NoticeSent" not in world.memory.names("T-1")


def test_a_party_without_a_mail_address_gets_the_notice_once_it_has_one(world: World) -> None:
    world.ask()
    jinsui = world.memory.people["jinsui"]
    world.memory.people["jinsui"] = replace(jinsui, email="")
    assert deliver_outbox(world.house, world.couriers, 10).retried == 1
    assert "Record one" in world.memory.rows["T-1", 1, ""].error
    world.memory.people["jinsui"] = jinsui
    world.clock.advance(timedelta(seconds=5))
    assert deliver_outbox(world.house, world.couriers, 10).delivered == 1


def test_a_refused_address_fails_at_once_and_says_why(world: World) -> None:
    world.ask()
    world.postbox.trouble = [MailRefused("550 no such mailbox")]
    assert deliver_outbox(world.house, world.couriers, 10).failed == 1
    row = world.memory.rows["T-1", 1, ""]
    assert (row.state, row.error) == ("failed", "550 no such mailbox")


def test_a_fault_of_ours_with_one_message_is_logged_and_does_not_stop_the_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.ask("T-1")
    world.ask("T-2")
    world.postbox.trouble = [ZeroDivisionError("a fault")]
    done = deliver_outbox(world.house, world.couriers, 10)
    assert (done.delivered, done.retried, done.errors) == (1, 1, 1)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert caplog.records[0].__dict__["case"] in ("T-1", "T-2")


def test_another_workers_writing_does_not_make_it_send_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.ask()
    delivered, tries = world.memory.delivered, []

    def in_the_way_at_first(delivery: Delivery, at: datetime) -> None:
        tries.append(delivery)
        if len(tries) < 3:
            raise ConcurrentChange
        delivered(delivery, at)

    monkeypatch.setattr(world.memory, "delivered", in_the_way_at_first)
    assert deliver_outbox(world.house, world.couriers, 10).delivered == 1
    assert len(world.postbox.letters) == 1


# Events -------------------------------------------------------------------------------------


def test_an_event_goes_to_every_active_endpoint_of_the_cases_parties(world: World) -> None:
    for each in (endpoint("shop", "mei"), endpoint("erp", "jinsui"), endpoint("other", "stranger")):
        world.memory.save_endpoint(each)
    world.memory.save_endpoint(replace(endpoint("old", "mei"), state="disabled"))
    world.ask()
    run(world.house, world.couriers, ONCE, Event())
    first_event = [(name, post_id) for name, post_id, body in world.hooks.posts if b"QuestionAsked" in body]
    assert sorted(name for name, _ in first_event) == ["erp", "shop"]
    assert len({post_id for _, post_id in first_event}) == 1
    assert all("." not in post_id for _, post_id in first_event)


def test_an_event_nobody_listens_to_is_done_with(world: World) -> None:
    world.ask()
    run(world.house, world.couriers, ONCE, Event())
    assert set(world.memory.states("event")) == {"delivered"}


def test_an_endpoint_that_fails_is_tried_again_and_the_others_are_not_disturbed(world: World) -> None:
    world.memory.save_endpoint(endpoint("good", "mei"))
    world.memory.save_endpoint(endpoint("bad", "jinsui"))
    world.hooks.answers["bad"] = Answer(Took.FAILED, "The endpoint answered 500.")
    world.ask()
    run(world.house, world.couriers, ONCE, Event())
    states = {key: row for key, row in world.memory.rows.items() if key[:2] == ("T-1", 2)}
    assert states["T-1", 2, "good"].state == "delivered"
    assert states["T-1", 2, "bad"].state == "pending"
    assert states["T-1", 2, "bad"].due == START + timedelta(seconds=5)
    assert states["T-1", 2, "bad"].error == "The endpoint answered 500."


def test_an_endpoint_that_is_gone_is_disabled_and_sent_nothing_more(world: World) -> None:
    world.memory.save_endpoint(endpoint("gone", "mei"))
    world.hooks.answers["gone"] = Answer(Took.GONE, "410")
    world.ask()
    run(world.house, world.couriers, ONCE, Event())
    assert world.memory.hooks["gone"].state == "disabled"
    posts = len(world.hooks.posts)
    world.ask("T-2")
    run(world.house, world.couriers, ONCE, Event())
    assert len(world.hooks.posts) == posts


def test_an_event_that_is_too_long_says_which_facts_to_fetch() -> None:
    facts = [{"at": "2026-03-02T02:00:00Z", "by": "buyer", "fact": "F" * 40, "seq": n} for n in range(7, 400)]
    payload = codec.canonical(
        {"case": "T-1", "facts": facts, "kind": "talk", "stage": "", "type": "case.updated"}
    )
    assert len(payload) > MAX_PAYLOAD_BYTES
    body = codec.read_json(dict, event_body(payload))
    assert (body["facts"], body["facts_from"], body["facts_to"]) == ([], 7, 399)
    assert event_body(b'{"facts":[]}') == b'{"facts":[]}'


# The loop -----------------------------------------------------------------------------------


def test_once_works_until_nothing_is_due_and_says_so_in_one_line_a_pass(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world.ask()
    world.clock.advance(TOO_LATE)
    done = run(world.house, world.couriers, ONCE, Event())
    assert done == Pass(cases=1, deadlines=1, spread=3, delivered=2)
    assert set(world.memory.states()) == {"delivered"}
    assert caplog.records[0].message.startswith("1 deadlines fired in 1 cases; ")
    assert caplog.records[0].__dict__["deadlines"] == 1


def test_designs_whose_time_is_over_are_erased_and_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [MUG]

    def untouched_since(instant: datetime, limit: int) -> list[Draft]:
        return [each for each in old if each.changed_at <= instant]

    monkeypatch.setattr(world.memory, "untouched_since", untouched_since)
    monkeypatch.setattr(stale, "erase", lambda *_: old.clear())
    assert run(world.house, world.couriers, ONCE, Event()) == Pass()
    world.clock.advance(timedelta(days=30))
    assert run(world.house, world.couriers, ONCE, Event()) == Pass(chores=1)
    assert old == []


def test_a_design_that_cannot_be_erased_is_an_error_of_the_pass(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OSError("the folder is away")

    monkeypatch.setattr(world.memory, "untouched_since", lambda *_: [MUG])
    monkeypatch.setattr(stale, "erase", away)
    assert run(world.house, world.couriers, ONCE, Event()) == Pass(errors=1)


def test_an_idle_pass_says_nothing(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert run(world.house, world.couriers, ONCE, Event()) == Pass()
    assert caplog.records == []


def test_it_ends_when_told_to_stop(world: World) -> None:
    stop = Event()
    world.ask()
    Timer(0.05, stop.set).start()
    done = run(world.house, world.couriers, Plan(idle=timedelta(milliseconds=5)), stop)
    assert stop.is_set()
    assert done.delivered == 1


def test_told_to_stop_it_begins_nothing_new(world: World) -> None:
    world.ask("T-1")
    world.ask("T-2")
    world.clock.advance(TOO_LATE)
    assert fire_due(world.house, 10, halt=lambda: 1) == Fired()
    assert deliver_outbox(world.house, world.couriers, 10, halt=lambda: 1).delivered == 0


def test_a_pass_that_fails_as_a_whole_is_logged_and_repeated(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, tries = Event(), []

    def away(*_: object) -> tuple[str, ...]:
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise ConnectionError("the database is away")

    monkeypatch.setattr(world.memory, "due_cases", away)
    plan = Plan(idle=timedelta(milliseconds=1), longest_rest=timedelta(milliseconds=2))
    assert run(world.house, world.couriers, plan, stop) == Pass(errors=3)
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 3


def test_a_pass_that_fails_as_a_whole_is_raised_in_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> tuple[str, ...]:
        raise ConnectionError("the database is away")

    monkeypatch.setattr(world.memory, "due_cases", away)
    with pytest.raises(ConnectionError):
        run(world.house, world.couriers, ONCE, Event())
