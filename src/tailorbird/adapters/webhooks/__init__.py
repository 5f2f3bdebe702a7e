"""Webhooks: events signed as Standard Webhooks says, to addresses that are checked and pinned."""
