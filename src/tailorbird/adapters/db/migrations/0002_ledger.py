"""Entries, holds and stored balances."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import tailorbird.adapters.db.models.columns


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0001_cases")]
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "no", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("no", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("debit", models.TextField()),
                ("credit", models.TextField()),
                ("currency", models.TextField()),
                ("amount_minor", models.BigIntegerField()),
                ("head", models.TextField()),
                ("cause", models.TextField()),
                ("clause", models.TextField()),
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
                        models.F("debit"),
                        models.F("at"),
                        models.F("case"),
                        models.F("no"),
                        name="entry_debit",
                    ),
                    models.Index(
                        models.F("credit"),
                        models.F("at"),
                        models.F("case"),
                        models.F("no"),
                        name="entry_credit",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("no__gt", 0)), name="entry_no"),
                    models.CheckConstraint(condition=models.Q(("amount_minor__gt", 0)), name="entry_amount"),
                    models.CheckConstraint(
                        condition=models.Q(("debit", models.F("credit")), _negated=True),
                        name="entry_two_accounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("currency"), 3
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Upper("currency"), models.F("currency")
                            ),
                        ),
                        name="entry_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Right("debit", 4),
                                django.db.models.functions.text.Concat(
                                    models.Value(":"), models.F("currency")
                                ),
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Right("credit", 4),
                                django.db.models.functions.text.Concat(
                                    models.Value(":"), models.F("currency")
                                ),
                            ),
                        ),
                        name="entry_one_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.TextField()),
                ("account", models.TextField()),
                ("amount_minor", models.BigIntegerField()),
                ("head", models.TextField()),
                ("payee", models.TextField()),
                ("cause", models.TextField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("state", models.TextField()),
                ("posted_minor", models.BigIntegerField()),
                ("placed_at_fact", models.IntegerField()),
                ("placed_nth", models.IntegerField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
                ("resolved_at", models.DateTimeField(null=True)),
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
                    models.CheckConstraint(condition=models.Q(("amount_minor__gt", 0)), name="hold_amount"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("posted_minor__gt", 0),
                                ("posted_minor__lte", models.F("amount_minor")),
                                ("state", "posted"),
                            ),
                            models.Q(("posted_minor", 0), ("state__in", ("open", "voided", "expired"))),
                            _connector="OR",
                        ),
                        name="hold_posted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("currency", models.TextField()),
                ("balance_minor", models.BigIntegerField()),
                ("held_minor", models.BigIntegerField()),
                ("freezes", models.IntegerField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("balance_minor__gte", 0)), name="account_balance"
                    ),
                    models.CheckConstraint(condition=models.Q(("held_minor__gte", 0)), name="account_held"),
                    models.CheckConstraint(
                        condition=models.Q(("balance_minor__gte", models.F("held_minor"))),
                        name="account_free",
                    ),
                    models.CheckConstraint(condition=models.Q(("freezes__gte", 0)), name="account_freezes"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("currency"), 3
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Upper("currency"), models.F("currency")
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Right("id", 4),
                                django.db.models.functions.text.Concat(
                                    models.Value(":"), models.F("currency")
                                ),
                            ),
                        ),
                        name="account_currency",
                    ),
                ],
            },
        ),
    ]
