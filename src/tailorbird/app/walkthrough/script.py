"""The script of a walkthrough: who takes part, and who does what when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.app.ports.parties import Party
from tailorbird.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done at an instant, or only time passing (`do` is `wait`).

    `expect` says what must come of it: `{done: yes}` if left out, `{refused: CLAUSE}`, or
    `{problem: CODE}`. A step that comes out otherwise stops the walkthrough.
    """

    at: datetime
    do: str
    by: str = ""
    role: Role | None = None
    body: dict[str, Any] = field(default_factory=dict)
    case: str = "main"
    expect: dict[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A walkthrough."""

    name: str
    title: str
    title_zh: str
    zone: ZoneInfo
    parties: tuple[Party, ...]
    steps: tuple[Step, ...]

    def party(self, party_id: str) -> Party:
        """The party of that id; a step that names another is an error in the script."""
        return next(each for each in self.parties if each.id == party_id)
