"""No blank of an Amazon Custom order is silent, and what is unknown is kept and reported."""

from __future__ import annotations

from typing import Any

import pytest

from tailorbird.domain.customization.imported import (
    Attention,
    WarningCode,
)
from tailorbird.domain.customization.specification import EntryKind
from tests.adapters.amazon_custom.build import (
    Json,
    area,
    block,
    font,
    listed,
    node,
    option,
    order,
    surface,
    text,
    tree,
)
from tests.domain.customization.lines import entries, only, read, warned


@pytest.mark.parametrize(
    ("leaf", "kind"),
    [
        (text("Name", ""), "text"),
        (text("Name", "  \n"), "text"),
        (node("TextCustomization", "Name"), "text"),
        (font(""), "font"),
        (node("ColorCustomization", "Colour", colorSelection=None), "colour"),
        (node("OptionCustomization", "Wood", optionSelection={}), "option"),
        (node("ImageCustomization", "Photo", image={}), "image"),
    ],
)
def test_a_blank_is_kept_as_an_entry_and_never_silent(leaf: Json, kind: str) -> None:
    line = read(order(tree(surface("Front", leaf))))
    assert only(line).kind.value == kind
    assert only(line).blank
    (blank,) = warned(line, WarningCode.BLANK)
    assert blank.where.startswith("customizationData")
    assert line.needs_person


@pytest.mark.parametrize(
    ("more", "attention"),
    [
        ({"label": "Second line"}, Attention.NOTE),
        ({"label": "Second line *"}, Attention.PERSON),
        ({"label": "第二行（必填）"}, Attention.PERSON),
        ({"label": "Zweite Zeile (Pflichtfeld)"}, Attention.PERSON),
        ({"label": "Second line", "isRequired": True}, Attention.PERSON),
        ({"label": "Second line *", "isRequired": False}, Attention.NOTE),
    ],
)
def test_of_several_texts_one_may_stay_blank_unless_it_looks_required(
    more: Json, attention: Attention
) -> None:
    line = read(order(tree(surface("Front", text("First line", "Noa"), text("", "") | more))))
    (blank,) = warned(line, WarningCode.BLANK)
    assert blank.attention is attention
    assert line.needs_person is (attention is Attention.PERSON)


def test_an_optional_picture_may_be_blank() -> None:
    photo = node("ImageCustomization", "Your photo (optional)", image={"imageName": ""})
    line = read(order(tree(surface("Front", text("Name", "Noa"), photo))))
    assert warned(line, WarningCode.BLANK)
    assert not line.needs_person


def test_an_area_of_the_list_that_is_blank_everywhere_is_an_entry_with_a_warning() -> None:
    data = tree(surface("Front", text("Name", "Noa")))
    flat = listed(
        ("Front", [area("TextPrinting", "Name", text="Noa"), area("Options", "Wood", optionValue="")])
    )
    line = read(order(data, flat))
    assert [(each.label, each.value) for each in line.specification.entries] == [
        ("Name", "Noa"),
        ("Wood", ""),
    ]
    assert [each.attention for each in warned(line, WarningCode.BLANK)] == [Attention.PERSON]


def test_an_order_without_any_customization_says_so() -> None:
    line = read(order())
    assert warned(line, WarningCode.NOTHING_ASKED)
    assert line.needs_person


def test_an_unknown_type_is_kept_whole_and_reported_with_its_path() -> None:
    hologram = node("HologramCustomization", "Seal", pattern={"name": "Waves", "depth": 2.5}, colour="זהב")
    line = read(order(tree(surface("Front", text("Name", "Noa"), hologram))))
    kept = line.specification.entries[1]
    assert (kept.kind, kept.label, kept.detailed("type")) == (
        EntryKind.UNKNOWN,
        "Seal",
        "HologramCustomization",
    )
    assert kept.value == '{"colour":"זהב","pattern":{"depth":"2.5","name":"Waves"}}'
    (part,) = line.unknown
    assert part.path == "customizationData.children[0].children[0].children[1]"
    assert part.type == "HologramCustomization"
    assert "Waves" in part.held
    assert line.needs_person


def test_what_lies_within_an_unknown_type_is_read_all_the_same() -> None:
    carousel = node("CarouselContainerCustomization", "Pages", children=[text("Name", "Noa")])
    line = read(order(tree(surface("Front", carousel))))
    assert entries(line)[1] == ("Front", "Pages", "Name", "text", "Noa")
    assert [part.type for part in line.unknown] == ["CarouselContainerCustomization"]


@pytest.mark.parametrize(
    ("data", "path", "held"),
    [
        (text("Name", "Noa", curve="arched"), "customizationData.curve", "arched"),
        (text("Name", "") | {"inputValue": ["Noa"]}, "customizationData.inputValue", '["Noa"]'),
        (text("Name", "") | {"inputValue": True}, "customizationData.inputValue", "true"),
        (
            font("Lora") | {"fontSelection": {"family": "Lora", "weight": 700}},
            "customizationData.fontSelection.weight",
            "700",
        ),
        (font("Lora") | {"fontSelection": ["Lora"]}, "customizationData.fontSelection", '["Lora"]'),
        (
            option("Wood", "Oak", thumbnailImage={"crop": "left"}),
            "customizationData.optionSelection.thumbnailImage.crop",
            "left",
        ),
        (block("Names") | {"glow": "soft"}, "customizationData.glow", "soft"),
        ("just a text", "customizationData", "just a text"),
        ([text("Name", "Noa"), 7], "customizationData[1]", "7"),
        (
            {"label": {"de": "Name"}, "children": [text("N", "Noa")]},
            "customizationData.label",
            '{"de":"Name"}',
        ),
        (text("Name", "Noa") | {"children": "lost?"}, "customizationData.children", "lost?"),
        (
            surface("Front", text("N", "Noa")) | {"snapshot": {"imageBase64": "iVBORw0"}},
            "customizationData.snapshot.imageBase64",
            "iVBORw0",
        ),
    ],
)
def test_unknown_parts_of_known_types_are_kept_and_reported(data: Any, path: str, held: str) -> None:
    line = read(order(data))
    assert [(part.path, part.held) for part in line.unknown] == [(path, held)]
    assert held in [each.value for each in line.specification.entries]
    assert line.needs_person


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"giftMessage": "For Noa"}, "giftMessage"),
        ({"title": ["a", "b"]}, "title"),
        (
            {"customizationInfo": {"version4.0": {"surfaces": []}, "version3.0": {}}},
            'customizationInfo["version4.0"]',
        ),
        ({"customizationInfo": {"version3.0": {"theme": "dark"}}}, 'customizationInfo["version3.0"].theme'),
        ({"customizationInfo": "none"}, "customizationInfo"),
    ],
)
def test_unknown_parts_of_the_order_itself_are_reported(more: Json, path: str) -> None:
    line = read(order(tree(text("Name", "Noa"))) | more)
    assert [part.path for part in line.unknown] == [path]
    assert line.needs_person


def test_an_unknown_type_of_the_list_is_kept_and_reported() -> None:
    flat = listed(("Front", [area("LaserPrinting", "Seal", power=3)]))
    line = read(order(tree(surface("Front", text("Name", "Noa"))), flat))
    assert line.specification.entries[1].kind is EntryKind.UNKNOWN
    assert '"power":3' in line.specification.entries[1].value
    assert [part.path for part in line.unknown] == ['customizationInfo["version3.0"].surfaces[0].areas[0]']
