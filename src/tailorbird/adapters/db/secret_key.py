"""The installation's secret key: from the environment, or from a file made on first use."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_BYTES = 48


def secret_key(given: str, environment: str, file: Path) -> str:
    """The key that was given; else, outside production, the one in the file (made with mode 0600)."""
    if given:
        return given
    if environment == "production":
        raise ImproperlyConfigured(
            "TAILORBIRD_SECRET_KEY is not set. In production give it a long random text and keep it: "
            "webhook secrets are encrypted with it."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept(file)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(made := secrets.token_urlsafe(_BYTES))
    return made


def _kept(file: Path) -> str:
    key = file.read_text(encoding="ascii").strip()
    if not key:
        raise ImproperlyConfigured(f"{file} is empty. Remove it, and a key is made anew.")
    return key
