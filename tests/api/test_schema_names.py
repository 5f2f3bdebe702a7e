"""Schemas of the description are named by their classes, and told apart where classes share a name."""

from __future__ import annotations

from dataclasses import dataclass, make_dataclass
from typing import Any

from tailorbird.api.json_schema import Components
from tailorbird.api.schema_names import names_of


def of_module(module: str, name: str, **parts: type[Any]) -> type[Any]:
    made = make_dataclass(name, list(parts.items()), frozen=True)
    made.__module__ = module
    return made


RING = of_module("shop.rings.product", "Size", circumference=int)
SHIRT = of_module("shop.shirts.product", "Size", letter=str)
BOX = of_module("shop.parcel", "Size", width=int)


def test_a_class_alone_keeps_its_name() -> None:
    assert names_of([BOX]) == {BOX: "Size"}


def test_classes_of_one_name_and_one_shape_share_it() -> None:
    one, other = of_module("shop.staff", "Nothing"), of_module("shop.privacy", "Nothing")
    assert set(names_of([one, other]).values()) == {"Nothing"}


def test_classes_of_one_name_get_as_much_of_their_module_as_tells_them_apart() -> None:
    told = {RING: "RingsProductSize", SHIRT: "ShirtsProductSize", BOX: "ParcelSize"}
    assert names_of([RING, SHIRT, BOX]) == names_of([BOX, SHIRT, RING]) == told


def test_a_name_that_another_class_has_is_not_taken() -> None:
    other = of_module("shop.other", "ParcelSize", depth=int)
    names = names_of([BOX, RING, other])
    assert names[other] == "ParcelSize"
    assert names[BOX] == "ShopParcelSize"


@dataclass(frozen=True, slots=True)
class Order:
    """What is bought."""

    size: RING  # type: ignore[valid-type]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent."""

    size: BOX  # type: ignore[valid-type]


def test_references_lead_to_the_schema_of_the_class_that_was_meant() -> None:
    components = Components()
    calls = {"order": components.given(Order), "parcel": components.shown(Parcel)}
    described = components.completed({"calls": calls, "components": {"schemas": {}}})
    schemas = described["components"]["schemas"]
    assert described["calls"]["order"] == {"$ref": "#/components/schemas/Order"}
    assert schemas["Order"]["properties"]["size"] == {"$ref": "#/components/schemas/ProductSize"}
    assert schemas["Parcel"]["properties"]["size"] == {"$ref": "#/components/schemas/ParcelSize"}
    assert set(schemas["ProductSize"]["properties"]) == {"circumference"}
    assert set(schemas["ParcelSize"]["properties"]) == {"width"}
    assert "Size" not in schemas


def test_a_command_has_the_fields_of_the_class_that_was_meant() -> None:
    components = Components()
    components.command("MeasureRing", RING, ["merchant"], "Measures.")
    components.shown(BOX)
    schemas = components.completed({"components": {"schemas": {}}})["components"]["schemas"]
    assert set(schemas["MeasureRing"]["properties"]) == {"circumference", "as", "happened_at"}
    assert "ProductSize" not in schemas
