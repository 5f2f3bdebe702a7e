"""A merchant with a picture, and the house in which it puts designs on blanks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from tailorbird.adapters.blanks.drawings import blank_drawing
from tailorbird.adapters.blanks.shelf import BlankShelf
from tailorbird.adapters.files.folder import FolderFiles
from tailorbird.adapters.render.renderer import SvgRenderer
from tailorbird.app.blanks import previews
from tailorbird.app.blanks.design import Designed, design_product
from tailorbird.app.blanks.wishes import NewDesign, Placement
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.catalogue import Meaning, ProductRecord
from tailorbird.app.ports.language import LanguageAbsent
from tailorbird.app.ports.vision import Box, SeenText, VisionAbsent
from tailorbird.domain.catalogue.product import Product
from tailorbird.domain.money import Money
from tests.app.memory_house import build

TEAL = (0, 150, 136)


def png(width: int, height: int, colour: tuple[int, int, int] = TEAL) -> bytes:
    """A picture of one colour."""
    into = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(into, "PNG")
    return into.getvalue()


class Products:
    """A catalogue in memory, as far as making products goes."""

    def __init__(self) -> None:
        self.kept: dict[str, ProductRecord] = {}

    def product(self, product_id: str) -> ProductRecord | None:
        return self.kept.get(product_id)

    def revision(self, product_id: str, sha256: str) -> Product | None:
        record = self.kept.get(product_id)
        return record.product if record is not None and record.hash == sha256 else None

    def save(self, record: ProductRecord, meanings: Sequence[Meaning], after: int) -> ProductRecord:
        self.kept[record.id] = replace(record, revision=after + 1)
        return self.kept[record.id]


@dataclass
class CalmEye:
    """Sees nothing that is not fit for everybody, unless `adult` says so; may be `absent`."""

    adult: int = 3
    absent: str = ""
    written: str = ""
    seen: list[bytes] = field(default_factory=list)

    def adult_permille(self, picture: bytes) -> int:
        if self.absent:
            raise VisionAbsent(self.absent)
        self.seen.append(picture)
        return self.adult

    def texts(self, picture: bytes) -> Sequence[SeenText]:
        return (SeenText(self.written, Box(0, 0, 1000, 1000), 990),) if self.written else ()


class NothingBarred:
    """An index without pictures."""

    def subjects(self, scope: str) -> frozenset[str]:
        return frozenset()


class Speechless:
    """A language model that is missing."""

    def meaning(self, text: str) -> bytes:
        raise LanguageAbsent("No model here.")


@dataclass
class Workroom:
    """The house, its catalogue and eye, and one merchant in it."""

    house: House
    products: Products
    eye: CalmEye
    folder: Path
    merchant: str = "juniper"

    def uploaded(self, data: bytes, by: str = "juniper", kind: str = "image/png") -> str:
        """The name under which the upload is kept."""
        return self.house.files.put(data, kind, by=by).sha256

    def placed(self, surface: str = "outside", **changes: Any) -> Placement:
        """A sharp picture of the merchant's own on that surface."""
        told: dict[str, Any] = {
            "surface": surface, "file": "", "owner": "Juniper Studio", "licence": "own work",
        }  # fmt: skip
        told |= changes
        told["file"] = told["file"] or self.uploaded(png(600, 200))
        return Placement(**told)

    def design(self, **changes: Any) -> NewDesign:
        """A plain engraved ring in silver, for 40 dollars."""
        told: dict[str, Any] = {
            "title": "Juniper ring",
            "title_zh": "杜松戒指",
            "placements": (self.placed(),),
            "prices": (Money.parse("USD 40.00"),),
            "colours": ("silver",),
        }
        return NewDesign(**(told | changes))

    def make(self, design: NewDesign, blank: str = "ring", key: str = "k-1") -> Designed | Problem:
        return design_product(self.house, self.merchant, blank, design, key)

    def made(self, design: NewDesign, blank: str = "ring", key: str = "k-1") -> Designed:
        """The product; that it was made is taken for granted."""
        made = self.make(design, blank, key)
        assert isinstance(made, Designed), made
        return made

    def refused(self, design: NewDesign, blank: str = "ring") -> Problem:
        """Why it was not made; nothing may be left of it."""
        before = sorted(each.name for each in self.folder.rglob("*"))
        made = self.make(design, blank)
        assert isinstance(made, Problem)
        assert self.products.kept == {}
        assert sorted(each.name for each in self.folder.rglob("*")) == before
        return made

    def codes(self, design: NewDesign, blank: str = "ring") -> list[tuple[str, str]]:
        """Where the design is wrong, and by which rule."""
        told = self.refused(design, blank).extra["findings"]
        assert all(each["says"] and each["says_zh"] and each["next_step"] for each in told)
        return [(each["field"], each["code"]) for each in told]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workroom:
    monkeypatch.setattr(previews, "PREVIEW_PX", 160)
    products, eye = Products(), CalmEye()
    house = replace(
        build().house,
        files=FolderFiles(tmp_path / "media"),
        catalogue=cast(Any, products),
        vision=cast(Any, eye),
        pictures=cast(Any, NothingBarred()),
        language=Speechless(),
        renderer=SvgRenderer(),
        blanks=BlankShelf(),
        blank_drawing=blank_drawing,
    )
    return Workroom(house, products, eye, tmp_path / "media")
