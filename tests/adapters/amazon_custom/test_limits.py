"""What is unsafe or broken in an order archive is refused with its reason and a next step."""

from __future__ import annotations

import json
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tailorbird.adapters.amazon_custom import archive as limits
from tailorbird.adapters.amazon_custom.order_json import MAX_JSON_BYTES
from tailorbird.domain.customization.imported import (
    OrderFault,
    UnreadableOrder,
)
from tailorbird.domain.customization.svg import is_svg
from tests.adapters.amazon_custom.archives import SIMPLE, packed, read, refused
from tests.adapters.amazon_custom.build import (
    ITEM_ID,
    archive,
    order,
    png,
    sample_document,
    sample_files,
    text,
    tree,
)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"{", OrderFault.NOT_JSON),
        (b"", OrderFault.NOT_JSON),
        (b'{"orderId": NaN}', OrderFault.NOT_JSON),
        (b'{"orderId": "1", "orderId": "2"}', OrderFault.NOT_JSON),
        (b'{"orderId": 1e99999999999999999999}', OrderFault.NOT_JSON),
        (b'{"orderId": ' + b"9" * 5000 + b"}", OrderFault.NOT_JSON),
        (b'{"orderId": "\xe9"}', OrderFault.NOT_UTF8),
        ('{"orderId": "1"}'.encode("utf-16"), OrderFault.NOT_UTF8),
        (b"[" * 100_000, OrderFault.TOO_DEEP),
        (b'{"a":' * 65 + b"1" + b"}" * 65, OrderFault.TOO_DEEP),
        (b'{"a": "' + b"x" * MAX_JSON_BYTES + b'"}', OrderFault.TOO_LARGE),
        (b"[]", OrderFault.NO_ORDER),
        (b'{"a": 1}', OrderFault.NO_ORDER),
        (b'{"customizationData": {}}', OrderFault.HEAD_UNREADABLE),
    ],
)
def test_a_document_that_is_no_order_is_refused_by_its_reason(document: bytes, code: OrderFault) -> None:
    assert refused(archive(document)).code is code


def test_brackets_within_texts_do_not_count_as_nesting() -> None:
    line = read(archive(order(tree(text("Name", "[" * 500 + '\\"{')))))
    assert line.specification.entries[0].value == "[" * 500 + '\\"{'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", OrderFault.EMPTY),
        (b"PK", OrderFault.NOT_AN_ARCHIVE),
        (b"\xff\xd8\xff\xe0" + b"0" * 400, OrderFault.NOT_AN_ARCHIVE),
        (json.dumps(SIMPLE).encode(), OrderFault.NOT_AN_ARCHIVE),
        (packed(), OrderFault.NO_ORDER),
        (packed(("a.txt", b"hello")), OrderFault.NO_ORDER),
        (b"0" * (limits.MAX_ARCHIVE_BYTES + 1), OrderFault.TOO_LARGE),
    ],
)
def test_what_is_no_archive_of_an_order_is_refused_by_its_reason(data: bytes, code: OrderFault) -> None:
    assert refused(data).code is code


@pytest.mark.parametrize(
    "name",
    [
        "../a.png",
        "/etc/a.png",
        "a/../../b.png",
        "C:/a.png",
        "a\\b.png",
        "a//b.png",
        "./a.png",
        "a\nb.png",
        "a" * 300,
    ],
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    assert refused(archive(SIMPLE, {name: png()})).code is OrderFault.UNSAFE_NAME


def test_a_link_in_the_archive_is_refused() -> None:
    link = zipfile.ZipInfo("a.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = packed((f"{ITEM_ID}.json", json.dumps(SIMPLE).encode()), (link, b"/etc/hostname"))
    assert refused(data).code is OrderFault.UNSAFE_NAME


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed((f"{ITEM_ID}.json", json.dumps(SIMPLE).encode()), ("a.png", png()), ("a.png", b""))
    assert refused(data).code is OrderFault.DUPLICATE_NAME


def test_more_files_than_an_order_has_are_refused() -> None:
    many = {f"{number}.png": b"" for number in range(limits.MAX_MEMBERS)}
    assert refused(archive(SIMPLE, many)).code is OrderFault.TOO_MANY_MEMBERS


def test_bombs_are_refused_before_they_are_inflated() -> None:
    bomb = archive(SIMPLE, {"a.png": b"\0" * 5_000_000}, method=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    assert refused(bomb).code is OrderFault.INFLATES_TOO_FAR
    large = archive(SIMPLE, {"a.png": b"\0" * (limits.MAX_MEMBER_BYTES + 1)})
    assert refused(large).code is OrderFault.INFLATES_TOO_FAR


def test_an_archive_that_states_less_than_it_inflates_to_is_broken() -> None:
    data = bytearray(archive(SIMPLE, {"a.png": b"\0" * 5_000_000}, method=zipfile.ZIP_DEFLATED))
    for at in (
        index for index in range(len(data)) if data[index : index + 4] == struct.pack("<I", 5_000_000)
    ):
        data[at : at + 4] = struct.pack("<I", 1000)
    assert refused(bytes(data)).code is OrderFault.BROKEN


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(archive(SIMPLE))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    assert refused(bytes(data)).code is OrderFault.ENCRYPTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_packing_is_refused(method: int) -> None:
    assert refused(archive(SIMPLE, method=method)).code is OrderFault.COMPRESSION_UNKNOWN


def test_a_file_with_a_wrong_checksum_is_broken() -> None:
    data = bytearray(archive(SIMPLE))
    data[data.index(b"Noa")] ^= 1
    assert refused(bytes(data)).code is OrderFault.BROKEN


@pytest.mark.parametrize(
    ("data", "drawing"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", True),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?>\n<!-- a -- > -->\n<svg:svg>", True),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg>', True),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>', True),
        (b"<html><svg/></html>", False),
        (b"<svgx>", False),
        (b"", False),
        (b"<!---->" * 600 + b"<html>", False),
    ],
)
def test_a_drawing_is_told_by_its_first_element(data: bytes, drawing: bool) -> None:
    assert is_svg(data) is drawing


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_clearly(data: bytes) -> None:
    refused(data)


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_archive_is_read_or_refused_clearly(data: st.DataObject) -> None:
    whole = bytearray(archive(sample_document(), sample_files(), method=zipfile.ZIP_DEFLATED))
    end = data.draw(st.integers(len(whole) // 2, len(whole)))
    marks = [at for at in range(len(whole)) if whole[at : at + 2] == b"PK"]
    for _ in range(data.draw(st.integers(1, 6))):
        near = data.draw(st.sampled_from(marks)) + data.draw(st.integers(0, 60))
        whole[min(near, len(whole) - 1)] = data.draw(st.integers(0, 255))
    try:
        line = read(bytes(whole if data.draw(st.booleans()) else whole[:end]))
    except UnreadableOrder as problem:
        assert problem.next_step
    else:
        assert line.order_item_id


@given(st.text(max_size=60))
def test_any_text_as_document_is_refused_clearly(document: str) -> None:
    refused(archive(document.encode()))
