"""Numbers of trade items are read in every usual form, and wrong ones are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from tailorbird.domain.listing.gtin import (
    Gtin,
    GtinFault,
    GtinFaultReason,
    GtinForm,
    GtinRange,
    Ownership,
    belongs_to,
    own_prefix,
    read_gtin,
)

_DIGIT = st.integers(0, 9).map(str)


@st.composite
def _numbers(draw: st.DrawFn) -> str:
    body = draw(
        st.sampled_from((7, 11, 12, 13)).flatmap(
            lambda size: st.text("0123456789", min_size=size, max_size=size)
        )
    )
    return body + ean.calc_check_digit(body)


def _gtin(text: str) -> Gtin:
    found = read_gtin(text)
    assert isinstance(found, Gtin), found
    return found


def _fault(text: str) -> GtinFault:
    found = read_gtin(text)
    assert isinstance(found, GtinFault), found
    return found


@pytest.mark.parametrize(
    ("text", "digits", "form"),
    [
        ("4006381333931", "04006381333931", GtinForm.GTIN_13),
        ("73513537", "00000073513537", GtinForm.GTIN_8),
        ("614141000036", "00614141000036", GtinForm.UPC_A),
        ("10614141000415", "10614141000415", GtinForm.GTIN_14),
        ("4 006381 333931", "04006381333931", GtinForm.GTIN_13),
        ("400-6381-33393-1", "04006381333931", GtinForm.GTIN_13),
        ("４００６３８１３３３９３１", "04006381333931", GtinForm.GTIN_13),
        ("４００６３８１　３３３９３－１", "04006381333931", GtinForm.GTIN_13),
        ("\ufeff6\u00a014141\u2011000036", "00614141000036", GtinForm.UPC_A),
    ],
)
def test_every_usual_way_of_writing_is_read(text: str, digits: str, form: GtinForm) -> None:
    assert _gtin(text) == Gtin(digits, form, GtinRange.PRODUCT)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("0425261", "04210000526"),
        ("0654321", "06510000432"),
        ("0123450", "01200000345"),
        ("0123452", "01220000345"),
        ("0123453", "01230000045"),
        ("0123454", "01234000005"),
        ("0123456", "01234500006"),
        ("0123459", "01234500009"),
    ],
)
def test_a_upc_e_is_the_upc_a_that_it_shortens(short: str, long: str) -> None:
    check = ean.calc_check_digit(long)
    assert _gtin(short + check) == Gtin(f"00{long}{check}", GtinForm.UPC_E, GtinRange.PRODUCT)


def test_a_wrong_check_digit_is_named_with_the_right_one() -> None:
    fault = _fault("4006381333930")
    assert (fault.reason, fault.right_check_digit) == (GtinFaultReason.CHECK_DIGIT, "1")
    assert "has to be 1" in fault.detail


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", GtinFaultReason.EMPTY),
        (" - ", GtinFaultReason.EMPTY),
        ("B0F7XMBMTX", GtinFaultReason.NOT_DIGITS),
        ("400638133393²", GtinFaultReason.NOT_DIGITS),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", GtinFaultReason.NOT_DIGITS),
        ("4006381.333931", GtinFaultReason.NOT_DIGITS),
        ("1234567890", GtinFaultReason.LENGTH),
        ("400638133393100", GtinFaultReason.LENGTH),
    ],
)
def test_what_is_no_number_of_a_trade_item_is_refused_with_its_reason(
    text: str, reason: GtinFaultReason
) -> None:
    assert _fault(text).reason is reason
    assert _fault(text).next_step


def test_zeros_that_a_spreadsheet_dropped_are_guessed_and_not_added() -> None:
    fault = _fault("36000291452")
    assert fault.reason is GtinFaultReason.LENGTH
    assert "036000291452" in fault.next_step


def _with_check(body: str) -> str:
    return body + ean.calc_check_digit(body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("020000000000", GtinRange.RESTRICTED),
        ("029999999999", GtinRange.RESTRICTED),
        ("030000000000", GtinRange.PRODUCT),
        ("040000000000", GtinRange.RESTRICTED),
        ("049999999999", GtinRange.RESTRICTED),
        ("050000000000", GtinRange.COUPON),
        ("059999999999", GtinRange.COUPON),
        ("060000000000", GtinRange.PRODUCT),
        ("199999999999", GtinRange.PRODUCT),
        ("200000000000", GtinRange.RESTRICTED),
        ("299999999999", GtinRange.RESTRICTED),
        ("300000000000", GtinRange.PRODUCT),
        ("976999999999", GtinRange.PRODUCT),
        ("977000000000", GtinRange.SERIAL),
        ("978047111709", GtinRange.BOOK),
        ("979999999999", GtinRange.BOOK),
        ("980000000000", GtinRange.REFUND),
        ("981000000000", GtinRange.COUPON),
        ("984999999999", GtinRange.COUPON),
        ("985000000000", GtinRange.PRODUCT),
        ("990000000000", GtinRange.COUPON),
        ("999999999999", GtinRange.COUPON),
        ("20000000000", GtinRange.RESTRICTED),
        ("50000000000", GtinRange.COUPON),
        ("2000000", GtinRange.RESTRICTED),
        ("4012345", GtinRange.PRODUCT),
    ],
)
def test_ranges_that_are_nobodys_own_are_recognised(body: str, kind: GtinRange) -> None:
    gtin = _gtin(_with_check(body))
    assert gtin.range is kind
    if kind is not GtinRange.PRODUCT:
        assert belongs_to(gtin, [body[:6]]) is Ownership.ANOTHERS
        assert belongs_to(gtin, []) is Ownership.ANOTHERS


@pytest.mark.parametrize(
    ("text", "prefixes", "whose"),
    [
        ("4006381333931", ["4006381"], Ownership.OWN),
        ("4006381333931", ["400 6381"], Ownership.OWN),
        ("4006381333931", ["4006382", "400638"], Ownership.OWN),
        ("4006381333931", ["4006382"], Ownership.ANOTHERS),
        ("4006381333931", [], Ownership.UNKNOWN),
        ("4006381333931", ["not a prefix"], Ownership.UNKNOWN),
        ("4006381333931", ["4006382", "400"], Ownership.UNKNOWN),
        ("614141000036", ["614141"], Ownership.OWN),
        ("614141000036", ["0614141"], Ownership.OWN),
        ("0614141000036", ["614141"], Ownership.OWN),
        ("10614141000415", ["614141"], Ownership.OWN),
        ("614141000036", ["614142"], Ownership.ANOTHERS),
        ("614141000036", ["6141"], Ownership.ANOTHERS),
        ("614141000036", ["61414100003"], Ownership.OWN),
        ("614141000036", ["061414100003"], Ownership.OWN),
        ("73513537", ["735135"], Ownership.UNKNOWN),
        ("73513537", ["73513537"], Ownership.OWN),
        ("04252614", ["042100"], Ownership.OWN),
    ],
)
def test_a_number_is_compared_with_the_sellers_own_company_prefixes(
    text: str, prefixes: list[str], whose: Ownership
) -> None:
    assert belongs_to(_gtin(text), prefixes) is whose


def test_the_longest_of_several_matching_prefixes_is_named() -> None:
    assert own_prefix(_gtin("4006381333931"), ["4006", "40063813", "400638"]) == "40063813"
    assert own_prefix(_gtin("4006381333931"), ["5006"]) is None


@given(_numbers())
def test_a_right_number_is_read_into_fourteen_digits(number: str) -> None:
    gtin = _gtin(number)
    assert len(gtin.digits) == 14
    assert gtin.form is GtinForm.UPC_E or gtin.digits == number.zfill(14)


@given(_numbers(), st.data())
def test_a_number_stays_the_same_however_its_digits_are_parted(number: str, data: st.DataObject) -> None:
    gaps = data.draw(
        st.lists(
            st.sampled_from(("", " ", "-", "\u2013", "\u3000")), min_size=len(number), max_size=len(number)
        )
    )
    assert read_gtin("".join(digit + gap for digit, gap in zip(number, gaps, strict=True))) == read_gtin(
        number
    )


@given(_numbers().filter(lambda number: len(number) > 8), st.data())
def test_every_single_wrong_digit_is_found(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(_DIGIT.filter(lambda digit: digit != number[place]))
    fault = _fault(number[:place] + wrong + number[place + 1 :])
    assert fault.reason is GtinFaultReason.CHECK_DIGIT


@given(_numbers().filter(lambda number: len(number) > 8), st.data())
def test_neighbours_that_changed_places_are_found_unless_they_differ_by_five(
    number: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(number) - 2))
    first, second = number[place], number[place + 1]
    swapped = number[:place] + second + first + number[place + 2 :]
    if abs(int(first) - int(second)) in (0, 5):
        assert isinstance(read_gtin(swapped), Gtin)
    else:
        assert _fault(swapped).reason is GtinFaultReason.CHECK_DIGIT


@given(_numbers().filter(lambda number: len(number) == 8 and number[0] != "0"), st.data())
def test_every_single_wrong_digit_of_eight_is_found_where_it_is_no_upc_e(
    number: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, 7))
    wrong = data.draw(_DIGIT.filter(lambda digit: digit != number[place] and (place or digit != "0")))
    assert _fault(number[:place] + wrong + number[place + 1 :]).reason is GtinFaultReason.CHECK_DIGIT


@given(_numbers(), st.integers(4, 12))
def test_a_prefix_of_the_number_itself_makes_it_ones_own(number: str, size: int) -> None:
    gtin = _gtin(number)
    if gtin.can_be_own and not gtin.shortened:
        assert belongs_to(gtin, [gtin.digits[1 : 1 + size]]) is Ownership.OWN


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(read_gtin(text), Gtin | GtinFault)
