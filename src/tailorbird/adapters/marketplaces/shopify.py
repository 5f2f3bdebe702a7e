"""Shopify's public product: `/products/HANDLE.json`, or one product of `/products.json`."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from tailorbird.adapters.marketplaces.document import Document
from tailorbird.adapters.marketplaces.fields import Fields
from tailorbird.domain.marketplace.arrangements import read_made_to_order, read_presale
from tailorbird.domain.marketplace.forms import product_url
from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.links import RecognisedLink
from tailorbird.domain.marketplace.product import (
    Attribute,
    ListingStatus,
    MarketplaceProduct,
    SellerInfo,
    Variant,
)

_OPTIONS: Final = ("option1", "option2", "option3")
_NO_OPTION: Final = "Default Title"
_HANDLE: Final = re.compile(r"[\w\-]{1,255}")


def payload(document: Document, hint: RecognisedLink | None = None) -> Document | None:
    """The product within the document, if it is Shopify's; of a list the hint's, or the only one."""
    listed = document.get("products")
    candidates = listed if isinstance(listed, list) else [document.get("product", document)]
    products = [item for item in candidates if _is_product(item)]
    if hint is not None and len(products) > 1:
        products = [item for item in products if item.get("handle") == hint.product_id]
    return products[0] if len(products) == 1 else None


def read(page: Document, hint: RecognisedLink | None) -> MarketplaceProduct | None:
    """The product that the page describes; None if its handle or title cannot be read.

    The page does not name its shop: the hint's link does, and must be given.
    """
    notes: list[str] = []
    fields = Fields(page, notes)
    handle = fields.text("handle", "product_id")
    title = fields.text("title", "title")
    if hint is None or title is None or handle is None or not _HANDLE.fullmatch(handle):
        return None
    host = urlsplit(hint.canonical_url).hostname or ""
    variants = _variants(fields)
    currencies = {variant.price.currency for variant in variants if variant.price is not None}
    weights = {variant.weight_g for variant in variants}
    pictures = [item.value("src") for item in fields.children("images", "images")]
    product_type = fields.text("product_type", "categories")
    return MarketplaceProduct(
        marketplace=Marketplace.SHOPIFY,
        product_id=handle,
        title=title,
        url=product_url(Marketplace.SHOPIFY, handle, host),
        images=fields.kept_pictures(pictures),
        currency=currencies.pop() if len(currencies) == 1 else None,
        status=ListingStatus.LISTED if fields.has("published_at") else ListingStatus.UNKNOWN,
        # The vendor is the goods' brand; who sells is the shop.
        seller=SellerInfo(id=host, name=None),
        variants=variants,
        weight_g=weights.pop() if len(weights) == 1 else None,
        made_to_order=read_made_to_order((title,), ()),
        presale=read_presale((title,), ()),
        brand=fields.text("vendor", "brand"),
        categories=tuple(filter(None, [product_type, *fields.texts("tags", "categories")])),
        unreadable=tuple(notes),
    )


def _is_product(item: object) -> bool:
    return isinstance(item, dict) and "handle" in item and "variants" in item


def _variants(fields: Fields) -> tuple[Variant, ...]:
    if fields.value("variants") is None:
        fields.note("variants")
    names = _option_names(fields)
    found: list[Variant] = []
    for item in fields.children("variants", "variants"):
        variant_id = item.identifier("id", "id")
        if variant_id is None:
            fields.note("variants")
            continue
        currency = item.currency("price_currency", "price")
        found.append(
            Variant(
                id=variant_id,
                spec_id=item.text("sku", "spec_id"),
                attributes=_attributes(item, names),
                price=item.money("price", "price", currency),
                # The public page hides the stock; it only tells what cannot be bought.
                stock=0 if item.value("available") is False else None,
                list_price=item.money("compare_at_price", "list_price", currency),
                weight_g=item.grams("grams", "weight_g", kilograms=False),
            )
        )
    return tuple(found)


def _option_names(fields: Fields) -> list[str]:
    names = [item.text("name", "options") for item in fields.children("options", "options")]
    return [name or f"Option {place}" for place, name in enumerate(names, start=1)]


def _attributes(item: Fields, names: list[str]) -> tuple[Attribute, ...]:
    padded = [*names, *(f"Option {place}" for place in range(len(names) + 1, len(_OPTIONS) + 1))]
    values = [(name, item.text(key, "attributes")) for name, key in zip(padded, _OPTIONS, strict=False)]
    return tuple(
        Attribute(name, None, value, None)
        for name, value in values
        if value is not None and value != _NO_OPTION
    )
