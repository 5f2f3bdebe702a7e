"""The outbox on SQLite and PostgreSQL: `tailorbird.app.ports.outbox.Outbox`.

A message is its own delivery until it is spread; the deliveries of an event to endpoints have a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tailorbird.adapters.db.sql import rows
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, insert
from tailorbird.app.ports.outbox import Delivery

_OUTBOX_KEY = ("case_id", "no")
_DELIVERY_KEY = ("case_id", "no", "endpoint")
# What became of an event, once none of its deliveries is pending.
_SETTLE = f"""
UPDATE {PREFIX}outbox AS t SET
    state = CASE WHEN EXISTS (
        SELECT 1 FROM {PREFIX}delivery d WHERE d.case_id = t.case_id AND d.no = t.no AND d.state = 'failed'
    ) THEN 'failed' ELSE 'delivered' END,
    delivered_at = (
        SELECT MAX(d.delivered_at) FROM {PREFIX}delivery d WHERE d.case_id = t.case_id AND d.no = t.no
    )
WHERE t.case_id = %s AND t.no = %s AND NOT EXISTS (
    SELECT 1 FROM {PREFIX}delivery d WHERE d.case_id = t.case_id AND d.no = t.no AND d.state = 'pending'
)
"""


@dataclass(frozen=True, slots=True)
class DatabaseOutbox:
    """The outbox as the worker sees it."""

    session: Session

    def claim(self, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """See the port. At most the half goes to endpoints, so that a slow one does not keep back notices."""
        terms = (now, now + lease)
        with self.session.writing():
            to_endpoints = self._take("delivery", _DELIVERY_KEY, (limit + 1) // 2, terms)
            messages = self._take("outbox", _OUTBOX_KEY, limit - len(to_endpoints), terms)
            found = [Delivery(row[0], rows.message(row[:7]), "", row[7]) for row in messages]
            found += self._with_messages(to_endpoints)
        return tuple(sorted(found, key=lambda each: (each.case_id, each.message.no, each.target)))

    def _take(
        self, table: str, key: Sequence[str], limit: int, terms: tuple[datetime, datetime]
    ) -> list[Row]:
        now, until = (self.session.dialect.instant(each) for each in terms)
        if limit < 1:
            return []
        names = ", ".join(f"due_{each}" for each in key)
        same = " AND ".join(f"t.{each} = due_{each}" for each in key)
        given = rows.columns(rows.MESSAGE) if table == "outbox" else rows.columns(tuple(key))
        return self.session.query(
            f"WITH due({names}) AS (SELECT {', '.join(key)} FROM {PREFIX}{table} d "
            "WHERE next_attempt_at <= %s ORDER BY next_attempt_at LIMIT %s"
            f"{self.session.dialect.lock_free.format(table='d')}) "
            f"UPDATE {PREFIX}{table} AS t SET attempts = attempts + 1, next_attempt_at = %s "
            f"FROM due WHERE {same} RETURNING {given}, attempts",
            [now, limit, until],
        )

    def _with_messages(self, taken: Sequence[Row]) -> list[Delivery]:
        if not taken:
            return []
        keys = sorted({row[:2] for row in taken})
        pairs = ", ".join(["(%s, %s)"] * len(keys))
        found = self.session.query(
            f"SELECT {rows.columns(rows.MESSAGE)} FROM {PREFIX}outbox "
            f"WHERE (case_id, no) IN (VALUES {pairs})",
            [item for key in keys for item in key],
        )
        messages = {row[:2]: rows.message(row) for row in found}
        return [Delivery(row[0], messages[row[:2]], row[2], row[3]) for row in taken]

    def spread(self, event: Delivery, endpoints: Sequence[str], now: datetime) -> None:
        """See the port."""
        key = [event.case_id, event.message.no]
        instant = self.session.dialect.instant(now)
        columns = (*_DELIVERY_KEY, "state", "attempts", "next_attempt_at", "last_error")
        made = [(*key, endpoint, "pending", 0, instant, "") for endpoint in sorted(set(endpoints))]
        state, at = ("pending", None) if made else ("delivered", instant)
        with self.session.writing():
            self._lock(event)
            self.session.query(
                f"UPDATE {PREFIX}outbox SET next_attempt_at = NULL, state = %s, delivered_at = %s "
                "WHERE case_id = %s AND no = %s AND state = 'pending' AND next_attempt_at IS NOT NULL",
                [state, at, *key],
            )
            self.session.send(list(insert("delivery", columns, made, " ON CONFLICT DO NOTHING")))

    def delivered(self, delivery: Delivery, at: datetime) -> None:
        """See the port."""
        self._settle(delivery, "delivered", at, "")

    def give_up(self, delivery: Delivery, at: datetime, error: str) -> None:
        """See the port."""
        self._settle(delivery, "failed", None, error)

    def retry(self, delivery: Delivery, at: datetime, error: str) -> None:
        """See the port."""
        table, where, key = _place(delivery)
        with self.session.writing():
            self.session.query(
                f"UPDATE {PREFIX}{table} SET next_attempt_at = %s, last_error = %s WHERE {where}",
                [self.session.dialect.instant(at), error, *key],
            )

    def _settle(self, delivery: Delivery, state: str, at: datetime | None, error: str) -> None:
        table, where, key = _place(delivery)
        with self.session.writing():
            self._lock(delivery)
            self.session.query(
                f"UPDATE {PREFIX}{table} SET state = %s, delivered_at = %s, next_attempt_at = NULL, "
                f"last_error = %s WHERE {where}",
                [state, self.session.dialect.instant(at), error, *key],
            )
            if delivery.target:
                self.session.query(_SETTLE, [delivery.case_id, delivery.message.no])

    def _lock(self, delivery: Delivery) -> None:
        # Two workers that settle the last two deliveries of an event must see each other.
        self.session.query(
            f"SELECT 1 FROM {PREFIX}outbox WHERE case_id = %s AND no = %s{self.session.dialect.lock}",
            [delivery.case_id, delivery.message.no],
        )


def _place(delivery: Delivery) -> tuple[str, str, list[object]]:
    """Table, condition and key of a delivery, while it is pending under the same attempt."""
    key: list[object] = [delivery.case_id, delivery.message.no]
    same = "case_id = %s AND no = %s"
    if delivery.target:
        key.append(delivery.target)
        same += " AND endpoint = %s"
    pending = " AND state = 'pending' AND attempts = %s AND next_attempt_at IS NOT NULL"
    table = "delivery" if delivery.target else "outbox"
    return table, same + pending, [*key, delivery.attempts]
