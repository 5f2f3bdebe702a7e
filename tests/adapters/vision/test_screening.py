"""Texts, fitness for everybody and backgrounds."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tailorbird.adapters.vision.eye import Eye
from tailorbird.app.ports.vision import SeenText
from tests.adapters.vision.photographs import photographs, png, written


def chinese_font() -> Path:
    return Path(str(import_module("pylopdf_fonts_zh_cn").__file__)).parent / "NotoSansSC-Regular.otf"


def read(eye: Eye, picture: bytes) -> set[str]:
    return {each.text.replace(" ", "") for each in eye.texts(picture)}


@pytest.mark.parametrize("text", ["Happy Birthday Emma", "生日快乐小明", "call 13800138000"])
def test_a_text_is_read(eye: Eye, text: str) -> None:
    assert read(eye, written(text, chinese_font())) == {text.replace(" ", "")}


def test_a_text_says_where_it_stands_and_how_sure_it_is(eye: Eye) -> None:
    (found,) = eye.texts(written("Emma", chinese_font()))
    assert found.sure_permille > 900
    assert found.box.left < 100
    assert found.box.left + found.box.width < 400
    assert 200 < found.box.top < 500


def test_a_text_on_nothing_is_read_in_white_and_in_black(eye: Eye) -> None:
    for colour in ("white", "black"):
        assert read(eye, written("Emma 1999", chinese_font(), colour, ground=None)) == {"Emma1999"}


def test_a_picture_without_text_has_none(eye: Eye) -> None:
    assert eye.texts(png(Image.new("RGB", (400, 300), "white"))) == ()


def test_photographs_of_clothes_are_fit_for_everybody(eye: Eye) -> None:
    assert all(eye.adult_permille(each) < 500 for each in photographs(3))


def test_a_long_strip_is_looked_at_piece_by_piece(eye: Eye) -> None:
    one = Image.open(BytesIO(photographs(1)[0])).convert("RGB").resize((200, 200))
    strip = Image.new("RGB", (200, 2400), "white")
    strip.paste(one, (0, 1100))
    assert 0 <= eye.adult_permille(png(strip)) < 500


def test_a_background_becomes_transparent_and_the_thing_stays(eye: Eye) -> None:
    image = Image.new("RGB", (400, 400), (230, 230, 235))
    with Image.open(BytesIO(photographs(3)[2])) as photo:
        image.paste(photo.convert("RGB").resize((200, 240)), (100, 80))
    cut = Image.open(BytesIO(eye.without_background(png(image))))
    alpha = np.asarray(cut.getchannel("A"))
    assert (cut.format, cut.mode, cut.size) == ("PNG", "RGBA", (400, 400))
    assert alpha[:40, :40].mean() < 40
    assert alpha[150:250, 150:250].mean() > 150


def test_what_is_found_twice_is_told_once(eye: Eye) -> None:
    found = list(eye.texts(written("Emma", chinese_font(), ground=None, colour="#888888")))
    assert len(found) == len(set(found))
    assert all(isinstance(each, SeenText) for each in found)
