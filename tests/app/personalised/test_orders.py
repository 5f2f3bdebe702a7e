"""A personalised order from its placing to its dispatch, and what comes of a defect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.domain.cases.facts.personalised import PersonalisedOrderPlaced
from tailorbird.domain.customization.specification import Entry, EntryKind, read_specification
from tailorbird.domain.roles import Role
from tests.app.workshop import ENGRAVED, EVIDENCE, GOOD, PLACE, SELLER, Workshop, fine, parted

WALNUT = Entry(surface="", area="", label="wood", kind=EntryKind.OPTION, value="walnut")
FILE = "cd" * 32


def _unfit(workshop: Workshop, *entries: Entry) -> str:
    workshop.approved()
    problem = workshop.order(workshop.public(), *entries).problem
    assert problem is not None
    assert problem.code == "unfit_customization"
    return problem.detail


def test_the_price_is_the_listings_with_what_the_options_add(workshop: Workshop) -> None:
    placed = workshop.case(workshop.placed(ENGRAVED, WALNUT)).first(PersonalisedOrderPlaced)
    assert placed is not None
    assert (str(placed.fact.price), str(placed.fact.shipping)) == ("USD 38.00", "USD 6.00")


def test_what_a_buyer_says_of_a_price_counts_for_nothing(workshop: Workshop) -> None:
    cheap = replace(WALNUT, detail=(("price_delta", "USD -30.00"), ("note", "dark")))
    order = workshop.placed(ENGRAVED, cheap)
    placed = workshop.case(order).first(PersonalisedOrderPlaced)
    assert placed is not None
    assert str(placed.fact.price) == "USD 38.00"
    kept = workshop.house.records.private([placed.fact.customization], case_id=order)
    specification = read_specification(kept[placed.fact.customization].text.encode())
    assert specification.hash == placed.fact.specification_hash
    wood = next(each for each in specification.entries if each.label == "Wood")
    assert wood.value == "Walnut"
    assert wood.detail == (("note", "dark"), ("option", "walnut"), ("price_delta", "USD 4.00"))


def test_fields_that_the_buyer_left_out_stand_blank_in_the_specification(workshop: Workshop) -> None:
    order = workshop.placed()
    placed = workshop.case(order).first(PersonalisedOrderPlaced)
    assert placed is not None
    kept = workshop.house.records.private([placed.fact.customization], case_id=order)
    entries = read_specification(kept[placed.fact.customization].text.encode()).entries
    assert [(each.label, each.value) for each in entries] == [
        ("Name to engrave", "Leonor"),
        ("Wood", ""),
        ("Drawing for the back", ""),
    ]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (WALNUT, "'Name to engrave' has to be filled"),
        (replace(ENGRAVED, value=" "), "'Name to engrave' has to be filled"),
        (replace(ENGRAVED, value="x" * 21), "at most 20 characters; these are 21"),
        (replace(ENGRAVED, label="Ribbon"), "Entry 1 is for no field"),
        (replace(ENGRAVED, surface="Back"), "Entry 1 is for no field"),
        (replace(ENGRAVED, kind=EntryKind.IMAGE), "takes the kind text, not image"),
        (replace(ENGRAVED, file=FILE), "takes no file"),
        (replace(WALNUT, value="teak"), "offers 'Oak', 'Walnut'"),
    ],
)
def test_an_entry_that_does_not_fit_its_field_is_refused_with_the_place(
    workshop: Workshop, entry: Entry, said: str
) -> None:
    assert said in _unfit(workshop, entry)


def test_a_field_is_filled_once(workshop: Workshop) -> None:
    assert "is filled 2 times" in _unfit(workshop, ENGRAVED, replace(ENGRAVED, label="name"))


def test_a_picture_is_an_uploaded_file(workshop: Workshop) -> None:
    photo = Entry(surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.jpg")
    assert "takes an uploaded file" in _unfit(workshop, ENGRAVED, photo)
    order = fine(workshop.order(workshop.public(), ENGRAVED, replace(photo, file=FILE))).case_id
    assert workshop.findings(order) == [PLACE, f"image:{FILE}"]


def test_nobody_orders_of_themselves_or_what_is_not_public(workshop: Workshop) -> None:
    workshop.approved("pine")
    listing = fine(workshop.draft(GOOD, "pine")).case_id
    for buyer, code in (("ana", "not_public"), ("pine", "not_public")):
        problem = workshop.order(listing, buyer=buyer).problem
        assert problem is not None
        assert problem.code == code
    fine(workshop.publish(listing, "pine"))
    problem = workshop.order(listing, buyer="pine").problem
    assert problem is not None
    assert problem.code == "with_oneself"


def test_an_order_is_of_the_listing_as_it_was_published(workshop: Workshop) -> None:
    workshop.approved()
    listing = workshop.public()
    fine(workshop.redraft(listing, parted(replace(GOOD.fields[0], field="second", label="Second name"))))
    assert fine(workshop.order(listing)).problem is None


def test_what_is_held_for_a_person_is_not_made(workshop: Workshop) -> None:
    order = workshop.paid(replace(ENGRAVED, value="Mercedes"))
    problem = workshop.run(order, SELLER, Role.MERCHANT, "accept_order", {}).problem
    assert problem is not None
    assert problem.code == "waits"
    assert workshop.record(order).header.stage == "held"
    workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=PLACE, result="pass")
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")
    assert workshop.record(order).header.stage == "making"


def test_only_places_that_were_found_are_judged(workshop: Workshop) -> None:
    order = workshop.paid()
    body = {"where": "text:elsewhere", "result": "pass"}
    problem = workshop.run(order, SELLER, Role.MERCHANT, "judge_screening", body).problem
    assert problem is not None
    assert problem.code == "name_unknown"


def test_an_unpaid_order_is_not_taken_on(workshop: Workshop) -> None:
    order = workshop.placed()
    problem = workshop.run(order, SELLER, Role.MERCHANT, "accept_order", {}).problem
    assert problem is not None
    assert problem.code == "waits"


def test_a_refused_order_gives_everything_back(workshop: Workshop) -> None:
    order = workshop.paid()
    assert workshop.free("ana") == "USD 60.00"
    workshop.did(order, SELLER, Role.MERCHANT, "refuse_order", reason="We cannot engrave this.")
    assert workshop.free("ana") == "USD 100.00"
    assert workshop.record(order).header.stage == "refused"


def test_the_seller_earns_what_was_paid_when_the_parcel_leaves(workshop: Workshop) -> None:
    order = workshop.accepted()
    assert workshop.free(SELLER) == "USD 0.00"
    workshop.did(order, SELLER, Role.MERCHANT, "dispatch", parcel="P1")
    assert (workshop.free(SELLER), workshop.free("ana")) == ("USD 40.00", "USD 60.00")


def test_nothing_is_sent_before_the_order_is_taken_on(workshop: Workshop) -> None:
    order = workshop.paid()
    assert workshop.refused(order, SELLER, Role.MERCHANT, "dispatch", parcel="P1") == (
        "amazon-custom.misuse.purpose",
    )


def test_a_change_of_mind_is_no_defect(workshop: Workshop) -> None:
    order = workshop.delivered()
    body = {"claim": "D1", "ground": "change_of_mind", "wants": "refund", "evidence": [EVIDENCE]}
    assert workshop.refused(order, "ana", Role.BUYER, "claim_defect", **body) == ("amazon-custom.quality",)


def test_a_defect_that_is_found_brings_everything_back(workshop: Workshop) -> None:
    order = workshop.claimed("refund")
    workshop.did(order, SELLER, Role.MERCHANT, "verify_defect", claim="D1", result="found")
    assert (workshop.free(SELLER), workshop.free("ana")) == ("USD 0.00", "USD 100.00")
    assert workshop.record(order).header.stage == "refunded"


def test_what_the_seller_no_longer_has_is_owed(workshop: Workshop) -> None:
    order = workshop.claimed("refund")
    from tailorbird.app.account.actions import act_on_account

    body = {"amount": "USD 25.00", "destination": "Bank"}
    fine(act_on_account(workshop.house, workshop.party(SELLER), "withdraw", body, workshop.key()))
    workshop.did(order, SELLER, Role.MERCHANT, "verify_defect", claim="D1", result="found")
    owed = [
        each.amount
        for each in workshop.house.records.entries_of_case(order)
        if each.credit.id == "owed:ana:USD"
    ]
    assert str(sum(owed[1:], owed[0])) == "USD 25.00"
    assert workshop.free("ana") == "USD 75.00"


def test_a_defect_that_is_not_found_moves_nothing_until_the_operator_sees_it_otherwise(
    workshop: Workshop,
) -> None:
    order = workshop.claimed("refund")
    workshop.did(order, SELLER, Role.MERCHANT, "verify_defect", claim="D1", result="not_found")
    assert workshop.free("ana") == "USD 60.00"
    workshop.did(order, "operator", Role.OPERATOR, "verify_defect", claim="D1", result="found")
    assert workshop.free("ana") == "USD 100.00"
    again = workshop.refused(order, "operator", Role.OPERATOR, "verify_defect", claim="D1", result="found")
    assert again == ("amazon-custom.quality",)
    assert workshop.free("ana") == "USD 100.00"


def test_a_product_is_made_again_for_nothing(workshop: Workshop) -> None:
    order = workshop.claimed("remake")
    workshop.did(order, SELLER, Role.MERCHANT, "verify_defect", claim="D1", result="found")
    assert workshop.record(order).header.stage == "making_again"
    workshop.did(order, SELLER, Role.MERCHANT, "dispatch", parcel="P2")
    workshop.did(order, SELLER, Role.MERCHANT, "deliver", parcel="P2")
    assert (workshop.free(SELLER), workshop.free("ana")) == ("USD 40.00", "USD 60.00")
    assert workshop.record(order).header.stage == "delivered"


@pytest.mark.parametrize("costs", [{"*": "EUR 6.00"}, {"*": "cheap"}, "none"])
def test_shipping_that_cannot_be_reckoned_with_stops_the_order(workshop: Workshop, costs: object) -> None:
    workshop.house.parties.save_party(replace(workshop.party(SELLER), settings={"listing_shipping": costs}))
    workshop.approved()
    problem = workshop.order(workshop.public()).problem
    assert problem is not None
    assert problem.code == "no_price"
