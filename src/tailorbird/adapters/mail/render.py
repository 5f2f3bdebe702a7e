"""From a letter to subject, text and HTML in the reader's language; the wording lies in `templates/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import quote

from django.template import Context, Engine

from tailorbird.adapters.mail.figures import FOLDERS, TEMPLATES, Figures, words_of
from tailorbird.app.ports.mailer import Letter, Turn
from tailorbird.app.reading.language import Language

_TAGS: Final = {Language.EN: "en", Language.ZH: "zh-Hans"}
_LONGEST_SUBJECT: Final = 200


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter as it is read. `language` is a BCP 47 tag."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class _Detail:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class _TurnShown:
    yours: int
    who: str
    until: str
    otherwise: str
    clause: str
    provisional: int


def render(letter: Letter, public_url: str) -> Rendered:
    """The letter in its reader's language; `public_url` is where the site is reached."""
    figures = Figures(letter.language, letter.zone)
    shown = {
        "title": letter.title,
        "happened_at": figures.instant(letter.happened_at),
        "by": figures.role(letter.by),
        "case_id": letter.case_id,
        "case_title": _one_line(letter.case_title),
        "details": _details(letter, figures),
        "says": letter.says,
        "next_step": letter.next_step,
        "because": letter.because,
        "your_turns": [_turn(each, figures) for each in letter.turns if each.yours],
        "other_turns": [_turn(each, figures) for each in letter.turns if not each.yours],
        "link": f"{public_url.rstrip('/')}/cases/{quote(letter.case_id, safe='')}",
        "legal": letter.legal,
        "language": _TAGS[letter.language],
    }
    folder = FOLDERS[letter.language]
    text = _engine("txt").get_template(f"{folder}/notice.txt").render(Context(shown, autoescape=False))
    html = _engine("html").get_template(f"{folder}/notice.html").render(Context(shown))
    # Parts that are not there leave their blank lines behind.
    tidy = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    return Rendered(_subject(letter), tidy, html, _TAGS[letter.language])


@cache
def _engine(kind: str) -> Engine:
    return Engine(dirs=[str(TEMPLATES)], autoescape=kind == "html")


def _subject(letter: Letter) -> str:
    between = "：" if letter.language is Language.ZH else ": "
    subject = _one_line(f"{letter.title}{between}{letter.case_title} [{letter.case_id}]")
    return subject if len(subject) <= _LONGEST_SUBJECT else subject[: _LONGEST_SUBJECT - 1] + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _details(letter: Letter, figures: Figures) -> list[_Detail]:
    labels = words_of(letter.language).labels
    found = [
        _Detail(labels.get(f"{name}:{_kind(value)}", labels[name]), figures.value(value))
        for name, value in letter.body.items()
        if name in labels
    ]
    return [each for each in found if each.value]


def _kind(value: object) -> str:
    """What the lines of a table are, for tables whose fields have one name and several meanings."""
    return type(value[0]).__name__ if isinstance(value, tuple | list) and value else ""


def _turn(turn: Turn, figures: Figures) -> _TurnShown:
    return _TurnShown(
        turn.yours,
        figures.role(turn.role),
        figures.bound(turn.until, turn.last),
        turn.otherwise,
        turn.clause,
        turn.provisional,
    )
