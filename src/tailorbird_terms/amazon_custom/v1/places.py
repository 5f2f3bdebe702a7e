"""The places of a listing that a finding is about, and how they are named. No clause is here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tailorbird.domain.listing.document import CustomField, ListingDocument


class Spot(StrEnum):
    """What kind of place it is, which says what can be done about it."""

    OPTION = "option"
    FIELD = "field"
    HELP = "help"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a listing: its kind, its name for a reader, and the name of the field that it is in."""

    spot: Spot
    name: str
    field: str = ""


def place_at(document: ListingDocument, where: str) -> Place:
    """The place of a path such as `fields.f2.values.v1`; a path of no field is a text of the listing."""
    for field in document.fields:
        path = f"fields.{field.field}"
        if where == path or where.startswith(f"{path}."):
            return _in_field(field, where.removeprefix(path).removeprefix("."))
    return Place(Spot.TEXT, where)


def field_at(document: ListingDocument, where: str) -> str:
    """The id of the field that the path leads into; empty for a text of the listing."""
    paths = ((field.field, f"fields.{field.field}") for field in document.fields)
    return next((name for name, path in paths if where == path or where.startswith(f"{path}.")), "")


def _in_field(field: CustomField, rest: str) -> Place:
    label = field.label or field.field
    if rest == "help":
        return Place(Spot.HELP, label, label)
    for value in field.values:
        if rest == f"values.{value.value}":
            return Place(Spot.OPTION, value.label or value.value, label)
    return Place(Spot.FIELD, label, label)
