"""A blank: goods of our own drawing that a merchant puts a design on, and that are made when ordered."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.domain.catalogue.product import LeadTime
from tailorbird.domain.customization.template import Field, Surface, Template
from tailorbird.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One size of a blank; it becomes a variant of the product. `extra` is what it costs beyond the blank,
    one amount a currency."""

    size: str
    label: str
    label_zh: str
    weight_g: int
    length_mm: int
    width_mm: int
    height_mm: int
    extra: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Everything about a blank. Texts ending in `_zh` are Simplified Chinese.

    `colour` is the choice whose swatches colour the blank itself; what an option adds to the price is what
    the maker asks for it. `fields` are what buyers can be offered: those on a surface where the merchant
    keeps them open, those on none always, for the piece cannot be made without them.
    """

    blank: str
    label: str
    label_zh: str
    description: str
    description_zh: str
    category: str
    material: str
    material_zh: str
    care: str
    care_zh: str
    surfaces: tuple[Surface, ...]
    colour: Field
    sizes: tuple[Size, ...]
    costs: tuple[Money, ...]
    """What the maker asks for one piece in the smallest size, one amount a currency."""
    lead: LeadTime
    fields: tuple[Field, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    """Surfaces that cover one another: a product has one of each group."""
    goods_classes: tuple[str, ...] = ()

    def surface(self, surface_id: str) -> Surface | None:
        """The surface of that id."""
        return next((each for each in self.surfaces if each.surface == surface_id), None)

    def tint(self, colour_id: str) -> str | None:
        """The colour (`#rrggbb`) of that option; none where it is not offered."""
        return next((each.colour for each in self.colour.options if each.option == colour_id), None)

    def cost(self, currency: str) -> Money | None:
        """What the maker asks for one piece in that currency."""
        return next((each for each in self.costs if each.currency == currency), None)

    @property
    def template(self) -> Template:
        """Everything that buyers could be offered on this blank."""
        return Template(surfaces=self.surfaces, fields=(self.colour, *self.fields))
