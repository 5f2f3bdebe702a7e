"""Answers to writes that belong to no case: `tailorbird.app.ports.replies.Replies`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final

from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX
from tailorbird.app.ports.replies import Reserved, UnderWay
from tailorbird.app.ports.storage import ConcurrentChange, SavedReply

_TABLE: Final = f"{PREFIX}house_reply"
_HOLDER_BYTES: Final = 12
_FREE: Final = "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f000', 'NOW', %s || ' seconds')"
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class DatabaseReplies:
    """Answers by actor and key, and keys that are taken."""

    session: Session

    def reserve(
        self, actor: str, key: str, request_hash: str, period: timedelta
    ) -> Reserved | UnderWay | SavedReply:
        """See the port."""
        for _ in range(_TRIES):
            mine = Reserved(actor, key, request_hash, secrets.token_urlsafe(_HOLDER_BYTES))
            with self.session.writing():
                if self._take(mine, period):
                    return mine
                if found := self._row(actor, key):
                    return _told(found)
            # It was given back between the two statements.
        raise ConcurrentChange(f"The key {key!r} changes hands too often; repeat the request.")

    def save(self, reserved: Reserved, reply: bytes) -> SavedReply:
        """See the port."""
        mine = SavedReply(reserved.request_hash, reply)
        with self.session.writing():
            self.session.query(
                f"INSERT INTO {_TABLE} (actor, key, request_hash, reply, holder) VALUES (%s, %s, %s, %s, '') "
                "ON CONFLICT (actor, key) DO UPDATE SET request_hash = EXCLUDED.request_hash, "
                "reply = EXCLUDED.reply, holder = '', reserved_until = NULL "
                f"WHERE {_TABLE}.reply IS NULL RETURNING 1",
                [reserved.actor, reserved.key, mine.request_hash, mine.reply],
            )
            stays = self._row(reserved.actor, reserved.key)
        return SavedReply(stays[0], bytes(stays[1])) if stays and stays[1] is not None else mine

    def give_back(self, reserved: Reserved) -> None:
        """See the port."""
        with self.session.writing():
            self.session.query(
                f"DELETE FROM {_TABLE} WHERE actor = %s AND key = %s AND reply IS NULL AND holder = %s "
                "RETURNING 1",
                [reserved.actor, reserved.key, reserved.holder],
            )

    def _take(self, mine: Reserved, period: timedelta) -> int:
        """1 where the key was free, or its reservation is over."""
        until = "STATEMENT_TIMESTAMP() + %s * INTERVAL '1 second'" if self.session.is_postgres else _FREE
        return len(
            self.session.query(
                f"INSERT INTO {_TABLE} (actor, key, request_hash, holder, reserved_until) "
                f"VALUES (%s, %s, %s, %s, {until}) ON CONFLICT (actor, key) DO UPDATE SET "
                "request_hash = EXCLUDED.request_hash, holder = EXCLUDED.holder, "
                "reserved_until = EXCLUDED.reserved_until "
                f"WHERE {_TABLE}.reply IS NULL AND {_TABLE}.reserved_until <= {self.session.dialect.now} "
                "RETURNING 1",
                [mine.actor, mine.key, mine.request_hash, mine.holder, period.total_seconds()],
            )
        )

    def _row(self, actor: str, key: str) -> Row | None:
        left = (
            "EXTRACT(EPOCH FROM reserved_until - STATEMENT_TIMESTAMP())"
            if self.session.is_postgres
            else "(JULIANDAY(reserved_until) - JULIANDAY('NOW')) * 86400"
        )
        found = self.session.query(
            f"SELECT request_hash, reply, {left} FROM {_TABLE} WHERE actor = %s AND key = %s", [actor, key]
        )
        return found[0] if found else None


def _told(row: Row) -> UnderWay | SavedReply:
    request_hash, reply, seconds = row
    if reply is not None:
        return SavedReply(request_hash, bytes(reply))
    return UnderWay(request_hash, max(1, ceil(seconds)))
