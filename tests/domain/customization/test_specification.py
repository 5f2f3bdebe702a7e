"""A specification is one canonical document, and its hash names exactly what was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain import codec
from tailorbird.domain.customization.specification import (
    Entry,
    EntryKind,
    Specification,
    UnfitSpecification,
    read_specification,
)

NAME = Entry(
    surface="Front",
    area="Names / Line 1",
    label="First line",
    kind=EntryKind.TEXT,
    value="נועה ❤️ 花",
    detail=(("position.x", "40"), ("colour", "#1f3a5f")),
)
ASKED = Specification(product="B0EXAMPLE1", title="Serving board", quantity=2, entries=(NAME,))

_texts = st.text(max_size=20)
_entries = st.builds(
    Entry,
    surface=_texts,
    area=_texts,
    label=_texts,
    kind=st.sampled_from(EntryKind),
    value=_texts,
    detail=st.dictionaries(_texts, _texts, max_size=4).map(lambda each: tuple(each.items())),
    file=st.sampled_from(("", "a" * 64, "0" * 64)),
)
_specifications = st.builds(
    Specification,
    product=_texts.filter(str.strip),
    title=_texts,
    variant=_texts,
    quantity=st.integers(1, 10**6),
    entries=st.lists(_entries, max_size=4).map(tuple),
)


def test_the_document_is_canonical_and_keeps_every_script_as_it_is() -> None:
    assert ASKED.document() == codec.canonical(ASKED)
    assert "נועה ❤️ 花".encode() in ASKED.document()
    assert ASKED.hash == codec.digest(ASKED.document())


def test_the_order_of_details_does_not_matter_and_that_of_entries_does() -> None:
    other = replace(NAME, detail=tuple(reversed(NAME.detail)))
    assert replace(ASKED, entries=(other,)).hash == ASKED.hash
    second = replace(NAME, label="Second line")
    one, two = replace(ASKED, entries=(NAME, second)), replace(ASKED, entries=(second, NAME))
    assert one.hash != two.hash


@pytest.mark.parametrize(
    "changed",
    [
        {"surface": "Back"},
        {"area": "Names"},
        {"label": "Line"},
        {"kind": EntryKind.UNKNOWN},
        {"value": "נועה ❤ 花"},
        {"detail": (("position.x", "40"),)},
        {"file": "a" * 64},
    ],
)
def test_any_change_of_an_entry_is_another_specification(changed: dict[str, object]) -> None:
    entry = replace(NAME, **changed)  # type: ignore[arg-type]
    assert replace(ASKED, entries=(entry,)).hash != ASKED.hash


@given(_specifications)
def test_a_stored_document_is_read_back_as_it_was(asked: Specification) -> None:
    assert read_specification(asked.document()) == asked


@given(_specifications, _specifications)
def test_hashes_are_equal_exactly_where_the_customizations_are(
    one: Specification, two: Specification
) -> None:
    assert (one.hash == two.hash) is (one == two)


def test_an_entry_without_text_and_file_is_blank() -> None:
    assert replace(NAME, value=" \n").blank
    assert not replace(NAME, value="", file="a" * 64).blank
    assert NAME.detailed("colour") == "#1f3a5f"
    assert NAME.detailed("price_delta") == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quantity": 0}, "from 1"),
        ({"quantity": True}, "from 1"),
        ({"product": " "}, "names its product"),
        ({"title": "half \ud83d"}, "surrogate"),
    ],
)
def test_parts_that_make_no_specification_are_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(UnfitSpecification, match=said):
        replace(ASKED, **changed)  # type: ignore[arg-type]


def test_a_file_is_named_by_its_hash_and_a_detail_once() -> None:
    with pytest.raises(UnfitSpecification, match="SHA-256"):
        replace(NAME, file="photo.jpg")
    with pytest.raises(UnfitSpecification, match="once"):
        replace(NAME, detail=(("colour", "red"), ("colour", "blue")))
