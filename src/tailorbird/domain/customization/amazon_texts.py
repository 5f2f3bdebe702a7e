"""Texts of an order file as they came, with a report on characters that show as something else."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from tailorbird.domain.customization.amazon_leaf import inside
from tailorbird.domain.customization.imported import Attention, OrderWarning, WarningCode

_USUAL: Final = frozenset("\t\n\r")
# They change the order in which a line is read, so that it prints otherwise than it looks.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT: Final = "\ufffd"
_SHOWN: Final = 8


Warn = Callable[[OrderWarning], None]


def storable(document: Mapping[str, object], warn: Warn) -> dict[str, object]:
    """The same document. Texts stay unchanged, but for halves of surrogate pairs, which are no characters."""
    return {
        (name := _text(key, f"{key!r} (a name)", warn)): _storable(value, inside("", name), warn)
        for key, value in document.items()
    }


def _storable(value: object, where: str, warn: Warn) -> object:
    if isinstance(value, str):
        return _text(value, where, warn)
    if isinstance(value, Mapping):
        return {
            (name := _text(str(key), f"{where} (a name)", warn)): _storable(item, inside(where, name), warn)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_storable(item, inside(where, index), warn) for index, item in enumerate(value)]
    return value


def _text(text: str, where: str, warn: Warn) -> str:
    if text.isascii() and text.isprintable():
        return text
    odd = [char for char in text if _is_control(char)]
    if odd:
        shown = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(odd[: _SHOWN * 8]))
        said = f"The text has characters that do not print as themselves: {shown}."
        warn(OrderWarning(WarningCode.CONTROL_CHARACTERS, where, said, Attention.PERSON))
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    said = "The text has half of a surrogate pair, which is no character; U+FFFD stands in its place."
    warn(OrderWarning(WarningCode.CHARACTER_REPLACED, where, said, Attention.PERSON))
    return "".join(_REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text)


def _is_control(char: str) -> bool:
    return char in _TURNING or (unicodedata.category(char) == "Cc" and char not in _USUAL)
