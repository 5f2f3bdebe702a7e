"""Finding links in a text as people paste it: bare, in a share text, with or without a scheme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Chinese, Japanese and Korean writing and punctuation end a link, since share texts go on without
# a space; so do quotes, brackets and invisible characters.
_ENDS: Final = (
    r"\s\"'<>`\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
    r"\u2018-\u201f\u2026\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\U00020000-\U0003ffff"
)
_TAIL: Final = rf"(?P<tail>[/?#\\][^{_ENDS}]*)"
# In the authority only punctuation ends the link: a letter of any alphabet belongs to the host,
# so that a host of look-alike letters is judged whole and refused.
_AUTHORITY: Final = (
    r"(?P<authority>"
    r"[^\s/?#\"'<>`\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\u2018-\u201f]*)"
)
_WITH_SCHEME: Final = re.compile(
    rf"(?<![A-Za-z])(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]{{0,30}})://{_AUTHORITY}{_TAIL}?"
)
# What may not stand directly before a link without a scheme, or it would be cut from a longer word.
_JOINED: Final = r"A-Za-z0-9@.\-_/:%\\=&+\u00aa-\u1fff\u2100-\u2fff\uff10-\uff5a"
_LETTER: Final = r"A-Za-z0-9\u00aa-\u1fff"
_WITHOUT_SCHEME: Final = re.compile(
    rf"(?<![{_JOINED}])(?://)?"
    rf"(?P<authority>(?:[A-Za-z0-9.+%:_\-]{{1,60}}@)?"
    rf"(?:[{_LETTER}\-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}}\.?(?::[0-9]{{1,5}})?){_TAIL}"
)
_SCHEME_ONLY: Final = re.compile(
    r"(?P<scheme>javascript|data|vbscript|file|mailto|tel|intent|blob):", re.IGNORECASE
)
_TRAILING: Final = ".,;:!?)]}*"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that is written like a link. Nothing is said yet of where it leads."""

    text: str
    scheme: str
    authority: str
    path: str
    query: str


def candidates(text: str) -> tuple[Candidate, ...]:
    """All stretches of the text that are written like links, in their order."""
    whole = text.strip()
    if match := _SCHEME_ONLY.match(whole):
        return (Candidate(whole, match["scheme"].lower(), "", "", ""),)
    found = [(match.start(), match) for match in _WITH_SCHEME.finditer(whole)]
    rest = _WITH_SCHEME.sub(lambda match: " " * len(match[0]), whole)
    found += [(match.start(), match) for match in _WITHOUT_SCHEME.finditer(rest)]
    return tuple(_candidate(match) for _, match in sorted(found, key=lambda pair: pair[0]))


def _candidate(match: re.Match[str]) -> Candidate:
    tail = (match["tail"] or "").rstrip(_TRAILING).replace("&amp;", "&")
    before_fragment = tail.partition("#")[0]
    path, _, query = before_fragment.partition("?")
    return Candidate(
        text=match[0].rstrip(_TRAILING),
        scheme=match.groupdict().get("scheme", "https").lower(),
        authority=match["authority"],
        path=path,
        query=query,
    )
