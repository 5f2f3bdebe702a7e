"""The canonical form: what is stored and hashed, for every kind of value that a fact or decision holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain import codec
from tailorbird.domain.money import Money


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Line:
    b: Any
    a: Any


OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
SECONDS = st.integers(-600_000_000, 7_000_000_000)
INSTANTS = st.builds(
    lambda seconds, micros, zone: datetime.fromtimestamp(seconds, zone).replace(microsecond=micros),
    SECONDS,
    st.integers(0, 999_999),
    OFFSETS,
)
MONEY = st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(("CNY", "USD", "JPY")))
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.just(Colour.RED),
    INSTANTS,
    MONEY,
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(), inner, max_size=4),
        st.builds(Line, inner, inner),
    ),
    max_leaves=12,
)


def told(value: object) -> str:
    return codec.canonical(value).decode()


def test_keys_are_sorted_and_there_is_no_white_space() -> None:
    assert told(Line(b=1, a=[True, None])) == '{"a":[true,null],"b":1}'


def test_money_decimals_enumerations_and_instants_have_one_form() -> None:
    assert told(Money(102000, "CNY")) == '{"currency":"CNY","minor":102000}'
    assert told(Decimal("0.10")) == '"0.10"'
    assert told(Colour.RED) == '"red"'
    assert told({Colour.RED: 1}) == '{"red":1}'
    assert told(datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))) == '"2026-03-02T02:00:00Z"'
    assert told(datetime(2026, 3, 2, 2, 0, 0, 7, UTC)) == '"2026-03-02T02:00:00.000007Z"'


def test_what_has_no_order_is_sorted() -> None:
    assert told(frozenset(("b", "a"))) == '["a","b"]'


@pytest.mark.parametrize("value", [1.5, [0.1], {"a": 2.0}, object(), b"bytes", Line(1, 0.5)])
def test_floats_and_strangers_have_no_form(value: object) -> None:
    with pytest.raises(TypeError, match="has no plain form"):
        codec.canonical(value)


@given(VALUES)
def test_the_bytes_are_the_sorted_json_of_the_plain_form(value: object) -> None:
    plain = codec.plain(value)
    assert json.loads(codec.canonical(value)) == json.loads(json.dumps(plain))
    assert codec.canonical(value) == codec.canonical_of_plain(plain)


@given(VALUES)
def test_what_is_plain_already_stays_as_it_is(value: object) -> None:
    plain = codec.plain(value)
    assert codec.plain(plain) == plain
    assert codec.canonical(plain) == codec.canonical(value)


@given(INSTANTS, OFFSETS)
def test_an_instant_is_the_same_from_wherever_it_is_told(instant: datetime, offset: timezone) -> None:
    assert codec.canonical(instant) == codec.canonical(instant.astimezone(offset))


@given(VALUES)
def test_the_digest_is_of_the_bytes(value: object) -> None:
    data = codec.canonical(value)
    assert codec.digest(data) == codec.digest(codec.canonical(value))
    assert len(codec.digest(data)) == 64
