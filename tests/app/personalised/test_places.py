"""What counts for each finding, whatever happened in whichever order; and that the terms read it the same."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.app.personalised.places import places
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.making import SpecificationReplaced
from tailorbird.domain.cases.facts.personalised import (
    CustomizationScreened,
    ScreeningAppealed,
    ScreeningJudged,
)
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.money import Money
from tailorbird.domain.questions.listing import MayAcceptPersonalised, ScreeningFindings
from tailorbird.domain.roles import Role
from tests.terms.amazon_custom.cases import ORDER, START, WITH_PLATFORM, hear, told

TEXT, PICTURE = "text:front//Name", "image:aa"
FINDINGS = tuple(
    ScreenFinding(where, ScreenKind.OFFENSIVE, result, "why")
    for where in (TEXT, PICTURE)
    for result in ScreenResult
)
REPLACED = SpecificationReplaced(
    specification_hash="7c1e", customization="private/c2", price=Money.parse("USD 60.00")
)
SCREENINGS = tuple(
    CustomizationScreened(findings=(one, other)) for one in FINDINGS[:3] for other in FINDINGS[3:]
)
WORDS = tuple(
    ScreeningJudged(where=where, result=result, why="looked")
    for where in (TEXT, PICTURE)
    for result in ScreenResult
)
STEPS: tuple[tuple[Role, Fact], ...] = (
    *((Role.PLATFORM, each) for each in SCREENINGS),
    *((by, each) for by in (Role.MERCHANT, Role.OPERATOR) for each in WORDS),
    *((Role.BUYER, ScreeningAppealed(where=where)) for where in (TEXT, PICTURE)),
    (Role.BUYER, REPLACED),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    at, case = START, told((START, Role.BUYER, ORDER))
    for by, fact in draw(st.lists(st.sampled_from(STEPS), max_size=9)):
        at += timedelta(minutes=1)
        case = case.append(Recorded(case.next_seq, fact, at, by))
    return case


@settings(max_examples=200)
@given(cases())
def test_the_terms_say_the_same_of_each_place(case: Case) -> None:
    later = START + timedelta(days=1)
    found = hear(case, later, Role.MERCHANT, WITH_PLATFORM).ask(ScreeningFindings).answer or ()
    said = [(each.code.rpartition(":")[2], each.about) for each in found]
    assert said == [(each.result.value, each.where) for each in places(case)]


@settings(max_examples=200)
@given(cases())
def test_whoever_the_terms_wait_for_has_a_place_to_look_at(case: Case) -> None:
    decision = hear(case, START + timedelta(days=1), Role.MERCHANT).ask(MayAcceptPersonalised)
    waits_for = getattr(decision.answer, "waits_for", None)
    turns = {each.turn for each in places(case) if each.result is ScreenResult.HOLD}
    if waits_for is not None and "amazon-custom.data.screening" in decision.clauses:
        assert waits_for in turns


@settings(max_examples=100)
@given(cases())
def test_a_change_of_the_design_ends_every_word_about_the_one_before(case: Case) -> None:
    case = case.append(Recorded(case.next_seq, REPLACED, START + timedelta(days=1), Role.BUYER))
    assert places(case) == ()


@settings(max_examples=100)
@given(cases(), st.sampled_from(FINDINGS), st.sampled_from(FINDINGS))
def test_a_later_look_undoes_no_word_of_the_platforms(
    case: Case, found: ScreenFinding, later: ScreenFinding
) -> None:
    at = START + timedelta(days=1)
    steps: tuple[tuple[Role, Fact], ...] = (
        (Role.BUYER, REPLACED),
        (Role.PLATFORM, CustomizationScreened(findings=(found,))),
        (Role.OPERATOR, ScreeningJudged(where=found.where, result=ScreenResult.PASSES)),
        (Role.PLATFORM, CustomizationScreened(findings=(later,))),
    )
    for by, fact in steps:
        case = case.append(Recorded(case.next_seq, fact, at, by))
    if later.where == found.where:
        assert [each.result for each in places(case)] == [ScreenResult.PASSES]
