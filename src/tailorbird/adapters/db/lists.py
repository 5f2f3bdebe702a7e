"""Lists by cursor: each a SELECT that goes on after a key, by an index, without counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tailorbird.adapters.db.sql.session import Row, Session


@dataclass(slots=True)
class Listing:
    """A SELECT in the making. `order` are columns that together tell every row from every other."""

    select: str
    order: Sequence[str]
    direction: str = "ASC"
    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def where(self, condition: str, *parameters: object) -> None:
        """Ask for one thing more."""
        self.conditions.append(condition)
        self.parameters += parameters

    def after(self, key: Sequence[object]) -> None:
        """Go on after the row with this key."""
        sign = ">" if self.direction == "ASC" else "<"
        marks = ", ".join(["%s"] * len(key))
        self.where(f"({', '.join(self.order)}) {sign} ({marks})", *key)

    def fetch(self, session: Session, limit: int) -> list[Row]:
        """Up to `limit` rows and one more, which tells that the list goes on."""
        conditions = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        order = ", ".join(f"{each} {self.direction}" for each in self.order)
        return session.query(
            f"{self.select}{conditions} ORDER BY {order} LIMIT %s", [*self.parameters, limit + 1]
        )


def contains(text: str) -> str:
    """The LIKE pattern of what contains the text, for `ESCAPE '!'`."""
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"
