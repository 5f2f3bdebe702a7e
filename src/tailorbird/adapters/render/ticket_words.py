"""The words of a work ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a ticket beside its content. `piece` and `page` are formats."""

    ticket: str
    case: str
    quantity: str
    specification: str
    choices: str
    sides: str
    side: str
    bleed: str
    page: str
    checked: str
    made_by: str
    date: str
    frozen: str
    empty: str


_WORDS: Final = {
    "en": Words(
        ticket="Work ticket",
        case="Case",
        quantity="Quantity",
        specification="Specification",
        choices="What to make",
        sides="Sides",
        side="Side {number}",
        bleed="bleed {bleed} mm",
        page="Page {page} of {pages}",
        checked="Checked against the specification",
        made_by="Made by",
        date="Date",
        frozen="Make exactly what stands here. If anything is unclear, ask under the case's number first.",
        empty="Nothing was chosen; the product is made as it is.",
    ),
    "zh-hans": Words(
        ticket="制作单",
        case="订单号",
        quantity="数量",
        specification="规格",
        choices="制作内容",
        sides="各面图样",
        side="第 {number} 面",
        bleed="出血 {bleed} 毫米",
        page="第 {page} 页，共 {pages} 页",
        checked="已按规格检验",
        made_by="制作人",
        date="日期",
        frozen="请严格按本单制作。如有不明之处，请在动工前凭订单号询问。",
        empty="没有选择任何定制内容；按原样制作。",
    ),
}


def words_in(language: str) -> Words:
    """The words of a language; English where it is neither of the two."""
    return _WORDS["zh-hans" if language.lower().startswith("zh") else "en"]
