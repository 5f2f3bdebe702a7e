"""Files go in by content and come out to those whom they concern."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from tailorbird import bootstrap
from tests.api.purchases import paid
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
PHOTOS = Path(bootstrap.__file__).parent / "demo" / "data"


def _upload(stage: Stage, who: str, data: bytes, media_type: str = "", once: str = "") -> Reply:
    return stage.by(who).call("POST", "/v1/files", data, once=once, Content_Type=media_type or "image/png")


def test_a_file_is_named_by_its_content_and_comes_back_as_it_was(stage: Stage) -> None:
    reply = _upload(stage, "ada", PNG)
    assert reply.status == 201
    assert reply.json["sha256"] == hashlib.sha256(PNG).hexdigest()
    back = stage.by("ada").get(f"/v1/files/{reply.json['sha256']}")
    assert back.content == PNG
    assert back.headers["Content-Type"] == "image/png"
    assert "sandbox" in back.headers["Content-Security-Policy"]
    assert back.headers["Content-Disposition"].startswith("attachment")


def test_a_form_is_taken_too(stage: Stage) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + PNG + b"\r\n--b--\r\n"
    )
    reply = stage.by("ada").call("POST", "/v1/files", body, Content_Type="multipart/form-data; boundary=b")
    assert reply.json["sha256"] == hashlib.sha256(PNG).hexdigest()
    empty = b'--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--b--\r\n'
    reply = stage.by("ada").call("POST", "/v1/files", empty, Content_Type="multipart/form-data; boundary=b")
    told(reply, 400, "file_missing")


def test_nobody_else_gets_a_file_that_no_case_of_theirs_refers_to(stage: Stage) -> None:
    sha = _upload(stage, "ada", PNG).json["sha256"]
    case = paid(stage)
    told(stage.by("jinsui").get(f"/v1/files/{sha}"), 404, "no_such_file")
    told(stage.by("jinsui").get(f"/v1/files/{sha}?case={case.id}"), 404, "no_such_file")


def test_who_takes_part_in_a_case_gets_the_files_that_it_refers_to(stage: Stage) -> None:
    case = paid(stage)
    sha = _upload(stage, "crane", PNG).json["sha256"]
    case.did("jinsui", "purchase", {})
    case.did("crane", "receive_at_warehouse", {"photos": [sha]})
    assert stage.by("ada").get(f"/v1/files/{sha}?case={case.id}").content == PNG
    told(stage.by("bo").get(f"/v1/files/{sha}?case={case.id}"), 404, "no_such_case")
    assert stage.by("operator").get(f"/v1/files/{sha}").content == PNG


def test_what_is_not_taken_says_what_is(stage: Stage) -> None:
    told(_upload(stage, "ada", b"MZ\x90\x00program"), 415, "file_refused")
    told(_upload(stage, "ada", b"<script>alert(1)</script>", "text/plain"), 415, "file_refused")
    told(_upload(stage, "ada", PNG, "application/pdf"), 415, "file_refused")
    told(_upload(stage, "ada", b"", "image/png"), 400, "file_refused")
    told(_upload(stage, "ada", b"0" * 15_000_001), 413, "too_large")
    told(stage.by("ada").get("/v1/files/none"), 404, "no_such_file")


def test_uploading_again_changes_nothing(stage: Stage) -> None:
    first = _upload(stage, "ada", PNG, once="k")
    again = _upload(stage, "ada", PNG, once="k")
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"
    told(_upload(stage, "ada", PNG + b"1", once="k"), 422, "idempotency_key_reused")
