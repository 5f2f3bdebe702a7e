"""Staff of parties, and what they did."""

from __future__ import annotations

from django.db import models

from tailorbird.adapters.db.models.columns import recorded_at
from tailorbird.adapters.db.models.parties import Party


class Staff(models.Model):
    """A member of a party's staff. Of an open invitation the SHA-256 is kept only."""

    id = models.TextField(primary_key=True)
    party = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    name = models.TextField()
    email = models.TextField()
    role = models.TextField()
    stores = models.JSONField()
    state = models.TextField()
    invited_by = models.TextField()
    invitation_hash = models.CharField(max_length=64, null=True, unique=True)
    invitation_expires_at = models.DateTimeField(null=True)
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_staff"


class StaffAct(models.Model):
    """A write that a member asked for. Only ever added. The id is a hash of what it is."""

    id = models.CharField(primary_key=True, max_length=64)
    party = models.TextField()
    staff = models.TextField()
    method = models.TextField()
    path = models.TextField()
    key = models.TextField()
    status = models.IntegerField()
    at = models.DateTimeField()
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_staff_act"
        indexes = (models.Index(fields=("party", "at", "id"), name="staff_act_of_party"),)
