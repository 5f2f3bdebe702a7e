"""A stand for designs: a real keeping of drafts, and everything around it as simple as can be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast

from tailorbird.adapters.clock import MovedClock
from tailorbird.app.design import drafts
from tailorbird.app.design.drafts import Beginning, Saving
from tailorbird.app.design.view import DesignShown
from tailorbird.app.design.wanted import Filled, Wanted
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import ProductRecord, Visibility
from tailorbird.app.ports.designs import Designs
from tailorbird.app.ports.files import StoredFile
from tailorbird.app.ports.records import Page
from tailorbird.app.ports.render import CUT, CannotDraw, Drawing, ReadFile, Side, View
from tailorbird.app.ports.vision import VisionAbsent
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.customization.choices import DesignFinding, ImageChoice, TextChoice
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.template import Permitted
from tests.app.memory_house import START
from tests.domain.customization.templates import PRODUCT

MUG = "p-mug"
PNG = b"\x89PNG\r\n\x1a\n a picture"


class Shelf:
    """A catalogue: products with their revisions."""

    def __init__(self) -> None:
        self.records: dict[str, ProductRecord] = {}
        self.revisions: dict[tuple[str, str], Product] = {}

    def put(self, product: Product, visibility: Visibility = Visibility.PUBLIC, seen_by: str = "") -> None:
        self.records[MUG] = ProductRecord(MUG, "maker", 1, product.hash, product, visibility, seen_by)
        self.revisions[MUG, product.hash] = product

    def seen(self, product_id: str, viewer: str) -> ProductRecord | None:
        record = self.records.get(product_id)
        if record is None:
            return None
        private = record.visibility is Visibility.PRIVATE and viewer == record.seen_by
        shown = record.visibility is Visibility.PUBLIC or private or viewer == record.owner
        return record if shown else None

    def revision(self, product_id: str, sha256: str) -> Product | None:
        return self.revisions.get((product_id, sha256))

    def owned(self, owner: str, **_: Any) -> Page[ProductRecord]:
        return Page(tuple(each for each in self.records.values() if each.owner == owner))


class Cellar:
    """Files in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, str, set[str]]] = {}

    def put(self, data: bytes, media_type: str, by: str = "") -> StoredFile:
        sha = hashlib.sha256(data).hexdigest()
        self.kept.setdefault(sha, (data, media_type, set()))[2].update({by} - {""})
        return StoredFile(sha, len(data), media_type)

    def read(self, sha256: str) -> bytes | None:
        return self.kept[sha256][0] if sha256 in self.kept else None

    def about(self, sha256: str) -> StoredFile | None:
        found = self.kept.get(sha256)
        return StoredFile(sha256, len(found[0]), found[1]) if found else None

    def uploaders(self, sha256: str) -> frozenset[str]:
        return frozenset(self.kept[sha256][2]) if sha256 in self.kept else frozenset()

    def erase(self, sha256: str) -> None:
        self.kept.pop(sha256, None)


class Cases:
    """Records of nothing but what a test puts there."""

    def __init__(self) -> None:
        self.labelled: set[str] = set()
        self.cited: list[bytes] = []

    def cases_labelled(self, kind: str, value: str, **_: Any) -> Page[Any]:
        order = SimpleNamespace(id="TB-2", participants={})
        return Page((order,) if value in self.labelled else ())

    def cases_of(self, party: str, **_: Any) -> Page[Any]:
        return Page((SimpleNamespace(id="TB-1"),))

    def facts(self, case_id: str) -> Sequence[Any]:
        return [SimpleNamespace(name="DefectClaimed", data=each) for each in self.cited]


class Pencil:
    """A renderer that writes down what it was given, and reads the files as a real one does."""

    def look(self, side: Side, read: ReadFile) -> tuple[DesignFinding, ...]:
        self.draw(side, View.PREVIEW, read)
        texts = [each for each in side.choices if isinstance(each, TextChoice)]
        return tuple(finding(each.field.field, "outer_spaces") for each in texts if "WIDE" in each.lines)

    def draw(self, side: Side, view: View, read: ReadFile) -> Drawing:
        told = [side.tint]
        for each in side.choices:
            if isinstance(each, TextChoice):
                told += each.lines
            if isinstance(each, ImageChoice):
                removed = each.background_removed is Permitted.YES
                data = read(f"{CUT}{each.file}" if removed else each.file)
                if data is None:
                    raise CannotDraw("The picture is not stored any more.")
                told.append(hashlib.sha256(data).hexdigest())
        return Drawing(f"<svg>{'|'.join(told)}</svg>", 1, 1)

    def picture(self, drawing: Drawing, width_px: int) -> bytes:
        return f"{width_px}:{drawing.svg}".encode()


class Scissors:
    """Cuts pictures out, and counts how often it was asked; 0 able: the model is missing."""

    def __init__(self) -> None:
        self.cuts, self.able = 0, 1

    def without_background(self, picture: bytes) -> bytes:
        if not self.able:
            raise VisionAbsent("The model is missing.")
        self.cuts += 1
        return b"cut out of " + picture


@dataclass
class Stand:
    """The house with everything behind it; Ada is the buyer."""

    designs: Designs
    shelf: Shelf = field(default_factory=Shelf)
    files: Cellar = field(default_factory=Cellar)
    cases: Cases = field(default_factory=Cases)
    scissors: Scissors = field(default_factory=Scissors)
    clock: MovedClock = field(default_factory=lambda: MovedClock(START))

    def __post_init__(self) -> None:
        self.shelf.put(PRODUCT)

    @property
    def house(self) -> House:
        return cast(
            House,
            SimpleNamespace(
                designs=self.designs,
                catalogue=self.shelf,
                files=self.files,
                records=self.cases,
                renderer=Pencil(),
                vision=self.scissors,
                blank_drawing=lambda name: None,
                clock=self.clock,
            ),
        )

    def picture(self, by: str = "ada", data: bytes = PNG) -> str:
        """An uploaded picture's hash."""
        return self.files.put(data, "image/png", by).sha256

    def started(self, *entries: Filled, key: str = "k", owner: str = "ada", quantity: int = 1) -> DesignShown:
        """A design on the mug."""
        begun = Beginning(MUG, Wanted("", quantity, entries))
        return shown(drafts.start_draft(self.house, owner, key, begun))

    def saved(self, design: DesignShown, *entries: Filled) -> DesignShown:
        """The next version of it."""
        saving = Saving(design.version, Wanted(entries=entries))
        return shown(drafts.save_draft(self.house, "ada", design.id, saving))

    def revise(self, product: Product) -> None:
        """The maker changes the mug."""
        self.shelf.put(replace(product))


def shown(found: DesignShown | Problem) -> DesignShown:
    """The design; a problem fails the test with what it says."""
    assert not isinstance(found, Problem), found
    return found


def code(found: object) -> str:
    """The problem's code."""
    assert isinstance(found, Problem), found
    return found.code


def codes(design: DesignShown) -> list[tuple[str, str]]:
    """What is found, by field and code."""
    return [(each.field, each.code) for each in design.findings]
