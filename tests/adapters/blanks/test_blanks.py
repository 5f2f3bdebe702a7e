"""The blanks that come with Tailorbird: drawings and data."""

from __future__ import annotations

import io
import re
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import pytest
import resvg_py
from PIL import Image

from tailorbird.adapters.blanks.drawings import blank_drawing
from tailorbird.adapters.blanks.shelf import FOLDER, BlankShelf, UnreadableBlank, read_blank
from tailorbird.domain.catalogue.blank import Blank
from tailorbird.domain.customization.checking import template_faults
from tailorbird.domain.customization.template import Area, Surface

SVG = "{http://www.w3.org/2000/svg}"
BLANKS = BlankShelf().all()
SIDES = [
    pytest.param(blank, surface, id=f"{blank.blank}-{surface.surface}")
    for blank in BLANKS
    for surface in blank.surfaces
]
KINDS = [pytest.param(blank, id=blank.blank) for blank in BLANKS]
ALLOWED = {
    "svg", "title", "defs", "g", "path", "rect", "circle", "ellipse", "clipPath", "pattern", "linearGradient",
    "radialGradient", "stop", "filter", "feGaussianBlur",
}  # fmt: skip
PALE, LOUD = "#ffffff", "#ff00aa"


def drawing(surface: Surface) -> bytes:
    found = blank_drawing(surface.picture)
    assert found is not None, f"{surface.picture} has no drawing."
    return found


def elements(surface: Surface) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing(surface)).iter())


def name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(SVG)


def picture(svg: str) -> Image.Image:
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=160, dpi=96, skip_system_fonts=True))
    return Image.open(io.BytesIO(png)).convert("RGB")


def tinted(surface: Surface, colour: str) -> str:
    root = ElementTree.fromstring(drawing(surface))
    for each in root.iter():
        if each.get("class") == "tint":
            each.set("fill", colour)
    return ElementTree.tostring(root, encoding="unicode")


def test_there_are_the_six_kinds_that_were_asked_for_and_two_more() -> None:
    assert [each.blank for each in BLANKS] == [
        "mug", "notebook", "ornament", "phone-case", "poster", "ring", "tote-bag", "tshirt",
    ]  # fmt: skip


def test_every_drawing_belongs_to_a_surface() -> None:
    drawn = {f"blank:{each.parent.name}/{each.stem}" for each in FOLDER.glob("*/*.svg")}
    assert drawn == {surface.picture for blank in BLANKS for surface in blank.surfaces}


@pytest.mark.parametrize(("blank", "surface"), SIDES)
def test_a_drawing_has_the_surfaces_size_in_tenths_of_a_millimetre(blank: Blank, surface: Surface) -> None:
    root = elements(surface)[0]
    assert root.get("viewBox") == f"0 0 {surface.width_um // 100} {surface.height_um // 100}"


@pytest.mark.parametrize(("blank", "surface"), SIDES)
def test_a_drawing_is_small_and_holds_nothing_that_runs_or_refers_elsewhere(
    blank: Blank, surface: Surface
) -> None:
    assert len(drawing(surface)) < 60_000
    assert {name(each) for each in elements(surface)} <= ALLOWED
    attributes = list(chain.from_iterable(each.attrib.items() for each in elements(surface)))
    assert [key for key, _ in attributes if "href" in key or key.startswith("on") or key == "style"] == []
    assert [value for _, value in attributes if "url(" in value and not value.startswith("url(#")] == []


@pytest.mark.parametrize(("blank", "surface"), SIDES)
def test_the_ids_of_a_drawing_are_its_own_and_whatever_it_refers_to_is_there(
    blank: Blank, surface: Surface
) -> None:
    ids = [each.get("id", "") for each in elements(surface) if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{blank.blank}-{surface.surface}-") for each in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", drawing(surface).decode())) <= set(ids)


@pytest.mark.parametrize(("blank", "surface"), SIDES)
def test_what_lies_over_the_print_is_one_group_at_the_end(blank: Blank, surface: Surface) -> None:
    root = elements(surface)[0]
    over = [each for each in root.iter() if each.get("class") == "over"]
    assert over == [root[-1]]
    assert name(over[0]) == "g"


@pytest.mark.parametrize(("blank", "surface"), SIDES)
def test_a_tint_recolours_the_goods_and_not_the_wall(blank: Blank, surface: Surface) -> None:
    pale, loud = picture(tinted(surface, PALE)), picture(tinted(surface, LOUD))
    greens = zip(pale.tobytes()[1::3], loud.tobytes()[1::3], strict=True)
    share = sum(one - other > 60 for one, other in greens) / (pale.width * pale.height)
    assert share > 0.001
    assert pale.getpixel((2, 2)) == loud.getpixel((2, 2))


@pytest.mark.parametrize(("blank", "surface"), SIDES)
def test_the_printable_area_is_seen_through_what_lies_over_it(blank: Blank, surface: Surface) -> None:
    area, svg = surface.area, drawing(surface).decode()
    box = [each // 100 for each in (area.x_um, area.y_um, area.width_um, area.height_um)]
    print_ = '<rect x="{}" y="{}" width="{}" height="{}" fill="#00aa44"/>'.format(*box)
    shown = picture(svg.replace('<g class="over">', print_ + '<g class="over">'))
    across, down = (box[0] + box[2] // 2), (box[1] + box[3] * 2 // 3)
    scale = shown.width * 100 / surface.width_um
    red, green, blue = shown.getpixel((round(across * scale), round(down * scale)))  # type: ignore[misc]
    assert green > red + 60
    assert green > blue + 40


def inside(inner: Area, outer: Area) -> bool:
    return (
        outer.x_um <= inner.x_um
        and outer.y_um <= inner.y_um
        and inner.x_um + inner.width_um <= outer.x_um + outer.width_um
        and inner.y_um + inner.height_um <= outer.y_um + outer.height_um
    )


@pytest.mark.parametrize("blank", KINDS)
def test_the_template_has_no_faults(blank: Blank) -> None:
    assert template_faults(blank.template) == ()


@pytest.mark.parametrize("blank", KINDS)
def test_the_areas_of_fields_lie_in_the_printable_area(blank: Blank) -> None:
    areas = [(blank.surface(each.surface), each.area) for each in blank.fields if each.area]
    assert [area for side, area in areas if side is None or not inside(area, side.area)] == []


@pytest.mark.parametrize("blank", KINDS)
def test_every_surface_takes_a_text_or_picture_of_the_buyers(blank: Blank) -> None:
    assert {each.surface for each in blank.fields if each.surface} == {s.surface for s in blank.surfaces}


@pytest.mark.parametrize("blank", KINDS)
def test_fields_that_can_be_closed_decide_nothing_about_those_that_stay(blank: Blank) -> None:
    closable = {each.field for each in blank.fields if each.surface}
    asked = {condition.field for each in blank.fields for condition in each.shown_if}
    assert not asked & closable


@pytest.mark.parametrize("blank", KINDS)
def test_everything_is_said_in_both_languages(blank: Blank) -> None:
    choices = (blank.colour, *blank.fields)
    pairs = [
        (blank.label, blank.label_zh),
        (blank.description, blank.description_zh),
        (blank.material, blank.material_zh),
        (blank.care, blank.care_zh),
        *((each.label, each.label_zh) for each in blank.surfaces),
        *((each.label, each.label_zh) for each in blank.sizes),
        *((each.label, each.label_zh) for each in choices),
        *((each.help, each.help_zh) for each in blank.fields),
        *(
            (option.label, option.label_zh)
            for each in (blank.colour, *blank.fields)
            for option in each.options
        ),
        *((ink.label, ink.label_zh) for each in blank.fields if each.text for ink in each.text.colours),
    ]
    assert [pair for pair in pairs if not (pair[0].strip() and pair[1].strip())] == []


@pytest.mark.parametrize("blank", KINDS)
def test_costs_and_extras_are_in_the_same_currencies(blank: Blank) -> None:
    currencies = {each.currency for each in blank.costs}
    assert currencies == {"USD", "EUR", "CNY"}
    extras = [each.extra for each in blank.sizes] + [each.prices for each in blank.colour.options]
    assert [each for each in extras if each and {money.currency for money in each} != currencies] == []


@pytest.mark.parametrize("blank", KINDS)
def test_surfaces_that_cover_one_another_are_surfaces_of_the_blank(blank: Blank) -> None:
    named = {each for group in blank.either for each in group}
    assert named <= {each.surface for each in blank.surfaces}


def test_a_blank_that_says_too_little_is_refused_with_its_name_and_what_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "kite"
    folder.mkdir()
    (folder / "blank.toml").write_text('label = "Kite"\n', encoding="utf-8")
    with pytest.raises(UnreadableBlank, match=r"kite/blank\.toml: .*label_zh"):
        read_blank(folder / "blank.toml")


def test_a_blank_in_no_toml_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "kite"
    folder.mkdir()
    (folder / "blank.toml").write_text("label = Kite\n", encoding="utf-8")
    with pytest.raises(UnreadableBlank, match="kite"):
        BlankShelf(tmp_path).all()


def test_a_side_that_nobody_drew_has_no_drawing() -> None:
    assert blank_drawing("blank:mug/../mug/side") is None
    assert blank_drawing("blank:kite/front") is None
