"""Drafts of customizations and baskets. All of it is private, and gone when it is erased."""

from __future__ import annotations

from django.db import models

from tailorbird.adapters.db.models.columns import recorded_at


class DesignDraft(models.Model):
    """A buyer's work on one product: which version is the last, and when it was made."""

    id = models.TextField(primary_key=True)
    owner = models.TextField()
    product = models.TextField()
    title = models.TextField()
    version = models.IntegerField()
    hash = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_design_draft"
        indexes = (
            models.Index(fields=("owner", "changed_at", "id"), name="design_draft_of_owner"),
            models.Index(fields=("changed_at", "id"), name="design_draft_untouched"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(version__gte=1), name="design_draft_version"),
        )


class DesignVersion(models.Model):
    """One document of a draft, as its canonical bytes."""

    pk = models.CompositePrimaryKey("draft", "version")
    draft = models.TextField()
    version = models.IntegerField()
    hash = models.CharField(max_length=64)
    line = models.CharField(max_length=64)
    document = models.BinaryField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_design_version"
        indexes = (
            models.Index(fields=("hash",), name="design_version_hash"),
            models.Index(fields=("line",), name="design_version_line"),
        )


class DesignFile(models.Model):
    """A file that some version of a draft names."""

    pk = models.CompositePrimaryKey("draft", "file")
    draft = models.TextField()
    file = models.CharField(max_length=64)
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_design_file"
        indexes = (models.Index(fields=("file",), name="design_file_of"),)


class DerivedFile(models.Model):
    """A file that was made of another, such as a picture without its background."""

    pk = models.CompositePrimaryKey("source", "how")
    source = models.CharField(max_length=64)
    how = models.TextField()
    file = models.CharField(max_length=64)
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_derived_file"


class BasketLine(models.Model):
    """One customization in a basket, and how many of it."""

    pk = models.CompositePrimaryKey("owner", "line")
    owner = models.TextField()
    line = models.CharField(max_length=64)
    draft = models.TextField()
    hash = models.CharField(max_length=64)
    quantity = models.IntegerField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_basket_line"
        indexes = (models.Index(fields=("draft",), name="basket_line_of_draft"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="basket_line_quantity"),
        )
