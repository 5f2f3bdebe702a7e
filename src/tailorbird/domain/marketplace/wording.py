"""Maintained lists of words that betray a class of goods, and finding them in a text.

Lists are TOML files in `wordlists/`. A class has `en` and `zh` words and, in `except_en` and
`except_zh`, longer phrases in which a word means something else (`power bank case`); what lies in
such a phrase does not count. Signs in entries: `(a|b)` are alternatives, `?` makes what stands
before it optional, `…` is up to three words or eight Chinese characters; in English a hyphen may be
written, spaced or left out, a trailing `*` takes any ending, a trailing `=` forbids the plural.
`patterns` are regular expressions for what is not a word (`5000mAh`). Denials (`without battery`,
不含电池) are recognised for every class alike.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_DENIED_BEFORE: Final = re.compile(
    r"(?:\b(?:no|not|non|without|w/o|zero|never|excl(?:udes?|uding|\.)?|free (?:of|from)"
    r"|contains? no|(?:does|do) not (?:contain|include|need|require)|(?:doesn|don)'t \w+"
    r"|instead of|replaces?|unlike)"
    r"(?:\s+(?:an?|any|the|added|extra|[\w-]+\s+(?:or|nor)))?[\s\-]+"
    r"|(?:无需|不需要?|不用|不含有?|未含|不带|没有|不是|并非|不支持|不接受|不可以?|不能|不做|不卖|不售"
    r"|拒绝|谢绝|杜绝|抵制|远离|告别)(?:[^\s,，。;；!！]{1,6}[、和及或与])?(?:任何|使用|添加|安装|购买)?"
    r"|(?:(?<!有)无|(?<![南北东西中除])非)(?:任何|添加)?)$",
    re.IGNORECASE,
)
_DENIED_AFTER: Final = re.compile(
    r"\s?-free\b|\s+free\b(?!\s+(?:of|from|gift|shipping|delivery|sample|case|replacement|returns?))"
    r"|\s*\(?\s*(?:(?:is|are)\s+)?(?:not (?:included|supplied|provided|required|needed)"
    r"|excluded|sold separately)\b"
    r"|[（(]?(?:(?:不含|不带|不包含|不包括|不附)(?=$|[\s,，。;；)）、!！])"
    r"|另购|另买|另配|另售|需?要?自备|需另购|除外)",
    re.IGNORECASE,
)
_NEAR: Final = 40
_GROUPS: Final = {"(": "(?:", ")": ")", "|": "|", "?": "?"}
_ENGLISH_SIGNS: Final = {
    **_GROUPS,
    " ": r"[\s\-/]+",
    "-": r"[\s\-]?",
    "…": r"[\w'-]*(?:\s+[\w'-]+){0,2}?",
}
_CHINESE_SIGNS: Final = {**_GROUPS, "…": ".{0,8}?"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list. A text without its `key` need not be searched for it."""

    key: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Words:
    """The entries of one class."""

    name: str
    wanted: tuple[Entry, ...]
    exceptions: tuple[Entry, ...]

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of this class that stand in the text and mean what they say, each once.

        In the text's order; of words that begin together, the longest first.
        """
        lowered = text.lower()
        spans = _spans(self.wanted, text, lowered)
        if not spans:
            return ()
        apart = _spans(self.exceptions, text, lowered)
        meant = [
            span
            for span in sorted(spans, key=lambda span: (span[0], -span[1]))
            if not any(start <= span[0] and span[1] <= end for start, end in apart)
            and not _denied(text, span)
        ]
        return tuple(dict.fromkeys(text[start:end] for start, end in meant))


@cache
def word_lists() -> tuple[Words, ...]:
    """Every class of the maintained lists, in the order of the files and within them."""
    folder = files(__package__).joinpath("wordlists")
    sources = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml")),
        key=lambda item: item.name,
    )
    tables = [
        table for source in sources for table in tomllib.loads(source.read_text(encoding="utf-8"))["class"]
    ]
    return tuple(_words(table) for table in tables)


def plain(text: str) -> str:
    """The text with full-width letters and signs made ordinary and white space made single."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def _spans(entries: tuple[Entry, ...], text: str, lowered: str) -> list[tuple[int, int]]:
    likely = [entry for entry in entries if entry.key in lowered]
    return [match.span() for entry in likely for match in _compiled(entry.pattern).finditer(text)]


def _denied(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _words(table: dict[str, Any]) -> Words:
    wanted = [entry for word in table.get("en", ()) for entry in _english(word)]
    wanted += [entry for word in table.get("zh", ()) for entry in _chinese(word)]
    wanted += [Entry("", pattern) for pattern in table.get("patterns", ())]
    apart = [entry for word in table.get("except_en", ()) for entry in _english(word)]
    apart += [entry for word in table.get("except_zh", ()) for entry in _chinese(word)]
    return Words(table["name"], tuple(wanted), tuple(apart))


def _english(word: str) -> list[Entry]:
    stem = word.rstrip("*=")
    body = "".join(_ENGLISH_SIGNS.get(sign, re.escape(sign)) for sign in stem)
    ending = r"[a-z]*" if word.endswith("*") else "" if word.endswith("=") else r"(?:e?s)?"
    pattern = rf"(?<![A-Za-z0-9])(?:{body}){ending}(?![A-Za-z0-9])"
    return [Entry(key, pattern) for key in _keys(stem)]


def _chinese(phrase: str) -> list[Entry]:
    pattern = "".join(_CHINESE_SIGNS.get(sign, re.escape(sign)) for sign in phrase)
    return [Entry(key, pattern) for key in _keys(phrase)]


def _keys(entry: str) -> set[str]:
    """Letters that every text has in which the entry stands: one of these at least.

    The longest run outside all alternatives, or else one of each alternative of the first group.
    """
    outside = re.sub(r"\([^()]*\)\??|.\?", " ", entry)
    runs = re.findall(r"[^\s\-…|()?]+", outside)
    if runs:
        return {max(runs, key=len).lower()}
    group = re.search(r"\(([^()]+)\)(?!\?)", entry)
    alternatives = group[1].split("|") if group else [""]
    return {max(re.split(r"[\s\-…]|.\?", item), key=len).lower() for item in alternatives}
