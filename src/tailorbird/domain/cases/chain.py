"""The hash chain over a case's facts: exact stored bytes, ids included, each hash over the one before."""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import Any

from tailorbird.domain import codec
from tailorbird.domain.cases.fact import Recorded

GENESIS = "0" * 64
"""What stands before the first fact."""


def stored_bytes(case_id: str, recorded: Recorded[Any]) -> bytes:
    """The canonical bytes of a fact in its case: what is written, hashed and exported."""
    envelope = {
        "at": recorded.at.astimezone(UTC),
        "body": recorded.fact,
        "by": recorded.by,
        "case": case_id,
        "cause": recorded.cause,
        "fact": recorded.name,
        "party": recorded.party,
        "seq": recorded.seq,
    }
    if recorded.staff:
        envelope["staff"] = recorded.staff
    return codec.canonical(envelope)


def link(previous: str, data: bytes) -> str:
    """The hash of a fact: SHA-256 over the previous hash (hex, ASCII) and the stored bytes."""
    return hashlib.sha256(previous.encode("ascii") + data).hexdigest()
