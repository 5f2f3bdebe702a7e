"""The house's own: published terms, calendar overrides, locked exchange rates, answers to its writes."""

from __future__ import annotations

from django.db import models

from tailorbird.adapters.db.models.columns import recorded_at


class PublishedTerms(models.Model):
    """A version of a package that an operator or provider published. Sealed."""

    pk = models.CompositePrimaryKey("package", "version")
    package = models.TextField()
    version = models.TextField()
    base = models.TextField()
    values = models.JSONField()
    hash = models.CharField(max_length=64)
    by = models.TextField()
    published_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    scope = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_published_terms"


class CalendarOverride(models.Model):
    """An operator's word on one day of one place."""

    pk = models.CompositePrimaryKey("place", "day")
    place = models.TextField()
    day = models.DateField()
    kind = models.TextField()
    reason = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_calendar_override"


class RateQuote(models.Model):
    """A locked exchange rate, as exact decimal text."""

    id = models.TextField(primary_key=True)
    party = models.TextField()
    sold = models.TextField()
    bought = models.TextField()
    rate = models.TextField()
    locked_until = models.DateTimeField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_rate_quote"


class NumberSeries(models.Model):
    """A series of numbers without gaps, such as invoices of a year, and the last that was given."""

    series = models.TextField(primary_key=True)
    last = models.BigIntegerField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_number_series"
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=0), name="series_last")]


class HouseReply(models.Model):
    """The answer to a write that belongs to no case, under the key that its sender gave.

    While the write is under way there is no answer yet, and `reserved_until` says for how long the key
    is taken.
    """

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.TextField()
    key = models.TextField()
    request_hash = models.CharField(max_length=64)
    reply = models.BinaryField(null=True)
    reserved_until = models.DateTimeField(null=True)
    holder = models.TextField(default="")
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_house_reply"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reply__isnull=False, reserved_until__isnull=True)
                | models.Q(reply__isnull=True, reserved_until__isnull=False),
                name="reply_or_reserved",
            )
        ]
