"""A listing is judged as a whole, when it is drafted and when it is published."""

from __future__ import annotations

import json
from dataclasses import replace

from tailorbird.app.personalised.place import public_listing
from tailorbird.domain.cases.facts.listing import ListingHeld
from tailorbird.domain.listing.document import CustomField, FieldKind, OptionValue
from tailorbird.domain.roles import Role
from tests.app.workshop import GOOD, SELLER, Workshop, clauses, fine, parted

WARRANTY = CustomField(
    field="care",
    kind=FieldKind.CHOICE,
    label="Care",
    values=(OptionValue(value="w", label="3-year warranty"),),
)
GIFT = CustomField(field="note", kind=FieldKind.TEXT, label="Gift note to the recipient")
DOUBTFUL = CustomField(
    field="cover",
    kind=FieldKind.CHOICE,
    label="Protection",
    values=(OptionValue(value="a", label="Wax"), OptionValue(value="b", label="Oil")),
)


def _codes(workshop: Workshop, case_id: str) -> set[str]:
    """What the last review found."""
    asked = [e for e in workshop.house.records.decisions(case_id) if e.question == "ListingFindings"]
    answer = json.loads(asked[-1].data)["answer"] if asked else []
    return {each["code"].removeprefix("amazon-custom.") for each in answer}


def test_everything_that_is_wrong_is_told_with_the_draft(workshop: Workshop) -> None:
    document = parted(GIFT, parted(WARRANTY, replace(GOOD, gtin="036000291453", declarations=())))
    listing = fine(workshop.draft(document)).case_id
    assert _codes(workshop, listing) == {
        "approval",
        "quality",
        "misuse.warranty",
        "misuse.warranty:doubtful",
        "misuse.purpose",
        "misuse.manufacturer-upc",
    }


def test_a_refusal_to_publish_stays_with_the_case(workshop: Workshop) -> None:
    listing = fine(workshop.draft()).case_id
    assert "amazon-custom.approval" in clauses(workshop.publish(listing))
    kept = [each.verdict for each in workshop.house.records.decisions(listing)]
    assert kept[-1] == "refused"
    assert workshop.record(listing).header.stage == "draft"


def test_publication_goes_by_where_the_seller_stands_now(workshop: Workshop) -> None:
    listing = fine(workshop.draft()).case_id
    workshop.approved()
    fine(workshop.publish(listing))
    assert workshop.names(listing).count("SellerStandingShown") == 2
    assert workshop.record(listing).header.stage == "public"


def test_a_standing_that_did_not_change_is_shown_once(workshop: Workshop) -> None:
    workshop.approved()
    listing = fine(workshop.draft()).case_id
    fine(workshop.publish(listing))
    assert workshop.names(listing).count("SellerStandingShown") == 1


def test_a_doubtful_sign_waits_for_a_person_whose_word_counts(workshop: Workshop) -> None:
    workshop.approved()
    listing = fine(workshop.draft(parted(DOUBTFUL))).case_id
    assert workshop.case(listing).has(ListingHeld)
    assert workshop.record(listing).header.stage == "held"
    problem = workshop.publish(listing).problem
    assert problem is not None
    assert problem.code == "waits"
    word = {"kind": "warranty", "where": "fields.cover.label", "judgement": "allowed"}
    workshop.did(listing, "operator", Role.OPERATOR, "judge_sign", **word)
    fine(workshop.publish(listing))


def test_a_sign_that_a_person_bars_has_to_go(workshop: Workshop) -> None:
    workshop.approved()
    listing = fine(workshop.draft(parted(DOUBTFUL))).case_id
    word = {"kind": "warranty", "where": "fields.cover.label", "judgement": "barred"}
    workshop.did(listing, "operator", Role.OPERATOR, "judge_sign", **word)
    assert clauses(workshop.publish(listing)) == ("amazon-custom.misuse.warranty",)
    fine(workshop.redraft(listing, GOOD))
    fine(workshop.publish(listing))


def test_only_a_doubtful_sign_of_the_listing_can_be_judged(workshop: Workshop) -> None:
    listing = fine(workshop.draft(parted(DOUBTFUL, parted(WARRANTY)))).case_id
    for where in ("fields.care.values.w", "title"):
        body = {"kind": "warranty", "where": where, "judgement": "allowed"}
        problem = workshop.run(listing, "operator", Role.OPERATOR, "judge_sign", body).problem
        assert problem is not None
        assert problem.code == "name_unknown"


def test_what_was_judged_is_judged_anew_after_a_change(workshop: Workshop) -> None:
    workshop.approved()
    listing = fine(workshop.draft(parted(DOUBTFUL))).case_id
    word = {"kind": "warranty", "where": "fields.cover.label", "judgement": "allowed"}
    workshop.did(listing, "operator", Role.OPERATOR, "judge_sign", **word)
    fine(workshop.redraft(listing, parted(DOUBTFUL, replace(GOOD, title="A lamp engraved with your name"))))
    problem = workshop.publish(listing).problem
    assert problem is not None
    assert problem.code == "waits"


def test_a_changed_draft_leaves_the_public_listing_as_it_is(workshop: Workshop) -> None:
    workshop.approved()
    listing = workshop.public()
    fine(workshop.redraft(listing, parted(WARRANTY)))
    assert public_listing(workshop.house, listing) == (SELLER, GOOD)
    assert clauses(workshop.publish(listing)) == ("amazon-custom.misuse.warranty",)
    assert public_listing(workshop.house, listing) == (SELLER, GOOD)


def test_a_listing_that_its_owner_takes_away_is_public_no_more(workshop: Workshop) -> None:
    workshop.approved()
    listing = workshop.public()
    workshop.did(listing, SELLER, Role.MERCHANT, "unpublish_listing", reason="owner")
    assert public_listing(workshop.house, listing) is None
    problem = workshop.run(listing, SELLER, Role.MERCHANT, "unpublish_listing", {"reason": "owner"}).problem
    assert problem is not None
    assert problem.code == "too_late"
