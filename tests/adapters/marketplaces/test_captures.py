"""Files that are handed in or kept in a folder, good and bad."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.adapters.marketplaces.captures import SOURCES_FILE, CaptureFolder, read_capture
from tailorbird.adapters.marketplaces.document import MAX_BYTES, MAX_DEPTH
from tailorbird.app.ports.marketplace import CaptureProblem, NotCaptured, Unreadable
from tailorbird.app.ports.marketplace import CaptureProblemCode as C
from tailorbird.domain.marketplace.product import MarketplaceProduct
from tests.adapters.marketplaces.captured import CAPTURES, SHOP, link, page, problem, read, tried

OFFER = "1688/781204556310"
OFFER_LINK = "https://detail.1688.com/offer/781204556310.html"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=10), inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", C.EMPTY),
        (b" \n ", C.EMPTY),
        (b"{", C.NOT_JSON),
        (b'{"offerId": 1,}', C.NOT_JSON),
        (b"<html></html>", C.NOT_JSON),
        (b'{"a": NaN}', C.NOT_JSON),
        (b'{"a": 1, "a": 2}', C.NOT_JSON),
        (b'{"a": ' + b"9" * 5_000 + b"}", C.NOT_JSON),
        (b'{"price": 1e99999999999999999999}', C.NOT_JSON),
        ("{}".encode("utf-16"), C.NOT_JSON),
        ('{"a": "中"}'.encode("gb18030"), C.NOT_JSON),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), C.TOO_DEEP),
        (b'{"a":' * 100_000, C.TOO_DEEP),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, C.UNKNOWN_SHAPE),
        (b'"' + b" " * MAX_BYTES + b'"', C.TOO_LARGE),
        (b"{}", C.UNKNOWN_SHAPE),
        (b"[]", C.UNKNOWN_SHAPE),
        (b'{"price": 1e999999999}', C.UNKNOWN_SHAPE),
        (b'{"products": []}', C.UNKNOWN_SHAPE),
        (b'{"error_code": "gw.APIACLDecline", "error_message": "declined"}', C.REPORTED_FAILURE),
        (b'{"result": {"success": false, "message": "no such offer"}}', C.REPORTED_FAILURE),
        (b'{"offerId": "x", "subject": "t"}', C.PRODUCT_UNREADABLE),
        (b'{"offerId": 7.8e11, "subject": "t"}', C.PRODUCT_UNREADABLE),
        (b'{"offerId": 9007199254740993, "subject": "t"}', C.PRODUCT_UNREADABLE),
        (b'{"offerId": true, "subject": "t"}', C.PRODUCT_UNREADABLE),
        (b'{"offerId": 781204556310, "subject": ""}', C.PRODUCT_UNREADABLE),
        (b'{"ae_item_base_info_dto": []}', C.PRODUCT_UNREADABLE),
        (b'{"product": {"handle": "../x", "variants": []}}', C.SHOP_UNKNOWN),
    ],
)  # fmt: skip
def test_a_bad_file_is_a_problem_that_says_what_to_do(data: bytes, code: C) -> None:
    assert problem(data).code is code


def test_brackets_within_texts_are_no_depth() -> None:
    assert problem({"a": "[" * 1_000 + '\\"{' * 1_000}).code is C.UNKNOWN_SHAPE


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    read(b"\xef\xbb\xbf" + (CAPTURES / f"{OFFER}.json").read_bytes())


def test_a_hostile_file_is_refused_quickly() -> None:
    started = time.perf_counter()
    for data in (b'"\\' * (MAX_BYTES // 2), b'{"a":"' + b"\\" * (MAX_BYTES - 10), b"[" * MAX_BYTES):
        problem(data)
    assert time.perf_counter() - started < 20


def test_a_capture_of_another_product_than_the_links_is_refused() -> None:
    assert problem(page(OFFER), "https://detail.1688.com/offer/655023981174.html").code is (C.ANOTHER_PRODUCT)
    elsewhere = "https://item.taobao.com/item.htm?id=781204556310"
    assert problem(page(OFFER), elsewhere).code is C.ANOTHER_PRODUCT
    other_handle = SHOP.replace("knit-beanie", "other")
    assert problem(page("shopify/knit-beanie"), other_handle).code is C.ANOTHER_PRODUCT


def test_a_capture_of_the_linked_product_is_taken_also_for_a_short_link() -> None:
    read(page(OFFER), OFFER_LINK)
    read(page(OFFER), "https://qr.1688.com/s/Tr8bqWG0")


def test_a_shopify_page_without_its_link_has_no_shop() -> None:
    assert problem(page("shopify/knit-beanie")).code is C.SHOP_UNKNOWN
    assert problem(page("shopify/knit-beanie"), OFFER_LINK).code is C.SHOP_UNKNOWN


@settings(deadline=None)
@given(JSON)
def test_whatever_json_is_handed_in_gets_an_answer(document: object) -> None:
    data = json.dumps(document).encode()
    assert isinstance(read_capture(data), MarketplaceProduct | CaptureProblem)


@settings(deadline=None)
@given(st.sampled_from(sorted(CAPTURES.rglob("*.json"))), st.data())
def test_a_page_with_one_value_replaced_gets_an_answer(path: Path, data: st.DataObject) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    level = document
    while isinstance(level, dict | list) and level:
        keys = sorted(level) if isinstance(level, dict) else range(len(level))
        key = data.draw(st.sampled_from(list(keys)))
        if not isinstance(level[key], dict | list) or data.draw(st.booleans()):
            level[key] = data.draw(JSON)
            break
        level = level[key]
    tried(document, SHOP if path.parent.name == "shopify" else None)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_are_handed_in_get_an_answer(data: bytes) -> None:
    assert isinstance(read_capture(data), CaptureProblem)


def put(folder: Path, name: str, document: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_new_or_changed_file_counts_from_the_next_question_on(tmp_path: Path) -> None:
    folder = CaptureFolder(tmp_path)
    assert isinstance(folder.product(link(OFFER_LINK)), NotCaptured)
    document = page(OFFER)
    path = put(tmp_path, "anything.json", document)
    first = folder.product(link(OFFER_LINK))
    assert isinstance(first, MarketplaceProduct)
    document["result"]["result"]["status"] = "expired"
    put(tmp_path, "anything.json", document)
    os.utime(path, ns=(1, 1))
    second = folder.product(link(OFFER_LINK))
    assert isinstance(second, MarketplaceProduct)
    assert second.status != first.status


def test_a_broken_file_named_for_the_product_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "781204556310.json").write_text("{", encoding="utf-8")
    found = CaptureFolder(tmp_path).product(link(OFFER_LINK))
    assert isinstance(found, Unreadable)
    assert found.problem.code is C.NOT_JSON


def test_a_broken_file_does_not_hide_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "781204556310.json").write_text("{", encoding="utf-8")
    put(tmp_path, "z.json", page(OFFER))
    assert isinstance(CaptureFolder(tmp_path).product(link(OFFER_LINK)), MarketplaceProduct)


def test_a_missing_folder_captures_nothing(tmp_path: Path) -> None:
    assert isinstance(CaptureFolder(tmp_path / "none").product(link(OFFER_LINK)), NotCaptured)


def test_a_file_outside_the_folder_is_not_reached_by_a_link_in_it(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/x.json", page(OFFER))
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "781204556310.json").symlink_to(outside)
    found = CaptureFolder(tmp_path / "inside").product(link(OFFER_LINK))
    assert isinstance(found, NotCaptured)


def test_a_kept_shopify_page_is_read_only_with_its_source(tmp_path: Path) -> None:
    put(tmp_path, "shopify/knit-beanie.json", page("shopify/knit-beanie"))
    folder = CaptureFolder(tmp_path)
    assert isinstance(folder.product(link(SHOP)), Unreadable)
    (tmp_path / SOURCES_FILE).write_text(f'[pages]\n"shopify/knit-beanie.json" = "{SHOP}"\n')
    assert isinstance(folder.product(link(SHOP)), MarketplaceProduct)
    (tmp_path / SOURCES_FILE).write_text("not toml [")
    assert isinstance(folder.product(link(SHOP)), Unreadable)
