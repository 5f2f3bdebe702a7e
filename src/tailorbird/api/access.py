"""A case as its caller may see it: found, theirs, and in which parts they can act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from tailorbird.api import wiring
from tailorbird.api.caller import holder_of
from tailorbird.api.problem_reply import Refusal, refuse
from tailorbird.app.duties import works_for
from tailorbird.app.engine import problems
from tailorbird.app.permissions import facts_shown, parts_of
from tailorbird.app.ports.parties import KeyHolder
from tailorbird.app.ports.records import Page
from tailorbird.app.ports.storage import CaseHeader, CaseRecord, StoredDecision, StoredFact
from tailorbird.app.reading.language import Language, Speaker
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement

T = TypeVar("T")
STORE_LABELS: Final = frozenset(("store", "store_offered"))
"""The kinds of label that name a store: one of its cases, and its transfer."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A case that the caller may look at."""

    record: CaseRecord
    holder: KeyHolder
    parts: tuple[Role, ...]

    @property
    def agreement(self) -> Agreement:
        """The terms that the case is pinned to."""
        return wiring.house().engine.agreement_of(self.record.header.pins)

    def knows_of(self, fact: str) -> int:
        """1 where the caller may read facts of this name, and so what would lead to one."""
        shown = facts_shown(self.parts)
        return int(shown is None or fact in shown)

    @property
    def facts(self) -> tuple[StoredFact, ...]:
        """The facts that the caller may read: all of them, or for outsiders what their part rests on."""
        return tuple(each for each in self.record.facts if self.knows_of(each.name))

    def decisions(self) -> tuple[StoredDecision, ...]:
        """The decisions that the caller may read; outsiders read those on their own questions."""
        found = wiring.house().records.decisions(self.record.header.id)
        whole = facts_shown(self.parts) is None
        return tuple(each for each in found if whole or each.by in self.parts)

    def participants(self) -> dict[str, str]:
        """Who plays which part; outsiders know themselves."""
        told = self.record.header.participants
        whole = facts_shown(self.parts) is None
        return {role.value: party for role, party in told.items() if whole or role in self.parts}

    def title(self) -> str:
        """The case's title; what is bought is no business of a payment institution."""
        return told_title(self.record.header, self.parts)

    def must_see_all(self, what: str) -> None:
        """Refuse outsiders what only makes sense of the whole case."""
        if facts_shown(self.parts) is not None:
            raise refuse(
                403,
                "not_your_part",
                "This is for those who deal with each other in the case",
                f"{what} shows the whole case, and you take part in it from outside.",
                f"GET /api/v1/cases/{self.record.header.id}/facts shows what concerns you.",
            )

    def speaker(self, language: Language) -> Speaker:
        """Prints sentences of these terms for the caller."""
        zone = ZoneInfo(self.record.header.zone)
        return Speaker(self.agreement.packages, language, zone, name_of_party)


def name_of_party(party_id: str) -> str:
    """What the party is called; its id where it is not known here any more."""
    party = wiring.house().parties.party(party_id)
    return party.name if party is not None else party_id


def told_title(header: CaseHeader, parts: Sequence[Role]) -> str:
    """The title for these parts."""
    return header.title if set(parts) - {Role.GATEWAY} else header.kind


def see(request: HttpRequest, case_id: str) -> Seen:
    """The case; another's and one that does not exist are the same 404."""
    holder = holder_of(request)
    record = wiring.house().records.case(case_id)
    parts = parts_of(holder, record.header.participants) if record is not None else ()
    if record is None or not parts or not in_stores(holder, case_id):
        raise Refusal(problems.no_case(case_id))
    return Seen(record, holder, parts)


def in_stores(holder: KeyHolder, case_id: str) -> int:
    """1 where the case concerns a store that the caller works for; staff of every store see all cases.

    A store's own case is called by the store's id.
    """
    if holder.staff is None or not holder.staff.stores:
        return 1
    labels = wiring.house().records.labels_of(case_id)
    return works_for(holder, [case_id, *(each.value for each in labels if each.kind in STORE_LABELS)])


def of_own_stores(holder: KeyHolder, page: Page[T], case_of: Callable[[T], str]) -> Page[T]:
    """The page without what belongs to stores that the caller does not work for."""
    if holder.staff is None or not holder.staff.stores:
        return page
    seen = {case_id: in_stores(holder, case_id) for case_id in {case_of(each) for each in page.items}}
    return replace(page, items=tuple(each for each in page.items if seen[case_of(each)]))


def part_for(seen: Seen, wanted: object, able: frozenset[Role], what: str) -> Role:
    """The part in which the caller acts: the one it names, or the only one of its parts that can."""
    if wanted is not None:
        named = next((part for part in seen.parts if part.value == wanted), None)
        if named is None:
            own = ", ".join(seen.parts)
            raise refuse(
                403,
                "not_your_part",
                "You do not play this part",
                f"You cannot act as {wanted!r} in this case.",
                f"Leave `as` out, or give one of your parts: {own}.",
            )
        return named
    fitting = [part for part in seen.parts if part in able]
    if not fitting:
        could = ", ".join(sorted(able)) or "nobody"
        raise refuse(
            403,
            "not_your_part",
            "This is for somebody else to do",
            f"{what} cannot be done by you: you are {', '.join(seen.parts)} in this case.",
            f"It can be done by: {could}.",
        )
    return fitting[0]
