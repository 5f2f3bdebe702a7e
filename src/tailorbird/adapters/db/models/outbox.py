"""What is to be sent, and the deliveries of events to webhook endpoints."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tailorbird.adapters.db.models.columns import case_column, recorded_at

_STATES = Q(state__in=("pending", "delivered", "failed"))


class Outbox(models.Model):
    """A message. `next_attempt_at` is empty once it waits for nothing, or for its deliveries only."""

    pk = models.CompositePrimaryKey("case_id", "no")
    case = case_column()
    no = models.IntegerField()
    kind = models.TextField()
    to_party = models.TextField()
    payload = models.BinaryField()
    about = models.IntegerField()
    legal = models.SmallIntegerField()
    state = models.TextField()
    attempts = models.IntegerField()
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        indexes = [
            models.Index("next_attempt_at", name="outbox_due", condition=Q(next_attempt_at__isnull=False)),
            models.Index("recorded_at", "case", "no", name="outbox_recorded"),
        ]
        constraints = [models.CheckConstraint(condition=_STATES, name="outbox_state")]


class Delivery(models.Model):
    """An event on its way to one endpoint, so that one that fails is not felt by the others."""

    pk = models.CompositePrimaryKey("case_id", "no", "endpoint")
    case = case_column()
    no = models.IntegerField()
    endpoint = models.TextField()
    state = models.TextField()
    attempts = models.IntegerField()
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        indexes = [
            models.Index("next_attempt_at", name="delivery_due", condition=Q(next_attempt_at__isnull=False))
        ]
        constraints = [models.CheckConstraint(condition=_STATES, name="delivery_state")]
