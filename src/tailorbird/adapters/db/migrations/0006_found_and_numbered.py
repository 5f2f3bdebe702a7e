"""Labels that cases are found by, numbers without gaps, and keys that are taken while a write goes on."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import tailorbird.adapters.db.models.columns
from tailorbird.adapters.db.migrations._guards_postgres import DROP_PATTERN_INDEXES


def _drop_pattern_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP_PATTERN_INDEXES, params=None)


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0005_guards")]
    operations = [
        migrations.CreateModel(
            name="CaseLabel",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "kind",
                        "value",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.case",
                    ),
                ),
                ("kind", models.TextField()),
                ("value", models.TextField()),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "tailorbird_case_label",
                "indexes": [
                    models.Index(
                        models.F("kind"),
                        models.F("value"),
                        models.F("opened_at"),
                        models.F("case"),
                        name="label_cases",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True), models.Q(("value", ""), _negated=True)
                        ),
                        name="label_says",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("series", models.TextField(primary_key=True, serialize=False)),
                ("last", models.BigIntegerField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_number_series",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("last__gte", 0)), name="series_last")
                ],
            },
        ),
        migrations.RunPython(_drop_pattern_indexes, migrations.RunPython.noop),
        migrations.AddField(
            model_name="housereply", name="reserved_until", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(model_name="housereply", name="holder", field=models.TextField(default="")),
        migrations.AlterField(model_name="housereply", name="reply", field=models.BinaryField(null=True)),
        migrations.AddConstraint(
            model_name="housereply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reply__isnull", False), ("reserved_until__isnull", True)),
                    models.Q(("reply__isnull", True), ("reserved_until__isnull", False)),
                    _connector="OR",
                ),
                name="reply_or_reserved",
            ),
        ),
    ]
