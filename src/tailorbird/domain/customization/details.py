"""The details of an entry, read one by one: whole numbers within bounds, ids of what is offered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tailorbird.domain.customization.choices import DesignFinding, Detail
from tailorbird.domain.customization.findings import finding
from tailorbird.domain.customization.specification import Entry

_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,12}")
FULL_TURN_MDEG: Final = 360_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a number may be."""

    least: int
    most: int


def whole(text: str) -> int | None:
    """The whole number that the text states; none where it states none."""
    return int(text) if _WHOLE.fullmatch(text.strip(" ")) else None


@dataclass(slots=True)
class Details:
    """Reads the details of one entry and collects what is wrong with them.

    What cannot be read counts as left out, so that the rest can still be looked at.
    """

    entry: Entry
    findings: list[DesignFinding] = field(default_factory=list)

    def told(self, name: Detail) -> str:
        """The detail as it was sent; empty where it was left out."""
        return self.entry.detailed(name.value)

    def wrong(self, code: str, **values: object) -> None:
        """Note what is wrong."""
        self.findings.append(finding(self.entry.label, code, **values))

    def only(self, names: Sequence[Detail]) -> None:
        """Note every detail of another name."""
        for name, _ in self.entry.detail:
            if name not in names:
                self.wrong("unknown_detail", name=_short(name))

    def number(self, name: Detail, bounds: Bounds) -> int | None:
        """A whole number within bounds; none where it was left out or cannot be used."""
        text = self.told(name)
        if not text:
            return None
        number = whole(text)
        if number is None:
            self.wrong("not_a_whole_number", name=name.value)
        elif not bounds.least <= number <= bounds.most:
            self.wrong("out_of_bounds", name=name.value, least=bounds.least, most=bounds.most)
        else:
            return number
        return None

    def one_of(self, name: Detail, offered: Sequence[str], code: str) -> str | None:
        """An id of what is offered; none where it was left out or is another."""
        text = self.told(name)
        if not text or text in offered:
            return text or None
        self.wrong(code, offered=", ".join(offered) or "–")
        return None


def _short(name: str) -> str:
    return name[:40] if name.isprintable() else "?"
