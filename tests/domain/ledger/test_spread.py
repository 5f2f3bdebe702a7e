"""An amount spread over others adds up, to the last cent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.ledger.spread import paid_for_pieces, spread
from tailorbird.domain.money import Money, MoneyError

AMOUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def minors(parts: tuple[Money, ...]) -> list[int]:
    return [each.minor for each in parts]


@given(AMOUNTS, st.integers(0, 10**9))
def test_the_parts_add_up_and_none_is_negative(amounts: list[int], total: int) -> None:
    if not sum(amounts):
        total = 0
    parts = spread(usd(total), [usd(each) for each in amounts])
    assert sum(minors(parts)) == total
    assert min(minors(parts)) >= 0
    assert all(not part for part, amount in zip(parts, amounts, strict=True) if not amount)


@given(AMOUNTS, st.integers(0, 10**9))
def test_each_part_is_within_one_minor_unit_of_its_exact_share(amounts: list[int], total: int) -> None:
    if not sum(amounts):
        return
    for part, amount in zip(spread(usd(total), [usd(each) for each in amounts]), amounts, strict=True):
        assert abs(part.minor * sum(amounts) - total * amount) < sum(amounts)


@given(AMOUNTS, st.integers(0, 10**9))
def test_who_weighs_more_gets_no_less(amounts: list[int], total: int) -> None:
    if not sum(amounts):
        return
    parts = minors(spread(usd(total), [usd(each) for each in amounts]))
    by_amount = [part for _, part in sorted(zip(amounts, parts, strict=True))]
    assert by_amount == sorted(by_amount)


def test_the_cents_that_are_left_go_to_those_who_lost_most_and_then_to_the_earlier() -> None:
    assert minors(spread(usd(100), [usd(1), usd(1), usd(1)])) == [34, 33, 33]
    assert minors(spread(usd(2), [usd(1), usd(2), usd(1), usd(2)])) == [0, 1, 0, 1]
    assert minors(spread(usd(1), [usd(0), usd(5), usd(5)])) == [0, 1, 0]
    assert minors(spread(usd(0), [usd(0), usd(0)])) == [0, 0]
    assert spread(usd(0), []) == ()


@given(AMOUNTS, st.data())
def test_of_what_was_really_paid_no_part_is_more_than_was_asked(
    amounts: list[int], data: st.DataObject
) -> None:
    paid = data.draw(st.integers(0, sum(amounts)))
    parts = spread(usd(paid), [usd(each) for each in amounts])
    assert all(0 <= part.minor <= amount for part, amount in zip(parts, amounts, strict=True))


@given(st.integers(0, 10**9), st.lists(st.integers(0, 9), max_size=12))
def test_refunds_of_pieces_add_up_to_what_was_paid_for_the_line(paid: int, steps: list[int]) -> None:
    pieces, before, back = sum(steps), 0, 0
    for quantity in steps:
        back += paid_for_pieces(usd(paid), pieces, before, quantity).minor
        before += quantity
    assert back == (paid if pieces else 0)


def test_the_last_piece_takes_the_remainder() -> None:
    assert [paid_for_pieces(usd(1000), 3, before, 1).minor for before in range(3)] == [333, 333, 334]


@pytest.mark.parametrize(
    "make",
    [
        lambda: spread(usd(-1), [usd(1)]),
        lambda: spread(usd(1), [usd(-1), usd(2)]),
        lambda: spread(usd(1), [usd(0)]),
        lambda: spread(usd(1), []),
        lambda: spread(usd(1), [Money(1, "EUR")]),
        lambda: paid_for_pieces(usd(3), 2, 1, 2),
    ],
)
def test_what_cannot_be_spread_is_told(make: object) -> None:
    with pytest.raises(MoneyError):
        make()  # type: ignore[operator]
