"""1688's product detail: the answer of `product.search.queryProductDetail`."""

from __future__ import annotations

import re
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
    PriceTier,
    Quoting,
    Score,
    SellerInfo,
    Variant,
)

_CURRENCY: Final = "CNY"
_WITHDRAWN: Final = frozenset(
    {"expired", "auto expired", "member expired", "deleted", "member deleted", "TBD", "untread"}
)
_QUOTING: Final = {0: Quoting.BY_QUANTITY, 1: Quoting.BY_SPECIFICATION, 2: Quoting.BY_QUANTITY}
_NO_SPECIFICATIONS: Final = 0
_DISPATCH: Final = re.compile(r"shipIn(\d{1,3})(Hours?|Days?)", re.ASCII)
_HOURS_A_DAY: Final = 24
_SCORES: Final = (
    "compositeServiceScore", "offerExperienceScore", "logisticsExperienceScore",
    "disputeComplaintScore", "consultingExperienceScore", "afterSalesExperienceScore",
)  # fmt: skip


def payload(document: Document) -> Document | None:
    """The offer within the answer, if it is 1688's.

    `success` is not asked: it may be false on an answer that holds the offer all the same.
    """
    return unwrapped(document, ("result", "data"), lambda level: "offerId" in level and "subject" in level)


def read(offer: Document, hint: RecognisedLink | None) -> MarketplaceProduct | None:
    """The product that the offer describes; None if its id or title cannot be read."""
    notes: list[str] = []
    fields = Fields(offer, notes)
    product_id = fields.identifier("offerId", "product_id")
    title = fields.text("subject", "title")
    if product_id is None or title is None:
        return None
    title_en = fields.text("subjectTrans", "title_en")
    attributes = _attributes(fields.children("productAttribute", "attributes"))
    sale = fields.child("productSaleInfo", "price_tiers")
    shipping = fields.child("productShippingInfo", "freight")
    quote_type = sale.integer("quoteType", "quoting")
    return MarketplaceProduct(
        marketplace=Marketplace.ALIBABA_1688,
        product_id=product_id,
        title=title,
        title_en=title_en,
        url=product_url(Marketplace.ALIBABA_1688, product_id),
        images=fields.child("productImage", "images").pictures("images"),
        currency=_CURRENCY,
        status=_status(fields),
        seller=_seller(fields),
        variants=_variants(fields, shipping, quote_type),
        price_tiers=_tiers(sale),
        quoting=_QUOTING.get(quote_type, Quoting.UNKNOWN) if quote_type is not None else (Quoting.UNKNOWN),
        min_order_quantity=fields.integer("minOrderQuantity", "min_order_quantity", 1),
        batch_number=fields.integer("batchNumber", "batch_number", 1),
        freight=_freight(shipping),
        weight_g=shipping.grams("weight", "weight_g", kilograms=True),
        size=shipping.size("length", "width", "height"),
        made_to_order=read_made_to_order((title, title_en), attributes),
        presale=read_presale((title, title_en), attributes),
        categories=tuple(filter(None, [fields.text("categoryName", "categories")])),
        attributes=attributes,
        unreadable=tuple(notes),
    )


def _status(fields: Fields) -> ListingStatus:
    status = fields.text("status", "status")
    if status == "published":
        return ListingStatus.LISTED
    return ListingStatus.WITHDRAWN if status in _WITHDRAWN else ListingStatus.UNKNOWN


def _seller(fields: Fields) -> SellerInfo:
    data = fields.child("sellerDataInfo", "seller")
    scores = [(name, data.decimal(name, "seller.rating", HIGHEST_RATING)) for name in _SCORES]
    known = dict(scores)
    return SellerInfo(
        id=fields.text("sellerOpenId", "seller.id"),
        name=fields.text("companyName", "seller.name"),
        rating=known["compositeServiceScore"],
        medal_level=data.integer("tradeMedalLevel", "seller.medal_level"),
        scores=tuple(Score(name, value) for name, value in scores if value is not None),
    )


def _attributes(listed: list[Fields]) -> tuple[Attribute, ...]:
    found: list[Attribute] = []
    for item in listed:
        name, value = item.text("attributeName", "name"), item.text("value", "value")
        if name is None or value is None:
            item.note("value")
            continue
        name_en = item.text("attributeNameTrans", "name_en")
        found.append(Attribute(name, name_en, value, item.text("valueTrans", "value_en")))
    return tuple(found)


def _variants(fields: Fields, shipping: Fields, quote_type: int | None) -> tuple[Variant, ...]:
    if fields.value("productSkuInfos") is None and quote_type != _NO_SPECIFICATIONS:
        fields.note("variants")
        return ()
    weights = _weights(shipping)
    found: list[Variant] = []
    for item in fields.children("productSkuInfos", "variants"):
        spec_id = item.text("specId", "spec_id")
        sku_id = item.identifier("skuId", "id") or spec_id
        if sku_id is None:
            fields.note("variants")
            continue
        found.append(
            Variant(
                id=sku_id,
                spec_id=spec_id,
                attributes=_attributes(item.children("skuAttributes", "attributes")),
                price=item.money("price", "price", _CURRENCY),
                stock=item.integer("amountOnSale", "stock"),
                weight_g=weights.get(spec_id or sku_id, weights.get(sku_id)),
            )
        )
    return tuple(found)


def _weights(shipping: Fields) -> dict[str, int]:
    """Grams by specification or SKU: the older list counts in grams, the newer in kilograms."""
    weights: dict[str, int] = {}
    for key, kilograms in (("skuShippingDetails", True), ("skuShippingInfoList", False)):
        for item in shipping.children(key, "weights"):
            grams = item.grams("weight", "weight_g", kilograms=kilograms)
            names = (item.identifier("skuId", "id"), item.text("specId", "spec_id"))
            if grams is not None:
                weights |= {name: grams for name in names if name is not None}
    return weights


def _tiers(sale: Fields) -> tuple[PriceTier, ...]:
    found: list[PriceTier] = []
    for item in sale.children("priceRangeList", "price_tiers"):
        start = item.integer("startQuantity", "from_quantity", 1)
        price = item.money("price", "price", _CURRENCY)
        if start is None or price is None:
            sale.note("price_tiers")
        else:
            found.append(PriceTier(start, price))
    return tuple(found)


def _freight(shipping: Fields) -> Freight:
    promise = shipping.text("shippingTimeGuarantee", "freight.dispatch_within_hours")
    match = _DISPATCH.fullmatch(promise or "")
    if promise is not None and match is None:
        shipping.note("freight.dispatch_within_hours")
    hours = None
    if match is not None:
        hours = int(match[1]) * (_HOURS_A_DAY if match[2].startswith("Day") else 1)
    return Freight(
        ships_from=shipping.text("sendGoodsAddressText", "freight.ships_from"),
        dispatch_within_hours=hours,
    )
