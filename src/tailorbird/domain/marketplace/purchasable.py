"""What speaks against buying a quantity of a variant: withdrawal, stock, minimum and batches."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain.marketplace.product import ListingStatus, MarketplaceProduct, Variant


class PurchaseProblemCode(StrEnum):
    """Why a request cannot be bought as it stands."""

    WITHDRAWN = "withdrawn"
    OUT_OF_STOCK = "out_of_stock"
    BELOW_MINIMUM = "below_minimum"
    NOT_IN_BATCHES = "not_in_batches"
    QUANTITY_NOT_POSITIVE = "quantity_not_positive"
    SPECIFICATION_NOT_OFFERED = "specification_not_offered"
    SELLER_DIFFERS = "seller_differs"


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant that may be chosen, and how many there are, if that is known."""

    variant_id: str
    label: str
    stock: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseProblem:
    """What is wrong with the request, and what the buyer can do."""

    code: PurchaseProblemCode
    message: str
    next_step: str
    choices: tuple[Choice, ...] = ()


def choices_of(variants: tuple[Variant, ...]) -> tuple[Choice, ...]:
    """The variants as choices, in the page's order."""
    return tuple(Choice(item.id, item.label, item.stock) for item in variants)


def same_seller(given: str, named: str) -> bool:
    """Whether the buyer's words can mean the seller named on the page: equal, or a part of it."""
    short, long = sorted((_letters(given), _letters(named)), key=len)
    return short == long or (len(short) > 1 and short in long)


def speaks_against(
    product: MarketplaceProduct, variant: Variant | None, quantity: int | None
) -> tuple[PurchaseProblem, ...]:
    """Everything that the page says against the purchase. What is unknown speaks neither way."""
    found = (
        _withdrawn(product),
        _out_of_stock(product, variant, quantity),
        _below_minimum(product, quantity),
        _not_in_batches(product, quantity),
    )
    return tuple(problem for problem in found if problem is not None)


def _withdrawn(product: MarketplaceProduct) -> PurchaseProblem | None:
    if product.status is not ListingStatus.WITHDRAWN:
        return None
    return PurchaseProblem(
        PurchaseProblemCode.WITHDRAWN,
        "The seller has withdrawn this product.",
        "Choose another product, or ask the provider to find the like.",
    )


def _out_of_stock(
    product: MarketplaceProduct, variant: Variant | None, quantity: int | None
) -> PurchaseProblem | None:
    stock = variant.stock if variant is not None else _stock_of_all(product)
    if stock is None or stock >= (quantity or 1):
        return None
    others = tuple(item for item in product.variants if item.stock and item.stock > stock)
    left = f"Only {stock} are left" if stock else "Nothing is left"
    return PurchaseProblem(
        PurchaseProblemCode.OUT_OF_STOCK,
        f"{left} of {variant.label if variant is not None else 'this product'}.",
        "Choose another specification or fewer pieces."
        if others or stock
        else "Wait, or choose another product.",
        choices_of(others),
    )


def _stock_of_all(product: MarketplaceProduct) -> int | None:
    """The stock of all variants together; None if one of them is unknown."""
    stocks = [item.stock for item in product.variants if item.stock is not None]
    whole = stocks and len(stocks) == len(product.variants)
    return sum(stocks) if whole and not product.is_unreadable("variants") else None


def _below_minimum(product: MarketplaceProduct, quantity: int | None) -> PurchaseProblem | None:
    minimum = product.min_order_quantity
    if quantity is None or minimum is None or quantity >= minimum:
        return None
    return PurchaseProblem(
        PurchaseProblemCode.BELOW_MINIMUM,
        f"The seller takes orders of {minimum} pieces and more; {quantity} are asked for.",
        f"Ask for at least {minimum}.",
    )


def _not_in_batches(product: MarketplaceProduct, quantity: int | None) -> PurchaseProblem | None:
    batch = product.batch_number
    if quantity is None or batch is None or batch < 1 or quantity % batch == 0:
        return None
    # Round up to a whole batch, and to one that reaches the minimum.
    least = max(quantity, product.min_order_quantity or 0)
    above = -(-least // batch) * batch
    return PurchaseProblem(
        PurchaseProblemCode.NOT_IN_BATCHES,
        f"The seller sells in batches of {batch}; {quantity} is not a multiple of it.",
        f"Ask for {above}, or another multiple of {batch}.",
    )


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
