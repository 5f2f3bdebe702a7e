"""Orders read into lines, and what tests look at in them."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from tailorbird.domain.customization.amazon_order import read_order
from tailorbird.domain.customization.imported import (
    ArchivedFile,
    ImportedLine,
    OrderWarning,
    WarningCode,
)
from tailorbird.domain.customization.specification import Entry
from tests.adapters.amazon_custom.build import (
    Json,
)


def read(document: Json, *files: str) -> ImportedLine:
    exact = json.loads(json.dumps(document), parse_float=Decimal)
    return read_order(exact, None, [archived(name) for name in files])


def archived(name: str) -> ArchivedFile:
    kinds = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml", "txt": "text/plain"}
    data = name.encode()
    return ArchivedFile(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kinds.get(name.rpartition(".")[2], ""),
        data=data,
    )


def entries(line: ImportedLine) -> list[tuple[str, str, str, str, str]]:
    return [
        (each.surface, each.area, each.label, each.kind.value, each.value)
        for each in line.specification.entries
    ]


def only(line: ImportedLine) -> Entry:
    (entry,) = line.specification.entries
    return entry


def warned(line: ImportedLine, code: WarningCode) -> list[OrderWarning]:
    return [each for each in line.warnings if each.code is code]
