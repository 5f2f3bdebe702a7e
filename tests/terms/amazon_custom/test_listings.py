"""A listing is judged as a whole: what is found, what refuses it, and what holds it for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import RightsRepresented, SellerStandingShown, SignJudged
from tailorbird.domain.cases.listing_words import Judgement, Standing
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.questions.listing import ListingFindings, MayPublishListing
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import Finding
from tailorbird.domain.terms.decision import Outcome
from tests.terms.amazon_custom.cases import (
    ANOTHERS_NUMBER,
    OWN_NUMBER,
    PLACES,
    START,
    document,
    hear,
    listed,
    sign,
)

LATER = START + timedelta(days=1)
CLAUSE_OF = {
    SignKind.BARRED_CATEGORY: "amazon-custom.misuse.categories",
    SignKind.REFURBISHED: "amazon-custom.misuse.categories",
    SignKind.NO_PURPOSE: "amazon-custom.misuse.purpose",
    SignKind.WARRANTY: "amazon-custom.misuse.warranty",
    SignKind.BUNDLING: "amazon-custom.misuse.bundling",
    SignKind.FREE_PROMOTION: "amazon-custom.misuse.free-promotion",
    SignKind.YES_NO: "amazon-custom.misuse.yes-no",
}
SIGNS = st.lists(
    st.builds(sign, st.sampled_from(SignKind), st.sampled_from(PLACES), st.sampled_from(Certainty)),
    max_size=8,
)
JUDGEMENTS = st.lists(
    st.builds(
        SignJudged,
        kind=st.sampled_from(SignKind),
        where=st.sampled_from(PLACES),
        judgement=st.sampled_from(Judgement),
    ),
    max_size=8,
)


def judged(case: Case, *words: SignJudged) -> Case:
    for word in words:
        case = case.append(Recorded(case.next_seq, word, START, Role.OPERATOR))
    return case


def findings(case: Case) -> tuple[Finding, ...]:
    return hear(case, LATER, Role.MERCHANT).ask(ListingFindings).answer or ()


@settings(max_examples=300)
@given(
    SIGNS,
    JUDGEMENTS,
    st.sampled_from(Standing),
    st.sampled_from((OWN_NUMBER, ANOTHERS_NUMBER, "")),
    st.sampled_from(("", "OFL-1.1")),
)
def test_publication_is_refused_exactly_where_a_finding_is_sure(
    signs: list[Sign], words: list[SignJudged], standing: Standing, gtin: str, licence: str
) -> None:
    case = judged(listed(signs, document(gtin, licence=licence), standing), *words)
    found = findings(case)
    sure = [each for each in found if not each.code.endswith(":doubtful")]
    decision = hear(case, LATER, Role.MERCHANT).ask(MayPublishListing)

    assert decision.outcome is Outcome.ANSWERED
    if sure:
        assert decision.verdict == "refused"
        assert set(decision.clauses) == {each.code for each in sure}
        assert decision.next_step is not None
    elif found:
        assert decision.verdict == "pending"
        assert decision.answer is not None
        assert decision.answer.waits_for is Role.OPERATOR
        assert set(decision.clauses) == {each.code.removesuffix(":doubtful") for each in found}
    else:
        assert decision.verdict == "granted"


@settings(max_examples=300)
@given(SIGNS, JUDGEMENTS)
def test_every_sign_is_found_until_a_person_allows_it_and_each_place_once(
    signs: list[Sign], words: list[SignJudged]
) -> None:
    found = findings(judged(listed(signs), *words))
    spoken = {(word.kind, word.where): word.judgement for word in words}
    expected: dict[tuple[str, str], bool] = {}
    for each in signs:
        word = spoken.get((each.kind, each.where))
        if each.certainty is Certainty.DOUBTFUL and word is Judgement.ALLOWED:
            continue
        sure = each.certainty is Certainty.SURE or word is Judgement.BARRED
        key = (CLAUSE_OF[each.kind], each.where)
        expected[key] = expected.get(key, False) or sure
    seen = {
        (each.code.removesuffix(":doubtful"), each.about): not each.code.endswith(":doubtful")
        for each in found
        if each.about != "fields"
    }
    assert seen == expected
    assert len([each for each in found if each.about != "fields"]) == len(expected)
    assert all(each.detail is not None and each.mend is not None for each in found)


@pytest.mark.parametrize("kind", SignKind)
@pytest.mark.parametrize("where", PLACES)
def test_each_finding_says_the_words_and_fills_every_name(kind: SignKind, where: str) -> None:
    for certainty in Certainty:
        found = [each for each in findings(listed([sign(kind, where, certainty)])) if each.about == where]
        assert len(found) == 1
        detail, mend = found[0].detail, found[0].mend
        assert detail is not None
        assert mend is not None
        assert dict(detail.values)["words"] == "words"
        for sentence in (detail, mend):
            assert "{" not in sentence.template.format(**dict(sentence.values))


def test_an_option_is_named_in_what_mends_it() -> None:
    found = findings(listed([sign(SignKind.WARRANTY, "fields.f2.values.v2")]))
    assert found[0].mend is not None
    assert found[0].mend.template == "Remove the option “{name}”; offer a warranty outside the customization."
    assert dict(found[0].mend.values) == {"name": "Rope"}


def test_a_listing_with_every_sign_is_told_of_every_rule_at_once() -> None:
    signs = [sign(kind, "fields.f2.label") for kind in SignKind]
    found = findings(listed(signs, document("", licence=" "), Standing.NONE, customizing=()))
    assert {each.code for each in found} == {
        *CLAUSE_OF.values(),
        "amazon-custom.approval",
        "amazon-custom.data.rights",
        "amazon-custom.misuse.manufacturer-upc",
    }


def test_a_field_that_a_person_bars_does_not_customize_any_more() -> None:
    doubtful = sign(SignKind.BUNDLING, "fields.f1.label", Certainty.DOUBTFUL)
    case = listed([doubtful], customizing=("f1",))
    assert "fields" not in {each.about for each in findings(case)}
    barred = SignJudged(kind=SignKind.BUNDLING, where="fields.f1.label", judgement=Judgement.BARRED)
    assert "fields" in {each.about for each in findings(judged(case, barred))}


@pytest.mark.parametrize(
    ("gtin", "prefixes", "exemptions", "right"),
    [
        (OWN_NUMBER, ("4260123",), (), "yes"),
        ("4260 1230-00011", ("4260123",), (), "yes"),
        (OWN_NUMBER, (), (), "no"),
        (OWN_NUMBER, ("4260124",), (), "no"),
        ("614141000012", ("614141",), (), "yes"),
        ("", (), (), "no"),
        ("", (), ("",), "yes"),
        ("", (), ("Handmade",), "yes"),
        ("", (), ("Signs",), "yes"),
        ("", (), ("Handmade > Signs > Wood",), "no"),
        ("", (), ("Hand",), "no"),
        (ANOTHERS_NUMBER, ("4260123",), ("",), "no"),
        ("4260123000010", ("4260123",), (), "no"),
    ],
)
def test_the_number_is_the_sellers_own_or_exempt(
    gtin: str, prefixes: tuple[str, ...], exemptions: tuple[str, ...], right: str
) -> None:
    case = listed([], document(gtin))
    shown = SellerStandingShown(standing=Standing.APPROVED, prefixes=prefixes, exemptions=exemptions)
    case = case.append(Recorded(case.next_seq, shown, START, Role.PLATFORM))
    assert [each.about for each in findings(case)] == ([] if right == "yes" else ["gtin"])


def test_a_wrong_check_digit_is_mended_by_the_right_one() -> None:
    found = findings(listed([], document("4260123000010")))
    assert found[0].mend is not None
    assert dict(found[0].mend.values) == {"digit": "1"}


def test_rights_are_represented_for_the_file_as_it_is() -> None:
    first, second = document(licence="OFL-1.1"), document(licence="bought")
    case = listed([], first)
    assert [each.about for each in findings(case)] == ["assets.font-1"]
    word = RightsRepresented(assets=("font-1",))
    case = case.append(Recorded(case.next_seq, word, START, Role.MERCHANT))
    assert findings(case) == ()
    changed = replace(case.facts[0].fact, document=second)
    case = case.append(Recorded(case.next_seq, changed, START, Role.MERCHANT))
    assert [each.about for each in findings(case)] == ["assets.font-1"]


@pytest.mark.parametrize(
    ("category", "lacking"),
    [
        ("Toys & Games > Puzzles", ["declarations.toy-safety"]),
        ("Spielzeug", ["declarations.toy-safety"]),
        ("家居 > 厨房用品", ["declarations.food-contact"]),
        ("Baby > Toys", ["declarations.child-safety", "declarations.toy-safety"]),
        ("Footwear", []),
    ],
)
def test_the_category_says_which_declarations_are_needed(category: str, lacking: list[str]) -> None:
    assert [each.about for each in findings(listed([], document(category=category)))] == lacking
