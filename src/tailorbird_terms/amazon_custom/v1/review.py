"""How a listing is judged as a whole: from signs to findings, and from findings to leave. No clause is here.

Every rule answers both questions. A sure finding refuses publication; a doubtful one holds it for a person,
unless a sure one refuses it anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.listing import SignJudged
from tailorbird.domain.cases.listing_words import Judgement
from tailorbird.domain.listing.document import ListingDocument
from tailorbird.domain.listing.signs import Certainty, Sign, SignKind
from tailorbird.domain.questions.listing import ListingFindings, MayPublishListing
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import (
    Answer,
    Finding,
    Permission,
    Says,
    Unknown,
    Value,
    find,
    refuse,
    says,
    unknown,
    wait,
)
from tailorbird_terms.amazon_custom.v1.places import Spot, place_at
from tailorbird_terms.amazon_custom.v1.standing import draft_of, recognised_in

Reviewed = ListingFindings | MayPublishListing
Reviewal = Answer[tuple[Finding, ...]] | Answer[Permission] | Unknown | None
_DOUBTFUL: Final = ":doubtful"
_TAKE_OUT: Final = says("Take the words “{words}” out of this text.")


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said of a sign: that it is one, that it may be one, and what mends an option or a field."""

    sure: Says
    doubtful: Says
    option: Says
    field: Says
    text: Says = _TAKE_OUT


@dataclass(frozen=True, slots=True)
class Judged:
    """A sign of the last draft that counts, how sure it is now, and the word of the person who judged it."""

    sign: Sign
    certainty: Certainty
    word: Recorded[SignJudged] | None = None


def judged(case: Case, *kinds: SignKind) -> tuple[Judged, ...]:
    """The signs of these kinds in the last draft, without those that a person allowed."""
    drafted, recognised = draft_of(case), recognised_in(case)
    if drafted is None or recognised is None:
        return ()
    words = {
        (each.fact.kind, each.fact.where): each for each in case.all(SignJudged) if each.seq > drafted.seq
    }
    found = []
    for sign in recognised.fact.signs:
        if sign.kind not in kinds:
            continue
        word = words.get((sign.kind, sign.where))
        if sign.certainty is Certainty.SURE or word is None:
            found.append(Judged(sign, sign.certainty))
        elif word.fact.judgement is Judgement.BARRED:
            found.append(Judged(sign, Certainty.SURE, word))
    return tuple(found)


def by_signs(case: Case, clause: str, sentences: Sentences, *kinds: SignKind) -> tuple[Finding, ...]:
    """One finding for each place with such a sign; a sure one goes before a doubtful one."""
    drafted, places = draft_of(case), dict[str, Judged]()
    for each in judged(case, *kinds):
        before = places.setdefault(each.sign.where, each)
        if before.certainty is Certainty.DOUBTFUL and each.certainty is Certainty.SURE:
            places[each.sign.where] = each
    if drafted is None:
        return ()
    document = drafted.fact.document
    return tuple(_finding(clause, sentences, document, each) for each in places.values())


def _finding(clause: str, sentences: Sentences, document: ListingDocument, each: Judged) -> Finding:
    place = place_at(document, each.sign.where)
    sure = each.certainty is Certainty.SURE
    mends = {Spot.OPTION: sentences.option, Spot.FIELD: sentences.field}
    return Finding(
        clause if sure else f"{clause}{_DOUBTFUL}",
        each.sign.where,
        filled(sentences.sure if sure else sentences.doubtful, words=each.sign.words),
        filled(
            mends.get(place.spot, sentences.text), words=each.sign.words, name=place.name, field=place.field
        ),
    )


def filled(sentence: Says, **values: Value) -> Says:
    """The sentence with those of the values that it names."""
    kept = {name: value for name, value in values.items() if f"{{{name}}}" in sentence.template}
    return says(sentence.template, **kept)


def grounds(case: Case, *kinds: SignKind) -> tuple[Recorded[Any] | None, ...]:
    """The facts that findings by signs rest on."""
    return (draft_of(case), recognised_in(case), *(each.word for each in judged(case, *kinds)))


# ── from findings to answers


def reviewed(q: Reviewed, found: Iterable[Finding], because: Iterable[Recorded[Any] | None]) -> Reviewal:
    """A clause's answer to either question, given what it finds wrong with the listing."""
    items = tuple(found)
    if not items:
        return None
    if isinstance(q, ListingFindings):
        return find(*items, because=because)
    sure = tuple(each for each in items if is_sure(each))
    if sure:
        return refuse(because, says=_told(sure), next_step=sure[0].mend)
    if any(is_sure(each) for each in findings_on(q)):
        return None
    return wait(
        Role.OPERATOR,
        because,
        says=says("Places of the listing that a person has to look at: {count}.", count=len(items)),
        next_step=says("Wait for the platform's word, or change these places."),
    )


def _told(sure: tuple[Finding, ...]) -> Says | None:
    if len(sure) == 1:
        return sure[0].detail
    return says("Places of the listing that break this rule: {count}.", count=len(sure))


def lacking(q: Reviewed, name: str, next_step: Says) -> Unknown | None:
    """Something that the clause needs is not on record; that matters only where nothing refuses anyway."""
    if isinstance(q, MayPublishListing) and any(is_sure(each) for each in findings_on(q)):
        return None
    return unknown(name, because=[draft_of(q.case)], next_step=next_step)


def findings_on(q: MayPublishListing) -> tuple[Finding, ...]:
    """Everything that any clause finds wrong with the listing."""
    return q.consult(ListingFindings).answer or ()


def is_sure(finding: Finding) -> bool:
    """Whether the finding stands without a person's look."""
    return not finding.code.endswith(_DOUBTFUL)
