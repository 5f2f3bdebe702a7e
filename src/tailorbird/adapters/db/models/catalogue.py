"""The catalogue: products and their revisions, and what they are found by."""

from __future__ import annotations

from typing import Any

from django.db import models

from tailorbird.adapters.db.models.columns import recorded_at

_HASH = 64


class CatalogueProduct(models.Model):
    """A product. The columns from `shown_hash` on are of the document that is found: the public one while
    it is public, else the latest. `mark` are 40 bits of the id's hash, `change` the catalogue's count at the
    last change, `unlooked` 1 while the pictures are to be looked at."""

    id = models.TextField(primary_key=True)
    owner = models.TextField()
    seen_by = models.TextField()
    visibility = models.TextField()
    listing = models.TextField()
    revision = models.IntegerField()
    hash = models.CharField(max_length=_HASH)
    public_hash = models.CharField(max_length=_HASH)
    changed_at = models.DateTimeField()
    change = models.BigIntegerField()
    mark = models.BigIntegerField()
    unlooked = models.SmallIntegerField()
    shown_hash = models.CharField(max_length=_HASH)
    title = models.TextField()
    title_zh = models.TextField()
    category = models.TextField()
    channel = models.TextField()
    goods_classes = models.TextField()
    to_order = models.SmallIntegerField()
    from_stock = models.SmallIntegerField()
    customizable = models.SmallIntegerField()
    video = models.SmallIntegerField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_catalogue_product"
        indexes = (
            # Partial, so that no plan begins with every public product where a few are named.
            models.Index(
                fields=("changed_at", "id"),
                name="catalogue_newest",
                condition=models.Q(visibility="public"),
            ),
            models.Index(fields=("owner", "changed_at", "id"), name="catalogue_of_owner"),
            models.Index(fields=("category",), name="catalogue_category"),
            models.Index(fields=("seen_by",), name="catalogue_seen_by", condition=~models.Q(seen_by="")),
            models.Index(fields=("change",), name="catalogue_change"),
            models.Index(fields=("mark",), name="catalogue_mark"),
            models.Index(fields=("change",), name="catalogue_unlooked", condition=models.Q(unlooked=1)),
        )


def _product() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(CatalogueProduct, models.DO_NOTHING, db_index=False, related_name="+")


class CatalogueRevision(models.Model):
    """A document of a product. Only ever added."""

    pk = models.CompositePrimaryKey("product_id", "revision")
    product = _product()
    revision = models.IntegerField()
    hash = models.CharField(max_length=_HASH)
    document = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_catalogue_revision"


class CataloguePrice(models.Model):
    """The lowest and highest price of a single piece in one currency."""

    pk = models.CompositePrimaryKey("product_id", "currency")
    product = _product()
    currency = models.CharField(max_length=3)
    low_minor = models.BigIntegerField()
    high_minor = models.BigIntegerField()

    class Meta:
        db_table = "tailorbird_catalogue_price"


class CataloguePosting(models.Model):
    """A word of a product, and the weight of the place where it stands."""

    pk = models.CompositePrimaryKey("word", "product_id")
    word = models.TextField()
    product = models.ForeignKey(CatalogueProduct, models.DO_NOTHING, related_name="+")
    weight = models.SmallIntegerField()

    class Meta:
        db_table = "tailorbird_catalogue_posting"


class CatalogueWord(models.Model):
    """A word of public products: how many have it, and how many of them in their titles. `form` is how a
    title writes it."""

    word = models.TextField(primary_key=True)
    form = models.TextField()
    products = models.IntegerField()
    titles = models.IntegerField()

    class Meta:
        db_table = "tailorbird_catalogue_word"


class CatalogueGram(models.Model):
    """Three neighbouring letters of a word of public products."""

    pk = models.CompositePrimaryKey("gram", "word")
    gram = models.TextField()
    word = models.TextField(db_index=True)

    class Meta:
        db_table = "tailorbird_catalogue_gram"


class CatalogueMeaning(models.Model):
    """What a document is about: 512 numbers of one byte, and their signs."""

    pk = models.CompositePrimaryKey("product_id", "hash", "language")
    product = _product()
    hash = models.CharField(max_length=_HASH)
    language = models.TextField()
    vector = models.BinaryField()
    signs = models.BinaryField()

    class Meta:
        db_table = "tailorbird_catalogue_meaning"


class CatalogueClock(models.Model):
    """One row: how often the catalogue was changed, and how many public products it has. Whoever changes it
    locks the row, so that changes are counted in the order in which they are seen."""

    id = models.IntegerField(primary_key=True)
    epoch = models.TextField()
    change = models.BigIntegerField()
    products = models.BigIntegerField()

    class Meta:
        db_table = "tailorbird_catalogue_clock"


class CatalogueImport(models.Model):
    """A job that reads products from a file."""

    id = models.TextField(primary_key=True)
    owner = models.TextField()
    name = models.TextField()
    file = models.CharField(max_length=_HASH)
    keeping = models.TextField()
    state = models.TextField()
    total = models.IntegerField()
    done = models.IntegerField()
    created = models.IntegerField()
    updated = models.IntegerField()
    unchanged = models.IntegerField()
    refused = models.IntegerField()
    report = models.TextField()
    created_at = models.DateTimeField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_catalogue_import"
        indexes = (
            models.Index(fields=("owner", "created_at", "id"), name="catalogue_imports_of"),
            models.Index(
                fields=("created_at", "id"),
                name="catalogue_imports_due",
                condition=models.Q(state__in=("waiting", "running")),
            ),
        )
