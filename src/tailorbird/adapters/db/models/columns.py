"""Columns and checks that many tables have."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Length, Right, Upper
from django.db.models.lookups import Exact


def case_column() -> models.ForeignKey[Any, Any]:
    """The case that the row belongs to. The primary key begins with it, so it needs no index."""
    return models.ForeignKey("tailorbird.Case", models.DO_NOTHING, db_index=False, related_name="+")


class Stamp(models.Func):
    """This instant by the database's clock. SQLite knows milliseconds, and is made to write six places."""

    template = "STATEMENT_TIMESTAMP()"
    output_field = models.DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """As text that sorts with the instants that the storage writes."""
        template = "STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f000', 'NOW')"
        return self.as_sql(compiler, connection, template=template, **context)


def recorded_at() -> models.DateTimeField[Any, Any]:
    """When the row was written, as the database's clock says; in UTC."""
    return models.DateTimeField(db_default=Stamp())


def is_currency(column: str) -> models.Q:
    """Three capital letters."""
    return models.Q(Exact(Length(column), 3), Exact(Upper(column), models.F(column)))


def ends_with_currency(account: str, currency: str) -> models.Q:
    """The account's id ends with the currency: `wallet:PARTY:CNY`."""
    tail: Combinable = Concat(models.Value(":"), models.F(currency))
    return models.Q(Exact(Right(account, 4), tail))
