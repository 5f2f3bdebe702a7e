"""Entries, holds, and the stored balances of wallets and deposits."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tailorbird.adapters.db.models.columns import case_column, ends_with_currency, is_currency, recorded_at


class Entry(models.Model):
    """One amount from a debit to a credit account. Only ever added."""

    pk = models.CompositePrimaryKey("case_id", "no")
    case = case_column()
    no = models.IntegerField()
    at = models.DateTimeField()
    debit = models.TextField()
    credit = models.TextField()
    currency = models.TextField()
    amount_minor = models.BigIntegerField()
    head = models.TextField()
    cause = models.TextField()
    clause = models.TextField()
    recorded_at = recorded_at()

    class Meta:
        indexes = [
            models.Index("debit", "at", "case", "no", name="entry_debit"),
            models.Index("credit", "at", "case", "no", name="entry_credit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(no__gt=0), name="entry_no"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="entry_amount"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="entry_two_accounts"),
            models.CheckConstraint(condition=is_currency("currency"), name="entry_currency"),
            models.CheckConstraint(
                condition=ends_with_currency("debit", "currency") & ends_with_currency("credit", "currency"),
                name="entry_one_currency",
            ),
        ]


class Hold(models.Model):
    """Money set aside for a case. Resolved once.

    `placed_at_fact` (how many facts the case had then) and `placed_nth` (which of the batch it was) keep
    the order in which holds were placed.
    """

    pk = models.CompositePrimaryKey("case_id", "key")
    case = case_column()
    key = models.TextField()
    account = models.TextField()
    amount_minor = models.BigIntegerField()
    head = models.TextField()
    payee = models.TextField()
    cause = models.TextField()
    expires_at = models.DateTimeField(null=True)
    state = models.TextField()
    posted_minor = models.BigIntegerField()
    placed_at_fact = models.IntegerField()
    placed_nth = models.IntegerField()
    recorded_at = recorded_at()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="hold_amount"),
            models.CheckConstraint(
                condition=Q(state="posted", posted_minor__gt=0, posted_minor__lte=F("amount_minor"))
                | Q(state__in=("open", "voided", "expired"), posted_minor=0),
                name="hold_posted",
            ),
        ]


class Account(models.Model):
    """The running balance of a wallet or a deposit. Other kinds have none: everybody would touch them."""

    id = models.TextField(primary_key=True)
    currency = models.TextField()
    balance_minor = models.BigIntegerField()
    held_minor = models.BigIntegerField()
    freezes = models.IntegerField()
    recorded_at = recorded_at()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(balance_minor__gte=0), name="account_balance"),
            models.CheckConstraint(condition=Q(held_minor__gte=0), name="account_held"),
            models.CheckConstraint(condition=Q(balance_minor__gte=F("held_minor")), name="account_free"),
            models.CheckConstraint(condition=Q(freezes__gte=0), name="account_freezes"),
            models.CheckConstraint(
                condition=is_currency("currency") & ends_with_currency("id", "currency"),
                name="account_currency",
            ),
        ]
