"""The reasons of findings in Chinese. Findings keep them in English; whoever shows them asks here."""

from __future__ import annotations

from functools import cache
from typing import Final

from tailorbird.app.screening import pictures, texts
from tailorbird.domain.screening.reasons import every_reason

_WHAT: Final = {
    "Adult content": "成人内容",
    "Words in the picture": "图中文字",
    "Near copies of barred designs": "与禁止设计的近似",
}
_OWN: Final = {
    texts.NOT_SEEN_YET: "此图片尚未查看；制作前会查看。",
    texts.UNKNOWN_ENTRY: "无法判断这一项的类型；由人工阅读。",
    texts.NOTHING_FOUND: "文字中未发现禁止内容。",
    pictures.SEEN: (
        "已检查成人内容、图中文字和与禁止设计的近似，未发现问题。未检查：暴力、武器和无文字的仇恨标志。"
    ),
    pictures.UNREADABLE: "此文件无法作为图片读取；由人工查看，或请以 PNG 或 JPEG 重新上传。",
    pictures.NOT_STORED: "存储中没有这张图片；请重新上传，或由人工联系您。",
    pictures.ADULT: "此图片不适合所有人。请换一张，或申请人工查看。",
    pictures.MAYBE_ADULT: "此图片可能不适合所有人；制作前由人工查看。",
    pictures.GUESSED: "图中有无法确定的文字；由人工阅读。",
    f"{pictures.IN_PICTURE} ": "图中文字：",
}


def reason_in_chinese(reason: str) -> str:
    """The reason of a finding, sentence by sentence; what is not known here stays as it is."""
    for english, chinese in _table():
        reason = reason.replace(english, chinese)
    before, name, after = _around("{name}", pictures.NEAR_COPY, reason)
    if name:
        zh = f"此图片与不得制作的设计（{name}）相同。请换一张，或申请人工查看。"
        reason = f"{before}{zh}{after}"
    return reason.replace("。 ", "。")


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """English and Chinese, the longest first, so that none is taken for a part of another."""
    absent = {
        pictures.ABSENT.format(what=what): f"缺少模型，无法检查{zh}；由人工查看。"
        for what, zh in _WHAT.items()
    }
    known = {**_OWN, **absent, **dict(every_reason())}
    return tuple(sorted(known.items(), key=lambda each: -len(each[0])))


def _around(mark: str, form: str, reason: str) -> tuple[str, str, str]:
    """What stands before the form in the reason, in its mark, and after it; all empty where it is not."""
    head, _, tail = form.partition(mark)
    start = reason.find(head)
    end = reason.find(tail, start + len(head)) if start >= 0 else -1
    if end < 0:
        return "", "", ""
    return reason[:start], reason[start + len(head) : end], reason[end + len(tail) :]
