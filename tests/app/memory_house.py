"""A house kept in memory, with one small kind of case: somebody asks, and is to answer within 48 hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from tailorbird.adapters.clock import MovedClock
from tailorbird.app.couriers import Couriers
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.engine import Engine
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb
from tailorbird.app.house import House
from tailorbird.app.ports.mailer import Letter, Sent
from tailorbird.app.ports.outbox import Delivery
from tailorbird.app.ports.parties import Party, WebhookEndpoint
from tailorbird.app.ports.records import DeadlineRow, Page
from tailorbird.app.ports.storage import (
    Balance,
    CaseHeader,
    CaseRecord,
    Changes,
    Label,
    OpenDeadline,
    OutboxMessage,
    SavedReply,
    StoredDecision,
    StoredFact,
)
from tailorbird.app.ports.webhooks import Answer as Took_Answer
from tailorbird.app.ports.webhooks import Took
from tailorbird.domain.cases.facts.talk import NoticeSent, QuestionAnswered, QuestionAsked, QuestionEscalated
from tailorbird.domain.questions.period import Deadlines
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.answers import Answer, Due, due
from tailorbird.domain.terms.clause import clause, rules_in
from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Parameters
from tailorbird.domain.terms.pin import Pin
from tailorbird.domain.time.bound import Bound, Last
from tailorbird.domain.time.calendar import Calendars

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
TOO_LATE = timedelta(hours=48, microseconds=1)


@clause("talk.1")
def answer_in_time(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """The provider answers a question within 48 hours."""
    asked = q.case.last(QuestionAsked)
    if asked is None or q.case.has(QuestionAnswered, QuestionEscalated):
        return None
    until = Bound(asked.at + timedelta(hours=48), Last.INSIDE)
    return due(Due("answer", until, Role.PROVIDER, QuestionEscalated(question="1")), because=(asked,))


PACKAGE = Package(
    "talk",
    "1",
    "Talk",
    "交谈",
    rules_in(globals()),
    Parameters.read({}),
    "0" * 64,
    {"talk.1": "代购方四十八小时内答复。"},
)
AGREEMENT = Agreement((PACKAGE,))
PROCEDURE = Procedure(
    kind="talk",
    title="A question",
    title_zh="咨询",
    package="talk",
    verbs=(
        Verb("ask_question", QuestionAsked, "Ask", "咨询", place=Place.OPENS),
        Verb("answer_question", QuestionAnswered, "Answer", "答复"),
        Verb("prove_notice", NoticeSent, "Prove", "证明", by=frozenset((Role.PLATFORM,))),
    ),
    reactions={},
    notices={
        QuestionAsked: Notice((Role.PROVIDER,), "The buyer asks you something", "买家咨询", 1),
        QuestionEscalated: Notice((Role.BUYER,), "A question was left unanswered", "咨询逾期未答复"),
    },
    stage=lambda case: ("asked", Role.PROVIDER),
)


@dataclass
class Row:
    """A delivery as kept."""

    delivery: Delivery
    due: datetime | None
    state: str = "pending"
    error: str = ""


@dataclass
class Memory:
    """Storage, records, parties and outbox in one; `broken` cases raise when they are loaded."""

    headers: dict[str, CaseHeader] = field(default_factory=dict)
    stored_facts: dict[str, list[StoredFact]] = field(default_factory=dict)
    stored_decisions: dict[str, list[StoredDecision]] = field(default_factory=dict)
    deadline_rows: dict[tuple[str, str], tuple[OpenDeadline, str]] = field(default_factory=dict)
    replies: dict[tuple[str, str, str], SavedReply] = field(default_factory=dict)
    rows: dict[tuple[str, int, str], Row] = field(default_factory=dict)
    people: dict[str, Party] = field(default_factory=dict)
    hooks: dict[str, WebhookEndpoint] = field(default_factory=dict)
    labels: dict[str, set[Label]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    loads: list[str] = field(default_factory=list)
    now: datetime = START

    # Storage

    @contextmanager
    def transaction(self) -> Iterator[Memory]:
        yield self

    def saved_reply(self, case_id: str, actor: str, key: str) -> SavedReply | None:
        return self.replies.get((case_id, actor, key))

    def load(self, case_ids: Sequence[str]) -> dict[str, CaseRecord]:
        self.loads += case_ids
        if hurt := self.broken & set(case_ids):
            raise RuntimeError(f"{hurt} cannot be read")
        found = {case_id: self.case(case_id) for case_id in case_ids}
        return {case_id: record for case_id, record in found.items() if record is not None}

    def balances(self, accounts: Sequence[Any]) -> dict[str, Balance]:
        return {}

    def last_number(self, series: str) -> int:
        return self.numbers.get(series, 0)

    def write(self, changes: Sequence[Changes]) -> None:
        for each in changes:
            case_id = each.header.id
            self.headers[case_id] = each.header
            self.stored_facts.setdefault(case_id, []).extend(each.facts)
            self.stored_decisions.setdefault(case_id, []).extend(each.decisions)
            for row in each.new_deadlines:
                self.deadline_rows[case_id, row.key] = (row, "open")
            for state, keys in (("fired", each.fired_deadlines), ("moot", each.moot_deadlines)):
                for key in keys:
                    self.deadline_rows[case_id, key] = (self.deadline_rows[case_id, key][0], state)
            self.labels.setdefault(case_id, set()).update(each.labels)
            for series, number in each.numbers.items():
                self.numbers[series] = max(number, self.numbers.get(series, 0))
            for message in each.outbox:
                self.put(case_id, message)
            if each.key and each.saved:
                self.replies[case_id, each.actor, each.key] = each.saved

    # Records

    def case(self, case_id: str) -> CaseRecord | None:
        header = self.headers.get(case_id)
        if header is None:
            return None
        running = [
            row
            for (owner, _), (row, state) in self.deadline_rows.items()
            if owner == case_id and state == "open"
        ]
        return CaseRecord(header, tuple(self.stored_facts[case_id]), (), tuple(running))

    def decision(self, case_id: str, no: int) -> StoredDecision | None:
        return next((each for each in self.stored_decisions[case_id] if each.no == no), None)

    def deadlines(
        self, party: str | None, *, case_id: str, state: str, cursor: str | None = None, limit: int = 50
    ) -> Page[DeadlineRow]:
        return Page(
            tuple(
                DeadlineRow(
                    case_id, row.key, row.clause, row.until, row.passes_at, row.last, row.turn.value,
                    row.outcome, state, row.provisional, row.calendar, row.terms_hash,
                )
                for (owner, _), (row, now) in self.deadline_rows.items()
                if owner == case_id and now == state
            )
        )  # fmt: skip

    def due_cases(self, now: datetime, limit: int) -> tuple[str, ...]:
        passed = sorted(
            (row.passes_at, case_id)
            for (case_id, _), (row, state) in self.deadline_rows.items()
            if state == "open" and row.passes_at <= now
        )
        return tuple(dict.fromkeys(case_id for _, case_id in passed))[:limit]

    # Catalogue

    @property
    def imports(self) -> Memory:
        return self

    def waiting(self, limit: int) -> tuple[()]:
        return ()

    def unlooked(self, limit: int) -> tuple[()]:
        return ()

    # Designs

    def untouched_since(self, instant: datetime, limit: int) -> tuple[()]:
        return ()

    # Parties

    def party(self, party_id: str) -> Party | None:
        return self.people.get(party_id)

    def endpoints(self, parties: Sequence[str]) -> tuple[WebhookEndpoint, ...]:
        return tuple(each for each in self.hooks.values() if each.party in parties)

    def save_endpoint(self, endpoint: WebhookEndpoint) -> None:
        self.hooks[endpoint.id] = endpoint

    # Outbox

    def put(self, case_id: str, message: OutboxMessage) -> None:
        self.rows[case_id, message.no, ""] = Row(Delivery(case_id, message, "", 0), START)

    def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        ready = sorted(
            (key for key, row in self.rows.items() if row.state == "pending" and row.due and row.due <= now),
            key=lambda key: (self.rows[key].due, key),
        )
        for key in ready[:limit]:
            row = self.rows[key]
            row.delivery = replace(row.delivery, attempts=row.delivery.attempts + 1)
            row.due = now + lease
        return tuple(self.rows[key].delivery for key in ready[:limit])

    def spread(self, event: Delivery, endpoints: Sequence[str], now: datetime) -> None:
        row = self._row(event)
        row.due, row.state = None, "pending" if endpoints else "delivered"
        for target in endpoints:
            key = (event.case_id, event.message.no, target)
            made = Row(Delivery(event.case_id, event.message, target, 0), now)
            self.rows.setdefault(key, made)

    def delivered(self, delivery: Delivery, at: datetime) -> None:
        self._row(delivery).state = "delivered"

    def retry(self, delivery: Delivery, at: datetime, error: str) -> None:
        row = self._row(delivery)
        row.due, row.error = at, error

    def give_up(self, delivery: Delivery, at: datetime, error: str) -> None:
        row = self._row(delivery)
        row.state, row.error = "failed", error

    def _row(self, delivery: Delivery) -> Row:
        return self.rows[delivery.case_id, delivery.message.no, delivery.target]

    def names(self, case_id: str) -> list[str]:
        """The case's facts by name."""
        return [each.name for each in self.stored_facts[case_id]]

    def states(self, kind: str = "") -> list[str]:
        """What became of the deliveries of a kind."""
        return [row.state for row in self.rows.values() if kind in ("", row.delivery.message.kind)]


@dataclass
class Postbox:
    """A mailer that keeps the letters; it raises what `trouble` holds, in order."""

    letters: list[Letter] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)

    def send(self, letter: Letter) -> Sent:
        if self.trouble:
            raise self.trouble.pop(0)
        self.letters.append(letter)
        return Sent("email", letter.to_address)


@dataclass
class Hooks:
    """Webhooks that keep what was posted, and answer what `answers` says for the endpoint."""

    posts: list[tuple[str, str, bytes]] = field(default_factory=list)
    answers: dict[str, Took_Answer] = field(default_factory=dict)

    def refusal(self, url: str) -> str | None:
        return None

    def send(self, endpoint: WebhookEndpoint, message_id: str, at: datetime, payload: bytes) -> Took_Answer:
        self.posts.append((endpoint.id, message_id, payload))
        return self.answers.get(endpoint.id, Took_Answer(Took.ACCEPTED, "200"))


@dataclass
class World:
    """The house with everything behind it."""

    memory: Memory
    clock: MovedClock
    house: House
    postbox: Postbox
    hooks: Hooks

    @property
    def couriers(self) -> Couriers:
        return Couriers(self.postbox, self.hooks)

    def ask(self, case_id: str = "T-1") -> Receipt:
        """Open a case with a question of the buyer's."""
        act = Act("ask_question", Actor("mei", Role.BUYER), {"question": "1", "text": "Where is it?"})
        players = {Role.BUYER: "mei", Role.PROVIDER: "jinsui"}
        opening = Opening("talk", "A blue vase", "Asia/Shanghai", "CNY", players, ("talk@1",))
        receipt = self.house.engine.run(Order(case_id, (act,), "mei", f"ask:{case_id}", opening))
        assert receipt.problem is None, receipt.problem
        return receipt


def build() -> World:
    """A fresh world in which Mei is the buyer and Jinsui the provider."""
    memory, clock, tokens = Memory(), MovedClock(START), iter(range(10**6))
    memory.people = {
        "mei": Party("mei", "Mei", frozenset({Role.BUYER}), email="mei@buyer.example", language="zh-Hans"),
        "jinsui": Party("jinsui", "Jinsui", frozenset({Role.PROVIDER}), email="desk@jinsui.example"),
    }
    engine = Engine(
        storage=cast(Any, memory),
        clock=clock,
        procedures={"talk": PROCEDURE},
        agreement_of=lambda pins: AGREEMENT,
        pins_of=lambda refs: (Pin("talk", "1", PACKAGE.hash),),
        calendars=Calendars.none,
        token=lambda: f"token-{next(tokens)}",
    )
    anything = cast(Any, memory)
    house = House(
        engine=engine,
        records=anything,
        parties=anything,
        staff=anything,
        outbox=anything,
        replies=anything,
        files=anything,
        marketplace=anything,
        captures=anything,
        order_files=anything,
        catalogue=anything,
        designs=anything,
        pictures=anything,
        exports=anything,
        renderer=anything,
        vision=anything,
        language=anything,
        blanks=anything,
        blank_drawing=anything,
        library=anything,
        clock=clock,
        calendars=Calendars.none,
        token=engine.token,
    )
    return World(memory, clock, house, Postbox(), Hooks())
