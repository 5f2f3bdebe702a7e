"""A small case in memory, with a bit of everything that a bundle may hold, for tests of bundles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from tailorbird.app.bundle import Collector
from tailorbird.app.engine.private import salted_digest
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.records import DeadlineRow, OutboxRow, Page
from tailorbird.app.ports.storage import (
    CaseHeader,
    CaseRecord,
    OutboxMessage,
    PrivateContent,
    StoredDecision,
    StoredFact,
)
from tailorbird.domain import codec
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.chain import GENESIS, link, stored_bytes
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.payment import MandateSigned, OrderPaid
from tailorbird.domain.cases.facts.procurement import ExportCleared, Inspected, PurchaseMade
from tailorbird.domain.cases.facts.receipt import ObjectionRaised, ReceiptDeemedConfirmed
from tailorbird.domain.cases.facts.talk import NoticeSent, QuestionAsked
from tailorbird.domain.cases.words import Ground, Head, Service
from tailorbird.domain.ledger.account import wallet
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.money import Money
from tailorbird.domain.questions.money import Occasion, Settlement
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.clause import rules_in
from tailorbird.domain.terms.decision import Decision
from tailorbird.domain.terms.hearing import Hearing
from tailorbird.domain.terms.package import Package, files_hash
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.time.calendar import Calendars

CASE_ID = "TB-2026-7K3QX9M2PD"
START = datetime(2026, 3, 2, 2, tzinfo=UTC)
EXPORTED = datetime(2026, 3, 20, 1, 2, 3, tzinfo=UTC)
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
LOST = codec.digest(b"a file that nobody has any more")
RULES = b'''"""Rules of a test."""

from tailorbird.domain.cases.facts.procurement import ExportCleared
from tailorbird.domain.questions.disclosure import Disclosures
from tailorbird.domain.questions.money import Settlement
from tailorbird.domain.questions.permission import MayCancel
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.answers import allocate, find, refuse, says
from tailorbird.domain.terms.clause import clause


@clause("test.1")
def cleared(q: MayCancel, p):
    """Goods that have cleared export customs
    can no longer be cancelled."""
    done = q.case.first(ExportCleared)
    return done and refuse([done], says=says("The goods cleared customs on {at}.", at=done.at))


@clause("test.2")
def to_the_seller(q: Settlement, p):
    """Of the goods' price {kept} stays with the provider, the rest goes back."""
    part = p.amount("kept")
    return allocate((Role.PROVIDER, part), (Role.BUYER, q.amount - part))


@clause("test.28")
def law(q: Disclosures, p):
    """The law of {governing_law} applies, and disputes go to the {forum}."""
    return find()
'''
ZH = """[clauses]
"test.1" = "已完成出口清关的货物不得取消。"
"test.2" = "货款中{kept}归代购服务商，其余退还。"
"test.28" = "适用{governing_law}法律，争议提交{forum}。"
[messages]
"The goods cleared customs on {at}." = "货物已于{at}完成清关。"
"""
SOURCE = {"rules.py": RULES, "zh/rules.toml": ZH.encode()}
PARAMETERS = {
    "kept": {"kind": "amount", "value": "CNY 980.00", "says": "What the provider keeps"},
    "governing_law": {"kind": "text", "value": "Mainland China"},
    "forum": {"kind": "text", "value": "Hangzhou Arbitration Commission"},
}


def package() -> Package:
    """A package whose files are `SOURCE`."""
    import tomllib

    module: dict[str, Any] = {"__name__": "rules_of_a_test"}
    exec(compile(RULES, "rules.py", "exec"), module)
    chinese = tomllib.loads(ZH)
    return Package(
        "test",
        "1",
        "Rules of a test",
        "测试规则",
        rules_in(module),
        Parameters.read(PARAMETERS),
        files_hash(SOURCE),
        chinese["clauses"],
        chinese["messages"],
    )


AGREEMENT = Agreement((package(),))


def content(private_id: str, owner: str, text: str) -> PrivateContent:
    return PrivateContent(private_id, owner, "of a test", text, salted_digest("salt", text), "salt")


@dataclass
class MemoryRecords:
    """A case as the port `Records` gives it."""

    header: CaseHeader
    stored_facts: tuple[StoredFact, ...]
    stored_decisions: tuple[StoredDecision, ...] = ()
    entries: tuple[Entry, ...] = ()
    holds: tuple[Hold, ...] = ()
    deadline_rows: tuple[DeadlineRow, ...] = ()
    outbox_rows: tuple[OutboxRow, ...] = ()
    contents: dict[str, PrivateContent] = field(default_factory=dict)

    def case(self, case_id: str) -> CaseRecord | None:
        known = case_id == self.header.id
        return CaseRecord(self.header, self.stored_facts, self.holds, ()) if known else None

    def decisions(self, case_id: str) -> tuple[StoredDecision, ...]:
        return self.stored_decisions

    def entries_of_case(self, case_id: str) -> tuple[Entry, ...]:
        return self.entries

    def holds_of_case(self, case_id: str) -> tuple[Hold, ...]:
        return self.holds

    def deadlines(
        self, party: str | None, *, case_id: str, state: str, cursor: str | None, limit: int
    ) -> Page[DeadlineRow]:
        return Page(tuple(each for each in self.deadline_rows if each.state == state))

    def outbox(self, party: str | None, *, cursor: str | None, limit: int) -> Page[OutboxRow]:
        """One row a page, so that reading by cursor is tested."""
        of_it = [each for each in self.outbox_rows if each.message.to_party in (party, "")]
        at = int(cursor or 0)
        return Page(tuple(of_it[at : at + 1]), str(at + 1) if at + 1 < len(of_it) else None)

    def private(self, ids: Sequence[str], *, case_id: str) -> dict[str, PrivateContent]:
        return {each: self.contents[each] for each in ids if each in self.contents}


class MemoryFiles:
    """Files by hash."""

    def __init__(self, *data: bytes) -> None:
        self.by_hash = {codec.digest(each): each for each in data}

    def read(self, sha256: str) -> bytes | None:
        return self.by_hash.get(sha256)


class MemoryParties:
    """Parties by id."""

    def __init__(self, *parties: Party) -> None:
        self.by_id = {each.id: each for each in parties}

    def party(self, party_id: str) -> Party | None:
        return self.by_id.get(party_id)


PARTICIPANTS = {Role.BUYER: "ana", Role.PROVIDER: "jinsui"}
PARTIES = MemoryParties(
    Party("ana", "Ana <b>", frozenset((Role.BUYER,)), "Ana García GmbH", "HRB 12345", "DE"),
    Party("jinsui", "Jinsui", frozenset((Role.PROVIDER,)), "金穗代购有限公司", "91330100MA000000X", "CN"),
)


def _recorded() -> list[Recorded[Any]]:
    goods = Money(1_000_00, "CNY")
    notice = codec.digest(b'{"title":"Your goods cleared export"}')
    said: list[tuple[Fact, Role, int, str]] = [
        (MandateSigned(version="1", document_hash="a" * 64, signer="private/signer"), Role.BUYER, 0, ""),
        (OrderPaid(total=goods), Role.BUYER, 1, ""),
        (PurchaseMade(seller_order="S-1"), Role.PROVIDER, 2, ""),
        (Inspected(service=Service.PHOTOS, photos=(codec.digest(PHOTO),)), Role.WAREHOUSE, 24, ""),
        (QuestionAsked(question="1", text="private/question"), Role.BUYER, 25, ""),
        (ExportCleared(), Role.CARRIER, 48, ""),
        (
            NoticeSent(
                about=6, to=Role.BUYER, channel="mail", address="private/address", content_hash=notice
            ),
            Role.PLATFORM,
            48,
            "fact:6",
        ),
        (
            ObjectionRaised(
                ground=Ground.DEFECTIVE, evidence=(codec.digest(PHOTO), LOST, "on my phone"), text=None
            ),
            Role.BUYER,
            72,
            "",
        ),
        (ReceiptDeemedConfirmed(), Role.PLATFORM, 240, "deadline:receipt"),
    ]
    return [
        Recorded(seq, fact, START + timedelta(hours=hours), by, PARTICIPANTS.get(by, ""), cause)
        for seq, (fact, by, hours, cause) in enumerate(said, 1)
    ]


def _decisions(case: Case) -> list[StoredDecision]:
    hearing = Hearing(case, case.facts[5].at, Role.BUYER, cast(Calendars, None), AGREEMENT)
    early = hearing.of(Case.of(case, case.facts[:6]))
    asked = {
        "occasion": Occasion.RECEIPT,
        "head": Head.GOODS,
        "amount": Money(1_000_00, "CNY"),
        "payee": Role.SELLER,
    }
    made: list[Decision[Any]] = [
        early.ask(MayCancel),
        hearing.when(case.facts[-1].at, Role.PLATFORM).ask(Settlement, **asked),
    ]
    return [
        StoredDecision(
            no, each.question, each.verdict, each.clauses, each.at, each.by, each.stored(),
            codec.digest(each.stored()),
        )
        for no, each in enumerate(made, 1)
    ]  # fmt: skip


def _deadline(key: str, state: str, hours: int) -> DeadlineRow:
    until = START + timedelta(hours=hours)
    fired = until if state == "fired" else None
    return DeadlineRow(
        case_id=CASE_ID,
        key=key,
        clause="test.1",
        until=until,
        passes_at=until,
        last="outside",
        turn="buyer",
        outcome="ReceiptDeemedConfirmed",
        state=state,
        provisional=0,
        calendar="",
        terms_hash=AGREEMENT.pins[0].hash,
        fired_at=fired,
    )


def records() -> MemoryRecords:
    """The case as stored."""
    opened = Case(CASE_ID, "purchase", ZoneInfo("Asia/Shanghai"), "CNY", PARTICIPANTS)
    case = Case.of(opened, _recorded())
    head, facts = GENESIS, []
    for each in case.facts:
        data = stored_bytes(CASE_ID, each)
        head = link(head, data)
        facts.append(StoredFact(each.seq, each.name, each.at, each.by, each.party, data, head))
    last = case.facts[-1].at
    hold = Hold("goods", wallet("ana", "CNY"), Money(1_000_00, "CNY"), Head.GOODS, Role.SELLER, "fact:2")
    entry = Entry(
        CASE_ID, 1, last, hold.account, wallet("jinsui", "CNY"), Money(980_00, "CNY"), Head.GOODS,
        "decision:2", "test.2",
    )  # fmt: skip
    message = OutboxMessage(1, "notice", "ana", b'{"title":"Your goods cleared export"}', 6, 1)
    event = OutboxMessage(2, "event", "", b"{}")
    decisions = _decisions(case)
    header = CaseHeader(
        CASE_ID, "purchase", "A dress <script>alert(1)</script> PAGES", "Asia/Shanghai", "CNY", PARTICIPANTS,
        AGREEMENT.pins, START, "ended", None, None, head, len(facts), len(decisions), 1, 2,
    )  # fmt: skip
    return MemoryRecords(
        header,
        tuple(facts),
        tuple(decisions),
        (entry,),
        (hold.resolve(Money(980_00, "CNY"), last),),
        (_deadline("receipt", "fired", 240), _deadline("tip", "open", 900)),
        (
            OutboxRow(CASE_ID, message, "delivered", 1, None, case.facts[6].at),
            OutboxRow(CASE_ID, event, "pending", 0, None, None),
        ),
        {
            "private/signer": content("private/signer", "ana", "Ana García"),
            "private/address": content("private/address", "ana", "ana@example.org"),
        },
    )


def sources(code_hash: str) -> Mapping[str, bytes]:
    """The files of the one package that there is."""
    return SOURCE if code_hash == files_hash(SOURCE) else {}


def collector(of: MemoryRecords | None = None) -> Collector:
    """Gathers bundles of the case in memory."""
    return Collector(of or records(), PARTIES, MemoryFiles(PHOTO), lambda _pins: AGREEMENT, sources)
