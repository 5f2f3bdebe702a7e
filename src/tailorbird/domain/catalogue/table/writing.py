"""Products as rows of the table."""

from __future__ import annotations

from collections.abc import Iterator

from tailorbird.domain import codec
from tailorbird.domain.catalogue.product import Product, Variant
from tailorbird.domain.catalogue.table.columns import (
    COLUMNS,
    harmless,
    written_lead,
    written_list,
    written_options,
    written_prices,
)


def rows_of(product_id: str, product: Product) -> Iterator[tuple[str, ...]]:
    """One row a version; the first one says what the product is."""
    said = _said_of(product)
    for number, variant in enumerate(product.variants):
        cells = {"product": product_id, **(said if not number else {}), **_variant(variant)}
        yield tuple(harmless(cells.get(name, "")) for name in COLUMNS)


def _said_of(product: Product) -> dict[str, str]:
    return {
        "title": product.title,
        "title_zh": product.title_zh,
        "description": product.description,
        "description_zh": product.description_zh,
        "category": product.category,
        "channel": product.channel.value,
        "condition": product.condition,
        "bullets": written_list(product.bullets),
        "goods_classes": written_list(product.goods_classes),
        "declarations": written_list(product.declarations),
        "wishes_also": written_list(each.value for each in product.wishes_also),
        "wishes_not_offered": written_list(each.value for each in product.wishes_not_offered),
        "blank": product.blank,
        "media": codec.canonical(product.media).decode() if product.media else "",
        "template": codec.canonical(product.template).decode() if product.template is not None else "",
    }


def _variant(variant: Variant) -> dict[str, str]:
    numbers = {
        name: str(getattr(variant, name) or "") for name in ("weight_g", "length_mm", "width_mm", "height_mm")
    }
    return {
        "variant": variant.variant,
        "label": variant.label,
        "label_zh": variant.label_zh,
        "sku": variant.sku,
        "options": written_options(variant.options),
        "prices": written_prices(variant.prices),
        "stock": "" if variant.stock is None else str(variant.stock),
        "lead_days": written_lead(variant.lead),
        "gtin": variant.gtin,
        "gtin_exemption": variant.gtin_exemption,
        **numbers,
    }
