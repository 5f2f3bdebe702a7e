"""What of an incomplete purchase request its link alone determines, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.links import RecognisedLink
from tailorbird.domain.marketplace.pricing import PiecePrice, PriceState, piece_price
from tailorbird.domain.marketplace.product import MarketplaceProduct, Variant
from tailorbird.domain.marketplace.purchasable import (
    Choice,
    PurchaseProblem,
    PurchaseProblemCode,
    choices_of,
    same_seller,
    speaks_against,
)
from tailorbird.domain.marketplace.specification import Meant, attributes_meant, variants_meant

_ONE_FORM: Final = "as offered, without options"


@dataclass(frozen=True, slots=True)
class Written:
    """What the buyer wrote beside the link. `variant` is a SKU's or a specification's id."""

    seller_name: str | None = None
    specification: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    variant: str | None = None
    quantity: int | None = None


class FindingState(StrEnum):
    """How a field of the request stands."""

    GIVEN = "given"
    DETERMINED = "determined"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One field: its value, where a determined one was read, the choices of an ambiguous one."""

    state: FindingState
    value: str | None = None
    source: str | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the field needs nothing more from the buyer."""
        return self.state in (FindingState.GIVEN, FindingState.DETERMINED)


@dataclass(frozen=True, slots=True)
class Determination:
    """How every field stands, the variant if it is definite, its price, and what is wrong."""

    seller: Finding
    specification: Finding
    quantity: Finding
    variant: Variant | None
    price: PiecePrice
    problems: tuple[PurchaseProblem, ...]

    @property
    def open_fields(self) -> tuple[str, ...]:
        """The fields that the buyer must still fill in."""
        fields = {
            "seller": self.seller,
            "specification": self.specification,
            "quantity": self.quantity,
        }
        return tuple(name for name, finding in fields.items() if not finding.settled)


def determine(link: RecognisedLink, product: MarketplaceProduct, written: Written) -> Determination:
    """What the buyer gave, what the link determines definitively, and what stays open.

    Nothing is chosen for the buyer: several variants and no word about them are ambiguous, even if
    only one is in stock. A quantity is never determined.
    """
    problems: list[PurchaseProblem] = []
    seller = _seller(product, written, problems)
    specification, variant = _specification(link, product, written, problems)
    quantity, count = _quantity(written, problems)
    problems += speaks_against(product, variant, count)
    price = _price(product, variant, specification, count)
    return Determination(seller, specification, quantity, variant, price, tuple(problems))


def _seller(product: MarketplaceProduct, written: Written, problems: list[PurchaseProblem]) -> Finding:
    name = product.seller.name
    if given := _said(written.seller_name):
        if name and not same_seller(given, name):
            problems.append(
                PurchaseProblem(
                    PurchaseProblemCode.SELLER_DIFFERS,
                    f"The page names the seller {name}, the request {given}.",
                    "Check that the link is the right one, then correct the seller's name.",
                )
            )
        return Finding(FindingState.GIVEN, given)
    if name:
        return Finding(FindingState.DETERMINED, name, "the seller named on the product's page")
    if product.marketplace is Marketplace.SHOPIFY and product.seller.id:
        return Finding(FindingState.DETERMINED, product.seller.id, "the shop that the link opens")
    return Finding(FindingState.MISSING)


def _specification(
    link: RecognisedLink,
    product: MarketplaceProduct,
    written: Written,
    problems: list[PurchaseProblem],
) -> tuple[Finding, Variant | None]:
    """The buyer's own words first, then the link's variant, then the only one there is."""
    by_buyer = _by_buyer(product, written, problems)
    if by_buyer is not None:
        return by_buyer
    chosen = product.variant(link.variant) if link.variant is not None else None
    if chosen is not None:
        return _determined(chosen, "the variant in the link"), chosen
    # With a part of the list unread, one left over is not the only one.
    if product.is_unreadable("variants"):
        return Finding(FindingState.MISSING), None
    if link.variant is not None and product.variants:
        problems.append(_not_offered(f"variant {link.variant} of the link", product))
        return _ambiguous(product.variants), None
    if len(product.variants) == 1:
        return _determined(product.variants[0], "the only specification offered"), (product.variants[0])
    if not product.variants:
        source = "the page offers no specifications"
        return Finding(FindingState.DETERMINED, _ONE_FORM, source), None
    return _ambiguous(product.variants), None


def _by_buyer(
    product: MarketplaceProduct, written: Written, problems: list[PurchaseProblem]
) -> tuple[Finding, Variant | None] | None:
    """What the buyer's own choice means; None if there is none."""
    text = _said(written.specification)
    if identifier := _said(written.variant):
        chosen = product.variant(identifier)
        meant = Meant((chosen,) if chosen is not None else (), definite=True)
        said = f"variant {identifier}"
    elif written.attributes:
        meant = attributes_meant(written.attributes, product.variants)
        said = ", ".join(f"{name}: {value}" for name, value in written.attributes)
    elif text:
        meant = variants_meant(text, product.variants)
        said = text
    else:
        return None
    if len(meant.variants) == 1 and meant.definite:
        return Finding(FindingState.GIVEN, meant.variants[0].label), meant.variants[0]
    if meant.variants:
        return _ambiguous(meant.variants), None
    # Words that fit no variant stay as they are: the provider reads them, the problem is named.
    if product.variants:
        problems.append(_not_offered(said, product))
    return Finding(FindingState.GIVEN, said), None


def _quantity(written: Written, problems: list[PurchaseProblem]) -> tuple[Finding, int | None]:
    if written.quantity is None:
        return Finding(FindingState.MISSING), None
    if written.quantity < 1:
        problems.append(
            PurchaseProblem(
                PurchaseProblemCode.QUANTITY_NOT_POSITIVE,
                f"A quantity of {written.quantity} cannot be bought.",
                "Ask for at least one piece.",
            )
        )
        return Finding(FindingState.MISSING), None
    return Finding(FindingState.GIVEN, str(written.quantity)), written.quantity


def _price(
    product: MarketplaceProduct,
    variant: Variant | None,
    specification: Finding,
    count: int | None,
) -> PiecePrice:
    if count is None:
        return PiecePrice(PriceState.UNKNOWN, "no quantity is given")
    if variant is None and specification.state is FindingState.GIVEN and product.variants:
        return PiecePrice(PriceState.UNKNOWN, "the specification given is not on the page")
    return piece_price(product, variant, count)


def _determined(variant: Variant, source: str) -> Finding:
    value = variant.label if variant.attributes else _ONE_FORM
    return Finding(FindingState.DETERMINED, value, source)


def _ambiguous(variants: tuple[Variant, ...]) -> Finding:
    return Finding(FindingState.AMBIGUOUS, choices=choices_of(variants))


def _not_offered(said: str, product: MarketplaceProduct) -> PurchaseProblem:
    return PurchaseProblem(
        PurchaseProblemCode.SPECIFICATION_NOT_OFFERED,
        f"The page does not offer {said}.",
        "Choose one of the specifications offered.",
        choices_of(product.variants),
    )


def _said(text: str | None) -> str | None:
    return (text.strip() or None) if text is not None else None
