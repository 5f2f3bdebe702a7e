"""Reading archives in tests."""

from __future__ import annotations

import io
import zipfile

import pytest

from tailorbird.adapters.amazon_custom.order_zip import read_order_zip
from tailorbird.adapters.files.sniff import media_type_of
from tailorbird.domain.customization.imported import (
    ImportedLine,
    UnreadableOrder,
    WarningCode,
)
from tests.adapters.amazon_custom.build import (
    order,
    surface,
    text,
    tree,
)

SIMPLE = order(tree(surface("Front", text("Name", "Noa"))))


def read(data: bytes, file_name: str = "") -> ImportedLine:
    return read_order_zip(data, media_type_of, file_name)


def refused(data: bytes) -> UnreadableOrder:
    with pytest.raises(UnreadableOrder) as problem:
        read(data)
    assert problem.value.detail
    assert problem.value.next_step
    return problem.value


def codes(line: ImportedLine) -> list[WarningCode]:
    return [each.code for each in line.warnings]


def packed(*members: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()
