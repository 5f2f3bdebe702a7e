"""Sides, previews, and pictures: whose they are, of what format, with or without background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tailorbird.app.design.files import read_file
from tailorbird.app.design.preview import PNG as PNG_TYPE
from tailorbird.app.design.preview import SVG, Look, Preview, preview
from tailorbird.app.design.sides import sides_of
from tailorbird.app.design.view import DesignShown
from tailorbird.app.design.wanted import Filled
from tailorbird.app.ports.render import CannotDraw
from tailorbird.domain.customization.reading import choices_of
from tests.app.design.stand import PNG, Stand, code, codes
from tests.domain.customization.templates import FRONT, PRODUCT, TEMPLATE, entry, specification

LAST = Look()
CUT_OUT = {"background": "removed"}


def looked(stand: Stand, design: DesignShown, look: Look = LAST) -> Preview:
    found = preview(stand.house, "ada", design.id, look)
    assert isinstance(found, Preview), found
    return found


def test_a_side_has_its_choices_and_the_colour_of_the_product() -> None:
    made = specification(entry("name", "Anna"), entry("colour", "gold"), entry("size", "50"))
    (side,) = sides_of(PRODUCT, choices_of(TEMPLATE, made))
    assert (side.surface, side.tint) == (FRONT, "#d4af37")
    assert [each.field.field for each in side.choices] == ["name"]


def test_a_preview_shows_the_design_as_svg_or_png(stand: Stand) -> None:
    design = stand.started(Filled("name", "Anna"), Filled("colour", "white"))
    svg, png = looked(stand, design), looked(stand, design, Look(width_px=600))
    assert (svg.media_type, svg.data, svg.hash) == (SVG, b"<svg>#ffffff|Anna</svg>", design.hash)
    assert (png.media_type, png.data) == (PNG_TYPE, b"600:" + svg.data)


def test_an_older_version_is_shown_as_it_was(stand: Stand) -> None:
    design = stand.started(Filled("name", "Anna"))
    stand.saved(design, Filled("name", "Mei"))
    assert b"Anna" in looked(stand, design, Look(version=1)).data


@pytest.mark.parametrize(("asked", "given"), [(1, 32), (10**9, 2000)])
def test_a_preview_has_a_size_that_can_be_made(stand: Stand, asked: int, given: int) -> None:
    design = stand.started()
    assert looked(stand, design, Look(width_px=asked)).data.startswith(b"%d:" % given)


def test_a_preview_is_the_owners_and_of_a_side_that_there_is(stand: Stand) -> None:
    design = stand.started()
    assert code(preview(stand.house, "bo", design.id, Look())) == "no_such_design"
    assert code(preview(stand.house, "ada", design.id, Look(surface="back"))) == "no_such_surface"


def test_anothers_picture_is_neither_found_nor_shown(stand: Stand) -> None:
    secret = stand.picture(by="bo")
    design = stand.started(Filled("photo", file=secret))
    assert codes(design) == [("photo", "file_missing")]
    assert secret.encode() not in looked(stand, design).data


def test_a_picture_of_the_platform_itself_is_nobodys_to_use(stand: Stand) -> None:
    assert codes(stand.started(Filled("photo", file=stand.picture(by="")))) == [("photo", "file_missing")]


def test_a_picture_of_another_format_is_told(stand: Stand) -> None:
    page = stand.files.put(b"%PDF-1.7", "application/pdf", "ada").sha256
    design = stand.started(Filled("photo", file=page))
    assert codes(design) == [("photo", "format_not_offered")]
    assert "png, jpeg" in design.findings[0].next_step


def test_a_background_is_removed_once_and_kept(stand: Stand) -> None:
    design = stand.started(Filled("photo", file=stand.picture(), detail=CUT_OUT))
    for _ in range(3):
        looked(stand, design)
    assert (codes(design), stand.scissors.cuts) == ([], 1)


def test_a_cut_out_that_was_lost_is_made_again(stand: Stand) -> None:
    picture = stand.picture()
    design = stand.started(Filled("photo", file=picture, detail=CUT_OUT))
    stand.files.erase(str(stand.designs.derived(picture, "cut")))
    looked(stand, design)
    assert stand.scissors.cuts == 2


def test_a_background_that_cannot_be_removed_is_an_error_and_never_passes(stand: Stand) -> None:
    stand.scissors.able = 0
    design = stand.started(Filled("photo", file=stand.picture(), detail=CUT_OUT))
    assert codes(design) == [("photo", "background_stays")]
    assert code(preview(stand.house, "ada", design.id, Look())) == "design_not_drawn"


def test_a_picture_that_went_missing_is_told_and_not_drawn(stand: Stand) -> None:
    picture = stand.picture()
    design = stand.started(Filled("photo", file=picture))
    stand.files.erase(picture)
    assert b"|" not in looked(stand, design).data


DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'


def test_a_drawing_that_nobody_handed_in_is_evidence_and_never_drawn(stand: Stand) -> None:
    imported = stand.files.put(DRAWN, "image/svg+xml").sha256
    with pytest.raises(CannotDraw):
        read_file(stand.house)(imported)


def test_a_drawing_that_was_handed_in_and_a_picture_of_the_platforms_own_are_drawn(stand: Stand) -> None:
    drawing = stand.files.put(DRAWN, "image/svg+xml", "ada").sha256
    cut_out = stand.files.put(PNG, "image/png").sha256
    assert [read_file(stand.house)(each) for each in (drawing, cut_out)] == [DRAWN, PNG]


def test_what_the_renderer_finds_is_among_the_findings(stand: Stand) -> None:
    assert codes(stand.started(Filled("name", "WIDE"))) == [("name", "outer_spaces")]


def test_a_product_without_sides_has_no_preview(stand: Stand) -> None:
    stand.revise(replace(PRODUCT, template=None))
    design = stand.started()
    assert code(preview(stand.house, "ada", design.id, Look())) == "no_such_surface"
