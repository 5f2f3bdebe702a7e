"""Deadlines: which clause, which instant, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tailorbird.adapters.db.models.columns import case_column, recorded_at


class Deadline(models.Model):
    """A deadline of a case. The open ones have an index of their own, by which what is due is found."""

    pk = models.CompositePrimaryKey("case_id", "key")
    case = case_column()
    key = models.TextField()
    clause = models.TextField()
    terms_hash = models.TextField()
    calendar = models.TextField()
    until = models.DateTimeField()
    passes_at = models.DateTimeField()
    last = models.TextField()
    turn = models.TextField()
    outcome = models.TextField()
    provisional = models.SmallIntegerField()
    state = models.TextField()
    fired_at = models.DateTimeField(null=True)
    recorded_at = recorded_at()

    class Meta:
        indexes = [
            models.Index("passes_at", "case", "key", name="deadline_open", condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=("open", "fired", "moot")), name="deadline_state"),
            models.CheckConstraint(condition=Q(last__in=("inside", "outside")), name="deadline_last"),
            models.CheckConstraint(
                condition=Q(state="fired", fired_at__isnull=False)
                | (~Q(state="fired") & Q(fired_at__isnull=True)),
                name="deadline_fired",
            ),
        ]
