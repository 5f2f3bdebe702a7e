"""The sections of a bundle's index: parties, what happened, what was decided and why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tailorbird.adapters.export.sheets import Block, TableHead, heading, paragraphs, rows, subheading
from tailorbird.adapters.export.wording import Wording, both
from tailorbird.app.bundle import CaseBundle
from tailorbird.app.ports.storage import StoredDecision
from tailorbird.domain import codec
from tailorbird.domain.terms.package import natural

PARTIES = TableHead(("Part 身份", "Party 当事人", "Registered 登记信息"), (28, 42, 38))
FACTS = TableHead(
    ("No. 序号", "Time 时间", "What happened 事实", "By 记录人", "Details 内容"), (7, 17, 24, 20, 40)
)
DEADLINES = TableHead(
    ("Deadline 期限", "Until 截止", "Clause 条款", "Turn 待处理方", "State 状态"), (26, 24, 22, 18, 18)
)
NOTICES = TableHead(
    ("No. 序号", "To 收件人", "About 所涉事实", "State 状态", "Proof 送达凭证", "SHA-256"),
    (7, 18, 16, 26, 13, 28),
    hashes=(5,),
)
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
TERMS = TableHead(("Package 条款包", "Title 名称", "SHA-256"), (22, 42, 44), hashes=(2,))


def parties(bundle: CaseBundle) -> Iterator[Block]:
    """Who takes part, and what is registered of each."""
    yield heading("Parties 当事人", "parties")
    made = []
    for role, party in bundle.header.participants.items():
        about = bundle.parties.get(party)
        name = f"{about.legal_name or about.name}\n{party}" if about else party
        registered = f"{about.registration}\n{about.country}".strip() if about else ""
        made.append((both("roles", role.value), name, registered or "–"))
    yield from rows(PARTIES, made)


def governance(bundle: CaseBundle) -> Iterator[Block]:
    """Governing law and forum (order1688.28, .29), with the clauses that say so."""
    yield heading("Governing law and forum 适用法律与争议解决", "governance")
    said = bundle.governance
    yield from paragraphs(f"Governing law 适用法律: {said.law or 'not stated in the terms 条款未载明'}")
    yield from paragraphs(f"Forum 争议解决机构: {said.forum or 'not stated in the terms 条款未载明'}")
    for clause in said.clauses:
        yield from _clause(clause.id, clause.text, clause.text_zh)


def timeline(bundle: CaseBundle, wording: Wording) -> Iterator[Block]:
    """Every fact in order, with its local time."""
    yield heading("Timeline 事实经过", "timeline", begins_sheet="yes")
    yield from paragraphs(f"Times are local times of 时间为当地时间: {bundle.header.zone}.")
    made = []
    for fact in bundle.facts:
        stored = json.loads(fact.data)
        who = stored.get("staff") or fact.party
        by = both("roles", fact.by.value) + (f"\n{who}" if who else "")
        cause = f"\nCause 起因: {stored['cause']}" if stored["cause"] else ""
        what = both("facts", fact.name)
        made.append((str(fact.seq), wording.instant(fact.at), what, by, wording.body(stored["body"]) + cause))
    yield from rows(FACTS, made, anchors=[f"fact-{fact.seq}" for fact in bundle.facts])


def decisions(bundle: CaseBundle, wording: Wording) -> Iterator[Block]:
    """Every decision: the answer, the clauses applied with their reasons, and what was set aside."""
    yield heading("Decisions 裁定", "decisions", begins_sheet="yes")
    if not bundle.decisions:
        yield from paragraphs("None was kept. 无。")
    for decision in bundle.decisions:
        yield from _decision(decision, wording)


def _decision(stored: StoredDecision, wording: Wording) -> Iterator[Block]:
    body = json.loads(stored.data)
    question, verdict = both("questions", stored.question), both("verdicts", stored.verdict)
    yield subheading(f"{stored.no}. {question}: {verdict}", f"decision-{stored.no}")
    asked = f"{wording.instant(stored.at)} · asked by 提出方 {both('roles', stored.by.value)}"
    yield from paragraphs(f"{asked} · facts known 已知事实 1–{body['facts_known']}")
    if body["inputs"]:
        yield from paragraphs(f"Asked about 事项: {wording.value(body['inputs'])}")
    if body["answer"] is not None:
        yield from paragraphs(f"Answer 结论: {wording.value(body['answer'])}")
    if body["unknown"]:
        yield from paragraphs(f"Not known 未知: {wording.value(body['unknown'])}")
    for applied in body["applied"]:
        yield from paragraphs(_applied(applied, wording))
    for aside in body["set_aside"]:
        yield from paragraphs(
            f"Set aside 不予适用: {aside['clause']} (by 依据 {aside['by']}, {aside['why']})"
        )
    for near in body["near_misses"]:
        limit, asked_for = wording.value(near["limit"]), wording.value(near["asked"])
        yield from paragraphs(f"Limit 限度: {near['of']}: {limit} {near['unit']}; asked 实际: {asked_for}")


def _applied(applied: dict[str, Any], wording: Wording) -> str:
    lines = [f"Clause 条款 {applied['clause']} ({applied['package']})"]
    for says in (applied["says"], applied["next_step"]):
        lines += [text for text in wording.sentence(says, applied["package"]) if text]
    if applied["because"]:
        cited = ", ".join(f"{each['seq']} {both('facts', each['fact'])}" for each in applied["because"])
        lines.append(f"Relies on facts 依据事实: {cited}")
    return "\n".join(lines)


def clauses(bundle: CaseBundle) -> Iterator[Block]:
    """The text of each clause that a decision or deadline cites, once, in both languages."""
    cited = {clause for decision in bundle.decisions for clause in decision.clauses}
    cited |= {row.clause for row in bundle.deadlines}
    yield heading("Clauses applied 所适用条款", "clauses", begins_sheet="yes")
    for package in bundle.packages:
        for clause_id in sorted(cited, key=natural):
            found = package.clause(clause_id)
            if found is not None:
                yield from _clause(f"{found.id} · {package.ref}", found.text, found.text_zh)


def _clause(name: str, text: str, text_zh: str) -> Iterator[Block]:
    yield subheading(name)
    for each in (text, text_zh):
        if each:
            yield from paragraphs(_SINGLE_BREAK.sub(" ", each), "clause")


def deadlines(bundle: CaseBundle, wording: Wording) -> Iterator[Block]:
    """Every deadline, and what became of it."""
    yield heading("Deadlines 期限", "deadlines")
    made = [
        (
            row.key,
            f"{wording.instant(row.until)}\n{row.last}" + (" (provisional 暂定)" if row.provisional else ""),
            row.clause,
            both("roles", row.turn),
            f"{both('states', row.state)}\n{both('facts', row.outcome)}",
        )
        for row in bundle.deadlines
    ]
    yield from rows(DEADLINES, made) if made else paragraphs("None. 无。")


def notices(bundle: CaseBundle, wording: Wording) -> Iterator[Block]:
    """What was told to whom, with the facts that prove the sending (order1688.27)."""
    yield heading("Notices 通知", "notices")
    made = []
    for row in bundle.notices:
        delivered = f"\n{wording.instant(row.delivered_at)}" if row.delivered_at else ""
        proven = ", ".join(f"fact 事实 {seq}" for seq in bundle.proofs_of_sending(row)) or "–"
        about = f"fact 事实 {row.message.about}"
        state = both("states", row.state) + delivered
        made.append(
            (
                str(row.message.no),
                row.message.to_party,
                about,
                state,
                proven,
                codec.digest(row.message.payload),
            )
        )
    yield from rows(NOTICES, made) if made else paragraphs("None. 无。")


def terms(bundle: CaseBundle) -> Iterator[Block]:
    """The packages that govern the case, in order of precedence, with the hashes it is pinned to."""
    yield heading("Terms that govern the case 适用条款及其校验值", "terms")
    made = [(each.ref, f"{each.title}\n{each.title_zh}", each.hash) for each in bundle.packages]
    yield from rows(TERMS, made)
