"""`tailorbird.app.ports.pictures.PictureIndex` in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tailorbird.adapters.db.picture_memory import Counts, PictureMemory
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, insert, marks
from tailorbird.app.ports.pictures import Alike, Indexed
from tailorbird.app.ports.vision import Impression

if TYPE_CHECKING:
    from tailorbird.adapters.db.picture_block import Block, Kept

MOST_IMPRESSIONS: Final = 64
"""Of one picture."""
_COLUMNS: Final = (
    "scope", "subject", "file", "nth_window", "added_as", "network", "colours", "hash",
)  # fmt: skip
_READ: Final = "id, scope, subject, file, nth_window, network, colours, hash, added_as"
_NETWORK, _COLOURS, _ADDED_AS = 5, 6, 8
# Rows of a block; a read is never larger.
_ROWS: Final = 8_192


@dataclass(frozen=True, slots=True)
class DatabasePictures:
    """The impressions in a table. They are searched in this process's memory, which asks the database before
    each answer what was added and what was forgotten."""

    session: Session
    memory: PictureMemory = field(default_factory=PictureMemory)

    def add(self, indexed: Indexed, impressions: Sequence[Impression]) -> None:
        """See the port. Raises ValueError for none, or too many."""
        if not 0 < len(impressions) <= MOST_IMPRESSIONS:
            raise ValueError(f"A picture has 1 to {MOST_IMPRESSIONS} impressions, not {len(impressions)}.")
        from tailorbird.adapters.db.picture_block import packed, signed  # noqa: PLC0415 - numpy

        key = (indexed.scope, indexed.subject, indexed.file)
        vectors = [(packed(each.network), packed(each.colours), signed(each.hash)) for each in impressions]
        with self.session.writing():
            # Whoever adds to the scope waits here, so counts become visible in their order.
            ((added_as,),) = self.session.query(
                f"INSERT INTO {PREFIX}picture_scope AS s (scope, added, forgotten) VALUES (%s, 1, 0) "
                "ON CONFLICT (scope) DO UPDATE SET added = s.added + 1 RETURNING added",
                [indexed.scope],
            )
            if self.session.query(
                f"SELECT 1 FROM {PREFIX}picture_impression WHERE scope = %s AND subject = %s AND file = %s "
                "LIMIT 1",
                key,
            ):
                return
            rows = [(*key, nth, added_as, *vector) for nth, vector in enumerate(vectors)]
            self.session.send(list(insert("picture_impression", _COLUMNS, rows)))

    def nearest(self, scope: str, impressions: Sequence[Impression], limit: int) -> Sequence[Alike]:
        """See the port."""
        from tailorbird.adapters.db.picture_block import Query, best_of  # noqa: PLC0415 - numpy

        now = self._counts(scope)
        if now is None or not impressions or limit < 1:
            return ()
        query = Query.of(impressions)
        found: list[Alike] = []
        for block in self._blocks(scope, now):
            if block.fits(query):
                found = best_of([*found, *block.nearest(query, limit)], limit)
        return found

    def forget_file(self, file: str) -> None:
        """See the port."""
        self._forget("file = %s", [file])

    def forget_subject(self, scope: str, subject: str) -> None:
        """See the port."""
        self._forget("scope = %s AND subject = %s", [scope, subject])

    def forget(self, indexed: Indexed) -> None:
        """See the port."""
        which = [indexed.scope, indexed.subject, indexed.file]
        self._forget("scope = %s AND subject = %s AND file = %s", which)

    def subjects(self, scope: str) -> frozenset[str]:
        """See the port."""
        found = self.session.query(
            f"SELECT DISTINCT subject FROM {PREFIX}picture_impression WHERE scope = %s", [scope]
        )
        return frozenset(subject for (subject,) in found)

    def files(self, scope: str, subject: str) -> frozenset[str]:
        """See the port."""
        found = self.session.query(
            f"SELECT DISTINCT file FROM {PREFIX}picture_impression WHERE scope = %s AND subject = %s",
            [scope, subject],
        )
        return frozenset(file for (file,) in found)

    def _forget(self, which: str, parameters: Sequence[str]) -> None:
        with self.session.writing():
            gone = self.session.query(
                f"DELETE FROM {PREFIX}picture_impression WHERE {which} RETURNING scope", parameters
            )
            scopes = sorted({scope for (scope,) in gone})
            if not scopes:
                return
            self.session.query(
                f"SELECT scope FROM {PREFIX}picture_scope WHERE scope IN ({marks(len(scopes))}) "
                f"ORDER BY scope{self.session.dialect.lock}",
                scopes,
            )
            self.session.query(
                f"UPDATE {PREFIX}picture_scope SET forgotten = forgotten + 1 "
                f"WHERE scope IN ({marks(len(scopes))}) RETURNING scope",
                scopes,
            )
        self.session.empty_log()
        for scope in set(scopes).intersection(self.memory.scopes()):
            now = self._counts(scope)
            if now is not None:
                for _ in self._blocks(scope, now):
                    break

    def _counts(self, scope: str) -> Counts | None:
        found = self.session.query(
            f"SELECT added, forgotten FROM {PREFIX}picture_scope WHERE scope = %s", [scope]
        )
        return Counts(*found[0]) if found else None

    def _blocks(self, scope: str, now: Counts) -> Iterator[Block]:
        return self.memory.blocks(
            scope, now, lambda: self._rows(scope), lambda after, until: self._read(scope, after, until)
        )

    def _rows(self, scope: str) -> frozenset[int]:
        found = self.session.query(f"SELECT id FROM {PREFIX}picture_impression WHERE scope = %s", [scope])
        return frozenset(row for (row,) in found)

    def _read(self, scope: str, after: int, until: int) -> Iterator[tuple[Block, int]]:
        """What was added after one count, up to another: in blocks of whole pictures of the same lengths."""
        from tailorbird.adapters.db.picture_block import Block  # noqa: PLC0415 - numpy

        while True:
            rows = self.session.query(
                f"SELECT {_READ} FROM {PREFIX}picture_impression "
                "WHERE scope = %s AND added_as > %s AND added_as <= %s "
                "ORDER BY added_as, nth_window LIMIT %s",
                [scope, after, until, _ROWS],
            )
            if not rows:
                return
            if len(rows) == _ROWS:
                # The last picture may go on behind the limit.
                rows = [row for row in rows if row[_ADDED_AS] < rows[-1][_ADDED_AS]]
            for _, some in groupby(rows, key=lambda row: (len(row[_NETWORK]), len(row[_COLOURS]))):
                run = list(some)
                yield Block.of(_kept(row) for row in run), run[-1][_ADDED_AS]
            after = rows[-1][_ADDED_AS]


def _kept(row: Row) -> Kept:
    from tailorbird.adapters.db.picture_block import Kept  # noqa: PLC0415 - numpy

    number, scope, subject, file, nth, network, colours, hashed, _ = row
    return Kept(number, Indexed(scope, subject, file), nth, bytes(network), bytes(colours), hashed)
