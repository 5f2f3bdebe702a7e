"""A specification read by its product's template: typed choices, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tailorbird.domain.customization.choices import (
    Choice,
    DesignFinding,
    ImageChoice,
    MeasureChoice,
    OptionChoice,
    TextChoice,
    WishChoice,
)
from tailorbird.domain.customization.conditions import Situation, number_of, plain_number
from tailorbird.domain.customization.details import Details
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.lettering import text_choice
from tailorbird.domain.customization.placing import image_choice
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.customization.template import (
    Area,
    Field,
    ImageRules,
    MeasureRules,
    Template,
    TextRules,
)
from tailorbird.domain.customization.texts import one_form, text_findings, wish_findings
from tailorbird.domain.listing.document import FieldKind, Requirement

ENTRY_KINDS: Final = {
    FieldKind.TEXT: EntryKind.TEXT,
    FieldKind.IMAGE: EntryKind.IMAGE,
    FieldKind.CHOICE: EntryKind.OPTION,
    FieldKind.MEASURE: EntryKind.MEASURE,
    FieldKind.WISH: EntryKind.TEXT,
}
"""The kind of entry that fills each kind of field."""
NOWHERE: Final = Area(x_um=0, y_um=0, width_um=0, height_um=0)
"""Where a field without a surface lies: it is made, and drawn nowhere."""
_NO_MEASURE: Final = MeasureRules(unit="", minimum=Decimal(0), maximum=Decimal(0))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a specification says. `choices` are in the template's order, without what cannot be read."""

    choices: tuple[Choice, ...]
    findings: tuple[DesignFinding, ...]

    def on(self, surface: str) -> tuple[Choice, ...]:
        """The choices that lie on this surface."""
        return tuple(each for each in self.choices if each.field.surface == surface)

    def option(self, field_id: str) -> OptionChoice | None:
        """What was chosen there."""
        for each in self.choices:
            if isinstance(each, OptionChoice) and each.field.field == field_id:
                return each
        return None


def area_of(template: Template, asked: Field) -> Area:
    """Where the field lies: its own area, else its surface's."""
    if asked.area is not None:
        return asked.area
    return next((each.area for each in template.surfaces if each.surface == asked.surface), NOWHERE)


def choices_of(template: Template, specification: Specification) -> Reading:
    """The choices as the template's fields understand them, and what cannot be understood."""
    situation = Situation(template, specification.entries)
    known = {each.field for each in template.fields}
    filled: dict[str, list[Entry]] = {}
    findings: list[DesignFinding] = []
    for entry in specification.entries:
        if entry.blank:
            continue
        if entry.label in known:
            filled.setdefault(entry.label, []).append(entry)
        else:
            findings.append(finding(entry.label, "unknown_field"))
    choices: list[Choice] = []
    for asked in template.fields:
        entries = filled.get(asked.field, [])
        if not entries:
            continue
        if not situation.shown(asked):
            findings.append(finding(asked.field, "not_shown"))
            continue
        if len(entries) > 1:
            findings.append(finding(asked.field, "filled_twice"))
        details = Details(min(entries, key=lambda each: (each.value, each.file, each.detail)))
        choice = _choice(situation, asked, details)
        findings += details.findings
        if choice is not None:
            choices.append(choice)
    return Reading(tuple(choices), tuple(findings))


def _choice(situation: Situation, asked: Field, details: Details) -> Choice | None:
    entry = details.entry
    if entry.kind is not ENTRY_KINDS[asked.kind]:
        expected = ENTRY_KINDS[asked.kind].value
        details.wrong("wrong_kind", kind=entry.kind.value, expected=expected)
        return None
    area = area_of(situation.template, asked)
    if asked.kind is FieldKind.TEXT:
        return text_choice(asked, area, asked.text or TextRules(), details)
    if asked.kind is FieldKind.IMAGE:
        return image_choice(asked, area, asked.image or ImageRules(), details)
    details.only(())
    if entry.file:
        details.wrong("no_file_here")
    match asked.kind:
        case FieldKind.CHOICE:
            return _option(situation, asked, details)
        case FieldKind.MEASURE:
            return _measure(asked, details)
        case _:
            return WishChoice(field=asked, text=one_form(entry.value))


def _option(situation: Situation, asked: Field, details: Details) -> OptionChoice | None:
    offered = {each.option: each for each in situation.offered(asked)}
    chosen = details.entry.value
    if chosen in offered:
        return OptionChoice(field=asked, option=offered[chosen])
    known = chosen in {each.option for each in asked.options}
    code = "option_not_offered" if known else "unknown_option"
    details.wrong(code, offered=", ".join(offered) or "–")
    return None


def _measure(asked: Field, details: Details) -> MeasureChoice | None:
    rules = asked.measure or _NO_MEASURE
    bounds = {"least": plain_number(rules.minimum), "most": plain_number(rules.maximum), "unit": rules.unit}
    number = number_of(details.entry.value)
    if number is None:
        details.wrong("not_a_number", **bounds)
        return None
    if not rules.minimum <= number <= rules.maximum:
        details.wrong("measure_out_of_bounds", **bounds)
    elif rules.step > 0 and (beyond := (number - rules.minimum) % rules.step) != 0:
        below = number - beyond
        details.wrong(
            "measure_off_step",
            least=bounds["least"],
            unit=rules.unit,
            step=plain_number(rules.step),
            below=plain_number(below),
            above=plain_number(min(below + rules.step, rules.maximum)),
        )
    return MeasureChoice(field=asked, number=number)


def check(template: Template, specification: Specification) -> tuple[DesignFinding, ...]:
    """Everything about the specification that the template speaks of: what cannot be read, texts, what is
    missing, what does not go together, and the quantity."""
    reading = choices_of(template, specification)
    situation = Situation(template, specification.entries)
    return (
        *reading.findings,
        *_of_texts(reading),
        *_missing(situation, specification),
        *_barred(situation),
        *_quantity(template, specification.quantity),
    )


def _of_texts(reading: Reading) -> Iterator[DesignFinding]:
    for choice in reading.choices:
        if isinstance(choice, TextChoice):
            yield from text_findings(choice.field, choice.field.text or TextRules(), "\n".join(choice.lines))
        elif isinstance(choice, WishChoice):
            yield from wish_findings(choice.field, choice.text)


def _missing(situation: Situation, specification: Specification) -> Iterator[DesignFinding]:
    filled = {each.label for each in specification.entries if not each.blank}
    for asked in situation.shown_fields():
        if asked.required is Requirement.REQUIRED and asked.field not in filled:
            yield finding(asked.field, "required")


def _barred(situation: Situation) -> Iterator[DesignFinding]:
    for each in situation.barred():
        yield finding(each.when[0].field, "barred", says=each.says, says_zh=each.says_zh or each.says)


def _quantity(template: Template, quantity: int) -> Iterator[DesignFinding]:
    least, most = template.min_quantity, template.max_quantity
    if not least <= quantity <= most:
        yield finding("", "quantity_out_of_bounds", count=quantity, least=least, most=most)


def images_of(reading: Reading) -> tuple[ImageChoice, ...]:
    """The pictures that the buyer placed."""
    return tuple(each for each in reading.choices if isinstance(each, ImageChoice))
