"""Secrets that must be read again, such as a webhook's, encrypted with a key of the installation."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"tailorbird webhook secrets"
_KEY_BYTES = 32


class UnreadableSecret(Exception):
    """A stored secret that none of the installation's keys opens."""

    def __init__(self) -> None:
        super().__init__(
            "A stored secret cannot be decrypted. Set TAILORBIRD_SECRET_KEY, or TAILORBIRD_OLD_SECRET_KEYS, "
            "to the key under which it was saved, or save the endpoint anew."
        )


def seal(secret: str) -> str:
    """The secret encrypted under the present key."""
    return _box().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The secret again; earlier keys are tried too. Raises `UnreadableSecret`."""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken as problem:
        raise UnreadableSecret from problem


def _box() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(secret_key: str | bytes) -> Fernet:
    material = secret_key.encode() if isinstance(secret_key, str) else secret_key
    derived = HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(material)
    return Fernet(base64.urlsafe_b64encode(derived))
