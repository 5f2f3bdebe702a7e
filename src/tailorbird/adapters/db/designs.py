"""`tailorbird.app.ports.designs.Designs` in the database.

Everything here is private. It is deleted, not marked: SQLite overwrites what it deletes (`secure_delete`),
and after an erasure its log is emptied; PostgreSQL frees the rows at its next vacuum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tailorbird.adapters.db.sql.rows import instant
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, Statement, insert
from tailorbird.app.ports.designs import BasketLine, Draft, StaleDraft
from tailorbird.app.ports.storage import ConcurrentChange

_DRAFT: Final = f"{PREFIX}design_draft"
_VERSION: Final = f"{PREFIX}design_version"
_FILE: Final = f"{PREFIX}design_file"
_DERIVED: Final = f"{PREFIX}derived_file"
_LINE: Final = f"{PREFIX}basket_line"
_SELECT: Final = (
    "SELECT d.id, d.owner, d.product, d.title, d.version, d.hash, v.document, d.changed_at "
    f"FROM {_DRAFT} d JOIN {_VERSION} v ON v.draft = d.id AND v.version = d.version "
)
_NEWER: Final = "Somebody saved version {found} of the draft {id} meanwhile."


@dataclass(frozen=True, slots=True)
class DatabaseDesigns:
    """See the port."""

    session: Session

    def save(self, draft: Draft, after: int) -> Draft:
        """See the port."""
        try:
            with self.session.writing():
                return self._save(draft, after)
        except ConcurrentChange as problem:
            raise StaleDraft(_NEWER.format(found=after + 1, id=draft.id)) from problem

    def _save(self, draft: Draft, after: int) -> Draft:
        lock = self.session.dialect.lock
        found = self.session.query(
            f"SELECT owner, version, hash FROM {_DRAFT} WHERE id = %s{lock}", [draft.id]
        )
        owner, version, sha256 = found[0] if found else (draft.owner, 0, "")
        if version != after or owner != draft.owner:
            raise StaleDraft(_NEWER.format(found=version, id=draft.id))
        if sha256 == draft.hash:
            return self._touched(draft, version)
        saved = replace(draft, version=after + 1)
        at = self.session.dialect.instant(draft.changed_at)
        head = [draft.product, draft.title, saved.version, draft.hash, at]
        if after:
            sql = f"UPDATE {_DRAFT} SET product = %s, title = %s, version = %s, hash = %s, changed_at = %s"
            statements = [Statement(f"{sql} WHERE id = %s", [*head, draft.id])]
        else:
            columns = ("id", "owner", "product", "title", "version", "hash", "changed_at")
            statements = list(insert("design_draft", columns, [[draft.id, draft.owner, *head]]))
        row = [draft.id, saved.version, draft.hash, draft.line, draft.document]
        statements += insert("design_version", ("draft", "version", "hash", "line", "document"), [row])
        files = [[draft.id, each] for each in sorted(draft.files)]
        if files:
            statements += insert("design_file", ("draft", "file"), files, " ON CONFLICT DO NOTHING")
        self.session.send(statements)
        return saved

    def _touched(self, draft: Draft, version: int) -> Draft:
        at = self.session.dialect.instant(draft.changed_at)
        touch = f"UPDATE {_DRAFT} SET changed_at = %s WHERE id = %s RETURNING 1"
        self.session.query(touch, [at, draft.id])
        return replace(draft, version=version)

    def draft(self, draft_id: str, owner: str) -> Draft | None:
        """See the port."""
        rows = self.session.query(f"{_SELECT}WHERE d.id = %s AND d.owner = %s", [draft_id, owner])
        return self._draft(rows[0]) if rows else None

    def version(self, draft_id: str, owner: str, version: int) -> bytes | None:
        """See the port."""
        rows = self.session.query(
            f"SELECT v.document FROM {_VERSION} v JOIN {_DRAFT} d ON d.id = v.draft "
            "WHERE v.draft = %s AND v.version = %s AND d.owner = %s",
            [draft_id, version, owner],
        )
        return bytes(rows[0][0]) if rows else None

    def drafts(self, owner: str) -> Sequence[Draft]:
        """See the port."""
        rows = self.session.query(f"{_SELECT}WHERE d.owner = %s ORDER BY d.changed_at DESC, d.id", [owner])
        return tuple(self._draft(each) for each in rows)

    def by_hash(self, owner: str, sha256: str) -> bytes | None:
        """See the port."""
        rows = self.session.query(
            f"SELECT v.document FROM {_VERSION} v JOIN {_DRAFT} d ON d.id = v.draft "
            "WHERE v.hash = %s AND d.owner = %s LIMIT 1",
            [sha256, owner],
        )
        return bytes(rows[0][0]) if rows else None

    def files(self, draft_id: str) -> frozenset[str]:
        """See the port."""
        rows = self.session.query(f"SELECT file FROM {_FILE} WHERE draft = %s", [draft_id])
        return frozenset(str(each) for (each,) in rows)

    def owners(self, file: str, besides: str = "") -> frozenset[str]:
        """See the port."""
        rows = self.session.query(
            f"SELECT DISTINCT d.owner FROM {_FILE} f JOIN {_DRAFT} d ON d.id = f.draft "
            "WHERE f.file = %s AND d.id <> %s",
            [file, besides],
        )
        return frozenset(str(each) for (each,) in rows)

    def erase(self, draft_id: str) -> None:
        """See the port."""
        tables = ((_LINE, "draft"), (_FILE, "draft"), (_VERSION, "draft"), (_DRAFT, "id"))
        with self.session.writing():
            sql = (f"DELETE FROM {table} WHERE {column} = %s" for table, column in tables)
            self.session.send([Statement(each, [draft_id]) for each in sql])
        self.session.empty_log()

    def versions(self, owner: str) -> Sequence[tuple[str, bytes]]:
        """See the port."""
        rows = self.session.query(
            f"SELECT v.draft, v.document FROM {_VERSION} v JOIN {_DRAFT} d ON d.id = v.draft "
            "WHERE d.owner = %s ORDER BY v.draft, v.version",
            [owner],
        )
        return tuple((str(draft), bytes(document)) for draft, document in rows)

    def untouched_since(self, instant: datetime, limit: int) -> Sequence[Draft]:
        """See the port."""
        rows = self.session.query(
            f"{_SELECT}WHERE d.changed_at <= %s ORDER BY d.changed_at, d.id LIMIT %s",
            [self.session.dialect.instant(instant), limit],
        )
        return tuple(self._draft(each) for each in rows)

    def add_line(self, owner: str, line: BasketLine) -> BasketLine:
        """See the port."""
        return self._keep_line(owner, line, f"{_LINE}.quantity + EXCLUDED.quantity")

    def put_line(self, owner: str, line: BasketLine) -> None:
        """See the port."""
        self._keep_line(owner, line, "EXCLUDED.quantity")

    def _keep_line(self, owner: str, line: BasketLine, quantity: str) -> BasketLine:
        with self.session.writing():
            rows = self.session.query(
                f"INSERT INTO {_LINE} (owner, line, draft, hash, quantity) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT (owner, line) DO UPDATE SET draft = EXCLUDED.draft, hash = EXCLUDED.hash, "
                f"quantity = {quantity} RETURNING quantity",
                [owner, line.line, line.draft, line.hash, line.quantity],
            )
        return replace(line, quantity=int(rows[0][0]))

    def drop_line(self, owner: str, line: str) -> None:
        """See the port."""
        with self.session.writing():
            self.session.query(
                f"DELETE FROM {_LINE} WHERE owner = %s AND line = %s RETURNING 1", [owner, line]
            )

    def lines(self, owner: str) -> Sequence[BasketLine]:
        """See the port."""
        rows = self.session.query(
            f"SELECT line, draft, hash, quantity FROM {_LINE} WHERE owner = %s ORDER BY recorded_at, line",
            [owner],
        )
        return tuple(BasketLine(*each) for each in rows)

    def derived(self, source: str, how: str) -> str | None:
        """See the port."""
        rows = self.session.query(
            f"SELECT file FROM {_DERIVED} WHERE source = %s AND how = %s", [source, how]
        )
        return str(rows[0][0]) if rows else None

    def keep_derived(self, source: str, how: str, file: str) -> None:
        """See the port."""
        with self.session.writing():
            self.session.query(
                f"INSERT INTO {_DERIVED} (source, how, file) VALUES (%s, %s, %s) "
                "ON CONFLICT (source, how) DO UPDATE SET file = EXCLUDED.file RETURNING 1",
                [source, how, file],
            )

    def derived_from(self, source: str) -> frozenset[str]:
        """See the port."""
        rows = self.session.query(f"SELECT file FROM {_DERIVED} WHERE source = %s", [source])
        return frozenset(str(each) for (each,) in rows)

    def forget_derived(self, source: str) -> None:
        """See the port."""
        with self.session.writing():
            self.session.query(f"DELETE FROM {_DERIVED} WHERE source = %s RETURNING 1", [source])

    def _draft(self, row: Row) -> Draft:
        draft_id, owner, product, title, version, sha256, document, changed_at = row
        return Draft(draft_id, owner, product, title, version, sha256, bytes(document), instant(changed_at))
