"""The bench's arithmetic: what it prints is what was measured."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.measure import Spread, in_turn, percentile, ratios
from bench.report import Finding, lines, met_ratio
from bench.statements import Traffic

RATES = st.lists(st.floats(min_value=0.001, max_value=1e6), min_size=1, max_size=20)


@given(RATES)
def test_a_spread_is_the_median_between_the_least_and_the_most(samples: list[float]) -> None:
    spread = Spread.of(samples)
    assert spread.least <= spread.median <= spread.most
    assert (spread.median, spread.count) == (median(samples), len(samples))


def test_nothing_measured_has_no_median() -> None:
    with pytest.raises(ValueError, match="at least one round"):
        Spread.of([])


def test_thing_and_limit_are_measured_in_turn() -> None:
    order: list[str] = []

    def thing() -> float:
        order.append("thing")
        return 10.0

    def limit() -> float:
        order.append("limit")
        return 40.0

    measured = in_turn(thing, limit, 3)
    assert order == ["thing", "limit"] * 3
    assert measured.ratio == Spread(0.25, 0.25, 0.25, 3)


def test_the_ratio_is_taken_round_by_round() -> None:
    assert ratios([1.0, 6.0], [2.0, 3.0]) == [0.5, 2.0]


def test_a_limit_that_does_nothing_limits_nothing() -> None:
    with pytest.raises(ValueError, match="limits nothing"):
        ratios([1.0], [0.0])


def test_no_round_measures_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        in_turn(lambda: 1.0, lambda: 1.0, 0)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1, 100), (0.001, 1)])
def test_a_percentile_is_a_sample_that_so_many_do_not_exceed(share: float, expected: float) -> None:
    assert percentile(list(range(100, 0, -1)), share) == expected


@given(RATES, st.floats(min_value=0.01, max_value=1))
def test_at_least_the_share_of_the_samples_is_at_most_the_percentile(
    samples: list[float], share: float
) -> None:
    found = percentile(samples, share)
    assert found in samples
    assert sum(each <= found for each in samples) >= share * len(samples) - 1e-9


def test_a_percentile_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs samples"):
        percentile([], 0.5)


def test_a_target_is_met_by_the_median_of_the_ratios() -> None:
    measured = in_turn(iter([1.0, 3.0, 2.0]).__next__, lambda: 4.0, 3)
    assert (met_ratio(measured, 0.5), met_ratio(measured, 0.51)) == ("yes", "no")


def test_a_finding_tells_figure_limit_ratio_and_target() -> None:
    measured = in_turn(lambda: 250.0, lambda: 1000.0, 2)
    told = "\n".join(lines(Finding("placing", "orders/s", "bare SQL", measured, "ratio 0.25", "yes")))
    assert "250 orders/s  (least 250, most 250, 2 rounds)" in told
    assert "limit 1,000 orders/s" in told
    assert "ratio 0.250" in told
    assert "target ratio 0.25: yes" in told


def test_statements_that_travel_together_are_counted_one_by_one() -> None:
    traffic = Traffic()
    traffic.count("SELECT 1")
    traffic.count("INSERT 1;\nINSERT 2;\nUPDATE 3")
    assert (traffic.trips, traffic.statements) == (2, 4)
