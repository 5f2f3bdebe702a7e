"""What the rules between fields come to for what a buyer has filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from tailorbird.domain.customization.specification import Entry
from tailorbird.domain.customization.template import Barred, Comparison, Condition, Field, Option, Template
from tailorbird.domain.customization.texts import one_form
from tailorbird.domain.listing.document import FieldKind

_PLACES = 12
"""Digits that a measure may have; more are no measure."""


def number_of(text: str) -> Decimal | None:
    """The number that a measure states, exactly; none where it states none."""
    told = text.strip()
    if not told.isascii() or not told.lstrip("-").replace(".", "", 1).isdigit() or len(told) > _PLACES:
        return None
    try:
        return Decimal(told)
    except InvalidOperation:
        return None


def plain_number(number: Decimal) -> str:
    """The one way in which the number is written: `7.5`, `70`."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


@dataclass(slots=True)
class Situation:
    """A template with what is filled in. A field that is not shown, or whose option is not offered, counts
    as blank for every other field."""

    template: Template
    entries: Sequence[Entry]
    _fields: Mapping[str, Field] = field(init=False)
    _entered: dict[str, str] = field(init=False)
    _values: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._fields = {each.field: each for each in self.template.fields}
        self._entered = {}
        self._values = {}
        for entry in sorted(self.entries, key=lambda each: (each.value, each.file)):
            if not entry.blank:
                self._entered.setdefault(entry.label, entry.file or entry.value)

    def value(self, field_id: str) -> str:
        """What the field counts as: an option's id, a text, a number in its one form, a file; or blank."""
        known = self._values.get(field_id)
        if known is not None:
            return known
        # A template whose conditions go in circles has faults; here a field in question counts as blank.
        self._values[field_id] = ""
        found = self._fields.get(field_id)
        result = ""
        if found is not None and self.shown(found):
            result = self._counted(found)
        self._values[field_id] = result
        return result

    def _counted(self, asked: Field) -> str:
        entered = self._entered.get(asked.field, "")
        match asked.kind:
            case FieldKind.CHOICE:
                return entered if entered in {each.option for each in self.offered(asked)} else ""
            case FieldKind.MEASURE:
                number = number_of(entered)
                return plain_number(number) if number is not None else entered
            case FieldKind.TEXT | FieldKind.WISH:
                return one_form(entered)
            case _:
                return entered

    def shown(self, asked: Field) -> int:
        """1 where the field is offered to the buyer."""
        return self.hold(asked.shown_if)

    def shown_fields(self) -> tuple[Field, ...]:
        """The fields that are offered, in the template's order."""
        return tuple(each for each in self.template.fields if self.shown(each))

    def offered(self, asked: Field) -> tuple[Option, ...]:
        """The options that the field offers."""
        return tuple(each for each in asked.options if self.hold(each.offered_if))

    def hold(self, conditions: Sequence[Condition]) -> int:
        """1 where all of them hold; with none they do."""
        return int(all(self._holds(each) for each in conditions))

    def _holds(self, condition: Condition) -> bool:
        value = self.value(condition.field)
        match condition.comparison:
            case Comparison.FILLED:
                return bool(value)
            case Comparison.BLANK:
                return not value
            case Comparison.IS:
                return value in self._compared(condition)
            case Comparison.IS_NOT:
                return value not in self._compared(condition)

    def _compared(self, condition: Condition) -> tuple[str, ...]:
        asked = self._fields.get(condition.field)
        if asked is None or asked.kind is not FieldKind.MEASURE:
            return condition.values
        numbers = [(each, number_of(each)) for each in condition.values]
        return tuple(each if number is None else plain_number(number) for each, number in numbers)

    def barred(self) -> tuple[Barred, ...]:
        """The combinations that do not go together, and are there."""
        return tuple(each for each in self.template.barred if each.when and self.hold(each.when))
