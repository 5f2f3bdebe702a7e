"""Letters to try the mail adapters with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tailorbird.adapters.mail.message import Sender
from tailorbird.app.ports.mailer import Letter, Reason, Turn
from tailorbird.app.reading.language import Language
from tailorbird.domain.cases.facts.payment import QuoteLine
from tailorbird.domain.cases.words import Head
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.time.bound import Last

SENDER = Sender("notices@tailorbird.example", "Tailorbird", "https://tailorbird.example/")
QUOTE = {
    "lines": (
        QuoteLine(Head.GOODS, Money(100_000, "CNY"), Role.SELLER, "order1688.6"),
        QuoteLine(Head.SERVICE_FEE, Money(102, "CNY"), Role.PROVIDER, "order1688.10"),
    ),
    "valid_until": datetime(2026, 3, 12, 10, tzinfo=UTC),
}


def turn(**changes: Any) -> Turn:
    """The buyer's own turn, until a Thursday evening in Shanghai."""
    given = {
        "role": Role.BUYER,
        "until": datetime(2026, 3, 12, 10, tzinfo=UTC),
        "last": Last.INSIDE,
        "otherwise": "Receipt counts as confirmed",
        "clause": "order1688.18",
        "yours": 1,
    }
    return Turn(**{**given, **changes})


def letter(**changes: Any) -> Letter:
    """A letter to Mei about a quote."""
    given = {
        "message_id": "notice.TB-2026-004217.3",
        "to_name": "Mei Lin",
        "to_address": "mei@buyer.example",
        "language": Language.EN,
        "sent_at": datetime(2026, 3, 2, 2, 31, 5, tzinfo=UTC),
        "case_id": "TB-2026-004217",
        "case_title": "Linen dress, dark green, M",
        "zone": ZoneInfo("Asia/Shanghai"),
        "title": "Your quote is ready",
        "happened_at": datetime(2026, 3, 2, 2, 31, tzinfo=UTC),
        "by": Role.PROVIDER,
        "body": QUOTE,
        "because": (Reason("order1688.10", "The service fee is 0.1 % of the sales price."),),
        "turns": (turn(),),
    }
    return Letter(**{**given, **changes})
