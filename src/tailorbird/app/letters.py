"""From a notice in the outbox to the letter that a person reads: what happened, why, whose turn it is."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.engine.casefile import read_recorded
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.house import House
from tailorbird.app.ports.mailer import Letter, MailDelayed, MailRefused, Reason, Turn
from tailorbird.app.ports.outbox import Delivery
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.records import MAX_PAGE_SIZE, DeadlineRow
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.reading.explain import explain_stored, text_of
from tailorbird.app.reading.language import Language, Speaker, language_of
from tailorbird.domain import codec
from tailorbird.domain.cases.fact import DataClass, data_classes, fact_type
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Last

_LONGEST_CAUSE = 20


@dataclass(frozen=True, slots=True)
class _Notice:
    """The payload of a notice, as `engine.batch` writes it."""

    at: datetime
    body: dict[str, Any]
    by: Role
    case: str
    case_title: str
    fact: str
    seq: int
    title: str
    title_zh: str
    zone: str


def letter_of(house: House, record: CaseRecord, delivery: Delivery) -> Letter:
    """The letter of a notice. Raises `MailRefused` or `MailDelayed` where nobody can be written to."""
    message = delivery.message
    notice = codec.read_json(_Notice, message.payload)
    party = _addressee(house, message.to_party)
    language, zone = language_of(party.language), ZoneInfo(notice.zone)
    why = _why(house, record, notice.seq, language, zone)
    return Letter(
        message_id=f"notice.{delivery.case_id}.{message.no}",
        to_name=party.name,
        to_address=party.email,
        language=language,
        sent_at=house.clock.now(),
        case_id=notice.case,
        case_title=notice.case_title,
        zone=zone,
        title=notice.title_zh if language is Language.ZH else notice.title,
        happened_at=notice.at,
        by=notice.by,
        body=_commercial(notice),
        says=why.says,
        next_step=why.next_step,
        because=why.because,
        turns=_turns(house, record, role_of(record, party.id), language),
        legal=message.legal,
    )


def role_of(record: CaseRecord, party: str) -> Role:
    """The part in which a party of the case is written to."""
    for role, player in record.header.participants.items():
        if player == party:
            return role
    raise MailRefused(f"{party} plays no part in {record.header.id} any more, so the notice concerns nobody.")


def _addressee(house: House, party_id: str) -> Party:
    party = house.parties.party(party_id)
    if party is None:
        raise MailRefused(f"There is no party {party_id}; the notice can go to nobody.")
    if not party.email:
        raise MailDelayed(f"{party_id} has no mail address. Record one, and the notice goes there.")
    return party


def _commercial(notice: _Notice) -> dict[str, Any]:
    kind = fact_type(notice.fact)
    fact = codec.read(kind, notice.body)
    return {
        name: getattr(fact, name)
        for name, data_class in data_classes(kind).items()
        if data_class is not DataClass.PRIVATE
    }


@dataclass(frozen=True, slots=True)
class _Why:
    says: str = ""
    next_step: str = ""
    because: tuple[Reason, ...] = ()


def _why(house: House, record: CaseRecord, seq: int, language: Language, zone: ZoneInfo) -> _Why:
    """What the fact rests on: a decision, a deadline, or the fact that it follows from."""
    agreement = house.engine.agreement_of(record.header.pins)
    kind, what = _cause(record, seq)
    if kind == "decision":
        stored = house.records.decision(record.header.id, int(what))
        if stored is None:
            return _Why()
        told = explain_stored(stored, agreement, Speaker(agreement.packages, language, zone))
        return _Why(
            told.sentence, told.next_step, tuple(Reason(each.clause, each.text) for each in told.clauses)
        )
    if kind == "deadline":
        rows = [row for row in _deadlines(house, record.header.id, "fired") if row.key == what]
        return _Why(
            because=tuple(Reason(row.clause, text_of(agreement, row.clause, language)) for row in rows)
        )
    return _Why()


def _cause(record: CaseRecord, seq: int) -> tuple[str, str]:
    """The decision (its number) or deadline (its key) at the root of a fact; nothing where a party acted."""
    by_seq = {stored.seq: stored for stored in record.facts}
    for _ in range(_LONGEST_CAUSE):
        stored = by_seq.get(seq)
        if stored is None:
            break
        kind, _, what = read_recorded(stored.data).cause.partition(":")
        if kind != "fact":
            return kind, what
        seq = int(what)
    return "", ""


def _deadlines(house: House, case_id: str, state: str) -> tuple[DeadlineRow, ...]:
    return house.records.deadlines(None, case_id=case_id, state=state, limit=MAX_PAGE_SIZE).items


def _turns(house: House, record: CaseRecord, reader: Role, language: Language) -> tuple[Turn, ...]:
    procedure = house.engine.procedures[record.header.kind]
    rows = _deadlines(house, record.header.id, "open")
    turns = [_turn(row, procedure, reader, language) for row in rows]
    return tuple(sorted(turns, key=lambda each: (-each.yours, each.until)))


def _turn(row: DeadlineRow, procedure: Procedure, reader: Role, language: Language) -> Turn:
    role = Role(row.turn)
    return Turn(
        role=role,
        until=row.until,
        last=Last(row.last),
        otherwise=_outcome(row.outcome, procedure, language),
        clause=row.clause,
        yours=int(role is reader),
        provisional=row.provisional,
    )


def _outcome(fact_name: str, procedure: Procedure, language: Language) -> str:
    kind = fact_type(fact_name)
    told = procedure.notices.get(kind)
    if told is not None:
        return told.title_zh if language is Language.ZH else told.title
    # Facts that nobody is told of are described in English only.
    return (inspect.getdoc(kind) or "").partition("\n")[0] if language is Language.EN else ""
