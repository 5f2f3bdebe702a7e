"""A store goes to another account with everything that belongs to it, once, whatever happens on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tailorbird.app import errands
from tailorbird.app.engine.casefile import read_recorded
from tailorbird.app.engine.command import Receipt
from tailorbird.app.errands import ErrandFailed
from tailorbird.app.store import transfer as transfers
from tailorbird.app.store.place import NewTransfer, accept_acts, offer_store
from tailorbird.domain.roles import Role
from tests.app.shop import NOTICE, PHOTO, Shop

B, M, R, W, C, DESK = (
    Role.BUYER,
    Role.MERCHANT,
    Role.RECEIVER,
    Role.WAREHOUSE,
    Role.CARRIER,
    Role.OPERATOR,
)


def accept(shop: Shop, transfer: str, by: str = "tideway") -> None:
    """Take the store over; nothing is handed over before a worker comes."""
    shop.clock.advance(timedelta(minutes=1))
    shop.case_id = transfer
    shop.done(R, "accept_store", by=by)


def hand_over(shop: Shop, transfer: str) -> None:
    """The errand of an acceptance, as a worker runs it."""
    stored = [each for each in shop.house.records.facts(transfer) if each.name == "StoreTransferAccepted"]
    transfers.hand_over(shop.house, transfer, read_recorded(stored[0].data))


def owners(shop: Shop, store: str, *orders: str) -> list[str]:
    return [shop.players(store)[M], *(shop.players(each)[B] for each in orders)]


def test_store_and_orders_go_to_the_receiver(shop: Shop) -> None:
    store = shop.store()
    orders = [shop.order(store=store), shop.paid(store=store)]
    other = shop.order()
    transfer = shop.offer(store)
    accept(shop, transfer)
    shop.work()
    assert owners(shop, store, *orders) == ["tideway"] * 3
    assert shop.players(other)[B] == "lumen"
    assert shop.last("StoreTransferCompleted", transfer).cases == 3


def test_the_former_owner_can_do_nothing_any_more(shop: Shop) -> None:
    store = shop.store()
    order = shop.arrived(store=store)
    accept(shop, shop.offer(store))
    shop.work()
    shop.case_id = order
    assert shop.refused(B, "complete").code == "not_your_case"
    shop.done(B, "complete", by="tideway")


def test_an_offer_lapses_after_seven_days(shop: Shop) -> None:
    store = shop.store()
    transfer = shop.offer(store)
    shop.clock.advance(timedelta(days=7))
    assert shop.refused(R, "accept_store").code == "refused_by_terms"
    shop.work()
    assert shop.stage(transfer) == ("lapsed", None)
    assert shop.players(store)[M] == "lumen"
    shop.offer(store)


def test_an_offer_is_declined_or_taken_back_and_then_the_store_can_be_offered_again(shop: Shop) -> None:
    store = shop.store()
    shop.offer(store)
    shop.done(R, "decline_store")
    shop.offer(store)
    shop.done(M, "withdraw_store")
    assert shop.refused(R, "accept_store").code == "refused_by_terms"
    shop.offer(store)


def tried(shop: Shop, giver: str, receiver: str, store: str) -> Receipt:
    return offer_store(shop.house, giver, receiver, NewTransfer(store), shop.key())


def test_a_store_is_offered_to_one_at_a_time_and_to_somebody_who_can_have_it(shop: Shop) -> None:
    store = shop.store()
    problems: list[Any] = [tried(shop, "lumen", who, store).problem for who in ("seller", "hall", "nobody")]
    assert [each.code for each in problems] == ["no_such_party"] * 3
    shop.offer(store)
    again = tried(shop, "lumen", "tideway", store).problem
    assert again is not None
    assert again.code == "store_is_offered"


def test_nobody_gives_away_what_is_not_theirs(shop: Shop) -> None:
    problem = tried(shop, "tideway", "lumen", shop.store()).problem
    assert problem is not None
    assert problem.code == "no_such_case"


def test_repeating_the_errand_changes_nothing(shop: Shop) -> None:
    store = shop.store()
    order = shop.order(store=store)
    transfer = shop.offer(store)
    accept(shop, transfer)
    for _ in range(3):
        hand_over(shop, transfer)
    shop.work()
    assert shop.facts(order).count("StoreChangedHands") == 1
    assert shop.facts(transfer).count("StoreTransferCompleted") == 1


def test_a_crash_in_the_middle_is_made_good_by_the_next_run(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = shop.store()
    orders = [shop.order(store=store) for _ in range(3)]
    transfer = shop.offer(store)
    accept(shop, transfer)
    told, ran = errands.tell, []

    def crashes(*given: Any, **more: Any) -> Receipt:
        ran.append(given)
        if len(ran) == 3:
            raise RuntimeError("the power went")
        return told(*given, **more)

    monkeypatch.setattr(transfers, "tell", crashes)
    with pytest.raises(RuntimeError):
        hand_over(shop, transfer)
    assert owners(shop, store, *orders).count("tideway") == 2
    assert "StoreTransferCompleted" not in shop.facts(transfer)
    shop.work()
    assert owners(shop, store, *orders) == ["tideway"] * 4
    assert [shop.facts(each).count("StoreChangedHands") for each in orders] == [1, 1, 1]


def test_of_two_transfers_in_a_row_the_later_stands_in_whatever_order_the_errands_run(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = shop.store()
    orders = [shop.order(store=store) for _ in range(2)]
    first = shop.offer(store)
    accept(shop, first)
    with monkeypatch.context() as half:
        half.setattr(transfers, "labelled", lambda *_: iter(()))
        hand_over(shop, first)
    assert owners(shop, store, *orders) == ["tideway", "lumen", "lumen"]
    shop.clock.advance(timedelta(minutes=1))
    shop.case_id = second = shop.offer(store, "tideway", "lumen")
    accept(shop, second, "lumen")
    hand_over(shop, second)
    later = shop.order(store=store)
    hand_over(shop, first)
    hand_over(shop, second)
    assert owners(shop, store, *orders, later) == ["lumen"] * 4


def test_an_offer_of_a_store_that_went_elsewhere_hands_nothing_over(shop: Shop) -> None:
    """Two offers that were made at the same instant, of which each saw no other."""
    store = shop.store()
    first = shop.offer(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tailorbird.app.store.place._offered", lambda *_: None)
        second = shop.offer(store)
    accept(shop, first)
    hand_over(shop, first)
    record = shop.house.records.case(second)
    assert record is not None
    refusal = accept_acts(shop.house, "tideway", record)
    assert not isinstance(refusal, tuple)
    assert refusal.code == "not_the_givers"
    accept(shop, second)
    with pytest.raises(ErrandFailed, match="no longer lumen's"):
        hand_over(shop, second)
    shop.clock.advance(timedelta(minutes=1))
    back = shop.offer(store, "tideway", "lumen")
    accept(shop, back, "lumen")
    hand_over(shop, back)
    hand_over(shop, second)
    assert owners(shop, store) == ["lumen"]


def test_held_money_stays_its_payers_and_later_refunds_are_the_present_owners(shop: Shop) -> None:
    store = shop.store()
    order = shop.paid(("MUG", 3), store=store)
    transfer = shop.offer(store)
    accept(shop, transfer)
    shop.work()
    shop.case_id = order
    shop.dispute(by="tideway", reason="method_limited", evidence=NOTICE)
    shop.rule(L1=1)
    assert (shop.free(), shop.free("tideway")) == ("1985.49", "0.00")
    shop.dispatched()
    shop.done(C, "deliver", parcel="P1")
    shop.dispute("D2", by="tideway", evidence=PHOTO)
    shop.rule("D2", L1=1)
    assert (shop.free(), shop.free("tideway")) == ("1985.49", "4.12")
    assert shop.differences() == []


def test_held_money_of_a_payment_account_goes_back_there_after_a_transfer(shop: Shop) -> None:
    store = shop.store()
    order = shop.order(("MUG", 3), store=store)
    shop.done(Role.GATEWAY, "report_payment", total="USD 19.00", gateway="payssion", reference="r")
    accept(shop, shop.offer(store))
    shop.work()
    shop.case_id = order
    shop.dispute(by="tideway", reason="method_limited", evidence=NOTICE)
    shop.rule(L1=1)
    assert (shop.at_gateway("payssion"), shop.free(), shop.free("tideway")) == ("14.80", "0.00", "0.00")
    assert shop.differences() == []


def test_a_payment_account_is_its_payers_so_what_was_earned_goes_to_the_present_owners_wallet(
    shop: Shop,
) -> None:
    store = shop.store()
    order = shop.order(("MUG", 3), store=store)
    shop.done(Role.GATEWAY, "report_payment", total="USD 19.00", gateway="payssion", reference="r")
    shop.dispatched()
    shop.done(C, "deliver", parcel="P1")
    accept(shop, shop.offer(store))
    shop.work()
    shop.case_id = order
    shop.dispute(by="tideway", evidence=PHOTO)
    shop.rule(L1=1)
    assert (shop.at_gateway("payssion"), shop.free("tideway")) == ("19.00", "4.20")
    assert shop.last("RefundIssued").destination.value == "wallet"


def test_nothing_is_sent_on_to_where_another_account_paid_from(shop: Shop) -> None:
    store = shop.store()
    order = shop.order(("MUG", 3), store=store)
    shop.done(Role.GATEWAY, "report_payment", total="USD 19.00", gateway="stripe", reference="r")
    shop.dispatched()
    accept(shop, shop.offer(store))
    shop.work()
    shop.case_id = order
    shop.dispute(by="tideway", evidence=PHOTO)
    shop.rule(L1=1)
    assert shop.refused(B, "send_refund_on", by="tideway", dispute="D1").code == "not_the_payer"
    assert shop.free("tideway") == "4.20"
