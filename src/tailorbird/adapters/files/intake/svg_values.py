"""Values of attributes and styles in a drawing: numbers, colours, its own names, and nothing else."""

from __future__ import annotations

import re
from typing import Final

from tailorbird.adapters.files.intake import refusals
from tailorbird.adapters.files.intake.svg_words import FUNCTIONS, STYLES
from tailorbird.app.ports.files import FileRefused

NAME: Final = re.compile(r"[\w][\w.\-]{0,99}")
_CALL: Final = re.compile(r"([\w-]*)\s*\(")
_OWN_URL: Final = re.compile(r"""url\(\s*(["']?)#([\w][\w.\-]{0,99})\1\s*\)""", re.IGNORECASE)
_MOST_CHARACTERS: Final = 500_000
_NUMBER: Final = re.compile(r"(?<![\w#.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LARGEST: Final = 1_000_000
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"(?:\*|[A-Za-z][\w-]*)?(?:[.#][\w-]+)*")


def outward(found: str) -> FileRefused:
    """It refers to something outside itself."""
    return refusals.unsafe(
        f"a reference to something outside itself ({_short(found)})",
        "Embed the picture in the drawing, or take the reference out.",
        f"对外部内容的引用（{_short(found)}）",
        "请将图片嵌入图形，或删除该引用。",
    )


def references(value: str) -> list[str]:
    """The drawing's own names that the value refers to by `url(#…)`."""
    return [match[2] for match in _OWN_URL.finditer(value)]


def checked(value: str) -> str:
    """The value in one line. Refused where it refers outward, escapes letters, or calls what is not known."""
    if len(value) > _MOST_CHARACTERS:
        raise refusals.too_large("characters in one value", len(value), _MOST_CHARACTERS, "单个属性的字符数")
    told = " ".join(value.split())
    if "\\" in told or "javascript:" in "".join(told.lower().split()):
        raise refusals.unsafe(
            f"hidden or running code ({_short(told)})",
            "Save it again as plain SVG.",
            f"隐藏或可执行的代码（{_short(told)}）",
            "请重新保存为普通 SVG。",
        )
    if len(re.findall(r"url\s*\(", told, re.IGNORECASE)) != len(_OWN_URL.findall(told)):
        raise outward(told)
    for match in _CALL.finditer(told):
        if match[1].lower() not in FUNCTIONS:
            raise refusals.unsafe(
                f"the function {_short(match[1])}()",
                "Save it again as plain SVG.",
                f"函数 {_short(match[1])}()",
                "请重新保存为普通 SVG。",
            )
    return told


def measured(value: str) -> str:
    """The value, refused where a number in it is beyond what renderers can count with."""
    for match in _NUMBER.finditer(value):
        if abs(float(match[0])) > _LARGEST:
            raise refusals.broken("image/svg+xml", f"the number {_short(match[0])} is beyond measure")
    return value


def declarations(style: str) -> str:
    """A style's declarations in one form; properties that are not known are left out."""
    kept: dict[str, str] = {}
    for each in _COMMENT.sub("", style).split(";"):
        name, colon, value = each.partition(":")
        told = measured(checked(value))
        if colon and name.strip().lower() in STYLES and told:
            kept[name.strip().lower()] = told
    return ";".join(f"{name}:{value}" for name, value in sorted(kept.items()))


def style_sheet(text: str) -> str:
    """A style sheet in one form: rules for elements, classes and names. Refused where it imports."""
    plain = _COMMENT.sub("", text).replace("<!--", "").replace("-->", "")
    if "@" in plain:
        raise refusals.unsafe(
            "a style that imports or defines more (@)",
            "Save it with presentation attributes.",
            "含有 @ 规则（如 @import）的样式",
            "请改用属性方式保存样式。",
        )
    kept = []
    for match in _RULE.finditer(plain):
        wanted = [each.strip() for each in match[1].split(",")]
        if not all(each and _SELECTOR.fullmatch(each) for each in wanted):
            raise refusals.unsafe(
                f"a style rule for {_short(match[1])}",
                "Save it with presentation attributes.",
                f"样式规则 {_short(match[1])}",
                "请改用属性方式保存样式。",
            )
        told = declarations(match[2])
        if told:
            kept.append(f"{','.join(wanted)}{{{told}}}")
    if _RULE.sub("", plain).strip():
        checked(_RULE.sub("", plain))
        raise refusals.broken("image/svg+xml", "its style cannot be read")
    return "\n".join(kept)


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= 60 else told[:57] + "..."  # noqa: PLR2004 - the length just named
