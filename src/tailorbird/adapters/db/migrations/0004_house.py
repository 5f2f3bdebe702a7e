"""Parties and the house's own settings."""

import django.db.models.deletion
from django.db import migrations, models

import tailorbird.adapters.db.models.columns


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0003_pending")]
    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("roles", models.TextField()),
                ("legal_name", models.TextField()),
                ("registration", models.TextField()),
                ("country", models.TextField()),
                ("email", models.TextField()),
                ("language", models.TextField()),
                ("settings", models.JSONField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("hash", models.CharField(max_length=64)),
                ("scopes", models.JSONField()),
                ("label", models.TextField()),
                ("last_used", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.party",
                    ),
                ),
            ],
            options={
                "db_table": "tailorbird_api_key",
            },
        ),
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("url", models.TextField()),
                ("secret", models.TextField()),
                ("state", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.party",
                    ),
                ),
            ],
            options={
                "db_table": "tailorbird_webhook_endpoint",
            },
        ),
        migrations.CreateModel(
            name="PublishedTerms",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "package", "version", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("package", models.TextField()),
                ("version", models.TextField()),
                ("base", models.TextField()),
                ("values", models.JSONField()),
                ("hash", models.CharField(max_length=64)),
                ("by", models.TextField()),
                ("published_at", models.DateTimeField()),
                ("effective_at", models.DateTimeField()),
                ("scope", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_published_terms",
            },
        ),
        migrations.CreateModel(
            name="CalendarOverride",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place", "day", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.TextField()),
                ("day", models.DateField()),
                ("kind", models.TextField()),
                ("reason", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_calendar_override",
            },
        ),
        migrations.CreateModel(
            name="RateQuote",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("sold", models.TextField()),
                ("bought", models.TextField()),
                ("rate", models.TextField()),
                ("locked_until", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_rate_quote",
            },
        ),
        migrations.CreateModel(
            name="HouseReply",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "actor", "key", blank=True, editable=False, primary_key=True, serialize=False
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
            ],
            options={
                "db_table": "tailorbird_house_reply",
            },
        ),
    ]
