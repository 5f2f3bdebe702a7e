"""One tortured shop: rounds of work, kills and audits, and a last one that has to come to rest."""

from __future__ import annotations

import random as chance
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any, Final

from bench.shop import BUYERS, CARRIER, PROVIDER, CannotMeasure, Shop, furnish, migrate, postgres_database
from bench.torture.auditor import Arrived, audit, audit_at_rest
from bench.torture.books import Books, read
from bench.torture.callers import Caller, Door, Ledger, replay_faults
from bench.torture.clock import SharedClock
from bench.torture.crew import Crew
from bench.torture.lives import GATEWAY, OPERATOR
from bench.torture.receiver import Received, receiving
from tailorbird.domain.money import Money

START: Final = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
_CALLERS: Final = 5
_SAMPLE: Final = 12
_READY_S: Final = 60
_REST_S: Final = 90
_CRASH_SHARE: Final = 0.5
_QUIET_DAYS: Final = 40
"""At the end, in which nobody acts and the deadlines pass."""
_DAY_S: Final = 0.15
_KILL_SHARE: Final = 0.05
_CUT_SHARE: Final = 0.05
_EXCUSED_S: Final = 5.0
_FUNDS: Final = Money(60_000, "CNY")
"""Little enough that some wallets lack money."""
_SECRET: Final = "whsec_dG9ydHVyZSB0b3J0dXJlIHRvcnR1cmUgdG9ydHVyZQ=="


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how. With the same seed the same lives are lived and the same crashes are told."""

    seed: int
    rounds: int
    seconds: float
    """Length of a round."""
    until: float
    """Instant of the monotonic clock past which no round begins."""


@dataclass(slots=True)
class Outcome:
    """What a run came to. Without faults, all that must hold held at every audit."""

    engine: str
    seed: int
    rounds: int = 0
    audits: int = 0
    faults: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)


@contextmanager
def database(engine: str, home: Path) -> Iterator[str]:
    """A database of its own; its URL."""
    if engine == "sqlite":
        yield f"sqlite:///{home}/torture.sqlite3"
        return
    with postgres_database("bench_torture") as url:
        yield url


def torture(engine: str, plan: Plan, tell: Callable[[str], None]) -> Outcome:
    """Run one shop through the plan."""
    with tempfile.TemporaryDirectory(prefix="tailorbird-torture-") as folder:
        home = Path(folder)
        with (
            database(engine, home) as url,
            receiving(chance.Random(f"{plan.seed}/receiver")) as (address, received),
        ):
            shop = Shop(url, home)
            run = _Run(engine, shop, plan, received, tell)
            try:
                run.open(address)
                run.rounds()
                run.rest()
            finally:
                run.close()
            return run.outcome


class _Run:
    def __init__(
        self, engine: str, shop: Shop, plan: Plan, received: Received, tell: Callable[[str], None]
    ) -> None:
        self.shop, self.plan, self.received, self.tell = shop, plan, received, tell
        self.outcome = Outcome(engine, plan.seed)
        self.random = chance.Random(f"{plan.seed}/{engine}")
        self.clock = SharedClock(shop.home / "clock")
        self.crew = Crew.of(shop, shop.home / "clock", chance.Random(f"{plan.seed}/{engine}/crew"))
        self.ledger = Ledger()
        self.cuts = 0
        self.door = Door(self.crew.ports, {}, Event(), Event())
        self.callers = [Caller(n, f"{plan.seed}/{engine}", self.door, self.ledger) for n in range(_CALLERS)]

    # Stages ---------------------------------------------------------------------------------

    def open(self, address: str) -> None:
        """Make the tables, the parties and their keys, on the clock that all will read."""
        from tailorbird.app.ports.parties import WebhookEndpoint
        from tailorbird.bootstrap import open_house

        self.clock.put(START)
        migrate(self.shop)
        house = open_house(self.shop.config(), self.clock)
        self.door.keys.update(furnish(house, funds=_FUNDS))
        for party, scopes in ((PROVIDER, "act"), (CARRIER, "act"), (GATEWAY, "gateway"), (OPERATOR, "admin")):
            self.door.keys[party] = house.parties.issue_key(party, frozenset((scopes, "read")), "torture")
        for party in (PROVIDER, BUYERS[0]):
            house.parties.save_endpoint(WebhookEndpoint(f"hook-{party}", party, address, _SECRET))
        self._let_go()
        for caller in self.callers:
            caller.start()

    def rounds(self) -> None:
        """Work, kill, audit, and again."""
        for number in range(1, self.plan.rounds + 1):
            if time.monotonic() >= self.plan.until:
                break
            self._start(_CRASH_SHARE)
            # Before anybody else calls: what only repeats writes nothing, so that no server crashes yet.
            self.outcome.faults += replay_faults(self.door, self._sample())
            self.door.opened.set()
            self._work()
            self.door.opened.clear()
            self.crew.kill_all()
            self.outcome.rounds = number
            self._audit(f"round {number}")

    def rest(self) -> None:
        """Let everybody finish, the worker find nothing left to do, and audit what is then at rest."""
        self.door.closing.set()
        self._start(0.0)
        self.door.opened.set()
        for caller in self.callers:
            caller.join(_REST_S)
            if caller.is_alive():
                self.outcome.faults.append("a caller still waits for an answer while everything runs")
        self.outcome.faults += replay_faults(self.door, self._sample())
        for _ in range(_QUIET_DAYS):
            self.clock.advance(timedelta(days=1))
            time.sleep(_DAY_S)
        until = time.monotonic() + _REST_S
        while time.monotonic() < until and self._pending():
            self.clock.advance(timedelta(minutes=31))
            time.sleep(0.5)
        self.door.opened.clear()
        self.crew.kill_all()
        books = self._audit("at rest")
        self.outcome.faults += audit_at_rest(books, self.clock.now())
        self.outcome.faults += self.ledger.faults
        self._figures(books)

    def close(self) -> None:
        """End whatever still runs."""
        self.door.closing.set()
        self.crew.end()
        self._let_go()

    # Steps ----------------------------------------------------------------------------------

    def _start(self, crash_share: float) -> None:
        """Start everybody, and wait for a server to answer. Who crashes on the way is started again."""
        until = time.monotonic() + _READY_S
        self.crew.start_all(crash_share)
        while not any(_listens(port) for port in self.door.ports):
            if time.monotonic() > until:
                raise CannotMeasure(
                    f"No server answers within {_READY_S} s; see the logs in {self.shop.home}."
                )
            time.sleep(0.1)
            self.crew.start_all(crash_share)

    def _work(self) -> None:
        """Let the callers call and the clock run, with a kill now and then."""
        until = time.monotonic() + self.plan.seconds * self.random.uniform(0.7, 1.3)
        while time.monotonic() < until:
            time.sleep(self.random.uniform(0.05, 0.4))
            self.clock.advance(timedelta(seconds=self.random.choice((1, 1, 60, 3_600, 40_000))))
            if self.random.random() < _KILL_SHARE:
                self.crew.kill_one()
            if self.random.random() < _CUT_SHARE:
                self._cut_connections()
            self.crew.start_all(_CRASH_SHARE)

    def _cut_connections(self) -> None:
        """PostgreSQL ends every session at once, as a restart of it or of the network between would."""
        if self.outcome.engine != "postgres":
            return
        import psycopg

        self.ledger.excused_until = time.monotonic() + _EXCUSED_S
        with psycopg.connect(self.shop.url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        self.cuts += 1

    def _sample(self) -> list[Any]:
        with self.ledger.lock:
            told = list(self.ledger.acknowledged)
        return self.random.sample(told, min(_SAMPLE, len(told)))

    def _audit(self, when: str) -> Books:
        _wait_until_alone(self.shop.url)
        books = read(self.shop.url)
        letters = {each.stem for each in (self.shop.home / "mail").glob("*.eml")}
        with self.ledger.lock:
            acknowledged = list(self.ledger.acknowledged)
        found = audit(books, acknowledged, Arrived(letters, set(self.received.times)))
        found += self._product_checks()
        self.outcome.audits += 1
        self.outcome.faults += [f"{when}: {fault}" for fault in found]
        self.tell(
            f"  {self.outcome.engine} {when}: {len(books.cases)} cases, "
            f"{sum(map(len, books.facts.values()))} facts, {len(acknowledged)} acknowledged, "
            f"{self.crew.kills} killed, {self.crew.crashes} crashed, {len(found)} faults"
        )
        return books

    def _product_checks(self) -> list[str]:
        """The product's own verification agrees."""
        from tailorbird.domain.ledger.verification import check_balances

        house = self.shop.house()
        try:
            records = house.records
            page = records.cases_of(None, limit=200)
            cases = list(page.items)
            while page.next_cursor:
                page = records.cases_of(None, limit=200, cursor=page.next_cursor)
                cases += page.items
            holds = [hold for case in cases for hold in records.holds_of_case(case.id)]
            differences = check_balances(records.all_entries(), records.all_balances(), holds)
            return [each.says for each in differences]
        finally:
            self._let_go()

    def _pending(self) -> bool:
        books = read(self.shop.url)
        now = self.clock.now()
        messages = any(each.state == "pending" for each in (*books.messages, *books.deliveries))
        return messages or any(each.state == "open" and each.passes_at <= now for each in books.deadlines)

    def _let_go(self) -> None:
        """Close this process's own connection: the auditor wants to be alone."""
        from tailorbird.adapters.db import open_database

        open_database(self.shop.url).close()

    def _figures(self, books: Books) -> None:
        fired = sum(1 for each in books.deadlines if each.state == "fired")
        self.outcome.figures = {
            "cases": len(books.cases),
            "facts": sum(map(len, books.facts.values())),
            "entries": len(books.entries),
            "deadlines_fired": fired,
            "messages": len(books.messages) + len(books.deliveries),
            "arrived_twice": sum(1 for each in self.received.times.values() if each > 1),
            "lives": self.ledger.lives,
            "acknowledged": len(self.ledger.acknowledged),
            "refused": dict(self.ledger.refused),
            "calls_repeated": self.ledger.repeated,
            "kills": self.crew.kills,
            "connections_cut": self.cuts,
            "crashed_at": dict(self.crew.crashed_at),
        }


def _listens(port: int) -> bool:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _wait_until_alone(url: str) -> None:
    """PostgreSQL ends the sessions of killed clients by itself, a moment later."""
    if url.startswith("sqlite"):
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(200):
            others = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            ).fetchone()
            if others == (0,):
                return
            time.sleep(0.05)
    raise CannotMeasure("Sessions of killed processes stay with PostgreSQL; the books cannot be read alone.")
