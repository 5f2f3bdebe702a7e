"""A product is public under the terms of its channel, as it was reviewed, and no longer than they allow."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.app.catalogue.keep import update_product
from tailorbird.app.catalogue.listing import list_product, publish_product
from tailorbird.app.jewelry.place import Ordered, Summary, draw_up
from tailorbird.app.ports.catalogue import Visibility
from tailorbird.domain.cases.facts.jewelry import WishKind
from tailorbird.domain.catalogue.product import Channel
from tailorbird.domain.roles import Role
from tests.app.catalogue.stall import (
    LIGHT,
    WARRANTED,
    created,
    listed,
    looked,
    problem_of,
    public,
    published,
    updated,
    withdrawn,
)
from tests.app.workshop import EVIDENCE, GOOD, SELLER, Workshop, fine
from tests.contracts.catalogued import product

SANCTION = {"clauses": ["amazon-custom.data.use"], "evidence": [EVIDENCE], "why": "Names in advertisements."}
RING = product(
    "Silver ring",
    "银戒指",
    "USD 62.00",
    channel=Channel.JEWELLER,
    wishes_also=(WishKind.MATERIAL,),
    wishes_not_offered=(WishKind.SIZE,),
)


def now(workshop: Workshop) -> Visibility:
    record = workshop.house.catalogue.product("p1")
    assert record is not None
    return record.visibility


# Under the programme ---------------------------------------------------------------------------------


def test_listing_a_product_tells_what_the_programme_finds(workshop: Workshop) -> None:
    created(workshop, WARRANTED)
    answer = listed(workshop)
    assert "amazon-custom.misuse.warranty" in {each.code for each in answer.findings}
    assert "amazon-custom.approval" in {each.code for each in answer.findings}
    assert now(workshop) is Visibility.DRAFT


def test_a_product_is_public_with_its_listing(workshop: Workshop) -> None:
    assert public(workshop).record.visibility is Visibility.PUBLIC
    assert [each.id for each in looked(workshop, text="night light")] == ["p1"]
    assert [each.id for each in looked(workshop, text="小夜灯")] == ["p1"]


def test_what_the_terms_refuse_stays_a_draft(workshop: Workshop) -> None:
    created(workshop)
    listed(workshop)
    problem = problem_of(publish_product(workshop.house, SELLER, "p1", "k"))
    assert problem.decision is not None
    assert "amazon-custom.approval" in problem.decision.clauses
    assert now(workshop) is Visibility.DRAFT


def test_a_product_that_was_not_reviewed_is_not_published(workshop: Workshop) -> None:
    workshop.approved()
    created(workshop)
    assert problem_of(publish_product(workshop.house, SELLER, "p1", "k")).code == "not_listed"
    listed(workshop)
    updated(workshop, replace(LIGHT, title="Lamp"))
    assert problem_of(publish_product(workshop.house, SELLER, "p1", "k")).code == "not_listed"


def test_a_changed_product_stays_public_as_it_was_until_it_is_reviewed_anew(workshop: Workshop) -> None:
    public(workshop)
    updated(workshop, replace(LIGHT, title="Reading lamp with your name"))
    assert [each.product.title for each in looked(workshop)] == [LIGHT.title]
    listed(workshop)
    assert [each.product.title for each in looked(workshop)] == [LIGHT.title]
    published(workshop)
    assert [each.product.title for each in looked(workshop)] == ["Reading lamp with your name"]


def test_a_change_that_the_terms_refuse_leaves_the_public_product_as_it_was(workshop: Workshop) -> None:
    public(workshop)
    updated(workshop, WARRANTED)
    listed(workshop)
    problem = problem_of(publish_product(workshop.house, SELLER, "p1", "k"))
    assert problem.decision is not None
    assert problem.decision.clauses == ("amazon-custom.misuse.warranty",)
    assert [each.product for each in looked(workshop)] == [LIGHT]


def test_a_withdrawn_product_takes_its_listing_with_it(workshop: Workshop) -> None:
    case_id = public(workshop).record.listing
    assert withdrawn(workshop).record.visibility is Visibility.WITHDRAWN
    assert workshop.record(case_id).header.stage == "unpublished"
    assert looked(workshop) == []


def test_a_listing_that_is_unpublished_takes_its_product_with_it(workshop: Workshop) -> None:
    case_id = public(workshop).record.listing
    workshop.did(case_id, SELLER, Role.MERCHANT, "unpublish_listing", reason="owner")
    workshop.work()
    assert now(workshop) is Visibility.WITHDRAWN
    fine(workshop.publish(case_id))
    workshop.work()
    assert now(workshop) is Visibility.PUBLIC


def test_who_loses_the_programme_loses_the_public_products(workshop: Workshop) -> None:
    programme = workshop.approved()
    created(workshop)
    listed(workshop)
    published(workshop)
    workshop.did(programme, "operator", Role.OPERATOR, "sanction", **SANCTION)
    workshop.work()
    assert now(workshop) is Visibility.WITHDRAWN
    assert looked(workshop) == []


def test_a_listing_that_says_something_else_than_the_product_shows_nothing(workshop: Workshop) -> None:
    workshop.approved()
    secret = created(workshop, WARRANTED).record
    case_id = workshop.public(replace(GOOD, product="p1", product_hash=secret.hash))
    workshop.work()
    assert workshop.record(case_id).header.stage == "public"
    assert now(workshop) is Visibility.DRAFT


def test_a_price_in_a_currency_that_there_is_not_is_told_with_those_that_there_are(
    workshop: Workshop,
) -> None:
    created(workshop)
    problem = problem_of(list_product(workshop.house, SELLER, "p1", "JPY", "k"))
    assert (problem.code, problem.extra["known"]) == ("no_such_price", ["EUR", "USD"])


# At a jeweller ---------------------------------------------------------------------------------------


def test_a_piece_of_the_catalogue_is_ordered_under_the_jewellers_terms(workshop: Workshop) -> None:
    created(workshop, RING)
    told = {each.code: each.about for each in listed(workshop).findings}
    assert told["size"] == "not_offered"
    assert told["material"] == "free"
    published(workshop)
    summary = draw_up(workshop.house, SELLER, Ordered("p1", destination="US"))
    assert isinstance(summary, Summary)
    assert summary.content["price"] == {"currency": "USD", "minor": 6200}
    assert summary.content["shipping"] == {"currency": "USD", "minor": 600}


def test_a_piece_that_is_not_public_cannot_be_ordered(workshop: Workshop) -> None:
    created(workshop, RING)
    assert problem_of(draw_up(workshop.house, SELLER, Ordered("p1"))).code == "no_such_listing"
    published(workshop)
    withdrawn(workshop)
    assert problem_of(draw_up(workshop.house, SELLER, Ordered("p1"))).code == "no_such_listing"


def test_a_jewellers_change_is_public_at_once(workshop: Workshop) -> None:
    created(workshop, RING)
    published(workshop)
    updated(workshop, replace(RING, title="Gold ring"))
    assert [each.product.title for each in looked(workshop)] == ["Gold ring"]


def test_a_public_product_stays_in_its_channel(workshop: Workshop) -> None:
    created(workshop, RING)
    published(workshop)
    moved = replace(RING, channel=Channel.PROGRAMME)
    assert problem_of(update_product(workshop.house, SELLER, "p1", moved, 1)).code == "channel_fixed"
