"""Limits of uploads, by environment."""

from __future__ import annotations

import pytest

from tailorbird.adapters.files.intake.limits import Limits


def test_limits_have_sensible_defaults() -> None:
    assert Limits.from_environment({}) == Limits()


def test_every_limit_may_be_set() -> None:
    told = {"TAILORBIRD_UPLOAD_PIXELS": "1000", "TAILORBIRD_UPLOAD_FRAMES": " 3 "}
    assert Limits.from_environment(told) == Limits(pixels=1000, frames=3)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PIXELS", "many", "such as 40000000"),
        ("PIXELS", "0", "whole number"),
        ("PIXELS", "90000000", "up to 89478485"),
        ("BYTES", "15000001", "up to 15000000"),
        ("FRAMES", "-1", "such as 200"),
    ],
)
def test_a_limit_that_cannot_be_used_is_named(name: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"TAILORBIRD_UPLOAD_{name} is '{value}'.*{says}"):
        Limits.from_environment({f"TAILORBIRD_UPLOAD_{name}": value})
