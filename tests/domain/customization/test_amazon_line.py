"""An Amazon Custom order as a line: its head, texts, surcharges and files."""

from __future__ import annotations

from typing import Any

import pytest

from tailorbird.domain.customization.amazon_order import read_order
from tailorbird.domain.customization.imported import (
    ArchivedFile,
    FilePurpose,
    OrderFault,
    UnreadableOrder,
    WarningCode,
)
from tests.adapters.amazon_custom.build import (
    Json,
    area,
    image,
    listed,
    node,
    option,
    order,
    surcharge,
    surface,
    text,
    tree,
)
from tests.domain.customization.lines import archived, only, read, warned


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ({"amount": 4.99, "currency": "USD"}, "USD 4.99"),
        ({"amount": "4.990"[:4], "currency": "USD"}, "USD 4.99"),
        ({"amount": 5, "currency": "USD"}, "USD 5.00"),
        ({"amount": 0.1, "currency": "USD"}, "USD 0.10"),
        ({"amount": -1.5, "currency": "EUR"}, "EUR -1.50"),
        ({"amount": 500, "currency": "JPY"}, "JPY 500"),
        ({"amount": 1234567.89, "currency": "EUR"}, "EUR 1,234,567.89"),
        ({"amount": 0, "currency": "EUR"}, "EUR 0.00"),
    ],
)
def test_surcharges_are_exact_amounts(cost: Json, said: str) -> None:
    line = read(order(tree(surface("Front", option("Wood", "Walnut", cost)))))
    assert only(line).detailed("price_delta") == said
    assert line.warnings == ()


@pytest.mark.parametrize(
    "cost",
    [
        {"amount": 4.999, "currency": "USD"},
        {"amount": 4.99},
        {"amount": "about 5", "currency": "USD"},
        {"amount": True, "currency": "USD"},
        {"amount": 4.99, "currency": "dollars"},
        {"amount": 10**30, "currency": "USD"},
        {"currency": "USD"},
        "USD 5",
    ],
)
def test_a_surcharge_that_is_no_exact_amount_is_kept_and_reported(cost: Any) -> None:
    line = read(order(tree(surface("Front", option("Wood", "Walnut") | {"additionalCost": cost}))))
    assert warned(line, WarningCode.PRICE_UNREADABLE)
    assert only(line).detailed("price_delta_unread")
    assert line.needs_person


def test_the_surcharge_of_an_area_stands_with_its_first_field_and_once() -> None:
    cost = {"amount": 2.5, "currency": "EUR"}
    line = read(order(tree(surface("Back", surcharge("Extra", cost, text("A", "a"), text("B", "b"))))))
    assert [each.detailed("price_delta") for each in line.specification.entries] == ["EUR 2.50", ""]
    assert warned(line, WarningCode.PRICE_SHARED)
    own = surcharge("Extra", cost, option("Wood", "Oak", {"amount": 1, "currency": "EUR"}))
    line = read(order(tree(surface("Back", own))))
    assert only(line).detailed("price_delta") == "EUR 1.00"
    assert only(line).detailed("area_price_delta") == "EUR 2.50"
    assert read(order(tree(surcharge("Extra", cost)))).needs_person


def test_an_upload_is_found_and_keeps_the_buyers_own_name() -> None:
    data = tree(surface("Front", image("Photo", "8f1c.jpg", "unser Garten 花园.jpg"), snapshot="p.png"))
    line = read(order(data), "8f1c.jpg", "p.png")
    assert (only(line).value, only(line).file) == ("unser Garten 花园.jpg", archived("8f1c.jpg").sha256)
    assert only(line).detailed("url") == ""
    assert [(each.name, each.purpose, each.buyer_filename) for each in line.files] == [
        ("8f1c.jpg", FilePurpose.UPLOAD, "unser Garten 花园.jpg"),
        ("p.png", FilePurpose.SNAPSHOT, ""),
    ]
    assert line.warnings == ()


def test_files_in_folders_and_in_other_case_are_found_where_that_is_definite() -> None:
    data = tree(surface("Front", image("Photo", "8F1C.jpg")))
    assert only(read(order(data), "images/8f1c.jpg")).file
    assert not only(read(order(data), "a/8f1c.jpg", "b/8f1c.JPG")).file


@pytest.mark.parametrize(
    ("data", "flat"),
    [
        (tree(surface("Front", image("Photo", "8f1c.jpg", "a.jpg"))), None),
        (tree(surface("Front", text("A", "a"), snapshot="p.png")), None),
        (tree(surface("Front", option("A", "a", thumbnailImage={"imageName": "t.png"}))), None),
        (
            tree(surface("Front", text("A", "a"))),
            listed(("Front", [area("ImagePrinting", "A", svgImage="a.svg")])),
        ),
        (tree(node("ImageCustomization", "Photo", image={"imageUrl": "https://m.example/8f1c.jpg"})), None),
    ],
)
def test_a_file_that_is_named_and_missing_is_for_a_person(data: Json, flat: list[Json] | None) -> None:
    line = read(order(data, flat))
    assert len(warned(line, WarningCode.FILE_MISSING)) == 1
    assert line.needs_person


def test_the_address_of_an_upload_that_is_not_in_the_archive_is_kept() -> None:
    line = read(order(tree(image("Photo", "8f1c.jpg", "a.jpg"))))
    assert only(line).detailed("url") == "https://m.example/8f1c.jpg"
    assert only(line).value == "a.jpg"


def test_a_file_that_nothing_names_is_reported_and_kept() -> None:
    line = read(order(tree(text("Name", "Noa"))), "stray.jpg")
    assert [each.purpose for each in line.files] == [FilePurpose.UNNAMED]
    assert [each.where for each in warned(line, WarningCode.FILE_UNNAMED)] == ["stray.jpg"]
    assert line.needs_person


def test_a_file_that_is_no_image_where_one_is_named_is_for_a_person() -> None:
    line = read(order(tree(image("Photo", "8f1c.txt"))), "8f1c.txt")
    assert "text/plain" in warned(line, WarningCode.FILE_UNFIT)[0].text
    assert line.needs_person


@pytest.mark.parametrize(
    "value", ["נועה", "花好月圓", "👩‍👩‍👧 ❤️", "e\u0301 é", "two\nlines", " padded ", "\u200fנועה"]
)
def test_texts_survive_unchanged_in_every_script(value: str) -> None:
    line = read(order(tree(surface("Front", text("Name", value)))))
    assert only(line).value == value
    assert line.warnings == ()


@pytest.mark.parametrize("value", ["bell\x07", "nul\x00", "c1\x85", "turned \u202etxt.exe"])
def test_control_characters_are_kept_and_reported(value: str) -> None:
    line = read(order(tree(surface("Front", text("Name", value)))))
    assert only(line).value == value
    (warning,) = warned(line, WarningCode.CONTROL_CHARACTERS)
    assert warning.where.endswith("inputValue")
    assert line.needs_person


def test_half_a_surrogate_pair_is_replaced_and_reported() -> None:
    line = read(order(tree(surface("Front", text("Name", "a\ud83db")))))
    assert only(line).value == "a\ufffdb"
    assert warned(line, WarningCode.CHARACTER_REPLACED)


@pytest.mark.parametrize("key", ["orderId", "orderItemId", "asin", "quantity"])
@pytest.mark.parametrize("value", [None, "", [], {}])
def test_an_order_without_what_a_line_needs_is_refused_with_a_next_step(key: str, value: Any) -> None:
    with pytest.raises(UnreadableOrder) as refused:
        read(order(tree(text("Name", "Noa"))) | {key: value})
    assert refused.value.code is OrderFault.HEAD_UNREADABLE
    assert refused.value.next_step
    assert key in refused.value.detail


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "two", True, 10**9, "１"])
def test_a_quantity_is_never_guessed(quantity: Any) -> None:
    with pytest.raises(UnreadableOrder, match="quantity"):
        read(order(tree(text("Name", "Noa"))) | {"quantity": quantity})


def test_numbers_as_ids_are_read_and_a_missing_title_is_reported() -> None:
    line = read(
        order(tree(text("Name", "Noa"))) | {"orderItemId": 82729974619961, "title": None, "quantity": "2"}
    )
    assert (line.order_item_id, line.quantity) == ("82729974619961", 2)
    assert [each.where for each in warned(line, WarningCode.HEAD_MISSING)] == ["title"]


def test_more_parts_than_any_product_has_are_refused() -> None:
    with pytest.raises(UnreadableOrder) as refused:
        read(order(tree(*(text("Name", "a") for _ in range(500)))))
    assert refused.value.code is OrderFault.TOO_MANY_PARTS
    many = [area("TextPrinting", "Name", text="a") for _ in range(500)]
    with pytest.raises(UnreadableOrder):
        read(order(None, listed(("Front", many))))
    for odd in ({f"key {number}": 1 for number in range(1100)}, {"odd": ["\u202e"] * 1100}):
        with pytest.raises(UnreadableOrder):
            read(order(tree(text("Name", "Noa"))) | odd)


def test_equal_customizations_of_two_orders_have_one_hash_and_others_have_another() -> None:
    data = tree(surface("Front", text("Name", "Noa"), image("Photo", "a1.jpg", "a.jpg")))
    again = tree(surface("Front", text("Name", "Noa"), image("Photo", "zz.jpg", "a.jpg")))
    one = read_order(order(data), None, [archived("a1.jpg")])
    same = ArchivedFile(name="zz.jpg", sha256=archived("a1.jpg").sha256, media_type="image/jpeg", data=b"")
    two = read_order(order(again, orderId="1", orderItemId="2"), None, [same])
    assert one.specification.hash == two.specification.hash
    other = tree(surface("Front", text("Name", "Noah"), image("Photo", "a1.jpg", "a.jpg")))
    assert read_order(order(other), None, [archived("a1.jpg")]).specification.hash != one.specification.hash
