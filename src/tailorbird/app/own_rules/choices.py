"""What a choice may be: its bounds, and every given value that does not fit, with what would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tailorbird.domain.terms.package import Package
from tailorbird.domain.terms.parameters import Kind, Parameter, ParameterError

MOST: Final[Mapping[Kind, int]] = {Kind.DAYS: 365, Kind.WORKING_DAYS: 250, Kind.HOURS: 720, Kind.COUNT: 1000}
"""The most that a number of each kind can be."""
MOST_WORDS: Final = 20
LONGEST_WORD: Final = 80
_SHOWN: Final = 80
_UNITS_ZH: Final = {Kind.DAYS: "天", Kind.WORKING_DAYS: "个工作日", Kind.HOURS: "小时", Kind.COUNT: ""}

SAYS_ZH: Final[Mapping[str, str]] = {
    "cancellation_days": "可以取消或撤回多久；0 表示未声明。",
    "fees_on_cancellation": "请求撤回时，平台规则允许保留的样品费和模具费，是保留还是放弃。",
    "promised_services": "通常服务之外承诺的服务；不填表示未声明。",
    "reply_hours": "多久之内答复买家的问题；0 表示未声明。",
    "sample_check_days": "样品送达后可以查验多久；0 表示未声明。",
    "service_fee_on_cancellation": "订单取消时，服务费是保留还是放弃。",
}
"""The Chinese of what each choice says; the packages carry its English."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A value that does not fit: what was given, why it does not, and what would; both languages."""

    name: str
    given: str
    says: str
    says_zh: str
    fits: str
    fits_zh: str


@dataclass(frozen=True, slots=True)
class Fits:
    """What a choice may be, for a form (`least`, `most`, `most_words`, `allowed`) and in words."""

    allowed: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    most_words: int | None = None
    longest_word: int | None = None
    says: str = ""
    says_zh: str = ""


def fits(choice: Parameter) -> Fits:
    """The bounds of the choice."""
    match choice.kind:
        case Kind.CHOICE:
            words = ", ".join(choice.choices)
            return Fits(choice.choices, says=f"One of: {words}.", says_zh=f"下列之一：{words}。")
        case Kind.DAYS | Kind.WORKING_DAYS | Kind.HOURS | Kind.COUNT:
            most, unit = MOST[choice.kind], choice.kind.value.replace("_", " ")
            return Fits(
                least=0,
                most=most,
                says=f"A whole number of {unit} from 0 to {most}; 0 declares nothing.",
                says_zh=f"0 到 {most} 的整数（{_UNITS_ZH[choice.kind]}）；0 表示未声明。",
            )
        case Kind.WORDS:
            return Fits(
                most_words=MOST_WORDS,
                longest_word=LONGEST_WORD,
                says=f"A list of up to {MOST_WORDS} different texts, each in one line of 1 to {LONGEST_WORD} "
                "characters without spaces around; an empty list declares nothing.",
                says_zh=f"最多 {MOST_WORDS} 项互不相同的文字，每项 1 到 {LONGEST_WORD} 个字符，不换行，"
                "首尾不留空格；空列表表示未声明。",
            )
        case _:
            kind = choice.kind.value
            return Fits(says=f"A value of the kind {kind}.", says_zh=f"{kind} 类型的值。")


def unfit(base: Package, values: Mapping[str, Any]) -> tuple[Unfit, ...]:
    """Every given value that does not fit, in the order given."""
    found = []
    for name, value in values.items():
        choice = base.parameters.items.get(name)
        if choice is None:
            found.append(_unknown(base, name, value))
        elif wrong := _wrong(base, choice, value):
            allowed = fits(choice)
            found.append(Unfit(name, shown(value), *wrong, allowed.says, allowed.says_zh))
    return tuple(found)


def shown(value: object) -> str:
    """The value as it was given, cut short."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _unknown(base: Package, name: str, value: object) -> Unfit:
    names = ", ".join(base.parameters.items)
    return Unfit(
        shown(name),
        shown(value),
        "There is no choice of that name.",
        "没有这个选项。",
        f"One of: {names}.",
        f"下列之一：{names}。",
    )


def _wrong(base: Package, choice: Parameter, value: object) -> tuple[str, str] | None:
    """Why the value does not fit, in English and Chinese; none where it does."""
    match choice.kind:
        case Kind.CHOICE:
            return None if value in choice.choices else ("It is none of the choices.", "不在可选范围之内。")
        case Kind.DAYS | Kind.WORKING_DAYS | Kind.HOURS | Kind.COUNT:
            return _wrong_number(value, MOST[choice.kind])
        case Kind.WORDS:
            return _wrong_words(value)
        case _:
            return _unreadable(base, choice, value)


def _wrong_number(value: object, most: int) -> tuple[str, str] | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return "It is not a whole number.", "不是整数。"
    if value < 0:
        return "It is negative.", "不能为负数。"
    return ("It is too much.", "数值过大。") if value > most else None


def _wrong_words(value: object) -> tuple[str, str] | None:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return "It is not a list of texts.", "不是文字列表。"
    if len(value) > MOST_WORDS:
        return f"There are {len(value)} of them.", f"共有 {len(value)} 项，过多。"
    for each in value:
        if not each or each != each.strip() or len(each) > LONGEST_WORD or not each.isprintable():
            return f"{shown(each)!r} is no such text.", f"“{shown(each)}”不符合要求。"
    if len({each.casefold() for each in value}) < len(value):
        return "One of them is told twice.", "有重复的项。"
    return None


def _unreadable(base: Package, choice: Parameter, value: object) -> tuple[str, str] | None:
    try:
        base.parameters.changed({choice.name: value})
    except ParameterError as problem:
        return str(problem), "无法读取该值。"
    return None
