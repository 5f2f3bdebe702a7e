"""The index of pictures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tailorbird", "0009_catalogue")]
    operations = [
        migrations.CreateModel(
            name="PictureScope",
            fields=[
                ("scope", models.TextField(primary_key=True, serialize=False)),
                ("added", models.BigIntegerField()),
                ("forgotten", models.BigIntegerField()),
            ],
            options={"db_table": "tailorbird_picture_scope"},
        ),
        migrations.CreateModel(
            name="PictureImpression",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("scope", models.TextField()),
                ("subject", models.TextField()),
                ("file", models.CharField(max_length=64)),
                ("nth_window", models.SmallIntegerField()),
                ("added_as", models.BigIntegerField()),
                ("network", models.BinaryField()),
                ("colours", models.BinaryField()),
                ("hash", models.BigIntegerField()),
            ],
            options={
                "db_table": "tailorbird_picture_impression",
                "indexes": [
                    models.Index(fields=["scope", "added_as"], name="picture_added"),
                    models.Index(fields=["file"], name="picture_of_file"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scope", "subject", "file", "nth_window"), name="picture_window_once"
                    )
                ],
            },
        ),
    ]
