"""Whatever a tree or a list holds, no value of it is lost, and nothing makes the reading fail."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain import codec
from tailorbird.domain.customization.amazon_order import read_order
from tailorbird.domain.customization.imported import ImportedLine, UnreadableOrder, WarningCode
from tailorbird.domain.customization.specification import EntryKind, read_specification
from tests.adapters.amazon_custom.build import Json, area, listed, node, order, tree

_LABELS = st.one_of(st.sampled_from(("", "Name", "Line 1", "Wood", "שם")), st.text(max_size=8))
_VALUES = st.one_of(st.text(max_size=12), st.sampled_from(("", " ", "Noa", "נועה", "花", "❤️", "7")))
_KINDS = {
    "TextCustomization": EntryKind.TEXT,
    "FontCustomization": EntryKind.FONT,
    "ColorCustomization": EntryKind.COLOUR,
    "OptionCustomization": EntryKind.OPTION,
    "ImageCustomization": EntryKind.IMAGE,
    "HologramCustomization": EntryKind.UNKNOWN,
}
_CONTAINERS = (
    "PageContainerCustomization",
    "PreviewContainerCustomization",
    "FlatContainerCustomization",
    "PlacementContainerCustomization",
    "FlatRatePriceDeltaContainerCustomization",
    "ContainerCustomization",
    "CarouselContainerCustomization",
)


def _leaf(kind: str, label: str, value: str) -> Json:
    held: dict[str, Json] = {
        "TextCustomization": {"inputValue": value},
        "FontCustomization": {"fontSelection": {"family": value}},
        "ColorCustomization": {"colorSelection": {"name": value}},
        "OptionCustomization": {"optionSelection": {"label": value}},
        "ImageCustomization": {"image": {"buyerFilename": value}},
        "HologramCustomization": {"pattern": value},
    }
    return node(kind, label, **held[kind])


_leaves = st.builds(_leaf, st.sampled_from(sorted(_KINDS)), _LABELS, _VALUES)
_trees = st.recursive(
    _leaves,
    lambda below: st.builds(
        lambda kind, label, children: node(kind, label, children=children),
        st.sampled_from(_CONTAINERS),
        _LABELS,
        st.lists(below, max_size=4),
    ),
    max_leaves=12,
)
_areas = st.one_of(
    st.builds(lambda label, text: area("TextPrinting", label, text=text), _LABELS, _VALUES),
    st.builds(lambda label, value: area("Options", label, optionValue=value), _LABELS, _VALUES),
    st.builds(
        lambda label, text, family, name: area(
            "TextPrinting", label, text=text, fontFamily=family, colorName=name
        ),
        _LABELS,
        _VALUES,
        _VALUES,
        _VALUES,
    ),
    st.builds(lambda label, value: area("FoilPrinting", label, foil=value), _LABELS, _VALUES),
)
_lists = st.lists(st.tuples(_LABELS, st.lists(_areas, max_size=4)), max_size=3).map(
    lambda surfaces: listed(*surfaces)
)
_anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.decimals(allow_nan=False), st.text(max_size=8)),
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(
            st.sampled_from(
                (
                    *("type", "children", "label", "name", "inputValue", "optionSelection", "image"),
                    *("customizationType", "surfaces", "areas", "version3.0", "additionalCost"),
                    *("amount", "currency", "snapshot", "imageName", "position", "svgImage", "odd key"),
                )
            ),
            st.one_of(below, st.sampled_from((*_KINDS, *_CONTAINERS, "TextPrinting", "Options"))),
            max_size=6,
        ),
    ),
    max_leaves=20,
)


def _found(node: Json) -> list[tuple[EntryKind, str]]:
    """Kind and value of each leaf, in the order of the tree."""
    own = []
    if node["type"] in _KINDS:
        held: Any = node
        for key in ("fontSelection", "colorSelection", "optionSelection", "image"):
            held = node.get(key, held)
        keys = ("inputValue", "family", "name", "label", "buyerFilename", "pattern")
        own_keys = [
            key for key in keys if key in held and (held is not node or key in ("inputValue", "pattern"))
        ]
        value = held[own_keys[0]]
        if own_keys == ["pattern"] and value:
            value = codec.canonical({"pattern": value}).decode()
        own = [(_KINDS[node["type"]], value)]
    return own + [each for child in node.get("children", ()) for each in _found(child)]


def _read(document: Json) -> ImportedLine:
    return read_order(json.loads(json.dumps(document), parse_float=Decimal))


@given(_trees)
def test_no_value_of_a_tree_is_lost_and_their_order_is_kept(data: Json) -> None:
    line = _read(order(tree(data)))
    read = [
        (each.kind, each.value)
        for each in line.specification.entries
        if each.detailed("type") != "CarouselContainerCustomization"
    ]
    assert read == _found(data)


@given(_trees)
def test_no_blank_of_a_tree_is_silent(data: Json) -> None:
    line = _read(order(tree(data)))
    blanks = [
        each for each in line.specification.entries if each.blank and each.kind is not EntryKind.UNKNOWN
    ]
    assert len([each for each in line.warnings if each.code is WarningCode.BLANK]) == len(blanks)
    assert line.specification.entries or line.needs_person


@given(_trees, _lists)
def test_no_value_of_a_list_is_lost_beside_a_tree(data: Json, surfaces: list[Json]) -> None:
    line = _read(order(tree(data), surfaces))
    kept = {each.value for each in line.specification.entries}
    said = " ".join(each.text for each in line.warnings)
    for surface in surfaces:
        for each in surface["areas"]:
            for key in ("text", "optionValue", "fontFamily", "colorName", "foil"):
                value = each.get(key, "")
                if value.strip():
                    whole = any(value in text for text in kept) or repr(value) in said
                    assert whole or json.dumps(value, ensure_ascii=False)[1:-1] in " ".join(kept)


@given(_trees, _lists)
def test_the_trees_own_values_stand_whatever_the_list_says(data: Json, surfaces: list[Json]) -> None:
    alone, both = _read(order(tree(data))), _read(order(tree(data), surfaces))
    written = [each.value for each in alone.specification.entries if not each.blank]
    left = iter(each.value for each in both.specification.entries)
    assert all(value in left for value in written)


@given(_trees, _lists, st.sampled_from(("outer", "inner")))
def test_every_line_has_a_specification_that_can_be_stored(
    data: Json, surfaces: list[Json], nesting: str
) -> None:
    line = _read(order(tree(data), surfaces, nesting))
    assert read_specification(line.specification.document()) == line.specification
    assert _read(order(tree(data), surfaces, nesting)) == line


@settings(max_examples=200)
@given(_anything, _anything, _anything)
def test_any_json_gives_a_line_or_a_clear_refusal(data: Any, info: Any, other: Any) -> None:
    document = order() | {"customizationData": data, "customizationInfo": info, "version3.0": other}
    try:
        line = read_order(document)
    except UnreadableOrder as problem:
        assert problem.next_step
    else:
        assert line.specification.document()


@given(st.dictionaries(st.sampled_from(sorted(order())), _anything))
def test_any_head_gives_a_line_or_a_clear_refusal(head: Json) -> None:
    try:
        read_order(order() | head)
    except UnreadableOrder as problem:
        assert problem.detail
