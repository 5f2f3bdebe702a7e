"""A clock that all processes of a tortured shop read, from a file that the torturer moves forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import final


@final
class SharedClock:
    """Stands still until it is moved. Only one process moves it; any number read it."""

    __slots__ = ("_file",)

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        """The instant at which the clock stands, in UTC."""
        return datetime.fromisoformat(self._file.read_text(encoding="ascii")).astimezone(UTC)

    def put(self, instant: datetime) -> None:
        """Set the clock; readers see the old instant or the new one, and nothing between."""
        new = self._file.with_suffix(".new")
        new.write_text(instant.astimezone(UTC).isoformat(), encoding="ascii")
        new.replace(self._file)

    def advance(self, by: timedelta) -> datetime:
        """Move on; the instant reached."""
        reached = self.now() + by
        self.put(reached)
        return reached
