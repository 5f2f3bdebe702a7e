"""Naming files: nobody gets at another's file by writing its hash into a case of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tailorbird.api import wiring
from tailorbird.api.problem_reply import refuse
from tailorbird.app.cited import FILE_REFERENCE, file_references
from tailorbird.app.ports.storage import StoredFact
from tailorbird.domain import codec


def files_cited(facts: Iterable[StoredFact]) -> frozenset[str]:
    """The SHA-256 of every file that these facts name."""
    bodies = (codec.read_json(dict[str, Any], fact.data)["body"] for fact in facts)
    return frozenset(_hashes(body for body in bodies))


def _hashes(bodies: Iterable[Any]) -> Iterable[str]:
    for body in bodies:
        for reference in file_references(body):
            if found := FILE_REFERENCE.fullmatch(reference):
                yield found[1]


def check_citing(party: str, body: dict[str, Any], facts: Iterable[StoredFact] = ()) -> None:
    """Refuse a body that names a file which others handed in and which the case does not name yet."""
    named = frozenset(_hashes([body]))
    if not named:
        return
    foreign = [sha for sha in sorted(named - files_cited(facts)) if _is_anothers(party, sha)]
    if foreign:
        raise refuse(
            422,
            "no_such_file",
            "There is no such file",
            f"You uploaded no file {foreign[0][:16]}…, and the case refers to none.",
            "Upload the file with POST /api/v1/files, then name it by the sha256 of the answer.",
        )


def _is_anothers(party: str, sha256: str) -> bool:
    house = wiring.house()
    uploaders = house.files.uploaders(sha256)
    if uploaders:
        return party not in uploaders
    # Files of an imported order were handed in by nobody here: they are read on record only.
    return bool(house.records.cases_labelled("file", sha256, limit=1).items)
