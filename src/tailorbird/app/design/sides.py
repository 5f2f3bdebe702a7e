"""The sides of a product with what the buyer put on them."""

from __future__ import annotations

from tailorbird.app.design.files import read_file
from tailorbird.app.house import House
from tailorbird.app.ports.render import CannotDraw, Side
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import Choice, DesignFinding, ImageChoice
from tailorbird.domain.customization.contrast import faint_texts
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.reading import Reading, images_of
from tailorbird.domain.customization.template import ImageRules, Permitted, Surface, Template


def sides_of(product: Product, reading: Reading) -> tuple[Side, ...]:
    """Every surface of the product with the choices on it, in the colour that was chosen for it."""
    template = product.template or Template()
    return tuple(Side(each, reading.on(each.surface), _tint(each, reading)) for each in template.surfaces)


def _tint(surface: Surface, reading: Reading) -> str:
    chosen = reading.option(surface.tint) if surface.tint else None
    return chosen.option.colour if chosen is not None else ""


def own_pictures(house: House, owner: str, reading: Reading) -> Reading:
    """The reading without pictures that the owner did not upload: nobody looks at another's by its hash."""
    kept = tuple(
        each for each in reading.choices if not isinstance(each, ImageChoice) or _is_own(house, owner, each)
    )
    return Reading(kept, reading.findings)


def _is_own(house: House, owner: str, choice: ImageChoice) -> bool:
    return owner in house.files.uploaders(choice.file)


def picture_findings(house: House, owner: str, reading: Reading) -> tuple[DesignFinding, ...]:
    """Pictures that are not there, or of a format that the field does not take."""
    found = []
    for choice in images_of(reading):
        about = house.files.about(choice.file) if _is_own(house, owner, choice) else None
        rules = choice.field.image or ImageRules()
        if about is None:
            found.append(finding(choice.field.field, "file_missing"))
        elif about.media_type not in rules.formats:
            offered = ", ".join(each.removeprefix("image/").removesuffix("+xml") for each in rules.formats)
            found.append(
                finding(choice.field.field, "format_not_offered", kind=about.media_type, offered=offered)
            )
    return tuple(found)


def drawn_findings(house: House, product: Product, reading: Reading) -> tuple[DesignFinding, ...]:
    """What would go wrong at the press, as the renderer sees it, side by side."""
    read = read_file(house)
    found: list[DesignFinding] = []
    for side in sides_of(product, reading):
        found += faint_texts(side.surface, side.tint, side.choices)
        try:
            found += house.renderer.look(side, read)
        except (VisionAbsent, UnreadablePicture):
            found += [finding(each.field.field, "background_stays") for each in _cut_out(side.choices)]
        except CannotDraw as problem:
            found.append(finding("", "cannot_draw", why=str(problem)))
    return tuple(found)


def _cut_out(choices: tuple[Choice, ...]) -> list[ImageChoice]:
    images = [each for each in choices if isinstance(each, ImageChoice)]
    return [each for each in images if each.background_removed is Permitted.YES]
