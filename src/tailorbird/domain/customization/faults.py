"""What is said of a template that nobody could customize by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One fault: where (`fields.name.options.gold`), which rule, and what to write instead."""

    where: str
    code: str
    says: str
    says_zh: str
    next_step: str = "Change it in the product's template and save the product again."
    next_step_zh: str = "请在商品模板中更正后重新保存。"


_SAYS: Final[dict[str, tuple[str, str]]] = {
    "quantity_limits": (
        "The least quantity is from 1, and the most from there to {most}.",
        "最小数量从 1 起，最大数量不小于它，且不超过 {most}。",
    ),
    "too_many": ("There are {number}; {most} are possible.", "共有 {number} 个，最多 {most} 个。"),
    "named_twice": ("{name} is there twice; each needs a name of its own.", "{name} 重复；名称必须唯一。"),
    "unnamed": ("One has no name; give each an id.", "有一项没有名称；请为每项指定编号。"),
    "no_label": ("It has no label for buyers to read.", "缺少供买家阅读的名称。"),
    "surface_size": (
        "The surface measures {width} × {height} micrometres; 1 mm to 5 m is possible.",
        "面的尺寸为 {width} × {height} 微米；可为 1 毫米至 5 米。",
    ),
    "area_outside": ("The area lies outside its surface.", "区域超出所在的面。"),
    "area_empty": ("The area has no width or no height.", "区域没有宽度或高度。"),
    "bleed": ("The bleed is from 0 to 20 mm.", "出血为 0 至 20 毫米。"),
    "resolution": ("The resolution is from 72 to 1200 dpi.", "分辨率为 72 至 1200 dpi。"),
    "tint": (
        "The colour of the product comes from {field}, which is no choice of this template.",
        "商品颜色取自 {field}，但模板中没有这个选择项。",
    ),
    "artwork_file": (
        "The artwork names no stored file; give its SHA-256.",
        "图案没有指定已存文件；请给出其 SHA-256。",
    ),
    "artwork_place": (
        "Artwork is scaled from {least} to {most} permille, and turned by up to a full turn.",
        "图案缩放为千分之 {least} 至 {most}，旋转不超过一整圈。",
    ),
    "no_such_surface": ("There is no surface {surface}.", "没有名为 {surface} 的面。"),
    "area_without_surface": ("It has an area and no surface to lie on.", "有区域但没有所在的面。"),
    "rules_of_another_kind": (
        "It has rules for {rules}, and is of the kind {kind}.",
        "带有 {rules} 的规则，但类型为 {kind}。",
    ),
    "text_limits": (
        "A text has 1 to 5000 characters and 1 to 100 lines.",
        "文字为 1 至 5000 个字符、1 至 100 行。",
    ),
    "text_sizes": (
        "Sizes go from {least} to {most} micrometres, the least not above the most.",
        "字号为 {least} 至 {most} 微米，最小值不得大于最大值。",
    ),
    "no_font": ("It offers no font.", "没有提供字体。"),
    "unknown_font": ("There is no font {font}; there are: {known}.", "没有字体 {font}；可用：{known}。"),
    "no_characters": (
        "It takes none but the characters of `also`, and there are none.",
        "只接受 also 中的字符，但其中没有字符。",
    ),
    "curve": ("A curve is from -360000 to 360000.", "弧度为 -360000 至 360000。"),
    "colour": ("{colour} is no colour; write it as #rrggbb.", "{colour} 不是颜色；请写成 #rrggbb。"),
    "cmyk": (
        "{cmyk} is no colour of a press; write it as 0,0,0,100.",
        "{cmyk} 不是印刷色；请写成 0,0,0,100。",
    ),
    "image_resolution": (
        "Resolutions are from 1 to 1200 dpi, the one that is refused not above the one that is warned of.",
        "分辨率为 1 至 1200 dpi，拒绝值不得高于提醒值。",
    ),
    "no_format": ("It takes no format of pictures.", "没有接受的图片格式。"),
    "unknown_format": ("{kind} is no format of pictures that is taken.", "不支持图片格式 {kind}。"),
    "no_option": ("It offers no option.", "没有提供选项。"),
    "option_never_offered": (
        "It has to be filled in, and there may be no option to choose.",
        "此项必填，但可能没有可选的选项。",
    ),
    "no_measure": (
        "A measure needs its unit, least, most and step.",
        "尺寸项需要单位、最小值、最大值和步长。",
    ),
    "measure_limits": (
        "The least is not above the most, the step is above zero, and none has more than 12 digits.",
        "最小值不得大于最大值，步长大于零，且各不超过 12 位数字。",
    ),
    "wish_length": ("A wish has 1 to 5000 characters.", "愿望为 1 至 5000 个字符。"),
    "no_such_field": (
        "It asks about the field {field}, which there is not.",
        "条件涉及不存在的项目 {field}。",
    ),
    "no_such_option": (
        "It asks for {value}, which {field} does not offer.",
        "条件涉及 {field} 中不存在的选项 {value}。",
    ),
    "no_values": ("It compares with nothing; give the values.", "没有比较的值；请给出。"),
    "values_unused": ("Filled or blank takes no values.", "“已填”或“空白”不需要值。"),
    "picture_compared": (
        "{field} takes a picture; ask whether it is filled or blank.",
        "{field} 为图片；只能判断已填或空白。",
    ),
    "not_a_number": (
        "{value} is no number, and {field} is a measure.",
        "{field} 为尺寸，而 {value} 不是数字。",
    ),
    "circle": ("The conditions go in a circle: {way}.", "条件互相循环：{way}。"),
    "no_condition": ("It has no condition, so nothing could be ordered.", "没有条件，将无法下单。"),
    "says_nothing": ("It does not say why.", "没有说明原因。"),
    "no_amount": ("It has no amount.", "没有金额。"),
    "two_amounts": ("It has two amounts in {currency}.", "{currency} 有两个金额。"),
    "uncounted_field": (
        "It counts characters or lines of {field}, which is no text of this template.",
        "按 {field} 的字符或行数计价，但它不是模板中的文字项。",
    ),
    "field_unused": (
        "It names a field and counts by {per}; fields are for characters and lines.",
        "指定了项目却按 {per} 计价；项目仅用于按字符或行计价。",
    ),
    "free": ("The number that is free is zero or more.", "免费数量为零或以上。"),
}
CODES: Final = frozenset(_SAYS)


def fault(where: str, code: str, **values: object) -> TemplateFault:
    """The fault, said in full."""
    says, says_zh = _SAYS[code]
    return TemplateFault(where, code, says.format(**values), says_zh.format(**values))
