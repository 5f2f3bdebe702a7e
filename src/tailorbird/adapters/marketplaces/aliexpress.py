"""AliExpress' dropshipping product: the answer of `aliexpress.ds.product.get`."""

from __future__ import annotations

from typing import Final

from tailorbird.adapters.marketplaces.document import Document, unwrapped
from tailorbird.adapters.marketplaces.fields import Fields
from tailorbird.domain.marketplace.arrangements import read_made_to_order, read_presale
from tailorbird.domain.marketplace.forms import product_url
from tailorbird.domain.marketplace.hosts import Marketplace
from tailorbird.domain.marketplace.links import RecognisedLink
from tailorbird.domain.marketplace.product import (
    HIGHEST_RATING,
    Attribute,
    Freight,
    ListingStatus,
    MarketplaceProduct,
    Score,
    SellerInfo,
    Variant,
)

_STATUS: Final = {
    "onSelling": ListingStatus.LISTED,
    "offline": ListingStatus.WITHDRAWN,
    "service_delete": ListingStatus.WITHDRAWN,
    "deleted": ListingStatus.WITHDRAWN,
}
_SCORES: Final = ("item_as_described_rating", "communication_rating", "shipping_speed_rating")


def payload(document: Document) -> Document | None:
    """The product within the answer, if it is AliExpress'."""
    return unwrapped(
        document,
        ("aliexpress_ds_product_get_response", "result"),
        lambda level: "ae_item_base_info_dto" in level,
    )


def read(answer: Document, hint: RecognisedLink | None) -> MarketplaceProduct | None:
    """The product that the answer describes; None if its id or title cannot be read."""
    notes: list[str] = []
    fields = Fields(answer, notes)
    base = fields.child("ae_item_base_info_dto", "product_id")
    product_id = base.identifier("product_id", "product_id")
    title = base.text("subject", "title")
    if product_id is None or title is None:
        return None
    package = fields.child("package_info_dto", "weight_g")
    logistics = fields.child("logistics_info_dto", "freight")
    currency = base.currency("currency_code", "currency")
    attributes = _attributes(fields)
    return MarketplaceProduct(
        marketplace=Marketplace.ALIEXPRESS,
        product_id=product_id,
        title=title,
        url=product_url(Marketplace.ALIEXPRESS, product_id),
        images=fields.child("ae_multimedia_info_dto", "images").pictures("image_urls"),
        currency=currency,
        status=_STATUS.get(base.text("product_status_type", "status") or "", ListingStatus.UNKNOWN),
        seller=_seller(fields.child("ae_store_info", "seller")),
        variants=_variants(fields, currency),
        freight=Freight(delivery_days=logistics.integer("delivery_time", "freight.delivery_days")),
        weight_g=package.grams("gross_weight", "weight_g", kilograms=True),
        size=package.size("package_length", "package_width", "package_height"),
        made_to_order=read_made_to_order((title,), attributes),
        presale=read_presale((title,), attributes),
        attributes=attributes,
        unreadable=tuple(notes),
    )


def _seller(store: Fields) -> SellerInfo:
    """The store. Its rating is that of its goods; the product's own rating is not the seller's."""
    scores = [(name, store.decimal(name, "seller.rating", HIGHEST_RATING)) for name in _SCORES]
    return SellerInfo(
        id=store.identifier("store_id", "seller.id"),
        name=store.text("store_name", "seller.name"),
        rating=dict(scores)["item_as_described_rating"],
        scores=tuple(Score(name, value) for name, value in scores if value is not None),
    )


def _attributes(fields: Fields) -> tuple[Attribute, ...]:
    found: list[Attribute] = []
    for item in fields.children("ae_item_properties", "attributes", "ae_item_property"):
        name, value = item.text("attr_name", "name"), item.text("attr_value", "value")
        if name is not None and value is not None:
            found.append(Attribute(name, None, value, None))
    return tuple(found)


def _variants(fields: Fields, currency: str | None) -> tuple[Variant, ...]:
    if fields.value("ae_item_sku_info_dtos") is None:
        fields.note("variants")
    found: list[Variant] = []
    for item in fields.children("ae_item_sku_info_dtos", "variants", "ae_item_sku_info_d_t_o"):
        sku_id = item.identifier("sku_id", "id")
        if sku_id is None:
            fields.note("variants")
            continue
        own = item.currency("currency_code", "price") or currency
        listed = item.money("sku_price", "list_price", own)
        offered = item.money("offer_sale_price", "price", own)
        found.append(
            Variant(
                id=sku_id,
                spec_id=item.text("sku_attr", "spec_id"),
                attributes=_properties(item),
                price=offered if item.has("offer_sale_price") else listed,
                stock=item.integer("sku_available_stock", "stock"),
                list_price=listed,
            )
        )
    return tuple(found)


def _properties(item: Fields) -> tuple[Attribute, ...]:
    """A variant's values; the seller's own name of a value comes before the catalogue's."""
    found: list[Attribute] = []
    for entry in item.children("ae_sku_property_dtos", "attributes", "ae_sku_property_d_t_o"):
        name = entry.text("sku_property_name", "name")
        value = entry.text("property_value_definition_name", "value") or entry.text(
            "sku_property_value", "value"
        )
        if name is None or value is None:
            entry.note("value")
        else:
            found.append(Attribute(name, None, value, None))
    return tuple(found)
