"""Taobao Global's item detail: the answer of `/traffic/item/get`. Its prices are in fen."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tailorbird.adapters.marketplaces.document import Document, unwrapped
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

_STATUS: Final = {
    "normal": ListingStatus.LISTED,
    "onsale": ListingStatus.LISTED,
    "instock": ListingStatus.WITHDRAWN,
    "delete": ListingStatus.WITHDRAWN,
    "deleted": ListingStatus.WITHDRAWN,
    "offline": ListingStatus.WITHDRAWN,
}


def payload(document: Document) -> Document | None:
    """The item within the answer, if it is Taobao Global's."""
    return unwrapped(
        document,
        ("data", "result"),
        lambda level: (
            "item_id" in level
            and "title" in level
            and any(key in level for key in ("mp_id", "sku_list", "shop_name"))
        ),
    )


def read(item: Document, hint: RecognisedLink | None) -> MarketplaceProduct | None:
    """The product that the item describes; None if its id or title cannot be read.

    The answer does not say whether the shop is Taobao's or Tmall's; the hint's link does.
    """
    notes: list[str] = []
    fields = Fields(item, notes)
    product_id = fields.identifier("item_id", "product_id")
    title = fields.text("title", "title")
    if product_id is None or title is None:
        return None
    on_tmall = hint is not None and hint.marketplace is Marketplace.TMALL
    marketplace = Marketplace.TMALL if on_tmall else Marketplace.TAOBAO
    title_en = fields.child("translate_title", "title_en").text("en", "title_en")
    currency = fields.currency("currency", "currency")
    attributes = _attributes(fields.children("properties", "attributes"))
    return MarketplaceProduct(
        marketplace=marketplace,
        product_id=product_id,
        title=title,
        title_en=title_en,
        url=product_url(marketplace, product_id),
        images=fields.pictures("pic_urls"),
        currency=currency,
        status=_STATUS.get(fields.text("status", "status") or "", ListingStatus.UNKNOWN),
        seller=SellerInfo(
            id=fields.identifier("shop_id", "seller.id"),
            name=fields.text("shop_name", "seller.name"),
        ),
        variants=_variants(fields, currency),
        min_order_quantity=fields.integer("begin_amount", "min_order_quantity", 1),
        made_to_order=read_made_to_order((title, title_en), attributes),
        presale=read_presale((title, title_en), attributes),
        attributes=attributes,
        unreadable=tuple(notes),
    )


def _variants(fields: Fields, currency: str | None) -> tuple[Variant, ...]:
    if fields.value("sku_list") is None:
        fields.note("variants")
    found: list[Variant] = []
    for item in fields.children("sku_list", "variants"):
        sku_id = item.identifier("sku_id", "id")
        if sku_id is None:
            fields.note("variants")
            continue
        listed = item.minor_money("price", "list_price", currency)
        reduced = item.minor_money("promotion_price", "price", currency)
        variant = Variant(
            id=sku_id,
            spec_id=item.identifier("mp_sku_id", "spec_id"),
            attributes=_attributes(item.children("properties", "attributes")),
            price=reduced if item.has("promotion_price") else listed,
            stock=item.integer("quantity", "stock"),
            list_price=listed,
        )
        # Another status than normal is not documented: whether it can be bought is unknown.
        if item.text("status", "status") not in (None, "normal"):
            item.note("stock")
            variant = replace(variant, stock=None)
        found.append(variant)
    return tuple(found)


def _attributes(listed: list[Fields]) -> tuple[Attribute, ...]:
    found: list[Attribute] = []
    for entry in listed:
        name, value = entry.text("prop_name", "name"), entry.text("value_name", "value")
        if name is None or value is None:
            entry.note("value")
        else:
            found.append(Attribute(name, None, value, None))
    return tuple(found)
