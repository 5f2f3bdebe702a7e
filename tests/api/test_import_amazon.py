"""Importing Amazon Custom orders by a call: told, held, once; and hostile archives leave nothing behind."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.ports.files import MAX_FILE_BYTES
from tailorbird.domain.roles import Role
from tests.adapters.amazon_custom.build import (
    SAMPLE_NAME,
    archive,
    doubtful,
    order,
    sample,
    sample_document,
    text,
    tree,
)
from tests.adapters.amazon_custom.build import surface as one_surface
from tests.api.crafts import LISTING, SELLER, approved, did, join, opened, read
from tests.api.test_problems import told

if TYPE_CHECKING:
    from tests.api.stage import Reply, Stage

PATH = "/v1/imports/amazon-custom"
PRICE = "?price=EUR 39.90"
SECRET = "Noa & Daniël"


def _import(stage: Stage, data: bytes, query: str = PRICE, once: str = "", who: str = SELLER) -> Reply:
    return stage.by(who).call("POST", PATH + query, data, once=once, Content_Type="application/zip")


def _cases(stage: Stage) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stage.by(SELLER).get("/v1/cases").json["items"]
    return found


def _files(stage: Stage) -> list[str]:
    files: Any = stage.house.files
    return sorted(each.name for each in files._root.rglob("*") if each.is_file())


@pytest.fixture
def seller(stage: Stage) -> str:
    join(stage, SELLER, Role.MERCHANT)
    return SELLER


def test_an_order_comes_in_with_its_specification_its_files_and_every_doubt(
    stage: Stage, seller: str
) -> None:
    reply = _import(stage, sample(), f"{PRICE}&file_name={SAMPLE_NAME}")
    assert reply.status == 201, reply.content
    report = reply.json["report"]
    assert report["source"] == "amazon:702-2644781-4722617/82729974619961"
    assert report["quantity"] == 2
    assert [each["code"] for each in report["warnings"]] == ["blank", "svg_unsanitised", "svg_unsanitised"]
    assert all(each["kept"] for each in report["files"])
    assert (reply.json["stage"], reply.json["turn"]) == ("held", "merchant")
    shown = read(stage, seller, reply.json["case"], "review")
    assert SECRET in shown.json["document"]
    assert set(shown.json["files"]) == {each["sha256"] for each in report["files"]}


def test_what_is_blank_missing_or_unknown_is_told_and_held(stage: Stage, seller: str) -> None:
    reply = _import(stage, doubtful())
    report = reply.json["report"]
    assert {each["code"] for each in report["warnings"]} == {"blank", "file_missing"}
    assert [each["type"] for each in report["unknown"]] == ["SparkleCustomization"]
    assert {each.partition(":")[0] for each in report["held"]} == {
        "text",
        "blank",
        "file_missing",
        "unknown_part",
    }
    case = reply.json["case"]
    told(stage.by(seller).post(f"/v1/cases/{case}/commands/accept_order"), 409, "waits")
    for place in report["held"]:
        did(stage, seller, case, "judge_screening", {"where": place, "result": "pass"})
    did(stage, seller, case, "accept_order")


def test_what_the_buyer_wrote_is_in_no_fact(stage: Stage, seller: str) -> None:
    case = _import(stage, sample()).json["case"]
    facts = stage.by(seller).get(f"/v1/cases/{case}/facts").content.decode()
    for private in (SECRET, "Est. 2019", "旧衬衫", "front-photo"):
        assert private not in facts
    private_data = stage.by(seller).get("/v1/me/private-data")
    assert SECRET not in private_data.content.decode()


def test_repeating_the_call_tells_the_same(stage: Stage, seller: str) -> None:
    first, again = _import(stage, sample(), once="k"), _import(stage, sample(), once="k")
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"
    told(_import(stage, doubtful(), once="k"), 422, "idempotency_key_reused")


def test_the_same_order_from_another_file_is_told_and_not_doubled(stage: Stage, seller: str) -> None:
    case = _import(stage, sample()).json["case"]
    same = told(_import(stage, sample()), 409, "already_imported")
    assert (same["case"], same["same_customization"]) == (case, 1)
    other = archive({**sample_document(), "quantity": 3})
    differs = told(_import(stage, other), 409, "already_imported")
    assert (differs["case"], differs["same_customization"]) == (case, 0)
    assert len(_cases(stage)) == 1


def test_files_that_a_failure_left_out_come_with_the_next_import(stage: Stage, seller: str) -> None:
    sha = _import(stage, sample()).json["report"]["files"][1]["sha256"]
    stage.house.files.erase(sha)
    told(_import(stage, sample()), 409, "already_imported")
    assert stage.house.files.read(sha) is not None


def test_an_erased_order_gets_no_files_again(stage: Stage, seller: str) -> None:
    reply = _import(stage, sample())
    did(stage, seller, reply.json["case"], "refuse_order", {"reason": "Too little time."})
    for each in reply.json["report"]["files"]:
        stage.house.files.erase(each["sha256"])
    told(_import(stage, sample()), 409, "already_imported")
    assert _files(stage) == []


def test_the_price_is_given_or_that_of_a_listing_of_ones_own(stage: Stage) -> None:
    approved(stage)
    told(_import(stage, sample(), ""), 422, "price_missing")
    told(_import(stage, sample(), "?price=cheap"), 422, "unreadable")
    told(_import(stage, sample(), "?listing=TB-2026-0000000000"), 404, "no_such_case")
    listing = opened(stage, SELLER, "listing", LISTING)
    case = _import(stage, sample(), f"?listing={listing}").json["case"]
    facts = stage.by(SELLER).get(f"/v1/cases/{case}/facts").json["items"]
    assert facts[0]["body"]["price"] == {"currency": "USD", "minor": 3400}


def test_only_merchants_import(stage: Stage) -> None:
    told(_import(stage, sample(), who="ada"), 403, "not_your_part")


def test_a_drawing_is_kept_and_handed_out_as_a_file_alone(stage: Stage, seller: str) -> None:
    reply = _import(stage, sample())
    case = reply.json["case"]
    sha = next(e["sha256"] for e in reply.json["report"]["files"] if e["media_type"] == "image/svg+xml")
    told(stage.by(seller).get(f"/v1/files/{sha}?case={case}"), 404, "no_such_file")
    assert read(stage, seller, case, "review").status == 200
    shown = stage.by(seller).get(f"/v1/files/{sha}?case={case}")
    assert shown.headers["Content-Type"] == "image/svg+xml"
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    upload = stage.by(seller).call("POST", "/v1/files", shown.content, Content_Type="image/svg+xml")
    assert upload.json["sha256"] != sha  # of a drawing that is uploaded, a sanitized one is kept


def test_the_files_of_an_imported_order_are_cited_by_nobody(stage: Stage, seller: str) -> None:
    sha = _import(stage, sample()).json["report"]["files"][1]["sha256"]
    report = {"listing": "x", "reason": "unsafe", "text": "Look.", "evidence": [sha]}
    assert stage.by(seller).post("/v1/reports", report).status in (404, 422)
    entry = {"surface": "", "area": "", "label": "photo", "kind": "image", "value": "a", "file": sha}
    body = {
        "kind": "personalised_order",
        "participants": {},
        "body": {"listing": "x", "quantity": 1, "entries": [entry]},
    }
    told(stage.by("bo").post("/v1/cases", body), 422, "no_such_file")


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


BIG = order(tree(one_surface("Front", text("Name", "Noa"))))
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "no archive": (b"MZ" + b"0" * 400, "not_an_archive"),
    "a bomb": (_zip({"82729974619961.json": b"0" * 30_000_000}), "inflates_too_far"),
    "a way out": (_zip({"../../etc/82729974619961.json": b"{}"}), "unsafe_name"),
    "no order": (_zip({"readme.txt": b"hello"}), "no_order"),
    "broken json": (_zip({"82729974619961.json": b'{"orderId": '}), "not_json"),
    "deep json": (_zip({"82729974619961.json": b"[" * 5000 + b"]" * 5000}), "too_deep"),
    "no head": (archive({**BIG, "orderId": ""}), "head_unreadable"),
    "no quantity": (archive({**BIG, "quantity": "many"}), "head_unreadable"),
    "a cut": (sample()[:900], "not_an_archive"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_a_problem_and_leaves_nothing_behind(
    stage: Stage, seller: str, name: str
) -> None:
    data, fault = HOSTILE[name]
    reply = _import(stage, data)
    assert reply.status in (413, 422), reply.content
    problem = told(reply, reply.status, "order_file_unreadable")
    assert problem["fault"] == fault
    assert problem["next_step"]
    assert (_cases(stage), _files(stage)) == ([], [])


def test_a_file_that_is_too_large_to_be_kept_stops_the_import(stage: Stage, seller: str) -> None:
    film = b"\x00\x00\x00\x18ftypisom" + bytes(MAX_FILE_BYTES)
    problem = told(_import(stage, archive(BIG, {"film.mp4": film})), 422, "order_file_unreadable")
    assert problem["fault"] == "inflates_too_far"
    assert (_cases(stage), _files(stage)) == ([], [])


def test_a_body_beyond_forty_megabytes_is_refused(stage: Stage, seller: str) -> None:
    told(_import(stage, b"0" * 40_000_001), 413, "too_large")
