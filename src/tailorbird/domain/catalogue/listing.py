"""A product as the listing that the programme reviews: words, fields, prices and files in one document."""

from __future__ import annotations

from tailorbird.domain.catalogue.price import NoPrice, price_at
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.template import Field, Option, Template
from tailorbird.domain.listing.document import (
    Asset,
    AssetKind,
    CustomField,
    FieldKind,
    ListingDocument,
    OptionValue,
)
from tailorbird.domain.money import Money


def listing_document(product: Product, product_id: str, currency: str) -> ListingDocument | NoPrice:
    """The document under review, in this currency. `product_hash` names the product's document behind it.

    The Chinese words stand beside the English ones, so that both are reviewed.
    """
    price = price_at(product, "", 1, currency)
    if isinstance(price, NoPrice):
        return price
    return ListingDocument(
        title=product.title,
        description=_both(product.description, product.title_zh, product.description_zh, joint="\n\n"),
        category=product.category,
        language="en",
        bullets=product.bullets,
        fields=_fields(product.template, currency),
        gtin=next((each.gtin for each in product.variants if each.gtin), ""),
        price=price,
        assets=_assets(product),
        declarations=product.declarations,
        condition=product.condition,
        product=product_id,
        product_hash=product.hash,
    )


def _assets(product: Product) -> tuple[Asset, ...]:
    """The pictures and videos, and what is printed on the product itself; each file once."""
    shown = [
        Asset(asset=each.file, kind=each.kind, licence=each.licence, owner=each.owner)
        for each in product.media
    ]
    surfaces = product.template.surfaces if product.template is not None else ()
    printed = [
        Asset(asset=each.file, kind=AssetKind.GRAPHIC, licence=each.licence, owner=each.owner)
        for surface in surfaces
        for each in surface.artwork
    ]
    return tuple({each.asset: each for each in (*shown, *printed)}.values())


def _fields(template: Template | None, currency: str) -> tuple[CustomField, ...]:
    if template is None:
        return ()
    surfaces = {each.surface: each.label or each.surface for each in template.surfaces}
    return tuple(_field(each, surfaces.get(each.surface, each.surface), currency) for each in template.fields)


def _field(field: Field, surface: str, currency: str) -> CustomField:
    return CustomField(
        field=field.field,
        kind=FieldKind.TEXT if field.kind is FieldKind.WISH else field.kind,
        label=field.label,
        help=_both(field.help, field.label_zh, field.help_zh),
        values=tuple(_value(each, currency) for each in field.options),
        required=field.required,
        surface=surface,
        max_length=_length(field),
    )


def _length(field: Field) -> int | None:
    if field.kind is FieldKind.WISH:
        return field.wish_length
    return field.text.max_length if field.kind is FieldKind.TEXT and field.text is not None else None


def _value(option: Option, currency: str) -> OptionValue:
    label = _both(option.label, option.label_zh)
    return OptionValue(value=option.option, label=label, price_delta=_delta(option, currency))


def _delta(option: Option, currency: str) -> Money | None:
    return next((each for each in option.prices if each.currency == currency and each), None)


def _both(*texts: str, joint: str = " / ") -> str:
    return joint.join(each for each in texts if each.strip())
