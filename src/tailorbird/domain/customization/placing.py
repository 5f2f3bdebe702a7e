"""A picture entry as it is to be placed: cropped, scaled, turned, moved, with or without its background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.domain.customization.choices import Crop, Detail, ImageChoice
from tailorbird.domain.customization.details import FULL_TURN_MDEG, Bounds, Details, whole
from tailorbird.domain.customization.template import Area, Field, ImageRules, Permitted

DETAILS: Final = (
    Detail.X_UM,
    Detail.Y_UM,
    Detail.SCALE_PERMILLE,
    Detail.TURN_MDEG,
    Detail.CROP_PERMILLE,
    Detail.BACKGROUND,
)
REMOVED: Final = "removed"
SCALE: Final = Bounds(50, 20_000)
_WHOLE_PERMILLE: Final = 1000
_SMALLEST_CROP: Final = 10
_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how large a picture lies, everything said."""

    x_um: int
    y_um: int
    scale_permille: int
    turn_mdeg: int
    crop: Crop
    background_removed: Permitted


_CENTRED: Final = (0, 0, _WHOLE_PERMILLE, 0)


def place_of(area: Area, rules: ImageRules, details: Details) -> Place:
    """What the buyer chose; the whole picture, just filling its area, where nothing usable was chosen."""
    moved = (
        details.number(Detail.X_UM, Bounds(-area.width_um, area.width_um)) or 0,
        details.number(Detail.Y_UM, Bounds(-area.height_um, area.height_um)) or 0,
        details.number(Detail.SCALE_PERMILLE, SCALE) or _WHOLE_PERMILLE,
        (details.number(Detail.TURN_MDEG, Bounds(-FULL_TURN_MDEG, FULL_TURN_MDEG)) or 0) % FULL_TURN_MDEG,
    )
    if moved != _CENTRED and rules.moving is Permitted.NO:
        details.wrong("moving_not_permitted")
        moved = _CENTRED
    crop = _crop(details)
    if crop != Crop() and rules.cropping is Permitted.NO:
        details.wrong("cropping_not_permitted")
        crop = Crop()
    return Place(*moved, crop, _background(rules, details))


def _crop(details: Details) -> Crop:
    told = details.told(Detail.CROP_PERMILLE)
    if not told:
        return Crop()
    numbers = [whole(each) for each in told.split(",")]
    parts = [each for each in numbers if each is not None]
    if len(numbers) == len(parts) == _PARTS:
        left, top, width, height = parts
        fits = min(left, top) >= 0 and min(width, height) >= _SMALLEST_CROP
        if fits and max(left + width, top + height) <= _WHOLE_PERMILLE:
            return Crop(left=left, top=top, width=width, height=height)
    details.wrong("crop_outside")
    return Crop()


def _background(rules: ImageRules, details: Details) -> Permitted:
    if not details.told(Detail.BACKGROUND):
        return Permitted.NO
    if details.told(Detail.BACKGROUND) != REMOVED or rules.background_removal is Permitted.NO:
        details.wrong("background_not_removable")
        return Permitted.NO
    return Permitted.YES


def image_choice(asked: Field, area: Area, rules: ImageRules, details: Details) -> ImageChoice | None:
    """The picture with its place; none where no picture is named."""
    details.only(DETAILS)
    placed = place_of(area, rules, details)
    if not details.entry.file:
        details.wrong("no_picture")
        return None
    return ImageChoice(
        field=asked,
        area=area,
        file=details.entry.file,
        crop=placed.crop,
        x_um=placed.x_um,
        y_um=placed.y_um,
        scale_permille=placed.scale_permille,
        turn_mdeg=placed.turn_mdeg,
        background_removed=placed.background_removed,
    )
