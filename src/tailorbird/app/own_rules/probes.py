"""Small cases to ask rules about, before any order: what would these clauses say, and over whom?

They hold the facts from which the periods of the packages run, and money of each head is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import product
from typing import Any, Final, get_type_hints
from zoneinfo import ZoneInfo

from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Fact, Recorded
from tailorbird.domain.cases.facts.custom_making import RequestConfirmed, SampleDelivered, SampleMade
from tailorbird.domain.cases.facts.custom_request import CustomRequestWithdrawn
from tailorbird.domain.cases.facts.payment import AgreementTookEffect
from tailorbird.domain.cases.facts.talk import QuestionAsked
from tailorbird.domain.money import Money
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.question import Question, own_fields

_START: Final = datetime(2026, 3, 2, 2, tzinfo=UTC)
_ASKED: Final = QuestionAsked(question="1", text="private/none")
_FACTS: Final[Mapping[str, tuple[tuple[Fact, Role], ...]]] = {
    "purchase": ((AgreementTookEffect(), Role.PLATFORM), (_ASKED, Role.BUYER)),
    "custom_request": (
        (RequestConfirmed(), Role.OPERATOR),
        (AgreementTookEffect(), Role.PLATFORM),
        (_ASKED, Role.BUYER),
        (SampleMade(round=1), Role.SUPPLIER),
        (SampleDelivered(round=1), Role.CARRIER),
        (CustomRequestWithdrawn(), Role.BUYER),
    ),
}
_CURRENCY: Final = "CNY"
ASKED_AT: Final = _START + timedelta(days=1)


def probe(kind: str) -> Case:
    """A case of that kind with the facts that periods run from, a minute apart."""
    facts = (
        Recorded(no, each, _START + timedelta(minutes=no), by)
        for no, (each, by) in enumerate(_FACTS[kind], 1)
    )
    return Case.of(Case("probe", kind, ZoneInfo("Asia/Shanghai"), _CURRENCY), facts)


def inputs_of(kind: type[Question[Any]], part: Role) -> Iterator[dict[str, Any]]:
    """Every set of inputs worth asking: each word of a closed list, one amount, one number, one name.

    `part` is whom money was collected for. Raises LookupError for an input of a type that is not known here.
    """
    hints = get_type_hints(kind)
    names = own_fields(kind)
    options = [_options(kind, name, hints[name], part) for name in names]
    for picked in product(*options):
        yield dict(zip(names, picked, strict=True))


def _options(kind: type[Question[Any]], name: str, hint: Any, part: Role) -> tuple[Any, ...]:
    known: dict[Any, tuple[Any, ...]] = {
        Role: (part,),
        Money: (Money(10_000, _CURRENCY),),
        int: (1,),
        str: ("1",),
    }
    if hint in known:
        return known[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return tuple(hint)
    raise LookupError(f"{kind.__name__}.{name}: say in own_rules/probes.py what to ask with.")
