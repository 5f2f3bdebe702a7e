"""What is said of a specification that does not fit: one sentence a rule, in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tailorbird.domain.customization.choices import DesignFinding, Severity


@dataclass(frozen=True, slots=True)
class _Words:
    says: str
    says_zh: str
    next_step: str
    next_step_zh: str
    severity: Severity = Severity.ERROR


_CHANGE: Final = ("Change it, or leave the field blank.", "请修改，或将该项留空。")
_FEWER: Final = ("Shorten it.", "请缩短。")
_REMOVE: Final = ("Remove the character.", "请删除该字符。")
_WARN: Final = Severity.WARNING

_WORDS: Final[dict[str, _Words]] = {
    # How entries are read
    "unknown_field": _Words(
        "The product has no such field.",
        "商品没有此项目。",
        "Remove the entry; what it says is kept until you do.",
        "请删除该条内容；在您删除之前内容会保留。",
    ),
    "filled_twice": _Words("The field is filled twice.", "该项填写了两次。", "Keep one.", "请只保留一个。"),
    "wrong_kind": _Words(
        "The entry is of the kind {kind}, the field takes {expected}.",
        "内容类型为 {kind}，该项需要 {expected}。",
        *_CHANGE,
    ),
    "not_shown": _Words(
        "With your other choices this field is not offered, so what you filled in is left out.",
        "按照您的其他选择，此项不提供，填写的内容不会采用。",
        "Change the other choices back to use it; earlier versions of the design keep it.",
        "如需使用，请改回其他选择；设计的早期版本保留了这些内容。",
        _WARN,
    ),
    "unknown_detail": _Words(
        "The field has nothing called {name} to set.",
        "该项没有名为 {name} 的设置。",
        "Leave it out.",
        "请去掉。",
    ),
    "not_a_whole_number": _Words(
        "{name} is not a whole number written in digits.",
        "{name} 不是整数。",
        "Write digits only, such as 1200.",
        "请只写数字，如 1200。",
    ),
    "out_of_bounds": _Words(
        "{name} is outside {least} to {most}.",
        "{name} 不在 {least} 至 {most} 之间。",
        "Choose a value in between.",
        "请选择范围内的值。",
    ),
    "unknown_font": _Words(
        "This font is not offered here.",
        "此处不提供该字体。",
        "Choose one of: {offered}.",
        "请选择：{offered}。",
    ),
    "unknown_colour": _Words(
        "This colour is not offered here.",
        "此处不提供该颜色。",
        "Choose one of: {offered}.",
        "请选择：{offered}。",
    ),
    "unknown_align": _Words(
        "The text cannot be aligned so.",
        "无法这样对齐文字。",
        "Choose one of: {offered}.",
        "请选择：{offered}。",
    ),
    "curve_not_permitted": _Words(
        "The maker does not let this text be bent otherwise.",
        "制作方不允许改变此文字的弧度。",
        "Leave the curve as it is.",
        "请保持原有弧度。",
    ),
    "cropping_not_permitted": _Words(
        "The maker does not let this picture be cropped.",
        "制作方不允许裁剪此图片。",
        "Use the whole picture, or upload one that is cropped.",
        "请使用整张图片，或上传裁剪好的图片。",
    ),
    "moving_not_permitted": _Words(
        "The maker does not let this picture be moved, scaled or turned.",
        "制作方不允许移动、缩放或旋转此图片。",
        "Leave it in its place.",
        "请保持原位。",
    ),
    "background_not_removable": _Words(
        "The background of this picture is not removed here.",
        "此处不提供去除图片背景。",
        "Keep the background, or upload a picture without one.",
        "请保留背景，或上传无背景的图片。",
    ),
    "crop_outside": _Words(
        "The part that is kept lies outside the picture.",
        "保留的部分超出图片范围。",
        "Give left,top,width,height in permille: 0,0,1000,1000 is the whole picture.",
        "请以千分比给出 左,上,宽,高：0,0,1000,1000 为整张图片。",
    ),
    "no_picture": _Words(
        "The field takes a picture, and none is named.",
        "该项需要图片，但没有指定。",
        "Upload a picture and name its SHA-256 as the file.",
        "请上传图片，并以其 SHA-256 作为文件。",
    ),
    "no_file_here": _Words(
        "The field takes no file.", "该项不接受文件。", "Leave the file out.", "请去掉文件。"
    ),
    "unknown_option": _Words(
        "There is no such option.", "没有这个选项。", "Choose one of: {offered}.", "请选择：{offered}。"
    ),
    "option_not_offered": _Words(
        "With your other choices this option is not offered.",
        "按照您的其他选择，不提供此选项。",
        "Choose one of: {offered}.",
        "请选择：{offered}。",
    ),
    "not_a_number": _Words(
        "This is not a number.",
        "这不是数字。",
        "Write a number from {least} to {most} {unit}, such as {least}.",
        "请写 {least} 至 {most} {unit} 之间的数字，如 {least}。",
    ),
    "measure_out_of_bounds": _Words(
        "The measure is outside {least} to {most} {unit}.",
        "尺寸不在 {least} 至 {most} {unit} 之间。",
        "Choose a measure in between, or ask the maker.",
        "请选择范围内的尺寸，或咨询制作方。",
    ),
    "measure_off_step": _Words(
        "This measure is not made: they go from {least} in steps of {step} {unit}.",
        "不提供此尺寸：自 {least} 起，每 {step} {unit} 一档。",
        "The nearest are {below} and {above}.",
        "最接近的是 {below} 和 {above}。",
    ),
    # What texts are made of
    "too_long": _Words(
        "The text has {count} characters; {most} are possible.",
        "文字有 {count} 个字符，最多 {most} 个。",
        *_FEWER,
    ),
    "too_many_lines": _Words(
        "The text has {count} lines; {most} are possible.", "文字有 {count} 行，最多 {most} 行。", *_FEWER
    ),
    "character_not_offered": _Words(
        "These characters cannot be made here: {characters}.",
        "此处无法制作这些字符：{characters}。",
        "Leave them out. {offered}",
        "请去掉。{offered_zh}",
    ),
    "control_character": _Words(
        "The text has control characters: {characters}.",
        "文字含有控制字符：{characters}。",
        *_REMOVE,
    ),
    "direction_character": _Words(
        "The text has hidden characters that turn the direction of reading: {characters}.",
        "文字含有改变阅读方向的隐藏字符：{characters}。",
        "Remove them; Arabic and Hebrew are set from right to left by themselves.",
        "请删除；阿拉伯文和希伯来文会自动从右向左排列。",
    ),
    "invisible_character": _Words(
        "The text has characters that nobody can see: {characters}.",
        "文字含有看不见的字符：{characters}。",
        "Remove them, or type the text anew.",
        "请删除，或重新输入文字。",
    ),
    "unknown_character": _Words(
        "The text has characters without a meaning of their own: {characters}.",
        "文字含有没有公认含义的字符：{characters}。",
        "Replace them.",
        "请替换。",
    ),
    "too_many_marks": _Words(
        "One character is piled up from more than {most} parts.",
        "有字符由超过 {most} 个部分叠成。",
        "Type it with fewer accents or signs.",
        "请减少叠加的符号。",
    ),
    "outer_spaces": _Words(
        "The text begins or ends with spaces or blank lines; they count when it is set.",
        "文字首尾有空格或空行，排版时会计入。",
        "Remove them if they are not meant.",
        "如非有意，请删除。",
        _WARN,
    ),
    "composed": _Words(
        "Letters whose accents came apart were put together; they look the same.",
        "分开的字母与变音符号已合并，外观不变。",
        "Look at the preview.",
        "请查看预览。",
        _WARN,
    ),
    "mixed_direction": _Words(
        "The text runs in both directions of writing.",
        "文字包含两种书写方向。",
        "Look at the preview: the order has to be the one that you mean.",
        "请查看预览，确认顺序符合您的意思。",
        _WARN,
    ),
    # What the whole is
    "required": _Words("Please fill in this field.", "请填写此项。", "Fill it in.", "请填写。"),
    "barred": _Words("{says}", "{says_zh}", "Change one of these choices.", "请更改其中一个选择。"),
    "quantity_out_of_bounds": _Words(
        "The quantity is {count}; {least} to {most} can be ordered.",
        "数量为 {count}，可订 {least} 至 {most} 件。",
        "Change the quantity, or ask the maker.",
        "请更改数量，或咨询制作方。",
    ),
    "unknown_variant": _Words(
        "The product has no such variant.",
        "商品没有此款式。",
        "Choose one of: {offered}.",
        "请选择：{offered}。",
    ),
    "not_in_stock": _Words(
        "There are {most} in stock, and {count} are asked for.",
        "库存 {most} 件，需要 {count} 件。",
        "Take fewer, or another variant.",
        "请减少数量，或选择其他款式。",
    ),
    "file_missing": _Words(
        "There is no picture of yours with this name.",
        "没有找到您上传的这张图片。",
        "Upload it again.",
        "请重新上传。",
    ),
    "format_not_offered": _Words(
        "Pictures of the type {kind} are not taken here.",
        "此处不接受 {kind} 类型的图片。",
        "Send one of: {offered}.",
        "请上传：{offered}。",
    ),
    "background_stays": _Words(
        "The background could not be removed just now.",
        "暂时无法去除背景。",
        "Keep the background, or try again later.",
        "请保留背景，或稍后再试。",
    ),
    "low_contrast": _Words(
        "{colour} can hardly be seen on the product in this colour.",
        "在此颜色的商品上，{colour}几乎看不见。",
        "Choose another colour for the text or for the product.",
        "请为文字或商品选择其他颜色。",
        _WARN,
    ),
    "cannot_draw": _Words(
        "The side cannot be drawn: {why}",
        "无法绘制此面：{why}",
        "Change what is named and look again.",
        "请修改后再查看。",
    ),
}
CODES: Final = frozenset(_WORDS)


def finding(field: str, code: str, **values: object) -> DesignFinding:
    """What is wrong with the field, said in full; `values` fill the sentence."""
    words = _WORDS[code]
    return DesignFinding(
        field=field,
        code=code,
        severity=words.severity,
        says=words.says.format(**values),
        says_zh=words.says_zh.format(**values),
        next_step=words.next_step.format(**values),
        next_step_zh=words.next_step_zh.format(**values),
    )


def has_errors(findings: tuple[DesignFinding, ...]) -> int:
    """1 where one of them keeps the specification from being ordered."""
    return int(any(each.severity is Severity.ERROR for each in findings))
