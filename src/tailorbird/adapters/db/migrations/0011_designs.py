"""Drafts of customizations, the files that they name, what was made of these, and baskets."""

from typing import Any, Final

from django.db import migrations, models

from tailorbird.adapters.db.migrations._guards_postgres import DROP_PATTERN_INDEXES
from tailorbird.adapters.db.models.columns import Stamp

_STAMPED: Final = ("recorded_at", models.DateTimeField(db_default=Stamp()))
_HASH: Final = 64


def _drop_pattern_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP_PATTERN_INDEXES, params=None)


def _nothing(apps: Any, schema_editor: Any) -> None:
    """The tables go with their indexes."""


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0010_pictures")]
    operations = [
        migrations.CreateModel(
            name="DesignDraft",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("owner", models.TextField()),
                ("product", models.TextField()),
                ("title", models.TextField()),
                ("version", models.IntegerField()),
                ("hash", models.CharField(max_length=_HASH)),
                ("changed_at", models.DateTimeField()),
                _STAMPED,
            ],
            options={
                "db_table": "tailorbird_design_draft",
                "indexes": [
                    models.Index(fields=["owner", "changed_at", "id"], name="design_draft_of_owner"),
                    models.Index(fields=["changed_at", "id"], name="design_draft_untouched"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="design_draft_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DesignVersion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "draft", "version", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("draft", models.TextField()),
                ("version", models.IntegerField()),
                ("hash", models.CharField(max_length=_HASH)),
                ("line", models.CharField(max_length=_HASH)),
                ("document", models.BinaryField()),
                _STAMPED,
            ],
            options={
                "db_table": "tailorbird_design_version",
                "indexes": [
                    models.Index(fields=["hash"], name="design_version_hash"),
                    models.Index(fields=["line"], name="design_version_line"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DesignFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "draft", "file", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("draft", models.TextField()),
                ("file", models.CharField(max_length=_HASH)),
                _STAMPED,
            ],
            options={
                "db_table": "tailorbird_design_file",
                "indexes": [models.Index(fields=["file"], name="design_file_of")],
            },
        ),
        migrations.CreateModel(
            name="DerivedFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "source", "how", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(max_length=_HASH)),
                ("how", models.TextField()),
                ("file", models.CharField(max_length=_HASH)),
                _STAMPED,
            ],
            options={"db_table": "tailorbird_derived_file"},
        ),
        migrations.CreateModel(
            name="BasketLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner", "line", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("owner", models.TextField()),
                ("line", models.CharField(max_length=_HASH)),
                ("draft", models.TextField()),
                ("hash", models.CharField(max_length=_HASH)),
                ("quantity", models.IntegerField()),
                _STAMPED,
            ],
            options={
                "db_table": "tailorbird_basket_line",
                "indexes": [models.Index(fields=["draft"], name="basket_line_of_draft")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="basket_line_quantity"
                    )
                ],
            },
        ),
        migrations.RunPython(_drop_pattern_indexes, _nothing),
    ]
