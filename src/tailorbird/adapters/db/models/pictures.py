"""The index of pictures. What is forgotten is deleted."""

from __future__ import annotations

from django.db import models


class PictureScope(models.Model):
    """How often something was added to a scope, and how often forgotten: by this each process knows what of
    its memory still holds. Both only grow."""

    scope = models.TextField(primary_key=True)
    added = models.BigIntegerField()
    forgotten = models.BigIntegerField()

    class Meta:
        db_table = "tailorbird_picture_scope"


class PictureImpression(models.Model):
    """One window of a picture as numbers. `nth_window` is 0 for the whole picture; `added_as` is the scope's
    count when the picture was added. The numbers are a byte each; the length of the vectors is 1."""

    id = models.BigAutoField(primary_key=True)
    scope = models.TextField()
    subject = models.TextField()
    file = models.CharField(max_length=64)
    nth_window = models.SmallIntegerField()
    added_as = models.BigIntegerField()
    network = models.BinaryField()
    colours = models.BinaryField()
    hash = models.BigIntegerField()

    class Meta:
        db_table = "tailorbird_picture_impression"
        constraints = (
            models.UniqueConstraint(
                fields=("scope", "subject", "file", "nth_window"), name="picture_window_once"
            ),
        )
        indexes = (
            models.Index(fields=("scope", "added_as"), name="picture_added"),
            models.Index(fields=("file",), name="picture_of_file"),
        )
