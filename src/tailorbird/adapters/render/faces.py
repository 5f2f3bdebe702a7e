"""The fonts that texts are set in: what they are called, where their files lie, how they are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tailorbird.app.ports.render import FontFace

EMOJI: Final = "emoji"
_HERE: Final = Path(__file__).parent
_OFL: Final = "OFL-1.1"
_EUROPEAN: Final = ("Latn", "Grek", "Cyrl")
_CHINESE: Final = ("Hans", "Latn", "Kana")


@dataclass(frozen=True, slots=True)
class Face:
    """One font: its file, the axes it is set to, and the fonts that stand in for what it lacks.

    `family` names a font package, or a file where it ends in one. `joined` fonts connect their letters, so
    that on an arc the strokes are bent and not turned letter by letter.
    """

    font: str
    label: str
    label_zh: str
    family: str
    scripts: tuple[str, ...]
    axes: tuple[tuple[str, float], ...] = ()
    joined: bool = False
    stand_ins: tuple[str, ...] = ("latin", "hei", "kufi", "symbols", EMOJI)
    licence: str = _OFL


_SERIF: Final = ("serif", "latin", "song", "naskh", "symbols", EMOJI)
_FACES: Final = (
    Face("sans", "Inter", "Inter 无衬线体", "Inter", _EUROPEAN, (("wght", 500), ("opsz", 28))),
    Face(
        "serif",
        "EB Garamond",
        "EB Garamond 衬线体",
        "EB Garamond",
        _EUROPEAN,
        (("wght", 500),),
        stand_ins=_SERIF[1:],
    ),
    Face(
        "display",
        "Playfair Display",
        "Playfair 标题体",
        "Playfair Display",
        ("Latn", "Cyrl"),
        (("wght", 500),),
        stand_ins=_SERIF,
    ),
    Face(
        "script", "Great Vibes", "Great Vibes 花体", "Great Vibes", ("Latn",), joined=True, stand_ins=_SERIF
    ),
    Face(
        "brush",
        "Dancing Script",
        "Dancing 连笔体",
        "Dancing Script",
        ("Latn",),
        (("wght", 600),),
        joined=True,
    ),
    Face("hand", "Caveat", "Caveat 手写体", "Caveat", ("Latn", "Cyrl"), (("wght", 600),)),
    Face("roman", "Cinzel", "Cinzel 罗马大写", "Cinzel", ("Latn",), (("wght", 500),), stand_ins=_SERIF),
    Face("condensed", "Oswald", "Oswald 窄体", "Oswald", ("Latn", "Cyrl"), (("wght", 500),)),
    Face("round", "Pacifico", "Pacifico 圆润体", "Pacifico", ("Latn", "Cyrl"), joined=True),
    Face(
        "song",
        "Noto Serif SC (Song)",
        "思源宋体",
        "NotoSerifSC-Regular.otf",
        _CHINESE,
        stand_ins=_SERIF,
    ),
    Face("hei", "Noto Sans SC (Hei)", "思源黑体", "NotoSansSC-Regular.otf", _CHINESE),
    Face("naskh", "Amiri (Naskh)", "Amiri 誊抄体", "Amiri", ("Arab", "Latn"), joined=True, stand_ins=_SERIF),
    Face(
        "kufi",
        "Noto Sans Arabic",
        "Noto 阿拉伯黑体",
        "Noto Sans Arabic",
        ("Arab",),
        (("wght", 500),),
        joined=True,
    ),
)
_STAND_INS: Final = (
    Face("latin", "Noto Sans", "Noto Sans", "Noto Sans", (*_EUROPEAN, "Deva"), (("wght", 500),)),
    Face(EMOJI, "Twemoji", "Twemoji 表情", "fonts/TwemojiMozilla.ttf", ("Zsye",)),
    # Inter draws arrows and signs that neither Noto Sans nor the scripts have.
    Face("symbols", "Inter", "Inter", "Inter", ("Zsym",), (("wght", 500), ("opsz", 28))),
)
_BY_ID: Final = {each.font: each for each in (*_FACES, *_STAND_INS)}


def font_faces() -> Sequence[FontFace]:
    """Every font that a buyer can be offered."""
    return tuple(
        FontFace(each.font, each.label, each.label_zh, each.licence, each.scripts) for each in _FACES
    )


def face_called(font: str) -> Face:
    """The font of that id; any other id is set in the first of all, and `is_offered` says so."""
    return _BY_ID[font] if is_offered(font) or font in _BY_ID else _FACES[0]


def is_offered(font: str) -> bool:
    """Whether a buyer can choose it."""
    return any(each.font == font for each in _FACES)


def file_of(face: Face) -> Path:
    """Where its file lies."""
    # Found when first needed, and not while the server starts.
    import fontpkg  # type: ignore[import-untyped]  # noqa: PLC0415
    import pylopdf_fonts_zh_cn  # noqa: PLC0415

    if face.family.endswith(".otf"):
        return Path(pylopdf_fonts_zh_cn.__file__).parent / face.family
    if face.family.endswith(".ttf"):
        return _HERE / face.family
    return Path(fontpkg.path(face.family))
