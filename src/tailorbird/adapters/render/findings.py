"""What is said about a design that would go wrong at the press, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from tailorbird.domain.customization.choices import DesignFinding, Severity

UNKNOWN_GLYPH: Final = "unknown_glyph"
OUTSIDE_AREA: Final = "outside_area"
HIDDEN_CHARACTER: Final = "hidden_character"
LOW_RESOLUTION: Final = "low_resolution"
UNREADABLE_PICTURE: Final = "unreadable_picture"
BACKGROUND_NOT_REMOVED: Final = "background_not_removed"
UNKNOWN_FONT: Final = "unknown_font"
_MOST_NAMED: Final = 5


def _named(characters: Sequence[str]) -> str:
    """Characters by themselves where they are seen, and by code and name."""
    told = [
        f"{each + ' ' if each.isprintable() else ''}(U+{ord(each):04X}"
        f"{' ' + unicodedata.name(each).title() if unicodedata.name(each, '') else ''})"
        for each in characters[:_MOST_NAMED]
    ]
    more = len(characters) - len(told)
    return ", ".join(told) + (f" +{more}" if more > 0 else "")


def unknown_glyph(field: str, characters: Sequence[str]) -> DesignFinding:
    """No font has a character."""
    return DesignFinding(
        field=field,
        code=UNKNOWN_GLYPH,
        severity=Severity.ERROR,
        says=f"No font that we print with has {_named(characters)}.",
        says_zh=f"我们的印刷字体中没有 {_named(characters)}。",
        next_step="Replace the character, or upload the text as a picture.",
        next_step_zh="请换一个字符，或将文字做成图片上传。",
    )


def hidden_character(field: str, characters: Sequence[str], severity: Severity) -> DesignFinding:
    """A character that nobody sees."""
    changes = severity is Severity.ERROR
    return DesignFinding(
        field=field,
        code=HIDDEN_CHARACTER,
        severity=severity,
        says=f"The text has invisible characters: {_named(characters)}. "
        + ("They change how it reads." if changes else "They are left out."),
        says_zh=f"文字中有不可见字符：{_named(characters)}。"
        + ("它们会改变文字的读法。" if changes else "它们不会被印出。"),
        next_step="Type the text anew instead of pasting it."
        if changes
        else "Look at the preview; nothing else is needed.",
        next_step_zh="请重新输入文字，不要粘贴。" if changes else "请查看预览；无需其他操作。",
    )


def outside_area(field: str, size_um: int, largest_um: int) -> DesignFinding:
    """A text too large for its area."""
    size, largest = _mm(size_um), _mm(largest_um)
    return DesignFinding(
        field=field,
        code=OUTSIDE_AREA,
        severity=Severity.ERROR,
        says=f"At a font size of {size} mm the text does not fit its area; it fits at {largest} mm.",
        says_zh=f"字号 {size} 毫米时文字超出可印区域；{largest} 毫米时放得下。",
        next_step="Shorten the text, divide it into lines, or choose a narrower font or a smaller size.",
        next_step_zh="请缩短文字、分行，或选择更窄的字体或更小的字号。",
    )


def low_resolution(field: str, has_dpi: int, wants_dpi: int, severity: Severity) -> DesignFinding:
    """A picture with too few pixels for its size."""
    refused = severity is Severity.ERROR
    return DesignFinding(
        field=field,
        code=LOW_RESOLUTION,
        severity=severity,
        says=f"At this size the picture has {has_dpi} dots per inch; "
        + (f"at least {wants_dpi} are needed." if refused else f"it prints sharply from {wants_dpi}."),
        says_zh=f"按此尺寸，图片为每英寸 {has_dpi} 点；"
        + (f"至少需要 {wants_dpi}。" if refused else f"{wants_dpi} 以上才清晰。"),
        next_step="Upload a larger picture, make it smaller, or crop less.",
        next_step_zh="请上传更大的图片、将其缩小，或少裁一些。",
    )


def unreadable_picture(field: str, why: str, why_zh: str) -> DesignFinding:
    """A picture that cannot be used."""
    return DesignFinding(
        field=field,
        code=UNREADABLE_PICTURE,
        severity=Severity.ERROR,
        says=f"The picture cannot be used. {why}",
        says_zh=f"图片无法使用。{why_zh}",
        next_step="Upload it again as PNG or JPEG.",
        next_step_zh="请以 PNG 或 JPEG 格式重新上传。",
    )


def background_not_removed(field: str) -> DesignFinding:
    """The cut-out picture is not there."""
    return DesignFinding(
        field=field,
        code=BACKGROUND_NOT_REMOVED,
        severity=Severity.ERROR,
        says="The picture's background is not removed yet.",
        says_zh="图片的背景尚未去除。",
        next_step="Remove it again, or keep the background.",
        next_step_zh="请再次去除背景，或保留背景。",
    )


def unknown_font(field: str) -> DesignFinding:
    """A font that is not offered."""
    return DesignFinding(
        field=field,
        code=UNKNOWN_FONT,
        severity=Severity.ERROR,
        says="The font of this text is not one that we have.",
        says_zh="我们没有这段文字所用的字体。",
        next_step="Choose one of the fonts that are offered.",
        next_step_zh="请从提供的字体中选择。",
    )


def _mm(length_um: int) -> str:
    return f"{length_um / 1000:.1f}"
