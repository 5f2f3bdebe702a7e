"""Numbers without gaps: a series is locked when it is asked for, and goes on when the batch is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tailorbird.adapters.db.sql.statement import PREFIX, Dialect, Statement, Update, insert, update
from tailorbird.app.ports.storage import Changes

_GO_ON = Update(
    "number_series",
    columns=("series", "last"),
    changed="last = v.last",
    where="t.series = v.series AND t.last < v.last",
)


def lock(series: str, dialect: Dialect) -> Iterator[Statement]:
    """Make the series where there is none, and lock it; the last statement gives its last number."""
    yield from insert("number_series", ("series", "last"), [(series, 0)], " ON CONFLICT DO NOTHING")
    yield Statement(f"SELECT last FROM {PREFIX}number_series WHERE series = %s{dialect.lock}", [series])


def statements(changes: Sequence[Changes]) -> Iterator[Statement]:
    """Each series goes on after the highest number that the batch gives, in order of name."""
    highest: dict[str, int] = {}
    for change in changes:
        for series, number in change.numbers.items():
            highest[series] = max(number, highest.get(series, 0))
    yield from update(_GO_ON, sorted(highest.items()))
