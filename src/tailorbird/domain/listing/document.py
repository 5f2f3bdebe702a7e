"""A listing with customising fields, as a seller submits it for review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain.money import Money


class FieldKind(StrEnum):
    """How a buyer fills a field."""

    TEXT = "text"
    IMAGE = "image"
    CHOICE = "choice"
    """One of the offered values: what marketplaces call a configuration option."""
    MEASURE = "measure"
    WISH = "wish"
    """A free wish in the buyer's words, which a person reads."""


class Requirement(StrEnum):
    """Whether a buyer must fill a field before ordering."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class AssetKind(StrEnum):
    """What a file that the listing uses is."""

    FONT = "font"
    GRAPHIC = "graphic"
    PICTURE = "picture"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionValue:
    """One value that a choice offers. `value` is its id, unique in the field."""

    value: str
    label: str = ""
    price_delta: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """One field that the buyer meets when customising. `field` is its id, unique in the listing."""

    field: str
    kind: FieldKind
    label: str
    help: str = ""
    values: tuple[OptionValue, ...] = ()
    required: Requirement = Requirement.OPTIONAL
    surface: str = ""
    max_length: int | None = None
    """Characters that a text may have; none where the listing sets no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A font, graphic, picture or video that the listing uses, with its licence and owner as stated."""

    asset: str
    kind: AssetKind
    licence: str = ""
    owner: str = ""


def folded_title(title: str) -> str:
    """A title by which listings are told alike: small letters, and nothing but letters and digits."""
    return "".join(each for each in title.casefold() if each.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingDocument:
    """The whole listing under review."""

    title: str
    description: str = ""
    category: str = ""
    language: str = ""
    """A BCP 47 tag such as `de` or `zh-Hans`; empty where the seller named none."""
    bullets: tuple[str, ...] = ()
    fields: tuple[CustomField, ...] = ()
    gtin: str = ""
    price: Money | None = None
    assets: tuple[Asset, ...] = ()
    declarations: tuple[str, ...] = ()
    """Compliance declarations that the seller has made, by code."""
    condition: str = ""
    """`new`, `refurbished` or `used`; empty where the seller stated none."""
    product: str = ""
    """The catalogue's product that is listed; empty where the listing stands for itself."""
    product_hash: str = ""
    """Hash of the product's document as it is listed."""
