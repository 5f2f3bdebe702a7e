"""The catalogue, and what its products are found by. Documents are only ever added."""

from typing import Any, Final

import django.db.models.deletion
from django.db import migrations, models

import tailorbird.adapters.db.models.columns
from tailorbird.adapters.db.migrations._guards_postgres import DROP_PATTERN_INDEXES

_ADVICE: Final = "documents are only ever added: save another revision"
_TABLE: Final = "tailorbird_catalogue_revision"
_MAKE: Final = {
    "postgresql": (
        "CREATE TRIGGER catalogue_revision_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE "
        f"ON {_TABLE} FOR EACH STATEMENT EXECUTE FUNCTION tailorbird_refuse_change('{_ADVICE}')",
        DROP_PATTERN_INDEXES,
    ),
    "sqlite": tuple(
        f"CREATE TRIGGER catalogue_revision_refuses_{event.lower()} BEFORE {event} ON {_TABLE} "
        f"FOR EACH ROW BEGIN SELECT RAISE(ABORT, '{event} of {_TABLE} is refused; {_ADVICE}'); END"
        for event in ("UPDATE", "DELETE")
    ),
}
_DROP: Final = {
    "postgresql": (f"DROP TRIGGER catalogue_revision_refuses_change ON {_TABLE}",),
    "sqlite": tuple(f"DROP TRIGGER catalogue_revision_refuses_{event}" for event in ("update", "delete")),
}


def _guard(apps: Any, schema_editor: Any) -> None:
    for statement in _MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def _unguard(apps: Any, schema_editor: Any) -> None:
    for statement in _DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0008_staff_guards")]
    operations = [
        migrations.CreateModel(
            name="CatalogueClock",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("epoch", models.TextField()),
                ("change", models.BigIntegerField()),
                ("products", models.BigIntegerField()),
            ],
            options={
                "db_table": "tailorbird_catalogue_clock",
            },
        ),
        migrations.CreateModel(
            name="CatalogueGram",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "gram", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gram", models.TextField()),
                ("word", models.TextField(db_index=True)),
            ],
            options={
                "db_table": "tailorbird_catalogue_gram",
            },
        ),
        migrations.CreateModel(
            name="CatalogueWord",
            fields=[
                ("word", models.TextField(primary_key=True, serialize=False)),
                ("form", models.TextField()),
                ("products", models.IntegerField()),
                ("titles", models.IntegerField()),
            ],
            options={
                "db_table": "tailorbird_catalogue_word",
            },
        ),
        migrations.CreateModel(
            name="CatalogueImport",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("owner", models.TextField()),
                ("name", models.TextField()),
                ("file", models.CharField(max_length=64)),
                ("keeping", models.TextField()),
                ("state", models.TextField()),
                ("total", models.IntegerField()),
                ("done", models.IntegerField()),
                ("created", models.IntegerField()),
                ("updated", models.IntegerField()),
                ("unchanged", models.IntegerField()),
                ("refused", models.IntegerField()),
                ("report", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_catalogue_import",
                "indexes": [
                    models.Index(fields=["owner", "created_at", "id"], name="catalogue_imports_of"),
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "running"))),
                        fields=["created_at", "id"],
                        name="catalogue_imports_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueProduct",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("owner", models.TextField()),
                ("seen_by", models.TextField()),
                ("visibility", models.TextField()),
                ("listing", models.TextField()),
                ("revision", models.IntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("public_hash", models.CharField(max_length=64)),
                ("changed_at", models.DateTimeField()),
                ("change", models.BigIntegerField()),
                ("mark", models.BigIntegerField()),
                ("unlooked", models.SmallIntegerField()),
                ("shown_hash", models.CharField(max_length=64)),
                ("title", models.TextField()),
                ("title_zh", models.TextField()),
                ("category", models.TextField()),
                ("channel", models.TextField()),
                ("goods_classes", models.TextField()),
                ("to_order", models.SmallIntegerField()),
                ("from_stock", models.SmallIntegerField()),
                ("customizable", models.SmallIntegerField()),
                ("video", models.SmallIntegerField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
            ],
            options={
                "db_table": "tailorbird_catalogue_product",
                "indexes": [
                    models.Index(
                        condition=models.Q(("visibility", "public")),
                        fields=["changed_at", "id"],
                        name="catalogue_newest",
                    ),
                    models.Index(fields=["owner", "changed_at", "id"], name="catalogue_of_owner"),
                    models.Index(fields=["category"], name="catalogue_category"),
                    models.Index(
                        condition=models.Q(("seen_by", ""), _negated=True),
                        fields=["seen_by"],
                        name="catalogue_seen_by",
                    ),
                    models.Index(fields=["change"], name="catalogue_change"),
                    models.Index(fields=["mark"], name="catalogue_mark"),
                    models.Index(
                        condition=models.Q(("unlooked", 1)), fields=["change"], name="catalogue_unlooked"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CataloguePrice",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "product_id",
                        "currency",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("low_minor", models.BigIntegerField()),
                ("high_minor", models.BigIntegerField()),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.catalogueproduct",
                    ),
                ),
            ],
            options={
                "db_table": "tailorbird_catalogue_price",
            },
        ),
        migrations.CreateModel(
            name="CataloguePosting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "word", "product_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.TextField()),
                ("weight", models.SmallIntegerField()),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.catalogueproduct",
                    ),
                ),
            ],
            options={
                "db_table": "tailorbird_catalogue_posting",
            },
        ),
        migrations.CreateModel(
            name="CatalogueMeaning",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "product_id",
                        "hash",
                        "language",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
                ("language", models.TextField()),
                ("vector", models.BinaryField()),
                ("signs", models.BinaryField()),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.catalogueproduct",
                    ),
                ),
            ],
            options={
                "db_table": "tailorbird_catalogue_meaning",
            },
        ),
        migrations.CreateModel(
            name="CatalogueRevision",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "product_id",
                        "revision",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("revision", models.IntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("document", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=tailorbird.adapters.db.models.columns.Stamp()),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tailorbird.catalogueproduct",
                    ),
                ),
            ],
            options={
                "db_table": "tailorbird_catalogue_revision",
            },
        ),
        migrations.RunPython(_guard, _unguard),
    ]
