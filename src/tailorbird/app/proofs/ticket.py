"""What a work ticket says of a design: every choice, in the product's order and the maker's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tailorbird.app.house import House
from tailorbird.app.ports.render import FontFace, TicketLine
from tailorbird.app.proofs.designed import Designed
from tailorbird.app.reading.language import Language, language_of
from tailorbird.domain.customization.choices import (
    Choice,
    ImageChoice,
    MeasureChoice,
    OptionChoice,
    TextChoice,
    WishChoice,
)
from tailorbird.domain.customization.template import Permitted
from tailorbird.domain.roles import Role

Fonts = Mapping[str, FontFace]


@dataclass(frozen=True, slots=True)
class _Words:
    variant: str
    font: str
    colour: str
    high: str
    picture: str
    removed: str
    between: str


_WORDS = {
    Language.EN: _Words("Variant", "font", "colour", "{mm} mm high", "Picture", "background removed", ": "),
    Language.ZH: _Words("款式", "字体", "颜色", "字高 {mm} 毫米", "图片", "去除背景", "："),
}


def maker_language(house: House, design: Designed) -> Language:
    """The language of the order's merchant."""
    party = house.parties.party(design.case.participants[Role.MERCHANT])
    return language_of(party.language if party is not None else "")


def ticket_lines(design: Designed, fonts: Fonts, language: Language) -> tuple[TicketLine, ...]:
    """One line for the variant, and one or more for each choice."""
    return tuple(_Lines(fonts, language).of(design))


@dataclass(frozen=True, slots=True)
class _Lines:
    fonts: Fonts
    language: Language

    @property
    def words(self) -> _Words:
        return _WORDS[self.language]

    def name(self, label: str, label_zh: str) -> str:
        return (label_zh if self.language is Language.ZH else "") or label

    def of(self, design: Designed) -> Iterator[TicketLine]:
        chosen = design.specification.variant
        variant = next((each for each in design.product.variants if each.variant == chosen), None)
        if variant is not None:
            label = self.name(variant.label, variant.label_zh) or variant.variant
            yield TicketLine(self.words.variant, f"{label} ({variant.sku})" if variant.sku else label)
        for choice in design.reading.choices:
            yield from self._choice(choice)

    def _choice(self, choice: Choice) -> Iterator[TicketLine]:
        label = self.name(choice.field.label, choice.field.label_zh)
        match choice:
            case TextChoice():
                yield TicketLine(label, "\n".join(choice.lines))
                yield from self._lettering(label, choice)
            case ImageChoice():
                parts = [f"{self.words.picture} {choice.file[:12]}", f"{choice.scale_permille / 10:g} %"]
                parts += [self.words.removed] if choice.background_removed is Permitted.YES else []
                yield TicketLine(label, " · ".join(parts))
            case OptionChoice():
                option = choice.option
                yield TicketLine(label, self.name(option.label, option.label_zh), option.colour)
            case MeasureChoice():
                unit = choice.field.measure.unit if choice.field.measure else ""
                yield TicketLine(label, f"{choice.number} {unit}".strip())
            case WishChoice():
                yield TicketLine(label, choice.text)

    def _lettering(self, label: str, choice: TextChoice) -> Iterator[TicketLine]:
        face = self.fonts.get(choice.font)
        told = self.name(face.label, face.label_zh) if face is not None else choice.font
        if choice.size_um:
            told += " · " + self.words.high.format(mm=f"{choice.size_um / 1000:g}")
        yield TicketLine(label + self.words.between + self.words.font, told)
        if choice.colour is not None:
            colour = self.name(choice.colour.label, choice.colour.label_zh)
            recipe = f"{colour} (CMYK {choice.colour.cmyk})" if choice.colour.cmyk else colour
            yield TicketLine(label + self.words.between + self.words.colour, recipe, choice.colour.colour)
