"""Staff of parties: members, whose key is whose, and what they did."""

import django.db.models.deletion
from django.db import migrations, models

import tailorbird.adapters.db.models.columns


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0006_found_and_numbered")]
    operations = [
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("email", models.TextField()),
                ("role", models.TextField()),
                ("stores", models.JSONField()),
                ("state", models.TextField()),
                ("invited_by", models.TextField()),
                ("invitation_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("invitation_expires_at", models.DateTimeField(null=True)),
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
            options={"db_table": "tailorbird_staff"},
        ),
        migrations.AddField(
            model_name="apikey",
            name="staff",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tailorbird.staff",
            ),
        ),
        migrations.CreateModel(
            name="StaffAct",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("staff", models.TextField()),
                ("method", models.TextField()),
                ("path", models.TextField()),
                ("key", models.TextField()),
                ("status", models.IntegerField()),
                ("at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_staff_act",
                "indexes": [models.Index(fields=["party", "at", "id"], name="staff_act_of_party")],
            },
        ),
    ]
