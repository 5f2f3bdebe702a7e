"""`tailorbird clauses`: every clause that the sources state, and what has become of it."""

from __future__ import annotations

import json
from collections import Counter

import click

from tailorbird.adapters.examples.folder import all_examples
from tailorbird.adapters.terms import shelf
from tailorbird.adapters.terms.index import index
from tailorbird.app.sources import ClauseReport, State, count_examples, report


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects for machines.")
@click.option("--package", help="Only this package's, such as order1688.")
def clauses(as_json: bool, package: str | None) -> None:  # noqa: FBT001 - a flag of the command line
    """List every clause of the sources: package, version, state, the questions it answers, examples."""
    found = [each for each in clause_reports() if package in (None, each.package)]
    if as_json:
        click.echo(json.dumps([_plain(each) for each in found], indent=1))
        return
    for each in found:
        _tell(each)
    counts = Counter(each.state for each in found)
    told = ", ".join(f"{counts[state]} {state}" for state in State)
    click.echo(f"\n{len(found)} clauses: {told}.")


def clause_reports() -> tuple[ClauseReport, ...]:
    """The report on every clause of the index."""
    known, reasons = index()
    packages = {each.name: each for each in shelf.load_all()}
    return report(known, reasons, packages, count_examples(all_examples()))


def _plain(each: ClauseReport) -> dict[str, object]:
    return {
        "id": each.id,
        "package": each.package,
        "version": each.version,
        "state": each.state.value,
        "questions": list(each.questions),
        "examples": each.examples,
        "reason": each.reason,
    }


def _tell(each: ClauseReport) -> None:
    where = f"{each.package}@{each.version}" if each.version else each.package
    told = ", ".join(each.questions)
    if each.reason:
        told = f"{told}; still waits: {each.reason}" if told else each.reason
    click.echo(f"{each.id:36} {where:18} {each.state:8} {each.examples:3} examples  {told}")
