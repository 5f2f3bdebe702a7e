"""From a notice in the outbox to the letter that a person reads: what happened, why, whose turn it is."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.engine.casefile import read_recorded
from tailorbird.app.engine.private import PREFIX
from tailorbird.app.engine.verb import Procedure
from tailorbird.app.house import House
from tailorbird.app.ports.mailer import Letter, MailDelayed, MailRefused, Reason, Turn
from tailorbird.app.ports.outbox import Delivery
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.records import MAX_PAGE_SIZE, DeadlineRow
from tailorbird.app.ports.storage import CaseRecord
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
    return Letter(
        message_id=f"notice.{delivery.case_id}.{message.no}",
        to_name=party.name,
        to_address=party.email,
        language=party.language,
        sent_at=house.clock.now(),
        case_id=notice.case,
        case_title=notice.case_title,
        zone=ZoneInfo(notice.zone),
        title=notice.title,
        title_zh=notice.title_zh,
        happened_at=notice.at,
        by=notice.by,
        body=_commercial(notice),
        because=_because(house, record, notice.seq),
        turns=_turns(house, record, role_of(record, party.id)),
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
    """The fact's fields without private ones: mail cannot be erased."""
    classes = data_classes(fact_type(notice.fact))
    return {
        name: value
        for name, value in notice.body.items()
        if classes.get(name) is not DataClass.PRIVATE
        and not (isinstance(value, str) and value.startswith(PREFIX))
    }


def _because(house: House, record: CaseRecord, seq: int) -> tuple[Reason, ...]:
    """The clauses behind the fact: of its decision, of its deadline, or of the fact that it follows from."""
    packages = house.engine.agreement_of(record.header.pins).packages
    found = []
    for clause_id in _clauses(house, record, seq):
        published = next((each for each in (p.clause(clause_id) for p in packages) if each), None)
        if published is not None:
            found.append(Reason(clause_id, published.text, published.text_zh))
    return tuple(found)


def _clauses(house: House, record: CaseRecord, seq: int) -> tuple[str, ...]:
    by_seq = {stored.seq: stored for stored in record.facts}
    for _ in range(_LONGEST_CAUSE):
        stored = by_seq.get(seq)
        if stored is None:
            return ()
        kind, _, what = read_recorded(stored.data).cause.partition(":")
        if kind == "decision":
            decision = house.records.decision(record.header.id, int(what))
            return decision.clauses if decision else ()
        if kind == "deadline":
            rows = _deadlines(house, record.header.id, "fired")
            return tuple(row.clause for row in rows if row.key == what)
        if kind != "fact":
            return ()
        seq = int(what)
    return ()


def _deadlines(house: House, case_id: str, state: str) -> tuple[DeadlineRow, ...]:
    return house.records.deadlines(None, case_id=case_id, state=state, limit=MAX_PAGE_SIZE).items


def _turns(house: House, record: CaseRecord, reader: Role) -> tuple[Turn, ...]:
    procedure = house.engine.procedures[record.header.kind]
    turns = [_turn(row, procedure, reader) for row in _deadlines(house, record.header.id, "open")]
    return tuple(sorted(turns, key=lambda each: (-each.yours, each.until)))


def _turn(row: DeadlineRow, procedure: Procedure, reader: Role) -> Turn:
    outcome = fact_type(row.outcome)
    told = procedure.notices.get(outcome)
    says = told.title if told else (inspect.getdoc(outcome) or "").partition("\n")[0]
    role = Role(row.turn)
    return Turn(
        role=role,
        until=row.until,
        last=Last(row.last),
        otherwise=says,
        otherwise_zh=told.title_zh if told else "",
        clause=row.clause,
        yours=int(role is reader),
        provisional=row.provisional,
    )
