"""A case in memory with all that a command needs: facts, agreement, holds, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.ports.storage import CaseHeader, CaseRecord, OpenDeadline
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded, fact_type
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement

AgreementOf = Callable[[CaseHeader], Agreement]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What was loaded."""

    header: CaseHeader
    case: Case
    agreement: Agreement
    holds: Mapping[str, Hold]
    deadlines: Mapping[str, OpenDeadline]


def case_from(record: CaseRecord) -> Case:
    """The case as its stored facts tell it."""
    header = record.header
    opened = empty_case(header)
    return Case.of(opened, (read_recorded(fact.data) for fact in record.facts))


def empty_case(header: CaseHeader) -> Case:
    """The case before its first fact."""
    return Case(header.id, header.kind, ZoneInfo(header.zone), header.currency, header.participants)


@dataclass(frozen=True, slots=True)
class _Envelope:
    at: datetime
    body: dict[str, Any]
    by: Role
    case: str
    cause: str
    fact: str
    party: str
    seq: int
    staff: str = ""


def read_recorded(data: bytes) -> Recorded[Any]:
    """A fact from its stored bytes."""
    raw = codec.read_json(_Envelope, data)
    made = codec.read(fact_type(raw.fact), raw.body)
    return Recorded(raw.seq, made, raw.at, raw.by, raw.party, raw.cause, raw.staff)
