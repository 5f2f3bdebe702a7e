"""Files go in by content and come out to those whom they concern."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tailorbird import bootstrap
from tailorbird.app.ports.files import FilesUnavailable
from tests import pictures
from tests.api.purchases import paid
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

PNG = pictures.png()
CHINESE = "zh-CN,zh;q=0.9,en;q=0.5"
PHOTOS = Path(bootstrap.__file__).parent / "demo" / "data"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


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


def test_what_a_photograph_gives_away_is_taken_out_and_told(stage: Stage) -> None:
    exif = pictures.speckled().getexif()
    exif[0x010F] = "Zyxwvutsrq"
    exif.get_ifd(0x8825)[1] = "N"
    original = pictures.jpeg(exif=exif)
    reply = _upload(stage, "ada", original, "image/jpeg")
    assert reply.json["removed"] == ["gps", "camera"]
    back = stage.by("ada").get(reply.json["href"].removeprefix("/api")).content
    assert b"Zyxwvutsrq" not in back
    assert reply.json["sha256"] == hashlib.sha256(back).hexdigest()
    assert reply.json["size_bytes"] == len(back)
    assert _upload(stage, "ada", original, "image/jpeg").json == reply.json


@pytest.mark.parametrize(
    ("data", "status", "fault", "says", "says_zh"),
    [
        (b"", 400, "empty", "empty", "为空"),
        (b"MZ\x90\x00", 415, "type", "none of these types", "可接受的类型"),
        (PNG[:-20], 422, "broken", "cut off", "已损坏或传输中断"),
        (SVG % b"<script>1</script>", 422, "unsafe", "a script", "脚本"),
        (pictures.png(side=1)[:16] + b"\xff" * 8, 422, "broken", "send it again", "重新上传"),
    ],
)
def test_what_is_refused_is_said_in_the_readers_language(
    stage: Stage, data: bytes, status: int, fault: str, says: str, says_zh: str
) -> None:
    for language, words in (("en", says), (CHINESE, says_zh)):
        reply = stage.by("ada").call(
            "POST", "/v1/files", data, Content_Type="application/octet-stream", Accept_Language=language
        )
        problem = told(reply, status, "file_refused")
        assert problem["fault"] == fault
        assert words in problem["detail"]
        assert ("请按上述说明" in problem["next_step"]) == (language == CHINESE)


def test_a_drawing_comes_back_where_it_can_neither_run_nor_be_shown_as_a_page(stage: Stage) -> None:
    reply = _upload(stage, "ada", SVG % b'<path d="M0 0h9"/>', "image/svg+xml")
    back = stage.by("ada").get(f"/v1/files/{reply.json['sha256']}")
    assert back.headers["Content-Type"] == "image/svg+xml"
    assert back.headers["Content-Disposition"].startswith("attachment")
    assert back.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert back.headers["X-Content-Type-Options"] == "nosniff"


class _Silent:
    """A store that does not answer."""

    def put(self, *_: object, **__: object) -> None:
        raise FilesUnavailable("secret-host did not answer")

    read = about = uploaders = erase = put


def test_a_store_that_does_not_answer_is_told_with_what_to_do(stage: Stage) -> None:
    object.__setattr__(stage.house, "files", _Silent())
    for reply in (_upload(stage, "ada", PNG), stage.by("ada").get(f"/v1/files/{'0' * 64}")):
        problem = told(reply, 503, "storage_unavailable")
        assert "nothing was kept" in problem["detail"]
        assert "same idempotency key" in problem["next_step"]
        assert "secret-host" not in str(problem)
        assert reply.headers["Retry-After"] == "5"
    told_zh = told(stage.by("ada").get(f"/v1/files/{'0' * 64}?lang=zh"), 503, "storage_unavailable")
    assert "没有保存" in told_zh["detail"] and told_zh["title"] == "暂时无法存取文件"


def test_after_the_store_is_back_the_same_key_works(stage: Stage) -> None:
    working = stage.house.files
    object.__setattr__(stage.house, "files", _Silent())
    told(_upload(stage, "ada", PNG, once="k"), 503, "storage_unavailable")
    object.__setattr__(stage.house, "files", working)
    assert _upload(stage, "ada", PNG, once="k").status == 201
