"""Whatever happened, the two packages together do not contradict themselves, and their sums add up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.store_order import StoreOrderPlaced
from tailorbird.domain.money import total
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Allocation, Charge, Due, Permission, Verdict
from tailorbird.domain.terms.decision import Decision, Outcome
from tests.terms.cj_aftersales.cases import AGREEMENT, TURNED, ask
from tests.terms.cj_aftersales.generated import EVERY_QUESTION, cases, questions

CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(cases(), questions())
@CALM
def test_no_question_is_ever_a_conflict(
    told: tuple[Case, datetime], asked: list[tuple[type[Any], dict[str, Any]]]
) -> None:
    case, at = told
    for kind, inputs in asked:
        decision = ask(case, kind, at=at, **inputs)
        assert decision.outcome is not Outcome.CONFLICT, (kind, inputs, decision.clauses)
        _is_whole(decision, inputs)


def _is_whole(decision: Decision[Any], inputs: dict[str, Any]) -> None:
    match decision.answer:
        case Allocation(shares):
            assert total((share.amount for share in shares), "USD") == inputs["amount"]
            assert all(share.amount.minor >= 0 for share in shares)
        case Charge(charged):
            assert charged.minor >= 0
        case Permission(Verdict.REFUSED | Verdict.PENDING):
            own = [each for each in decision.applied if each.question == decision.question]
            assert all(each.says for each in own), decision.clauses
            assert decision.next_step, decision.clauses
        case _:
            pass


@given(cases(), questions())
@CALM
def test_the_order_of_the_two_packages_changes_no_answer(
    told: tuple[Case, datetime], asked: list[tuple[type[Any], dict[str, Any]]]
) -> None:
    case, at = told
    for kind, inputs in asked:
        if kind is Deadlines:
            continue
        one = ask(case, kind, at=at, terms=AGREEMENT, **inputs)
        other = ask(case, kind, at=at, terms=TURNED, **inputs)
        assert one.answer == other.answer, (kind, inputs, one.clauses, other.clauses)


@given(cases(), questions())
@CALM
def test_no_question_of_leave_about_a_placed_order_is_left_to_a_person(
    told: tuple[Case, datetime], asked: list[tuple[type[Any], dict[str, Any]]]
) -> None:
    case, at = told
    if not case.has(StoreOrderPlaced):
        return
    for kind, inputs in asked:
        if kind.__name__.startswith("May"):
            assert ask(case, kind, at=at, **inputs).outcome is Outcome.ANSWERED, (kind, inputs)


@given(cases())
@CALM
def test_a_deadline_has_a_key_of_its_own_and_is_moot_once_its_outcome_is_recorded(
    told: tuple[Case, datetime],
) -> None:
    case, at = told
    items: tuple[Due, ...] = ask(case, Deadlines, at=at).answer or ()
    assert len({item.key for item in items}) == len(items)
    for item in items:
        passed = max(item.bound.passes_at, case.last_at or item.bound.passes_at)
        after = case.append(Recorded(case.next_seq, item.outcome, passed, Role.PLATFORM))
        left = ask(after, Deadlines, at=passed).answer or ()
        assert item.key not in {each.key for each in left}, item


def test_every_question_of_the_packages_is_asked_here() -> None:
    answered = {kind for package in AGREEMENT.packages for rule in package.rules for kind in rule.answers}
    assert answered == EVERY_QUESTION
