"""What it takes to open a kind of case by a call, and to prepare a command that needs more than its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tailorbird.app.engine.command import Act, Receipt
from tailorbird.app.engine.problem import Problem
from tailorbird.app.house import House
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.domain.roles import Role

Opener = Callable[[House, str, Mapping[Role, str], Any, str], Receipt]
"""`(house, opener's party, the other parties by part, body, key)`."""


@dataclass(frozen=True, slots=True)
class HowOpened:
    """A kind of case that can be opened by a call: in which part, with whom, and what is written."""

    part: Role
    body: type[Any]
    open: Opener
    needs: frozenset[Role] = frozenset()
    """Parts that have to be named."""
    may: frozenset[Role] = frozenset()
    """Parts that can be named."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command as it came: who acts, in which case, and what is written; the body was found to fit."""

    party: str
    role: Role
    record: CaseRecord
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PreparedVerb:
    """A command for which something is looked up outside the case first.

    `make` gives the acts that are carried out together, the command itself last. `after` is called once it
    was carried out, for what is to follow in other cases at once.
    """

    body: type[Any]
    make: Callable[[House, Call], tuple[Act, ...] | Problem]
    after: Callable[[House, str], None] | None = None
