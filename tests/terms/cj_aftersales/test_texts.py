"""The after-sales terms are whole: every clause, in both languages, told by examples."""

from __future__ import annotations

import pytest

from tests.terms.cj_aftersales import wholeness


@pytest.mark.parametrize("check", wholeness.CHECKS, ids=lambda each: str(each.__name__))
def test_the_package_is_whole(check: wholeness.Check) -> None:
    check("cj_aftersales", tuple(f"cj-aftersales.{no}" for no in range(1, 11)))
