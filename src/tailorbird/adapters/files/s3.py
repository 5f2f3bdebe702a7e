"""Files on an S3-compatible store, named by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, final
from urllib.parse import quote, unquote

from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from tailorbird.adapters.files.intake.fonts import read_font
from tailorbird.adapters.files.intake.intake import Intake
from tailorbird.adapters.files.intake.limits import Limits
from tailorbird.adapters.files.names import is_name
from tailorbird.adapters.files.s3_connection import connect
from tailorbird.adapters.files.s3_settings import S3Settings
from tailorbird.adapters.files.sniff import type_as_kept
from tailorbird.app.ports.files import FilesUnavailable, FontFile, StoredFile

_LOG: Final = logging.getLogger(__name__)
_GONE: Final = ("404", "NoSuchKey", "NotFound")
_NO_VERSIONS: Final = ("NotImplemented", "MethodNotAllowed", "501", "405")


@final
class S3Files:
    """Files lie in `PREFIX/ab/cd/abcd…`; who handed one in is an empty object `abcd….by/PARTY` beside it, one
    a party, so that nobody's note overwrites another's."""

    def __init__(self, settings: S3Settings, limits: Limits | None = None, client: Any = None) -> None:
        self._settings = settings
        self._intake = Intake(limits or Limits())
        self._client = client if client is not None else connect(settings)

    def check(self) -> None:
        """Raises `FilesUnavailable` that says what is wrong with the bucket; for when a process starts."""
        where = f"{self._settings.bucket} at {self._settings.endpoint}"
        try:
            self._client.head_bucket(Bucket=self._settings.bucket)
        except ClientError as problem:
            if _code(problem) in ("403", "AccessDenied"):
                raise FilesUnavailable(
                    f"The key of TAILORBIRD_S3_KEY_ID may not use the bucket {where}. Give it leave to list, "
                    "read, write and delete there, or set another key."
                ) from problem
            if _code(problem) in (*_GONE, "NoSuchBucket"):
                raise FilesUnavailable(
                    f"There is no bucket {where}. Create it, or mend TAILORBIRD_S3_BUCKET."
                ) from problem
            raise FilesUnavailable(f"The bucket {where} cannot be used: {_code(problem)}.") from problem
        except BotoCoreError as problem:
            raise FilesUnavailable(
                f"The storage at {self._settings.endpoint} does not answer ({type(problem).__name__}). Start "
                "it, or mend TAILORBIRD_S3_ENDPOINT."
            ) from problem

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        """Keep the bytes as the intake admits them. `media_type` is what the sender claims."""
        admitted = self._intake.admit(data, media_type) if by else self._intake.own(data, media_type)
        digest = hashlib.sha256(admitted.data).hexdigest()
        with self._told("nothing was kept"):
            # Who handed it in is written first: no file of a party is ever without its owner.
            noted = bool(by) and self._head(self._note_key(digest, by)) is None
            if noted:
                self._write(self._note_key(digest, by), b"", "text/plain")
            try:
                if not self._is_whole(digest, len(admitted.data)):
                    self._write(self._key(digest), admitted.data, admitted.media_type)
            except (ClientError, BotoCoreError):
                if noted:
                    self._take_back(digest, by)
                raise
        return StoredFile(digest, len(admitted.data), admitted.media_type, admitted.removed)

    def read(self, sha256: str) -> bytes | None:
        """The bytes; none where there are none, or where they are no longer those of that name."""
        if not is_name(sha256):
            return None
        with self._told("nothing was read"):
            try:
                answer = self._client.get_object(Bucket=self._settings.bucket, Key=self._key(sha256))
                data: bytes = answer["Body"].read()
            except ClientError as problem:
                if _code(problem) in _GONE:
                    return None
                raise
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def about(self, sha256: str) -> StoredFile | None:
        """What is known of the file of that name, by its content."""
        data = self.read(sha256)
        media_type = type_as_kept(data) if data is not None else None
        if data is None or media_type is None:
            return None
        return StoredFile(sha256, len(data), media_type)

    def font(self, sha256: str) -> FontFile | None:
        """The font of that name."""
        data = self.read(sha256)
        return read_font(data) if data is not None else None

    def uploaders(self, sha256: str) -> frozenset[str]:
        """The parties that handed the bytes in."""
        if not is_name(sha256):
            return frozenset()
        start = self._note_key(sha256, "")
        with self._told("nothing was read"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._settings.bucket, Prefix=start
            )
            keys = [each["Key"] for page in pages for each in page.get("Contents", ())]
        return frozenset(unquote(each.removeprefix(start)) for each in keys)

    def erase(self, sha256: str) -> None:
        """Remove the bytes and who handed them in, with every earlier version of them."""
        if not is_name(sha256):
            return
        with self._told("erasing is not finished; repeating it completes it"):
            for key, version in self._everything_of(sha256):
                named = {"VersionId": version} if version else {}
                self._client.delete_object(Bucket=self._settings.bucket, Key=key, **named)

    def _everything_of(self, sha256: str) -> list[tuple[str, str]]:
        """Keys and versions of the bytes, then of the notes. The notes go last: they say whose it was."""
        try:
            pages = self._client.get_paginator("list_object_versions").paginate(
                Bucket=self._settings.bucket, Prefix=self._key(sha256)
            )
            found = [
                (each["Key"], each["VersionId"])
                for page in pages
                for kind in ("Versions", "DeleteMarkers")
                for each in page.get(kind, ())
            ]
        except ClientError as problem:
            if _code(problem) not in _NO_VERSIONS:
                raise
            found = [(self._note_key(sha256, by), "") for by in self.uploaders(sha256)]
            found.append((self._key(sha256), ""))
        return sorted(found, key=lambda each: each[0])

    def _is_whole(self, digest: str, size: int) -> bool:
        there = self._head(self._key(digest))
        return there is not None and there["ContentLength"] == size

    def _head(self, key: str) -> Any:
        try:
            return self._client.head_object(Bucket=self._settings.bucket, Key=key)
        except ClientError as problem:
            if _code(problem) in _GONE:
                return None
            raise

    def _write(self, key: str, data: bytes, media_type: str) -> None:
        """Written anew where others write it at once: the same key is always the same bytes."""
        self._client.put_object(Bucket=self._settings.bucket, Key=key, Body=data, ContentType=media_type)

    def _take_back(self, digest: str, by: str) -> None:
        """Nothing is kept, so nobody is on record, as far as the storage still answers."""
        try:
            if self._head(self._key(digest)) is None:
                self._client.delete_object(Bucket=self._settings.bucket, Key=self._note_key(digest, by))
        except (ClientError, BotoCoreError) as problem:
            _LOG.warning("A note without its file stays behind: %s", type(problem).__name__)

    def _key(self, digest: str) -> str:
        return f"{self._settings.prefix}{digest[:2]}/{digest[2:4]}/{digest}"

    def _note_key(self, digest: str, by: str) -> str:
        # Dots too: some servers take a key that ends in `..` for a way up.
        return f"{self._key(digest)}.by/{quote(by, safe='').replace('.', '%2E')}"

    @contextmanager
    def _told(self, outcome: str) -> Iterator[None]:
        try:
            yield
        except (ClientError, BotoCoreError) as problem:
            why = _code(problem) if isinstance(problem, ClientError) else type(problem).__name__
            _LOG.warning("The storage failed: %s", why)
            raise FilesUnavailable(
                f"The storage did not answer as it should ({why}); {outcome}. Try again."
            ) from problem


def _code(problem: ClientError) -> str:
    return str(problem.response.get("Error", {}).get("Code", ""))
