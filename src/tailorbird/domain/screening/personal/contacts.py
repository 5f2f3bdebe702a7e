"""Ways to reach somebody: mail, telephone, sites, and names in messengers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tailorbird.domain.cases.listing_words import ScreenKind
from tailorbird.domain.screening.hits import Hit
from tailorbird.domain.screening.vocabulary import Tier

_TLD: Final = (
    "com|net|org|info|biz|shop|store|online|site|app|dev|io|me|tv|cc|xyz|top|club|de|at|ch|es|fr|be|it|nl|pl|pt|eu|uk|ie|us|"
    "ca|mx|ar|br|cl|cn|hk|tw|jp|kr|sg|au|nz|ru|in"
)
_MAIL: Final = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
_SPOKEN_MAIL: Final = re.compile(
    rf"(?<![\w.\-])[\w.\-]{{2,64}}\s?[(\[{{ ]\s?(?:at|aet|ett|arroba|arobase)\s?[)\]}} ]\s?[\w\-]{{2,63}}"
    rf"\s?(?:[(\[{{ ]\s?(?:dot|punkt|punto|point)\s?[)\]}} ]|\.)\s?(?:{_TLD})\b"
)
_SITE: Final = re.compile(
    rf"https?://\S{{3,200}}|www\.[\w\-]{{1,63}}\.\S{{2,100}}|(?<![\w.@])[a-z0-9][a-z0-9\-]{{1,62}}"
    rf"(?:\.(?:co|com|gov|ac|blog))?\.(?:{_TLD})(?:/\S{{0,200}})?(?![\w.])"
)
_HANDLE: Final = re.compile(r"(?<![\w@])@[a-z0-9_.]{3,30}")
_PLACES: Final = frozenset(
    [
        "home",
        "work",
        "school",
        "heart",
        "sea",
        "beach",
        "lake",
        "night",
        "dawn",
        "church",
        "midnight",
        "sunset",
        "cafe",
        "bar",
        "gym",
        "uni",
        "abi",
    ]
)
_CUED_HANDLE: Final = re.compile(
    r"\b(?:insta|instagram|ig|tiktok|tik tok|snap|snapchat|twitter|telegram|tg|discord|"
    r"facebook|fb|whatsapp|wa|skype|twitch|"
    r"onlyfans|weibo|kik|line id|youtube|linkedin|bluesky|threads)\b\s*(?:id|name|"
    r"user)?\s*[:：=@/]\s*@?[\w.\-]{3,40}"
    r"|(?:抖音|小红书|微博|快手|b站|哔哩哔哩)号?\s*[:：@]\s*[\w.\-]{3,40}"
)
_CUED_WECHAT: Final = re.compile(
    r"(?:微信|薇信|威信|徽信|v信|加v|加微|加薇|\bwechat|\bweixin|\bvx|\bwx|\bv❤)\s*(?:号|"
    r"id)?\s*(?:是|为)?\s*[:：]?\s*"
    r"[a-z0-9][\w\-]{4,30}"
)
_QQ: Final = re.compile(
    r"(?:\bq群|\bqq|扣扣|企鹅|秋秋|口口)\s*(?:号码?|群)?\s*(?:是|为)?\s*[:：]?\s*[1-9]\d{4,11}"
)
_ASKS: Final = re.compile(r"加(?:我|个)?(?:微信|薇信|v信|qq|vx|wx|好友)|扫码(?:加|进群)")
_INTERNATIONAL: Final = re.compile(r"(?<![\w.])(?:\+|00)[1-9]\d{0,2}(?:[ ().\-/]{0,2}\d){7,12}(?!\d)")
_NATIONAL: Final = re.compile(
    r"(?<![\w.,+\-/])(?:"
    r"1[3-9]\d(?:[ \-]?\d{4}){2}"
    r"|0[1-9](?:[ .\-]\d{2}){4}|0[67]\d{8}"
    r"|01[5-7]\d[ /\-]?\d{6,9}|01[5-7]\d[ /\-]?\d{2,4}(?: \d{2,4}){1,3}"
    r"|0[2-9]\d{1,4} ?[/\-] ?\d{5,8}|\(0\d{1,5}\) ?\d{4,9}(?: \d{2,5}){0,2}|0[2-9]\d{1,4} \d{6,8}"
    r"|07\d{3}[ \-]?\d{3}[ \-]?\d{3}|0(?:1|2)\d{2,3} \d{3} \d{4}|02\d \d{4} \d{4}|01\d{3} \d{5,6}"
    r"|[67]\d{2}[ .\-]\d{3}[ .\-]\d{3}|[67]\d{2}(?: \d{2}){3}|[67]\d{8}|"
    r"9[1-8]\d \d{3} \d{3}|9[1-8] \d{3} \d{2} \d{2}"
    r"|\(\d{3}\) ?\d{3}[ \-.]\d{4}|[2-9]\d{2}[\-.][2-9]\d{2}[\-.]\d{4}|1[ \-]\(?\d{3}\)?[ \-]\d{3}[ \-]\d{4}"
    r"|0\d{2,3}-\d{7,8}|400-\d{3}-?\d{4}"
    r")(?![\w]|[.,]\d|[\-/]\d)"
)
_CUED_PHONE: Final = re.compile(
    r"(?:\b(?:tel|telefon|telefono|telephone|phone|call(?: me)?(?: at| on)?|ring me|"
    r"mobile|mobil|mob|cell|handy|movil|whatsapp|fax|"
    r"portable|appelle(?:-moi)?(?: au)?|llama(?:me)?(?: al)?|ruf (?:mich )?an|sms|"
    r"text me)\b|电话|手机|热线|致电|联系方式)"
    r"\s*(?:no|nr|number|num|号码?|号)?\.?\s*[:：]?\s*\+?\(?\d(?:[ ().\-/]{0,2}\d){5,14}"
)
_HAN_DIGITS: Final = re.compile(
    r"[一幺壹][三四五六七八九叁肆伍陆柒捌玖][零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{9}"
)
_SPOKEN_DIGITS: Final = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ \-]+){7,14}(?:zero|"
    r"one|two|three|four|five|six|seven|eight|nine)\b"
)

_SPACED_DIGITS: Final = re.compile(r"(?<![\w.])(?:0|[67]|1[ .\-][3-9])(?:[ .\-]\d){8,11}(?![\w]|[ .\-]\d)")

_TOPICS: Final = (
    ("mail", "@", _MAIL),
    ("mail", "", _SPOKEN_MAIL),
    ("messenger", "", _CUED_HANDLE),
    ("messenger", "", _CUED_WECHAT),
    ("messenger", "", _QQ),
    ("messenger", "加", _ASKS),
    ("phone", "", _INTERNATIONAL),
    ("phone", "", _NATIONAL),
    ("phone", "", _CUED_PHONE),
    ("phone", "", _HAN_DIGITS),
    ("phone", "", _SPOKEN_DIGITS),
    ("phone", "", _SPACED_DIGITS),
    ("site", ".", _SITE),
    ("site", "://", _SITE),
)
"""What is found, a sign without which it is not there, and the pattern."""
CONTACTS: Final = frozenset({"mail", "messenger", "phone", "site", "address"})
"""Topics that belong on a product which tells whom to reach."""


def contact_hits(folded: str) -> Iterator[Hit]:
    """Everything by which somebody can be reached; a person decides whether it belongs there."""
    for topic, sign, pattern in _TOPICS:
        for match in pattern.finditer(folded) if sign in folded else ():
            yield _hit(topic, *match.span())
    for match in _HANDLE.finditer(folded):
        if match[0].strip("@.") not in _PLACES:
            yield _hit("messenger", *match.span())


def _hit(topic: str, start: int, end: int) -> Hit:
    return Hit(ScreenKind.PERSONAL_DATA, Tier.HOLD, start, end, f"personal_data/{topic}")
