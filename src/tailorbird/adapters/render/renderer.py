"""The renderer: `tailorbird.app.ports.render.Renderer`.

Fonts, HarfBuzz, resvg, Pillow and the PDF writer are imported when something is first drawn, so that a server
at rest does not hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, final

from tailorbird.adapters.render.faces import font_faces
from tailorbird.app.ports.render import Colours, Drawing, FontFace, ReadFile, Side, Ticket, View
from tailorbird.domain.customization.choices import DesignFinding

if TYPE_CHECKING:
    from tailorbird.adapters.render.uploads import Preparing


@final
class SvgRenderer:
    """Draws with the fonts that are installed with Tailorbird."""

    @cached_property
    def _preparing(self) -> Preparing:
        from tailorbird.adapters.render.uploads import Preparing

        return Preparing()

    def fonts(self) -> Sequence[FontFace]:
        return font_faces()

    def look(self, side: Side, read: ReadFile) -> tuple[DesignFinding, ...]:
        from tailorbird.adapters.render.sides import findings_of

        return findings_of(side, read)

    def draw(self, side: Side, view: View, read: ReadFile) -> Drawing:
        from tailorbird.adapters.render.sides import drawn

        return drawn(side, view, read, self._preparing)

    def picture(self, drawing: Drawing, width_px: int) -> bytes:
        from tailorbird.adapters.render.raster import preview_png

        return preview_png(drawing, width_px)

    def print_png(self, drawing: Drawing, dpi: int) -> bytes:
        from tailorbird.adapters.render.raster import press_png

        return press_png(drawing, dpi)

    def print_pdf(self, drawing: Drawing, colours: Colours) -> bytes:
        from tailorbird.adapters.render.pdf import press_pdf

        return press_pdf(drawing, colours)

    def ticket(self, ticket: Ticket) -> bytes:
        from tailorbird.adapters.render.ticket import ticket_pdf

        return ticket_pdf(ticket)
