"""Why: a stored decision as a reader needs it, with the clauses' words and the figures printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tailorbird.app.library import label_of
from tailorbird.app.ports.storage import StoredDecision
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.domain import codec
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.package import Package, PublishedClause


@dataclass(frozen=True, slots=True)
class FactCited:
    """A fact of the case that a clause rests on."""

    seq: int
    fact: str
    at: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A limit that was missed or met only just, printed for a reader."""

    of: str
    limit: str
    asked: str
    last: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class ClauseApplied:
    """A clause that carried the answer, with its published words."""

    clause: str
    package: str
    question: str
    text: str
    says: str
    next_step: str
    because: tuple[FactCited, ...]
    whose: str = ""
    """Whose rule it is, for a reader: `Jinsui's own rules, version 2`, or the platform's terms by title."""


@dataclass(frozen=True, slots=True)
class ClauseSetAside:
    """A clause that spoke and did not count."""

    clause: str
    package: str
    by: str
    why: str
    text: str
    whose: str = ""
    """Whose rule it is."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with its reasons, in one language. `answer` and `inputs` are as stored."""

    no: int
    question: str
    verdict: str
    outcome: str
    at: str
    by: str
    sentence: str
    next_step: str
    clauses: tuple[ClauseApplied, ...]
    relied_on: tuple[FactCited, ...]
    set_aside: tuple[ClauseSetAside, ...]
    near_misses: tuple[NearMiss, ...]
    unknown: tuple[str, ...]
    facts_known: int
    terms: tuple[str, ...]
    answer: Any
    inputs: dict[str, Any]
    hash: str


def explain_stored(stored: StoredDecision, agreement: Agreement, speaker: Speaker) -> Explanation:
    """The reasons of a decision that is kept with a case."""
    plain = codec.read_json(dict[str, Any], stored.data)
    return explain(plain, agreement, speaker, no=stored.no, digest=stored.hash)


def explain_fresh(decision: Decision[Any], agreement: Agreement, speaker: Speaker) -> Explanation:
    """The reasons of a decision that is not kept."""
    return explain(decision.to_plain(), agreement, speaker, no=0, digest=codec.digest(decision.stored()))


def explain(
    plain: dict[str, Any], agreement: Agreement, speaker: Speaker, *, no: int, digest: str
) -> Explanation:
    """The reasons of a decision in plain form."""
    applied = tuple(_applied(each, agreement, speaker) for each in plain["applied"])
    cited = {fact.seq: fact for clause in applied for fact in clause.because}
    return Explanation(
        no=no,
        question=plain["question"],
        verdict=plain["verdict"],
        outcome=plain["outcome"],
        at=plain["at"],
        by=plain["by"],
        sentence=next((each.says for each in applied if each.says), ""),
        next_step=next((each.next_step for each in applied if each.next_step), ""),
        clauses=applied,
        relied_on=tuple(cited[seq] for seq in sorted(cited)),
        set_aside=tuple(_set_aside(each, agreement, speaker) for each in plain["set_aside"]),
        near_misses=tuple(_near(each, speaker) for each in plain["near_misses"]),
        unknown=tuple(plain["unknown"]),
        facts_known=plain["facts_known"],
        terms=tuple(f"{pin['package']}@{pin['version']}" for pin in plain["terms"]),
        answer=plain["answer"],
        inputs=plain["inputs"],
        hash=digest,
    )


def _applied(item: dict[str, Any], agreement: Agreement, speaker: Speaker) -> ClauseApplied:
    return ClauseApplied(
        clause=item["clause"],
        package=item["package"],
        question=item["question"],
        text=text_of(agreement, item["clause"], speaker.language),
        says=speaker.sentence(item["says"]),
        next_step=speaker.sentence(item["next_step"]),
        because=tuple(FactCited(each["seq"], each["fact"], each["at"]) for each in item["because"]),
        whose=whose(agreement, item["package"], speaker),
    )


def _set_aside(item: dict[str, Any], agreement: Agreement, speaker: Speaker) -> ClauseSetAside:
    text = text_of(agreement, item["clause"], speaker.language)
    rules = whose(agreement, item["package"], speaker)
    return ClauseSetAside(item["clause"], item["package"], item["by"], item["why"], text, rules)


def whose(agreement: Agreement, ref: str, speaker: Speaker) -> str:
    """Whose rules the package is, by its reference; the reference where it governs the case no longer."""
    found = next((each for each in agreement.packages if each.ref == ref), None)
    return whose_rules(found, speaker) if found is not None else ref


def whose_rules(package: Package, speaker: Speaker) -> str:
    """A party's own rules by the party's name, the platform's terms by their title; with the version."""
    version = label_of(package.version, package.giver)
    name = speaker.name_of(package.giver) if package.giver else ""
    if speaker.language is Language.ZH:
        title = f"{name} 的自有规则" if name else titled(package, Language.ZH)
        return f"{title}，第 {version} 版"
    if not name:
        return f"{package.title}, version {version}"
    possessive = "'" if name.endswith("s") else "'s"
    return f"{name}{possessive} own rules, version {version}"


def _near(item: dict[str, Any], speaker: Speaker) -> NearMiss:
    limit, asked = speaker.value(item["limit"]), speaker.value(item["asked"])
    return NearMiss(item["of"], limit, asked, item["last"], item["unit"])


def text_of(agreement: Agreement, clause_id: str, language: Language) -> str:
    """The published words of a clause that governs the case; empty where it is no longer found."""
    for package in agreement.packages:
        if found := package.clause(clause_id):
            return words(found, language)
    return ""


def words(clause: PublishedClause, language: Language) -> str:
    """The clause in the reader's language; in English where there is no Chinese."""
    return clause.text_zh if language is Language.ZH and clause.text_zh else clause.text


def titled(package: Package, language: Language) -> str:
    """The package's title in the reader's language."""
    return package.title_zh if language is Language.ZH and package.title_zh else package.title
