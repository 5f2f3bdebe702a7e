"""One customization, one document, one hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.customization.freezing import Ordered, frozen
from tailorbird.domain.customization.reading import choices_of
from tailorbird.domain.customization.specification import Entry, Specification, read_specification
from tests.domain.customization.templates import PICTURE, TEMPLATE, entry

ORDERED = Ordered(product="p-1", product_hash="cd" * 32, title="Mug", variant="11oz", quantity=1)
ENTRIES = st.lists(
    st.one_of(
        st.builds(
            lambda text, font, size: entry(
                "name", text, **{k: v for k, v in (("font", font), ("size_um", size)) if v}
            ),
            st.text(alphabet="Aé\u0301 你\r\n\u200b", max_size=6),
            st.sampled_from(["", "sans", "script", "comic"]),
            st.sampled_from(["", "5000", "05000", "1"]),
        ),
        st.sampled_from(["white", "gold", "silver"]).map(lambda each: entry("colour", each)),
        st.sampled_from(["round", "heart"]).map(lambda each: entry("handle", each)),
        st.sampled_from(["50", "50.0", "50.3", "x"]).map(lambda each: entry("size", each)),
        st.sampled_from(["0", "-0", "360000", "90000"]).map(
            lambda turn: entry("photo", file=PICTURE, turn_mdeg=turn)
        ),
        st.just(entry("nickname", "A")),
    ),
    max_size=6,
)


def frozen_of(*entries: Entry, ordered: Ordered = ORDERED) -> Specification:
    return frozen(TEMPLATE, ordered, entries)


SAME: dict[str, tuple[Sequence[Entry], Sequence[Entry]]] = {
    "in another order": (
        (entry("name", "A"), entry("colour", "gold")),
        (entry("colour", "gold"), entry("name", "A")),
    ),
    "with blanks": ((entry("name", "A"),), (entry("name", "A"), entry("wish"), entry("size", " "))),
    "with the field's own lettering said": (
        (entry("name", "A"),),
        (entry("name", "A", font="sans", colour="ink", align="centre", curve_mdeg="0"),),
    ),
    "with zeros before": ((entry("name", "A", size_um="5000"),), (entry("name", "A", size_um="+05000"),)),
    "turned once round": (
        (entry("photo", file=PICTURE),),
        (entry("photo", file=PICTURE, turn_mdeg="-360000"),),
    ),
    "with the whole picture kept": (
        (entry("photo", file=PICTURE),),
        (entry("photo", file=PICTURE, crop_permille="0,0,1000,1000", scale_permille="1000"),),
    ),
    "whatever the picture was called": (
        (entry("photo", file=PICTURE),),
        (entry("photo", "cat.png", file=PICTURE),),
    ),
    "with another line end": ((entry("name", "A\nB"),), (entry("name", "A\r\nB"),)),
    "with accents apart": ((entry("name", "é"),), (entry("name", "e\u0301"),)),
    "with the number written otherwise": ((entry("size", "50"),), (entry("size", "050.0"),)),
    "with what is not shown": ((entry("name", "A"),), (entry("name", "A"), entry("handle", "round"))),
    "said twice": ((entry("name", "A"),), (entry("name", "A"), entry("name", "A"))),
    "on another surface than the field's": (
        (entry("name", "A"),),
        (replace(entry("name", "A"), surface="back"),),
    ),
}
DIFFERENT: dict[str, tuple[Sequence[Entry], Sequence[Entry]]] = {
    "text": ((entry("name", "A"),), (entry("name", "B"),)),
    "case": ((entry("name", "A"),), (entry("name", "a"),)),
    "a space": ((entry("name", "A"),), (entry("name", "A "),)),
    "a hidden character": ((entry("name", "A"),), (entry("name", "A\u200b"),)),
    "font": ((entry("name", "A"),), (entry("name", "A", font="script"),)),
    "place": ((entry("photo", file=PICTURE),), (entry("photo", file=PICTURE, x_um="1"),)),
    "background": ((entry("photo", file=PICTURE),), (entry("photo", file=PICTURE, background="removed"),)),
    "picture": ((entry("photo", file=PICTURE),), (entry("photo", file="cd" * 32),)),
    "option": ((entry("colour", "gold"),), (entry("colour", "white"),)),
    "what cannot be read": ((), (entry("nickname", "A"),)),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_the_same_customization_has_one_hash(one: Sequence[Entry], other: Sequence[Entry]) -> None:
    assert frozen_of(*one).hash == frozen_of(*other).hash


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_another_customization_has_another_hash(one: Sequence[Entry], other: Sequence[Entry]) -> None:
    assert frozen_of(*one).hash != frozen_of(*other).hash


def test_another_product_revision_or_quantity_is_another_document() -> None:
    others = [
        replace(ORDERED, product_hash="ef" * 32),
        replace(ORDERED, quantity=2),
        replace(ORDERED, variant="x"),
    ]
    assert len({frozen_of(ordered=each).hash for each in (ORDERED, *others)}) == 4


def test_every_field_that_is_offered_has_its_entry_in_the_templates_order() -> None:
    labels = [each.label for each in frozen_of(entry("size", "50"), entry("colour", "gold")).entries]
    assert labels == ["name", "photo", "colour", "handle", "size", "wish"]


def test_what_does_not_fit_is_kept_at_its_place_or_the_end() -> None:
    kept = frozen_of(entry("nickname", "A"), entry("size", "about fifty"), entry("name", "A", font="comic"))
    told = {each.label: (each.value, each.detailed("font")) for each in kept.entries if not each.blank}
    assert told == {"nickname": ("A", ""), "size": ("about fifty", ""), "name": ("A", "comic")}
    assert kept.entries[-1].label == "nickname"


@given(ENTRIES)
def test_what_is_frozen_stays_as_it_is(entries: list[Entry]) -> None:
    once = frozen_of(*entries)
    assert frozen_of(*once.entries) == once
    assert read_specification(once.document()) == once


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_entries_is_no_part_of_it(entries: list[Entry], chance: object) -> None:
    turned = list(entries)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert frozen_of(*turned).hash == frozen_of(*entries).hash


@given(ENTRIES)
def test_it_means_what_the_entries_meant(entries: list[Entry]) -> None:
    once = tuple({each.label: each for each in entries}.values())
    sent = replace(frozen_of(), entries=once)
    before, after = choices_of(TEMPLATE, sent), choices_of(TEMPLATE, frozen_of(*once))
    assert after.choices == before.choices
