"""The S3 store where things go wrong: servers that stop or point elsewhere, wrong settings, old versions."""

from __future__ import annotations

import logging
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError  # type: ignore[import-untyped]

from tailorbird import bootstrap
from tailorbird.adapters.clock import SystemClock
from tailorbird.adapters.files.s3 import S3Files
from tailorbird.adapters.files.s3_connection import connect
from tailorbird.adapters.files.s3_settings import S3Settings
from tailorbird.app.ports.files import FilesUnavailable
from tests import pictures
from tests.s3 import PLAIN, VERSIONED, running

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tests.s3 import S3Server

NOBODY = S3Settings("http://127.0.0.1:1", "files", "us-east-1", "key", "the-secret-4711")
ENVIRONMENT = {
    "TAILORBIRD_S3_ENDPOINT": "https://s3.example.com",
    "TAILORBIRD_S3_BUCKET": "files",
    "TAILORBIRD_S3_KEY_ID": "key",
    "TAILORBIRD_S3_SECRET": "the-secret-4711",
}


class Failing:
    """A client whose n-th writing call fails, and every later one where it stays down."""

    def __init__(self, client: Any, at: int, stays_down: bool) -> None:
        self._client, self._left, self._stays_down = client, at, stays_down

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._client, name)
        if name not in ("put_object", "delete_object"):
            return real

        def call(**told: Any) -> Any:
            self._left -= 1
            if self._left == 0 or (self._left < 0 and self._stays_down):
                raise EndpointConnectionError(endpoint_url="http://storage.example")
            return real(**told)

        return call


@pytest.fixture
def settings(s3_server: S3Server) -> S3Settings:
    return s3_server.folder_in(PLAIN)


@pytest.mark.parametrize("call", [1, 2])
def test_a_put_that_fails_half_way_keeps_neither_bytes_nor_note(settings: S3Settings, call: int) -> None:
    failing = S3Files(settings, client=Failing(connect(settings), call, stays_down=False))
    with pytest.raises(FilesUnavailable, match="nothing was kept"):
        failing.put(pictures.png(), "image/png", by="ada")
    found = connect(settings).list_objects_v2(Bucket=settings.bucket, Prefix=settings.prefix)
    assert found["KeyCount"] == 0
    assert failing.put(pictures.png(), "image/png", by="ada").size_bytes == len(pictures.png())


def test_where_the_store_stays_down_there_is_never_a_file_without_its_owner(settings: S3Settings) -> None:
    failing = S3Files(settings, client=Failing(connect(settings), 2, stays_down=True))
    with pytest.raises(FilesUnavailable):
        failing.put(pictures.png(), "image/png", by="ada")
    found = connect(settings).list_objects_v2(Bucket=settings.bucket, Prefix=settings.prefix)
    assert [each["Size"] for each in found["Contents"]] == [0]


def test_a_failure_of_one_takes_nothing_from_another_who_has_the_same_file(settings: S3Settings) -> None:
    files = S3Files(settings)
    stored = files.put(pictures.png(), "image/png", by="ada")
    failing = S3Files(settings, client=Failing(connect(settings), 1, stays_down=True))
    with pytest.raises(FilesUnavailable):
        failing.put(pictures.png(), "image/png", by="bo")
    assert files.uploaders(stored.sha256) == {"ada"}
    assert files.read(stored.sha256) == pictures.png()


def test_erasing_that_fails_half_way_is_completed_by_repeating(s3_server: S3Server) -> None:
    settings = s3_server.folder_in(VERSIONED)
    files = S3Files(settings)
    stored = files.put(pictures.png(), "image/png", by="ada")
    failing = S3Files(settings, client=Failing(connect(settings), 2, stays_down=False))
    with pytest.raises(FilesUnavailable, match="repeating it completes it"):
        failing.erase(stored.sha256)
    failing.erase(stored.sha256)
    assert (files.read(stored.sha256), files.uploaders(stored.sha256)) == (None, frozenset())


@pytest.mark.parametrize("bucket", [PLAIN, VERSIONED])
def test_after_erasing_no_version_and_no_byte_is_left(s3_server: S3Server, bucket: str) -> None:
    settings = s3_server.folder_in(bucket)
    files, marker = S3Files(settings), f"Zyxwvutsrq-{bucket}".encode()
    stored = files.put(pictures.png(marker), "image/png", by="ada")
    client = connect(settings)
    key = next(
        each["Key"]
        for each in client.list_objects_v2(Bucket=bucket, Prefix=settings.prefix)["Contents"]
        if each["Size"]
    )
    client.put_object(Bucket=bucket, Key=key, Body=pictures.png(marker))
    client.delete_object(Bucket=bucket, Key=key)
    assert s3_server.holds(marker)
    files.erase(stored.sha256)
    left = client.list_object_versions(Bucket=bucket, Prefix=settings.prefix)
    assert (left.get("Versions", []), left.get("DeleteMarkers", [])) == ([], [])
    assert s3_server.forgets(marker)


def test_a_file_that_was_changed_in_the_bucket_is_no_longer_given_out(settings: S3Settings) -> None:
    files, client = S3Files(settings), connect(settings)
    stored = files.put(b"as it was", "text/plain")
    key = client.list_objects_v2(Bucket=settings.bucket, Prefix=settings.prefix)["Contents"][0]["Key"]
    client.put_object(Bucket=settings.bucket, Key=key, Body=b"changed")
    assert (files.read(stored.sha256), files.about(stored.sha256)) == (None, None)


def test_a_half_written_object_is_made_whole_by_the_next_upload(settings: S3Settings) -> None:
    files, client = S3Files(settings), connect(settings)
    stored = files.put(b"as it was", "text/plain")
    key = client.list_objects_v2(Bucket=settings.bucket, Prefix=settings.prefix)["Contents"][0]["Key"]
    client.put_object(Bucket=settings.bucket, Key=key, Body=b"as")
    assert files.put(b"as it was", "text/plain") == stored
    assert files.read(stored.sha256) == b"as it was"


def test_servers_that_know_no_versions_are_erased_from_too(settings: S3Settings) -> None:
    class Unversioned(Failing):
        def __getattr__(self, name: str) -> Any:
            if name != "get_paginator":
                return super().__getattr__(name)
            real = self._client.get_paginator

            def asked(operation: str) -> Any:
                if operation == "list_object_versions":
                    raise ClientError({"Error": {"Code": "NotImplemented"}}, operation)
                return real(operation)

            return asked

    files = S3Files(settings, client=Unversioned(connect(settings), 0, stays_down=False))
    stored = files.put(pictures.png(), "image/png", by="ada")
    files.erase(stored.sha256)
    found = connect(settings).list_objects_v2(Bucket=settings.bucket, Prefix=settings.prefix)
    assert found["KeyCount"] == 0


def test_a_server_that_was_stopped_is_told(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        files = S3Files(server.folder_in(PLAIN))
        stored = files.put(pictures.png(), "image/png", by="ada")
        server.process.kill()
        server.process.wait()
        for act in (
            lambda: files.put(b"another", "text/plain", by="ada"),
            lambda: files.read(stored.sha256),
            lambda: files.uploaders(stored.sha256),
            lambda: files.erase(stored.sha256),
        ):
            with pytest.raises(FilesUnavailable, match="Try again"):
                act()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"bucket": "not-there"}, "There is no bucket not-there at http"),
        ({"key_id": "stranger"}, "may not use the bucket"),
        ({"secret": "wrong-secret-0815"}, "may not use the bucket"),
    ],
)
def test_at_the_start_a_bucket_that_cannot_be_used_is_told(
    settings: S3Settings, changed: dict[str, str], says: str
) -> None:
    S3Files(settings).check()
    with pytest.raises(FilesUnavailable, match=says) as told:
        S3Files(replace(settings, **changed)).check()
    assert "secret" not in str(told.value).replace("SECRET", "")


def test_a_house_whose_bucket_is_missing_does_not_open(
    settings: S3Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TAILORBIRD_S3_ENDPOINT", settings.endpoint)
    monkeypatch.setenv("TAILORBIRD_S3_BUCKET", "not-there")
    monkeypatch.setenv("TAILORBIRD_S3_KEY_ID", settings.key_id)
    monkeypatch.setenv("TAILORBIRD_S3_SECRET", settings.secret)
    with pytest.raises(bootstrap.SettingRefused, match="Create it, or mend TAILORBIRD_S3_BUCKET"):
        bootstrap.open_house(bootstrap.Config.from_environment())


def test_where_a_bucket_is_set_the_house_keeps_its_files_there(
    settings: S3Settings, sqlite_database: Database, tmp_path: Path
) -> None:
    config = bootstrap.Config("", tmp_path / "media", tmp_path, tmp_path / "mail", ("CN",), s3=settings)
    house = bootstrap.house_on(sqlite_database, config, SystemClock())
    stored = house.files.put(pictures.png(), "image/png", by="ada")
    assert S3Files(settings).read(stored.sha256) == pictures.png()
    assert not (tmp_path / "media").exists()


def test_nobody_at_the_endpoint_is_told_within_bounds() -> None:
    with pytest.raises(FilesUnavailable, match="does not answer"):
        S3Files(NOBODY).check()


def test_the_secret_is_in_no_message_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(FilesUnavailable) as told:
        S3Files(NOBODY).read("0" * 64)
    assert NOBODY.secret not in f"{told.value} {NOBODY!r} {caplog.text}"


@pytest.fixture
def elsewhere() -> Any:
    """A server that sends every caller to another host, and notes who came."""
    asked: list[str] = []

    class Redirecting(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(self.path)
            self.send_response(307)
            self.send_header("Location", f"http://localhost:{server.server_port}/away{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = do_PUT = do_DELETE = answer  # noqa: N815 - as the standard library asks

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Redirecting)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server, asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_redirect_to_another_host_is_not_followed(elsewhere: tuple[HTTPServer, list[str]]) -> None:
    server, asked = elsewhere
    settings = replace(NOBODY, endpoint=f"http://127.0.0.1:{server.server_port}")
    with pytest.raises(FilesUnavailable):
        S3Files(settings).read("0" * 64)
    assert [path for path in asked if path.startswith("/away")] == []


def test_a_request_to_another_host_than_the_endpoint_is_never_sent() -> None:
    client = connect(NOBODY)

    def lead_away(request: Any, **_: Any) -> None:
        request.url = "http://169.254.169.254/latest"

    client.meta.events.register_first("before-send.s3", lead_away)
    with pytest.raises(FilesUnavailable, match="AnotherHost"):
        S3Files(NOBODY, client=client).read("0" * 64)


def test_without_a_bucket_files_lie_in_a_folder() -> None:
    assert S3Settings.from_environment({"TAILORBIRD_S3_SECRET": "x"}) is None


def test_the_environment_says_where_files_go() -> None:
    told = S3Settings.from_environment(
        ENVIRONMENT | {"TAILORBIRD_S3_PREFIX": "/shop/files", "TAILORBIRD_S3_ADDRESSING": "virtual"}
    )
    assert told == S3Settings(
        "https://s3.example.com", "files", "us-east-1", "key", "the-secret-4711", "shop/files/", "virtual"
    )
    assert told.hosts == {"s3.example.com", "files.s3.example.com"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENDPOINT", ""),
        ("ENDPOINT", "s3.example.com"),
        ("ENDPOINT", "ftp://s3.example.com"),
        ("ENDPOINT", "https://name:word@s3.example.com"),
        ("ENDPOINT", "https://s3.example.com/path"),
        ("ENDPOINT", "https://s3.example.com:port"),
        ("BUCKET", "Files"),
        ("BUCKET", "../x"),
        ("KEY_ID", ""),
        ("SECRET", ""),
        ("PREFIX", "a/../b"),
        ("PREFIX", "a b"),
        ("ADDRESSING", "host"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"TAILORBIRD_S3_{name} ") as told:
        S3Settings.from_environment(ENVIRONMENT | {f"TAILORBIRD_S3_{name}": value})
    assert "the-secret-4711" not in str(told.value)
