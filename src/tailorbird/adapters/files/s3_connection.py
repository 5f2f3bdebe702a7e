"""The client of the S3-compatible store: bounded in time, and going nowhere but to its endpoint."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

import boto3  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import HTTPClientError  # type: ignore[import-untyped]

from tailorbird.adapters.files.s3_settings import S3Settings

_CONNECT_SECONDS: Final = 3
_READ_SECONDS: Final = 20
_ATTEMPTS: Final = 3
_CONNECTIONS: Final = 20


class AnotherHost(HTTPClientError):  # type: ignore[misc]
    """A request that would go to another host than the configured endpoint, such as after a redirect."""

    fmt = "The storage points to another host, {host}; only the configured endpoint is asked."


def connect(settings: S3Settings) -> Any:
    """A client that may be shared by threads."""
    client = boto3.session.Session().client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=settings.key_id,
        aws_secret_access_key=settings.secret,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": settings.addressing},
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"total_max_attempts": _ATTEMPTS, "mode": "standard"},
            max_pool_connections=_CONNECTIONS,
            # Other makers' servers do not all know the newer checksums; the hash is checked on reading.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )

    def stay(request: Any, **_: Any) -> None:
        host = urlsplit(request.url).netloc
        if host not in settings.hosts:
            raise AnotherHost(host=host, error="another host")

    def follow_nobody(context: Any, **_: Any) -> None:
        # The library would look for the bucket's region elsewhere, and without end where that redirects too.
        context.get("s3_redirect", {})["redirected"] = True

    client.meta.events.register_last("before-call.s3", follow_nobody)
    client.meta.events.register_last("before-send.s3", stay)
    return client
