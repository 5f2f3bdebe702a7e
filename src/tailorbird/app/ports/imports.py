"""Jobs that read a catalogue from a file, and how far each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    """Nothing was kept: the file cannot be read, or a row is wrong and all or nothing was asked."""
    CANCELLED = "cancelled"
    """Ended by its owner; what was kept until then stays."""


class Keeping(StrEnum):
    """What becomes of the good rows where others are wrong."""

    GOOD_ROWS = "good_rows"
    ALL_OR_NOTHING = "all_or_nothing"


@dataclass(frozen=True, slots=True)
class RowReport:
    """Something about one row of the file: `line` as the file counts them, the column, what, and what to do.

    `line` 0 is the file as a whole. `severity` is `error` or `warning`.
    """

    line: int
    field: str
    code: str
    says: str
    says_zh: str
    next_step: str
    next_step_zh: str
    severity: str = "error"
    product: str = ""


@dataclass(frozen=True, slots=True)
class ImportJob:
    """A file on its way into the catalogue. Counts are of products; `done` of `total` are through.

    `file` is the SHA-256 of the stored bytes.
    """

    id: str
    owner: str
    name: str
    file: str
    keeping: Keeping
    created_at: datetime
    state: JobState = JobState.WAITING
    total: int = 0
    done: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    report: tuple[RowReport, ...] = ()


class Imports(Protocol):
    """The keeping of jobs."""

    def add(self, job: ImportJob) -> ImportJob:
        """Keep a new job; one of that id that is there already is given back as it stands."""
        ...

    def job(self, job_id: str, owner: str) -> ImportJob | None: ...

    def of_owner(self, owner: str, limit: int) -> Sequence[ImportJob]:
        """The newest first."""
        ...

    def waiting(self, limit: int) -> Sequence[ImportJob]:
        """Jobs that are not over, the oldest first."""
        ...

    def go_on(self, job: ImportJob, after: int) -> ImportJob:
        """Keep how far the job is, if it was `after` products far and is not over; what stands then."""
        ...

    def cancel(self, job_id: str, owner: str) -> ImportJob | None:
        """End the job unless it is over; what stands then."""
        ...
