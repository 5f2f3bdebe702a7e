"""Entries read by the template: what becomes a choice, and what is told about the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tailorbird.domain.customization.choices import (
    Crop,
    ImageChoice,
    MeasureChoice,
    OptionChoice,
    TextChoice,
    WishChoice,
)
from tailorbird.domain.customization.findings import CODES
from tailorbird.domain.customization.reading import check, choices_of
from tailorbird.domain.customization.specification import Entry, EntryKind
from tailorbird.domain.customization.template import (
    Align,
    Barred,
    Comparison,
    Condition,
    Permitted,
    Template,
)
from tailorbird.domain.listing.document import Requirement
from tests.domain.customization.templates import (
    COLOUR,
    FRONT,
    HANDLE,
    NAME,
    PICTURE,
    TEMPLATE,
    entry,
    findings,
    found,
    name_taking,
    photo_taking,
    specification,
    with_field,
)


def only(made: Entry, template: Template = TEMPLATE) -> object:
    """The one choice that the entry becomes."""
    (choice,) = choices_of(template, specification(made)).choices
    return choice


def test_a_text_has_the_fields_own_lettering_unless_it_says_more() -> None:
    choice = only(entry("name", "Anna\nMei"))
    assert isinstance(choice, TextChoice)
    assert (choice.lines, choice.font, choice.size_um) == (("Anna", "Mei"), "sans", None)
    assert choice.colour is not None
    assert choice.colour.swatch == "ink"
    assert (choice.align, choice.curve_mdeg, choice.area) == (Align.CENTRE, 0, FRONT.area)


def test_a_text_is_set_as_it_says() -> None:
    told = entry("name", "Anna", font="script", colour="red", align="end", size_um="5000", curve_mdeg="90000")
    choice = only(told, name_taking(curving=Permitted.YES))
    assert isinstance(choice, TextChoice)
    assert (choice.font, choice.align, choice.size_um, choice.curve_mdeg) == (
        "script",
        Align.END,
        5000,
        90_000,
    )


def test_a_picture_lies_as_it_says() -> None:
    told = entry(
        "photo", file=PICTURE, x_um="-1000", y_um="+20", scale_permille="1500", turn_mdeg="-90000",
        crop_permille="0,100,500,900", background="removed",
    )  # fmt: skip
    choice = only(told)
    assert isinstance(choice, ImageChoice)
    assert (choice.x_um, choice.y_um, choice.scale_permille, choice.turn_mdeg) == (-1000, 20, 1500, 270_000)
    assert choice.crop == Crop(left=0, top=100, width=500, height=900)
    assert choice.background_removed is Permitted.YES


def test_the_other_kinds_are_read() -> None:
    option, measure, wish = (
        only(entry(*each)) for each in (("colour", "gold"), ("size", "52.50"), ("wish", "thin"))
    )
    assert isinstance(option, OptionChoice)
    assert option.option.option == "gold"
    assert isinstance(measure, MeasureChoice)
    assert measure.number == Decimal("52.5")
    assert isinstance(wish, WishChoice)
    assert wish.text == "thin"


UNREADABLE = {
    "a field that there is not": (entry("nickname", "A"), "unknown_field"),
    "another kind": (entry("colour", "gold", kind=EntryKind.TEXT), "wrong_kind"),
    "a field that is not shown": (entry("handle", "round"), "not_shown"),
    "a font that is not offered": (entry("name", "A", font="comic"), "unknown_font"),
    "a swatch that is not offered": (entry("name", "A", colour="blue"), "unknown_colour"),
    "an alignment that there is not": (entry("name", "A", align="justified"), "unknown_align"),
    "a detail that there is not": (entry("name", "A", shadow="yes"), "unknown_detail"),
    "a detail of another kind": (entry("colour", "gold", font="sans"), "unknown_detail"),
    "a curve that is not permitted": (entry("name", "A", curve_mdeg="1000"), "curve_not_permitted"),
    "a size with a fraction": (entry("name", "A", size_um="5000.5"), "not_a_whole_number"),
    "a size in words": (entry("name", "A", size_um="large"), "not_a_whole_number"),
    "a size in other digits": (entry("name", "A", size_um="٥٠٠٠"), "not_a_whole_number"),
    "a size too small": (entry("name", "A", size_um="1999"), "out_of_bounds"),
    "a size too large": (entry("name", "A", size_um="20001"), "out_of_bounds"),
    "a place far outside": (entry("photo", file=PICTURE, x_um="180001"), "out_of_bounds"),
    "a turn beyond a full one": (entry("photo", file=PICTURE, turn_mdeg="360001"), "out_of_bounds"),
    "a scale of nothing": (entry("photo", file=PICTURE, scale_permille="0"), "out_of_bounds"),
    "a number without end": (entry("photo", file=PICTURE, scale_permille="9" * 400), "not_a_whole_number"),
    "a crop outside": (entry("photo", file=PICTURE, crop_permille="600,0,500,1000"), "crop_outside"),
    "a crop of nothing": (entry("photo", file=PICTURE, crop_permille="0,0,0,1000"), "crop_outside"),
    "a crop of three": (entry("photo", file=PICTURE, crop_permille="0,0,10"), "crop_outside"),
    "a background that is something else": (
        entry("photo", file=PICTURE, background="blue"),
        "background_not_removable",
    ),
    "a picture without a file": (entry("photo", "my cat"), "no_picture"),
    "a text with a file": (entry("name", "A", file=PICTURE), "no_file_here"),
    "an option that there is not": (entry("colour", "silver"), "unknown_option"),
    "a measure in words": (entry("size", "fifty"), "not_a_number"),
    "a measure with an exponent": (entry("size", "5e1"), "not_a_number"),
    "a measure below": (entry("size", "49"), "measure_out_of_bounds"),
    "a measure above": (entry("size", "70.5"), "measure_out_of_bounds"),
    "a measure between the steps": (entry("size", "50.3"), "measure_off_step"),
}


@pytest.mark.parametrize(("made", "code"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_told_once_with_a_next_step(made: Entry, code: str) -> None:
    (told,) = findings(made)
    assert (told.field, told.code) == (made.label, code)
    assert told.says
    assert told.says_zh
    assert told.next_step
    assert told.next_step_zh


@pytest.mark.parametrize("value", ["49.5", "70", "70.0", "50"])
def test_the_ends_of_a_measure_are_inside(value: str) -> None:
    assert found(entry("size", value)) == []


def test_a_measure_between_steps_names_its_neighbours() -> None:
    (told,) = findings(entry("size", "50.3"))
    assert "50 " in told.next_step
    assert "50.5" in told.next_step


@pytest.mark.parametrize(("value", "code"), [("2000", ""), ("20000", ""), ("1999", "out_of_bounds")])
def test_the_ends_of_a_size_are_inside(value: str, code: str) -> None:
    assert found(entry("name", "A", size_um=value)) == ([("name", code)] if code else [])


def test_what_a_maker_does_not_permit_is_told() -> None:
    template = photo_taking(cropping=Permitted.NO, moving=Permitted.NO, background_removal=Permitted.NO)
    told = entry("photo", file=PICTURE, turn_mdeg="1", crop_permille="0,0,500,500", background="removed")
    assert {code for _, code in found(told, template=template)} == {
        "moving_not_permitted", "cropping_not_permitted", "background_not_removable",
    }  # fmt: skip


def test_the_fields_own_curve_may_be_said() -> None:
    assert found(entry("name", "A", curve_mdeg="45000"), template=name_taking(curve_mdeg=45_000)) == []


def test_a_field_that_is_filled_twice_is_told() -> None:
    assert found(entry("name", "A"), entry("name", "B")) == [("name", "filled_twice")]


def test_a_blank_entry_says_nothing_even_with_details() -> None:
    assert found(entry("name", "  ", font="comic"), entry("handle"), entry("nickname")) == []


# Conditions ---------------------------------------------------------------------------------------------


def test_a_field_is_shown_once_its_condition_holds() -> None:
    assert found(entry("colour", "gold"), entry("handle", "heart")) == []


def test_a_required_field_counts_only_while_it_is_shown() -> None:
    template = with_field(replace(HANDLE, required=Requirement.REQUIRED))
    assert found(template=template) == []
    assert found(entry("colour", "gold"), template=template) == [("handle", "required")]


def test_spaces_do_not_fill_a_required_field() -> None:
    template = with_field(replace(NAME, required=Requirement.REQUIRED))
    assert found(entry("name", " \n "), template=template) == [("name", "required")]


def test_an_option_may_depend_on_another_choice() -> None:
    gold = replace(COLOUR.options[1], offered_if=(Condition(field="name", comparison=Comparison.FILLED),))
    template = with_field(replace(COLOUR, options=(COLOUR.options[0], gold)))
    assert found(entry("colour", "gold"), template=template) == [("colour", "option_not_offered")]
    assert found(entry("colour", "gold"), entry("name", "A"), template=template) == []


def test_an_option_that_is_not_offered_counts_as_blank_for_others() -> None:
    gold = replace(COLOUR.options[1], offered_if=(Condition(field="name", comparison=Comparison.FILLED),))
    template = with_field(replace(COLOUR, options=(COLOUR.options[0], gold)))
    told = found(entry("colour", "gold"), entry("handle", "round"), template=template)
    assert ("handle", "not_shown") in told


@pytest.mark.parametrize(
    ("condition", "holds_blank", "holds_gold", "holds_white"),
    [
        (Condition(field="colour", values=("gold",)), 0, 1, 0),
        (Condition(field="colour", comparison=Comparison.IS_NOT, values=("gold",)), 1, 0, 1),
        (Condition(field="colour", comparison=Comparison.FILLED), 0, 1, 1),
        (Condition(field="colour", comparison=Comparison.BLANK), 1, 0, 0),
    ],
)
def test_each_comparison(condition: Condition, holds_blank: int, holds_gold: int, holds_white: int) -> None:
    template = replace(TEMPLATE, barred=(Barred(when=(condition,), says="These do not go together."),))
    shown = [
        bool(found(*each, template=template))
        for each in ((), (entry("colour", "gold"),), (entry("colour", "white"),))
    ]
    assert shown == [bool(each) for each in (holds_blank, holds_gold, holds_white)]


def test_a_measure_is_compared_as_a_number() -> None:
    barred = Barred(
        when=(Condition(field="size", values=("50.0",)),), says="Fifty {is} sold out.", says_zh="五十已售罄。"
    )
    template = replace(TEMPLATE, barred=(barred,))
    (told,) = findings(entry("size", "050"), template=template)
    assert (told.says, told.says_zh) == ("Fifty {is} sold out.", "五十已售罄。")


@pytest.mark.parametrize(("quantity", "codes"), [(1, []), (100, []), (101, [("", "quantity_out_of_bounds")])])
def test_the_limits_of_the_quantity(quantity: int, codes: list[tuple[str, str]]) -> None:
    assert found(quantity=quantity) == codes


def test_conditions_in_a_circle_end_all_the_same() -> None:
    circle = with_field(replace(COLOUR, shown_if=(Condition(field="handle", comparison=Comparison.BLANK),)))
    assert check(circle, specification(entry("colour", "gold"))) is not None


def test_every_sentence_that_can_be_said_has_a_code_of_its_own() -> None:
    assert {code for _, code in UNREADABLE.values()} <= CODES
