"""Taking private content out of a command's body: the fact keeps an id, the content goes elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from tailorbird.app.ports.storage import PrivateContent
from tailorbird.domain.cases.fact import DataClass, Fact, data_classes
from tailorbird.domain.codec import UnreadableInput

Token = Callable[[], str]
"""Makes an unguessable text; the only randomness that commands need."""
PREFIX = "private/"
_LONGEST_TEXT = 50_000


def take_out(
    kind: type[Fact], body: dict[str, Any], owner: str, token: Token
) -> tuple[dict[str, Any], list[PrivateContent]]:
    """The body with each private text replaced by an id, and the content to be kept apart.

    A blank text says nothing: it stays blank, so that no clause takes an id for words.
    """
    kept, contents = dict(body), []

    def put(name: str, text: Any) -> str:
        if not isinstance(text, str):
            raise UnreadableInput(f"{kind.__name__}.{name} is a text, not {type(text).__name__}.")
        if not text.strip():
            return ""
        if len(text) > _LONGEST_TEXT:
            raise UnreadableInput(
                f"{kind.__name__}.{name}: {len(text)} characters; {_LONGEST_TEXT} is the most."
            )
        content = make(f"{kind.__name__}.{name}", text, owner, token)
        contents.append(content)
        return content.id

    for name, data_class in data_classes(kind).items():
        given = body.get(name)
        if data_class is not DataClass.PRIVATE or given is None:
            continue
        kept[name] = [put(name, text) for text in given] if isinstance(given, list) else put(name, given)
    return kept, contents


def make(kind: str, text: str, owner: str, token: Token) -> PrivateContent:
    """Private content under a new id, with a salted digest that proves it after erasure."""
    salt = token()
    return PrivateContent(PREFIX + token(), owner, kind, text, salted_digest(salt, text), salt)


def salted_digest(salt: str, text: str) -> str:
    """SHA-256 over salt, a zero byte and the text: nobody can guess the text from it."""
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()
