"""One database with everything that is kept in it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from tailorbird.adapters.db.catalogue import DatabaseCatalogue
from tailorbird.adapters.db.designs import DatabaseDesigns
from tailorbird.adapters.db.outbox import DatabaseOutbox
from tailorbird.adapters.db.parties import DatabaseParties
from tailorbird.adapters.db.pictures import DatabasePictures
from tailorbird.adapters.db.records import DatabaseRecords
from tailorbird.adapters.db.replies import DatabaseReplies
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.staff import DatabaseStaff
from tailorbird.adapters.db.start import forget
from tailorbird.adapters.db.storage import DatabaseStorage

# Any number that nothing else in the database locks by.
_MIGRATION_LOCK = 7_411_986_253


@dataclass(frozen=True, slots=True)
class Database:
    """The adapters of one database. Connections are made when first used, one a thread."""

    alias: str
    storage: DatabaseStorage
    records: DatabaseRecords
    parties: DatabaseParties
    outbox: DatabaseOutbox
    replies: DatabaseReplies
    staff: DatabaseStaff
    catalogue: DatabaseCatalogue
    pictures: DatabasePictures
    designs: DatabaseDesigns

    @classmethod
    def under(cls, alias: str) -> Database:
        """The database that Django knows by the alias."""
        session = Session(alias)
        return cls(
            alias,
            DatabaseStorage(session),
            DatabaseRecords(session),
            DatabaseParties(session),
            DatabaseOutbox(session),
            DatabaseReplies(session),
            DatabaseStaff(session),
            DatabaseCatalogue(session),
            DatabasePictures(session),
            DatabaseDesigns(session),
        )

    def migrate(self) -> None:
        """Bring the tables up to date. Processes that start together wait for one another.

        On PostgreSQL connect directly for this, and not through a pgbouncer that pools transactions.
        """
        with self._alone():
            call_command("migrate", database=self.alias, interactive=False, verbosity=0)

    def close(self) -> None:
        """Close this thread's connection; the next use connects anew."""
        forget(self.alias)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        connection = connections[self.alias]
        if connection.vendor != "postgresql":
            with Path(f"{connection.settings_dict['NAME']}.migrating").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])
