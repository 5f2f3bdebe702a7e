"""What is said of a design that does not fit its blank, in English and Chinese, with what to do."""

from __future__ import annotations

from typing import Final

from tailorbird.domain.customization.choices import DesignFinding, Severity

_SAYS: Final[dict[str, tuple[str, str, str, str]]] = {
    "no_title": (
        "The product has no title, or one of more than 200 characters.",
        "商品没有标题，或标题超过 200 个字符。",
        "Give it a title of 1 to 200 characters.",
        "请填写 1 至 200 个字符的标题。",
    ),
    "nothing_printed": (
        "Nothing is printed on it: no picture of yours, and no field that buyers fill.",
        "没有任何印刷内容：既无您的图案，也无买家可填的项目。",
        "Place a picture on a surface, or keep a field open: {fields}.",
        "请在某个面上放置图案，或开放以下项目：{fields}。",
    ),
    "no_such_surface": (
        "The blank has no surface {name}.",
        "该空白商品没有名为 {name} 的面。",
        "Name one of: {known}.",
        "可用的面：{known}。",
    ),
    "no_such_field": (
        "The blank has no field {name} that could be kept open.",
        "该空白商品没有可开放的项目 {name}。",
        "Name some of: {known}.",
        "可用的项目：{known}。",
    ),
    "no_such_colour": (
        "The blank does not come in {name}.",
        "该空白商品没有颜色 {name}。",
        "Name some of: {known}; leave colours out to offer all.",
        "可用颜色：{known}；留空则全部提供。",
    ),
    "no_such_size": (
        "The blank does not come in the size {name}.",
        "该空白商品没有尺码 {name}。",
        "Name some of: {known}; leave sizes out to offer all.",
        "可用尺码：{known}；留空则全部提供。",
    ),
    "named_twice": (
        "{name} is named twice.",
        "{name} 重复。",
        "Name it once.",
        "请只写一次。",
    ),
    "surfaces_overlap": (
        "The surfaces {names} cover one another; a product has one of them.",
        "{names} 相互重叠，一件商品只能使用其中一个。",
        "Use one of them, for your pictures and for the buyers' fields.",
        "图案与买家项目请只用其中一个面。",
    ),
    "too_many_placements": (
        "There are {number} pictures; 12 are possible.",
        "共有 {number} 张图案，最多 12 张。",
        "Join some of them into one picture.",
        "请将部分图案合并为一张。",
    ),
    "no_such_file": (
        "You uploaded no picture {name}….",
        "您没有上传过图片 {name}…。",
        "Upload it by POST /api/v1/files and give its sha256.",
        "请先通过 POST /api/v1/files 上传，再填写返回的 sha256。",
    ),
    "not_a_picture": (
        "The file {name}… is {kind}, which cannot be printed.",
        "文件 {name}… 的类型为 {kind}，无法印刷。",
        "Upload the picture as PNG, JPEG, WebP or SVG.",
        "请上传 PNG、JPEG、WebP 或 SVG。",
    ),
    "no_rights": (
        "It is not said who owns the picture and by what licence it may be printed"
        " (amazon-custom.data.rights).",
        "没有说明图案归谁所有、凭何种许可印刷（amazon-custom.data.rights）。",
        "Give `owner` and `licence`, such as your own name and `own work`, or the licence you bought.",
        "请填写 owner（权利人）和 licence（许可），例如您的名称与“own work”，或您购买的许可。",
    ),
    "outside_area": (
        "The picture's area goes beyond the printable area.",
        "图案区域超出可印刷范围。",
        "Keep it within x {left} to {right} and y {top} to {bottom} micrometres; bleed is added by itself.",
        "请限制在 x {left} 至 {right}、y {top} 至 {bottom} 微米之内；出血会自动添加。",
    ),
    "placing": (
        "The picture is scaled, turned or moved beyond what makes sense.",
        "图案的缩放、旋转或移动超出合理范围。",
        "Scale from {least} to {most} permille, turn from -360000 to 360000, move by up to a metre.",
        "缩放 {least} 至 {most} 千分，旋转 -360000 至 360000，移动不超过一米。",
    ),
    "no_price": (
        "It has neither a price nor a margin.",
        "没有价格，也没有加价。",
        "Give a price or a margin in one or more of: {known}.",
        "请至少以一种货币填写价格或加价：{known}。",
    ),
    "no_such_currency": (
        "What the maker asks is not known in {name}.",
        "制作费没有以 {name} 报价。",
        "Give amounts in: {known}.",
        "请使用：{known}。",
    ),
    "two_prices": (
        "There is more than one amount in {name}.",
        "{name} 有多个金额。",
        "Give one price or one margin a currency.",
        "每种货币只填一个价格或一个加价。",
    ),
    "below_cost": (
        "{price} is less than the {cost} that the maker asks.",
        "{price} 低于制作费 {cost}。",
        "Ask {cost} or more, or give a margin of zero or more.",
        "请定价不低于 {cost}，或填写不为负的加价。",
    ),
    "barred": (
        "The picture cannot be printed. {why}",
        "该图案不能印刷。{why}",
        "Use another picture, or write to the platform if this one is mistaken for something else.",
        "请更换图案；如属误判，请联系平台。",
    ),
    "held": (
        "A person looks at the picture before it can be shown. {why}",
        "展示前需由人工查看图案。{why}",
        "Open a ticket and ask the operator to look at it; the product stays a draft until then.",
        "请提交工单请平台运营方查看；在此之前商品保持草稿状态。",
    ),
}
CODES: Final = frozenset(_SAYS)


def found(place: str, code: str, severity: Severity = Severity.ERROR, **values: object) -> DesignFinding:
    """What is wrong in this place of the design, said in full."""
    said = (each.format(**values) for each in _SAYS[code])
    says, says_zh, next_step, next_step_zh = said
    return DesignFinding(
        field=place,
        code=code,
        severity=severity,
        says=says,
        says_zh=says_zh,
        next_step=next_step,
        next_step_zh=next_step_zh,
    )
