"""Reading what is stored: `tailorbird.app.ports.records.Records`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tailorbird.adapters.db.cursors import page, page_size, read_cursor, read_instant
from tailorbird.adapters.db.lists import Listing, contains
from tailorbird.adapters.db.sql import rows
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX, marks
from tailorbird.adapters.db.storage import records, stored_balances
from tailorbird.app.ports.records import PAGE_SIZE, DeadlineRow, OutboxRow, Page
from tailorbird.app.ports.storage import (
    Balance,
    CaseHeader,
    CaseRecord,
    Label,
    PrivateContent,
    StoredDecision,
    StoredFact,
)
from tailorbird.domain.ledger.account import Account
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold

_OF_PARTY = f"{{table}}.case_id IN (SELECT p.case_id FROM {PREFIX}participant p WHERE p.party = %s)"


@dataclass(frozen=True, slots=True)
class DatabaseRecords:
    """Read access; never a lock."""

    session: Session

    def case(self, case_id: str) -> CaseRecord | None:
        """See the port."""
        found = self._of_case("case", rows.CASE, case_id)
        if not found:
            return None
        return records(self.session, {case_id: rows.header(found[0])})[case_id]

    def cases_of(
        self,
        party: str | None,
        *,
        kind: str = "",
        stage: str = "",
        search: str = "",
        cursor: str | None = None,
        limit: int = PAGE_SIZE,
    ) -> Page[CaseHeader]:
        """See the port."""
        source, order = f"{PREFIX}case c", ("c.opened_at", "c.case_id")
        if party is not None:
            # By the participant's own copy of the instant, so that one index serves party and order.
            source = f"{PREFIX}participant p JOIN {PREFIX}case c ON c.case_id = p.case_id"
            order = ("p.opened_at", "p.case_id")
        listing = Listing(f"SELECT {rows.columns(rows.CASE, 'c')} FROM {source}", order, "DESC")
        if party is not None:
            listing.where("p.party = %s", party)
        if kind:
            listing.where("c.kind = %s", kind)
        if stage:
            listing.where("c.stage = %s", stage)
        if search:
            like = contains(search.lower())
            found = " OR ".join(f"LOWER(c.{each}) LIKE %s ESCAPE '!'" for each in ("title", "case_id"))
            listing.where(f"({found})", like, like)
        return self._headers("cases", listing, cursor, limit)

    def cases_labelled(
        self, kind: str, value: str, *, cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[CaseHeader]:
        """See the port."""
        source = f"{PREFIX}case_label l JOIN {PREFIX}case c ON c.case_id = l.case_id"
        select = f"SELECT {rows.columns(rows.CASE, 'c')} FROM {source}"
        listing = Listing(select, ("l.opened_at", "l.case_id"), "DESC")
        listing.where("l.kind = %s AND l.value = %s", kind, value)
        return self._headers("labelled", listing, cursor, limit)

    def _headers(self, of: str, listing: Listing, cursor: str | None, limit: int) -> Page[CaseHeader]:
        if cursor is not None:
            at, case_id = read_cursor(of, cursor, (str, str))
            listing.after((self.session.dialect.instant(read_instant(at)), case_id))
        limit = page_size(limit)
        headers = [rows.header(row) for row in listing.fetch(self.session, limit)]
        return page(of, headers, limit, lambda each: (each.opened_at.isoformat(), each.id))

    def labels_of(self, case_id: str) -> tuple[Label, ...]:
        """See the port."""
        return tuple(
            rows.label(row) for row in self._of_case("case_label", rows.LABEL, case_id, "kind, value")
        )

    def facts(self, case_id: str) -> tuple[StoredFact, ...]:
        """See the port; in order."""
        return tuple(rows.fact(row) for row in self._of_case("fact", rows.FACT, case_id, "seq"))

    def decisions(self, case_id: str) -> tuple[StoredDecision, ...]:
        """See the port; in order."""
        return tuple(rows.decision(row) for row in self._of_case("decision", rows.DECISION, case_id, "no"))

    def decision(self, case_id: str, no: int) -> StoredDecision | None:
        """See the port."""
        found = self.session.query(
            f"SELECT {rows.columns(rows.DECISION)} FROM {PREFIX}decision WHERE case_id = %s AND no = %s",
            [case_id, no],
        )
        return rows.decision(found[0]) if found else None

    def entries_of_case(self, case_id: str) -> tuple[Entry, ...]:
        """See the port; in order."""
        return tuple(rows.entry(row) for row in self._of_case("entry", rows.ENTRY, case_id, "no"))

    def entries_of_account(
        self, account: Account, *, cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[Entry]:
        """See the port."""
        limit = page_size(limit)
        after: tuple[object, ...] = ()
        if cursor is not None:
            at, case_id, no = read_cursor("entries", cursor, (str, str, int))
            after = (self.session.dialect.instant(read_instant(at)), case_id, no)
        found: list[Entry] = []
        # Each side has an index that gives its rows in order, which one OR over both would not use.
        for side in ("debit", "credit"):
            select = f"SELECT {rows.columns(rows.ENTRY)} FROM {PREFIX}entry"
            listing = Listing(select, ('"at"', "case_id", "no"))
            listing.where(f"{side} = %s", account.id)
            if after:
                listing.after(after)
            found += [rows.entry(row) for row in listing.fetch(self.session, limit)]
        found.sort(key=lambda each: (each.at, each.case_id, each.no))
        return page("entries", found, limit, lambda each: (each.at.isoformat(), each.case_id, each.no))

    def all_entries(self) -> Sequence[Entry]:
        """See the port."""
        found = self.session.query(
            f'SELECT {rows.columns(rows.ENTRY)} FROM {PREFIX}entry ORDER BY "at", case_id, no'
        )
        return [rows.entry(row) for row in found]

    def holds_of_case(self, case_id: str) -> tuple[Hold, ...]:
        """See the port; in the order in which they were placed."""
        found = self._of_case("hold", rows.HOLD, case_id, rows.columns(rows.HOLD_ORDER))
        return tuple(rows.hold(row) for row in found)

    def balances(self, accounts: Sequence[Account]) -> dict[str, Balance]:
        """See the port."""
        return stored_balances(self.session, accounts)

    def all_balances(self) -> dict[str, Balance]:
        """See the port."""
        found = self.session.query(f"SELECT {rows.columns(rows.BALANCE)} FROM {PREFIX}account ORDER BY id")
        return {row[0]: rows.balance(row) for row in found}

    def deadlines(
        self,
        party: str | None,
        *,
        case_id: str = "",
        state: str = "open",
        cursor: str | None = None,
        limit: int = PAGE_SIZE,
    ) -> Page[DeadlineRow]:
        """See the port; an empty `state` means every state."""
        listing = Listing(
            f"SELECT {rows.columns(rows.DEADLINE_FATE)} FROM {PREFIX}deadline d",
            ("d.passes_at", "d.case_id", "d.key"),
        )
        if party is not None:
            listing.where(_OF_PARTY.format(table="d"), party)
        if case_id:
            listing.where("d.case_id = %s", case_id)
        if state:
            listing.where("d.state = %s", state)
        if cursor is not None:
            at, *rest = read_cursor("deadlines", cursor, (str, str, str))
            listing.after((self.session.dialect.instant(read_instant(at)), *rest))
        limit = page_size(limit)
        found = [rows.deadline(row) for row in listing.fetch(self.session, limit)]
        return page(
            "deadlines", found, limit, lambda each: (each.passes_at.isoformat(), each.case_id, each.key)
        )

    def due_cases(self, now: datetime, limit: int) -> tuple[str, ...]:
        """See the port; those that have waited longest come first."""
        found = self.session.query(
            f"SELECT case_id FROM {PREFIX}deadline WHERE state = 'open' AND passes_at <= %s "
            "ORDER BY passes_at LIMIT %s",
            [self.session.dialect.instant(now), limit],
        )
        return tuple(dict.fromkeys(case_id for (case_id,) in found))

    def outbox(
        self, party: str | None, *, state: str = "", cursor: str | None = None, limit: int = PAGE_SIZE
    ) -> Page[OutboxRow]:
        """See the port; the latest written first."""
        order = ("o.recorded_at", "o.case_id", "o.no")
        listing = Listing(
            f"SELECT {rows.columns(rows.MESSAGE_FATE)}, recorded_at FROM {PREFIX}outbox o", order, "DESC"
        )
        if party is not None:
            listing.where(_OF_PARTY.format(table="o"), party)
            listing.where("o.to_party IN ('', %s)", party)
        if state:
            listing.where("o.state = %s", state)
        if cursor is not None:
            at, *rest = read_cursor("outbox", cursor, (str, str, int))
            listing.after((self.session.dialect.instant(read_instant(at)), *rest))
        limit = page_size(limit)
        fetched = listing.fetch(self.session, limit)
        found = [(rows.message_fate(row[:-1]), rows.instant(row[-1])) for row in fetched]
        made = page(
            "outbox", found, limit, lambda each: (each[1].isoformat(), each[0].case_id, each[0].message.no)
        )
        return Page(tuple(each for each, _ in made.items), made.next_cursor)

    def private(self, ids: Sequence[str], *, case_id: str) -> dict[str, PrivateContent]:
        """See the port."""
        if not ids:
            return {}
        found = self.session.query(
            f"SELECT {rows.columns(rows.PRIVATE)} FROM {PREFIX}private_content "
            f"WHERE case_id = %s AND id IN ({marks(len(ids))})",
            [case_id, *ids],
        )
        return {each.id: each for each in map(rows.private, found)}

    def private_of_owner(self, party: str) -> tuple[tuple[str, PrivateContent], ...]:
        """See the port; what was erased is left out."""
        found = self.session.query(
            f"SELECT {rows.columns(rows.PRIVATE)} FROM {PREFIX}private_content "
            "WHERE owner = %s AND erased_at IS NULL ORDER BY case_id, id",
            [party],
        )
        return tuple((row[0], rows.private(row)) for row in found)

    def _of_case(
        self, table: str, names: tuple[str, ...], case_id: str, order: str = "case_id"
    ) -> list[rows.Row]:
        return self.session.query(
            f"SELECT {rows.columns(names)} FROM {PREFIX}{table} WHERE case_id = %s ORDER BY {order}",
            [case_id],
        )
