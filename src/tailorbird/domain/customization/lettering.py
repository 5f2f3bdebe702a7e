"""A text entry as it is to be set: font, colour, size, place, curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.domain.customization.choices import Detail, TextChoice
from tailorbird.domain.customization.details import FULL_TURN_MDEG, Bounds, Details
from tailorbird.domain.customization.template import Align, Area, Field, Permitted, Swatch, TextRules
from tailorbird.domain.customization.texts import came_apart, lines_of

DETAILS: Final = (Detail.FONT, Detail.COLOUR, Detail.SIZE_UM, Detail.ALIGN, Detail.CURVE_MDEG)
_ALIGNS: Final = tuple(each.value for each in Align)


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is set, everything said."""

    font: str
    colour: Swatch | None
    align: Align
    curve_mdeg: int
    size_um: int | None


def lettering_of(rules: TextRules, details: Details) -> Lettering:
    """What the buyer chose, and the field's own where nothing or nothing usable was chosen."""
    swatches = {each.swatch: each for each in rules.colours}
    font = details.one_of(Detail.FONT, rules.fonts, "unknown_font")
    colour = details.one_of(Detail.COLOUR, tuple(swatches), "unknown_colour")
    align = details.one_of(Detail.ALIGN, _ALIGNS, "unknown_align")
    curve = details.number(Detail.CURVE_MDEG, Bounds(-FULL_TURN_MDEG, FULL_TURN_MDEG))
    if curve not in (None, rules.curve_mdeg) and rules.curving is Permitted.NO:
        details.wrong("curve_not_permitted")
        curve = None
    first = rules.colours[0] if rules.colours else None
    return Lettering(
        font or (rules.fonts[0] if rules.fonts else ""),
        swatches[colour] if colour else first,
        Align(align) if align else rules.align,
        rules.curve_mdeg if curve is None else curve,
        details.number(Detail.SIZE_UM, Bounds(rules.min_size_um, rules.max_size_um)),
    )


def text_choice(asked: Field, area: Area, rules: TextRules, details: Details) -> TextChoice:
    """The text with its lettering."""
    details.only(DETAILS)
    if details.entry.file:
        details.wrong("no_file_here")
    if came_apart(details.entry.value):
        details.wrong("composed")
    set_in = lettering_of(rules, details)
    return TextChoice(
        field=asked,
        area=area,
        lines=lines_of(details.entry.value),
        font=set_in.font,
        colour=set_in.colour,
        align=set_in.align,
        curve_mdeg=set_in.curve_mdeg,
        size_um=set_in.size_um,
    )
