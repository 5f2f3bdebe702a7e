"""The files of designs: read for drawing, made from one another, and forgotten together.

A picture without its background is made once, kept as a file of the platform's own, and noted as derived
from its source; whoever erases the source calls `forget_file`, which erases what was made of it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tailorbird.app.errands import labelled
from tailorbird.app.house import House
from tailorbird.app.permissions import FILES_ON_RECORD
from tailorbird.app.ports.render import CUT, CannotDraw, ReadFile
from tailorbird.domain.cases.facts.personalised import (
    CustomizationErased,
    CustomizationScreened,
    ScreeningAppealed,
    ScreeningJudged,
)
from tailorbird.domain.customization.svg import is_svg
from tailorbird.domain.roles import Role

_BLANK: Final = "blank:"
_HOW: Final = "cut"
_PAGE: Final = 200
_OF_AN_ORDER: Final = FILES_ON_RECORD | {
    each.__name__ for each in (CustomizationScreened, ScreeningJudged, ScreeningAppealed)
}
"""Facts that name a file as what was ordered, or as a place of it that was looked at."""
_UNCLEANED: Final = "A drawing came with the order as SVG and was not made safe to draw: upload it as a file."


def read_file(house: House) -> ReadFile:
    """Reads what a drawing names: stored files, drawings of blanks, pictures without background.

    The reader raises `VisionAbsent` or `UnreadablePicture` where a background cannot be removed, and
    `CannotDraw` for an SVG that nobody handed in here, such as one of an imported order: only what is handed
    in is made safe to draw, so that one is evidence and no more.
    """

    def read(name: str) -> bytes | None:
        if name.startswith(_BLANK):
            return house.blank_drawing(name)
        if name.startswith(CUT):
            return _cut(house, name.removeprefix(CUT))
        data = house.files.read(name)
        if data is not None and is_svg(data) and not house.files.uploaders(name):
            raise CannotDraw(_UNCLEANED)
        return data

    return read


def _cut(house: House, source: str) -> bytes | None:
    kept = house.designs.derived(source, _HOW)
    found = house.files.read(kept) if kept else None
    if found is not None:
        return found
    picture = house.files.read(source)
    if picture is None:
        return None
    made = house.files.put(house.vision.without_background(picture), "image/png")
    house.designs.keep_derived(source, _HOW, made.sha256)
    return house.files.read(made.sha256)


def forget_file(house: House, sha256: str) -> None:
    """Erase the file and all that was made of it. That nobody needs it any more, the caller knows."""
    for derived in house.designs.derived_from(sha256):
        house.files.erase(derived)
    house.designs.forget_derived(sha256)
    house.files.erase(sha256)


def forget_unused(house: House, owner: str, draft_id: str, files: frozenset[str]) -> None:
    """Erase those of the draft's files that were the owner's alone, and that nothing else names: no design,
    no order, no other case and no product of theirs."""
    for sha256 in sorted(files):
        own = owner in house.files.uploaders(sha256) and not wanted_by_others(house, owner, sha256)
        if own and not _needed(house, owner, sha256, draft_id) and not ordered(house, sha256):
            forget_file(house, sha256)


def ordered(house: House, sha256: str, besides: str = "") -> bool:
    """Whether an order whose data is not erased yet names the file, other than the case `besides`."""
    return any(
        each.id != besides and not _is_over(house, each.id) for each in labelled(house, "file", sha256)
    )


def wanted_by_others(house: House, owner: str, sha256: str) -> bool:
    """Whether somebody else handed the same bytes in and may want them still. Whoever only ordered with them
    wants them no longer than until the order's data is erased."""
    others = house.files.uploaders(sha256) - {owner}
    if not others:
        return False
    buyers = {each.participants.get(Role.BUYER) for each in labelled(house, "file", sha256)}
    return any(each not in buyers or _needed(house, each, sha256) for each in others)


def in_a_design(house: House, sha256: str) -> bool:
    """Whether somebody who handed the file in still has a design with it."""
    return bool(house.designs.owners(sha256) & house.files.uploaders(sha256))


def _is_over(house: House, case_id: str) -> bool:
    return any(each.name == CustomizationErased.__name__ for each in house.records.facts(case_id))


def _needed(house: House, owner: str, sha256: str, besides: str = "") -> bool:
    return owner in house.designs.owners(sha256, besides) or any(
        sha256.encode() in each for each in _documents_of(house, owner)
    )


def _documents_of(house: House, owner: str) -> Iterator[bytes]:
    """The facts of the owner's cases, and their products: what may name a file as evidence or as a medium.

    What a design was ordered with counts until its order is over (`ordered`), and not here.
    """
    cursor: str | None = None
    while True:
        page = house.records.cases_of(owner, cursor=cursor, limit=_PAGE)
        for header in page.items:
            facts = house.records.facts(header.id)
            yield from (fact.data for fact in facts if fact.name not in _OF_AN_ORDER)
        cursor = page.next_cursor
        if cursor is None:
            break
    place: str | None = ""
    while place is not None:
        found = house.catalogue.owned(owner, cursor=place, limit=_PAGE)
        yield from (each.product.document() for each in found.items)
        place = found.next_cursor
