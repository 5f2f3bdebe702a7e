"""The case that rulings are measured on is what it claims to be."""

from __future__ import annotations

from bench.forty_facts import hearing_of_forty_facts
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.terms.answers import Permission, Verdict


def test_the_case_has_forty_facts_in_order() -> None:
    case = hearing_of_forty_facts().case
    assert [each.seq for each in case.facts] == list(range(1, 41))
    assert [each.at for each in case.facts] == sorted(each.at for each in case.facts)


def test_the_cancellation_waits_for_the_seller() -> None:
    decision = hearing_of_forty_facts().ask(MayCancel)
    assert isinstance(decision.answer, Permission)
    assert decision.answer.verdict is Verdict.PENDING
    assert decision.clauses == ("order1688.12.1.B",)
