"""The platform's services are whole: every clause that runs, in both languages, told by examples."""

from __future__ import annotations

import pytest

from tailorbird.adapters.terms import shelf
from tailorbird.adapters.terms.index import index
from tests.terms.cj_aftersales import wholeness

RUN = (
    "cj-platform.automatic-invoice",
    "cj-platform.fulfilment",
    "cj-platform.image-search",
    "cj-platform.improper-report",
    "cj-platform.print-on-demand",
    "cj-platform.staff-accounts",
    "cj-platform.store-transfer",
    "cj-platform.video-gallery",
    "cj-platform.wallet",
)


@pytest.mark.parametrize("check", wholeness.CHECKS, ids=lambda each: str(each.__name__))
def test_the_package_is_whole(check: wholeness.Check) -> None:
    check("cj_platform", RUN)


def test_every_clause_that_waits_says_why_in_its_own_words() -> None:
    stated, reasons = index()
    ids = {each.id for each in stated if each.package == "cj_platform"}
    assert len(ids) == 20
    told = [reasons[each] for each in sorted(ids - set(RUN))]
    assert len(set(told)) == len(told) == 11


def test_the_smallest_withdrawals_can_be_read() -> None:
    for currency, amount in shelf.load("cj_platform@1").parameters.table("smallest_withdrawal").items():
        assert float(amount) > 0 and len(currency) == 3
