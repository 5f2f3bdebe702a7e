"""Parties, their keys and their webhook endpoints."""

from __future__ import annotations

from django.db import models

from tailorbird.adapters.db.models.columns import recorded_at


class Party(models.Model):
    """Somebody who takes part. `roles` is written `,buyer,promoter,`, so that one role can be looked for."""

    id = models.TextField(primary_key=True)
    name = models.TextField()
    roles = models.TextField()
    legal_name = models.TextField()
    registration = models.TextField()
    country = models.TextField()
    email = models.TextField()
    language = models.TextField()
    settings = models.JSONField()
    recorded_at = recorded_at()


class ApiKey(models.Model):
    """A key, as its SHA-256 only. The id is the part by which it is looked up."""

    id = models.TextField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    staff = models.ForeignKey("tailorbird.Staff", models.DO_NOTHING, related_name="+", null=True)
    hash = models.CharField(max_length=64)
    scopes = models.JSONField()
    label = models.TextField()
    last_used = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_api_key"


class WebhookEndpoint(models.Model):
    """Where a party wants events. The secret is encrypted."""

    id = models.TextField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    url = models.TextField()
    secret = models.TextField()
    state = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_webhook_endpoint"
