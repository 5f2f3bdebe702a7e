"""Mail to a party: what a letter says, and whether it left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from tailorbird.app.reading.language import Language
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Last


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause that what happened rests on, with its published text in the reader's language."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A deadline that runs: whose turn it is until when, and what happens if nobody acts."""

    role: Role
    until: datetime
    last: Last
    otherwise: str
    """What happens when it passes, as a sentence in the reader's language; empty where none is written."""
    clause: str
    yours: int
    """1 where the reader is the one who has to act."""
    provisional: int = 0
    """1 where it rests on a calendar that is not officially out."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to one party, complete. `message_id` is the same whenever it is sent again."""

    message_id: str
    """Such as `notice.TB-2026-004217.3`, without the domain."""
    to_name: str
    to_address: str
    language: Language
    sent_at: datetime
    case_id: str
    case_title: str
    zone: ZoneInfo
    title: str
    """What happened, as a sentence in the reader's language."""
    happened_at: datetime
    by: Role
    body: Mapping[str, Any] = field(default_factory=dict)
    """The fact's fields but private ones, which a letter never shows: mail cannot be erased."""
    says: str = ""
    """The answer of the decision behind it, as a sentence in the reader's language."""
    next_step: str = ""
    """What the decision says can be done, in the reader's language."""
    because: tuple[Reason, ...] = ()
    turns: tuple[Turn, ...] = ()
    """The reader's own first, then by time."""
    legal: int = 0
    """1 where proof of sending goes on record."""


@dataclass(frozen=True, slots=True)
class Sent:
    """That a letter left: by which channel, to which address."""

    channel: str
    address: str


class MailRefused(Exception):
    """The letter cannot go to that address however often it is tried; says what to mend."""


class MailDelayed(Exception):
    """The letter did not leave this time; it may be tried again."""


class Mailer(Protocol):
    """Sends letters. Sending one again is allowed, and keeps its message id."""

    def send(self, letter: Letter) -> Sent:
        """Send it; raises `MailRefused` or `MailDelayed`."""
        ...
