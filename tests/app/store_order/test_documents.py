"""Invoices and credit notes by themselves, with numbers that follow one another without gaps."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta

from tailorbird.app.fire_due import fire_due
from tailorbird.app.setbacks import Setbacks
from tailorbird.app.store_order.place import pay_store_orders
from tailorbird.domain.roles import Role
from tests.app.shop import NOTICE, ZONE, Shop

B, DESK = Role.BUYER, Role.OPERATOR
_ROUNDS = 40


def numbers(shop: Shop, fact: str, cases: Iterable[str]) -> list[str]:
    return sorted(shop.last(fact, case).number for case in cases if fact in shop.facts(case))


def test_a_paid_order_is_invoiced_by_itself_and_not_while_it_is_paid(shop: Shop) -> None:
    shop.paid(("MUG", 3))
    assert "InvoiceIssued" not in shop.facts()
    shop.work()
    invoice = shop.last("InvoiceIssued")
    assert invoice.number == "INV-2026-000001"
    assert [f"{line.quantity} {line.text} {line.amount}" for line in invoice.lines] == [
        "3 Mug USD 12.60",
        "1 Shipping: post USD 6.40",
    ]
    assert (str(invoice.discount), str(invoice.total)) == ("USD 0.38", "USD 18.62")


def test_an_order_that_is_not_paid_has_no_invoice(shop: Shop) -> None:
    shop.order()
    shop.work()
    assert "InvoiceIssued" not in shop.facts()


def test_a_refund_has_a_credit_note_that_names_the_invoice(shop: Shop) -> None:
    shop.paid(("MUG", 3))
    shop.work()
    shop.dispute(reason="method_limited", evidence=NOTICE)
    shop.rule(L1=1)
    shop.work()
    note = shop.last("CreditNoteIssued")
    assert (note.number, note.invoice, str(note.amount)) == ("CN-2026-000001", "INV-2026-000001", "USD 4.11")


def test_a_refund_that_comes_before_the_invoice_waits_for_it(shop: Shop) -> None:
    shop.paid(("MUG", 3))
    shop.dispute(reason="method_limited", evidence=NOTICE)
    shop.rule(L1=1)
    shop.work()
    assert shop.last("CreditNoteIssued").invoice == shop.last("InvoiceIssued").number


def test_an_invoice_has_the_year_in_which_the_order_was_paid(shop: Shop) -> None:
    shop.clock.move_to(datetime(2026, 12, 31, 23, 59, tzinfo=ZONE))
    first = shop.paid()
    shop.clock.move_to(datetime(2027, 1, 1, 0, 1, tzinfo=ZONE))
    second = shop.paid()
    shop.work()
    assert shop.last("InvoiceIssued", first).number == "INV-2026-000001"
    assert shop.last("InvoiceIssued", second).number == "INV-2027-000001"


def test_an_order_is_found_by_the_number_of_its_invoice(shop: Shop) -> None:
    case = shop.paid()
    shop.work()
    found = shop.house.records.cases_labelled("number", "INV-2026-000001", cursor=None, limit=10)
    assert [each.id for each in found.items] == [case]


def test_two_workers_number_many_orders_without_gaps_though_some_are_refused(shop: Shop) -> None:
    shop.fund("USD 150.00")
    cases = [shop.order(("MUG", 1 + number % 9)) for number in range(16)]
    outcomes = pay_store_orders(shop.house, "lumen", cases, "all")
    paid = [case for case, receipt in zip(cases, outcomes, strict=True) if receipt.problem is None]
    assert 0 < len(paid) < len(cases)
    _two_workers(shop)
    expected = [f"INV-2026-{number:06d}" for number in range(1, len(paid) + 1)]
    assert numbers(shop, "InvoiceIssued", cases) == expected


def test_two_workers_number_credit_notes_without_gaps_beside_invoices(shop: Shop) -> None:
    cases = [shop.paid(("MUG", 2)) for _ in range(8)]
    for case in cases[::2]:
        shop.case_id = case
        shop.dispute(reason="method_limited", evidence=NOTICE)
        shop.rule(L1=1)
    _two_workers(shop)
    assert numbers(shop, "InvoiceIssued", cases) == [f"INV-2026-{number:06d}" for number in range(1, 9)]
    assert numbers(shop, "CreditNoteIssued", cases) == [f"CN-2026-{number:06d}" for number in range(1, 5)]


def _two_workers(shop: Shop) -> None:
    """Two at the same time, each until nothing is due; what they fail in is raised here."""
    failed: list[BaseException] = []

    def work(name: str) -> None:
        setbacks = Setbacks()
        try:
            for _ in range(_ROUNDS):
                fire_due(shop.house, 100, setbacks, name)
        except BaseException as problem:
            failed.append(problem)
        finally:
            shop.hang_up()

    shop.clock.advance(timedelta(seconds=1))
    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    shop.work()
