"""What staff did stays on record."""

from typing import Any, Final

from django.db import migrations

from tailorbird.adapters.db.migrations._guards_postgres import DROP_PATTERN_INDEXES

_ADVICE: Final = "what staff did is only ever added"
_MAKE: Final = {
    "postgresql": (
        "CREATE TRIGGER staff_act_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON tailorbird_staff_act FOR EACH STATEMENT "
        f"EXECUTE FUNCTION tailorbird_refuse_change('{_ADVICE}')",
        DROP_PATTERN_INDEXES,
    ),
    "sqlite": tuple(
        f"CREATE TRIGGER staff_act_refuses_{event.lower()} BEFORE {event} ON tailorbird_staff_act "
        "FOR EACH ROW BEGIN "
        f"SELECT RAISE(ABORT, '{event} of tailorbird_staff_act is refused; {_ADVICE}'); END"
        for event in ("UPDATE", "DELETE")
    ),
}
_DROP: Final = {
    "postgresql": ("DROP TRIGGER staff_act_refuses_change ON tailorbird_staff_act",),
    "sqlite": tuple(f"DROP TRIGGER staff_act_refuses_{event}" for event in ("update", "delete")),
}


def _guard(apps: Any, schema_editor: Any) -> None:
    for statement in _MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def _unguard(apps: Any, schema_editor: Any) -> None:
    for statement in _DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0007_staff")]
    operations = [migrations.RunPython(_guard, _unguard)]
