"""The picture that a shared link shows: the design drawn small, and no upload as it was."""

from __future__ import annotations

from typing import Final

from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.personalised.sharing import open_share
from tailorbird.app.ports.render import CannotDraw, View
from tailorbird.app.ports.vision import UnreadablePicture, VisionAbsent
from tailorbird.app.proofs.designed import Designed, designed

PREVIEW_WIDTH_PX: Final = 600


def shared_surfaces(house: House, token: str) -> tuple[str, ...]:
    """The sides of the design that the link shows; none where there is nothing to draw."""
    design = _design(house, token)
    return tuple(each.surface.surface for each in design.sides) if design is not None else ()


def shared_preview(house: House, token: str, surface: str = "") -> bytes | None:
    """The side as PNG, the first one where none is named. None where the link leads nowhere, or there is no
    such side, or it cannot be drawn."""
    design = _design(house, token)
    sides = design.sides if design is not None else ()
    side = next((each for each in sides if surface in ("", each.surface.surface)), None)
    if design is None or side is None:
        return None
    try:
        drawing = house.renderer.draw(side, View.PREVIEW, design.read)
    except (CannotDraw, UnreadablePicture, VisionAbsent):
        return None
    return house.renderer.picture(drawing, PREVIEW_WIDTH_PX)


def _design(house: House, token: str) -> Designed | None:
    found = open_share(house, token)
    design = designed(house, found.here.case.id) if found is not None else None
    return None if isinstance(design, Problem) else design
