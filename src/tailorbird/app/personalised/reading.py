"""Reading customization data: the terms decide, and every wish is on record (amazon-custom.data.use)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from tailorbird.app.engine import problems
from tailorbird.app.engine.command import Act, Order
from tailorbird.app.engine.problem import Problem
from tailorbird.app.engine.proceeding import Proceeding
from tailorbird.app.house import House
from tailorbird.app.participants import THE_PLATFORM
from tailorbird.app.personalised.in_force import document_of, in_force
from tailorbird.app.ports.storage import CaseRecord
from tailorbird.app.reading.look import look_at
from tailorbird.domain.cases.case import Case
from tailorbird.domain.cases.fact import Recorded
from tailorbird.domain.cases.facts.making import PrintFile, PrintFilesMade, ProofSent
from tailorbird.domain.cases.facts.personalised import CustomizationErased, CustomizationRead
from tailorbird.domain.cases.listing_words import DataPurpose
from tailorbird.domain.questions.listing import MayReadCustomization
from tailorbird.domain.roles import Role
from tailorbird.domain.terms.decision import Decision

_WHOLE: Final = "customization"
OPEN_FOR: Final = timedelta(hours=1)
"""For so long the files of a customization can be fetched after a reading was granted."""


@dataclass(frozen=True, slots=True)
class ReadingWish:
    """Who wants to read the customization, in which part, and what for."""

    reader: str
    role: Role
    purpose: DataPurpose


@dataclass(frozen=True, slots=True)
class ProofShown:
    """A proof of the specification, and its pictures by hash, one a surface."""

    proof: str
    specification_hash: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Customization:
    """What the buyer asked for, as it counts now: the canonical specification, and the hashes of its files.

    Each file is at `GET /files/{sha256}?case=`, for an hour after the reading. So are the pictures of the
    proofs, the last one last, and the files that were made for the press.
    """

    document: str
    files: tuple[str, ...]
    specification_hash: str
    proofs: tuple[ProofShown, ...] = ()
    print_files: tuple[PrintFile, ...] = ()


def access(proceeding: Proceeding, wish: ReadingWish) -> CustomizationRead:
    """Ask the terms, and record what they said: granted or not, the wish to read is a fact."""
    _, decision = proceeding.decide(MayReadCustomization, wish.role, reader=wish.role, purpose=wish.purpose)
    return CustomizationRead(
        reader=wish.reader, purpose=wish.purpose, what=_WHOLE, granted=int(decision.granted)
    )


def read_customization(house: House, case_id: str, wish: ReadingWish, key: str) -> Customization | Problem:
    """The customization, if the terms let this part read it for this purpose; either way it is on record."""
    body = {"reader": wish.reader, "role": wish.role.value, "purpose": wish.purpose.value}
    act = Act("record_read", THE_PLATFORM, body)
    receipt = house.engine.run(Order(case_id, (act,), wish.reader, key))
    if receipt.problem is not None:
        return receipt.problem
    record = house.records.case(case_id)
    if record is None:
        return problems.no_case(case_id)
    # Judged once more as it is now: a repeated call, or a file, may come long after the reading.
    here = look_at(house, record)
    decision = here.ask(MayReadCustomization, wish.role, reader=wish.role, purpose=wish.purpose)
    now = in_force(here.case)
    if here.case.has(CustomizationErased):
        return _erased()
    if now is None or not decision.granted:
        return _closed(here, decision, _no(receipt.reply))
    if _granted(here, wish.reader, wish.purpose) is None:
        return _over()
    document = document_of(house, case_id, now)
    if not document:
        return _erased()
    return Customization(document, now.files, now.hash, _proofs(here.case), _print_files(here.case, now.hash))


def may_fetch(house: House, record: CaseRecord, reader: str, parts: Sequence[Role], sha256: str) -> int:
    """1 where a reading that was granted within the hour opens this file of the order, and still would."""
    here = look_at(house, record)
    if sha256 not in _open_files(here.case):
        return 0
    for purpose in DataPurpose:
        if _granted(here, reader, purpose) is not None and any(
            here.ask(MayReadCustomization, part, reader=part, purpose=purpose).granted for part in parts
        ):
            return 1
    return 0


def _proofs(case: Case) -> tuple[ProofShown, ...]:
    return tuple(
        ProofShown(each.fact.proof, each.fact.specification_hash, each.fact.pictures)
        for each in case.all(ProofSent)
    )


def _print_files(case: Case, specification_hash: str) -> tuple[PrintFile, ...]:
    """What was made last for the press of the specification in force."""
    made = [each.fact for each in case.all(PrintFilesMade)]
    of_it = [each for each in made if each.specification_hash == specification_hash]
    return of_it[-1].files if of_it else ()


def _open_files(case: Case) -> frozenset[str]:
    """Every file that a reading opens: of the specification in force, the proofs, and for the press."""
    now = in_force(case)
    if now is None or case.has(CustomizationErased):
        return frozenset()
    pictures = (each for proof in _proofs(case) for each in proof.pictures)
    return frozenset((*now.files, *pictures, *(each.file for each in _print_files(case, now.hash))))


def _granted(here: Proceeding, reader: str, purpose: DataPurpose) -> Recorded[CustomizationRead] | None:
    """The reader's last reading for this purpose, if it was granted and is not an hour old."""
    reads = [
        each
        for each in here.case.all(CustomizationRead)
        if each.fact.reader == reader and each.fact.purpose is purpose
    ]
    last = reads[-1] if reads else None
    return last if last is not None and last.fact.granted and here.at < last.at + OPEN_FOR else None


def _no(reply: dict[str, Any]) -> int:
    """The number of the decision that the reading came to."""
    asked = [each for each in reply["decisions"] if each["question"] == MayReadCustomization.__name__]
    return int(asked[-1]["no"]) if asked else 0


def _closed(here: Proceeding, decision: Decision[Any], no: int) -> Problem:
    applied = next((each for each in decision.applied if each.says), None)
    said = problems.fill(applied.says if applied else None, here.case.zone)
    step = problems.fill(decision.next_step, here.case.zone)
    return Problem(
        "customization_closed",
        403,
        "The customization is not yours to read for this",
        said or "No clause lets you read it.",
        f"{step} The wish to read is on record.".strip(),
        decision=decision,
        decision_no=no,
    )


def _over() -> Problem:
    return Problem(
        "reading_over",
        409,
        "This reading is over",
        "The call repeats a reading that was granted more than an hour ago.",
        "Read it anew, with a new idempotency key: each reading is on record.",
    )


def _erased() -> Problem:
    return Problem(
        "customization_erased",
        410,
        "The customization was erased",
        "The order is fulfilled, and what its buyer had written and uploaded is gone.",
        "The case keeps the hash, which proves what a copy of yours was.",
    )
