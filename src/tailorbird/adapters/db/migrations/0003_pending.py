"""Deadlines and messages."""

import django.db.models.deletion
from django.db import migrations, models

import tailorbird.adapters.db.models.columns


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0002_ledger")]
    operations = [
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.TextField()),
                ("clause", models.TextField()),
                ("terms_hash", models.TextField()),
                ("calendar", models.TextField()),
                ("until", models.DateTimeField()),
                ("passes_at", models.DateTimeField()),
                ("last", models.TextField()),
                ("turn", models.TextField()),
                ("outcome", models.TextField()),
                ("provisional", models.SmallIntegerField()),
                ("state", models.TextField()),
                ("fired_at", models.DateTimeField(null=True)),
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
                "indexes": [
                    models.Index(
                        models.F("passes_at"),
                        models.F("case"),
                        models.F("key"),
                        condition=models.Q(("state", "open")),
                        name="deadline_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("open", "fired", "moot"))), name="deadline_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last__in", ("inside", "outside"))), name="deadline_last"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fired_at__isnull", False), ("state", "fired")),
                            models.Q(models.Q(("state", "fired"), _negated=True), ("fired_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="deadline_fired",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "no", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("no", models.IntegerField()),
                ("kind", models.TextField()),
                ("to_party", models.TextField()),
                ("payload", models.BinaryField()),
                ("about", models.IntegerField()),
                ("legal", models.SmallIntegerField()),
                ("state", models.TextField()),
                ("attempts", models.IntegerField()),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("last_error", models.TextField()),
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
                "indexes": [
                    models.Index(
                        models.F("next_attempt_at"),
                        condition=models.Q(("next_attempt_at__isnull", False)),
                        name="outbox_due",
                    ),
                    models.Index(
                        models.F("recorded_at"), models.F("case"), models.F("no"), name="outbox_recorded"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("pending", "delivered", "failed"))),
                        name="outbox_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "no",
                        "endpoint",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("no", models.IntegerField()),
                ("endpoint", models.TextField()),
                ("state", models.TextField()),
                ("attempts", models.IntegerField()),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("last_error", models.TextField()),
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
                "indexes": [
                    models.Index(
                        models.F("next_attempt_at"),
                        condition=models.Q(("next_attempt_at__isnull", False)),
                        name="delivery_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("pending", "delivered", "failed"))),
                        name="delivery_state",
                    )
                ],
            },
        ),
    ]
