"""What a buyer is told when the product changed under their design."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.domain.catalogue.product import PriceTier, Product
from tailorbird.domain.customization.revisions import changes
from tailorbird.domain.customization.template import Surcharge, Template
from tailorbird.domain.listing.document import Requirement
from tailorbird.domain.money import Money
from tests.domain.customization.templates import COLOUR, FRONT, PRODUCT, TEMPLATE, WISH, with_field


def revised(template: Template) -> Product:
    return replace(PRODUCT, template=template)


DEARER_GOLD = replace(COLOUR.options[1], prices=(Money(400, "USD"), Money(2000, "CNY")))
DEARER_MUG = replace(
    PRODUCT.variants[0], prices=(PriceTier(price=Money(1100, "USD")), *PRODUCT.variants[0].prices[1:])
)
CHANGED = {
    "a field gone": (
        revised(replace(TEMPLATE, fields=TEMPLATE.fields[:-1])),
        "field_removed",
        "“Wish” is no longer",
    ),
    "a field more": (
        revised(replace(TEMPLATE, fields=(*TEMPLATE.fields, replace(WISH, field="w2", label="Card")))),
        "field_added",
        "“Card”",
    ),
    "a field that is required now": (
        revised(with_field(replace(WISH, required=Requirement.REQUIRED))),
        "field_changed",
        "“Wish”",
    ),
    "an option gone": (
        revised(with_field(replace(COLOUR, options=COLOUR.options[:1]))),
        "option_removed",
        "“Gold”",
    ),
    "an option dearer": (
        revised(with_field(replace(COLOUR, options=(COLOUR.options[0], DEARER_GOLD)))),
        "price_changed",
        "“Colour: Gold” costs USD 4.00 instead of USD 3.00",
    ),
    "the goods dearer": (
        replace(PRODUCT, variants=(DEARER_MUG,)),
        "price_changed",
        "USD 11.00 instead of USD 10.00",
    ),
    "a version gone": (
        replace(PRODUCT, variants=(replace(PRODUCT.variants[0], variant="15oz"),)),
        "variant_removed",
        "11oz",
    ),
    "another surcharge": (
        revised(
            replace(
                TEMPLATE,
                surcharges=(*TEMPLATE.surcharges, Surcharge(label="Box", amounts=(Money(99, "USD"),))),
            )
        ),
        "price_changed",
        "“Box” costs USD 0.99 instead of nothing",
    ),
    "another area": (
        revised(replace(TEMPLATE, surfaces=(replace(FRONT, bleed_um=3000),))),
        "surface_changed",
        "“Front”",
    ),
    "no side": (revised(replace(TEMPLATE, surfaces=())), "surface_removed", "“Front”"),
    "other limits": (revised(replace(TEMPLATE, max_quantity=5)), "rules_changed", "how many"),
}


@pytest.mark.parametrize(("now", "code", "says"), CHANGED.values(), ids=CHANGED.keys())
def test_a_change_is_one_plain_sentence(now: Product, code: str, says: str) -> None:
    (told,) = changes(PRODUCT, now)
    assert told.code == code
    assert says in told.says
    assert told.says_zh


def test_the_same_document_has_no_changes() -> None:
    assert changes(PRODUCT, PRODUCT) == ()
    assert changes(PRODUCT, replace(PRODUCT, description="Dishwasher-proof.")) == ()
