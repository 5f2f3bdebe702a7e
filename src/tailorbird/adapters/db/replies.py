"""Answers to writes that belong to no case: `tailorbird.app.ports.replies.Replies`."""

from __future__ import annotations

from dataclasses import dataclass

from tailorbird.adapters.db.sql import rows
from tailorbird.adapters.db.sql.session import Session
from tailorbird.adapters.db.sql.statement import PREFIX, insert
from tailorbird.app.ports.storage import SavedReply


@dataclass(frozen=True, slots=True)
class DatabaseReplies:
    """Answers by actor and key."""

    session: Session

    def saved(self, actor: str, key: str) -> SavedReply | None:
        """See the port."""
        found = self.session.query(
            f"SELECT {rows.columns(rows.REPLY)} FROM {PREFIX}house_reply WHERE actor = %s AND key = %s",
            [actor, key],
        )
        return rows.reply(found[0]) if found else None

    def save(self, actor: str, key: str, reply: SavedReply) -> SavedReply:
        """See the port."""
        row = (actor, key, reply.request_hash, reply.reply)
        with self.session.writing():
            self.session.send(
                list(insert("house_reply", ("actor", "key", *rows.REPLY), [row], " ON CONFLICT DO NOTHING"))
            )
            return self.saved(actor, key) or reply
