"""`tailorbird.app.ports.imports.Imports` in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tailorbird.adapters.db.sql.rows import instant
from tailorbird.adapters.db.sql.session import Row, Session
from tailorbird.adapters.db.sql.statement import PREFIX, Statement, insert
from tailorbird.app.ports.imports import ImportJob, JobState, Keeping, RowReport
from tailorbird.domain import codec

_COLUMNS: Final = (
    "id", "owner", "name", "file", "keeping", "created_at", "state", "total", "done", "created", "updated",
    "unchanged", "refused", "report",
)  # fmt: skip
_MOVING: Final = ("state", "total", "done", "created", "updated", "unchanged", "refused", "report")
_OPEN: Final = "state IN ('waiting', 'running')"


@dataclass(frozen=True, slots=True)
class DatabaseImports:
    """See the port."""

    session: Session

    def add(self, job: ImportJob) -> ImportJob:
        """See the port."""
        row = _row(job)
        values = [self.session.dialect.instant(job.created_at) if n == "created_at" else row[n] for n in row]
        self.session.send(list(insert("catalogue_import", tuple(row), [values], " ON CONFLICT DO NOTHING")))
        return self.job(job.id, job.owner) or job

    def job(self, job_id: str, owner: str) -> ImportJob | None:
        """See the port."""
        found = self._jobs("id = %s AND owner = %s", job_id, owner)
        return found[0] if found else None

    def of_owner(self, owner: str, limit: int) -> Sequence[ImportJob]:
        """See the port."""
        return self._jobs("owner = %s ORDER BY created_at DESC, id DESC LIMIT %s", owner, limit)

    def waiting(self, limit: int) -> Sequence[ImportJob]:
        """See the port."""
        return self._jobs(f"{_OPEN} ORDER BY created_at, id LIMIT %s", limit)

    def go_on(self, job: ImportJob, after: int) -> ImportJob:
        """See the port."""
        row = _row(job)
        columns = ", ".join(f"{name} = %s" for name in _MOVING)
        sql = f"UPDATE {PREFIX}catalogue_import SET {columns} WHERE id = %s AND done = %s AND {_OPEN}"
        self.session.send([Statement(sql, [*(row[name] for name in _MOVING), job.id, after])])
        return self.job(job.id, job.owner) or job

    def cancel(self, job_id: str, owner: str) -> ImportJob | None:
        """See the port."""
        sql = f"UPDATE {PREFIX}catalogue_import SET state = %s WHERE id = %s AND owner = %s AND {_OPEN}"
        self.session.send([Statement(sql, [JobState.CANCELLED.value, job_id, owner])])
        return self.job(job_id, owner)

    def _jobs(self, where: str, *parameters: object) -> list[ImportJob]:
        columns = ", ".join(f'"{each}"' for each in _COLUMNS)
        found = self.session.query(
            f"SELECT {columns} FROM {PREFIX}catalogue_import WHERE {where}", parameters
        )
        return [_job(row) for row in found]


def _row(job: ImportJob) -> dict[str, object]:
    plain = {name: getattr(job, name) for name in _COLUMNS}
    return plain | {
        "keeping": job.keeping.value,
        "state": job.state.value,
        "report": codec.canonical(job.report).decode(),
    }


def _job(row: Row) -> ImportJob:
    told = dict(zip(_COLUMNS, row, strict=True))
    return ImportJob(
        **told
        | {
            "keeping": Keeping(told["keeping"]),
            "state": JobState(told["state"]),
            "created_at": instant(told["created_at"]),
            "report": codec.read_json(tuple[RowReport, ...], told["report"].encode()),
        }
    )
