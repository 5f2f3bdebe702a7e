"""Order archives are read with all of their files, and doubts about them are reported."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tailorbird.domain.customization.imported import (
    FilePurpose,
    OrderFault,
    Sanitation,
    WarningCode,
)
from tailorbird.domain.customization.specification import EntryKind
from tests.adapters.amazon_custom.archives import SIMPLE, codes, read, refused
from tests.adapters.amazon_custom.build import (
    ITEM_ID,
    SAMPLE_NAME,
    SAMPLE_PATH,
    archive,
    image,
    node,
    order,
    png,
    sample,
    sample_document,
    sample_files,
    surface,
    tree,
)


def test_the_demonstrations_archive_is_the_one_that_the_builder_makes() -> None:
    assert SAMPLE_PATH.read_bytes() == sample()


def test_the_sample_is_read_whole_and_needs_nobody() -> None:
    line = read(SAMPLE_PATH.read_bytes(), SAMPLE_NAME)
    assert (line.quantity, line.title) == (2, "Personalised oak serving board, engraved")
    assert [(each.kind, each.value) for each in line.specification.entries] == [
        (EntryKind.FONT, "Dancing Script"),
        (EntryKind.COLOUR, "Navy"),
        (EntryKind.TEXT, "Noa & Daniël ❤️"),
        (EntryKind.TEXT, "נועה ודניאל"),
        (EntryKind.OPTION, "Walnut"),
        (EntryKind.IMAGE, "our old shirt 旧衬衫.jpg"),
        (EntryKind.TEXT, "Est. 2019"),
        (EntryKind.TEXT, ""),
        (EntryKind.OPTION, "Natural oil"),
    ]
    assert line.specification.entries[4].detailed("price_delta") == "EUR 4.99"
    assert line.unknown == ()
    assert not line.needs_person


def test_each_file_has_its_type_by_content_and_its_purpose() -> None:
    line = read(sample())
    assert [(each.name, each.media_type, each.purpose) for each in line.files] == [
        (f"{ITEM_ID}.json", "application/json", FilePurpose.ORDER),
        ("8f1c2a-upload.jpg", "image/jpeg", FilePurpose.UPLOAD),
        ("front-preview.png", "image/png", FilePurpose.SNAPSHOT),
        ("back-preview.png", "image/png", FilePurpose.SNAPSHOT),
        ("front-photo.svg", "image/svg+xml", FilePurpose.ARTWORK),
        ("back-date.svg", "image/svg+xml", FilePurpose.ARTWORK),
    ]
    unsafe = [each.name for each in line.files if each.sanitation is Sanitation.UNSANITISED]
    assert unsafe == ["front-photo.svg", "back-date.svg"]
    assert codes(line).count(WarningCode.SVG_UNSANITISED) == 2


@pytest.mark.parametrize("missing", ["8f1c2a-upload.jpg", "front-preview.png", "back-date.svg"])
def test_a_named_file_that_is_not_in_the_archive_is_for_a_person(missing: str) -> None:
    files = sample_files()
    del files[missing]
    line = read(archive(sample_document(), files))
    assert WarningCode.FILE_MISSING in codes(line)
    assert line.needs_person


def test_a_tree_that_is_json_within_a_text_is_read_too() -> None:
    document = SIMPLE | {"customizationData": json.dumps(SIMPLE["customizationData"])}
    assert [each.value for each in read(archive(document)).specification.entries] == ["Noa"]
    assert refused(archive(SIMPLE | {"customizationData": "{"})).code is OrderFault.NOT_JSON


def test_a_byte_order_mark_is_no_part_of_the_order() -> None:
    assert read(archive(b"\xef\xbb\xbf" + json.dumps(SIMPLE).encode())).quantity == 1


def test_an_unknown_leaf_and_an_empty_upload_are_for_a_person() -> None:
    data = tree(surface("Front", node("HologramCustomization", "Seal", pattern="Waves"), image("P", "p.png")))
    line = read(archive(order(data), {"p.png": b""}))
    assert [part.type for part in line.unknown] == ["HologramCustomization"]
    assert WarningCode.FILE_UNFIT in codes(line)
    assert line.needs_person


def test_names_in_utf_8_that_are_not_marked_so_are_read_as_meant() -> None:
    data = bytearray(archive(order(tree(image("P", "花园.png"))), {"花园.png": png()}))
    for mark, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        data[data.rindex(mark) + flags] &= ~0x08
    with zipfile.ZipFile(io.BytesIO(data)) as unmarked:
        assert unmarked.namelist()[1] != "花园.png"
    line = read(bytes(data))
    assert line.files[1].name == "花园.png"
    assert line.specification.entries[0].file == line.files[1].sha256


def test_what_computers_add_to_an_archive_is_left_out() -> None:
    line = read(archive(SIMPLE, {"__MACOSX/._a": b"x", ".DS_Store": b"x", "images/Thumbs.db": b"x"}))
    assert [each.purpose for each in line.files] == [FilePurpose.ORDER]
    assert line.warnings == ()


def test_other_json_files_are_reported_and_two_orders_refused() -> None:
    line = read(archive(SIMPLE, {"notes.json": b'{"a": 1}', "broken.json": b"{"}))
    assert [each.purpose for each in line.files[1:]] == [FilePurpose.UNNAMED, FilePurpose.UNNAMED]
    assert line.needs_person
    problem = refused(archive(SIMPLE, {"1.json": json.dumps(SIMPLE).encode()}))
    assert problem.code is OrderFault.SEVERAL_ORDERS


def test_a_file_named_after_another_order_is_for_a_person() -> None:
    assert codes(read(archive(SIMPLE, name="111.json"))) == [WarningCode.NAME_DIFFERS]
    assert codes(read(archive(SIMPLE), "702-0000000-0000000_111.zip")) == [WarningCode.NAME_DIFFERS]
    assert read(archive(SIMPLE, name="order.json"), SAMPLE_NAME).warnings == ()
