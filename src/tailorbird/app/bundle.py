"""The evidence bundle of a case: everything that recomputes it, gathered for one reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Protocol, TypeVar

from tailorbird.app.cited import FILE_REFERENCE, file_references
from tailorbird.app.permissions import FILES_ON_RECORD, ON_RECORD_ONLY
from tailorbird.app.ports.parties import Party
from tailorbird.app.ports.records import MAX_PAGE_SIZE, DeadlineRow, OutboxRow, Page
from tailorbird.app.ports.storage import CaseHeader, CaseRecord, PrivateContent, StoredDecision, StoredFact
from tailorbird.app.reading.private_texts import private_texts
from tailorbird.domain import codec
from tailorbird.domain.ledger.entry import Entry
from tailorbird.domain.ledger.hold import Hold
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.agreement import Agreement
from tailorbird.domain.terms.package import Package, PublishedClause
from tailorbird.domain.terms.pin import Pin

T = TypeVar("T")
GOVERNING_LAW, FORUM = "governing_law", "forum"
"""Parameters in which a package says which law applies and where disputes go (order1688.28, .29)."""
_ATTEMPTS = 3
_NOT_HANDED_OUT = FILES_ON_RECORD | {"MediaAdded"}
"""Facts whose files a bundle names and does not carry: their use takes leave of its own (cj-custom.II.9)."""

_OF_THE_ORIGIN = frozenset(("SpecificationFrozen",))
"""Facts of a reorder whose files were handed in for another case, perhaps by another buyer."""


class UnknownCase(LookupError):
    """There is no case of that id."""


class CaseIsMoving(RuntimeError):
    """The case changed again and again while it was read; export it again."""


class FileReader(Protocol):
    """Where evidence files are read, by the SHA-256 of their bytes."""

    def read(self, sha256: str) -> bytes | None: ...


class CaseReader(Protocol):
    """What is read of a case; a part of the port `Records`, with the same meaning."""

    def case(self, case_id: str) -> CaseRecord | None: ...

    def decisions(self, case_id: str) -> tuple[StoredDecision, ...]: ...

    def entries_of_case(self, case_id: str) -> tuple[Entry, ...]: ...

    def holds_of_case(self, case_id: str) -> tuple[Hold, ...]: ...

    def deadlines(
        self, party: str | None, *, case_id: str, state: str, cursor: str | None, limit: int
    ) -> Page[DeadlineRow]: ...

    def outbox(self, party: str | None, *, cursor: str | None, limit: int) -> Page[OutboxRow]: ...

    def private(self, ids: Sequence[str], *, case_id: str) -> dict[str, PrivateContent]: ...


class Directory(Protocol):
    """Where parties are looked up."""

    def party(self, party_id: str) -> Party | None: ...


Sources = Callable[[str], Mapping[str, bytes]]
"""The files behind a package by its code hash; empty where they are not to be had."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Who the bundle is for: content that belongs to these parties, or has one of these ids, is shown."""

    parties: frozenset[str] = frozenset()
    private_ids: frozenset[str] = frozenset()

    def covers(self, content: PrivateContent) -> bool:
        """Whether the reader may see this content."""
        return content.owner in self.parties or content.id in self.private_ids


NOBODY = Entitlement()


class PrivateState(StrEnum):
    SHOWN = "shown"
    WITHHELD = "withheld"
    """It is there, but not for the reader of this bundle."""
    ERASED = "erased"
    """Its time passed; what is left is the digest."""


@dataclass(frozen=True, slots=True)
class PrivateItem:
    """One private field of one fact. `content` only where it is shown; `digest` is empty if not known."""

    id: str
    seq: int
    kind: str
    state: PrivateState
    digest: str
    content: PrivateContent | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that facts refer to, and by which facts. `data` is None for one that is missing, or is read
    on record only."""

    reference: str
    sha256: str
    facts: tuple[int, ...]
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Governance:
    """Governing law and forum as the terms state them, with the clauses that do; empty if they do not."""

    law: str
    forum: str
    clauses: tuple[PublishedClause, ...]


@dataclass(frozen=True, slots=True)
class CaseBundle:
    """What a bundle holds, before it is a file."""

    header: CaseHeader
    exported_at: datetime
    parties: Mapping[str, Party]
    facts: tuple[StoredFact, ...]
    decisions: tuple[StoredDecision, ...]
    entries: tuple[Entry, ...]
    holds: tuple[Hold, ...]
    deadlines: tuple[DeadlineRow, ...]
    notices: tuple[OutboxRow, ...]
    private: tuple[PrivateItem, ...]
    files: tuple[EvidenceFile, ...]
    packages: tuple[Package, ...]
    sources: Mapping[str, Mapping[str, bytes]]
    governance: Governance
    entitled: Entitlement

    def proofs_of_sending(self, row: OutboxRow) -> tuple[int, ...]:
        """Numbers of the facts that prove that this notice was sent, to this party and with these words."""
        message, proofs = row.message, []
        for fact in self.facts:
            if fact.name == "NoticeSent":
                body = json.loads(fact.data)["body"]
                reached = self.header.participants.get(Role(body["to"]))
                said = (body["about"], body["content_hash"], reached)
                if said == (message.about, codec.digest(message.payload), message.to_party):
                    proofs.append(fact.seq)
        return tuple(proofs)


@dataclass(frozen=True, slots=True)
class Collector:
    """Gathers bundles. Reads only; nothing that it does is recorded in the case."""

    records: CaseReader
    parties: Directory
    files: FileReader
    agreement_of: Callable[[tuple[Pin, ...]], Agreement]
    sources: Sources = lambda _code_hash: {}

    def collect(self, case_id: str, at: datetime, entitled: Entitlement = NOBODY) -> CaseBundle:
        """The bundle of a case as it stands, for a reader who may see so much.

        Raises `UnknownCase`, and `CaseIsMoving` when no quiet moment is found to read it in.
        """
        for _ in range(_ATTEMPTS):
            made = self._read(case_id, at, entitled)
            again = self.records.case(case_id)
            if again is not None and again.header == made.header:
                return made
        raise CaseIsMoving(f"The case {case_id} kept changing while it was read. Export it again.")

    def _read(self, case_id: str, at: datetime, entitled: Entitlement) -> CaseBundle:
        record = self.records.case(case_id)
        if record is None:
            raise UnknownCase(f"There is no case {case_id}. Look its number up in the list of cases.")
        header = record.header
        agreement = self.agreement_of(header.pins)
        known = {party: self.parties.party(party) for party in header.participants.values()}
        return CaseBundle(
            header=header,
            exported_at=at,
            parties={party: about for party, about in known.items() if about is not None},
            facts=record.facts,
            decisions=self.records.decisions(case_id),
            entries=self.records.entries_of_case(case_id),
            holds=self.records.holds_of_case(case_id),
            deadlines=tuple(sorted(self._deadlines(case_id), key=lambda row: (row.passes_at, row.key))),
            notices=tuple(sorted(self._notices(header), key=lambda row: row.message.no)),
            private=tuple(self._private(case_id, record.facts, entitled)),
            files=tuple(self._files(record.facts)),
            packages=agreement.packages,
            sources={each.code_hash: self.sources(each.code_hash) for each in agreement.packages},
            governance=governance_of(agreement),
            entitled=entitled,
        )

    def _deadlines(self, case_id: str) -> Iterator[DeadlineRow]:
        for state in ("open", "fired", "moot"):
            yield from pages(partial(self._deadline_page, case_id, state))

    def _deadline_page(self, case_id: str, state: str, cursor: str | None) -> Page[DeadlineRow]:
        return self.records.deadlines(None, case_id=case_id, state=state, cursor=cursor, limit=MAX_PAGE_SIZE)

    def _notices(self, header: CaseHeader) -> Iterator[OutboxRow]:
        for party in sorted(set(header.participants.values())):
            for row in pages(partial(self._outbox_page, party)):
                ours = row.case_id == header.id and row.message.to_party == party
                if ours and row.message.kind == "notice":
                    yield row

    def _outbox_page(self, party: str, cursor: str | None) -> Page[OutboxRow]:
        return self.records.outbox(party, cursor=cursor, limit=MAX_PAGE_SIZE)

    def _private(
        self, case_id: str, facts: tuple[StoredFact, ...], entitled: Entitlement
    ) -> Iterator[PrivateItem]:
        named = [each for fact in facts for each in private_fields(fact)]
        found = self.records.private([each[0] for each in named], case_id=case_id) if named else {}
        for private_id, seq, kind in named:
            content = found.get(private_id)
            if content is None or not content.text:
                digest = content.digest if content is not None else ""
                yield PrivateItem(private_id, seq, kind, PrivateState.ERASED, digest)
            elif entitled.covers(content) and kind not in ON_RECORD_ONLY:
                yield PrivateItem(private_id, seq, kind, PrivateState.SHOWN, content.digest, content)
            else:
                yield PrivateItem(private_id, seq, kind, PrivateState.WITHHELD, content.digest)

    def _files(self, facts: tuple[StoredFact, ...]) -> Iterator[EvidenceFile]:
        cited: dict[str, list[int]] = {}
        withheld = set[str]()
        names = {fact.name for fact in facts}
        apart = _NOT_HANDED_OUT | (_OF_THE_ORIGIN if "ReorderSubmitted" in names else frozenset())
        for fact in facts:
            for reference in file_references(json.loads(fact.data)["body"]):
                cited.setdefault(reference, []).append(fact.seq)
                if fact.name in apart:
                    withheld.add(reference)
        for reference, seqs in cited.items():
            match = FILE_REFERENCE.fullmatch(reference)
            sha256 = match[1] if match else ""
            data = self.files.read(sha256) if sha256 and reference not in withheld else None
            yield EvidenceFile(reference, sha256, tuple(dict.fromkeys(seqs)), data)


def pages(fetch: Callable[[str | None], Page[T]]) -> Iterator[T]:
    """Every item of a list that is read by cursor."""
    cursor: str | None = None
    while True:
        page = fetch(cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def private_fields(fact: StoredFact) -> Iterator[tuple[str, int, str]]:
    """(id, number of the fact, `Fact.field`) of each private field that the fact fills."""
    for private_id, field in private_texts(fact):
        yield private_id, fact.seq, field


def governance_of(agreement: Agreement) -> Governance:
    """Law and forum of the first package in precedence that states each."""
    said = {name: _stated(agreement, name) for name in (GOVERNING_LAW, FORUM)}
    clauses = {
        each.id: each
        for name, package in ((name, found[1]) for name, found in said.items() if found)
        for each in package.clauses
        if any(f"{{{name}}}" in rule.text for rule in each.rules)
    }
    law, forum = (found[0] if found else "" for found in said.values())
    return Governance(law, forum, tuple(clauses.values()))


def _stated(agreement: Agreement, name: str) -> tuple[str, Package] | None:
    for package in agreement.packages:
        if package.parameters.offers(name):
            return package.parameters.items[name].shown, package
    return None
