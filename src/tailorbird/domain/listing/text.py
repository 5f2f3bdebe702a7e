"""Reading a seller's text: folding away how it is typed, and cutting it into tokens.

Folding makes full width ordinary, drops zero-width characters and diacritics, ignores case and turns
traditional Chinese characters that the vocabularies use into simplified ones. Each token remembers
where it stands in the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

_TRADITIONAL: Final = dict(
    zip(
        "贈禮數筆電腦機遊戲繡質險線費寫單備優購選圖樣長顏號據點費運遞郵話維養護裝飾類圍掛鐘鏡鍊鏈帶紙標籤題錢條雙個"
        "請問無與嗎買賣壓殼膜貼紋頭連結網銀飾鑰開關環釘鞋襪衛衣鈕轉換發貨訂製變內頁盤顯緊",
        "赠礼数笔电脑机游戏绣质险线费写单备优购选图样长颜号据点费运递邮话维养护装饰类围挂钟镜链链带纸标签题钱条双个"
        "请问无与吗买卖压壳膜贴纹头连结网银饰钥开关环钉鞋袜卫衣钮转换发货订制变内页盘显紧",
        strict=True,
    )
)
_SPECIAL: Final = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_HAN: Final = "\u3400-\u9fff"
_TOKEN: Final = re.compile(
    rf"(?P<han>[{_HAN}])|(?P<word>(?:(?![{_HAN}])[^\W\d_])+(?:'(?=\w|$))?)|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<mark>[^\w\s])"
)
_GLUE: Final = frozenset("-‐‑'")


class TokenKind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    HAN = "han"
    NUMBER = "number"
    MARK = "mark"


class Joint(StrEnum):
    """How a token follows the one before it."""

    APART = "apart"
    HYPHEN = "hyphen"
    GLUED = "glued"


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, Chinese character, number or mark, and its place in the text as written."""

    text: str
    kind: TokenKind
    start: int
    end: int
    joint: Joint = Joint.APART


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(
        _SPECIAL.get(part, _TRADITIONAL.get(part, part))
        for part in unicodedata.normalize("NFD", plain)
        if unicodedata.category(part) not in {"Mn", "Cf"}
    )


def fold(text: str) -> str:
    """The text as the vocabularies are searched for it."""
    return "".join(map(_folded, text))


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text. A hyphen between words is no token; it shows in the joint of the next."""
    folded, places = _with_places(text)
    found: list[Token] = []
    last_end, hyphen = -1, False
    for match in _TOKEN.finditer(folded):
        kind = TokenKind(match.lastgroup or "mark")
        start, end = match.span()
        touches = start == last_end
        if kind is TokenKind.MARK and match[0] in _GLUE and touches and _continues(folded, end):
            last_end, hyphen = end, True
            continue
        joint = Joint.APART if not touches else Joint.HYPHEN if hyphen else Joint.GLUED
        found.append(Token(match[0], kind, places[start], places[end - 1] + 1, joint))
        last_end, hyphen = end, False
    return tuple(found)


def cut(text: str) -> list[str]:
    """The texts of the tokens alone, as for an entry of a vocabulary."""
    folded = text.lower() if text.isascii() else fold(text)
    plain = folded.replace(" ", "")
    if plain.isascii() and plain.isalpha():
        return folded.split()
    found: list[str] = []
    last_end = -1
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        glues = match.lastgroup == "mark" and match[0] in _GLUE
        if not (glues and start == last_end and _continues(folded, end)):
            found.append(match[0])
        last_end = end
    return found


def _with_places(text: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        part = character.lower() if character.isascii() else _folded(character)
        parts.append(part)
        places.extend([place] * len(part))
    return "".join(parts), places


def _continues(folded: str, place: int) -> bool:
    return place < len(folded) and folded[place].isalnum()
