"""Counting what goes over the connection while something is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Traffic:
    """Statements, and round trips: several statements may travel together."""

    statements: int = 0
    trips: int = 0
    sent: list[str] = field(default_factory=list)

    def count(self, sql: str) -> None:
        """One trip with its statements, which the session puts on lines of their own."""
        self.trips += 1
        self.statements += sql.rstrip(";\n ").count(";\n") + 1
        self.sent.append(sql)


@contextmanager
def traffic_of(house: Any) -> Iterator[Traffic]:
    """Everything that the house sends to its database in this thread, with one BEGIN and one COMMIT."""
    seen = Traffic(statements=2, trips=2)

    def note(
        execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        seen.count(sql)
        return execute(sql, parameters, many, context)

    with house.engine.storage.session.connection.execute_wrapper(note):
        yield seen
