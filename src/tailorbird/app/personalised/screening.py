"""What a screening says of a customization when it is ordered or imported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.app.screening.texts import screen_specification
from tailorbird.domain import codec
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenKind, ScreenResult
from tailorbird.domain.customization.imported import ImportedLine, WarningCode
from tailorbird.domain.customization.specification import Specification
from tailorbird.domain.customization.template import Template
from tailorbird.domain.listing.document import FieldKind, ListingDocument

_MOST: Final = 200
_BESIDE: Final = ("detail:", "variant")
"""What stands beside a choice: in an imported order it is the marketplace's own."""
UNKNOWN_PART: Final = "unknown_part"
DOUBTS: Final = {
    WarningCode.BLANK: "The buyer left this blank, or it did not come with the file.",
    WarningCode.ONLY_IN_LIST: "This stands in one of the file's two parts only.",
    WarningCode.DIFFERS: "The file's two parts differ here.",
    WarningCode.NO_TREE: "The file has no tree of the customization.",
    WarningCode.TWO_LISTS: "The file has more than one list of areas.",
    WarningCode.NOTHING_ASKED: "The file holds no choice of the buyer's.",
    WarningCode.FILE_MISSING: "A file that the order names is not in the archive.",
    WarningCode.FILE_UNNAMED: "Nothing in the order names this file.",
    WarningCode.FILE_UNFIT: "This file is not of the kind that the order says.",
    WarningCode.SVG_UNSANITISED: "This drawing comes from outside and may hold scripts.",
    WarningCode.CONTROL_CHARACTERS: "A text has control characters, which were taken out.",
    WarningCode.CHARACTER_REPLACED: "A text has broken characters, which were replaced.",
    WarningCode.PRICE_UNREADABLE: "A surcharge cannot be read.",
    WarningCode.PRICE_SHARED: "A surcharge stands at several choices.",
    WarningCode.HEAD_MISSING: "The file's head lacks this.",
    WarningCode.NAME_DIFFERS: "The file's name speaks for another order.",
}
"""What each warning about an imported order means. What the buyer wrote is not quoted."""


def screen_order(
    specification: Specification, wishes: frozenset[str] = frozenset()
) -> tuple[ScreenFinding, ...]:
    """A finding for each text and picture that the buyer gave (amazon-custom.data.screening). Pictures wait
    for the worker. `wishes` names the entries, by label, that are remarks and not put on the product."""
    return screen_specification(specification, wishes)


def wishes_of(asked: ListingDocument | Template) -> frozenset[str]:
    """Ids and labels of the fields that take a free wish."""
    wishes = [each for each in asked.fields if each.kind is FieldKind.WISH]
    return frozenset((*(each.field for each in wishes), *(each.label for each in wishes)))


def screen_import(line: ImportedLine, archive: str = "") -> tuple[ScreenFinding, ...]:
    """The same of an imported order, and a finding for each doubt about the file and each part of it that
    is not understood: a person looks before it is made. `archive` is the file's own name."""
    written = (each for each in screen_order(line.specification) if not each.where.startswith(_BESIDE))
    found = {each.where: each for each in (*written, *_doubts(line, archive))}
    return tuple(found.values())


def _doubts(line: ImportedLine, archive: str) -> Iterator[ScreenFinding]:
    for warning in line.warnings:
        yield _doubt(warning.code.value, place_of(warning.where, line, archive), DOUBTS[warning.code])
    for part in line.unknown:
        yield _doubt(UNKNOWN_PART, part.path, "This part of the file is not understood.")


def _doubt(code: str, where: str, reason: str) -> ScreenFinding:
    place = f"{code}:{where}"
    if len(place) > _MOST:
        # Cut short it could be the name of another place too.
        place = f"{place[: _MOST - 17]}~{codec.digest(place.encode())[:16]}"
    return ScreenFinding(place, ScreenKind.IMPORT_DOUBT, ScreenResult.HOLD, reason)


def place_of(where: str, line: ImportedLine, archive: str) -> str:
    """The place without a file's name, which may be the buyer's own: files are told by their hash."""
    if archive and where == archive:
        return "archive"
    found = next((each for each in line.files if each.name == where), None)
    return f"file:{found.sha256[:16]}" if found is not None else where
