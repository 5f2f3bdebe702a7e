"""What a walkthrough leaves to look at: proofs, print files and work tickets, copied out as they are made.

In the house they are erased with the buyer's data, which a walkthrough lives to see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tailorbird.app.house import House
from tailorbird.app.ports.storage import StoredFact
from tailorbird.app.walkthrough.play import Event
from tailorbird.app.walkthrough.script import Script
from tailorbird.domain.cases.facts.making import PrintFilesMade, ProofSent

Tell = Callable[[tuple[Script, Event | None, House]], None]
_ENDINGS = {"pdf": ".pdf", "pdf_cmyk": "-cmyk.pdf", "png": ".png", "ticket": ".pdf"}


def keep_files(folder: Path, tell: Tell) -> Tell:
    """Tell as before, and copy what each step made into the folder."""

    def kept(what: tuple[Script, Event | None, House]) -> None:
        tell(what)
        _, event, house = what
        changes = (*event.before, *event.after) if event is not None else ()
        for fact in (fact for change in changes for fact in change.facts):
            for name, sha256 in _made_by(fact):
                _copy(house, sha256, folder / name)

    return kept


def _made_by(fact: StoredFact) -> Iterator[tuple[str, str]]:
    body = json.loads(fact.data)["body"]
    if fact.name == ProofSent.__name__:
        for number, sha256 in enumerate(body["pictures"], 1):
            yield f"proof-{body['proof']}-{number}.png", sha256
    if fact.name == PrintFilesMade.__name__:
        for each in body["files"]:
            name = "work-ticket" if each["kind"] == "ticket" else f"print-{each['surface']}"
            yield name + _ENDINGS[each["kind"]], each["file"]


def _copy(house: House, sha256: str, target: Path) -> None:
    data = house.files.read(sha256)
    if data is None:
        raise click.ClickException(f"{target.name} was made, and its file is gone already.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    click.echo(f"  ⇢ {target}", err=True)
