"""Where an S3-compatible store is and with which key, by environment. The secret is in no message and log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX: Final = re.compile(r"(?:[A-Za-z0-9._-]+/)*")
_STYLES: Final = ("path", "virtual")


@dataclass(frozen=True, slots=True)
class S3Settings:
    """One bucket, and the folder in it (`prefix`, with its slash at the end, or empty)."""

    endpoint: str
    bucket: str
    region: str
    key_id: str
    secret: str = field(repr=False)
    prefix: str = ""
    addressing: str = "path"
    """`path` (`host/bucket`) or `virtual` (`bucket.host`)."""

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> S3Settings | None:
        """The settings; none where no bucket is named. Raises `ValueError` that names what is wrong."""
        told = {name: env.get("TAILORBIRD_S3_" + name, "").strip() for name in _NAMES}
        if not told["BUCKET"]:
            return None
        for name in ("ENDPOINT", "KEY_ID", "SECRET"):
            if not told[name]:
                raise ValueError(
                    f"TAILORBIRD_S3_{name} is missing. TAILORBIRD_S3_BUCKET is set, so files go to S3; "
                    "set this too, or unset the bucket to keep files in a folder."
                )
        if not _BUCKET.fullmatch(told["BUCKET"]):
            raise ValueError(
                f"TAILORBIRD_S3_BUCKET is {told['BUCKET']!r}; write a bucket's name such as files."
            )
        if not _is_endpoint(told["ENDPOINT"]):
            raise ValueError(
                f"TAILORBIRD_S3_ENDPOINT is {told['ENDPOINT']!r}; write an address such as "
                "https://s3.eu-central-1.example.com, without a path, name or password."
            )
        prefix = told["PREFIX"].strip("/") + "/" if told["PREFIX"].strip("/") else ""
        if not _PREFIX.fullmatch(prefix) or ".." in prefix:
            raise ValueError(
                f"TAILORBIRD_S3_PREFIX is {told['PREFIX']!r}; write a folder such as shop/files."
            )
        addressing = told["ADDRESSING"] or "path"
        if addressing not in _STYLES:
            raise ValueError(
                f"TAILORBIRD_S3_ADDRESSING is {addressing!r}; write one of {', '.join(_STYLES)}."
            )
        region = told["REGION"] or "us-east-1"
        return cls(
            told["ENDPOINT"].rstrip("/"),
            told["BUCKET"],
            region,
            told["KEY_ID"],
            told["SECRET"],
            prefix,
            addressing,
        )

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts that are ever asked."""
        host = urlsplit(self.endpoint).netloc
        return frozenset((host, f"{self.bucket}.{host}"))


_NAMES: Final = ("ENDPOINT", "BUCKET", "REGION", "KEY_ID", "SECRET", "PREFIX", "ADDRESSING")


def _is_endpoint(address: str) -> bool:
    try:
        parts = urlsplit(address)
        reached = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    return bool(parts.scheme in ("http", "https") and reached and plain)
