"""API keys: `tbk_ID_SECRET`. The id finds the row; of the secret only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

PREFIX = "tbk"
_ID_BYTES = 8
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is handed out, once, and what is kept of it."""

    id: str
    text: str
    hash: str


def make_key() -> NewKey:
    """A key that nobody can guess: 256 bits."""
    key_id, secret = secrets.token_hex(_ID_BYTES), secrets.token_hex(_SECRET_BYTES)
    text = f"{PREFIX}_{key_id}_{secret}"
    return NewKey(key_id, text, hash_of(text))


def id_of(text: str) -> str | None:
    """The part by which the key is looked up; None for what is no key."""
    prefix, _, rest = text.partition("_")
    key_id, _, secret = rest.partition("_")
    return key_id if prefix == PREFIX and key_id and secret else None


def hash_of(text: str) -> str:
    """SHA-256: the key is random and long, so no slow hash is needed."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_same(text: str, kept_hash: str) -> bool:
    """Whether it is the key of that hash, in a time that tells nothing."""
    return hmac.compare_digest(hash_of(text), kept_hash)
