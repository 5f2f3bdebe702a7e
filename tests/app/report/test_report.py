"""A reported product: who may report, what a takedown stops, and that it is carried out once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tailorbird.app import errands
from tailorbird.app.engine.command import Act, Actor, Order, Receipt
from tailorbird.app.listing.place import draft_listing, publish_acts
from tailorbird.app.programme.place import Application, apply
from tailorbird.app.report import procedure as reports
from tailorbird.app.report.place import STRANGER, NewReport, report_product
from tailorbird.domain.cases.store_words import ReportReason
from tailorbird.domain.listing.document import CustomField, FieldKind, ListingDocument
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tests.app.shop import METHODS, PARTIES, STOCK, Shop

B, M, W, DESK = Role.BUYER, Role.MERCHANT, Role.WAREHOUSE, Role.OPERATOR
ENGRAVED = ListingDocument(
    title="Brass bookmark, engraved with a name",
    description="A slim brass bookmark. We engrave the name that you write.",
    category="Office",
    language="en",
    fields=(CustomField(field="name", kind=FieldKind.TEXT, label="Name to engrave", max_length=20),),
    price=Money.parse("USD 14.00"),
    condition="new",
    declarations=("product-safety",),
)


def public_listing(shop: Shop) -> str:
    """A seller who was approved, and its listing, which the hall has in stock."""
    programme = apply(shop.house, "seller", Application("I engrave bookmarks."), shop.key())
    assert programme.problem is None, programme.problem
    shop.case_id = programme.case_id
    shop.done(DESK, "approve")
    shop.done(DESK, "grant_exemption", exemption="EX-1")
    shop.case_id = case = shop.opened(draft_listing(shop.house, "seller", ENGRAVED, shop.key()))
    shop.done(M, "represent_rights", by="seller", statement="All rights are mine.")
    record = shop.house.records.case(case)
    assert record is not None
    acts = publish_acts(shop.house, "seller", record)
    published = shop.house.engine.run(Order(case, acts, "seller", shop.key()))
    assert published.problem is None, published.problem
    hall = next(each for each in PARTIES if each.id == "hall")
    stock = {**STOCK, "MARK": {"title": "Bookmark", "price": "USD 9.00", "listing": case}}
    shop.house.parties.save_party(replace(hall, settings={"stock": stock, "shipping_methods": METHODS}))
    return case


def tried(shop: Shop, listing: str, by: str = "tideway") -> Receipt:
    report = NewReport(listing, ReportReason.INFRINGING, "This is my design.")
    return report_product(shop.house, by, report, shop.key())


def decide(shop: Shop, report: str, outcome: str = "takedown", **told: Any) -> None:
    shop.case_id = report
    shop.done(DESK, "decide_report", outcome=outcome, **({"why": "It infringes a design."} | told))


def test_a_takedown_hides_the_listing_and_stops_open_orders(shop: Shop) -> None:
    listing = public_listing(shop)
    paid, unpaid = shop.paid(("MARK", 2)), shop.order(("MARK", 1))
    other = shop.paid(("MUG", 1))
    report = shop.opened(tried(shop, listing))
    decide(shop, report)
    shop.work()
    assert shop.stage(listing)[0] == "unpublished"
    assert shop.last("ListingUnpublished", listing).why == "It infringes a design."
    assert shop.stage(paid) == ("halted", DESK)
    assert "DispatchHalted" in shop.facts(unpaid)
    assert "DispatchHalted" not in shop.facts(other)
    assert shop.last("TakedownCarriedOut", report).orders == 2
    shop.case_id = paid
    assert shop.clauses(W, "start_processing") == ("cj-platform.improper-report",)
    shop.case_id = unpaid
    assert shop.clauses(B, "pay") == ("cj-platform.improper-report",)


def test_what_left_already_is_not_called_back_and_what_is_over_stays_over(shop: Shop) -> None:
    listing = public_listing(shop)
    done = shop.arrived(("MARK", 1))
    shop.done(B, "complete")
    report = shop.opened(tried(shop, listing))
    decide(shop, report)
    shop.work()
    assert "DispatchHalted" not in shop.facts(done)
    assert shop.last("TakedownCarriedOut", report).orders == 0


def test_the_desk_can_release_an_order_which_then_leaves(shop: Shop) -> None:
    listing = public_listing(shop)
    order = shop.paid(("MARK", 2))
    decide(shop, shop.opened(tried(shop, listing)))
    shop.work()
    shop.case_id = order
    shop.done(DESK, "release_dispatch")
    assert shop.refused(DESK, "release_dispatch").code == "too_late"
    shop.dispatched()


def test_a_product_that_was_taken_down_cannot_be_ordered(shop: Shop) -> None:
    listing = public_listing(shop)
    decide(shop, shop.opened(tried(shop, listing)))
    shop.work()
    problem = shop.try_order(("MARK", 1)).problem
    assert problem is not None
    assert problem.code == "not_public"


def test_no_action_stops_nothing(shop: Shop) -> None:
    listing = public_listing(shop)
    order = shop.paid(("MARK", 2))
    decide(shop, shop.opened(tried(shop, listing)), "no_action", why="It is the seller's own design.")
    shop.work()
    assert shop.stage(listing)[0] == "public"
    assert "DispatchHalted" not in shop.facts(order)


def test_a_decision_says_why_and_is_made_once(shop: Shop) -> None:
    report = shop.opened(tried(shop, public_listing(shop)))
    assert shop.clauses(DESK, "decide_report", outcome="takedown", why=" ") == (
        "cj-platform.improper-report",
    )
    decide(shop, report)
    assert shop.refused(DESK, "decide_report", outcome="no_action", why="Sorry.").code == "too_late"


def test_a_second_report_of_the_same_product_can_be_decided_too(shop: Shop) -> None:
    listing = public_listing(shop)
    order = shop.paid(("MARK", 2))
    first, second = shop.opened(tried(shop, listing)), shop.opened(tried(shop, listing, STRANGER))
    decide(shop, first)
    shop.work()
    decide(shop, second)
    shop.work()
    assert shop.facts(listing).count("ListingUnpublished") == 1
    assert shop.last("TakedownCarriedOut", second).orders == 1
    assert shop.facts(order).count("DispatchHalted") == 2


def test_a_crash_in_the_middle_is_made_good_by_the_next_run(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = public_listing(shop)
    orders = [shop.paid(("MARK", 1)) for _ in range(3)]
    report = shop.opened(tried(shop, listing))
    told, ran = errands.tell, []

    def crashes(*given: Any, **more: Any) -> Receipt:
        ran.append(given)
        if len(ran) == 3:
            raise RuntimeError("the power went")
        return told(*given, **more)

    with monkeypatch.context() as half:
        half.setattr(reports, "tell", crashes)
        decide(shop, report)
        shop.work()
    assert sorted(shop.facts(each).count("DispatchHalted") for each in orders) == [0, 0, 1]
    shop.clock.advance(timedelta(minutes=10))
    shop.work()
    assert [shop.facts(each).count("DispatchHalted") for each in orders] == [1, 1, 1]
    assert shop.facts(report).count("TakedownCarriedOut") == 1


def test_what_never_was_public_is_nobodys_to_report(shop: Shop) -> None:
    draft = shop.opened(draft_listing(shop.house, "seller", ENGRAVED, shop.key()))
    for target in (draft, "TB-2026-NOTHING", shop.order()):
        problem = tried(shop, target).problem
        assert problem is not None
        assert problem.code == "no_such_case"


def test_the_reporter_is_told_what_was_decided_and_the_owner_why(shop: Shop) -> None:
    listing = public_listing(shop)
    seller = next(each for each in PARTIES if each.id == "seller")
    shop.house.parties.save_party(replace(seller, email="seller@example.com"))
    report = shop.opened(tried(shop, listing))
    decide(shop, report)
    shop.work()
    assert shop.last("NoticeSent", report).to is Role.REPORTER
    assert shop.last("NoticeSent", listing).to is M


def test_the_platform_alone_halts_and_takes_down(shop: Shop) -> None:
    shop.paid(("MUG", 1))
    act = Act("halt_dispatch", Actor("operator", DESK), {"reason": "because", "report": "x"})
    problem = shop.house.engine.run(Order(shop.case_id, (act,), "operator", shop.key())).problem
    assert problem is not None
    assert problem.code == "not_your_part"
