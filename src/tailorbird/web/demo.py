"""A demo case to read: its thread, its decisions and why, what comes if nobody acts, its money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from tailorbird import bootstrap
from tailorbird.app.house import House
from tailorbird.app.ports.storage import CaseRecord, StoredFact
from tailorbird.app.reading.case_money import CaseMoney, money_of
from tailorbird.app.reading.explain import Explanation, explain_stored
from tailorbird.app.reading.language import Language, Speaker, read_instant
from tailorbird.app.reading.look import look_at
from tailorbird.app.reading.nobody_acts import Step, if_nobody_acts
from tailorbird.domain import codec
from tailorbird.domain.terms.package import Package
from tailorbird.web.pages import is_demo
from tailorbird.web.rendering import page, reader_language
from tailorbird.web.words import WORDS, named, plain_word, role_in, stage_in

_PRIVATE = "private/"
_LONGEST = 160
_HASH = re.compile(r"[0-9a-f]{64}")
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Reader:
    house: House
    record: CaseRecord
    speaker: Speaker
    packages: tuple[Package, ...]

    def role(self, name: str | None) -> str:
        return role_in(self.speaker.language, name)

    def word(self, kind: str, name: str) -> str:
        return named(self.speaker.language, kind, name)

    def value(self, value: str) -> str:
        """A text of a fact: in the terms' own Chinese or ours where it is one of a few words."""
        if self.speaker.language is Language.ZH:
            spoken = value.replace("_", " ")
            for package in self.packages:
                if spoken in package.words_zh:
                    return package.words_zh[spoken]
        return plain_word(self.speaker.language, value) or self.speaker.value(value)

    def name(self, party: str) -> str:
        found = self.house.parties.party(party)
        return found.name if found is not None else party.rpartition("/")[2]


def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """The page; only where the house holds demo data."""
    house = bootstrap.house()
    record = house.records.case(case_id) if is_demo() else None
    if record is None or record.header.kind == "account":
        raise Http404(case_id)
    header = record.header
    agreement = house.engine.agreement_of(header.pins)
    speaker = Speaker(agreement.packages, reader_language(request), ZoneInfo(header.zone))
    reader = _Reader(house, record, speaker, agreement.packages)
    decisions = [explain_stored(each, agreement, speaker) for each in house.records.decisions(case_id)]
    proceeding = look_at(house, record)
    stage, turn = proceeding.procedure.stage(proceeding.case)
    entries = house.records.entries_of_case(case_id)
    context = {
        "header": header,
        "title": _title(reader),
        "stage": stage_in(speaker.language, stage),
        "turn": reader.role(turn.value if turn else None),
        "is_over": turn is None,
        "due": speaker.instant(header.next_due) if header.next_due else "",
        "thread": _thread(reader, decisions),
        "steps": [_step(reader, each) for each in if_nobody_acts(proceeding)],
        "money": _money(reader, money_of(header.currency, house.records.holds_of_case(case_id), entries)),
        "people": [
            (reader.role(role.value), reader.name(party)) for role, party in header.participants.items()
        ],
        "packages": agreement.packages,
    }
    return page(request, "demo_case.html", context)


def _title(reader: _Reader) -> str:
    """The title; in Chinese as the marketplace has it, where the case tells."""
    first = _told(reader.record.facts[0])["body"] if reader.record.facts else {}
    chinese = first.get("title") if reader.speaker.language is Language.ZH else None
    return str(chinese or reader.record.header.title)


def _money(reader: _Reader, money: CaseMoney) -> dict[str, Any]:
    lines = [(reader.word("heads", each.head.value), each) for each in money.heads]
    accounts = [
        (f"{reader.name(each.account.owner)} ({reader.word('accounts', each.account.kind.value)})", each)
        for each in money.accounts
    ]
    return {"currency": money.currency, "lines": lines, "sum": money.sum, "accounts": accounts}


def _thread(reader: _Reader, decisions: list[Explanation]) -> list[dict[str, Any]]:
    """Facts, each with the decision that gave leave for it; decisions that led to none stand between."""
    guards: dict[int, list[Explanation]] = {}
    caused = {
        int(cause.removeprefix("decision:")): fact.seq
        for fact, cause in ((fact, _told(fact)["cause"]) for fact in reader.record.facts)
        if cause.startswith("decision:")
    }
    loose: dict[int, list[Explanation]] = {}
    for each in decisions:
        if each.no in caused:
            guards.setdefault(caused[each.no], []).append(each)
        else:
            loose.setdefault(each.facts_known, []).append(each)
    thread: list[dict[str, Any]] = []
    for fact in reader.record.facts:
        thread.append(_stitch(reader, fact, guards.get(fact.seq, [])))
        thread += [_knot(reader, each) for each in loose.get(fact.seq, [])]
    return thread


def _told(fact: StoredFact) -> dict[str, Any]:
    return codec.read_json(dict[str, Any], fact.data)


def _stitch(reader: _Reader, fact: StoredFact, guards: list[Explanation]) -> dict[str, Any]:
    told = _told(fact)
    return {
        "kind": "fact",
        "seq": fact.seq,
        "name": reader.word("facts", fact.name),
        "by": reader.role(fact.by.value),
        "at": reader.speaker.instant(fact.at),
        "iso": codec.plain(fact.at),
        "details": list(_details(reader, told["body"])),
        "deadline": told["cause"].removeprefix("deadline:") if told["cause"][:9] == "deadline:" else "",
        "why": [_why(reader, each) for each in guards],
    }


def _knot(reader: _Reader, decision: Explanation) -> dict[str, Any]:
    at = read_instant(decision.at)
    return {
        "kind": "decision",
        "name": reader.word("questions", decision.question),
        "verdict": decision.verdict,
        "by": reader.role(decision.by),
        "at": reader.speaker.instant(at) if at else "",
        "iso": decision.at,
        "why": [_why(reader, decision)],
    }


def _why(reader: _Reader, decision: Explanation) -> dict[str, Any]:
    return {
        "no": decision.no,
        "question": reader.word("questions", decision.question),
        "verdict": decision.verdict,
        "told": reader.word("verdicts", decision.verdict),
        "sentence": decision.sentence,
        "next_step": decision.next_step,
        "clauses": decision.clauses,
        "set_aside": decision.set_aside,
        "near": decision.near_misses,
        "facts": [
            {"seq": each.seq, "name": reader.word("facts", each.fact), "at": reader.speaker.value(each.at)}
            for each in decision.relied_on
        ],
    }


def _details(reader: _Reader, body: Mapping[str, Any]) -> Any:
    """What the fact says, for a reader; private content is named and not shown."""
    for name, value in body.items():
        if value in (None, "", [], {}):
            continue
        yield reader.word("fields", name), _shown(reader, value)


def _shown(reader: _Reader, value: Any) -> str:
    match value:
        case list():
            text = "; ".join(_shown(reader, each) for each in value)
        case {"head": head, "amount": amount, "payee": payee, **more}:
            clause = f" ({more['clause']})" if more.get("clause") else ""
            line = f"{reader.word('heads', head)} {reader.speaker.value(amount)}"
            text = f"{line} → {reader.role(payee)}{clause}"
        case dict() if set(value) != {"currency", "minor"}:
            text = ", ".join(_shown(reader, each) for each in value.values() if each)
        case bool():
            text = WORDS[reader.speaker.language]["yes" if value else "no"]
        case str() if value.startswith(_PRIVATE):
            text = WORDS[reader.speaker.language]["private"]
        case str() if _HASH.fullmatch(value):
            text = value[:_HASH_SHOWN] + "…"
        case str():
            text = reader.value(value)
        case _:
            text = reader.speaker.value(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _step(reader: _Reader, step: Step) -> dict[str, Any]:
    return {
        "at": reader.speaker.instant(step.deadline.until),
        "iso": codec.plain(step.deadline.until),
        "outcome": reader.word("facts", step.deadline.outcome),
        "clause": step.deadline.clause,
        "turn": reader.role(step.deadline.turn.value),
        "provisional": step.deadline.provisional,
        "facts": [reader.word("facts", each) for each in step.facts[1:]],
        "entries": [
            {
                "amount": str(each.amount),
                "to": reader.name(each.credit.owner),
                "head": reader.word("heads", each.head.value),
                "clause": each.clause,
            }
            for each in step.entries
        ],
        "freed": [
            {
                "amount": str(each.amount - type(each.amount)(each.posted_minor, each.amount.currency)),
                "to": reader.name(each.account.owner),
                "head": reader.word("heads", each.head.value),
            }
            for each in step.freed
        ],
    }
