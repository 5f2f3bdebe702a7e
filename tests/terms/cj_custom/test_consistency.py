"""Whatever happened to a custom request, its terms do not contradict themselves, and sums add up."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.money import total
from tailorbird.domain.questions import custom
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Allocation, Charge, Permission, Verdict
from tailorbird.domain.terms.decision import Outcome
from tailorbird.domain.terms.question import QUESTIONS
from tests.terms.cj_custom.cases import PLATFORM, START, declared, hear, requests, told
from tests.terms.cj_custom.questions import HEADS, OCCASIONS, asks, money_asks

ASKERS = (Role.BUYER, Role.OPERATOR)
AGREEMENTS = [PLATFORM, declared()]
BOTH = pytest.mark.parametrize("terms", AGREEMENTS, ids=["the platform's", "three parties'"])


@BOTH
@given(requests())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_question_is_a_conflict_and_no_refusal_leaves_the_reader_alone(
    terms: Agreement, found: tuple[Case, datetime]
) -> None:
    case, at = found
    for kind, inputs in asks():
        for by in ASKERS:
            decision = hear(case, at, by, terms).ask(kind, **inputs)
            assert decision.outcome is not Outcome.CONFLICT, (kind.__name__, inputs, decision.clauses)
            if isinstance(decision.answer, Permission) and decision.answer.verdict is not Verdict.GRANTED:
                own = [each for each in decision.applied if each.value == decision.answer]
                assert any(each.says for each in own), (kind.__name__, inputs)
                assert decision.next_step is not None, (kind.__name__, inputs)
            if decision.outcome is Outcome.UNKNOWN:
                assert decision.unknown and decision.next_step is not None, (kind.__name__, inputs)


@BOTH
@given(requests())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_question_of_leave_is_answered(terms: Agreement, found: tuple[Case, datetime]) -> None:
    case, at = found
    for kind, inputs in asks():
        if kind.__module__ == custom.__name__ and kind.__name__.startswith("May"):
            decision = hear(case, at, Role.BUYER, terms).ask(kind, **inputs)
            assert decision.outcome is Outcome.ANSWERED, (kind.__name__, inputs, decision.unknown)


@BOTH
@given(requests(), st.integers(0, 10**7))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_money_is_divided_whole(terms: Agreement, found: tuple[Case, datetime], minor: int) -> None:
    case, at = found
    for kind, inputs in money_asks(minor):
        decision = hear(case, at, terms=terms).ask(kind, **inputs)
        assert decision.outcome in (Outcome.ANSWERED, Outcome.UNKNOWN), (kind.__name__, inputs)
        match decision.answer:
            case Allocation(shares):
                assert total((each.amount for each in shares), "USD") == inputs["amount"], inputs
                assert all(each.amount.minor >= 0 for each in shares), inputs
            case Charge(amount):
                assert amount.minor >= 0, inputs


def test_there_is_a_clause_for_every_question_of_a_custom_request() -> None:
    own = [kind for kind in QUESTIONS.values() if kind.__module__ == custom.__name__]
    assert own
    assert [kind.__name__ for kind in own if not PLATFORM.rules_for(kind)] == []


@pytest.mark.parametrize("occasion", OCCASIONS)
@pytest.mark.parametrize(("head", "payee"), HEADS)
def test_before_anything_happened_only_a_cancellation_divides_money(
    occasion: str, head: str, payee: Role
) -> None:
    from tests.terms.cj_custom.cases import usd

    decision = hear(told(), START).ask(
        Settlement, occasion=occasion, head=head, amount=usd(1234), payee=payee
    )
    assert (decision.outcome is Outcome.ANSWERED) is (occasion == "cancellation")
