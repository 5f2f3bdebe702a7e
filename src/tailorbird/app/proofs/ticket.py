"""What a work ticket says of a design: every choice, in the product's order."""

from __future__ import annotations

from collections.abc import Iterator

from tailorbird.app.ports.render import TicketLine
from tailorbird.app.proofs.designed import Designed
from tailorbird.domain.customization.choices import (
    Choice,
    ImageChoice,
    MeasureChoice,
    OptionChoice,
    TextChoice,
    WishChoice,
)
from tailorbird.domain.customization.template import Permitted


def ticket_lines(design: Designed) -> tuple[TicketLine, ...]:
    """One line for the variant, and one or more for each choice."""
    return tuple(_lines(design))


def _lines(design: Designed) -> Iterator[TicketLine]:
    chosen = design.specification.variant
    variant = next((each for each in design.product.variants if each.variant == chosen), None)
    if variant is not None:
        yield TicketLine("Variant", variant.label or variant.variant)
        if variant.sku:
            yield TicketLine("SKU", variant.sku)
    for choice in design.reading.choices:
        yield from _of(choice)


def _of(choice: Choice) -> Iterator[TicketLine]:
    label = choice.field.label
    match choice:
        case TextChoice():
            yield TicketLine(label, "\n".join(choice.lines))
            colour = choice.colour
            size = f", {_mm(choice.size_um)} high" if choice.size_um else ""
            yield TicketLine(f"{label}: font", choice.font + size)
            if colour is not None:
                yield TicketLine(f"{label}: colour", _recipe(colour.label, colour.cmyk), colour.colour)
        case ImageChoice():
            cut = ", background removed" if choice.background_removed is Permitted.YES else ""
            yield TicketLine(label, f"Picture {choice.file[:12]}, {choice.scale_permille / 10:g} %{cut}")
        case OptionChoice():
            yield TicketLine(label, choice.option.label, choice.option.colour)
        case MeasureChoice():
            unit = choice.field.measure.unit if choice.field.measure else ""
            yield TicketLine(label, f"{choice.number} {unit}".strip())
        case WishChoice():
            yield TicketLine(label, choice.text)


def _recipe(label: str, cmyk: str) -> str:
    return f"{label} (CMYK {cmyk})" if cmyk else label


def _mm(um: int) -> str:
    return f"{um / 1000:g} mm"
