"""Whether what is printed on every piece may be shown: screened like buyers' pictures, on every way in."""

from __future__ import annotations

from typing import Final

from tailorbird.app.house import House
from tailorbird.app.participants import OPERATOR_PARTY
from tailorbird.app.screening.chinese import reason_in_chinese
from tailorbird.app.screening.pictures import look_at_pictures
from tailorbird.domain.cases.listing_words import ScreenFinding, ScreenResult
from tailorbird.domain.catalogue.finding import ProductFinding
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification

CLEARED: Final = "cleared_prints"
_SAYS: Final = {
    ScreenResult.REFUSE: (
        "print_barred",
        "The picture cannot be printed.",
        "该图案不能印制。",
        "Use another picture; if this one is mistaken, ask the operator to clear {file}.",
        "请更换图案；如属误判，请联系平台运营方放行 {file}。",
    ),
    ScreenResult.HOLD: (
        "print_held",
        "A person has to look at the picture first.",
        "该图案须先由人工查看。",
        "Open a ticket and ask the operator to look at {file}; or use another picture.",
        "请提交工单，请平台运营方查看 {file}；或更换图案。",
    ),
}


def barred_prints(house: House, product: Product) -> tuple[ProductFinding, ...]:
    """An error for each printed picture that screening refuses or holds (amazon-custom.data.screening),
    unless the operator looked at it and cleared it.

    Only what is about to be public is looked at, since it takes a second or two a picture.
    """
    cleared = _cleared(house)
    places = {file: where for file, where in _places(product) if file not in cleared}
    if not places:
        return ()
    entries = tuple(
        Entry(surface="", area="", label=where, kind=EntryKind.IMAGE, value="", file=file)
        for file, where in places.items()
    )
    shown = Specification(product=product.hash, title=product.title, quantity=1, entries=entries)
    return tuple(_finding(each, places) for each in look_at_pictures(house, shown) if each.result in _SAYS)


def _finding(found: ScreenFinding, places: dict[str, str]) -> ProductFinding:
    file = found.where.removeprefix("image:")
    code, says, says_zh, step, step_zh = _SAYS[found.result]
    return ProductFinding(
        where=places[file],
        code=code,
        says=f"{says} {found.reason}",
        says_zh=f"{says_zh}{reason_in_chinese(found.reason)}",
        next_step=step.format(file=file),
        next_step_zh=step_zh.format(file=file),
    )


def _cleared(house: House) -> frozenset[str]:
    """Pictures that the operator looked at and allowed, by its setting `cleared_prints`."""
    operator = house.parties.party(OPERATOR_PARTY)
    told = operator.settings.get(CLEARED, []) if operator is not None else []
    return frozenset(told) if isinstance(told, list) else frozenset()


def _places(product: Product) -> list[tuple[str, str]]:
    """Each printed file, and the first place where it stands."""
    if product.template is None:
        return []
    found = [
        (artwork.file, f"template.surfaces.{surface.surface}.artwork.{number}.file")
        for surface in product.template.surfaces
        for number, artwork in enumerate(surface.artwork, 1)
    ]
    return found[::-1]
