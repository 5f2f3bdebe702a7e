"""A customization to its end: no byte of what the buyer wrote or uploaded is left, and the case verifies.

Everything is put where it comes to lie in an order's life: the texts of the order and of its proof, an upload
whose pixels spell a marker, a picture made of it, proofs, files for the press, a photograph of the
inspection, a draft with its basket, impressions for comparing pictures, an export and a shared link. Then the
clock passes the time for claims, and the worker works.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tailorbird.app.design.drafts import erase_draft
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.errands import ErrandFailed, run_errand
from tailorbird.app.participants import PLATFORM_PARTY, THE_PLATFORM
from tailorbird.app.personalised.erasing import files_of
from tailorbird.app.personalised.in_force import in_force
from tailorbird.app.personalised.sharing import ShareMade, share_design, shared_design
from tailorbird.app.ports.designs import BasketLine, Draft
from tailorbird.app.ports.pictures import Indexed
from tailorbird.app.ports.vision import Impression
from tailorbird.domain.cases.chain import link
from tailorbird.domain.cases.facts.personalised import CustomizationErased
from tailorbird.domain.cases.listing_words import SharedForm
from tailorbird.domain.customization.specification import Entry, EntryKind, Specification
from tailorbird.domain.roles import Role
from tests.app.workshop import SELLER, Workshop, fine, open_workshop
from tests.pictures import png

if TYPE_CHECKING:
    from tailorbird.adapters.db.database import Database
    from tailorbird.app.ports.storage import CaseRecord

TEXT = "Qzvxwu-Leonor"
PROOF_TEXT, CHANGES_TEXT, INSPECTION_TEXT = "Qzvxwu-proof", "Qzvxwu-changes", "Qzvxwu-inspected"
UPLOAD, CUT, PROOF, PRESS, PHOTO = (
    f"Qzvxwu-{name}-pixels" for name in ("up", "cut", "proof", "press", "seen")
)
_TEXTS = (TEXT, PROOF_TEXT, CHANGES_TEXT, INSPECTION_TEXT, UPLOAD, CUT, PROOF, PRESS, PHOTO)
MARKERS = frozenset(each.encode() for each in _TEXTS)


def impression(seed: int) -> Impression:
    """Numbers of length 1 that look like nothing else."""
    return Impression(_numbers(seed, 512), _numbers(seed + 1, 96), seed)


def _numbers(seed: int, size: int) -> bytes:
    told = [float((each * 7919 + seed * 104729) % 211 - 105) for each in range(size)]
    length = sum(each * each for each in told) ** 0.5
    return struct.pack(f"<{size}f", *(each / length for each in told))


class Life:
    """An order that was delivered, with everything of it where it lies."""

    def __init__(self, workshop: Workshop, database: Database) -> None:
        self.workshop = workshop
        files, designs = workshop.house.files, workshop.house.designs
        self.upload = files.put(png(UPLOAD.encode()), "image/png", by="ana").sha256
        name = Entry(surface="Front", area="", label="name", kind=EntryKind.TEXT, value=TEXT)
        photo = Entry(
            surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=self.upload
        )
        self.order = workshop.accepted(name, photo)
        self.hash = self._document()
        cut = files.put(png(CUT.encode()), "image/png").sha256
        designs.keep_derived(self.upload, "cut", cut)
        self.files = (self.upload, cut, *self._proofs(), self._press(), self._inspected())
        for seed, scope, sha256 in ((5, "designs:oak", self.upload), (6, "elsewhere", cut)):
            workshop.house.pictures.add(Indexed(scope, self.order, sha256), [impression(seed)])
        rows = database.storage.session.query(
            "SELECT network, colours FROM tailorbird_picture_impression", []
        )
        self.markers = MARKERS | {bytes(each) for row in rows for each in row}
        self.token = self._shared()
        workshop.did(self.order, SELLER, Role.MERCHANT, "dispatch", parcel="P1")
        workshop.did(self.order, SELLER, Role.MERCHANT, "deliver", parcel="P1")

    def _document(self) -> str:
        """The order's document, as a draft of the buyer's with a line in the basket."""
        house = self.workshop.house
        now = in_force(self.workshop.case(self.order))
        assert now is not None
        document = house.records.private([now.content], case_id=self.order)[now.content].text.encode()
        at = house.clock.now()
        draft = Draft("d1", "ana", "light", "Night light", 1, now.hash, document, at)
        house.designs.save(draft, 0)
        house.designs.put_line("ana", BasketLine("l1", "d1", now.hash, 1))
        return now.hash

    def _proofs(self) -> Iterator[str]:
        picture = self.workshop.house.files.put(png(PROOF.encode()), "image/png").sha256
        told = {"specification_hash": self.hash, "pictures": [picture], "text": PROOF_TEXT}
        self.workshop.did(self.order, SELLER, Role.MERCHANT, "send_proof", proof="p1", **told)
        self.workshop.did(self.order, "ana", Role.BUYER, "ask_for_changes", proof="p1", text=CHANGES_TEXT)
        self.workshop.did(self.order, SELLER, Role.MERCHANT, "send_proof", proof="p2", **told)
        self.workshop.did(self.order, "ana", Role.BUYER, "approve_proof", proof="p2")
        yield picture

    def _press(self) -> str:
        house = self.workshop.house
        data = png(PRESS.encode())
        sha256 = house.files.put(data, "image/png").sha256
        house.exports.write(self.order, "front-print.png", data)
        made = {"surface": "Front", "kind": "png", "file": sha256}
        act = Act("record_print_files", THE_PLATFORM, {"specification_hash": self.hash, "files": [made]})
        fine(house.engine.run(Order(self.order, (act,), PLATFORM_PARTY, "print")))
        return sha256

    def _inspected(self) -> str:
        self.workshop.did(self.order, SELLER, Role.MERCHANT, "start_production")
        photo = self.workshop.house.files.put(png(PHOTO.encode()), "image/png", by=SELLER).sha256
        points = [
            {"point": point, "result": "as_specified", "photos": [photo]}
            for point in ("Front/Name to engrave", "Back/Drawing for the back", "quantity")
        ]
        told: dict[str, Any] = {"points": points, "text": INSPECTION_TEXT}
        self.workshop.did(self.order, SELLER, Role.MERCHANT, "inspect_design", **told)
        return photo

    def _shared(self) -> str:
        made = share_design(self.workshop.house, self.order, "ana", SharedForm.PREVIEW, 90)
        assert isinstance(made, ShareMade), made
        return made.token


def kept(workshop: Workshop, database: Database, engine: str, folder: Path) -> Iterator[bytes]:
    """Every byte on disk: the database, the files, the letters and the exports, with the names of each."""
    yield from stored(database, engine)
    media = workshop.config.media
    for place in (media, media.parent / "exports", workshop.config.mail, folder):
        for each in place.rglob("*"):
            yield str(each.relative_to(folder)).encode()
            if each.is_file():
                yield each.read_bytes()


def stored(database: Database, engine: str) -> Iterator[bytes]:
    """The bytes of SQLite's files; every cell of PostgreSQL's tables."""
    connection = database.storage.session.connection
    if engine == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        yield from (each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (_cell(each) for each in row)


def _cell(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def chained(record: CaseRecord) -> bool:
    """Whether each fact's hash follows from the one before and its exact bytes."""
    head = "0" * 64
    for fact in record.facts:
        head = link(head, fact.data)
        if head != fact.hash:
            return False
    return head == record.header.head_hash


@pytest.fixture
def life(database: Database, tmp_path: Path) -> Life:
    return Life(open_workshop(database, tmp_path), database)


def found(life: Life, database: Database, engine: str, folder: Path) -> set[bytes]:
    """The markers that are somewhere, and the files that lie under their hash."""
    everything = tuple(kept(life.workshop, database, engine, folder))
    names = {each for each in life.files if (folder / "media" / each[:2] / each[2:4] / each).exists()}
    return {each for each in life.markers if any(each in data for data in everything)} | {
        each.encode() for each in names
    }


def test_at_the_end_no_byte_of_it_is_left_and_the_case_verifies(
    life: Life, database: Database, database_engine: str, tmp_path: Path
) -> None:
    workshop = life.workshop
    workshop.work()
    assert found(life, database, database_engine, tmp_path) == {
        *life.markers,
        *(each.encode() for each in life.files),
    }
    assert shared_design(workshop.house, life.token) is not None
    workshop.later(days=30)
    workshop.work()
    assert found(life, database, database_engine, tmp_path) == set()
    assert shared_design(workshop.house, life.token) is None
    record = workshop.record(life.order)
    assert chained(record)
    erased = workshop.case(life.order).last(CustomizationErased)
    assert erased is not None
    assert erased.fact.specification_hash == life.hash
    assert set(erased.fact.files) == set(files_of(workshop.case(life.order)))
    assert workshop.house.designs.drafts("ana") == ()
    assert workshop.house.designs.lines("ana") == ()
    assert workshop.house.exports.names(life.order) == ()


def test_the_erasure_is_safe_to_repeat(life: Life) -> None:
    workshop = life.workshop
    workshop.later(days=30)
    workshop.work()
    record = workshop.record(life.order)
    seq = next(each.seq for each in record.facts if each.name == "CustomizationErased")
    run_errand(workshop.house, record, seq)


def test_a_store_that_does_not_answer_is_tried_again_and_stops_no_other(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = life.workshop

    def away(case_id: str) -> None:
        raise OSError("the folder is not there")

    with monkeypatch.context() as broken:
        broken.setattr(type(workshop.house.exports), "erase", lambda self, case_id: away(case_id))
        workshop.later(days=30)
        workshop.work()
        assert workshop.house.files.read(life.upload) is None
        assert workshop.house.exports.names(life.order) == ("front-print.png",)
        record = workshop.record(life.order)
        seq = next(each.seq for each in record.facts if each.name == "CustomizationErased")
        with pytest.raises(ErrandFailed, match="the folder is not there"):
            run_errand(workshop.house, record, seq)
    workshop.later(hours=1)
    workshop.work()
    assert workshop.house.exports.names(life.order) == ()


def test_a_picture_that_another_open_order_shows_stays_until_that_one_ends(life: Life) -> None:
    workshop = life.workshop
    listing = next(e.value for e in workshop.house.records.labels_of(life.order) if e.kind == "listing")
    name = Entry(surface="Front", area="", label="name", kind=EntryKind.TEXT, value="Another")
    photo = Entry(
        surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=life.upload
    )
    workshop.clock.advance(timedelta(days=29))
    other = fine(workshop.order(listing, name, photo)).case_id
    workshop.later(days=1)
    workshop.work()
    assert workshop.case(life.order).has(CustomizationErased)
    assert workshop.house.files.read(life.upload) is not None
    workshop.did(other, SELLER, Role.MERCHANT, "refuse_order", reason="No wood left.")
    workshop.work()
    assert workshop.house.files.read(life.upload) is None


def test_a_picture_in_another_design_of_the_buyers_goes_with_that_one(life: Life) -> None:
    workshop = life.workshop
    workshop.later(days=29)
    name = Entry(surface="Front", area="", label="name", kind=EntryKind.TEXT, value="Another")
    other = Specification(product="light", title="Night light", quantity=1, entries=(name,))
    draft = Draft("d2", "ana", "light", "Other", 1, other.hash, other.document(), workshop.clock.now())
    workshop.house.designs.save(replace(draft, files=frozenset((life.upload,))), 0)
    workshop.later(days=1)
    workshop.work()
    assert workshop.case(life.order).has(CustomizationErased)
    assert [each.id for each in workshop.house.designs.drafts("ana")] == ["d2"]
    assert workshop.house.files.read(life.upload) is not None
    erase_draft(workshop.house, "ana", "d2")
    assert workshop.house.files.read(life.upload) is None


def test_a_picture_that_two_buyers_handed_in_goes_with_the_last_of_their_orders(life: Life) -> None:
    workshop = life.workshop
    workshop.house.files.put(png(UPLOAD.encode()), "image/png", by="mei")
    listing = next(e.value for e in workshop.house.records.labels_of(life.order) if e.kind == "listing")
    photo = Entry(
        surface="Back", area="", label="photo", kind=EntryKind.IMAGE, value="us.png", file=life.upload
    )
    name = Entry(surface="Front", area="", label="name", kind=EntryKind.TEXT, value="Mei")
    other = fine(workshop.order(listing, name, photo, buyer="mei")).case_id
    workshop.did(other, SELLER, Role.MERCHANT, "refuse_order", reason="No wood left.")
    workshop.work()
    assert workshop.house.files.read(life.upload) is not None
    workshop.later(days=30)
    workshop.work()
    assert workshop.house.files.read(life.upload) is None
