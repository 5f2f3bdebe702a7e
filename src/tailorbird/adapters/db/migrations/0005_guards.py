"""Triggers, in both engines: what is written stays written.

A later migration that rebuilds one of these tables on SQLite drops its triggers and must make them anew.
"""

from typing import Any

from django.db import migrations

from tailorbird.adapters.db.migrations import _guards_postgres, _guards_sqlite


def _make(apps: Any, schema_editor: Any) -> None:
    guards = _guards_postgres if schema_editor.connection.vendor == "postgresql" else _guards_sqlite
    for statement in guards.MAKE:
        schema_editor.execute(statement, params=None)


def _drop(apps: Any, schema_editor: Any) -> None:
    guards = _guards_postgres if schema_editor.connection.vendor == "postgresql" else _guards_sqlite
    for statement in guards.DROP:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0004_house")]
    operations = [migrations.RunPython(_make, _drop)]
