"""A case with its journal."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import tailorbird.adapters.db.models.columns


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.TextField(db_column="case_id", primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("zone", models.TextField()),
                ("currency", models.TextField()),
                ("participants", models.JSONField()),
                ("pins", models.JSONField()),
                ("opened_at", models.DateTimeField()),
                ("stage", models.TextField()),
                ("turn", models.TextField()),
                ("next_due", models.DateTimeField(null=True)),
                ("head_hash", models.CharField(max_length=64)),
                ("facts", models.IntegerField()),
                ("decisions", models.IntegerField()),
                ("entries", models.IntegerField()),
                ("notices", models.IntegerField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "indexes": [models.Index(models.F("opened_at"), models.F("id"), name="case_opened")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("currency"), 3
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Upper("currency"), models.F("currency")
                            ),
                        ),
                        name="case_currency",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "party", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("party", models.TextField()),
                ("roles", models.TextField()),
                ("opened_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("party"), models.F("opened_at"), models.F("case"), name="participant_cases"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seq", models.IntegerField()),
                ("name", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("party", models.TextField()),
                ("data", models.BinaryField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
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
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("seq__gt", 0)), name="fact_seq")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "no", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("no", models.IntegerField()),
                ("question", models.TextField()),
                ("verdict", models.TextField()),
                ("clauses", models.JSONField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("data", models.BinaryField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("no__gt", 0)), name="decision_no")
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateContent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.TextField()),
                ("owner", models.TextField()),
                ("kind", models.TextField()),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("salt", models.TextField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
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
            ],
            options={
                "db_table": "tailorbird_private_content",
                "indexes": [models.Index(models.F("owner"), models.F("case"), name="private_owner")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("erased_at__isnull", True), ("text", ""), _connector="OR"),
                        name="private_erased",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Idempotency",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "actor",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("actor", models.TextField()),
                ("key", models.TextField()),
                ("request_hash", models.CharField(max_length=64)),
                ("reply", models.BinaryField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="idempotency_key"
                    )
                ],
            },
        ),
    ]
