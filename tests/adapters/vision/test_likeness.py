"""What the eye finds alike, on photographs as their owners took them."""

from __future__ import annotations

import threading
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tailorbird.adapters.vision.eye import Eye
from tailorbird.app.looking.resemblance import ALIKE_FROM_PERMILLE, SAME_FROM_POINTS
from tailorbird.app.ports.vision import WHOLE, Box, Impression, UnfitBox
from tests.adapters.vision.photographs import changed, jpeg, middle, noise, photographs, png

FIVE = photographs(5)
ONE, OTHER, SHARP = FIVE[0], FIVE[1], FIVE[2]


def likeness(one: Impression, other: Impression) -> int:
    """Permille of the cosine."""
    rows = [np.frombuffer(each.network, "<f4") for each in (one, other)]
    return round(float(rows[0] @ rows[1]) * WHOLE)


def bits(one: Impression, other: Impression) -> int:
    return (one.hash ^ other.hash).bit_count()


def test_impressions_are_what_the_port_says(eye: Eye) -> None:
    whole, *windows = eye.impressions(ONE)
    assert whole.box is None
    assert len(windows) >= 8
    assert all(each.box is not None for each in windows)
    for each in (whole, *windows):
        network, colours = (np.frombuffer(part, "<f4") for part in (each.network, each.colours))
        assert np.linalg.norm(network) == pytest.approx(1, abs=1e-4)
        assert np.linalg.norm(colours) == pytest.approx(1, abs=1e-4)
        assert 0 <= each.hash < 2**64


def test_the_same_picture_makes_the_same_impression(eye: Eye) -> None:
    assert eye.impression(ONE) == eye.impression(ONE)
    assert likeness(eye.impression(ONE), eye.impressions(ONE)[0]) >= 999


def test_a_copy_of_less_quality_and_size_is_a_near_copy(eye: Eye) -> None:
    copy = changed(ONE, lambda image: image.resize((image.width // 2, image.height // 2)))
    assert bits(eye.impression(ONE), eye.impression(copy)) <= 6
    assert likeness(eye.impression(ONE), eye.impression(copy)) >= 900


def test_another_photograph_is_no_near_copy(eye: Eye) -> None:
    made = [eye.impression(each) for each in FIVE]
    pairs = [(one, other) for nth, one in enumerate(made) for other in made[nth + 1 :]]
    assert min(bits(*pair) for pair in pairs) > 12
    assert max(likeness(*pair) for pair in pairs) < 900


def test_a_cut_out_middle_is_like_one_of_the_windows(eye: Eye) -> None:
    cut = eye.impression(changed(ONE, middle))
    own = max(likeness(cut, each) for each in eye.impressions(ONE))
    others = max(likeness(cut, each) for picture in FIVE[1:] for each in eye.impressions(picture))
    assert own > max(others, ALIKE_FROM_PERMILLE)


def test_a_box_is_looked_at_alone(eye: Eye) -> None:
    scene = Image.new("RGB", (1200, 1200), (200, 180, 160))
    with Image.open(BytesIO(ONE)) as image:
        scene.paste(image.convert("RGB").resize((300, 400)), (600, 200))
    picture = jpeg(scene)
    boxed = eye.impression(picture, Box(500, 166, 250, 334))
    assert boxed.box == Box(500, 166, 250, 334)
    assert likeness(boxed, eye.impression(ONE)) > likeness(eye.impression(picture), eye.impression(ONE)) + 100


@pytest.mark.parametrize(
    "numbers", [(-1, 0, 10, 10), (0, 0, 0, 10), (0, 0, 10, 0), (500, 0, 501, 10), (0, 999, 1, 2)]
)
def test_a_box_outside_the_picture_cannot_be_made(numbers: tuple[int, int, int, int]) -> None:
    with pytest.raises(UnfitBox, match="permille"):
        Box(*numbers)


def test_a_cut_turned_and_darkened_copy_shares_its_points(eye: Eye) -> None:
    def worn(image: Image.Image) -> Image.Image:
        return middle(image).rotate(12, expand=True).point(lambda value: value * 3 // 4)

    assert eye.matching_points(changed(SHARP, worn), SHARP) >= SAME_FROM_POINTS


def test_unrelated_pictures_share_no_points(eye: Eye) -> None:
    assert all(eye.matching_points(ONE, each) < SAME_FROM_POINTS for each in FIVE[1:])
    assert eye.matching_points(png(Image.new("RGB", (300, 300), "white")), ONE) == 0


def test_another_thing_on_the_same_floor_is_not_the_same(eye: Eye) -> None:
    floor = noise(96, 72).resize((960, 720), Image.Resampling.BICUBIC)
    lying = []
    for seed in (2, 3):
        image = floor.copy()
        image.paste(noise(60, 46, seed).resize((600, 460), Image.Resampling.BICUBIC), (180, 130))
        lying.append(jpeg(image))
    assert eye.matching_points(lying[0], lying[1]) == 0
    assert eye.matching_points(lying[0], lying[0]) >= SAME_FROM_POINTS


def test_points_are_counted_in_the_box_only(eye: Eye) -> None:
    beside = Image.new("RGB", (1000, 700), "white")
    for nth, picture in enumerate((ONE, OTHER)):
        with Image.open(BytesIO(picture)) as image:
            beside.paste(image.convert("RGB").resize((450, 640)), (20 + 490 * nth, 30))
    left, right, scene = Box(0, 0, 490, WHOLE), Box(500, 0, 500, WHOLE), jpeg(beside, quality=92)
    assert eye.matching_points(scene, ONE, left) >= SAME_FROM_POINTS
    assert eye.matching_points(scene, ONE, right) < SAME_FROM_POINTS
    assert eye.matching_points(scene, OTHER, right) >= SAME_FROM_POINTS


def test_several_threads_see_the_same(eye: Eye) -> None:
    expected = {picture: eye.impression(picture) for picture in FIVE[:2]}
    seen: list[tuple[Impression, int]] = []

    def look(picture: bytes) -> None:
        seen.append((eye.impression(picture), eye.matching_points(picture, picture)))
        assert eye.impression(picture) == expected[picture]

    threads = [threading.Thread(target=look, args=(FIVE[nth % 2],)) for nth in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(seen) == 4
    assert {made for made, _ in seen} == set(expected.values())
    assert all(points > 100 for _, points in seen)
