"""Whatever happened to an order, the terms do not contradict themselves, and their sums add up."""

from __future__ import annotations

from datetime import datetime

from hypothesis import HealthCheck, given, settings

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.money import total
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Allocation, Charge, Due, Permission, Verdict
from tailorbird.domain.terms.decision import Outcome
from tests.terms.order1688.generated import QUESTIONS, hearing, orders


@given(orders())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_question_is_ever_a_conflict(order: tuple[Case, datetime]) -> None:
    case, at = order
    for ask in QUESTIONS:
        decision = ask.of(case, at)
        assert decision.outcome is not Outcome.CONFLICT, (ask, decision.clauses)
        match decision.answer:
            case Allocation(shares):
                amount = ask.inputs.get("amount") or ask.inputs.get("returned") or ask.inputs["proceeds"]
                assert total((share.amount for share in shares), amount.currency) == amount, ask
            case Charge(charged):
                assert charged.minor >= 0, ask
            case Permission(Verdict.REFUSED):
                assert all(each.says for each in decision.applied if each.question == decision.question), ask
                assert decision.next_step, (ask, decision.clauses)
            case _:
                pass


@given(orders())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_deadline_has_a_key_of_its_own_and_is_moot_once_its_outcome_is_recorded(
    order: tuple[Case, datetime],
) -> None:
    case, at = order
    items: tuple[Due, ...] = hearing(case, at).ask(Deadlines).answer or ()
    assert len({item.key for item in items}) == len(items)
    for item in items:
        passed = max(item.bound.passes_at, case.last_at or item.bound.passes_at)
        after = case.append(Recorded(case.next_seq, item.outcome, passed, Role.PLATFORM))
        left = hearing(after, passed).ask(Deadlines).answer or ()
        assert item.key not in {each.key for each in left}, item
