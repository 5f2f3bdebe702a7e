"""Whether a design fits its blank: names, areas, rights, prices. The pictures themselves come after."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from tailorbird.app.blanks.sayings import found
from tailorbird.app.blanks.wishes import NewDesign, Placement
from tailorbird.app.ports.files import Files
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.customization.choices import DesignFinding
from tailorbird.domain.customization.details import FULL_TURN_MDEG
from tailorbird.domain.customization.placing import SCALE
from tailorbird.domain.customization.template import Surface

PRINTABLE: Final = frozenset(("image/png", "image/jpeg", "image/webp", "image/svg+xml"))
_LONGEST_TITLE: Final = 200
_MOST_PLACEMENTS: Final = 12
_MOVES: Final = range(-1_000_000, 1_000_001)
_SHOWN_OF_HASH: Final = 16


def unfit(blank: Blank, design: NewDesign) -> Iterator[DesignFinding]:
    """Everything wrong with the design as it is written."""
    if not 0 < len(design.title.strip()) <= _LONGEST_TITLE:
        yield found("title", "no_title")
    yield from _unknown("colours", "no_such_colour", design.colours, [e.option for e in blank.colour.options])
    yield from _unknown("sizes", "no_such_size", design.sizes, [each.size for each in blank.sizes])
    yield from _unknown("open_fields", "no_such_field", design.open_fields, fields_to_open(blank))
    yield from _surfaces(blank, design)
    for number, each in enumerate(design.placements):
        surface = blank.surface(each.surface)
        if surface is not None:
            yield from _placing(f"placements.{number}", surface, each)
    yield from _amounts(blank, design)


def fields_to_open(blank: Blank) -> list[str]:
    """The fields that a merchant may keep open or close."""
    return [each.field for each in blank.fields if each.surface]


def surfaces_used(blank: Blank, design: NewDesign) -> tuple[Surface, ...]:
    """The surfaces that the design or its buyers print on, in the blank's order."""
    opened = {each.surface for each in blank.fields if each.field in design.open_fields}
    used = opened | {each.surface for each in design.placements}
    return tuple(each for each in blank.surfaces if each.surface in used)


def unfit_files(files: Files, merchant: str, design: NewDesign) -> Iterator[DesignFinding]:
    """Pictures that are not the merchant's own uploads, or of no kind that can be printed."""
    for number, each in enumerate(design.placements):
        where, name = f"placements.{number}.file", each.file[:_SHOWN_OF_HASH]
        about = files.about(each.file) if merchant in files.uploaders(each.file) else None
        if about is None:
            yield found(where, "no_such_file", name=name)
        elif about.media_type not in PRINTABLE:
            yield found(where, "not_a_picture", name=name, kind=about.media_type)


def _unknown(where: str, code: str, named: Sequence[str], known: Collection[str]) -> Iterator[DesignFinding]:
    for each in dict.fromkeys(named):
        if each not in known:
            yield found(where, code, name=each, known=", ".join(known))
        elif named.count(each) > 1:
            yield found(where, "named_twice", name=each)


def _surfaces(blank: Blank, design: NewDesign) -> Iterator[DesignFinding]:
    known = [each.surface for each in blank.surfaces]
    for number, each in enumerate(design.placements):
        if each.surface not in known:
            yield found(
                f"placements.{number}.surface", "no_such_surface", name=each.surface, known=", ".join(known)
            )
    if not design.placements and not design.open_fields:
        yield found("placements", "nothing_printed", fields=", ".join(fields_to_open(blank)))
    if len(design.placements) > _MOST_PLACEMENTS:
        yield found("placements", "too_many_placements", number=len(design.placements))
    used = {each.surface for each in surfaces_used(blank, design)}
    for group in blank.either:
        if len(used & set(group)) > 1:
            yield found("placements", "surfaces_overlap", names=", ".join(group))


def _placing(where: str, surface: Surface, placed: Placement) -> Iterator[DesignFinding]:
    if not (placed.owner.strip() and placed.licence.strip()):
        yield found(where, "no_rights")
    moved = placed.x_um in _MOVES and placed.y_um in _MOVES
    if not (moved and _scaled(placed) and abs(placed.turn_mdeg) <= FULL_TURN_MDEG):
        yield found(where, "placing", least=SCALE.least, most=SCALE.most)
    area, wide = placed.area, surface.area
    if area is None:
        return
    left, top = wide.x_um, wide.y_um
    right, bottom = left + wide.width_um, top + wide.height_um
    across = left <= area.x_um < area.x_um + area.width_um <= right
    down = top <= area.y_um < area.y_um + area.height_um <= bottom
    if not (across and down):
        yield found(where, "outside_area", left=left, right=right, top=top, bottom=bottom)


def _scaled(placed: Placement) -> bool:
    return SCALE.least <= placed.scale_permille <= SCALE.most


def _amounts(blank: Blank, design: NewDesign) -> Iterator[DesignFinding]:
    known = ", ".join(each.currency for each in blank.costs)
    told = [*design.prices, *design.margins]
    if not told:
        yield found("prices", "no_price", known=known)
    for currency in dict.fromkeys(each.currency for each in told):
        if blank.cost(currency) is None:
            yield found("prices", "no_such_currency", name=currency, known=known)
        if sum(each.currency == currency for each in told) > 1:
            yield found("prices", "two_prices", name=currency)
    for price in design.prices:
        cost = blank.cost(price.currency)
        if cost is not None and price < cost:
            yield found("prices", "below_cost", price=price, cost=cost)
    for margin in design.margins:
        cost = blank.cost(margin.currency)
        if cost is not None and margin.minor < 0:
            yield found("margins", "below_cost", price=cost + margin, cost=cost)
