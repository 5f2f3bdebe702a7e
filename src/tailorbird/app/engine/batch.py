"""From a proceeding to the one batch of rows that it writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from tailorbird.app.engine.deadlines import Running, compare
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.ports.storage import (
    CaseHeader,
    Changes,
    OutboxMessage,
    SavedReply,
    StoredDecision,
    StoredFact,
)
from tailorbird.domain import codec
from tailorbird.domain.cases.chain import link, stored_bytes
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.terms.decision import Decision


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose command it was, and what is kept under its key."""

    actor: str = ""
    key: str = ""
    saved: SavedReply | None = None


def build(proceeding: Proceeding, fired: list[str], ahead: Running, sender: Sender, is_new: int) -> Changes:
    """Everything that the proceeding came to, as rows. `ahead` are the deadlines that run after it."""
    file = proceeding.file
    facts, head = _facts(proceeding)
    new, fired_rows, gone, upcoming = compare(proceeding, fired, ahead)
    stage, turn = proceeding.procedure.stage(proceeding.case)
    messages = _messages(proceeding, stage)
    header = replace(
        file.header,
        participants=proceeding.case.participants,
        stage=stage,
        turn=turn,
        next_due=upcoming,
        head_hash=head,
        facts=file.header.facts + len(facts),
        decisions=file.header.decisions + len(proceeding.decisions),
        entries=file.header.entries + len(proceeding.entries),
        notices=file.header.notices + len(messages),
    )
    new_holds = [hold for name, hold in proceeding.holds.items() if name not in file.holds]
    resolved = [
        hold for name, hold in proceeding.holds.items() if name in file.holds and hold != file.holds[name]
    ]
    return Changes(
        header=header,
        is_new=is_new,
        facts=facts,
        decisions=[_decision(no, each) for no, each in proceeding.decisions],
        entries=proceeding.entries,
        new_holds=new_holds,
        resolved_holds=resolved,
        new_deadlines=new,
        fired_deadlines=fired_rows,
        moot_deadlines=gone,
        outbox=messages,
        private=proceeding.private,
        freezes=proceeding.freezes,
        releases=proceeding.releases,
        labels=tuple(proceeding.labels),
        numbers=proceeding.numbers_used,
        actor=sender.actor,
        key=sender.key,
        saved=sender.saved,
        erased_private=proceeding.erased,
    )


def _facts(proceeding: Proceeding) -> tuple[list[StoredFact], str]:
    head = proceeding.file.header.head_hash
    rows = []
    for each in proceeding.facts:
        data = stored_bytes(proceeding.case.id, each)
        head = link(head, data)
        rows.append(StoredFact(each.seq, each.name, each.at, each.by, each.party, data, head))
    return rows, head


def _decision(no: int, decision: Decision[Any]) -> StoredDecision:
    data = decision.stored()
    return StoredDecision(
        no,
        decision.question,
        decision.verdict,
        decision.clauses,
        decision.at,
        decision.by,
        data,
        codec.digest(data),
    )


def _messages(proceeding: Proceeding, stage: str) -> list[OutboxMessage]:
    by_seq = {each.seq: each for each in proceeding.facts}
    header = proceeding.file.header
    messages = [replace(each, payload=_content(proceeding, each, by_seq)) for each in proceeding.outbox]
    if proceeding.facts:
        no = header.notices + len(messages) + 1
        messages.append(OutboxMessage(no, "event", "", _event(header, proceeding, stage)))
    return messages


def _content(proceeding: Proceeding, message: OutboxMessage, by_seq: Mapping[int, Recorded[Any]]) -> bytes:
    about = by_seq[message.about]
    if message.kind == "errand":
        return codec.canonical({"case": proceeding.case.id, "fact": about.name, "seq": about.seq})
    return _notice(proceeding, about)


def _notice(proceeding: Proceeding, about: Recorded[Any]) -> bytes:
    """What a notice tells: enough for a person to understand it in either language."""
    notice = proceeding.procedure.notices[type(about.fact)]
    return codec.canonical(
        {
            "at": about.at,
            "body": about.fact,
            "by": about.by,
            "case": proceeding.case.id,
            "case_title": proceeding.file.header.title,
            "fact": about.name,
            "seq": about.seq,
            "title": notice.title,
            "title_zh": notice.title_zh,
            "zone": str(proceeding.case.zone),
        }
    )


def _event(header: CaseHeader, proceeding: Proceeding, stage: str) -> bytes:
    facts = [
        {"at": each.at.astimezone(UTC), "by": each.by, "fact": each.name, "seq": each.seq}
        for each in proceeding.facts
    ]
    return codec.canonical(
        {"case": header.id, "facts": facts, "kind": header.kind, "stage": stage, "type": "case.updated"}
    )
