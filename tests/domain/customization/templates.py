"""A mug with a name, a photograph, a colour, a size and a wish: the product of these tests."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tailorbird.domain.catalogue.product import Channel, PriceTier, Product, Variant
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.reading import ENTRY_KINDS, check
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.customization.template import (
    Area,
    Comparison,
    Condition,
    Field,
    ImageRules,
    MeasureRules,
    Option,
    Per,
    Surcharge,
    Surface,
    Swatch,
    Template,
    TextRules,
)
from tailorbird.domain.listing.document import FieldKind
from tailorbird.domain.money import Money

PICTURE = "ab" * 32
FRONT = Surface(
    surface="front",
    label="Front",
    label_zh="正面",
    width_um=200_000,
    height_um=90_000,
    area=Area(x_um=10_000, y_um=10_000, width_um=180_000, height_um=70_000),
    tint="colour",
)
NAME = Field(
    field="name",
    kind=FieldKind.TEXT,
    label="Name",
    label_zh="名字",
    surface="front",
    text=TextRules(
        max_length=12,
        max_lines=2,
        fonts=("sans", "script"),
        colours=(
            Swatch(swatch="ink", label="Ink", colour="#101010"),
            Swatch(swatch="red", label="Red", colour="#cc0000"),
        ),
    ),
)
PHOTO = Field(field="photo", kind=FieldKind.IMAGE, label="Photo", surface="front", image=ImageRules())
COLOUR = Field(
    field="colour",
    kind=FieldKind.CHOICE,
    label="Colour",
    options=(
        Option(option="white", label="White", colour="#ffffff"),
        Option(option="gold", label="Gold", colour="#d4af37", prices=(Money(300, "USD"), Money(2000, "CNY"))),
    ),
)
HANDLE = Field(
    field="handle",
    kind=FieldKind.CHOICE,
    label="Handle",
    shown_if=(Condition(field="colour", values=("gold",)),),
    options=(
        Option(option="round", label="Round"),
        Option(option="heart", label="Heart", prices=(Money(150, "USD"),)),
    ),
)
SIZE = Field(
    field="size",
    kind=FieldKind.MEASURE,
    label="Size",
    measure=MeasureRules(unit="mm", minimum=Decimal("49.5"), maximum=Decimal(70), step=Decimal("0.5")),
)
WISH = Field(field="wish", kind=FieldKind.WISH, label="Wish", wish_length=30)
LETTERS = Surcharge(
    label="Letters", amounts=(Money(20, "USD"), Money(150, "CNY")), per=Per.CHARACTER, field="name", free=3
)
SETUP = Surcharge(
    label="Set-up",
    amounts=(Money(500, "USD"), Money(3500, "CNY")),
    per=Per.ORDER,
    when=(Condition(field="photo", comparison=Comparison.FILLED),),
)
TEMPLATE = Template(
    surfaces=(FRONT,),
    fields=(NAME, PHOTO, COLOUR, HANDLE, SIZE, WISH),
    surcharges=(LETTERS, SETUP),
    max_quantity=100,
)
PRODUCT = Product(
    title="Mug",
    title_zh="马克杯",
    channel=Channel.PROGRAMME,
    variants=(
        Variant(
            variant="11oz",
            prices=(
                PriceTier(price=Money(1000, "USD")),
                PriceTier(price=Money(900, "USD"), from_quantity=10),
                PriceTier(price=Money(7000, "CNY")),
            ),
        ),
    ),
    template=TEMPLATE,
)


def with_field(changed: Field, template: Template = TEMPLATE) -> Template:
    """The template with this field in place of the one of its name."""
    return replace(
        template, fields=tuple(changed if each.field == changed.field else each for each in template.fields)
    )


def name_taking(**rules: Any) -> Template:
    """The template whose name takes this."""
    assert NAME.text is not None
    return with_field(replace(NAME, text=replace(NAME.text, **rules)))


def photo_taking(**rules: Any) -> Template:
    """The template whose photograph may be treated so."""
    return with_field(replace(PHOTO, image=ImageRules(**rules)))


def entry(
    field: str, value: str = "", *, file: str = "", kind: EntryKind | None = None, **detail: str
) -> Entry:
    """What the buyer put into the field."""
    kinds = {each.field: ENTRY_KINDS[each.kind] for each in TEMPLATE.fields}
    told = kind or kinds.get(field, EntryKind.UNKNOWN)
    return Entry(
        surface="", area="", label=field, kind=told, value=value, file=file, detail=tuple(detail.items())
    )


def specification(*entries: Entry, quantity: int = 1) -> Specification:
    return Specification(product="p-1", title="Mug", quantity=quantity, entries=entries, variant="11oz")


def found(*entries: Entry, template: Template = TEMPLATE, quantity: int = 1) -> list[tuple[str, str]]:
    """What is found about it, as field and code."""
    return [(each.field, each.code) for each in findings(*entries, template=template, quantity=quantity)]


def findings(*entries: Entry, template: Template = TEMPLATE, quantity: int = 1) -> tuple[DesignFinding, ...]:
    return check(template, specification(*entries, quantity=quantity))
