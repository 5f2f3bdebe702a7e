"""A real S3 server for tests: SeaweedFS, from the package that `requirements/dev.txt` installs."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tailorbird.adapters.files.s3_connection import connect
from tailorbird.adapters.files.s3_settings import S3Settings

PLAIN, VERSIONED = "plain-files", "versioned-files"
_ADMIN = ("test-admin", "admin-secret-9d1c")
_PLAIN = ("test-key", "plain-secret-77ab")
_STARTS_WITHIN_SECONDS = 60
_FORGETS_WITHIN_SECONDS = 30
_LOOKS_EVERY_SECONDS = 0.1


@dataclass(frozen=True)
class S3Server:
    """A running server. `settings` are of a key that may use buckets, and not make them."""

    settings: S3Settings
    folder: Path
    master_port: int
    process: subprocess.Popen[bytes]

    def folder_in(self, bucket: str) -> S3Settings:
        """A new folder in `PLAIN` or `VERSIONED`. A server has room for few buckets, so tests share them."""
        return replace(self.settings, bucket=bucket, prefix=f"tests/{uuid.uuid4().hex}/")

    def make_buckets(self) -> None:
        """Make both; may be repeated."""
        admin = self.admin()
        there = {each["Name"] for each in admin.list_buckets()["Buckets"]}
        for bucket in {PLAIN, VERSIONED} - there:
            admin.create_bucket(Bucket=bucket)
        told = {"Status": "Enabled"}
        admin.put_bucket_versioning(Bucket=VERSIONED, VersioningConfiguration=told)

    def admin(self) -> Any:
        """A client that may do everything."""
        return connect(replace(self.settings, key_id=_ADMIN[0], secret=_ADMIN[1]))

    def forgets(self, marker: bytes) -> bool:
        """Whether nothing of the marker is left once the server gives up the room of what was deleted, which
        it does by itself in time and at once here."""
        url = f"http://127.0.0.1:{self.master_port}/vol/vacuum?garbageThreshold=0.000001"
        until = time.monotonic() + _FORGETS_WITHIN_SECONDS
        while self.holds(marker) and time.monotonic() < until:
            with urllib.request.urlopen(url, timeout=60) as answer:
                answer.read()
            time.sleep(_LOOKS_EVERY_SECONDS)
        return not self.holds(marker)

    def holds(self, marker: bytes) -> bool:
        """Whether the marker stands anywhere in the server's own files."""
        return any(marker in each.read_bytes() for each in self.folder.rglob("*.dat"))


@contextlib.contextmanager
def running(folder: Path) -> Iterator[S3Server]:
    """A server of its own on free ports of this machine, ended with the block."""
    ports = _free_ports(8)
    master, filer, s3 = ports[0], ports[4], ports[6]
    (folder / "keys.json").write_text(json.dumps({"identities": [_identity(*_ADMIN, "Admin"), _plain()]}))
    program = Path(sys.executable).with_name("weed")
    arguments = [
        *(f"-logdir={folder}", "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        *("-master.telemetry=false", f"-master.port={master}", f"-master.port.grpc={ports[1]}"),
        *("-master.volumeSizeLimitMB=64", "-volume.max=30", "-volume.minFreeSpace=50MiB"),
        *(f"-volume.port={ports[2]}", f"-volume.port.grpc={ports[3]}"),
        *("-filer", f"-filer.port={filer}", f"-filer.port.grpc={ports[5]}", f"-filer.localSocket={folder}/f"),
        *("-s3", f"-s3.port={s3}", f"-s3.port.grpc={ports[7]}", f"-s3.localSocket={folder}/s"),
        *("-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false", "-s3.iam=false"),
        f"-s3.config={folder}/keys.json",
    ]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [str(program), *arguments], stdout=log, stderr=log, env={**os.environ, "GOMAXPROCS": "2"}
        )
    settings = S3Settings(f"http://127.0.0.1:{s3}", "none", "us-east-1", *_PLAIN)
    server = S3Server(settings, folder, master, process)
    try:
        _wait(server)
        yield server
    finally:
        # Its data is thrown away, so it need not say goodbye to the parts of itself, which takes it long.
        process.kill()
        process.wait()


def _identity(key: str, secret: str, *actions: str) -> dict[str, Any]:
    return {"name": key, "credentials": [{"accessKey": key, "secretKey": secret}], "actions": list(actions)}


def _plain() -> dict[str, Any]:
    return _identity(*_PLAIN, "Read", "Write", "List")


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


def _wait(server: S3Server) -> None:
    until = time.monotonic() + _STARTS_WITHIN_SECONDS
    last: Exception | None = None
    while time.monotonic() < until and server.process.poll() is None:
        try:
            server.make_buckets()
            for bucket in (PLAIN, VERSIONED):
                connect(server.settings).put_object(Bucket=bucket, Key="trial", Body=b"")
        except Exception as problem:
            last = problem
            time.sleep(_LOOKS_EVERY_SECONDS)
        else:
            return
    log = (server.folder / "server.log").read_text(errors="replace")[-2000:]
    raise RuntimeError(f"The S3 server did not start: {last}\n{log}")
