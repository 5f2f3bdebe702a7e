"""Rules between the fields of a template: conditions, what is barred, surcharges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tailorbird.domain.customization.conditions import number_of
from tailorbird.domain.customization.faults import TemplateFault, fault
from tailorbird.domain.customization.template import Comparison, Condition, Field, Per, Surcharge, Template
from tailorbird.domain.listing.document import FieldKind

_COMPARING = (Comparison.IS, Comparison.IS_NOT)


def condition_faults(template: Template) -> Iterator[TemplateFault]:
    """Conditions that ask about what there is not."""
    fields = {each.field: each for each in template.fields}
    for where, conditions in _all_conditions(template):
        for each in conditions:
            yield from _condition(where, each, fields.get(each.field))
    for number, barred in enumerate(template.barred, 1):
        where = f"barred.{number}"
        if not barred.when:
            yield fault(where, "no_condition")
        if not barred.says.strip():
            yield fault(where, "says_nothing")


def _all_conditions(template: Template) -> Iterator[tuple[str, Sequence[Condition]]]:
    for each in template.fields:
        yield f"fields.{each.field}.shown_if", each.shown_if
        for option in each.options:
            yield f"fields.{each.field}.options.{option.option}.offered_if", option.offered_if
    for number, barred in enumerate(template.barred, 1):
        yield f"barred.{number}", barred.when
    for number, surcharge in enumerate(template.surcharges, 1):
        yield f"surcharges.{number}", surcharge.when


def _condition(where: str, condition: Condition, asked: Field | None) -> Iterator[TemplateFault]:
    if asked is None:
        yield fault(where, "no_such_field", field=condition.field)
        return
    if condition.comparison not in _COMPARING:
        if condition.values:
            yield fault(where, "values_unused")
        return
    if not condition.values:
        yield fault(where, "no_values")
    if asked.kind is FieldKind.IMAGE:
        yield fault(where, "picture_compared", field=asked.field)
    for value in condition.values:
        if asked.kind is FieldKind.CHOICE and value not in {each.option for each in asked.options}:
            yield fault(where, "no_such_option", value=value, field=asked.field)
        if asked.kind is FieldKind.MEASURE and number_of(value) is None:
            yield fault(where, "not_a_number", value=value, field=asked.field)


def circle_faults(template: Template) -> Iterator[TemplateFault]:
    """Fields that depend on themselves, each circle once."""
    asks = {
        each.field: sorted(
            {c.field for c in each.shown_if} | {c.field for o in each.options for c in o.offered_if}
        )
        for each in template.fields
    }
    done: set[str] = set()
    for start in asks:
        way: list[str] = []
        yield from _walk(asks, start, way, done)


def _walk(asks: dict[str, list[str]], at: str, way: list[str], done: set[str]) -> Iterator[TemplateFault]:
    if at in way:
        circle = [*way[way.index(at) :], at]
        yield fault(f"fields.{at}", "circle", way=" → ".join(circle))
        return
    if at in done:
        return
    way.append(at)
    for other in asks.get(at, ()):
        yield from _walk(asks, other, way, done)
    way.pop()
    done.add(at)


def surcharge_faults(template: Template) -> Iterator[TemplateFault]:
    """Surcharges that nobody could compute."""
    texts = {each.field for each in template.fields if each.kind in (FieldKind.TEXT, FieldKind.WISH)}
    for number, each in enumerate(template.surcharges, 1):
        yield from _surcharge(f"surcharges.{number}", each, texts)


def _surcharge(where: str, surcharge: Surcharge, texts: set[str]) -> Iterator[TemplateFault]:
    if not surcharge.label.strip():
        yield fault(where, "no_label")
    if not surcharge.amounts:
        yield fault(where, "no_amount")
    for currency, number in Counter(each.currency for each in surcharge.amounts).items():
        if number > 1:
            yield fault(where, "two_amounts", currency=currency)
    counts = surcharge.per in (Per.CHARACTER, Per.LINE)
    if counts and surcharge.field not in texts:
        yield fault(where, "uncounted_field", field=surcharge.field or "–")
    if not counts and surcharge.field:
        yield fault(where, "field_unused", per=surcharge.per.value)
    if surcharge.free < 0:
        yield fault(where, "free")
