"""A seller's part in the programme: who decides, what a sanction brings, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.app.errands import run_errand
from tailorbird.app.programme.place import Application, apply, standing_of
from tailorbird.domain.cases.facts.listing import ListingUnpublished
from tailorbird.domain.cases.facts.programme import ListingsWithdrawn
from tailorbird.domain.cases.listing_words import Standing, UnpublishReason
from tailorbird.domain.roles import Role
from tests.app.workshop import EVIDENCE, GOOD, PLACE, SELLER, Workshop, clauses, fine

BROKEN = {"clauses": ["amazon-custom.data.use"], "evidence": [EVIDENCE], "why": "Names in advertisements."}


def _sanction(workshop: Workshop, programme: str) -> None:
    workshop.did(programme, "operator", Role.OPERATOR, "sanction", **BROKEN)
    workshop.work()


def test_a_seller_that_never_applied_stands_nowhere(workshop: Workshop) -> None:
    assert standing_of(workshop.house, SELLER).standing is Standing.NONE


def test_an_application_waits_for_the_operator(workshop: Workshop) -> None:
    programme = workshop.applied()
    assert workshop.record(programme).header.stage == "applied"
    assert workshop.record(programme).header.turn is Role.OPERATOR
    assert workshop.refused(programme, SELLER, Role.MERCHANT, "apply_again", statement="Soon?") == (
        "amazon-custom.approval",
    )


def test_repeating_an_application_under_its_key_applies_once(workshop: Workshop) -> None:
    first = fine(apply(workshop.house, SELLER, Application("We engrave."), "mine"))
    again = fine(apply(workshop.house, SELLER, Application("We engrave."), "mine"))
    assert (again.replayed, again.case_id) == (1, first.case_id)
    assert workshop.names(first.case_id).count("ProgrammeApplied") == 1


def test_the_same_key_with_other_words_is_refused(workshop: Workshop) -> None:
    fine(apply(workshop.house, SELLER, Application("We engrave."), "mine"))
    problem = apply(workshop.house, SELLER, Application("We print."), "mine").problem
    assert problem is not None
    assert problem.code == "idempotency_key_reused"


def test_after_a_decline_a_seller_may_apply_again(workshop: Workshop) -> None:
    programme = workshop.applied()
    workshop.did(programme, "operator", Role.OPERATOR, "decline", reason="Tell us what you make.")
    assert fine(apply(workshop.house, SELLER, Application("Night lights."), "k-again")).case_id == programme
    assert workshop.record(programme).header.stage == "applied"


def test_a_prefix_is_registered_in_digits_and_with_its_certificate(workshop: Workshop) -> None:
    programme = workshop.approved()
    for prefix, certificate in (("four", "C-1"), ("4012345", " ")):
        body = {"prefix": prefix, "certificate": certificate}
        problem = workshop.run(programme, "operator", Role.OPERATOR, "register_prefix", body).problem
        assert problem is not None
        assert problem.code == "prefix_unfit"
    workshop.did(programme, "operator", Role.OPERATOR, "register_prefix", prefix="4012345", certificate="C-1")
    assert standing_of(workshop.house, SELLER).prefixes == ("4012345",)


def test_a_sanction_withdraws_every_public_listing_and_no_draft(workshop: Workshop) -> None:
    programme = workshop.approved()
    first, second = workshop.public(), workshop.public(replace(GOOD, title="Sign with your name engraved"))
    draft = fine(workshop.draft()).case_id
    _sanction(workshop, programme)
    for listing in (first, second):
        ended = workshop.case(listing).last(ListingUnpublished)
        assert ended is not None
        assert ended.fact.reason is UnpublishReason.SANCTION
        assert workshop.record(listing).header.stage == "unpublished"
    assert "ListingUnpublished" not in workshop.names(draft)
    noted = workshop.case(programme).last(ListingsWithdrawn)
    assert noted is not None
    assert noted.fact.listings == 2


def test_running_the_errand_again_changes_nothing(workshop: Workshop) -> None:
    programme = workshop.approved()
    listing = workshop.public()
    _sanction(workshop, programme)
    before = (workshop.names(listing), workshop.names(programme))
    record = workshop.record(programme)
    sanctioned = next(each.seq for each in record.facts if each.name == "SellerSanctioned")
    run_errand(workshop.house, record, sanctioned)
    assert (workshop.names(listing), workshop.names(programme)) == before


def test_what_was_published_while_the_features_were_being_lost_is_withdrawn_too(workshop: Workshop) -> None:
    programme = workshop.approved()
    listing = fine(workshop.draft()).case_id
    # The sanction is on record, and its errand found nothing public yet.
    workshop.did(programme, "operator", Role.OPERATOR, "sanction", **BROKEN)
    workshop.did(listing, SELLER, Role.MERCHANT, "publish_listing")
    workshop.work()
    assert workshop.record(listing).header.stage == "unpublished"


def test_open_orders_are_finished_after_a_sanction(workshop: Workshop) -> None:
    order = workshop.paid()
    programme = standing_of(workshop.house, SELLER).programme
    _sanction(workshop, programme)
    workshop.did(order, SELLER, Role.MERCHANT, "judge_screening", where=PLACE, result="pass")
    workshop.did(order, SELLER, Role.MERCHANT, "accept_order")
    workshop.did(order, SELLER, Role.MERCHANT, "dispatch", parcel="P1")
    assert workshop.free(SELLER) == "USD 40.00"


def test_a_sanctioned_seller_neither_drafts_nor_changes_nor_publishes(workshop: Workshop) -> None:
    programme = workshop.approved()
    listing = fine(workshop.draft()).case_id
    _sanction(workshop, programme)
    assert clauses(workshop.draft()) == ("amazon-custom.sanction",)
    assert clauses(workshop.redraft(listing, GOOD)) == ("amazon-custom.sanction",)
    assert clauses(workshop.publish(listing)) == ("amazon-custom.sanction",)


def test_nothing_brings_the_features_back_where_the_terms_say_never(workshop: Workshop) -> None:
    programme = workshop.approved()
    _sanction(workshop, programme)
    refused = workshop.refused(programme, "operator", Role.OPERATOR, "reinstate", why="They apologised.")
    assert refused == ("amazon-custom.sanction",)


def test_a_revocation_withdraws_the_listings_and_lets_the_seller_apply_again(workshop: Workshop) -> None:
    programme = workshop.approved()
    listing = workshop.public()
    workshop.did(programme, "operator", Role.OPERATOR, "revoke", reason="The programme is rearranged.")
    workshop.work()
    ended = workshop.case(listing).last(ListingUnpublished)
    assert ended is not None
    assert ended.fact.reason is UnpublishReason.REVOKED
    fine(apply(workshop.house, SELLER, Application("Again."), "k-new"))


def test_a_late_errand_leaves_alone_what_was_published_after_a_new_approval(workshop: Workshop) -> None:
    programme = workshop.approved()
    workshop.did(programme, "operator", Role.OPERATOR, "revoke", reason="The programme is rearranged.")
    fine(apply(workshop.house, SELLER, Application("Again."), "k-new"))
    workshop.did(programme, "operator", Role.OPERATOR, "approve")
    listing = workshop.public()
    workshop.work()
    assert workshop.record(listing).header.stage == "public"
