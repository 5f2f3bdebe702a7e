"""A case, its facts and decisions, who takes part, what is private, and answers to repeated commands."""

from __future__ import annotations

from django.db import models

from tailorbird.adapters.db.models.columns import case_column, is_currency, recorded_at

_HASH = 64


class Case(models.Model):
    """The header. Counts are of what is stored; stage and turn are derived from the facts."""

    id = models.TextField(primary_key=True, db_column="case_id")
    kind = models.TextField()
    title = models.TextField()
    zone = models.TextField()
    currency = models.TextField()
    participants = models.JSONField()
    pins = models.JSONField()
    opened_at = models.DateTimeField()
    stage = models.TextField()
    turn = models.TextField()
    next_due = models.DateTimeField(null=True)
    head_hash = models.CharField(max_length=_HASH)
    facts = models.IntegerField()
    decisions = models.IntegerField()
    entries = models.IntegerField()
    notices = models.IntegerField()
    recorded_at = recorded_at()

    class Meta:
        indexes = [models.Index("opened_at", "id", name="case_opened")]
        constraints = [models.CheckConstraint(condition=is_currency("currency"), name="case_currency")]


class Participant(models.Model):
    """A party of a case, with its roles; one row a party, so that its cases are found by an index."""

    pk = models.CompositePrimaryKey("case_id", "party")
    case = case_column()
    party = models.TextField()
    roles = models.TextField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("party", "opened_at", "case", name="participant_cases")]


class Fact(models.Model):
    """What happened. Only ever added."""

    pk = models.CompositePrimaryKey("case_id", "seq")
    case = case_column()
    seq = models.IntegerField()
    name = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    party = models.TextField()
    data = models.BinaryField()
    hash = models.CharField(max_length=_HASH)
    recorded_at = recorded_at()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(seq__gt=0), name="fact_seq")]


class Decision(models.Model):
    """An answer with its reasons. Only ever added."""

    pk = models.CompositePrimaryKey("case_id", "no")
    case = case_column()
    no = models.IntegerField()
    question = models.TextField()
    verdict = models.TextField()
    clauses = models.JSONField()
    at = models.DateTimeField()
    by = models.TextField()
    data = models.BinaryField()
    hash = models.CharField(max_length=_HASH)
    recorded_at = recorded_at()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(no__gt=0), name="decision_no")]


class CaseLabel(models.Model):
    """What a case concerns, and is found by; with the case's instant, so that one index gives the order."""

    pk = models.CompositePrimaryKey("case_id", "kind", "value")
    case = case_column()
    kind = models.TextField()
    value = models.TextField()
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "tailorbird_case_label"
        indexes = [models.Index("kind", "value", "opened_at", "case", name="label_cases")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(kind="") & ~models.Q(value=""), name="label_says")
        ]


class PrivateContent(models.Model):
    """Private text. It can be emptied, once; the salted digest stays."""

    pk = models.CompositePrimaryKey("case_id", "id")
    case = case_column()
    id = models.TextField()
    owner = models.TextField()
    kind = models.TextField()
    text = models.TextField()
    digest = models.CharField(max_length=_HASH)
    salt = models.TextField()
    erased_at = models.DateTimeField(null=True)
    recorded_at = recorded_at()

    class Meta:
        db_table = "tailorbird_private_content"
        indexes = [models.Index("owner", "case", name="private_owner")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(text=""), name="private_erased"
            )
        ]


class Idempotency(models.Model):
    """The answer to a command, under the key that its sender gave."""

    pk = models.CompositePrimaryKey("case_id", "actor", "key")
    case = case_column()
    actor = models.TextField()
    key = models.TextField()
    request_hash = models.CharField(max_length=_HASH)
    reply = models.BinaryField()
    recorded_at = recorded_at()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="idempotency_key")]
