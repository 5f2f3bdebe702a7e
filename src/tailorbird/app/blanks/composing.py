"""From a blank and a design that fits it: the product's template and variants."""

from __future__ import annotations

from dataclasses import replace

from tailorbird.app.blanks.fitting import surfaces_used
from tailorbird.app.blanks.wishes import NewDesign, Placement
from tailorbird.domain.catalogue.blank import Blank, Size
from tailorbird.domain.catalogue.product import Medium, PriceTier, Product, Variant
from tailorbird.domain.customization.template import Field, PlacedArtwork, Surface, Template
from tailorbird.domain.money import Money


def product_of(blank: Blank, design: NewDesign, media: tuple[Medium, ...]) -> Product:
    """The whole product. Texts that the merchant left out are the blank's."""
    own_words = bool(design.description.strip())
    return Product(
        title=design.title.strip(),
        title_zh=design.title_zh.strip(),
        description=design.description if own_words else blank.description,
        description_zh=design.description_zh if own_words else blank.description_zh,
        bullets=design.bullets,
        channel=design.channel,
        category=blank.category,
        variants=variants_of(blank, design),
        media=media,
        goods_classes=blank.goods_classes,
        declarations=design.declarations,
        template=template_of(blank, design),
        blank=blank.blank,
    )


def template_of(blank: Blank, design: NewDesign) -> Template:
    """The surfaces in use with the merchant's pictures, the colours offered, and the fields kept open."""
    kept = (each for each in blank.fields if not each.surface or each.field in design.open_fields)
    return Template(
        surfaces=tuple(decorated(each, design) for each in surfaces_used(blank, design)),
        fields=(colours_offered(blank, design), *kept),
        approval=design.approval,
    )


def colours_offered(blank: Blank, design: NewDesign) -> Field:
    """The blank's choice of colour with the options that the merchant offers."""
    wanted = design.colours
    offered = (each for each in blank.colour.options if not wanted or each.option in wanted)
    return replace(blank.colour, options=tuple(offered))


def decorated(surface: Surface, design: NewDesign) -> Surface:
    """The surface with the merchant's pictures on it."""
    placed = (_artwork(surface, each) for each in design.placements if each.surface == surface.surface)
    return replace(surface, artwork=tuple(placed))


def _artwork(surface: Surface, placed: Placement) -> PlacedArtwork:
    return PlacedArtwork(
        file=placed.file,
        area=placed.area or surface.area,
        owner=placed.owner.strip(),
        licence=placed.licence.strip(),
        x_um=placed.x_um,
        y_um=placed.y_um,
        scale_permille=placed.scale_permille,
        turn_mdeg=placed.turn_mdeg,
    )


def variants_of(blank: Blank, design: NewDesign) -> tuple[Variant, ...]:
    """One variant a size that is offered, made to order."""
    asked = [*design.prices, *(_cost(blank, each) + each for each in design.margins)]
    return tuple(
        Variant(
            variant=each.size,
            prices=tuple(PriceTier(price=price + _extra(each, price.currency)) for price in asked),
            label=each.label,
            label_zh=each.label_zh,
            options=(("size", each.size),),
            lead=blank.lead,
            weight_g=each.weight_g,
            length_mm=each.length_mm,
            width_mm=each.width_mm,
            height_mm=each.height_mm,
            gtin_exemption=design.gtin_exemption,
        )
        for each in blank.sizes
        if not design.sizes or each.size in design.sizes
    )


def _cost(blank: Blank, amount: Money) -> Money:
    cost = blank.cost(amount.currency)
    if cost is None:
        raise ValueError(f"The blank {blank.blank} has no cost in {amount.currency}.")
    return cost


def _extra(size: Size, currency: str) -> Money:
    found = (each for each in size.extra if each.currency == currency)
    return next(found, Money.zero(currency))
