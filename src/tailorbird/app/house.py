"""The house: everything that an entry point is handed. `bootstrap` builds it; nobody else wires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tailorbird.app.engine.engine import Engine
from tailorbird.app.engine.private import Token
from tailorbird.app.library import Library
from tailorbird.app.ports.blanks import Blanks
from tailorbird.app.ports.catalogue import Catalogue
from tailorbird.app.ports.designs import Designs
from tailorbird.app.ports.exports import ExportFolder
from tailorbird.app.ports.files import Files
from tailorbird.app.ports.language import Language
from tailorbird.app.ports.marketplace import CaptureReader, Marketplace
from tailorbird.app.ports.order_files import OrderFiles
from tailorbird.app.ports.outbox import Outbox
from tailorbird.app.ports.parties import Parties
from tailorbird.app.ports.pictures import PictureIndex
from tailorbird.app.ports.records import Records
from tailorbird.app.ports.render import ReadFile, Renderer
from tailorbird.app.ports.replies import Replies
from tailorbird.app.ports.staff import StaffRecords
from tailorbird.app.ports.vision import Vision
from tailorbird.domain.time.calendar import Calendars
from tailorbird.domain.time.clock import Clock


@dataclass(frozen=True)
class House:
    """The use cases' tools, already wired."""

    engine: Engine
    records: Records
    parties: Parties
    staff: StaffRecords
    outbox: Outbox
    replies: Replies
    files: Files
    marketplace: Marketplace
    captures: CaptureReader
    order_files: OrderFiles
    catalogue: Catalogue
    designs: Designs
    pictures: PictureIndex
    exports: ExportFolder
    renderer: Renderer
    vision: Vision
    language: Language
    blanks: Blanks
    blank_drawing: ReadFile
    """`(blank:NAME/SIDE)`: the drawing of a blank, or none."""
    library: Library
    clock: Clock
    calendars: Callable[[], Calendars]
    token: Token

    def acting(self, staff: str) -> House:
        """The house in which commands are this member's of their sender's staff."""
        return replace(self, engine=replace(self.engine, staff=staff))
