"""Misuse of the customization features that a listing's words show."""

from __future__ import annotations

from typing import Final

from tailorbird.domain.cases.case import Case
from tailorbird.domain.listing.signs import Certainty, SignKind
from tailorbird.domain.terms.answers import Finding, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters
from tailorbird_terms.amazon_custom.v1.places import field_at
from tailorbird_terms.amazon_custom.v1.review import (
    Reviewal,
    Reviewed,
    Sentences,
    by_signs,
    grounds,
    judged,
    reviewed,
)
from tailorbird_terms.amazon_custom.v1.standing import draft_of, recognised_in

CATEGORIES: Final = "amazon-custom.misuse.categories"
PURPOSE: Final = "amazon-custom.misuse.purpose"
WARRANTY: Final = "amazon-custom.misuse.warranty"
BUNDLING: Final = "amazon-custom.misuse.bundling"
FREE: Final = "amazon-custom.misuse.free-promotion"
YES_NO: Final = "amazon-custom.misuse.yes-no"

_BARRED: Final = says("List the product without customization; products of this kind cannot have it.")
_CATEGORY: Final = Sentences(
    sure=says("“{words}” says that the product is of a barred kind."),
    doubtful=says("“{words}” may say that the product is of a barred kind."),
    option=_BARRED,
    field=_BARRED,
    text=_BARRED,
)
_PURPOSE: Final = Sentences(
    sure=says("“{words}” does not customize the product."),
    doubtful=says("“{words}” may not customize the product."),
    option=says("Remove the option “{name}” of the field “{field}”; it changes nothing about the product."),
    field=says("Remove the field “{name}”; each field has to change something about the product."),
)
_WARRANTY: Final = Sentences(
    sure=says("“{words}” offers a warranty."),
    doubtful=says("“{words}” may offer a warranty."),
    option=says("Remove the option “{name}”; offer a warranty outside the customization."),
    field=says("Remove the field “{name}”; offer a warranty outside the customization."),
)
_BUNDLING: Final = Sentences(
    sure=says("“{words}” adds another product."),
    doubtful=says("“{words}” may add another product."),
    option=says("Remove the option “{name}”; list what it adds as a product of its own."),
    field=says("Remove the field “{name}”; list what it adds as a product of its own."),
)
_FREE: Final = Sentences(
    sure=says("“{words}” offers something free of charge."),
    doubtful=says("“{words}” may offer something free of charge."),
    option=says("Remove the option “{name}”; a free item is no customization."),
    field=says("Remove the field “{name}”; a free item is no customization."),
)
_YES_NO: Final = Sentences(
    sure=says("“{words}” is an answer of yes or no, or asks for one."),
    doubtful=says("“{words}” may be an answer of yes or no, or ask for one."),
    option=says("Give the field “{field}” values that say what is made, such as colours, sizes or motifs."),
    field=says("Let the field “{name}” ask for what is made, such as a text, a colour or a motif."),
)


@clause("amazon-custom.misuse.categories")
def no_barred_product(q: Reviewed, p: Parameters) -> Reviewal:
    """Some products cannot be listed for customization: {barred_categories}. Refurbished ones cannot
    either. The category counts, and so does what title and text say; things made for such a product, such
    as a sleeve, can be listed."""
    kinds = (SignKind.BARRED_CATEGORY, SignKind.REFURBISHED)
    found = (*by_signs(q.case, CATEGORIES, _CATEGORY, *kinds),)
    stated = _stated_category(q.case, p)
    if stated is not None:
        found = (*(each for each in found if each.about != stated.about), stated)
    return reviewed(q, found, grounds(q.case, *kinds))


def _stated_category(case: Case, p: Parameters) -> Finding | None:
    """The finding on a category that the terms name, whatever its language calls it elsewhere."""
    drafted = draft_of(case)
    if drafted is None:
        return None
    stated = drafted.fact.document.category
    leaf = stated.replace("›", ">").replace("/", ">").rsplit(">", 1)[-1].strip()
    if leaf.casefold() not in p.words("barred_categories"):
        return None
    told = says("“{words}” says that the product is of a barred kind.", words=stated)
    return Finding(CATEGORIES, "category", told, _BARRED)


@clause("amazon-custom.misuse.purpose")
def every_field_customizes(q: Reviewed, p: Parameters) -> Reviewal:
    """Each field that a buyer meets has to customize the product further. A field that asks for a
    quantity, a gift note, the delivery or an address customizes nothing; one that leads round another rule
    of the marketplace does not either."""
    kind = SignKind.NO_PURPOSE
    return reviewed(q, by_signs(q.case, PURPOSE, _PURPOSE, kind), grounds(q.case, kind))


@clause("amazon-custom.misuse.warranty")
def no_warranty(q: Reviewed, p: Parameters) -> Reviewal:
    """A warranty cannot be an option: not yours, not a third party's, not the manufacturer's. The same
    goes for guarantees and protection plans."""
    kind = SignKind.WARRANTY
    return reviewed(q, by_signs(q.case, WARRANTY, _WARRANTY, kind), grounds(q.case, kind))


@clause("amazon-custom.misuse.bundling")
def no_bundle(q: Reviewed, p: Parameters) -> Reviewal:
    """An option cannot add another product, such as a charging cord to a phone case. An option that
    changes the product itself can."""
    kind = SignKind.BUNDLING
    return reviewed(q, by_signs(q.case, BUNDLING, _BUNDLING, kind), grounds(q.case, kind))


@clause("amazon-custom.misuse.free-promotion")
def nothing_free(q: Reviewed, p: Parameters) -> Reviewal:
    """A free item is no customization and cannot be an option. The product itself has to have something
    that can be customized."""
    kind = SignKind.FREE_PROMOTION
    found = by_signs(q.case, FREE, _FREE, kind)
    if not _left_to_customize(q.case):
        found = (*found, _nothing_to_customize())
    return reviewed(q, found, grounds(q.case, kind))


def _left_to_customize(case: Case) -> tuple[str, ...]:
    """The customizing fields, without those that a person's word bars. A dash while nobody has looked."""
    drafted, recognised = draft_of(case), recognised_in(case)
    if drafted is None or recognised is None:
        return ("-",)
    document = drafted.fact.document
    barred = {
        field_at(document, each.sign.where)
        for each in judged(case, *SignKind)
        if each.certainty is Certainty.SURE
    }
    return tuple(each for each in recognised.fact.customizing if each not in barred)


def _nothing_to_customize() -> Finding:
    return Finding(
        FREE,
        "fields",
        says("No field of the listing customizes the product."),
        says("Add a text, a picture or a choice that changes the product itself."),
    )


@clause("amazon-custom.misuse.yes-no")
def no_yes_or_no(q: Reviewed, p: Parameters) -> Reviewal:
    """A text or a choice cannot have yes or no as its value, in whatever language or by whatever sign.
    That adds nothing to the product."""
    kind = SignKind.YES_NO
    return reviewed(q, by_signs(q.case, YES_NO, _YES_NO, kind), grounds(q.case, kind))
