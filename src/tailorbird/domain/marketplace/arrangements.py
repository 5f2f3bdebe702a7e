"""Reading out of a page's own words that a product is made to order or sold ahead of time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from tailorbird.domain.marketplace.product import Attribute, MadeToOrder, Presale
from tailorbird.domain.money import Money

YES: Final = frozenset({"是", "有", "支持", "可", "可以", "含", "带", "yes", "true", "y", "supported"})
NO: Final = frozenset(
    {
        "否",
        "无",
        "没有",
        "不",
        "不是",
        "不支持",
        "不可",
        "不可以",
        "不含",
        "不带",
        "不需要",
        "no",
        "none",
    }
    | {"n", "n/a", "false", "without", "not supported", "not applicable", "not included", "-", "/"}
)
_MADE: Final = re.compile(r"是否(?:支持)?(?:可)?定制|(?:支持)?定制$|custom(?:is|iz)able|made to order", re.I)
_MADE_TITLE: Final = re.compile(
    r"来[图样](?:定[做制]|加工)|(?<![不非])(?:按单|私人|量身)定[做制]|接单(?:后)?(?:定[做制]|生产)"
    r"|made[ -]to[ -](?:order|measure)|made from your (?:picture|photo|drawing|design)"
    r"|(?<!non-)\bbespoke\b",
    re.I,
)
_LEAD: Final = re.compile(r"(?:定制|生产|制作|加工|发货)?周期|lead time|production time", re.I)
_DAYS: Final = re.compile(
    r"(?<![\d\-~至])(\d{1,3})\s*(?:个?(?:工作)?[天日]|(?:working |business )?days?)", re.I
)
_RANGE: Final = re.compile(
    r"\d\s*(?:个?(?:工作)?[天日]|(?:working |business )?days?)?\s*(?:-|~|–|至|到|to)\s*\d", re.I
)
_PRESALE: Final = re.compile(r"预售|\bpre-?sale\b|\bpre-?orders?\b", re.I)
_NOT_PRESALE: Final = re.compile(
    r"(?:非|不是|无)预售|预售(?:已?结束)|\b(?:not|no) (?:a )?pre-?(?:sale|order)", re.I
)
_DEPOSIT: Final = re.compile(r"定金|订金|\bdeposits?\b", re.I)
_NO_DEPOSIT: Final = re.compile(
    r"(?:无|免|不收|不需|无需|没有)(?:定金|订金)|\b(?:no|without) (?:a )?deposit", re.I
)
_PERCENT: Final = re.compile(
    r"(?:定金|订金)(?:为|是|:|比例)?\s*(\d{1,2}(?:\.\d{1,2})?)\s*%"
    r"|(\d{1,2}(?:\.\d{1,2})?)\s*%\s*(?:的)?(?:定金|订金|\s?deposit)"
    r"|deposit(?:\s+(?:of|is))?\s*:?\s*(\d{1,2}(?:\.\d{1,2})?)\s*%",
    re.I,
)
_AMOUNT: Final = re.compile(r"(?:定金|订金)[为:]?\s*[¥￥]?\s*(\d{1,7}(?:\.\d{1,2})?)\s*元", re.A)
_BALANCE: Final = re.compile(
    r"(\d{1,3})\s*个?[天日](?:之?内)?(?:付|补|支付|缴)?(?:清)?尾款"
    r"|尾款\D{0,6}?(\d{1,3})\s*个?[天日]"
    r"|balance\s+(?:due\s+|payable\s+)?(?:with)?in\s+(\d{1,3})\s+days?",
    re.I,
)


def read_made_to_order(titles: Iterable[str | None], attributes: Iterable[Attribute]) -> MadeToOrder | None:
    """That the product is made after the order, if its attributes or title say so."""
    listed = tuple(attributes)
    marked = [item for item in listed if _names(_MADE, item)]
    if any(_answers(NO, item) for item in marked):
        return None
    wording = next((_written(item) for item in marked if _answers(YES, item)), None)
    if wording is None:
        matches = (_MADE_TITLE.search(_plain(title)) for title in titles if title)
        wording = next((match[0] for match in matches if match), None)
    return None if wording is None else MadeToOrder(wording, _lead_time(listed))


def read_presale(titles: Iterable[str | None], attributes: Iterable[Attribute]) -> Presale | None:
    """That the product is sold ahead of time, with what is said of deposit and balance."""
    texts = [_plain(title) for title in titles if title]
    for item in attributes:
        if not _answers(NO, item):
            texts.append(_written(item))
    named = [text for text in texts if _PRESALE.search(text) and not _NOT_PRESALE.search(text)]
    with_deposit = [text for text in texts if _DEPOSIT.search(text) and not _NO_DEPOSIT.search(text)]
    # In English a deposit may be anything that settles; 定金 and 订金 only ever mean money.
    if not named and not any("金" in text for text in with_deposit):
        return None
    percents = {Decimal(value) for text in with_deposit for value in _numbers(_PERCENT, text)}
    days = {int(value) for text in with_deposit for value in _numbers(_BALANCE, text)}
    amounts = {Money.parse(f"CNY {value}") for text in with_deposit for value in _AMOUNT.findall(text)}
    return Presale(
        wording=(with_deposit or named)[-1],
        deposit=bool(with_deposit),
        deposit_percent=percents.pop() if len(percents) == 1 else None,
        deposit_amount=amounts.pop() if len(amounts) == 1 else None,
        balance_within_days=days.pop() if len(days) == 1 else None,
    )


def _lead_time(attributes: tuple[Attribute, ...]) -> int | None:
    """Days that the page names as one number; a range or two different numbers is not known."""
    found: set[int] = set()
    for item in attributes:
        if not _names(_LEAD, item):
            continue
        for value in (item.value, item.value_en or ""):
            plain = _plain(value)
            if not _RANGE.search(plain):
                found |= {int(days) for days in _DAYS.findall(plain)}
    return found.pop() if len(found) == 1 else None


def _numbers(pattern: re.Pattern[str], text: str) -> list[str]:
    return [next(group for group in match.groups() if group) for match in pattern.finditer(text)]


def _names(pattern: re.Pattern[str], item: Attribute) -> bool:
    return any(pattern.search(_plain(name)) for name in (item.name, item.name_en) if name)


def _answers(words: frozenset[str], item: Attribute) -> bool:
    values = (item.value, item.value_en)
    return any(_plain(value).strip().lower() in words for value in values if value)


def _written(item: Attribute) -> str:
    original = f"{item.name}: {item.value}"
    english = f" ({item.name_en or item.name}: {item.value_en})" if item.value_en else ""
    return _plain(original + english)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
