"""Whether a text can be seen on what it is printed on."""

from __future__ import annotations

import pytest

from tailorbird.domain.customization.choices import Severity, TextChoice
from tailorbird.domain.customization.contrast import contrast, faint_texts
from tailorbird.domain.customization.template import Align, Area, Field, Surface, Swatch
from tailorbird.domain.listing.document import FieldKind

AREA = Area(x_um=0, y_um=0, width_um=100_000, height_um=50_000)


def text(colour: str) -> TextChoice:
    return TextChoice(
        field=Field(field="words", kind=FieldKind.TEXT, label="Words"),
        area=AREA,
        lines=("Leo",),
        font="sans",
        colour=Swatch(swatch="one", label="One", colour=colour),
        align=Align.CENTRE,
        curve_mdeg=0,
        size_um=None,
    )


def surface(ground: str = "") -> Surface:
    return Surface(surface="back", label="Back", width_um=100_000, height_um=50_000, area=AREA, ground=ground)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_colour_on_itself_has_none() -> None:
    assert contrast("#1d3b53", "#1d3b53") == pytest.approx(1)


def test_ink_blue_on_a_navy_shirt_is_a_warning() -> None:
    found = list(faint_texts(surface(), "#24304a", (text("#1d3b53"),)))
    assert [(each.field, each.code, each.severity) for each in found] == [
        ("words", "low_contrast", Severity.WARNING)
    ]


def test_white_on_a_navy_shirt_is_none() -> None:
    assert list(faint_texts(surface(), "#24304a", (text("#ffffff"),))) == []


def test_a_white_mug_with_a_dark_handle_takes_dark_texts() -> None:
    assert list(faint_texts(surface("#fbfaf8"), "#17181a", (text("#1d3b53"),))) == []


def test_where_the_colour_beneath_is_unknown_nothing_is_said() -> None:
    assert list(faint_texts(surface(), "", (text("#1d3b53"),))) == []
