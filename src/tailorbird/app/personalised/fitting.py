"""A buyer's entries against the fields of the listing: each fits its field, and nothing needed is blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tailorbird.app.engine.problem import Problem
from tailorbird.domain.customization.specification import Entry, EntryKind
from tailorbird.domain.listing.document import (
    CustomField,
    FieldKind,
    ListingDocument,
    OptionValue,
    Requirement,
)
from tailorbird.domain.money import Money

_FITS: Final = {
    FieldKind.TEXT: (EntryKind.TEXT,),
    FieldKind.IMAGE: (EntryKind.IMAGE,),
    FieldKind.CHOICE: (EntryKind.OPTION, EntryKind.COLOUR, EntryKind.FONT),
    FieldKind.MEASURE: (EntryKind.MEASURE, EntryKind.NUMBER),
}
_PRICE: Final = "price_delta"
_OPTION: Final = "option"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Every field of the listing in its order, blank where the buyer left it so, and the price of a piece."""

    entries: tuple[Entry, ...]
    price: Money


@dataclass(frozen=True, slots=True)
class _Filled:
    field: CustomField
    entry: Entry
    chosen: OptionValue | None = None


def fitted(document: ListingDocument, price: Money, given: tuple[Entry, ...]) -> Fitted | Problem:
    """The entries as the listing asks for them; a problem names every place that does not fit.

    An entry names its field by the field's id or label. What an option costs is the listing's word.
    """
    filled = [_fill(field, given) for field in document.fields]
    faults = [*_strays(document, given)]
    for each in filled:
        faults += _faults(each, sum(_names(each.field, entry) for entry in given))
    if not faults and all(each.entry.blank for each in filled):
        faults.append("Nothing is chosen or written; the product is made from your choices.")
    if faults:
        return unfit(" ".join(faults), faults)
    deltas = [each.chosen.price_delta for each in filled if each.chosen and each.chosen.price_delta]
    if any(each.currency != price.currency for each in deltas):
        return mispriced(document.title)
    for delta in deltas:
        price += delta
    return (
        Fitted(tuple(each.entry for each in filled), price) if price.minor >= 0 else mispriced(document.title)
    )


def _names(field: CustomField, entry: Entry) -> bool:
    return entry.label in (field.field, field.label) and entry.surface in ("", field.surface)


def _fill(field: CustomField, given: tuple[Entry, ...]) -> _Filled:
    """The buyer's entry under the listing's own names, or a blank one."""
    entry = next((each for each in given if _names(field, each)), None)
    if entry is None:
        kind = _FITS[field.kind][0]
        return _Filled(field, Entry(surface=field.surface, area="", label=field.label, kind=kind, value=""))
    chosen = next((each for each in field.values if entry.value in (each.value, each.label)), None)
    told = tuple(pair for pair in entry.detail if pair[0] not in (_PRICE, _OPTION))
    if chosen is not None:
        told += ((_OPTION, chosen.value),)
        told += ((_PRICE, str(chosen.price_delta)),) if chosen.price_delta else ()
    value = (chosen.label or chosen.value) if chosen else entry.value
    entry = replace(entry, surface=field.surface, label=field.label, value=value, detail=told)
    return _Filled(field, entry, chosen)


def _strays(document: ListingDocument, given: tuple[Entry, ...]) -> Iterator[str]:
    known = ", ".join(repr(field.label) for field in document.fields)
    for number, entry in enumerate(given, 1):
        if not any(_names(field, entry) for field in document.fields):
            yield f"Entry {number} is for no field of the product; it has {known or 'none'}."


def _faults(filled: _Filled, times: int) -> Iterator[str]:
    field, entry = filled.field, filled.entry
    place = repr(field.label)
    if times > 1:
        yield f"{place} is filled {times} times."
    if entry.area:
        # What the buyer says stands in `value` and `detail`; a place is named on record, and outlives them.
        yield f"{place} has no areas: leave `area` empty."
    if entry.blank and field.required is Requirement.REQUIRED:
        yield f"{place} has to be filled."
    if entry.kind not in _FITS[field.kind]:
        yield f"{place} takes the kind {' or '.join(_FITS[field.kind])}, not {entry.kind}."
    if bool(entry.file) != (field.kind is FieldKind.IMAGE) and not entry.blank:
        yield f"{place} takes an uploaded file." if not entry.file else f"{place} takes no file."
    if field.max_length is not None and len(entry.value) > field.max_length:
        yield f"{place} takes at most {field.max_length} characters; these are {len(entry.value)}."
    if field.kind is FieldKind.CHOICE and entry.value and filled.chosen is None:
        offered = ", ".join(repr(each.label or each.value) for each in field.values)
        yield f"{place} offers {offered or 'nothing'}."


def unfit(detail: str, places: list[str] | None = None) -> Problem:
    """The customization is none that this product could be made from."""
    return Problem(
        "unfit_customization",
        422,
        "The customization does not fit",
        detail,
        "Nothing was ordered. Put these places right, and send the order again.",
        {"places": places} if places else {},
    )


def mispriced(title: str) -> Problem:
    """The listing states no price that could be asked."""
    return Problem(
        "no_price",
        409,
        "The listing has no price",
        f"{title} cannot be ordered: its seller stated no price, or none that options and shipping fit.",
        "Nothing was ordered. Choose another product, or ask the seller.",
    )
