"""A picture choice, drawn and looked at."""

from __future__ import annotations

from typing import Final

from tailorbird.adapters.render import findings, placing
from tailorbird.adapters.render.scene import Box, Picture
from tailorbird.adapters.render.uploads import (
    Preparing,
    TextInDrawing,
    Unreadable,
    Upload,
    cropped_size,
    opened,
)
from tailorbird.app.ports.render import CUT, CannotDraw, ReadFile, View
from tailorbird.domain.customization.choices import (
    Crop,
    DesignFinding,
    ImageChoice,
    OptionChoice,
    Severity,
)
from tailorbird.domain.customization.template import Area, Field, ImageRules, Permitted, Surface
from tailorbird.domain.listing.document import FieldKind

ARTWORK: Final = "artwork"
_PREVIEW_PX: Final = 1600
"""Pixels across the longer side of a surface that pictures in previews are made for."""
_PRESS_FACTOR: Final = 2
"""Pictures go to the press with at most so many times the surface's resolution."""


def artwork_choices(surface: Surface) -> tuple[ImageChoice, ...]:
    """The merchant's own pictures, placed as a buyer's are; `artwork` is the field in what is found."""
    field = Field(field=ARTWORK, kind=FieldKind.IMAGE, label=ARTWORK, surface=surface.surface)
    return tuple(
        ImageChoice(
            field=field,
            area=each.area,
            file=each.file,
            crop=Crop(),
            x_um=each.x_um,
            y_um=each.y_um,
            scale_permille=each.scale_permille,
            turn_mdeg=each.turn_mdeg,
            background_removed=Permitted.NO,
        )
        for each in surface.artwork
    )


class Missing(CannotDraw):
    """A file that is not stored."""


class NotCut(CannotDraw):
    """A picture whose background is to go, and is still there."""


def upload_of(choice: ImageChoice, read: ReadFile) -> Upload:
    """The picture that is placed. Raises `Missing`, `NotCut` or `Unreadable`."""
    removed = choice.background_removed is Permitted.YES
    data = read(CUT + choice.file if removed else choice.file)
    if data is None:
        raise (
            NotCut("The picture's background is not removed yet.")
            if removed
            else Missing("The picture is not stored any more; upload it again.")
        )
    return opened(data)


def image_picture(
    choice: ImageChoice, surface: Surface, view: View, read: ReadFile, preparing: Preparing
) -> Picture:
    """The picture as it lies on the surface."""
    upload = upload_of(choice, read)
    place = _place(choice, upload, surface)
    longest = _longest(place, upload, choice.crop, surface, view)
    purpose = "print" if view is View.PRINT else "preview"
    made = preparing.prepared(upload, choice.crop, longest, purpose)
    return Picture(
        made.data,
        made.media_type,
        place.middle_x,
        place.middle_y,
        place.width,
        place.height,
        place.turn_mdeg,
        _clip(choice.area, surface, view),
    )


def option_picture(
    choice: OptionChoice, area: Area, surface: Surface, view: View, read: ReadFile, preparing: Preparing
) -> Picture:
    """The picture of an option whose field has a place of its own, whole within that."""
    data = read(choice.option.picture)
    if data is None:
        raise Missing("The picture of an option is not stored any more; the seller has to replace it.")
    upload, box = opened(data), placing.whole(area)
    width, height = placing.standing_in(box, (upload.width, upload.height))
    place = placing.Place(box.x + box.width // 2, box.y + box.height // 2, width, height, 0)
    longest = _longest(place, upload, Crop(), surface, view)
    made = preparing.prepared(upload, Crop(), longest, "print" if view is View.PRINT else "preview")
    return Picture(made.data, made.media_type, place.middle_x, place.middle_y, width, height, 0, box)


def _place(choice: ImageChoice, upload: Upload, surface: Surface) -> placing.Place:
    kept = cropped_size(upload, choice.crop)
    width, height = placing.filling(choice.area, surface, kept, choice.scale_permille)
    return placing.Place(
        choice.area.x_um + choice.area.width_um // 2 + choice.x_um,
        choice.area.y_um + choice.area.height_um // 2 + choice.y_um,
        width,
        height,
        choice.turn_mdeg % 360_000,
    )


def _longest(place: placing.Place, upload: Upload, crop: Crop, surface: Surface, view: View) -> int:
    """How many pixels the longer side is embedded with: never more than there are, unless it is a drawing."""
    longer = max(place.width, place.height)
    if view is View.PRINT:
        wanted = placing.pixels(longer, surface.resolution_dpi * _PRESS_FACTOR)
    else:
        wanted = max(1, longer * _PREVIEW_PX // max(surface.width_um, surface.height_um))
    most = _MOST_DRAWN if upload.vector else max(cropped_size(upload, crop))
    return min(wanted, most)


_MOST_DRAWN: Final = 8_000


def _clip(area: Area, surface: Surface, view: View) -> Box:
    return placing.bled(area, surface) if view is View.PRINT else placing.whole(area)


def image_findings(choice: ImageChoice, surface: Surface, read: ReadFile) -> tuple[DesignFinding, ...]:
    """What would go wrong with it."""
    name = choice.field.field
    try:
        upload = upload_of(choice, read)
    except NotCut:
        return (findings.background_not_removed(name),)
    except Missing:
        return (findings.unreadable_picture(name, "It is not stored any more.", "它已不在存储中。"),)
    except TextInDrawing as problem:
        zh = "SVG 中的文字没有转成轮廓，请先转曲。"
        return (findings.unreadable_picture(name, str(problem), zh),)
    except Unreadable as problem:
        zh = "文件损坏、过大，或不是可读取的 PNG、JPEG、WebP、GIF、SVG。"
        return (findings.unreadable_picture(name, str(problem), zh),)
    if upload.vector:
        return ()
    return _resolution(choice, upload, surface)


def _resolution(choice: ImageChoice, upload: Upload, surface: Surface) -> tuple[DesignFinding, ...]:
    rules = choice.field.image or ImageRules()
    place = _place(choice, upload, surface)
    has = placing.dpi(cropped_size(upload, choice.crop)[0], place.width)
    if has < rules.min_dpi:
        return (findings.low_resolution(choice.field.field, has, rules.min_dpi, Severity.ERROR),)
    if has < rules.good_dpi:
        return (findings.low_resolution(choice.field.field, has, rules.good_dpi, Severity.WARNING),)
    return ()
