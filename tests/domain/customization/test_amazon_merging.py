"""Tree and list of an Amazon Custom order become one: the tree wins, and differences are named."""

from __future__ import annotations

import pytest

from tailorbird.domain.customization.imported import (
    WarningCode,
)
from tailorbird.domain.customization.specification import EntryKind
from tests.adapters.amazon_custom.build import (
    area,
    block,
    colour,
    font,
    image,
    listed,
    node,
    option,
    order,
    placement,
    surface,
    text,
    tree,
)
from tests.domain.customization.lines import archived, entries, only, read, warned


def test_the_tree_is_read_with_surfaces_areas_and_labels_in_the_products_order() -> None:
    line = read(
        order(
            tree(
                surface(
                    "Front",
                    block(
                        "Names",
                        font("Lora"),
                        colour("Navy", "#1f3a5f"),
                        placement("Line 1", text("Name", "Noa")),
                    ),
                    option("Wood", "Walnut"),
                ),
                surface("Back", placement("Date", text("Date", "2019"))),
            ),
            quantity=3,
        )
    )
    assert entries(line) == [
        ("Front", "Names", "Font", "font", "Lora"),
        ("Front", "Names", "Colour", "colour", "Navy"),
        ("Front", "Names / Line 1", "Name", "text", "Noa"),
        ("Front", "", "Wood", "option", "Walnut"),
        ("Back", "Date", "Date", "text", "2019"),
    ]
    assert line.warnings == ()
    assert not line.needs_person
    assert (line.order_id, line.order_item_id) == ("702-2644781-4722617", "82729974619961")
    assert (line.asin, line.quantity) == (line.specification.product, line.specification.quantity)
    assert line.specification.entries[2].detailed("position.y") == "25.5"


@pytest.mark.parametrize("nesting", ["outer", "inner"])
def test_both_nestings_of_the_flat_list_are_read_where_there_is_no_tree(nesting: str) -> None:
    flat = listed(
        (
            "Front",
            [
                area("TextPrinting", "Line 1", text="Noa", fontFamily="Lora", fill="#1f3a5f"),
                area("Options", "Wood", optionValue="Walnut", optionImage="https://m.example/w.png"),
                area("ImagePrinting", "Photo", svgImage="photo.svg"),
            ],
        )
    )
    line = read(order(None, flat, nesting), "photo.svg")
    assert entries(line) == [
        ("Front", "Line 1", "Line 1", "text", "Noa"),
        ("Front", "Line 1", "Line 1", "font", "Lora"),
        ("Front", "Line 1", "Line 1", "colour", "#1f3a5f"),
        ("Front", "Wood", "Wood", "option", "Walnut"),
        ("Front", "Photo", "Photo", "image", "photo.svg"),
    ]
    assert line.specification.entries[4].file == archived("photo.svg").sha256
    # The list alone may have lost a text.
    assert warned(line, WarningCode.NO_TREE)
    assert line.needs_person


def test_a_text_that_the_buyer_moved_is_taken_from_the_tree() -> None:
    moved = surface("Back", placement("Date", text("Date or place", "Est. 2019")))
    flat = listed(("Back", [area("ImagePrinting", "Date", svgImage="date.svg")]))
    line = read(order(tree(moved), flat), "date.svg")
    entry = only(line)
    assert (entry.kind, entry.value) == (EntryKind.TEXT, "Est. 2019")
    assert entry.detailed("artwork") == archived("date.svg").sha256
    assert not line.needs_person


def test_where_tree_and_list_differ_the_tree_wins_and_both_are_named() -> None:
    data = tree(surface("Front", placement("Line 1", font("Lora"), text("Name", "Noa"))))
    flat = listed(("Front", [area("TextPrinting", "Line 1", text="Nora", fontFamily="Roboto")]))
    line = read(order(data, flat))
    assert [each.value for each in line.specification.entries] == ["Lora", "Noa"]
    said = " ".join(each.text for each in warned(line, WarningCode.DIFFERS))
    assert all(value in said for value in ("'Noa'", "'Nora'", "'Lora'", "'Roboto'"))


def test_fields_of_one_name_are_told_apart_by_their_values() -> None:
    data = tree(surface("Front", text("Text", "one"), text("Text", "two"), text("Text", "three")))
    areas = [area("TextPrinting", "Text", text=value) for value in ("three", "one", "zwei")]
    line = read(order(data, listed(("Front", areas))))
    assert [each.value for each in line.specification.entries] == ["one", "two", "three"]
    (differs,) = warned(line, WarningCode.DIFFERS)
    assert "'two'" in differs.text
    assert "'zwei'" in differs.text


def test_what_the_tree_lacks_is_taken_from_the_list_with_a_warning() -> None:
    data = tree(surface("Front", placement("Line 1", text("Name", "")), option("Wood", "Oak")))
    flat = listed(
        (
            "Front",
            [
                area("TextPrinting", "Line 1", text="Noa"),
                area("Options", "Wood", optionValue="Oak"),
                area("Options", "Gift box", optionValue="Linen"),
            ],
        )
    )
    line = read(order(data, flat))
    assert [each.value for each in line.specification.entries] == ["Noa", "Oak", "Linen"]
    taken = warned(line, WarningCode.ONLY_IN_LIST)
    assert len(taken) == 2
    assert "'Noa'" in taken[0].text
    assert "'Linen'" in taken[1].text
    assert not warned(line, WarningCode.BLANK)


def test_a_surface_of_the_list_alone_does_not_mix_with_another() -> None:
    data = tree(surface("Front", text("Line", "Noa")), surface("Back", text("Line", "Dan")))
    flat = listed(
        ("Front", [area("TextPrinting", "Line", text="Noa"), area("Options", "Edge", optionValue="Round")]),
        ("Back", [area("TextPrinting", "Line", text="Dan")]),
    )
    line = read(order(data, flat))
    assert [(each.surface, each.value) for each in line.specification.entries] == [
        ("Front", "Noa"),
        ("Front", "Round"),
        ("Back", "Dan"),
    ]


def test_colours_agree_by_code_in_either_case_and_options_by_any_of_their_names() -> None:
    data = tree(
        surface(
            "Front",
            placement("Line 1", colour("", "#1F3A5F"), text("Name", "Noa")),
            node("OptionCustomization", "Wood", optionSelection={"name": "wood-2", "label": "Walnut"}),
        )
    )
    flat = listed(
        (
            "Front",
            [
                area("TextPrinting", "Line 1", text="Noa", fill="#1f3a5f"),
                area("Options", "Wood", optionValue="wood-2"),
            ],
        )
    )
    line = read(order(data, flat))
    assert line.warnings == ()
    assert [each.value for each in line.specification.entries] == ["#1F3A5F", "Noa", "Walnut"]
    assert line.specification.entries[2].detailed("also.1") == "wood-2"


def test_a_colour_that_only_the_list_names_keeps_the_trees_code() -> None:
    data = tree(surface("Front", placement("Line 1", colour("", "#1f3a5f"), text("Name", "Noa"))))
    flat = listed(("Front", [area("TextPrinting", "Line 1", text="Noa", colorName="Navy", fill="#00f")]))
    line = read(order(data, flat))
    assert line.specification.entries[0].value == "Navy"
    assert line.specification.entries[0].detailed("colour") == "#1f3a5f"
    assert [each.code for each in line.warnings] == [WarningCode.ONLY_IN_LIST, WarningCode.DIFFERS]


def test_surfaces_are_told_apart_by_name_in_whatever_order_the_list_has_them() -> None:
    data = tree(surface("Front", text("Line", "Noa")), surface("Back", text("Line", "Dan")))
    flat = listed(
        ("Back", [area("TextPrinting", "Line", text="Daniel")]),
        ("Front", [area("TextPrinting", "Line", text="Noa")]),
    )
    (differs,) = warned(read(order(data, flat)), WarningCode.DIFFERS)
    assert "'Dan'" in differs.text
    assert "'Daniel'" in differs.text


def test_surfaces_that_the_list_names_otherwise_are_compared_by_their_place() -> None:
    data = tree(surface("Front", text("Line", "Noa")), surface("Back", text("Line", "Dan")))
    flat = listed(
        ("Surface 1", [area("TextPrinting", "Line", text="Noa")]),
        ("Surface 2", [area("TextPrinting", "Line", text="Dan")]),
    )
    assert read(order(data, flat)).warnings == ()


def test_several_drawings_of_one_field_are_all_kept() -> None:
    data = tree(surface("Front", placement("Photo", image("Photo", "8f1c.jpg", "a.jpg"))))
    areas = [area("ImagePrinting", "Photo", svgImage=name) for name in ("a.svg", "b.svg")]
    entry = only(read(order(data, listed(("Front", areas))), "8f1c.jpg", "a.svg", "b.svg"))
    assert entry.detailed("artwork") == archived("a.svg").sha256
    assert entry.detailed("artwork.2") == archived("b.svg").sha256
    assert entry.file == archived("8f1c.jpg").sha256


def test_two_lists_that_differ_are_both_read_and_reported() -> None:
    first = order(None, listed(("Front", [area("TextPrinting", "Name", text="Noa")])))
    second = order(None, listed(("Front", [area("TextPrinting", "Name", text="Nora")])), "inner")
    assert warned(read(first | second), WarningCode.TWO_LISTS)
    assert [each.value for each in read(first | second).specification.entries] == ["Noa", "Nora"]
    same = order(None, listed(("Front", [area("TextPrinting", "Name", text="Noa")])), "inner")
    assert not warned(read(first | same), WarningCode.TWO_LISTS)
    assert len(read(first | same).specification.entries) == 1
