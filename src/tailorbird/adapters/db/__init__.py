"""Keeping everything in SQLite or PostgreSQL. `open_database` is the one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tailorbird.adapters.db.start import point

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database


def open_database(url: str, alias: str = "default") -> Database:
    """The database at `sqlite:///PATH` or `postgresql://…`; starts Django where it does not run yet.

    One process has one database, under the alias `default`; a bench may open more under other names.
    """
    point(alias, url)
    # Django reads this package when it starts, and the tables only after that.
    from tailorbird.adapters.db.database import Database  # noqa: PLC0415

    return Database.under(alias)
