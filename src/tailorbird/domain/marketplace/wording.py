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
from collections.abc import Iterable
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
_GROUPS: Final = {"(": "(?:", ")": ")", "|": "|", "?": "?"}
_ENGLISH_SIGNS: Final = {
    **_GROUPS,
    " ": r"[\s\-/]+",
    "-": r"[\s\-]?",
    "…": r"[\w'-]*(?:\s+[\w'-]+){0,2}?",
}
_CHINESE_SIGNS: Final = {**_GROUPS, "…": ".{0,8}?"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one class, ready to be looked for."""

    name: str
    wanted: re.Pattern[str]
    exceptions: re.Pattern[str] | None

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of this class that stand in the text and mean what they say, each once."""
        apart = self.exceptions
        excepted = [match.span() for match in apart.finditer(text)] if apart is not None else []
        found = (
            match[0]
            for match in self.wanted.finditer(text)
            if not any(start <= match.start() and match.end() <= end for start, end in excepted)
            and not _denied(text, match)
        )
        return tuple(dict.fromkeys(found))


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


def _denied(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 40]
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after))


def _words(table: dict[str, Any]) -> Words:
    wanted = [_english(word) for word in table.get("en", ())]
    wanted += [re.escape(word) for word in table.get("zh", ())]
    wanted += list(table.get("patterns", ()))
    excepted = [_english(word) for word in table.get("except_en", ())]
    excepted += [_chinese_phrase(word) for word in table.get("except_zh", ())]
    return Words(
        name=table["name"],
        wanted=_any_of(wanted),
        exceptions=_any_of(excepted) if excepted else None,
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    # Longest first, so that the most telling words are the reason that is shown.
    ordered = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(ordered), re.IGNORECASE)


def _english(word: str) -> str:
    """A word as a pattern with its boundaries."""
    body = "".join(_ENGLISH_SIGNS.get(sign, re.escape(sign)) for sign in word.rstrip("*="))
    ending = r"[a-z]*" if word.endswith("*") else "" if word.endswith("=") else r"(?:e?s)?"
    return rf"(?<![A-Za-z0-9])(?:{body}){ending}(?![A-Za-z0-9])"


def _chinese_phrase(phrase: str) -> str:
    return "".join(_CHINESE_SIGNS.get(sign, re.escape(sign)) for sign in phrase)
