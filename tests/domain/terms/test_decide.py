"""Ruling: which clauses' answers stand, and what the decision says of those that do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.procurement import ExportCleared
from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.questions.period import CancellationPeriod
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement, ExceptionCycle
from tailorbird.domain.terms.answers import Answer, Finding, Near, Reply, Silent, find, grant, refuse, unknown
from tailorbird.domain.terms.clause import Rule
from tailorbird.domain.terms.decide import TermsConflict, decide, settled
from tailorbird.domain.terms.decision import Decision, Outcome, WhySetAside
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.terms.question import Question
from tailorbird.domain.time.bound import Bound, Last
from tailorbird.domain.time.calendar import Calendars

NOW = datetime(2026, 3, 9, 4, tzinfo=UTC)
CLEARED = Recorded(1, ExportCleared(), NOW - timedelta(hours=4), Role.CARRIER)
CASE = Case.of(Case("C-1", "purchase", ZoneInfo("Asia/Shanghai"), "CNY"), [CLEARED])


def rule(clause_id: str, reply: Reply[Any], *exception_to: str, on: type[Question[Any]] = MayCancel) -> Rule:
    return Rule(clause_id, lambda q, p: reply, (on,), exception_to, "A text.")


def package(*rules: Rule, name: str = "house") -> Package:
    return Package(name, "1", "House", "规则", rules, Parameters.read({}), "0" * 64)


def hearing(*packages: Package) -> Hearing:
    return Hearing(CASE, NOW, Role.BUYER, Calendars.none(), Agreement(packages))


def ask(*rules: Rule) -> Decision[Any]:
    return hearing(package(*rules)).ask(MayCancel)


# One voice, none, several -----------------------------------------------------------------------


def test_one_clause_that_speaks_gives_the_answer_and_is_cited() -> None:
    decision = ask(rule("1", None), rule("2", refuse([CLEARED])))
    assert (decision.outcome, decision.verdict, decision.clauses) == (Outcome.ANSWERED, "refused", ("2",))
    assert decision.relied_on == (CLEARED,)


def test_no_clause_that_speaks_is_silence_and_never_a_default() -> None:
    decision = ask(rule("1", None), rule("2", None))
    assert (decision.outcome, decision.answer, decision.clauses) == (Outcome.SILENT, None, ())


def test_clauses_that_say_the_same_are_all_cited() -> None:
    decision = ask(rule("1", grant()), rule("2", grant([CLEARED])))
    assert (decision.verdict, decision.clauses) == ("granted", ("1", "2"))


def test_clauses_that_differ_are_a_conflict_and_give_no_answer() -> None:
    decision = ask(rule("1", grant()), rule("2", refuse()))
    assert (decision.outcome, decision.answer, decision.clauses) == (Outcome.CONFLICT, None, ("1", "2"))


def test_a_conflict_names_its_clauses_when_it_is_raised() -> None:
    agreement = Agreement((package(rule("1", grant()), rule("2", refuse())),))
    question = MayCancel(case=CASE, at=NOW, by=Role.BUYER, calendars=Calendars.none(), consult=hearing().ask)
    with pytest.raises(TermsConflict, match="MayCancel: 1, 2") as raised:
        settled(question, agreement)
    assert raised.value.decision == decide(question, agreement)


def test_a_decision_names_the_question_the_case_the_instant_and_the_terms() -> None:
    decision = ask(rule("1", grant()))
    assert (decision.question, decision.case_id, decision.at, decision.by) == (
        "MayCancel",
        "C-1",
        NOW,
        Role.BUYER,
    )
    assert (decision.facts_known, decision.inputs) == (1, {"channel": "platform"})
    assert [pin.ref for pin in decision.terms] == ["house@1"]


# Exceptions --------------------------------------------------------------------------------------


def test_an_exception_wins_wherever_it_stands() -> None:
    rules = (rule("1", grant()), rule("2", refuse(), "1"))
    for order in permutations(rules):
        decision = ask(*order)
        assert (decision.verdict, decision.clauses) == ("refused", ("2",))
        (aside,) = decision.set_aside
        assert (aside.clause, aside.by, aside.why) == ("1", "2", WhySetAside.EXCEPTION)
        assert aside.value == grant().value


def test_an_exception_that_is_silent_sets_nothing_aside() -> None:
    decision = ask(rule("1", grant()), rule("2", None, "1"))
    assert (decision.verdict, decision.set_aside) == ("granted", ())


def test_an_exception_to_an_exception_lets_the_rule_stand_again() -> None:
    rules = (rule("1", grant()), rule("2", refuse(), "1"), rule("3", grant([CLEARED]), "2"))
    for order in permutations(rules):
        decision = ask(*order)
        assert (decision.verdict, set(decision.clauses)) == ("granted", {"1", "3"})
        assert [(each.clause, each.by) for each in decision.set_aside] == [("2", "3")]


def test_an_exception_that_lacks_an_input_sets_nothing_aside() -> None:
    decision = ask(rule("1", grant()), rule("2", unknown("weight"), "1"))
    assert (decision.outcome, decision.unknown) == (Outcome.UNKNOWN, ("weight",))


def test_an_exception_may_set_aside_a_clause_that_lacks_an_input() -> None:
    decision = ask(rule("1", unknown("weight")), rule("2", refuse(), "1"))
    assert (decision.verdict, decision.unknown) == ("refused", ())
    assert [(each.clause, each.value) for each in decision.set_aside] == [("1", None)]


def test_clauses_that_except_each_other_are_an_error() -> None:
    with pytest.raises(ExceptionCycle, match="1, 2"):
        ask(rule("1", grant(), "2"), rule("2", refuse(), "1"))


# Unknown -----------------------------------------------------------------------------------------


def test_an_unknown_input_is_unknown_and_never_false() -> None:
    decision = ask(rule("1", grant()), rule("2", unknown("weight", "size")), rule("3", unknown("size")))
    assert (decision.outcome, decision.answer) == (Outcome.UNKNOWN, None)
    assert decision.unknown == ("weight", "size")
    assert decision.clauses == ("1", "2", "3")


# Precedence between packages ---------------------------------------------------------------------


def test_where_packages_conflict_the_first_named_rules_and_the_decision_says_so() -> None:
    own, platform = package(rule("own.1", refuse()), name="own"), package(rule("p.1", grant()), name="p")
    decision = hearing(own, platform).ask(MayCancel)
    assert (decision.verdict, decision.clauses) == ("refused", ("own.1",))
    (aside,) = decision.set_aside
    assert (aside.clause, aside.package, aside.by, aside.why) == (
        "p.1",
        "p@1",
        "own.1",
        WhySetAside.PRECEDENCE,
    )
    assert hearing(platform, own).ask(MayCancel).clauses == ("p.1",)


def test_where_packages_agree_both_are_cited() -> None:
    own, platform = package(rule("own.1", grant()), name="own"), package(rule("p.1", grant()), name="p")
    decision = hearing(own, platform).ask(MayCancel)
    assert (decision.clauses, decision.set_aside) == (("own.1", "p.1"), ())


def test_a_first_package_that_is_silent_leaves_the_answer_to_the_second() -> None:
    own, platform = package(rule("own.1", None), name="own"), package(rule("p.1", grant()), name="p")
    assert hearing(own, platform).ask(MayCancel).clauses == ("p.1",)


def test_a_first_package_that_lacks_an_input_is_not_overruled_by_the_second() -> None:
    own = package(rule("own.1", unknown("weight")), name="own")
    decision = hearing(own, package(rule("p.1", grant()), name="p")).ask(MayCancel)
    assert (decision.outcome, decision.unknown) == (Outcome.UNKNOWN, ("weight",))


def test_a_package_that_contradicts_itself_is_a_conflict_whatever_comes_after() -> None:
    own = package(rule("own.1", grant()), rule("own.2", refuse()), name="own")
    decision = hearing(own, package(rule("p.1", grant()), name="p")).ask(MayCancel)
    assert decision.outcome is Outcome.CONFLICT


# Collecting --------------------------------------------------------------------------------------


def test_collected_answers_are_put_together_in_order_of_precedence() -> None:
    one, two, three = Finding("one"), Finding("two"), Finding("three")
    own = package(rule("own.1", find(three), on=Disclosures), name="own")
    platform = package(
        rule("p.1", find(one, two), on=Disclosures), rule("p.2", None, on=Disclosures), name="p"
    )
    decision = hearing(own, platform).ask(Disclosures)
    assert decision.answer == (three, one, two)
    assert decision.clauses == ("own.1", "p.1")


def test_collecting_nothing_is_an_answer() -> None:
    decision = hearing(package(rule("1", None, on=Disclosures))).ask(Disclosures)
    assert (decision.outcome, decision.answer) == (Outcome.ANSWERED, ())


def test_an_exception_takes_its_clause_out_of_what_is_collected() -> None:
    rules = (
        rule("1", find(Finding("one")), on=Disclosures),
        rule("2", find(Finding("two")), "1", on=Disclosures),
    )
    assert hearing(package(*rules)).ask(Disclosures).answer == (Finding("two"),)


# Reasons -----------------------------------------------------------------------------------------


def test_clauses_that_were_asked_on_the_way_are_cited_with_their_own_question() -> None:
    period = rule("period", Answer(Bound(NOW, Last.INSIDE)), on=CancellationPeriod)

    def by_period(q: MayCancel, p: Parameters) -> Answer[Any]:
        consulted = q.consult(CancellationPeriod)
        return Answer(refuse().value, via=(consulted,))

    decision = ask(period, Rule("late", by_period, (MayCancel,), (), "A text."))
    assert [(each.clause, each.question) for each in decision.applied] == [
        ("late", "MayCancel"),
        ("period", "CancellationPeriod"),
    ]


def test_near_misses_of_answers_and_of_silence_are_kept() -> None:
    told, silent = Near("day", 7, 8, unit="days"), Near("export", NOW, NOW, Last.OUTSIDE)
    decision = ask(rule("1", refuse(near=(told,))), rule("2", Silent((silent,))))
    assert decision.near_misses == (told, silent)
    assert (decision.verdict, decision.clauses) == ("refused", ("1",))


def test_near_misses_alone_do_not_break_the_silence() -> None:
    decision = ask(rule("1", Silent((Near("day", 7, 8),))))
    assert (decision.outcome, len(decision.near_misses)) == (Outcome.SILENT, 1)


# Properties --------------------------------------------------------------------------------------

REPLIES = st.sampled_from([None, grant(), refuse(), unknown("weight"), Silent((Near("day", 7, 8),))])
NAMES = tuple("abcdef")


@st.composite
def some_rules(draw: st.DrawFn) -> list[Rule]:
    """Clauses a to f; each may be an exception to some before it, so that there is no ring."""
    found = []
    for number, name in enumerate(NAMES[: draw(st.integers(1, len(NAMES)))]):
        targets = draw(st.sets(st.sampled_from(NAMES[:number]))) if number else set()
        found.append(rule(name, draw(REPLIES), *sorted(targets)))
    return found


@given(some_rules(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_change_the_answer(rules: list[Rule], random: Any) -> None:
    shuffled = list(rules)
    random.shuffle(shuffled)
    first, second = ask(*rules), ask(*shuffled)
    assert (first.outcome, first.answer, set(first.unknown)) == (
        second.outcome,
        second.answer,
        set(second.unknown),
    )
    assert set(first.clauses) == set(second.clauses)


@given(some_rules())
def test_a_decision_that_is_answered_says_what_each_of_its_clauses_says(rules: list[Rule]) -> None:
    decision = ask(*rules)
    if decision.outcome is Outcome.ANSWERED:
        assert decision.applied
        assert {each.value for each in decision.applied} == {decision.answer}
    else:
        assert decision.answer is None


@given(some_rules())
def test_every_clause_that_speaks_is_applied_or_set_aside_and_never_both(rules: list[Rule]) -> None:
    decision = ask(*rules)
    speaking = {each.clause_id for each in rules if isinstance(each.speak(None, Parameters({})), Answer)}
    aside = {each.clause for each in decision.set_aside}
    assert speaking <= set(decision.clauses) | aside
    assert not set(decision.clauses) & aside


@given(some_rules())
def test_whoever_sets_a_clause_aside_stands_and_names_it(rules: list[Rule]) -> None:
    decision = ask(*rules)
    by_id = {each.clause_id: each for each in rules}
    for aside in decision.set_aside:
        assert aside.clause in by_id[aside.by].exception_to
        assert aside.by in decision.clauses


@given(some_rules())
def test_the_same_question_has_the_same_stored_decision(rules: list[Rule]) -> None:
    assert ask(*rules).stored() == ask(*rules).stored()
