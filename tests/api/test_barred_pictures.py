"""Pictures that nobody may have made, kept by the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.pictures import png

if TYPE_CHECKING:
    from tests.api.stage import Stage


def bar(stage: Stage, who: str, name: str, file: str) -> Any:
    return stage.by(who).post("/v1/screening/barred-pictures", {"name": name, "file": file})


def uploaded(stage: Stage, who: str) -> str:
    reply = stage.by(who).call("POST", "/v1/files", png(b"a mouse"), Content_Type="image/png")
    return str(reply.json["sha256"])


def test_the_operator_bars_a_picture_of_its_own_and_takes_it_back(stage: Stage) -> None:
    reply = bar(stage, "operator", "mouse", uploaded(stage, "operator"))
    assert reply.status == 201, reply.content
    listed = stage.by("operator").get("/v1/screening/barred-pictures")
    assert listed.json["names"] == ["mouse"]
    assert stage.by("operator").call("DELETE", "/v1/screening/barred-pictures/mouse", None).status == 204
    assert stage.by("operator").get("/v1/screening/barred-pictures").json["names"] == []


def test_another_partys_upload_cannot_be_barred_by_its_hash(stage: Stage) -> None:
    reply = bar(stage, "operator", "mouse", uploaded(stage, "ada"))
    assert (reply.status, reply.json["code"]) == (404, "no_such_file")


def test_a_picture_without_a_name_is_refused(stage: Stage) -> None:
    assert bar(stage, "operator", "  ", uploaded(stage, "operator")).status == 422
