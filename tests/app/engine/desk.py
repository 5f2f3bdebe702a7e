"""A small kind of case on a real database: a question, whose answer is numbered by the platform.

The answer's `question` says what follows: each word of it is a series, of which a number is taken; `!`
is a fault that lets the whole command come to nothing; `$` releases 70 of the 100 fen that a question
"for money" held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tailorbird.adapters.clock import MovedClock
from tailorbird.adapters.db.database import Database
from tailorbird.app.engine.command import Act, Actor, Opening, Order, Receipt
from tailorbird.app.engine.engine import Engine
from tailorbird.app.engine.verb import Notice, Place, Procedure, Verb
from tailorbird.app.ports.storage import Label
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.talk import (
    AssistanceRelayed,
    QuestionAnswered,
    QuestionAsked,
    QuestionEscalated,
)
from tailorbird.domain.cases.words import Head
from tailorbird.domain.ledger.entry import LedgerError
from tailorbird.domain.money import Money
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
PLATFORM = Actor("platform", Role.PLATFORM)
MEI = Actor("mei", Role.BUYER)
JINSUI = Actor("jinsui", Role.PROVIDER)
ASKED: list[datetime] = []
"""When the clause was asked, one item a time; tests empty it."""


@clause("desk.1")
def answer_in_time(q: Deadlines, p: Parameters) -> Answer[tuple[Due, ...]] | None:
    """The provider answers a question within 48 hours."""
    ASKED.append(q.at)
    asked = q.case.last(QuestionAsked)
    if asked is None or q.case.has(QuestionAnswered, QuestionEscalated):
        return None
    until = Bound(asked.at + timedelta(hours=48), Last.INSIDE)
    return due(Due("answer", until, Role.PROVIDER, QuestionEscalated(question="1")), because=(asked,))


def _number(proceeding: Any, answered: Recorded[Any]) -> None:
    for word in answered.fact.question.split():
        if word == "!":
            raise LedgerError("This goes wrong on purpose; leave the mark out.")
        if word == "$":
            shares = {Role.BUYER: Money(30, "CNY"), Role.PROVIDER: Money(70, "CNY")}
            proceeding.resolve("1:goods", shares, f"fact:{answered.seq}", "desk.1")
            continue
        given = proceeding.next_number(word)
        proceeding.record(AssistanceRelayed(matter=f"{word} {given}"), cause=f"fact:{answered.seq}")


def _hold(proceeding: Any, asked: Recorded[Any]) -> None:
    if asked.fact.question == "for money":
        proceeding.hold("1:goods", Role.BUYER, Money(100, "CNY"), Head.GOODS, Role.PROVIDER, "fact:1")


def labels(recorded: Recorded[Any]) -> tuple[Label, ...]:
    """A question is a ticket; what is relayed carries its number."""
    match recorded.fact:
        case QuestionAsked(question=ticket):
            return (Label("ticket", ticket),)
        case AssistanceRelayed(matter=number):
            return (Label("number", number), Label("origin", ""))
    return ()


PACKAGE = Package(
    "desk",
    "1",
    "Desk",
    "服务台",
    rules_in(globals()),
    Parameters.read({}),
    "0" * 64,
    {"desk.1": "代购方四十八小时内答复。"},
)
PROCEDURE = Procedure(
    kind="desk",
    title="A question",
    title_zh="咨询",
    package="desk",
    verbs=(
        Verb("ask_question", QuestionAsked, "Ask", "咨询", place=Place.OPENS),
        Verb("answer_question", QuestionAnswered, "Answer", "答复"),
        Verb("relay", AssistanceRelayed, "Relay", "转达", by=frozenset((Role.PLATFORM,))),
    ),
    reactions={QuestionAnswered: (_number,), QuestionAsked: (_hold,)},
    notices={QuestionAnswered: Notice((Role.BUYER, Role.PROMOTER), "You have an answer", "已答复")},
    stage=lambda case: ("asked", Role.PROVIDER),
    labels=labels,
)


@dataclass
class Desk:
    """The engine on a database, and short ways to act."""

    database: Database
    clock: MovedClock = field(default_factory=lambda: MovedClock(START))
    tokens: Iterator[int] = field(default_factory=count)
    readings: list[str] = field(default_factory=list)
    """What was read of the house: `calendars`, `pins`."""

    def __post_init__(self) -> None:
        self.engine = Engine(
            storage=self.database.storage,
            clock=self.clock,
            procedures={"desk": PROCEDURE},
            agreement_of=lambda pins: Agreement((PACKAGE,)),
            pins_of=self._pins,
            calendars=self._calendars,
            token=lambda: f"token-{next(self.tokens)}",
        )

    def _pins(self, refs: Any) -> tuple[Pin, ...]:
        self.readings.append("pins")
        return (Pin("desk", "1", PACKAGE.hash),)

    def _calendars(self) -> Calendars:
        self.readings.append("calendars")
        return Calendars.none()

    def ask(self, case_id: str, ticket: str = "T1") -> Receipt:
        """Open a case with a question of Mei's."""
        return self.engine.run(asking(case_id, ticket))

    def answer(self, case_id: str, series: str) -> Receipt:
        """Jinsui answers, and numbers of these series are given."""
        return self.engine.run(answering(case_id, series))

    def numbers(self, *case_ids: str) -> list[str]:
        """The numbers that are on record in these cases, such as `invoice 1`."""
        return [
            label.value
            for case_id in case_ids
            for label in self.database.records.labels_of(case_id)
            if label.kind == "number"
        ]


def asking(case_id: str, ticket: str = "T1") -> Order:
    act = Act("ask_question", MEI, {"question": ticket, "text": "Where is it?"})
    players = {Role.BUYER: "mei", Role.PROVIDER: "jinsui"}
    opening = Opening("desk", "A blue vase", "Asia/Shanghai", "CNY", players, ("desk@1",))
    return Order(case_id, (act,), "mei", f"ask:{case_id}", opening)


def answering(case_id: str, series: str, **more: Any) -> Order:
    act = Act("answer_question", JINSUI, {"question": series, "text": "On its way."}, **more)
    return Order(case_id, (act,), "jinsui", f"answer:{series}")
